"""A round means what it says of people: who is placed, who stands by, what is missing, how its load is spread."""

from typing import Any

import pytest

from matcher.assignment import Stage
from matcher.findings import ConflictFindings
from matcher.messages import Message, Term, Terms, Vocabulary, say
from matcher.model import Expert, Role, Territory
from matcher.policy import DEFAULT_WEIGHTS, Policy
from matcher.roster import Roster
from matcher.round.comparison import ChangeKind
from matcher.round.planning import plan_round
from matcher.round.result import Round, SeatPlan
from matcher.round.terms import RoundTerms
from matcher.suggesting import candidates, scored, seats_of
from tests.matcher.factories import a_territory, an_expert, evidence

MEANING_ALONE = {name: float(name == "meaning") for name in DEFAULT_WEIGHTS}
STRATEGIC = Role.STRATEGIC


def a_pilot(key: str, **stated: Any) -> Territory:
    return a_territory(key, **{"name": key.title(), "roles_wanted": (STRATEGIC,), **stated})


def people(*names: str, **stated: Any) -> list[Expert]:
    """Make people who differ in residence, so that no team is one-sided, and work alone."""
    return [an_expert(f"{name.lower()}@list.example", name=name, **stated) for name in names]


def planned(
    pilots: list[Territory],
    experts: list[Expert],
    scores: list[list[float]],
    policy: Policy | None = None,
    **terms: Any,
) -> Round:
    """Solve a round in which meaning alone decides; `scores` has a row for each pilot's seat."""
    rules = policy or Policy(weights=MEANING_ALONE)
    field = candidates(seats_of(pilots), Roster(experts), rules, ConflictFindings((), ()))
    return plan_round(field, scored(field, evidence(scores)), RoundTerms(**terms))


def placed(plan: Round) -> dict[str, list[str]]:
    return {key: [expert.partition("@")[0] for expert in experts] for (key, _), experts in plan.placements.items()}


def only_seat(plan: Round, pilot: int = 0) -> SeatPlan:
    return plan.pilots[pilot].seats[0]


def names(suggestions: Any) -> list[str]:
    return [one.expert.partition("@")[0] for one in suggestions]


ADA, BO = (Term(Vocabulary.PERSON, f"{name}@list.example") for name in ("ada", "bo"))
NORTH, SOUTH = a_pilot("north"), a_pilot("south")


def test_load_is_spread_where_two_people_suit_alike() -> None:
    plan = planned([NORTH, SOUTH], people("Ada", "Bo"), [[0.8, 0.5], [0.8, 0.7999]])
    assert placed(plan) == {"north": ["ada"], "south": ["bo"]}
    assert plan.balance.by_load == {1: 2}


def test_somebody_far_better_serves_two_pilots() -> None:
    plan = planned([NORTH, SOUTH], people("Ada", "Bo"), [[0.8, 0.5], [0.8, 0.5]])
    assert placed(plan) == {"north": ["ada"], "south": ["ada"]}


def test_nobody_serves_more_pilots_than_the_round_or_they_themselves_allow() -> None:
    pilots, scores = [NORTH, SOUTH, a_pilot("west")], [[0.9, 0.2]] * 3
    assert planned(pilots, people("Ada", "Bo"), scores).balance.by_load == {1: 1, 2: 1}
    at_most = planned(pilots, people("Ada", "Bo"), scores, most_pilots_of={"ada@list.example": 0})
    assert at_most.balance.by_load == {2: 1}


def test_a_pilot_may_get_more_advisers_of_a_role_than_the_others() -> None:
    plan = planned(
        [NORTH, SOUTH], people("Ada", "Bo", "Cy"), [[0.9, 0.8, 0.7]] * 2, advisers_of={("south", STRATEGIC): 2}
    )
    assert [seat.wanted for pilot in plan.pilots for seat in pilot.seats] == [1, 2]
    assert [len(seat.chosen) for pilot in plan.pilots for seat in pilot.seats] == [1, 2]


def test_reserves_are_free_and_in_order_of_their_scores() -> None:
    plan = planned([NORTH], people("Ada", "Bo", "Cy", "Di"), [[0.9, 0.5, 0.7, 0.6]])
    assert names(only_seat(plan).chosen) == ["ada"]
    assert names(only_seat(plan).reserves) == ["cy", "di"]


def test_a_reserve_that_is_full_elsewhere_is_none() -> None:
    plan = planned([NORTH, SOUTH], people("Ada", "Bo"), [[0.9, 0.1], [0.1, 0.9]], most_pilots=1)
    assert placed(plan) == {"north": ["ada"], "south": ["bo"]}
    assert names(only_seat(plan).reserves) == []


