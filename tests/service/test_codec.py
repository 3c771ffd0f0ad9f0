"""What is stored comes back as it was: every value, whatever is in it."""

import json
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.languages import AllOf, AnyOf, LanguageNeed, Level, Speaks, read_need
from matcher.messages import Argument, Message, Quoted, Term, Terms, Vocabulary, say
from matcher.model import Expert, Held, Question, Refusal, Role, Rule, Seat, SeatList, Strength, Suggestion, Territory
from matcher.policy import Policy
from matcher.round.terms import RoundTerms
from service.codec import FORMAT, Unreadable, read, write
from service.intake.problems import Problem
from service.sentences import Sentences
from service.values.answers import FrozenEvidence, FrozenSeat, MatchedTerritory, MatchList
from service.values.requests import MatchRequest, RoundRequest

words = st.text(max_size=12)
numbers = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 4))


def needs() -> st.SearchStrategy[LanguageNeed]:
    one = st.builds(Speaks, st.sampled_from(["en", "lv", "et"]), st.none() | st.sampled_from(Level))
    return st.recursive(
        one, lambda inner: st.builds(AnyOf, st.tuples(inner, inner)) | st.builds(AllOf, st.tuples(inner, inner))
    )


def messages() -> st.SearchStrategy[Message]:
    term = st.builds(Term, st.sampled_from(Vocabulary), words)
    terms = st.builds(Terms, st.sampled_from(Vocabulary), st.tuples(words, words))
    quoted = st.builds(Quoted, words)
    numbers: st.SearchStrategy[Argument] = st.integers() | st.floats(allow_nan=False)
    plain: st.SearchStrategy[Argument] = words | numbers | st.dates() | term | terms | quoted
    arguments = st.lists(st.tuples(words, plain), max_size=3).map(tuple)
    return st.recursive(
        st.builds(Message, words, arguments),
        lambda inner: st.builds(Message, words, st.tuples(st.tuples(words, inner))),
        max_leaves=3,
    )


for kind, strategy in {Message: messages(), float: numbers}.items():
    st.register_type_strategy(kind, strategy)
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


def again(value: Any) -> Any:
    return read(json.loads(json.dumps(write(value))), type(value))


pairs = st.tuples(words, st.tuples(words, st.sampled_from(Role)))
policies = st.builds(
    Policy,
    conflict_overrides=st.dictionaries(st.tuples(words, words), words, max_size=2),
    served=st.dictionaries(words, st.integers(0, 9), max_size=2),
    weights=st.just({"meaning": 0.5}),
)
terms = st.builds(
    RoundTerms,
    advisers=st.dictionaries(st.sampled_from(Role), st.integers(1, 3)),
    advisers_of=st.dictionaries(st.tuples(words, st.sampled_from(Role)), st.integers(1, 3), max_size=2),
    most_pilots=st.integers(1, 3),
    most_pilots_of=st.dictionaries(words, st.integers(0, 3), max_size=2),
    pins=st.frozensets(pairs, max_size=2),
    exclusions=st.dictionaries(pairs, words, max_size=2),
    before=st.none() | st.dictionaries(st.tuples(words, st.sampled_from(Role)), st.tuples(words), max_size=2),
)
requests = st.builds(MatchRequest, policy=policies)
KINDS = {
    "expert": st.from_type(Expert),
    "problem": st.from_type(Problem),
    "request": requests,
    "terms": terms,
    "round": st.builds(RoundRequest, requests, terms),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_any_kind_comes_back_as_it_was(kind: str) -> None:
    @settings(max_examples=30)
    @given(KINDS[kind])
    def comes_back(value: Any) -> None:
        assert again(value) == value

    comes_back()


@settings(max_examples=30)
@given(st.data())
def test_a_match_list_comes_back_as_it_was(data: st.DataObject) -> None:
    territory = data.draw(st.builds(Territory, must_languages=st.dictionaries(st.sampled_from(Role), needs())))
    seats = st.builds(Seat, st.just(territory), st.sampled_from(Role))
    suggestions = st.lists(
        st.builds(
            Suggestion, st.integers(0, 9), words, numbers, st.sampled_from(Strength), flags=st.tuples(messages())
        ),
        max_size=2,
    ).map(tuple)
    refusals = st.tuples(st.builds(Refusal, words, st.sampled_from(Rule), messages()))
    questions = st.tuples(st.builds(Question, st.sampled_from(Rule), messages(), words, words))
    held = st.tuples(st.builds(Held, words, st.integers(1, 9), questions))
    lists = st.builds(SeatList, seats, suggestions, refusals, st.integers(0, 9), held, st.tuples(messages()))
    matched = st.builds(MatchedTerritory, st.just(territory), st.tuples(lists))
    value = data.draw(st.builds(MatchList, territories=st.tuples(matched)))
    assert again(value) == value


@given(st.lists(numbers | st.just(float("nan")), max_size=5), st.none() | st.tuples(numbers, numbers))
def test_frozen_evidence_comes_back_to_four_decimals(values: list[float], scale: tuple[float, float] | None) -> None:
    frozen = FrozenEvidence(
        "e5", {"ada": "1"}, {("valka", Role.STRATEGIC): FrozenSeat("2", {"words": np.array(values)}, {"words": scale})}
    )
    (back,) = again(frozen).seats.items()
    assert back[0] == ("valka", Role.STRATEGIC)
    np.testing.assert_array_equal(back[1].values["words"], np.array(values))
    assert (back[1].scales, again(frozen).encoder) == ({"words": scale}, "e5")


def test_and_stays_and_and_a_date_stays_a_date() -> None:
    territory = Territory("1", "Valka", must_languages={Role.PRACTICAL: read_need("en and (lv or et)")})
    assert again(territory) == territory
    message = say("Free from {day}", day=date(2026, 9, 1))
    assert Sentences("fr").write(again(message)) == "Free from 1 septembre 2026"


def test_a_territory_stands_in_a_document_once() -> None:
    territory = Territory("1", "Valka")
    seats = tuple(SeatList(Seat(territory, role), (), (), 0) for role in Role)
    assert json.dumps(write(MatchedTerritory(territory, seats))).count("Valka") == 1


@pytest.mark.parametrize(
    "document",
    [
        {"format": FORMAT + 1, "territories": {}, "value": {}},
        {"format": FORMAT, "territories": {}, "value": {"name": "no id"}},
        {"format": FORMAT},
        [],
        "text",
        None,
    ],
)
def test_what_is_no_document_of_this_version_is_refused(document: object) -> None:
    with pytest.raises(Unreadable):
        read(document, Expert)


def test_a_request_of_an_earlier_version_is_read_without_weights_of_signals_that_are_gone() -> None:
    written = write(MatchRequest(("t",)))
    policy = written["value"]["policy"]  # type: ignore[index, call-overload]
    policy["weights"] = {**policy["weights"], "setting": 0.04}  # type: ignore[index, call-overload, dict-item]
    assert read(written, MatchRequest) == MatchRequest(("t",))
