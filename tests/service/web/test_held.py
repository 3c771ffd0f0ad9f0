"""Who is held on a stored list is named with the question, and nothing is left of whoever takes a consent back."""

from dataclasses import replace
from datetime import timedelta

from matcher.messages import Term, Vocabulary, say
from matcher.model import Held, Question, Rule
from service.store import lists, people
from service.store.engine import reading, writing
from service.values.lists import parted
from service.values.roster import RowTold
from service.verbs.match_lists import find_list
from tests.service.web.conftest import Place

FACT = "Works for the lead of it"


def hold_a_double(place: Place) -> str:
    """Hold one person of the list for what is known of another; returns the id of the list."""
    shown = find_list(place.list_id, place.workplace, named=True)
    reason = say("May be the same person as {other}, of whom is known: {fact}",
                 other=Term(Vocabulary.PERSON, place.expert_id), fact=say(FACT))  # fmt: skip
    held = Held(place.other_id, 1, (Question(Rule.CONFLICT_OF_INTEREST, reason),))
    first, *others = shown.list.territories
    seat, *seats = first.seats
    changed = replace(first, seats=(replace(seat, held=(held,), suggestions=()), *seats))
    stored, refusals = parted(replace(shown.list, territories=(changed, *others)))
    made = replace(shown.made, id="11111111-1111-4111-8111-111111111111", stored=stored,
                   made_at=shown.made.made_at + timedelta(hours=1))  # fmt: skip
    with writing(place.workplace.database) as database:
        lists.add(database, made, refusals)
    return made.id


def take_back(place: Place, identity: str) -> None:
    with writing(place.workplace.database) as database:
        stored = people.find(database, identity)
        assert stored is not None
        gone = replace(stored.expert, consent_process=False)
        changed = replace(stored, expert=gone, version=stored.version + 1)
        people.change(database, changed, RowTold("", 0), None, "test")


def test_the_held_are_named_and_a_double_that_goes_takes_its_words_along(filled: Place) -> None:
    identity = hold_a_double(filled)
    with reading(filled.workplace.database) as database:
        names = {one: people.shown(database, [one])[one].name for one in (filled.expert_id, filled.other_id)}
    place = find_list(identity, filled.workplace, named=True).list.territories[0].territory.id
    there = f"/match-lists/{identity}/territories/{place}"
    page = filled.coordinator().get(there).text
    assert "Held, to be decided: 1" in page
    assert all(name in page for name in names.values())
    assert FACT in page
    take_back(filled, filled.expert_id)
    page = filled.coordinator().get(there).text
    assert names[filled.other_id] in page
    assert FACT not in page
    assert names[filled.expert_id] not in page
    take_back(filled, filled.other_id)
    assert names[filled.other_id] not in filled.coordinator().get(there).text
