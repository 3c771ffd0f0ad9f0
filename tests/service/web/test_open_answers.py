"""An answer that nobody understood: quoted where it holds somebody, corrected, and then they are suggested."""

from pathlib import Path

from service.cli.uploads import uploads_of
from service.verbs.imports import add_import, apply_import
from service.verbs.match_lists import make_list, request_for
from tests.service.conftest import ANA
from tests.service.web.conftest import Place

CASE = Path(__file__).parents[2] / "cases" / "17-no-travel-restrictions"
WORDS = "Online preferred, but can travel"


def test_it_is_asked_about_in_its_words_until_it_is_corrected(empty: Place) -> None:
    workplace, browser = empty.workplace, empty.coordinator()
    read = add_import(uploads_of([CASE / "experts.csv"]), uploads_of([CASE / "territories.csv"]), ANA, workplace)
    apply_import(read.told.id, ANA, workplace)
    made = make_list(request_for([], [], workplace, seed=None, top=None), ANA.key, workplace)
    page = browser.get(f"/match-lists/{made}").text
    person = next(one for one in empty.program().get("/api/v1/experts").json()["items"] if "Agnieszka" in one["name"])
    held = page.split("would be no.")[-1]
    assert f'<q lang="">{WORDS}</q>' in held
    assert f'<a href="/experts/{person["id"]}/edit">' in held
    told = browser.get(f"/experts/{person['id']}").text
    assert f"Travels to: {WORDS}" in told
    asked = {"version": person["version"], "answers": {"travel": "Yes, in all participating countries"}}
    assert empty.program().patch(f"/api/v1/experts/{person['id']}", json=asked).status_code == 200
    again = make_list(request_for([], [], workplace, seed=None, top=None), ANA.key, workplace)
    assert f'<a href="/experts/{person["id"]}">Agnieszka' in browser.get(f"/match-lists/{again}").text
    assert WORDS not in browser.get(f"/match-lists/{again}").text
