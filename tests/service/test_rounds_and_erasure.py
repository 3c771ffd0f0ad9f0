"""A round is solved, changed and looked after, and somebody is erased from it, on PostgreSQL.

On SQLite the tests of the pages do.
"""

import pytest

from service.store import jobs, people
from service.store.engine import reading
from service.values.jobs import JobState
from service.values.needs import NeedKind
from service.values.round_changes import Act, RoundChange, RoundNumbers, SeatAct
from service.values.uploads import Upload
from service.verbs.erase import erase
from service.verbs.imports import add_import, apply_import
from service.verbs.match_lists import make_list, request_for
from service.verbs.needs import desk
from service.verbs.rounds import ask_round, change_round, find_round, take_version
from service.worker import run_job
from service.workplace import Workplace
from tests.service.conftest import ANA
from tests.service.web.test_erasure import cells_of


def done(job: str, workplace: Workplace) -> tuple[str, int]:
    run_job(job, workplace)
    with reading(workplace.database) as database:
        told = jobs.find(database, job)
    assert told is not None
    assert told.state is JobState.DONE, told.failure
    identity, _, number = (told.result or "").partition("/")
    return identity, int(number)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_from_a_round_to_its_change_to_an_erasure(
    workplace: Workplace, people_file: Upload, places_file: Upload
) -> None:
    apply_import(add_import([people_file], [places_file], ANA, workplace).told.id, ANA, workplace)
    make_list(request_for([], [], workplace, seed=None, top=3), ANA.key, workplace)
    round_id, first = done(ask_round([], RoundNumbers(most_pilots=1), "June", ANA, workplace), workplace)
    shown = find_round(round_id, first, workplace, lists=True, refusals=True)
    seat, (placed, *_) = next((key, its) for key, its in shown.answer.round.placements.items() if its)
    out = RoundChange((SeatAct(Act.EXCLUDE, placed, seat[0], seat[1], "MARKERREASON"),), fill_only=True)
    _, second = done(change_round(round_id, first, out, ANA, workplace), workplace)
    assert {one.version for one in desk(workplace).only(NeedKind.PROPOSAL)} == {second}
    take_version(round_id, second, first, ANA, workplace)
    before = find_round(round_id, second, workplace)
    assert placed not in before.answer.round.placements[seat]
    name = shown.names[placed]
    told = erase(placed, ANA, workplace)
    assert (told.lists, told.rounds) == (1, 2)
    after = find_round(round_id, second, workplace, lists=True, refusals=True)
    assert after.answer.round.placements == before.answer.round.placements
    assert name not in after.names.values()
    with reading(workplace.database) as database:
        assert people.find(database, placed) is None
    stored = cells_of(workplace, "round_version", "match_list", "job")
    assert placed in stored
    assert "MARKERREASON" not in stored
    assert name not in stored
