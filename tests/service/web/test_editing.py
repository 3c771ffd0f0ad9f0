"""What a coordinator enters is read as a form is, is not overwritten, and is not lost when two save at once."""

import csv
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from service.intake import IntakeOptions
from service.intake.rows.exports import read_experts
from service.intake.rows.one_expert import answers_of, read_one_expert
from service.store import edits, people
from service.store.engine import reading
from service.values.uploads import Upload
from service.verbs.imports import add_import, apply_import
from tests.service.conftest import ANA
from tests.service.web.conftest import Place

COMPLETION = 2


def known(place: Place, identity: str) -> Any:
    with reading(place.workplace.database) as database:
        stored = people.find(database, identity)
    assert stored is not None
    return stored


def test_what_is_written_for_a_page_is_read_as_the_same_person(people_file: Upload) -> None:
    for record in read_experts([people_file], IntakeOptions()).records:
        expert = record.expert
        again, problems = read_one_expert(answers_of(expert))
        assert problems == []
        assert again is not None
        assert answers_of(again) == answers_of(expert)
        assert (again.languages, again.roles, again.themes, again.travel) == (
            expert.languages, expert.roles, expert.themes, expert.travel,
        )  # fmt: skip


def test_a_correction_is_saved_shown_and_told_in_the_history(filled: Place) -> None:
    browser, identity = filled.coordinator(), filled.expert_id
    before = known(filled, identity)
    page = browser.get(f"/experts/{identity}/edit").text
    assert f'name="version" value="{before.version}"' in page
    sent = {"version": str(before.version), "residence": "Suisse", "languages": "Danish (B2); Deutsch C1"}
    shown = browser.post(f"/experts/{identity}/edit", data=sent)
    assert shown.url.path == f"/experts/{identity}"
    after = known(filled, identity)
    assert (after.version, after.expert.residence) == (before.version + 1, "CH")
    assert [(one.language, one.level) for one in after.expert.languages] == [("da", "B2"), ("de", "C1")]
    assert after.expert.summary == before.expert.summary
    assert after.expert.consent_process == before.expert.consent_process
    assert "entered here" in shown.text


@pytest.mark.parametrize(
    ("sent", "field"), [({"residence": "Ruritania"}, "residence"), ({"roles": "cook"}, "roles"), ({"email": "x"}, "")]
)
def test_what_cannot_be_read_is_said_beside_its_answer_and_nothing_is_saved(
    filled: Place, sent: dict[str, str], field: str
) -> None:
    before = known(filled, filled.other_id)
    version = str(before.version)
    told = filled.coordinator().post(f"/experts/{filled.other_id}/edit", data={"version": version, **sent})
    assert (told.status_code, "cannot be read as it is written" in told.text) == (422, True)
    assert not field or f'id="{field}-wrong"' in told.text
    assert next(iter(sent.values())) in told.text
    assert known(filled, filled.other_id) == before


def test_whoever_saves_second_is_told_and_loses_nothing(filled: Place) -> None:
    browser, identity = filled.coordinator(), filled.other_id
    version = known(filled, identity).version
    first = {"version": str(version), "organisation": "Vidzeme University"}
    second = {"version": str(version), "organisation": "Tartu University"}
    browser.post(f"/experts/{identity}/edit", data=first)
    told = browser.post(f"/experts/{identity}/edit", data=second)
    assert told.status_code == 409
    assert "was changed meanwhile" in told.text
    assert 'value="Tartu University"' in told.text
    assert "stored now: Vidzeme University" in told.text
    assert known(filled, identity).expert.organisation == "Vidzeme University"
    program = filled.program().patch(
        f"/api/v1/experts/{identity}", json={"version": version, "answers": {"organisation": "x"}}
    )
    assert (program.status_code, program.json()["code"]) == (409, "stale")


def test_of_somebody_who_does_not_agree_nothing_more_is_shown(filled: Place) -> None:
    with reading(filled.workplace.database) as database:
        refusing = next(one.expert for one in people.all_of(database).values() if not one.expert.consent_process)
    browser = filled.coordinator()
    for page in (f"/experts/{refusing.id}/edit", f"/experts/{filled.expert_id}/merge/{refusing.id}"):
        answer = browser.get(page)
        assert (answer.status_code, "does not agree to the processing" in answer.text) == (403, True)
        assert not refusing.summary or refusing.summary not in answer.text


