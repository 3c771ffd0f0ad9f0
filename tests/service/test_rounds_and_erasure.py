"""A round is solved, changed and looked after, and somebody is erased from it, on PostgreSQL.

On SQLite the tests of the pages do.
"""

from datetime import date, timedelta

import pytest

from service.store import jobs, people
from service.store.engine import reading
from service.values.invitations import DeclineReason, InvitationState, Reply
from service.values.jobs import JobState
from service.values.needs import NeedKind
from service.values.round_changes import Act, RoundChange, RoundNumbers, SeatAct
from service.values.rounds import RoundState
from service.values.uploads import Upload
from service.verbs import invitations, invited, post
from service.verbs.erase import erase
from service.verbs.imports import add_import, apply_import
from service.verbs.invited import Own
from service.verbs.load import asks_of
from service.verbs.match_lists import make_list, request_for
from service.verbs.needs import desk
from service.verbs.rounds import ask_round, change_round, find_round, set_state, take_version
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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_from_a_published_round_to_a_declined_invitation_to_an_erasure(
    workplace: Workplace, people_file: Upload, places_file: Upload
) -> None:
    apply_import(add_import([people_file], [places_file], ANA, workplace).told.id, ANA, workplace)
    round_id, number = done(ask_round([], RoundNumbers(most_pilots=1), "June", ANA, workplace), workplace)
    set_state(round_id, number, RoundState.PUBLISHED, ANA, workplace)
    placements = find_round(round_id, number, workplace).answer.round.placements
    (territory, role), (placed, *_) = next((key, its) for key, its in placements.items() if its)
    day = workplace.clock().date() + timedelta(days=14)
    drafted = invitations.write_invitations(round_id, [(territory, role, placed)], day, ANA, workplace)
    (identity,) = drafted.written
    assert invitations.send([identity], "https://match.example", ANA, workplace) == 1
    assert post.send_waiting(workplace) == 1
    reply = Reply(False, DeclineReason.NO_TIME, "MARKERWORDS", date(2027, 3, 1))
    assert invited.reply(Own(identity, placed), reply, workplace) is InvitationState.DECLINED
    assert invitations.find(identity, workplace).reply == reply
    assert {one.invitation for one in desk(workplace).only(NeedKind.DECLINED)} == {identity}
    _, second = done(change_round(round_id, number, RoundChange(), ANA, workplace), workplace)
    assert placed not in find_round(round_id, second, workplace).answer.round.placements[territory, role]
    assert asks_of([placed], workplace)[placed].declined == 1
    erase(placed, ANA, workplace)
    assert "MARKERWORDS" not in cells_of(workplace, "invitation", "letter", "round_version", "job")
    assert list((workplace.settings.folder / "outbox").iterdir()) == []
