"""What a round loses with each person is tried by a worker, kept with the version, and gone with whoever is erased."""

import pytest

from tests.service.web.conftest import Place
from tests.service.web.test_rounds import placements, solved, version_at

pytestmark = pytest.mark.slow  # a round solved, and solved again without each of its people


@pytest.fixture(scope="module")
def tried(filled: Place) -> tuple[str, int]:
    program = filled.program()
    round_id, number = solved(program, program.post("/api/v1/rounds", json={"most_pilots": 1, "name": "fragile"}))
    here = f"/api/v1/rounds/{round_id}/versions/{number}/falls"
    assert program.get(here).json()["falls"] is None
    assert solved(program, program.post(here)) == (round_id, number)
    return round_id, number


def test_everybody_placed_is_tried_once_with_the_seats_they_hold(filled: Place, tried: tuple[str, int]) -> None:
    round_id, number = tried
    told = filled.program().get(f"/api/v1/rounds/{round_id}/versions/{number}/falls").json()
    held: dict[str, set[tuple[str, str]]] = {}
    for seat, experts in placements(version_at(filled, round_id, number)).items():
        for expert in experts:
            held.setdefault(expert, set()).add(seat)
    assert {one["id"]: {(s["territory"], s["role"]) for s in one["seats"]} for one in told["falls"]} == held
    empty = [len(one["empty"]) for one in told["falls"]]
    assert empty == sorted(empty, reverse=True)
    assert empty[0] > 0  # each serves one pilot at most, so some seats hang on one person


def test_taking_that_person_out_does_leave_the_seats_empty(filled: Place, tried: tuple[str, int]) -> None:
    """What is said is what solving the round anew without them gives."""
    program, (round_id, number) = filled.program(), tried
    worst = program.get(f"/api/v1/rounds/{round_id}/versions/{number}/falls").json()["falls"][0]
    version = version_at(filled, round_id, number)
    out = {"acts": [], "most_of": {worst["id"]: 0}}
    _, without = solved(program, program.post(f"/api/v1/rounds/{round_id}/versions/{number}/changes", json=out))
    after = version_at(filled, round_id, without)

    def empty(told: object) -> int:
        return sum(seat["empty"] for pilot in told["territories"] for seat in pilot["seats"])  # type: ignore[index]

    assert empty(after) - empty(version) == len(worst["empty"])


def test_the_page_names_them_and_has_a_call_without_names_in_both_languages(
    filled: Place, tried: tuple[str, int]
) -> None:
    round_id, number = tried
    program, browser = filled.program(), filled.coordinator()
    told = program.get(f"/api/v1/rounds/{round_id}/versions/{number}/falls").json()
    page = browser.get(f"/rounds/{round_id}/versions/{number}/falls").text
    for one in told["falls"]:
        assert one["name"] in page
    english, french = (page.partition(f'lang="{code}" rows=')[2].partition("</textarea>")[0] for code in ("en", "fr"))
    assert english.count("\n- ") == french.count("\n- ") == len(told["call_for"]) > 0
    assert "Experts wanted" in english
    assert "Recherche d" in french
    assert not [one["name"] for one in told["falls"] if one["name"] in english + french]


def test_trying_a_version_that_is_not_there_is_a_clear_404(filled: Place, tried: tuple[str, int]) -> None:
    assert filled.program().post(f"/api/v1/rounds/{tried[0]}/versions/999/falls").status_code == 404
    assert filled.coordinator().get(f"/rounds/{tried[0]}/versions/999/falls").status_code == 404


def test_what_was_tried_goes_with_whoever_is_erased(filled: Place, tried: tuple[str, int]) -> None:
    """The last test of the module: somebody is gone after it."""
    program, (round_id, number) = filled.program(), tried
    here = f"/api/v1/rounds/{round_id}/versions/{number}/falls"
    gone = program.get(here).json()["falls"][-1]["id"]
    assert program.delete(f"/api/v1/experts/{gone}?sure=yes").status_code == 200
    assert program.get(here).json()["falls"] is None
