"""Numbers out of answers: years of experience, days a person has, days a seat needs.

Of a range the lower end counts ("20-25" is 20), of "25+" the number: what is sure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matcher.folding import folded_words
from matcher.messages import Terms, Vocabulary, say
from matcher.model import DaysBasis, Role
from matcher.role_words import split_by_role
from service.intake.problems import Reading, Remark, Severity
from service.intake.wording import words_of

MOST_DAYS = 1_500  # of experts for one territory, or of one person in two years
WORKING_WEEK = 5
WORKING_MONTH = 20
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|to|à|a|bis|do|až|until)\s*(\d+)", re.I)
_PER = re.compile(
    r"(?:per|/|a|par|pro|each|im|na|al|po)\s*(month|mois|monat|mes|miesi|mesec|mjesec|luna|week|semaine|woche|semana|tydz|tyd)",
    re.I,
)
_WEEKS = re.compile(r"(?:week|semaine|woche|semana|settiman|tyg|tyd|viik|savait|nedel|het)", re.I)
_MONTHS = re.compile(r"(?:month|mois|monat|mes|miesi|mesec|mjesec|luni|kuu|honap|maned)", re.I)
_WORDS: Mapping[str, int] = {
    **dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True)),
    **{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dix": 10, "zwei": 2, "drei": 3},
    **{"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "dozen": 12},
}
_EACH = words_of("numbers", "each")
_DAYS = say("A number of days, such as: 20")


def read_number(text: str) -> Reading[int | None]:
    """Read the first whole number of a cell, of a range its lower end."""
    found = _NUMBER.search(text)
    if found:
        return Reading(int(float(found[0].replace(",", "."))))
    if not text:
        return Reading(None)
    return Reading(None, (Remark(text, say("A number"), say("Left out: no number can be told from this")),))


def read_days(text: str) -> Reading[int | None]:
    """Read how many days a person has: a number, weeks of 5 days; what is said per month or week is left out."""
    if not text:
        return Reading(None)
    if _PER.search(text):
        return Reading(None, (Remark(text, _DAYS, say("Left out: write the days of a whole year")),))
    found = _NUMBER.search(text)
    count = (
        float(found[0].replace(",", "."))
        if found
        else max((_WORDS[w] for w in folded_words(text) if w in _WORDS), default=None)
    )
    if count is None:
        return Reading(None, (Remark(text, _DAYS, say("Left out: no number of days can be told from this")),))
    unit = text[found.end() :] if found else text
    factor = WORKING_WEEK if _WEEKS.search(unit) else WORKING_MONTH if _MONTHS.search(unit) else 1
    days = int(count * factor)
    if days > MOST_DAYS:
        return Reading(None, (Remark(text, _DAYS, say("Left out: so many days cannot be meant")),))
    if factor == 1:
        return Reading(days)
    return Reading(days, (Remark(text, _DAYS, say("Read as {days} working days", days=days), Severity.NOTE),))


def read_basis(heading: str) -> DaysBasis:
    """Tell from the question's heading what days are counted over: the year, unless it asks for a total."""
    words = set(folded_words(heading))
    per_year = words & {"year", "an", "annee", "annual", "annuel", "yearly", "yr"} and words & {
        "per",
        "par",
        "each",
        "a",
    }
    total = words & {"total", "totals", "altogether", "overall", "whole", "entire", "totale", "ensemble"}
    return DaysBasis.TOTAL if total and not per_year else DaysBasis.YEAR


@dataclass(frozen=True, slots=True)
class DaysWanted:
    """Days asked of advisers: by role, or one number for nobody in particular."""

    of_role: Mapping[Role, int] = field(default_factory=dict)
    total: int | None = None


def read_days_wanted(text: str, wanted: Sequence[Role]) -> Reading[DaysWanted]:
    """Read the days that a territory needs: "20 days methodological, 12 strategic", "20/10/30", "40 in total".

    A list without names goes to the roles in the order wanted, which is said.
    """
    if not text:
        return Reading(DaysWanted())
    named = _by_role(text)
    if named:
        return Reading(DaysWanted({role: days for role, days in named.items() if role in wanted}))
    outside = re.sub(r"\([^)]*\)", " ", text)
    numbers = [
        int(number) for number in re.findall(r"\d+", _lower_ends(outside if re.search(r"\d", outside) else text))
    ]
    if not numbers:
        read = read_days(text)
        return Reading(DaysWanted(total=read.value), read.remarks)
    if max(numbers) > MOST_DAYS:
        return Reading(DaysWanted(), (Remark(text, _DAYS, say("Left out: so many days cannot be meant")),))
    if len(numbers) == 1:
        return _one_number(text, numbers[0], wanted)
    return _list(text, numbers, wanted)


def _one_number(text: str, number: int, wanted: Sequence[Role]) -> Reading[DaysWanted]:
    days = read_days(text).value or number
    if _EACH & set(folded_words(text)):
        remark = Remark(text, _DAYS, say("Read as {days} days of each adviser", days=days), Severity.NOTE)
        return Reading(DaysWanted(dict.fromkeys(wanted, days)), (remark,))
    return Reading(DaysWanted(total=days))


def _list(text: str, numbers: Sequence[int], wanted: Sequence[Role]) -> Reading[DaysWanted]:
    if len(numbers) == len(wanted):
        said = say("Read in the order of the roles wanted: {roles}", roles=Terms(Vocabulary.ROLE, tuple(wanted)))
        return Reading(DaysWanted(dict(zip(wanted, numbers, strict=True))), (Remark(text, _DAYS, said, Severity.NOTE),))
    said = say(
        "Read as {total} days in total: {numbers} numbers for {roles} roles",
        total=sum(numbers),
        numbers=len(numbers),
        roles=len(wanted),
    )
    return Reading(DaysWanted(total=sum(numbers)), (Remark(text, _DAYS, said),))


def _lower_ends(text: str) -> str:
    """The text with every range reduced to its lower end; "20-25-30" is a list, not a range."""
    return text if len(re.findall(r"\d+", text)) > 2 and "-" in text and "," not in text else _RANGE.sub(_lower, text)


def _lower(found: re.Match[str]) -> str:
    return found[1] if int(found[1]) < int(found[2]) else found[0]


def _by_role(text: str) -> dict[Role, int]:
    """Days beside the name of their role: "M 15, S 10", "20 days methodological, 12 strategic"."""
    found: dict[Role, int] = {}
    pieces = re.split(r"[,;+/|\n]|\band\b|\bet\b|\bund\b|(?<=\d)\s+(?=[MSP]\s*[:=])", text)
    for piece in pieces:
        numbers = _NUMBER.findall(_lower_ends(piece))
        roles = [role for role, _ in split_by_role(_labelled(piece)) if role]
        if len(numbers) == 1 and roles:
            found |= dict.fromkeys(roles, int(float(numbers[0].replace(",", "."))))
    return found


def _labelled(piece: str) -> str:
    """The words of a piece, each as a label of its own, so that "12 strategic" and "S 10" name their role."""
    return " ".join(f"{word}:" for word in re.findall(r"[^\W\d_]+", piece))
