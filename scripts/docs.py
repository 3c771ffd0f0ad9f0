"""Write the parts of the documentation that the code knows better: settings, fields, the workbook's columns, signals.

python scripts/docs.py            # bring docs/ up to date
python scripts/docs.py --check    # fail where a page says something else than the code
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from matcher.policy import DEFAULT_WEIGHTS
from matcher.signals import SIGNALS
from service import layout
from service.intake.form.form_fields import Form, fields_of
from service.render import match_workbook, pilot_sheets, round_workbook
from service.settings import Settings

ROOT = Path(__file__).parent.parent
UNSTATED = {
    "encoder": "what the model command chose, else `e5-small`",
    "weights": "`{}`",
    "cache": "the user's cache folder",
    "columns": "`columns.json` in the cache",
}


def settings() -> str:
    """Every setting, with its default."""
    rows = (
        (f"`TERRITORY_MATCH_{name.upper()}`", UNSTATED.get(name, f"`{field.default}`"), field.description or "")
        for name, field in Settings.model_fields.items()
    )
    return _table(("variable", "default", "what it sets"), rows)


def signals() -> str:
    """Every signal, with its weight and its help text."""
    rows = ((f"`{one.name}`", f"{DEFAULT_WEIGHTS[one.name]:.2f}", one.help) for one in SIGNALS)
    return _table(("signal", "weight", "what it says"), rows)


def workbook() -> str:
    """Every sheet of the coordinator's workbook and of the pilots', with its columns."""
    sheets: Mapping[str, Sequence[layout.Column]] = {
        "Suggestions": layout.SUGGESTIONS,
        "Territories": match_workbook.TERRITORIES,
        "Not eligible": match_workbook.REFUSED,
        "Intake report": match_workbook.INTAKE,
        "How it was made": match_workbook.MADE_WITH,
        "A territory's own file": pilot_sheets.SUGGESTIONS,
        "Placements (of a round)": round_workbook.PLACEMENTS,
        "Pilots (of a round)": round_workbook.PILOTS,
        "The whole round": round_workbook.ROUND,
        "Changes (of a round)": round_workbook.CHANGES,
    }
    parts = (
        f"## {title}\n\n{_table(('column', 'what stands in it'), ((c.heading, c.holds) for c in columns))}"
        for title, columns in sheets.items()
    )
    return "\n\n".join(parts)


def fields() -> str:
    """Every field of the two forms, with the headings it is known by."""
    parts = (
        f"## {form.value.capitalize()}\n\n"
        + _table(
            ("field", "what is asked", "a rule rests on it", "headings"),
            (
                (f"`{one.name}`", one.description, "yes" if one.rule else "", " · ".join(one.wordings))
                for one in fields_of(form).values()
            ),
        )
        for form in Form
    )
    return "\n\n".join(parts)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


PARTS: Mapping[tuple[str, str], Callable[[], str]] = {
    ("settings.md", "settings"): settings,
    ("matching.md", "signals"): signals,
    ("workbook.md", "workbook"): workbook,
    ("fields.md", "fields"): fields,
}


def page_with(page: str, name: str, part: str) -> str:
    """The text of a page with one part of it, between its two marks, as the code has it."""
    marks = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.S)
    return marks.sub(lambda found: f"{found[1]}{part}{found[2]}", page)


def outdated() -> list[str]:
    """The pages that say something else than the code."""
    return [
        file
        for (file, name), part in PARTS.items()
        if page_with(text := _page(file).read_text(encoding="utf-8"), name, part()) != text or f"/{name}" not in text
    ]


def _page(file: str) -> Path:
    return ROOT / "docs" / file


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(f"docs/{file}: out of date; run python scripts/docs.py" for file in outdated()) or 0)
    for (file, name), part in PARTS.items():
        _page(file).write_text(page_with(_page(file).read_text(encoding="utf-8"), name, part()), encoding="utf-8")
