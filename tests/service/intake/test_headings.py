"""A heading that no form has had yet is known by its words, and a question of something else is not."""

import tomllib
from pathlib import Path

import pytest

from service.intake.columns import map_columns
from service.intake.form_fields import Form
from service.intake.problems import Place

WORDINGS = tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
ALL = [
    (Form(form), heading, field)
    for form, fields in WORDINGS.items()
    for field, headings in fields.items()
    for heading in headings
]
AFTER = 8  # columns that the forms' service adds


def field_of(form: Form, heading: str) -> str | None:
    columns = map_columns([*"ABCDEFGH", heading], lambda _place: (), form, {}, Place("export.csv", "", 1, ""))
    return next((name for name, place in columns.place.items() if place == AFTER), None)


@pytest.mark.parametrize("form", Form)
def test_nearly_every_wording_is_known_without_a_look_at_the_answers(form: Form) -> None:
    asked = [(heading, field) for of, heading, field in ALL if of is form]
    found = {heading: field_of(form, heading) for heading, _ in asked}
    wrong = [f"{heading}: {found[heading]}, not {field}" for heading, field in asked if found[heading] != field]
    assert len(asked) > 200
    assert len(wrong) <= 0.02 * len(asked), "\n".join(wrong)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    "heading",
    [
        "How did you hear about us?",
        "Do you want to receive our newsletter?",
        "Dietary requirements",
        "Do you need an accessible room?",
        "Which browser do you use?",
        "Have you attended a webinar?",
        "T-shirt size",
        "Comment avez-vous connu le programme ?",
        "Souhaitez-vous recevoir la lettre d'information ?",
        "Would you be interested in a peer group?",
    ],
)
def test_a_question_of_something_else_is_no_field(form: Form, heading: str) -> None:
    assert field_of(form, heading) is None
