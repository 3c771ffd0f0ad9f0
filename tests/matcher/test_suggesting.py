"""Match lists: the eligible, best first, with reasons; the refused, with facts; the empty, with why."""

from collections.abc import Sequence

import numpy as np
import pytest

from matcher.evidence import Evidence
from matcher.findings import Conflict, ConflictFindings, Doubt, Link
from matcher.messages import Term, Terms, Vocabulary, say
from matcher.model import Expert, Refusal, Role, Rule, Seat, SeatList, Strength
from matcher.policy import Policy
from matcher.roster import Roster
from matcher.suggesting import Candidates, candidates, explain, scored, seats_of, suggest
from tests.matcher.factories import a_seat, a_territory, an_expert, evidence

NO_CONFLICTS = ConflictFindings((), ())
ADA, BEA, CAI = (an_expert(f"{name}@list.example") for name in ("ada", "bea", "cai"))
ONLY_ONE = say("The only person who may be suggested for this seat")


def field_of(
    *experts: Expert, seats: Sequence[Seat] | None = None, findings: ConflictFindings = NO_CONFLICTS, seed: int = 0
) -> Candidates:
    return candidates([a_seat()] if seats is None else seats, Roster(experts, seed), Policy(), findings)


def suggested(field: Candidates, texts: Evidence, top: int) -> tuple[SeatList, ...]:
    return suggest(field, scored(field, texts), top)


def a_list(*experts: Expert, meaning: Sequence[float], top: int = 10, seed: int = 0) -> SeatList:
    (found,) = suggested(field_of(*experts, seed=seed), evidence([meaning]), top)
    return found


def keys(found: SeatList) -> list[str]:
    return [suggestion.expert for suggestion in found.suggestions]


def test_a_territory_has_a_seat_for_each_role_it_wants_in_its_order() -> None:
    one, other = (
        a_territory("one", roles_wanted=(Role.PRACTICAL, Role.STRATEGIC)),
        a_territory("other", roles_wanted=()),
    )
    assert seats_of([other, one]) == (Seat(one, Role.PRACTICAL), Seat(one, Role.STRATEGIC))


def test_best_score_comes_first_and_ranks_count_from_one() -> None:
    found = a_list(ADA, BEA, CAI, meaning=[0.2, 0.9, 0.5])
    assert [(s.rank, s.expert, s.score, s.strength) for s in found.suggestions] == [
        (1, BEA.id, 0.5245, Strength.FAIR),
        (2, CAI.id, 0.3525, Strength.DISTANT),
        (3, ADA.id, 0.2235, Strength.VERY_DISTANT),
    ]


def test_a_suggestion_carries_every_signal_and_its_flags() -> None:
    found = a_list(an_expert("ada@list.example", days=None), BEA, meaning=[0.9, 0.2])
    first = found.suggestions[0]
    assert [part.name for part in first.signals] == ["meaning", "stages", "countries"]
    assert first.flags == (say("Days available not stated"),)


@pytest.mark.parametrize(("noise", "level"), [((0.0, 0.0), ()), ((0.03, 0.02), ()), ((0.03, 0.04), (BEA.id,))])
def test_whose_scores_differ_by_no_more_than_their_noise_are_almost_level(
    noise: tuple[float, float], level: tuple[str, ...]
) -> None:
    """0.5 and 0.4 in meaning are 0.043 apart in the score; the noise of both is 0.43 times the root of its squares."""
    told = evidence([[0.5, 0.4]])
    told.meaning.noise[:] = np.array(noise) / 0.43
    (found,) = suggested(field_of(ADA, BEA), told, 2)
    said = say("Almost level with: {names}", names=Terms(Vocabulary.PERSON, level))
    assert found.suggestions[0].flags == ((said,) if level else ())
    assert found.suggestions[0].noise == noise[0]


def test_top_cuts_the_list_and_not_the_number_of_eligible() -> None:
    found = a_list(ADA, BEA, CAI, meaning=[0.2, 0.9, 0.5], top=2)
    assert (keys(found), found.eligible) == ([BEA.id, CAI.id], 3)
    assert keys(a_list(ADA, meaning=[0.2], top=0)) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_tie_is_broken_by_the_lot_of_the_key_whatever_the_order_of_rows(seed: int) -> None:
    people = [an_expert(f"{number}@list.example") for number in range(8)]
    one = keys(a_list(*people, meaning=[0.5] * 8, seed=seed))
    assert keys(a_list(*reversed(people), meaning=[0.5] * 8, seed=seed)) == one
    assert sorted(one) == [person.id for person in people]


def test_lots_of_another_seed_order_a_tie_anew_but_no_scores() -> None:
    people = [an_expert(f"{number}@list.example") for number in range(8)]
    ties = {tuple(keys(a_list(*people, meaning=[0.5] * 8, seed=seed))) for seed in range(4)}
    assert len(ties) == 4
    clear = [place / 10 for place in range(8)]
    assert len({tuple(keys(a_list(*people, meaning=clear, seed=seed))) for seed in range(4)}) == 1


def test_scores_that_look_alike_are_a_tie() -> None:
    below_what_is_shown = [0.511, 0.511 + 1e-6, 0.511 - 1e-6]
    even = keys(a_list(ADA, BEA, CAI, meaning=[0.511] * 3))
    assert keys(a_list(ADA, BEA, CAI, meaning=below_what_is_shown)) == even


def test_refused_are_told_with_the_fact_and_never_suggested() -> None:
    inactive = an_expert("ina@list.example", consent_share=False)
    found = a_list(inactive, BEA, meaning=[1.0, 0.1])
    fact = say("Has not agreed that the profile is shared with the Commission and the pilots")
    assert keys(found) == [BEA.id]
    assert found.refusals == (Refusal(inactive.id, Rule.CONSENT, fact),)


