"""Exports with known truth: what is right field by field, whom nobody may be suggested, and who should come first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from service.cli.uploads import uploads_of
from service.intake import IntakeOptions
from service.intake.meaning import Vectors
from service.intake.rows.both_forms import Exports, read_exports

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
EXPERT_FIELDS = (
    *("residence", "countries_worked", "languages", "roles", "themes", "stages", "days", "available_from"),
    *("consent_process", "consent_share"),
)
TERRITORY_FIELDS = (
    *("countries", "roles_wanted", "working_languages", "must_languages", "excluded_residence", "themes", "types"),
    "start",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """Exports of both forms, and what is true of them."""

    name: str
    experts: tuple[Path, ...]
    territories: Path
    of_experts: Mapping[str, Mapping[str, Any]]  # by address
    of_territories: Mapping[str, Mapping[str, Any]]  # by the label of the row

    def exports(self, vectors: Vectors) -> Exports:
        """Read them, with `vectors` for the headings that no form has had yet."""
        options = IntakeOptions(vectors=vectors)
        return read_exports(uploads_of(self.experts), uploads_of([self.territories]), options)


@dataclass(frozen=True, slots=True)
class Field:
    """One field that counts: what it is of, what was read, and what is true."""

    of: str
    name: str
    read: object
    true: object

    @property
    def right(self) -> bool:
        return _comparable(self.read) == _comparable(self.true)


def _comparable(value: object) -> object:
    """Answers with several choices have no order; a list of languages has one entry a language."""
    if isinstance(value, list):
        return sorted(json.dumps(one, sort_keys=True, ensure_ascii=False) for one in value)
    if isinstance(value, dict):
        return {key: _comparable(one) for key, one in value.items()}
    return value


def development() -> Truth:
    """The exports that the weights and rules were developed on."""
    return _truth("development", FIXTURES, ["experts_dev.xlsx"], "territories_dev.xlsx", "_dev")


def _truth(name: str, folder: Path, experts: Sequence[str], territories: str, ending: str = "") -> Truth:
    people = json.loads((folder / f"expected_experts{ending}.json").read_text(encoding="utf-8"))
    places = json.loads((folder / f"expected_territories{ending}.json").read_text(encoding="utf-8"))
    return Truth(
        name,
        tuple(folder / file for file in experts),
        folder / territories,
        {one["email"]: one for one in people if one.get("file", experts[0]) in experts},
        {one["key"]: one for one in places if one.get("file", territories) == territories},
    )


def unseen() -> tuple[Truth, ...]:
    """Exports re-worded, re-ordered, and in French, by people who had not seen the code (see docs/matching.md)."""
    first, second = FIXTURES / "unseen", FIXTURES / "unseen2"
    return (
        _truth("re-worded", first, ["experts_2.csv"], "territories_2.csv"),
        _truth("French", first, ["experts_fr.csv"], "territories_fr.csv"),
        _truth("two offices", second, ["experts_3.xlsx", "experts_fr2.csv"], "territories_3.ods"),
    )


def only_read() -> tuple[Truth, ...]:
    """Forms in ten languages and by nine tools, of which only the reading has a truth."""
    third, fourth, fifth, sixth = (FIXTURES / f"unseen{number}" for number in (3, 4, 5, 6))
    return (
        _truth("three tools", third, ["experts_pt.csv", "experts_kobo.xlsx"], "territories_sl.csv"),
        _truth("Czech and Italian", fourth, ["experts_cs.csv"], "territories_it.xlsx"),
        _truth("Romanian, Finnish and Polish", fifth, ["experts_ro.csv", "experts_fi.xlsx"], "territories_pl.csv"),
        _truth("German, Hungarian and Spanish", sixth, ["responses.csv", "jelentkezok.xlsx"], "jotform.xlsx"),
    )


def in_own_languages(exports: Exports) -> Exports:
    """The development exports with English profiles put into their authors' first languages (21 of 37, 19 languages).

    A proxy for profiles in people's own languages; the others are in those languages already. Nothing was tuned on it.
    """
    told = json.loads((FIXTURES / "own_languages.json").read_text(encoding="utf-8"))
    records = tuple(
        replace(record, expert=replace(record.expert, **_texts(told[record.expert.email])))
        if record.expert.email in told
        else record
        for record in exports.experts.records
    )
    return replace(exports, experts=replace(exports.experts, records=records))


def _texts(told: Mapping[str, Any]) -> dict[str, Any]:
    return {"position": told["position"], "summary": told["summary"], "assignments": tuple(told["assignments"])}


def fields(checked: Mapping[str, Any], truth: Truth) -> Iterator[Field]:
    """Every field that counts; a person or territory that was lost counts as all of its fields wrong."""
    experts = {one["email"]: one for one in checked["experts"]}
    territories = {one["key"]: one for one in checked["territories"]}
    yield from _compare(experts, truth.of_experts, EXPERT_FIELDS)
    yield from _compare(territories, truth.of_territories, TERRITORY_FIELDS)


def _compare(
    read: Mapping[str, Mapping[str, Any]], true: Mapping[str, Mapping[str, Any]], names: Sequence[str]
) -> Iterator[Field]:
    for key, wanted in true.items():
        for name in names:
            if name not in wanted.get("doubtful", ()):
                yield Field(key, name, read[key][name] if key in read else "lost", wanted[name])
