"""Dates in every form that a spreadsheet or a person writes them.

A month without a day means its first day. Of two numbers before a year the order is that of the column; as Europe
writes, day first, where nothing tells it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.folding import folded_words
from matcher.messages import Message, say
from matcher.word_lists import PhraseList
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.months import months_in, years_in
from service.intake.words.polarity import denies
from service.intake.words.units import quarter_in

SERIAL_DAYS = (40_000, 60_000)  # Excel's day numbers of 2009 to 2064, counted from the end of 1899
SERIAL_START = date(1899, 12, 30)
DAYS_TO_1904 = 1_462  # what a workbook of the 1904 system counts less


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How the dates of one column are written."""

    month_first: bool = False
    is_known: bool = True  # whether some cell of the column proves the order
    since_1904: bool = False

    @property
    def serial_start(self) -> date:
        return SERIAL_START + timedelta(days=DAYS_TO_1904 * self.since_1904)


USUAL = DateStyle()
YEARS = (2015, 2060)
MONTHS = 12
_SERIAL = re.compile(r"(\d{5})([.,]\d+)?")
_ISO = re.compile(r"(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?(?:[T ]\d{1,2}:\d{2}(?::\d{2})?.*)?")
_NUMBERS = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})\.?(?:\s+\d{1,2}:\d{2}.*)?")
_NUMBERS_WITHIN = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?![\d/-])")
_YEAR_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?![\d:])")
_FIGURES = re.compile(
    r"(?<![\d./-])(?:\d{1,2}[./-]\s?){1,2}\d{4}(?![\d/-])|(?<![\d./-])20\d\d-\d{1,2}(?:-\d{1,2})?(?![\d/-])"
)
_UNTIL = frozenset(
    "until till before by jusqu avant bis vor do hasta antes ate fino entro iki lidz kuni pana tot til inntil asti "
    "saakka mennessa alle enne dok prije ig eddig mechri eos derisa kadar fins".split()
)
_NOW = frozenset(
    "now immediately immediate asap anytime sofort immediatement immediat maintenant inmediato subito azonnal ihned "
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


def read_date(text: str, answered: date | None = None, style: DateStyle = USUAL) -> Reading[date | None]:
    """Read one date; None where nothing is stated or it cannot be told.

    `answered` is the day of the answer: what "now" means, and what a month without a year comes next after.
    """
    if not text:
        return Reading(None)
    exact = _exact(text, style) or _of_quarter(text) or _from_now(text, answered) or _within(text, style)
    if exact:
        return exact
    months = months_in(text)
    years = years_in(text)
    if len(months) == 1 and years:
        return _of_month(text, months[0], years[0])
    if _says_now(text):
        return _now(text, answered)
    if len(months) == 1 and answered:
        return _next_month(text, months[0], answered)
    return Reading(None, (Remark(text, _EXPECTED, _how_to_mend(months, years)),))


def says_until(text: str) -> bool:
    """Whether a text names the end of a time, "until 30 June"; "not before" and "not until" name its beginning."""
    words = folded_words(text)
    return any(word in _UNTIL and not (at and denies(words[at - 1])) for at, word in enumerate(words))


def without_until(text: str) -> str:
    """The text without the words that make an end of a date."""
    return " ".join(word for word in text.split() if not _UNTIL & set(folded_words(word)))


def _says_now(text: str) -> bool:
    words = folded_words(text)
    return _NOW_PHRASES.found_in(words) or bool(_NOW & set(words))


def _from_now(text: str, answered: date | None) -> Reading[date | None] | None:
    """ "Now in part, full from 1/2027" is free from now on: the first day counts, and the rest is said."""
    return (
        _now(text, answered) if _NOW & set(folded_words(text)) and (_FIGURES.search(text) or months_in(text)) else None
    )


def _of_quarter(text: str) -> Reading[date | None] | None:
    quarter, years = quarter_in(text), years_in(text)
    return _assumed(text, date(years[0], 3 * quarter - 2, 1)) if quarter and len(years) == 1 else None


def numbers_in(text: str) -> tuple[int, int] | None:
    """The two numbers before the year of a date in figures; None where it is written otherwise."""
    found = _NUMBERS.fullmatch(text.strip()) or next(iter(_NUMBERS_WITHIN.finditer(text)), None)
    return (int(found[1]), int(found[2])) if found else None


def _exact(text: str, style: DateStyle) -> Reading[date | None] | None:
    bare = text.strip()
    if serial := _SERIAL.fullmatch(bare):
        days = int(serial[1]) + DAYS_TO_1904 * style.since_1904
        if SERIAL_DAYS[0] <= days <= SERIAL_DAYS[1]:
            return Reading(SERIAL_START + timedelta(days=days))
    if iso := _ISO.fullmatch(bare):
        return _checked(text, int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(bare):
        return _of_numbers(text, (int(numbers[1]), int(numbers[2])), numbers[3], style)
    if found := _YEAR_MONTH.fullmatch(bare):
        return _checked(text, int(found[1]), int(found[2]), 1)
    if found := _MONTH_YEAR.fullmatch(bare):
        return _checked(text, int(found[2]), int(found[1]), 1)
    return None


def _within(text: str, style: DateStyle) -> Reading[date | None] | None:
    """The one date in figures among words, "from 01/09/2026 (flexible)"; None for several, or for an end."""
    figures = list(dict.fromkeys(found[0] for found in _FIGURES.finditer(text)))
    if len(figures) != 1 or says_until(text):
        return None
    return _exact(figures[0], style)


def _of_numbers(text: str, numbers: tuple[int, int], year: str, style: DateStyle) -> Reading[date | None]:
    """A day and a month in the order of the column; in the other one where only that is a date, which is said."""
    first, second = numbers
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    either = first <= MONTHS and second <= MONTHS and first != second
    month_first = style.month_first if either else second > MONTHS >= first
    day, month = (second, first) if month_first else (first, second)
    read = _checked(text, whole, month, day)
    if read.value is None or style.is_known or not either:
        odd = read.value is not None and not either and first != second and month_first != style.month_first
        remark = Remark(text, _EXPECTED, say("Read as {date}, unlike other dates of the column", date=read.value or ""))
        return Reading(read.value, (remark,)) if odd and style.is_known else read
    other = _checked(text, whole, day, month).value
    said = say("Read as {date}; it could be {other}", date=read.value, other=other or "")
    return Reading(read.value, (Remark(text, _EXPECTED, said, Severity.NOTE),))


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
