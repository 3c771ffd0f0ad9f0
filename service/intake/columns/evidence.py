"""What speaks for a column being of a field: what its heading means, what its answers look like, what else is asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.model import Role
from service.intake.cells import clean
from service.intake.columns.contents import AGAINST, FOR, WEIGHT, shares_of_fitting
from service.intake.form.form_fields import Field, Form, fields_of, heading_key
from service.intake.meaning import Vectors, nearness
from service.intake.words.options_by_meaning import VOCABULARIES, shares_meant
from service.intake.words.roles import read_roles

ENOUGH = 0.75  # evidence from which a column is read; measured in docs/forms.md
NOTHING_ELSE = 0.3  # evidence of answers that fit no other field, and no other column
_TELLING = 0.5  # weight of answers that can be of hardly any other field
_ASKED_OTHERWISE = 0.6  # evidence against a field that the form rather asks in another way
_AN_END = 0.1  # evidence against the end of a time, whose beginning is asked more often
BEGIN_AND_END = (("available_from", "available_until"), ("start", "end"), ("start_time", "completion_time"))
# Fields that are asked for each role.
_BY_ROLE = frozenset(one.name.removesuffix(f"_{one.role}") for one in fields_of(Form.TERRITORIES).values() if one.role)

Answers = Callable[[int], Sequence[str]]
Shares = Mapping[str, float | None]


def evidence_of(
    headings: Sequence[str], places: Sequence[int], fields: Sequence[Field], answers: Answers, vectors: Vectors | None
) -> NDArray[np.float64]:
    """What speaks for each column being each field, shape (places, fields); -inf where it cannot be."""
    if not places or not fields:
        return np.zeros((len(places), len(fields)))
    kinds = {one.answers for one in fields}
    shares: list[Shares] = [shares_of_fitting(kinds, answers(place)) for place in places]
    if vectors is not None:
        shares = [_with_meaning(of, answers(place), vectors) for of, place in zip(shares, places, strict=True)]
    evidence = np.array([[_of_share(row[one.answers], one) for one in fields] for row in shares])
    evidence += _nothing_else(evidence)
    evidence += [[_of_roles(headings[place], one) for one in fields] for place in places]
    if vectors is not None and np.isfinite(evidence).any():
        read = [place for place, heading in enumerate(headings) if heading_key(heading)]
        told = [[*one.wordings, *filter(None, [one.description])] for one in fields]
        near = nearness([clean(headings[place]) for place in read], told, vectors)
        evidence += near[[read.index(place) for place in places]]
    return evidence


def _with_meaning(shares: Shares, answers: Sequence[str], vectors: Vectors) -> Shares:
    """The shares of fitting answers, with what options mean that no words tell."""
    untold = {kind for kind, share in shares.items() if kind in VOCABULARIES and (share or 0.0) < FOR}
    if not any(shares[kind] is None for kind in untold):
        return shares
    return {**shares, **{kind: share for kind, share in shares_meant(answers, vectors).items() if kind in untold}}


def rather_asked_otherwise(
    evidence: NDArray[np.float64], fields: Sequence[Field], found: Iterable[str]
) -> NDArray[np.float64]:
    """What speaks against fields because of what else the form asks, shape (fields,).

    What is asked for each role is not asked for all of them as well, nor the whole name beside the family name; and a
    single day is rather the first one than the last, a single moment rather that of the answer than of its change.
    """
    strongest = dict(zip((one.name for one in fields), evidence.max(axis=0, initial=-np.inf), strict=True))
    asked = {name for name, worth in strongest.items() if worth >= ENOUGH} | set(found)
    against = {"modified_time": _ASKED_OTHERWISE, **{ends: _AN_END for _, ends in BEGIN_AND_END}}
    against |= {base: _ASKED_OTHERWISE for base in _BY_ROLE if sum(f"{base}_{role}" in asked for role in Role) > 1}
    against |= {"full_name": _ASKED_OTHERWISE} if "family_name" in asked else {}
    return np.array([-against.get(one.name, 0.0) for one in fields])


def _of_share(share: float | None, one: Field) -> float:
    if one.account and (share or 0.0) < FOR:
        return -np.inf  # a tool's own columns are told by their answers above all
    if share is None:
        return 0.0
    return -np.inf if share < AGAINST else WEIGHT.get(one.answers, 0.0) if share >= FOR else 0.0


def _nothing_else(evidence: NDArray[np.float64]) -> NDArray[np.float64]:
    """For answers that only one field can have, where no other column has such answers, and the other way round."""
    tells = evidence >= _TELLING
    alone = tells & (tells.sum(axis=0, keepdims=True) == 1) & (tells.sum(axis=1, keepdims=True) == 1)
    return np.where(alone, NOTHING_ELSE, 0.0)


def _of_roles(heading: str, one: Field) -> float:
    """What the roles in a heading say for a field that is asked for one role, or against one that is asked for all."""
    roles = read_roles(heading).value if one.role or one.name in _BY_ROLE else ()
    if one.role:
        return 0.0 if [role.value for role in roles] == [one.role] else -np.inf
    return -_ASKED_OTHERWISE if len(roles) == 1 else 0.0
