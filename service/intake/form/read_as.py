"""Answers that somebody said how to read: "Gr. Britain" as "United Kingdom", in one field and every later export.

What is stated takes the place of the answer before it is read, wherever it stands as whole words, so that it is read by
the same rules as if it had been written so. Texts in people's own words are never touched.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.intake.form.form_fields import Form, fields_of

# Kinds of answers that are codes of some list, however they were worded.
_OF_A_LIST = frozenset(
    {
        *("countries", "languages", "roles", "themes", "stages", "types", "target_groups"),
        *("label", "number", "date", "moment", "presence"),
    }
)


@dataclass(frozen=True, slots=True)
class StatedWording:
    """How one wording of a field is to be read."""

    field: str
    wording: str
    meaning: str


class ReadAs:
    """All stated wordings, by field."""

    def __init__(self, stated: Iterable[StatedWording] = ()) -> None:
        by_field: dict[str, list[StatedWording]] = {}
        for one in stated:
            by_field.setdefault(one.field, []).append(one)
        # Longer wordings first: one may be a part of another.
        self._of: Mapping[str, list[tuple[re.Pattern[str], str]]] = {
            field: [
                (re.compile(rf"(?<!\w){re.escape(one.wording)}(?!\w)", re.IGNORECASE), one.meaning)
                for one in sorted(its, key=lambda one: -len(one.wording))
            ]
            for field, its in by_field.items()
        }

    def __call__(self, field: str, text: str) -> str:
        """An answer with what it means in the place of what it says."""
        for pattern, meaning in self._of.get(field, ()):
            text, times = pattern.subn(meaning.replace("\\", r"\\"), text)
            if times and pattern.search(meaning):
                break  # "Britain" read as "Great Britain" is not read once more
        return text


AS_WRITTEN = ReadAs()


def may_be_stated(field: str) -> bool:
    """Whether the answers of a field are codes of some list, and not a text of somebody's own."""
    told = [fields_of(form)[field] for form in Form if field in fields_of(form)]
    return any(one.options or one.answers in _OF_A_LIST for one in told)
