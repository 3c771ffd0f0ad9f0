"""Two rounds side by side: what was kept, and for every change its cause."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.messages import say
from matcher.model import Role
from matcher.round.comparison import Change, ChangeKind, Circumstances, SeatKey, compare

VALKA, TORNIO, GORIZIA = (("valka", Role.STRATEGIC), ("tornio", Role.PRACTICAL), ("gorizia", Role.STRATEGIC))
KEPT, NEW, GONE, MOVED = ChangeKind.KEPT, ChangeKind.NEW, ChangeKind.GONE, ChangeKind.MOVED


def changes(
    before: Mapping[SeatKey, Sequence[str]], after: Mapping[SeatKey, Sequence[str]], **circumstances: Any
) -> tuple[Change, ...]:
    return compare(before, after, Circumstances(**circumstances))


def test_what_stays_is_kept_and_a_pin_is_named_as_the_cause() -> None:
    seats = {VALKA: ["ada"], TORNIO: ["bea"]}
    assert changes(seats, seats, pinned=frozenset({("bea", TORNIO)})) == (
        Change(KEPT, "ada", VALKA, None, say("Still the best choice")),
        Change(KEPT, "bea", TORNIO, None, say("Pinned")),
    )


def test_one_who_takes_the_seat_of_another_is_new_and_the_other_gone() -> None:
    assert changes({VALKA: ["ada"]}, {VALKA: ["bea"]}) == (
        Change(NEW, "bea", VALKA, None, say("Fills a place that became free")),
        Change(GONE, "ada", VALKA, None, say("Somebody else serves the round better here")),
    )


def test_somebody_who_left_one_seat_and_took_one_other_has_moved() -> None:
    assert changes({VALKA: ["ada"], TORNIO: []}, {VALKA: [], TORNIO: ["ada"]}) == (
        Change(MOVED, "ada", TORNIO, VALKA, say("Serves the round better here")),
    )


def test_moving_leaves_a_seat_that_is_kept_as_it_is() -> None:
    assert changes({VALKA: ["ada"], TORNIO: ["ada"]}, {VALKA: ["ada"], GORIZIA: ["ada"]}) == (
        Change(KEPT, "ada", VALKA, None, say("Still the best choice")),
        Change(MOVED, "ada", GORIZIA, TORNIO, say("Serves the round better here")),
    )


def test_somebody_who_left_one_seat_and_took_two_has_not_moved() -> None:
    found = changes({VALKA: ["ada"]}, {TORNIO: ["ada"], GORIZIA: ["ada"]})
    assert [(change.kind, change.seat) for change in found] == [(NEW, TORNIO), (NEW, GORIZIA), (GONE, VALKA)]


def test_pins_newcomers_and_moves_are_named_as_causes_in_that_order() -> None:
    before, after = {VALKA: ["ada"]}, {TORNIO: ["ada"], VALKA: ["bea"], GORIZIA: ["cai"]}
    pinned = frozenset({("ada", TORNIO), ("cai", GORIZIA)})
    assert changes(before, after, pinned=pinned, joined=frozenset({"bea", "cai"})) == (
        Change(MOVED, "ada", TORNIO, VALKA, say("Pinned by the coordinator")),
        Change(NEW, "bea", VALKA, None, say("New on the list of experts")),
        Change(NEW, "cai", GORIZIA, None, say("Pinned by the coordinator")),
    )


def test_somebody_who_is_gone_has_left_the_list_or_is_refused_or_was_outdone() -> None:
    fact = say("States 0 days available")
    found = changes(
        {VALKA: ["ada", "bea", "cai"]},
        {VALKA: []},
        left=frozenset({"ada"}),
        refused={("bea", VALKA): fact, ("cai", TORNIO): fact},
    )
    assert [(change.expert, change.cause) for change in found] == [
        ("ada", say("No longer on the list of experts")),
        ("bea", fact),
        ("cai", say("Somebody else serves the round better here")),
    ]
    assert {change.kind for change in found} == {GONE}


def test_rounds_without_anybody_do_not_differ() -> None:
    assert changes({}, {}) == ()
    assert changes({VALKA: []}, {TORNIO: []}) == ()


placements = st.dictionaries(
    st.sampled_from([VALKA, TORNIO, GORIZIA]), st.lists(st.sampled_from(["ada", "bea", "cai"]), unique=True)
)


@settings(max_examples=60, deadline=None)
@given(placements, placements)
def test_every_placement_of_both_rounds_is_told_exactly_once(
    before: Mapping[SeatKey, Sequence[str]], after: Mapping[SeatKey, Sequence[str]]
) -> None:
    found = changes(before, after)
    now = [(change.expert, change.seat) for change in found if change.kind is not GONE]
    was = [(c.expert, c.was or c.seat) for c in found if c.kind is not NEW]
    assert sorted(now) == sorted((expert, seat) for seat, experts in after.items() for expert in experts)
    assert sorted(was) == sorted((expert, seat) for seat, experts in before.items() for expert in experts)
