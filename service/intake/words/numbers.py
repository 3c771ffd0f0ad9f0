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
from service.intake.words.polarity import Turn, parts_of, turns
from service.intake.words.units import Unit, unit_of
from service.intake.words.wording import words_of

MOST_DAYS = 1_500  # of experts for one territory, or of one person in two years
_IN_DAYS: Mapping[Unit | str | None, float] = {None: 1, Unit.DAY: 1, Unit.WEEK: 5, Unit.MONTH: 20, Unit.HOUR: 1 / 8}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|to|à|a|bis|do|až|until)\s*(\d+)", re.I)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|%|[^\W\d_]+")
_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3})[ \u202f'](?=\d{3}(?!\d))")
_YEAR = re.compile(r"\b20\d\d\b")
_BRACKETS = re.compile(r"\([^()]*\)")
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
    """Read how many days a person has: a number of days, weeks of 5, months of 20, hours of which 8 are a day.

    What counts anything else ("50%", "0.5 FTE"), is said per month or week, or names several numbers, is left out.
    """
    if not text:
        return Reading(None)
    counted, at_most = _told(_lower_ends(_YEAR.sub(" ", text)))
    if counted is None:
        return Reading(None, (Remark(text, _DAYS, say("Left out: no number of days can be told from this")),))
    if counted.period in {Unit.WEEK, Unit.MONTH}:
        return Reading(None, (Remark(text, _DAYS, say("Left out: write the days of a whole year")),))
    if counted.unit not in _IN_DAYS:
        return Reading(None, (Remark(text, _DAYS, say("Left out: this counts something else than days")),))
    days = int(counted.number * _IN_DAYS[counted.unit])
    if days > MOST_DAYS:
        return Reading(None, (Remark(text, _DAYS, say("Left out: so many days cannot be meant")),))
    if at_most:
        return Reading(
            days, (Remark(text, _DAYS, say("Read as {days}, the most that is offered", days=days), Severity.NOTE),)
        )
    if counted.unit in {None, Unit.DAY}:
        return Reading(days)
    return Reading(days, (Remark(text, _DAYS, say("Read as {days} working days", days=days), Severity.NOTE),))


def _told(text: str) -> tuple["_Counted | None", bool]:
    """The number of an answer, and whether it is the most: "up to 25". What stands in brackets tells more of it."""
    plain = _BRACKETS.sub(" ", text)
    parts = parts_of(plain)
    if [part.turn for part in parts] == [Turn.WHEN] and plain.strip().endswith(parts[0].text.strip()):
        return _counted(parts[0].text), True
    if turns(text):
        return None, False
    told = _counted(text)
    return told or (_counted(plain) if _adds_up(plain, text) else None), False


def _adds_up(plain: str, text: str) -> bool:
    """Whether what stands in brackets adds up to what stands outside: "30 (15 in the first year, 15 in the second)"."""
    inside = [float(one) for bracket in _BRACKETS.findall(text) for one in re.findall(r"\d+", bracket)]
    return [sum(inside)] == [float(one) for one in re.findall(r"\d+", plain)]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number, what it counts (None: nothing is said), and over what time."""

    number: float
    unit: Unit | str | None  # a string is a unit that is not known
    period: Unit | None


def _counted(text: str) -> _Counted | None:
    """The one number of a text; None where there is none, or several."""
    tokens = _TOKEN.findall(_THOUSANDS.sub(r"\1", text))
    places = [place for place, token in enumerate(tokens) if token[0].isdigit()] or _spelt(tokens)
    if len(places) != 1:
        return None
    token = tokens[places[0]]
    number = float(token.replace(",", ".") if token[0].isdigit() else _word(token) or 0)
    behind = tokens[places[0] + 1 :]
    units = [unit for token in behind[1:] if (unit := unit_of(token))]
    named = unit_of(behind[0]) if behind else None
    unit = None if named is Unit.YEAR else named  # "25/an" counts days over a year
    other = unit is None and (any(map(_is_abbreviation, behind)) or not number.is_integer())
    # "15 hours weekly" is told in more words than are known
    other |= unit is Unit.HOUR and any(unit_of(token) is not Unit.YEAR for token in behind[1:])
    period = next((one for one in units if one in {Unit.WEEK, Unit.MONTH}), None)
    return _Counted(number, " ".join(behind) if other else unit, period)


def _spelt(tokens: Sequence[str]) -> list[int]:
    """Where a number is written as a word at the beginning, "two weeks"; behind another word it may be part of one."""
    numbers = [place for place, token in enumerate(tokens[:2]) if _word(token) is not None]
    return numbers[-1:] if len(numbers) == 2 or numbers == [0] else []


def _word(token: str) -> int | None:
    return _WORDS.get(" ".join(folded_words(token)))


def _is_abbreviation(token: str) -> bool:
    """Whether a word is written as units of work are: FTE, ETP, VZÄ."""
    return len(token) > 1 and token.isupper() and unit_of(token) is None


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