def test_a_reserve_without_the_days_is_none() -> None:
    tired = an_expert("bo@list.example", name="Bo", days=3)
    plan = planned([a_pilot("north", days={STRATEGIC: 10})], [*people("Ada"), tired], [[0.9, 0.8]])
    assert names(only_seat(plan).chosen) == ["ada"]
    assert names(only_seat(plan).reserves) == []


def test_days_over_several_pilots_count_together() -> None:
    days = {STRATEGIC: 10}
    plan = planned([a_pilot("north", days=days), a_pilot("south", days=days)], people("Ada", days=15), [[0.9], [0.8]])
    assert sorted(placed(plan).values()) == [[], ["ada"]]
    empty = next(seat for pilot in plan.pilots for seat in pilot.seats if seat.empty)
    assert say("With {days} days more, {name} could take the seat", days=5, name=ADA) in empty.diagnosis


def said_of_empty(plan: Round) -> tuple[Message, ...]:
    return next(seat.diagnosis for pilot in plan.pilots for seat in pilot.seats if seat.empty)


def test_an_empty_seat_names_whom_one_pilot_more_would_bring_and_what_moving_them_costs() -> None:
    plan = planned([NORTH, SOUTH], people("Ada"), [[0.9], [0.8]], most_pilots=1)
    assert say("With one pilot more than {most}, {name} could take the seat", most=1, name=ADA) in said_of_empty(plan)
    moved = say("Moving {name} from {territory} would leave a seat empty there", name=ADA, territory="North")
    assert moved in said_of_empty(plan)


def test_a_move_names_who_would_follow_and_what_it_costs() -> None:
    south = a_pilot("south", must="fi")
    ada, bo = an_expert("ada@list.example", name="Ada", speaks="fi:C1"), an_expert("bo@list.example", name="Bo")
    pins = frozenset({("ada@list.example", ("north", STRATEGIC))})
    plan = planned([NORTH, south], [ada, bo], [[0.9, 0.6], [0.8, 0.8]], most_pilots=1, pins=pins)
    moved = say(
        "Moving {name} from {territory} would cost {cost} there: {other} would follow",
        name=ADA, territory="North", cost="0.30", other=BO,
    )  # fmt: skip
    assert moved in said_of_empty(plan)


def test_an_exclusion_that_empties_a_seat_says_so() -> None:
    excluded = {("ada@list.example", ("north", STRATEGIC)): "declined"}
    plan = planned([NORTH], people("Ada"), [[0.9]], exclusions=excluded)
    assert say("Without the coordinator's exclusion, {name} could take the seat", name=ADA) in said_of_empty(plan)


def test_two_people_may_meet_a_must_language_together() -> None:
    pilot = a_pilot("north", must="lv and et")
    ada, bo = (
        an_expert("ada@list.example", name="Ada", speaks="lv:C1"),
        an_expert("bo@list.example", name="Bo", speaks="et:C1"),
    )
    plan = planned([pilot], [ada, bo], [[0.9, 0.8]])
    (tandem,) = [message for message in said_of_empty(plan) if message.text.startswith("A tandem")]
    told = dict(tandem.arguments)
    assert (told["one"], told["other"]) == (ADA, BO)


def test_the_next_call_asks_for_what_empty_seats_need() -> None:
    pilot = a_pilot("north", must="lv", themes=("TOUR", "CULT"))
    (call,) = planned([pilot], people("Ada"), [[0.9]]).recruiting
    assert dict(call.arguments) == {
        "seats": 1,
        "role": Term(Vocabulary.ROLE, STRATEGIC),
        "languages": Terms(Vocabulary.LANGUAGE, ("lv",)),
        "countries": Terms(Vocabulary.COUNTRY, ("LV", "EE")),
        "themes": Terms(Vocabulary.THEME, ("TOUR", "CULT")),
    }


def test_newcomers_are_counted_once_earlier_rounds_are_known() -> None:
    unknown = planned([NORTH, SOUTH], people("Ada", "Bo"), [[0.8, 0.5], [0.5, 0.8]])
    policy = Policy(weights=MEANING_ALONE, served={"ada@list.example": 1})
    known = planned([NORTH, SOUTH], people("Ada", "Bo"), [[0.8, 0.5], [0.5, 0.8]], policy)
    assert (unknown.balance.newcomers, known.balance.newcomers) == (None, 1)


def test_whoever_served_before_comes_a_little_later_when_rotation_counts() -> None:
    weights = {**MEANING_ALONE, "rotation": 0.06}
    served = Policy(weights=weights, served={"ada@list.example": 2})
    assert placed(planned([NORTH], people("Ada", "Bo"), [[0.80, 0.79]], served)) == {"north": ["bo"]}
    assert placed(planned([NORTH], people("Ada", "Bo"), [[0.80, 0.60]], served)) == {"north": ["ada"]}


