"""Rosters on paper: a row a person or a territory, a column a fact, in the reader's language."""

from collections.abc import Sequence

from matcher.messages import say
from matcher.model import Expert, Territory
from service.layout import Column
from service.render.facts import Fact, facts_of
from service.render.sheets import Sheet
from service.sentences import Sentences

NOT_TAKEN_ALONG = frozenset({"gender"})  # of use in sums alone
WIDTH, WIDTH_OF_WORDS = 20, 60  # characters


def sheet_of_experts(experts: Sequence[Expert], sentences: Sentences) -> Sheet:
    """Everything known of people, but what is of use in sums alone."""
    return _sheet(sentences.write(say("Experts")), experts, Expert("", ""), sentences)


def sheet_of_territories(territories: Sequence[Territory], sentences: Sentences) -> Sheet:
    """Everything known of territories."""
    return _sheet(sentences.write(say("Territories")), territories, Territory("", ""), sentences)


def _sheet(
    title: str, known: Sequence[Expert] | Sequence[Territory], empty: Expert | Territory, sentences: Sentences
) -> Sheet:
    columns = [Column(one.label, "", WIDTH_OF_WORDS if one.own_words else WIDTH) for one in _facts(empty, sentences)]
    return Sheet(title, columns, [[_value(fact) for fact in _facts(each, sentences)] for each in known])


def _facts(known: Expert | Territory, sentences: Sentences) -> list[Fact]:
    return [one for one in facts_of(known, sentences) if one.field not in NOT_TAKEN_ALONG]


def _value(fact: Fact) -> str:
    return ("\n" if fact.own_words else "; ").join(fact.values)
