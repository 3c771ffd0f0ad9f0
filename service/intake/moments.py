"""The moment of an answer, as the forms' exports write it."""

import re
from datetime import datetime, timedelta

from service.intake.dates import USUAL, DateStyle, read_date

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?", re.I)


def read_moment(text: str, style: DateStyle = USUAL) -> datetime | None:
    """Read a moment: a spreadsheet's day number, or a date with or without a time; None where it is none."""
    if re.fullmatch(r"\d{5}[.,]\d+", text):
        return datetime.combine(style.serial_start, datetime.min.time()) + timedelta(days=float(text.replace(",", ".")))
    day = read_date(_TIME.sub("", text).strip(), style=style).value
    if not day:
        return None
    time = _TIME.search(text)
    hour, minute, second, half = time.groups() if time else ("0", "0", "0", None)
    hours = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    return datetime(day.year, day.month, day.day) + timedelta(
        hours=hours, minutes=int(minute), seconds=int(second or 0)
    )
