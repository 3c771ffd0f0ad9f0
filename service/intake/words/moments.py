"""The moment of an answer, as the forms' exports write it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from babel import Locale

from matcher.folding import folded_words
from service.intake.words.dates import USUAL, DateStyle, read_date
from service.intake.words.names import LOCALES

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?")


def read_moment(text: str, style: DateStyle = USUAL) -> datetime | None:
    """Read a moment: a spreadsheet's day number, or a date with or without a time; None where it is none."""
    if re.fullmatch(r"\d{5}[.,]\d+", text):
        return datetime.combine(style.serial_start, datetime.min.time()) + timedelta(days=float(text.replace(",", ".")))
    time = _TIME.search(text)
    if not time:
        day = read_date(text.strip(), style=style).value
        return datetime.combine(day, datetime.min.time()) if day else None
    before, behind = text[: time.start()].strip(" ,T"), text[time.end() :].split()
    zoned = (_half_of_day(" ".join(words)) for words in (behind, behind[:-1]))  # "PM", "pop. GMT+2", "odp. SELČ"
    half = next((told for told in zoned if told is not None), None)
    days = (read_date(said, style=style).value for said in (before, " ".join(behind), f"{before} {' '.join(behind)}"))
    day = next(filter(None, days), None)
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