def export(fixtures: Path, changed: dict[str, str]) -> Upload:
    """The development registrations; Chiara answers other things, and later."""
    with (fixtures / "experts_dev.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    for name, value in changed.items():
        place = next(number for number, heading in enumerate(rows[0]) if name in heading.casefold())
        rows[1][place] = value
    rows[1][COMPLETION] = "46900.5"
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)
    return Upload.of("experts.csv", written.getvalue().encode())


def test_a_later_form_overwrites_nothing_that_was_entered_and_is_asked_about(empty: Place, fixtures: Path) -> None:
    def bring(changed: dict[str, str]) -> None:
        read = add_import([export(fixtures, changed)], [], ANA, empty.workplace)
        apply_import(read.told.id, ANA, empty.workplace)

    bring({})
    with reading(empty.workplace.database) as database:
        (chiara,) = [one for one in people.all_of(database).values() if one.expert.name.startswith("Chiara")]
    identity, browser = chiara.expert.id, empty.coordinator()
    version = str(chiara.version)
    browser.post(f"/experts/{identity}/edit", data={"version": version, "residence": "Austria"})
    bring({"short description": "Advised three river councils."})
    assert known(empty, identity).expert.residence == "AT"
    assert known(empty, identity).expert.summary == "Advised three river councils."
    assert "somebody entered another answer" not in browser.get(f"/experts/{identity}").text
    bring({"country of residence": "Slovenia"})
    assert known(empty, identity).expert.residence == "AT"
    page = browser.get(f"/experts/{identity}").text
    assert "the form now says: Slovenia" in page
    kept = browser.post(f"/experts/{identity}/decide", data={"field": "residence", "take": "entered"})
    assert "the form now says" not in kept.text
    bring({"country of residence": "Slovenia"})
    assert "the form now says" not in browser.get(f"/experts/{identity}").text
    bring({"country of residence": "Croatia"})
    browser.post(f"/experts/{identity}/decide", data={"field": "residence", "take": "form"})
    assert known(empty, identity).expert.residence == "HR"
    with reading(empty.workplace.database) as database:
        assert edits.of(database, identity) == ()
    again = browser.post(f"/experts/{identity}/decide", data={"field": "residence", "take": "form"})
    assert again.status_code == 404


def test_somebody_added_by_hand_has_given_no_consent_until_they_register(empty: Place, fixtures: Path) -> None:
    browser = empty.coordinator()
    told = browser.post("/experts/new", data={"full_name": "Ilze Kalniņa", "email": "ilze@x.org", "roles": "strategic"})
    assert "Does not agree to the processing" in told.text
    identity = told.url.path.rpartition("/")[2]
    assert known(empty, identity).expert.consent_process is False
    taken = browser.post("/experts/new", data={"full_name": "Another", "email": "ILZE@x.org"})
    assert (taken.status_code, "somebody else on the list" in taken.text) == (422, True)
    assert browser.post("/experts/new", data={"full_name": "Nobody"}).status_code == 422
    program = empty.program()
    refused = program.post("/api/v1/experts", json={"answers": {"full_name": "A", "email": "a@x.org", "roles": "cook"}})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "roles")
    unknown = program.post("/api/v1/experts", json={"answers": {"shoe_size": "44"}})
    assert unknown.json()["code"] == "not_understood"


class _Filled(HTMLParser):
    """What a browser would send of a form that nobody touched."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "input" and named.get("name") and (named.get("type") != "checkbox" or "checked" in named):
            self.told.append((named["name"] or "", named.get("value") or ""))
        self._area = named.get("name") if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.told.append((self._area, data))
            self._area = None


def test_a_page_that_nobody_touched_changes_nothing_when_it_is_saved(filled: Place) -> None:
    browser = filled.coordinator()
    for identity in (filled.expert_id, filled.other_id):
        before = known(filled, identity)
        page = _Filled()
        page.feed(browser.get(f"/experts/{identity}/edit").text)
        names = [name for name, _ in page.told]
        assert {"themes", "roles", "summary", "version"} <= set(names)
        sent = {name: [told for other, told in page.told if other == name] for name in names}
        assert browser.post(f"/experts/{identity}/edit", data=sent).status_code == 200
        assert known(filled, identity) == before
