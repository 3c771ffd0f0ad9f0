"""A period told in words: from when, and to which last day, support may take place."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.folding import folded_words
from matcher.messages import say
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.months import month_of, years_in
from service.intake.words.wording import words_of

_END_OF_YEAR = re.compile(
    r"\b(?:end|fin|ende|koniec|konca|kraj|final|fine|sfarsitul)\s+(?:of\s+|de\s+|del\s+|di\s+)?(20\d\d)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Window:
    """A time told in words; None for what it does not tell."""

    start: date | None = None
    end: date | None = None


_DURATION = re.compile(r"(\d{1,3}|[^\W\d_]+)\s*[-–]?\s*([^\W\d_]+)")
_UNITS: Mapping[str, float] = {"month": 1, "year": 12, "week": 0.25}  # in months
_COUNTS: Mapping[str, int] = {
    **dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)),
    **{"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "douze": 12},
    **{"ein": 1, "zwei": 2, "drei": 3, "sechs": 6, "zwolf": 12, "a": 1, "eighteen": 18, "twentyfour": 24},
}


def read_window(text: str, start: date | None) -> Reading[Window]:
    """Read when support may take place: the last day of the last month named, or of the duration from `start` on.

    `start` is what the form says elsewhere; a first of two dates in the text serves where it says nothing.
    """
    if not text:
        return Reading(Window())
    named = _dates_in(text)
    duration = _months_of_duration(text)
    begins = start or (named[0] if named and (duration or len(named) > 1) else None)
    if duration and begins:
        return Reading(Window(begins, _after(begins, duration)))
    ends = named[-1] if named else None
    if ends and (len(named) > 1 or _says_until(text)):
        return Reading(Window(begins, _last_day(ends)))
    if ends:
        return Reading(Window(begins or ends, None if ends == begins else _last_day(ends)))
    return _of_year(text, begins)


def _of_year(text: str, begins: date | None) -> Reading[Window]:
    years = years_in(text)
    if years and {"end", "fin", "ende", "until", "jusqu", "bis"} & set(folded_words(text)):
        ends = date(max(years), 12, 31)
        remark = Remark(text, _WINDOW, say("Read as until {date}", date=ends), Severity.NOTE)
        return Reading(Window(begins, ends), (remark,))
    return Reading(
        Window(begins), (Remark(text, _WINDOW, say("The end is left open: no month is named"), Severity.NOTE),)
    )


_WINDOW = say("A period, such as: September 2026 to June 2027, or: 12 months")


def tells_period(text: str) -> bool:
    """Whether a text tells more than one day: two months, or a duration."""
    return len(_dates_in(text)) > 1 or bool(_months_of_duration(text))


def _says_until(text: str) -> bool:
    return bool(
        {"until", "till", "to", "by", "jusqu", "bis", "hasta", "fino", "do", "pana", "end", "fin"}
        & set(folded_words(text))
    )


def _dates_in(text: str) -> list[date]:
    """Every month that a text names with its year, as first days, in order; a year holds for months before it."""
    bare = re.sub(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", r"\3-\2", text)
    bare = _END_OF_YEAR.sub(r"\1-12", bare)
    found: list[tuple[int, int]] = []  # month, year or 0
    for token in re.findall(r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}/\d{4}|['’]\d\d\b|20\d\d|[^\W\d_]+", bare):
        if re.fullmatch(r"20\d\d-\d{1,2}(-\d{1,2})?", token):
            found.append((int(token.split("-")[1]), int(token[:4])))
        elif re.fullmatch(r"\d{1,2}/20\d\d", token):
            found.append((int(token.split("/")[0]), int(token[-4:])))
        elif token.lstrip("'’").isdigit():
            year = int(token.lstrip("'’")) % 100 + 2000
            found = [(month, known or year) for month, known in found]
        elif month := month_of(token):
            found.append((month, 0))
    return [date(year, month, 1) for month, year in found if year and 1 <= month <= 12]


def _months_of_duration(text: str) -> float:
    if re.search(r"half a year|halbes jahr|six mois|demi", text, re.I):
        return 6
    for number, unit in _DURATION.findall(text):
        count = int(number) if number.isdigit() else _COUNTS.get(" ".join(folded_words(number)), 0)
        if count and count < 200:
            months = _unit_in_months(" ".join(folded_words(unit)))
            if months:
                return count * months
    return 0


def _unit_in_months(word: str) -> float:
    for unit, months in _UNITS.items():
        if any(word == one or (len(one) > 2 and word.startswith(one)) for one in words_of("windows", unit)):
            return months
    return 0


def _after(start: date, months: float) -> date:
    """The last day of a duration that begins on `start`."""
    whole = int(months)
    year, month = divmod(start.year * 12 + start.month - 1 + whole, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=round((months - whole) * 28) - 1)


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