def test_refusals_are_told_of_those_who_offered_the_role_only() -> None:
    elsewhere = an_expert("els@list.example", roles=[Role.PRACTICAL], consent_share=False)
    found = a_list(elsewhere, BEA, meaning=[1.0, 0.1])
    assert (keys(found), found.refusals) == ([BEA.id], ())


def test_lone_candidate_is_flagged() -> None:
    found = a_list(an_expert("ina@list.example", consent_share=False), BEA, meaning=[1.0, 0.1])
    assert found.suggestions[0].flags == (ONLY_ONE,)
    assert all(suggestion.flags == () for suggestion in a_list(ADA, BEA, meaning=[1.0, 0.1]).suggestions)


def test_lone_candidate_is_told_from_a_short_list() -> None:
    assert a_list(ADA, BEA, meaning=[1.0, 0.1], top=1).suggestions[0].flags == ()


def test_seat_that_nobody_may_take_says_why() -> None:
    found = a_list(an_expert(roles=[Role.PRACTICAL]), meaning=[1.0])
    role = Term(Vocabulary.ROLE, Role.STRATEGIC)
    assert (found.suggestions, found.eligible) == ((), 0)
    assert found.diagnosis == (say("Nobody on the list offers {role}: recruit for this role", role=role),)
    assert a_list(ADA, meaning=[1.0]).diagnosis == ()


def test_each_seat_has_the_row_of_its_own_evidence() -> None:
    seats = [a_seat(Role.STRATEGIC), a_seat(Role.PRACTICAL)]
    lists = suggested(field_of(ADA, BEA, seats=seats), evidence([[0.9, 0.1], [0.1, 0.9]]), 1)
    assert [(found.seat.role, keys(found)) for found in lists] == [
        (Role.STRATEGIC, [ADA.id]),
        (Role.PRACTICAL, [BEA.id]),
    ]


def test_conflict_refuses_and_doubts_are_flags() -> None:
    fact, doubt, vague = say("Works for the lead"), say("Named alike"), say("Declares a link somewhere")
    findings = ConflictFindings(
        (Conflict(ADA.id, "valka", Link.EMPLOYER, fact),),
        (Doubt(BEA.id, "valka", doubt), Doubt(BEA.id, "elsewhere", say("Not here")), Doubt(CAI.id, None, vague)),
    )
    (found,) = suggested(field_of(ADA, BEA, CAI, findings=findings), evidence([[0.9, 0.5, 0.1]]), 10)
    assert found.refusals == (Refusal(ADA.id, Rule.CONFLICT_OF_INTEREST, fact),)
    assert [(s.expert, s.flags) for s in found.suggestions] == [(BEA.id, (doubt,)), (CAI.id, (vague,))]


def test_candidates_are_the_pairs_that_no_rule_refuses() -> None:
    seats = [a_seat(Role.STRATEGIC), a_seat(Role.PRACTICAL)]
    practical = an_expert("pia@list.example", roles=[Role.PRACTICAL])
    assert field_of(ADA, practical, seats=seats).eligible.tolist() == [[True, False], [True, True]]
    assert field_of(ADA, seats=[]).eligible.shape == (0, 1)


def test_nothing_is_suggested_where_there_is_no_seat_or_nobody() -> None:
    assert suggested(field_of(ADA, seats=[]), evidence([]), 5) == ()
    (found,) = suggested(field_of(), evidence([[]]), 5)
    assert (found.suggestions, found.refusals, found.eligible) == ((), (), 0)


def told(*experts: Expert, expert: Expert, meaning: Sequence[float]) -> SeatList:
    texts: Evidence = evidence([meaning])
    field = field_of(*experts)
    return explain(field, scored(field, texts), 0, expert.id)


def test_explaining_somebody_who_is_eligible_gives_their_rank_and_all_that_a_list_says() -> None:
    found = told(ADA, BEA, CAI, expert=CAI, meaning=[0.2, 0.9, 0.5])
    assert found.suggestions == (a_list(ADA, BEA, CAI, meaning=[0.2, 0.9, 0.5]).suggestions[1],)
    assert (found.suggestions[0].rank, found.refusals, found.eligible) == (2, (), 3)


def test_explaining_somebody_who_is_refused_names_every_rule_and_still_the_signals() -> None:
    other = an_expert("els@list.example", roles=[Role.PRACTICAL], days=0)
    found = told(ADA, other, expert=other, meaning=[0.2, 0.9])
    fact = say(
        "Offers {offered}, not {role}",
        offered=Terms(Vocabulary.ROLE, (Role.PRACTICAL,)),
        role=Term(Vocabulary.ROLE, Role.STRATEGIC),
    )
    assert found.refusals == (
        Refusal(other.id, Rule.ROLE, fact),
        Refusal(other.id, Rule.AVAILABILITY, say("States 0 days available")),
    )
    assert [(s.rank, s.expert, s.score) for s in found.suggestions] == [(0, other.id, 0.5245)]
    assert ONLY_ONE not in found.suggestions[0].flags


def test_explaining_the_lone_candidate_says_so() -> None:
    assert told(ADA, expert=ADA, meaning=[0.9]).suggestions[0].flags == (ONLY_ONE,)


def test_nobody_is_explained_who_is_not_on_the_list() -> None:
    with pytest.raises(KeyError, match=r"bea@list\.example"):
        told(ADA, expert=BEA, meaning=[0.9])
