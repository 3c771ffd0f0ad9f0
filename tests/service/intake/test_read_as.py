"""An answer is read as somebody said, in one field, as whole words, and no text of anybody's own is touched."""

import pytest

from service.intake.form.read_as import ReadAs, StatedWording, may_be_stated

READ_AS = ReadAs(
    [
        StatedWording("residence", "Britain", "United Kingdom"),
        StatedWording("residence", "Gt. Britain", "United Kingdom"),
        StatedWording("languages", "Deutsh", "German"),
        StatedWording("languages", "English", "English C2"),
    ]
)


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("residence", "Britain", "United Kingdom"),
        ("residence", "gt. britain", "United Kingdom"),
        ("residence", "Brittany", "Brittany"),
        ("languages", "Deutsh (C1); French (B2)", "German (C1); French (B2)"),
        ("languages", "English", "English C2"),
        ("countries_worked", "Britain", "Britain"),
        ("residence", "", ""),
    ],
)
def test_what_is_stated_takes_the_place_of_the_answer(field: str, written: str, read: str) -> None:
    assert READ_AS(field, written) == read


def test_people_s_own_words_are_never_replaced() -> None:
    assert [may_be_stated(field) for field in ("residence", "roles", "days", "summary", "email", "nothing")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
