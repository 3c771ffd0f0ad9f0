"""The moment of an answer, as the forms' exports write it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from babel import Locale

from matcher.folding import folded_words
from service.intake.dates import USUAL, DateStyle, read_date
from service.intake.names import LOCALES

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?")
_ZONE = re.compile(r"\b(?:(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d{2})?)?|[A-Z]{1,2}E?S?T)\s*$")


def read_moment(text: str, style: DateStyle = USUAL) -> datetime | None:
    """Read a moment: a spreadsheet's day number, or a date with or without a time; None where it is none."""
    if re.fullmatch(r"\d{5}[.,]\d+", text):
        return datetime.combine(style.serial_start, datetime.min.time()) + timedelta(days=float(text.replace(",", ".")))
    time = _TIME.search(text)
    if not time:
        day = read_date(text.strip(), style=style).value
        return datetime.combine(day, datetime.min.time()) if day else None
    behind = _ZONE.sub("", text[time.end() :]).strip()  # "GMT+2": as the tool's other moments
    half = _half_of_day(behind)
    day = read_date((text[: time.start()] + ("" if half is not None else behind)).strip(" ,T"), style=style).value
    if not day:
        return None
    hours = int(time[1]) if half is None else int(time[1]) % 12 + 12 * half
    return datetime.combine(day, datetime.min.time()) + timedelta(
        hours=hours, minutes=int(time[2]), seconds=int(time[3] or 0)
    )


def _half_of_day(text: str) -> bool | None:
    """Whether words after a time mean its second half ("PM", "pop.", "μ.μ."); None where they mean neither."""
    return _halves().get(" ".join(folded_words(text)))


@cache
def _halves() -> Mapping[str, bool]:
    """The words for the halves of a day by their folded form, as CLDR has them; without those that mean both."""
    meanings: defaultdict[str, set[bool]] = defaultdict(set)
    for locale in LOCALES:
        for widths in Locale.parse(locale).day_periods.values():
            for width, names in widths.items():
                for half in ("am", "pm"):
                    if width != "narrow" and half in names:
                        meanings[" ".join(folded_words(names[half]))].add(half == "pm")
    return {name: halves.pop() for name, halves in meanings.items() if len(halves) == 1}
