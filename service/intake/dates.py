"""Dates in every form that a spreadsheet or a person writes them.

A month without a day means its first day; two numbers before a year are day and month, in that order, as Europe writes.
"""

import re
from datetime import date, timedelta

from matcher.folding import folded_words
from matcher.messages import Message, say
from matcher.word_lists import PhraseList
from service.intake.months import months_in, years_in
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
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?![\d:])")
_FIGURES = re.compile(
    r"(?<![\d./-])(?:\d{1,2}[./-]\s?){1,2}\d{4}(?![\d/-])|(?<![\d./-])20\d\d-\d{1,2}(?:-\d{1,2})?(?![\d/-])"
)
_UNTIL = frozenset("until till before by jusqu avant bis vor do hasta antes ate fino entro iki lidz kuni pana".split())
_NOW = frozenset(
    "now immediately immediate asap anytime sofort ab immediatement immediat maintenant inmediato subito azonnal ihned "
    "teraz odmah odma imediat acum heti nyt kohe tuohet desmit".split()
)
_NOW_PHRASES = PhraseList(
    ["as soon as possible", "dès que possible", "le plus tôt possible", "tout de suite", "de suite", "sans délai",
     "at once", "any time", "any moment", "à tout moment", "right away", "straight away", "so bald wie möglich",
     "lo antes posible", "cuanto antes", "il prima possibile", "o mais cedo possível", "jak najszybciej",
     "cât mai curând", "що раніше", "co nejdříve", "čo najskôr"]
)  # fmt: skip
_MID = frozenset("mid middle mitte mi mediados meta polovina polowa".split())
_EXPECTED = say("A date, such as 2026-09-01 or 1 September 2026")


def read_date(text: str, answered: date | None = None) -> Reading[date | None]:
    """Read one date; None where nothing is stated or it cannot be told.

    `answered` is the day of the answer: what "now" means, and what a month without a year comes next after.
    """
    if not text:
        return Reading(None)
    exact = _exact(text) or _within(text)
    if exact:
        return exact
    months = months_in(text)
    years = years_in(text)
    if len(months) == 1 and years:
        return _of_month(text, months[0], years[0])
    if _NOW_PHRASES.found_in(folded_words(text)):
        return _now(text, answered)
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


def _within(text: str) -> Reading[date | None] | None:
    """The one date in figures among words, "from 01/09/2026 (flexible)"; None for several, or for an end."""
    figures = list(dict.fromkeys(found[0] for found in _FIGURES.finditer(text)))
    if len(figures) != 1 or _UNTIL & set(folded_words(text)):
        return None
    return _exact(figures[0])


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
