"""Which territories list an Interreg programme that a text names."""

import pytest

from matcher.programmes import ProgrammeIndex
from tests.matcher.factories import a_territory

INDEX = ProgrammeIndex(
    [
        a_territory("valka", programmes="Interreg Estonia-Latvia"),
        a_territory("tornio", programmes="Interreg Aurora; Interreg NPA"),
        a_territory("pyrenees", programmes="POCTEFA"),
        a_territory("nothing", programmes=""),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I assess projects for POCTEFA", (("pyrenees", "POCTEFA"),)),
        ("Joint secretariat of Interreg Aurora", (("tornio", "Interreg Aurora"),)),
        ("Interreg Latvia-Estonia", (("valka", "Interreg Estonia-Latvia"),)),
        ("Interreg Igaunija-Latvija", (("valka", "Interreg Estonia-Latvia"),)),
        ("Interreg Latvia-Lithuania", ()),
        ("Interreg", ()),
        ("", ()),
    ],
)
def test_programme_is_known_by_its_own_name_or_its_countries(text: str, found: tuple[tuple[str, str], ...]) -> None:
    assert INDEX.named_in(text) == found
