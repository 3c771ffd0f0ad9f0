"""Dates in every form that a spreadsheet or a person writes them, and the end of a window told in words.

A month without a day means its first day; two numbers before a year are day and month, in that order, as Europe writes.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from matcher.folding import folded_words
from matcher.messages import Message, say
from service.intake.names import LOCALES
from service.intake.problems import Reading, Remark, Severity

SERIAL_DAYS = (40_000, 60_000)  # Excel's day numbers of 2009 to 2064, counted from the end of 1899
SERIAL_START = date(1899, 12, 30)
YEARS = (2015, 2060)
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?.*)?")
_NUMBERS = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})\.?(?:\s+\d{1,2}:\d{2}.*)?")
_YEAR_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
_QUARTER = re.compile(
    r"(?:q|t)([1-4])\s*[/-]?\s*(\d{4})|([1-4])(?:er|e|st|nd|rd|th|\.)?\s*(?:trimestre|quarter|quartal)\s*(\d{4})", re.I
)
_END_OF_YEAR = re.compile(
    r"\b(?:end|fin|ende|koniec|konca|kraj|final|fine|sfarsitul)\s+(?:of\s+|de\s+|del\s+|di\s+)?(20\d\d)\b", re.I
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_TWO_DIGIT_YEAR = re.compile(r"['’](\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?![\d:])")
_NOW = frozenset(
    "now immediately immediate asap anytime sofort ab immediatement immediat maintenant inmediato subito azonnal ihned "
    "teraz odmah odma imediat acum heti nyt kohe tuohet desmit".split()
)
_MID = frozenset("mid middle mitte mi mediados meta polovina polowa".split())
_EXPECTED = say("A date, such as 2026-09-01 or 1 September 2026")
_WORD = re.compile(r"[^\W\d_]+\.?")


def read_date(text: str, answered: date | None = None) -> Reading[date | None]:
    """Read one date; None where nothing is stated or it cannot be told.

    `answered` is the day of the answer: what "now" means, and what a month without a year comes next after.
    """
    if not text:
        return Reading(None)
    exact = _exact(text)
    if exact:
        return exact
    months = _months_in(text)
    years = _years_in(text)
    if len(months) == 1 and years:
        return _of_month(text, months[0], years[0])
    if len(months) == 1 and answered:
        return _next_month(text, months[0], answered)
    quarter = _QUARTER.search(text)
    if quarter:
        number, year = (quarter[1], quarter[2]) if quarter[1] else (quarter[3], quarter[4])
        return _assumed(text, date(int(year), 3 * int(number) - 2, 1))
    if _NOW & set(folded_words(text)):
        return _now(text, answered)
    return Reading(None, (Remark(text, _EXPECTED, _how_to_mend(months, years)),))


def _exact(text: str) -> Reading[date | None] | None:
    bare = text.strip()
    if re.fullmatch(r"\d{5}(\.\d+)?", bare) and SERIAL_DAYS[0] <= float(bare) <= SERIAL_DAYS[1]:
        return Reading(SERIAL_START + timedelta(days=int(float(bare))))
    if iso := _ISO.fullmatch(bare):
        return _checked(text, int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(bare):
        return _of_numbers(text, int(numbers[1]), int(numbers[2]), numbers[3])
    if found := _YEAR_MONTH.fullmatch(bare):
        return _checked(text, int(found[1]), int(found[2]), 1)
    if found := _MONTH_YEAR.fullmatch(bare):
        return _checked(text, int(found[2]), int(found[1]), 1)
    return None


def _of_numbers(text: str, first: int, second: int, year: str) -> Reading[date | None]:
    day, month = (second, first) if second > 12 >= first else (first, second)
    return _checked(text, int(year) if len(year) == 4 else 2000 + int(year), month, day)


def _checked(text: str, year: int, month: int, day: int) -> Reading[date | None]:
    try:
        found = date(year, month, day)
    except ValueError:
        return Reading(None, (Remark(text, _EXPECTED, say("Left out: there is no such day")),))
    if not YEARS[0] <= year <= YEARS[1]:
        return Reading(None, (Remark(text, _EXPECTED, say("Left out: the year cannot be meant")),))
    return Reading(found)


def _of_month(text: str, month: int, year: int) -> Reading[date | None]:
    day = _DAY.search(re.sub(r"\b(?:19|20)\d\d\b|['’]\d\d\b", " ", text))
    if day:
        return _checked(text, year, month, int(day[1]))
    if _MID & set(folded_words(text)):
        return _assumed(text, date(year, month, 15))
    return Reading(date(year, month, 1))


def _next_month(text: str, month: int, answered: date) -> Reading[date | None]:
    read = _of_month(text, month, answered.year + (month < answered.month))
    return _assumed(text, read.value) if read.value else read


def _now(text: str, answered: date | None) -> Reading[date | None]:
    if answered:
        return _assumed(text, answered)
    return Reading(None, (Remark(text, _EXPECTED, say("Read as free from now on"), Severity.NOTE),))


def _assumed(text: str, found: date) -> Reading[date | None]:
    return Reading(found, (Remark(text, _EXPECTED, say("Read as {date}", date=found), Severity.NOTE),))


def _how_to_mend(months: tuple[int, ...], years: tuple[int, ...]) -> Message:
    if months and not years:
        return say("Left out: the year is missing")
    return say("Left out: no date can be told from this")


@dataclass(frozen=True, slots=True)
class Window:
    """A time told in words; None for what it does not tell."""

    start: date | None = None
    end: date | None = None


_DURATION = re.compile(r"(\d{1,3}|[^\W\d_]+)\s*[-–]?\s*([^\W\d_]+)")
_UNITS: Mapping[str, tuple[str, ...]] = {
    "month": (
        "month",
        "mois",
        "monat",
        "mes",
        "mesi",
        "mese",
        "maned",
        "manad",
        "miesi",
        "mesic",
        "mesec",
        "mjesec",
        "luni",
        "luna",
        "honap",
        "kuu",
        "menes",
        "menesi",
        "muaj",
        "ay",
        "meses",
        "mesiac",
        "mesjac",
        "misjac",
        "mina",
        "minon",
        "kuukau",
        "mi",
    ),
    "year": (
        "year",
        "an",
        "annee",
        "jahr",
        "ano",
        "anno",
        "anni",
        "lat",
        "rok",
        "let",
        "godin",
        "ani",
        "ev",
        "aasta",
        "gad",
        "met",
        "vjet",
        "yil",
        "ar",
        "rik",
        "roki",
        "chron",
        "jaar",
    ),
    "week": ("week", "semaine", "woche", "semana", "settiman", "tydzien", "tygodn", "tyden", "tydn"),
}
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
    years = _years_in(text)
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
        elif month := _month_of(token):
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
    for unit, beginnings in _UNITS.items():
        if any(word == one or (len(one) > 2 and word.startswith(one)) for one in beginnings):
            return {"month": 1, "year": 12, "week": 0.25}[unit]
    return 0


def _after(start: date, months: float) -> date:
    """The last day of a duration that begins on `start`."""
    whole = int(months)
    year, month = divmod(start.year * 12 + start.month - 1 + whole, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=round((months - whole) * 28) - 1)


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _years_in(text: str) -> tuple[int, ...]:
    years = [int(year) for year in _YEAR.findall(text)]
    return tuple(years or [2000 + int(year) for year in _TWO_DIGIT_YEAR.findall(text)])


def _months_in(text: str) -> tuple[int, ...]:
    found = (_month_of(word) for word in _WORD.findall(text))
    return tuple(dict.fromkeys(month for month in found if month))


def _month_of(word: str) -> int | None:
    folded = " ".join(folded_words(word))
    names = _month_names()
    if folded in names:
        return names[folded]
    return next(
        (number for name, number in names.items() if len(folded) > 4 and len(name) > 4 and name.startswith(folded)),
        None,
    )


@cache
def _month_names() -> Mapping[str, int]:
    """Numbers of months by folded name, for names that mean one month whatever the language."""
    meanings: dict[str, set[int]] = {}
    for locale in LOCALES:
        months = Locale.parse(locale).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    key = " ".join(folded_words(name))
                    if key and not key.isdigit() and len(key) > 2:
                        meanings.setdefault(key, set()).add(number)
    meanings.update({"sept": {9}, "sep": {9}})
    return {name: next(iter(numbers)) for name, numbers in meanings.items() if len(numbers) == 1}