def test_somebody_new_on_the_list_is_told_from_somebody_who_waited() -> None:
    terms = {"before": {("north", STRATEGIC): ("ada@list.example",)}, "known_before": frozenset({"ada@list.example"})}
    excluded = {("ada@list.example", ("north", STRATEGIC)): "declined"}
    plan = planned([NORTH], people("Ada", "Bo"), [[0.9, 0.8]], exclusions=excluded, **terms)
    causes = {(change.kind, change.expert.partition("@")[0]): change.cause for change in plan.changes}
    assert causes == {
        (ChangeKind.NEW, "bo"): say("New on the list of experts"),
        (ChangeKind.GONE, "ada"): say("Excluded by the coordinator: {reason}", reason="declined"),
    }


def test_each_remedy_fills_the_seat_with_whom_it_names() -> None:
    experts, scores = people("Ada", "Bo"), [[0.9, 0.8]] * 3
    pilots = [NORTH, SOUTH, a_pilot("west")]
    short = planned(pilots, experts, scores, most_pilots=1)
    (empty,) = [seat for pilot in short.pilots for seat in pilot.seats if seat.empty]
    (remedy,) = empty.remedies
    assert remedy.said in empty.diagnosis
    key = (empty.seat.territory.id, STRATEGIC)
    mended = planned(
        pilots,
        experts,
        scores,
        most_pilots=1,
        most_pilots_of={remedy.expert: remedy.most_pilots},
        pins=frozenset({(remedy.expert, key)}),
        before=short.placements,
    )
    assert mended.placements[key] == (remedy.expert,)
    assert not [seat for pilot in mended.pilots for seat in pilot.seats if seat.empty]
    kept_out = {("ada@list.example", ("north", STRATEGIC)): "declined"}
    alone = only_seat(planned([NORTH], people("Ada"), [[0.9]], exclusions=kept_out))
    assert [(one.expert, one.most_pilots) for one in alone.remedies] == [("ada@list.example", None)]


def test_filling_gaps_keeps_everybody_in_place_whom_no_rule_refuses_though_others_suit_better_now() -> None:
    before = {("north", STRATEGIC): ("bo@list.example",), ("south", STRATEGIC): ()}
    scores = [[0.9, 0.5], [0.9, 0.5]]
    anew = planned([NORTH, SOUTH], people("Ada", "Bo"), scores, before=before, most_pilots=1)
    filled = planned([NORTH, SOUTH], people("Ada", "Bo"), scores, before=before, most_pilots=1, fill_only=True)
    assert placed(filled) == {"north": ["bo"], "south": ["ada"]}
    assert {change.cause.text for change in filled.changes} == {
        "Left in place: only empty seats were filled",
        "Fills a place that became free",
    }
    better = planned([NORTH], people("Ada", "Bo"), [[0.9, 0.5]], before={("north", STRATEGIC): ("bo@list.example",)})
    assert (placed(better), sorted(placed(anew).values())) == ({"north": ["ada"]}, [["ada"], ["bo"]])
    gone = {("north", STRATEGIC): ("cy@list.example",)}
    assert placed(planned([NORTH], people("Ada"), [[0.9]], before=gone, fill_only=True)) == {"north": ["ada"]}
    excluded = {("bo@list.example", ("north", STRATEGIC)): "declined"}
    again = planned([NORTH, SOUTH], people("Ada", "Bo"), scores, before=before, fill_only=True, exclusions=excluded)
    assert placed(again)["north"] == ["ada"]


def test_a_solve_that_is_called_off_gives_the_best_so_far_unproven() -> None:
    pilots = [a_pilot(f"pilot {number}", roles_wanted=tuple(Role)) for number in range(4)]
    experts = [
        an_expert(f"e{n}@list.example", name=f"E{n}", residence="FI", organisation=f"Body {n % 3}") for n in range(12)
    ]
    scores = [[0.3 + (7 * row + 5 * column) % 11 / 20 for column in range(12)] for row in range(12)]
    field = candidates(seats_of(pilots), Roster(experts), Policy(weights=MEANING_ALONE), ConflictFindings((), ()))
    told: list[Stage] = []

    def watch(stage: Stage, _solved: int) -> bool:
        told.append(stage)
        return True

    plan = plan_round(field, scored(field, evidence(scores)), RoundTerms(), watch)
    assert told
    assert not plan.quality.proven
    assert all(not seat.empty for pilot in plan.pilots for seat in pilot.seats)


@pytest.mark.parametrize(
    "terms", [{"most_pilots": 0}, {"advisers": {STRATEGIC: 0}}, {"most_pilots_of": {"ada@list.example": -1}}]
)
def test_numbers_that_cannot_be_are_refused(terms: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="start at one"):
        RoundTerms(**terms)
