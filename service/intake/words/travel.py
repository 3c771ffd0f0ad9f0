"""How far somebody travels, out of an answer's words."""

from matcher.folding import folded_words
from matcher.messages import Term, Vocabulary, say
from matcher.model import Travel
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.agreement import meant_as
from service.intake.words.choices import NOTHING_MEANT, Meant
from service.intake.words.polarity import is_plain
from service.intake.words.wording import words_of

_ONLINE = words_of("travel", "online")
_OUTSIDE = words_of("travel", "outside")
_NEIGHBOURS = ("neighbo", "voisin", "limitrophe", "nachbar", "adjacent", "next", "bordering", "nearby")
_EU = words_of("travel", "eu")
_YES = words_of("travel", "yes")
_OWN = frozenset({"own", "my", "mon", "home"})
_NO = words_of("travel", "no")
_TRAVEL = say("All participating countries, EU countries only, neighbouring countries only, or online only")
CONDITION = "condition"  # what an answer may mean that is no answer
DOUBTFUL = say("Left open: it denies, excepts or makes a condition. Ask, or write one of the answers")


def read_travel(text: str, meant: Meant = NOTHING_MEANT) -> Reading[Travel | None]:
    """Read an answer about travel; None where nothing is stated or it is not understood.

    `meant` has what answers mean that no words tell.
    """
    told = set(folded_words(text))
    if not told:
        return Reading(None)
    known = meant.get(text, ("", 0.0))[0]
    doubtful = not is_plain(text) or bool(told & _EU and told & _OUTSIDE) or known == CONDITION
    travel = None if doubtful else _told(told, meant_as(text))
    if travel is None and known and known != CONDITION:
        travel = Travel(known)
        said = say("Read as {travel}", travel=Term(Vocabulary.TRAVEL, travel))
        return Reading(travel, (Remark(text, _TRAVEL, said, Severity.NOTE),))
    if travel is None:
        said = DOUBTFUL if doubtful else say("Left out: it is not one of the answers")
        return Reading(None, (Remark(text, _TRAVEL, said),))
    return Reading(travel)


def _told(told: set[str], agreed: bool | None) -> Travel | None:
    """What a plain answer says, the narrowest first."""
    found = (
        (Travel.HOME, told & _ONLINE and told & _OUTSIDE),
        (Travel.ONLINE, told & _ONLINE),
        (Travel.NEIGHBOURS, any(word.startswith(_NEIGHBOURS) for word in told)),
        (Travel.EU, told & _EU),
        (Travel.HOME, told & {"country", "pays"} and told & _OWN),
        (Travel.ANYWHERE, told & _YES),
        (Travel.ONLINE, agreed is False or told & _NO),
    )
    return next((travel for travel, is_told in found if is_told), None)
