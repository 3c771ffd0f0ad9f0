"""Which words of a territory and of a profile speak for it: what is asked of a role, and what answers.

Only whole texts with their source; cutting them into pieces that a model can read is somebody else's business. Names,
addresses, nationality and gender are in none of them.
"""

from dataclasses import dataclass

from matcher.model import Expert, Quotation, Seat
from matcher.role_words import split_by_role

# How much an ask counts for a seat: what is asked of the role first, what the territory is about after it.
WEIGHT_OF_ROLE = 1.0
WEIGHT_OF_ALL_ROLES = 0.7
WEIGHT_OF_CONTEXT = 0.35

THIN_PROFILE = 25  # words; a profile with fewer says too little to be judged by its text


@dataclass(frozen=True, slots=True)
class Ask:
    """Something a territory asks of an adviser, and how much it counts for the seat."""

    quotation: Quotation
    weight: float


def asks_of(seat: Seat) -> tuple[Ask, ...]:
    """What a territory asks of one role: its own words for the role, for every role, and about itself.

    What is asked of another role is left out. Empty where the application says nothing at all.
    """
    territory = seat.territory
    parts = split_by_role(territory.support)
    asked = [
        Ask(Quotation(words.strip(), "support"), WEIGHT_OF_ROLE if role else WEIGHT_OF_ALL_ROLES)
        for role, words in parts
        if role in {seat.role, None} and words.strip()
    ]
    about = (
        ("challenges", territory.challenges),
        ("vision", territory.vision),
        ("themes", "; ".join(territory.other_themes)),
    )
    context = [Ask(Quotation(words, source), WEIGHT_OF_CONTEXT) for source, words in about if words]
    return (*asked, *context)


def passages_of(expert: Expert) -> tuple[Quotation, ...]:
    """What a profile says of the person's experience: summary, assignments, position, themes in words of their own."""
    told = (
        ("summary", expert.summary),
        *(("assignments", assignment) for assignment in expert.assignments),
        ("position", expert.position),
        *(("themes", theme) for theme in expert.other_themes),
    )
    return tuple(Quotation(words, source) for source, words in told if words)


def words_told(expert: Expert) -> int:
    """How many words a profile spends on the person's experience."""
    return len(" ".join((expert.summary, *expert.assignments)).split())
