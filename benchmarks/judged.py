"""Sets of people and places in which somebody has judged who suits which seat: what ranking is measured and learned on.

A set is one author's work. Five are exports with known truth, read as any export is; two (`sets/`) are told as plain
values, since they try ranking alone: boxes ticked carelessly, profiles that say little, needs in the places' languages.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.truth import FIXTURES, Truth, development, in_own_languages, unseen
from matcher.identity import expert_id, territory_id
from matcher.languages import Level, SpokenLanguage
from matcher.model import Expert, Role, Territory
from service.asking.scene import Provenance, Scene, scene_of
from service.cli.uploads import uploads_of
from service.intake import IntakeOptions
from service.intake.meaning import Vectors
from service.intake.rows.both_forms import Exports, read_exports

SETS = Path(__file__).parent / "sets"
FIRST_CHOICE = 3  # the highest grade
LETTERS = {"M": Role.METHODOLOGICAL, "S": Role.STRATEGIC, "P": Role.PRACTICAL}

SeatKey = tuple[str, Role]  # id of the territory, role


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A set: everybody and every place, the grades of whoever suits a seat, and whom a rule forbids."""

    name: str
    scene: Scene
    places: tuple[str, ...]  # ids of the territories to be matched
    grades: Mapping[SeatKey, Mapping[str, int]]  # by id of the expert: 3, 2 or 1; whoever is not named has 0
    forbidden: Mapping[SeatKey, frozenset[str]]


def judged_sets(vectors: Vectors) -> tuple[Judged, ...]:
    """Every set; `vectors` reads the headings that no form has had yet."""
    exported = [of_truth(truth, truth.exports(vectors)) for truth in (development(), *unseen())]
    return (*exported, second(vectors), *(of_plain_values(path) for path in sorted(SETS.glob("*.toml"))))


def retold(vectors: Vectors) -> Judged:
    """The development exports with English profiles in their authors' own languages; nothing is learned on them."""
    told = of_truth(development(), in_own_languages(development().exports(vectors)))
    return replace(told, name="development, English profiles put into their authors' languages")


def of_truth(truth: Truth, exports: Exports) -> Judged:
    """A set of exports whose truth names first choices and forbidden people by address."""
    people = {record.expert.email: record.expert.id for record in exports.experts.records}
    grades: dict[SeatKey, Mapping[str, int]] = {}
    forbidden: dict[SeatKey, frozenset[str]] = {}
    for record in exports.territories.records:
        told = truth.of_territories.get(record.label, {})
        for role in Role:
            key = (record.territory.id, role)
            chosen = told.get("first_choices", {}).get(role.value, ())
            grades[key] = {people.get(address, address): FIRST_CHOICE for address in chosen}
            forbidden[key] = frozenset(people.get(address, address) for address in told.get("forbidden", ()))
    return Judged(truth.name, scene_of(exports), _places(exports), grades, forbidden)


def second(vectors: Vectors) -> Judged:
    """Harder exports by another author, graded by role, with everybody whom a rule forbids."""
    folder = FIXTURES / "second"
    experts = uploads_of([folder / "experts_a.xlsx", folder / "experts_de.xlsx"])
    exports = read_exports(experts, uploads_of([folder / "territories.xlsx"]), IntakeOptions(vectors=vectors))
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["territories"]
    address = {one["key"]: one["email"] for one in json.loads((folder / "expected_experts.json").read_text("utf-8"))}
    people = {email: one.expert.id for one in exports.experts.records for email in one.expert.addresses}
    person = {key: people.get(email.casefold(), email) for key, email in address.items()}
    by_name = {" ".join(told["name"].split()): told for told in gold.values()}
    grades: dict[SeatKey, Mapping[str, int]] = {}
    forbidden: dict[SeatKey, frozenset[str]] = {}
    for record in exports.territories.records:
        told = by_name[" ".join(record.territory.name.split())]
        for letter, graded in told["roles"].items():
            key = (record.territory.id, LETTERS[letter])
            grades[key] = {person[one["expert"]]: one["grade"] for one in graded}
            forbidden[key] = frozenset(person[one] for one in told["forbidden_all_by_rule"].get(letter, ()))
    return Judged("second", scene_of(exports), _places(exports), grades, forbidden)


def _places(exports: Exports) -> tuple[str, ...]:
    return tuple(record.territory.id for record in exports.to_be_matched)


def of_plain_values(path: Path) -> Judged:
    """A set told as TOML; no rule refuses anybody there."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    experts = [_expert(one) for one in told["experts"]]
    territories = [_territory(one) for one in told["territories"]]
    grades = {
        (territory.id, Role(role)): {expert_id(key): grade for key, grade in graded.items()}
        for territory, one in zip(territories, told["territories"], strict=True)
        for role, graded in one["grades"].items()
    }
    scene = Scene.of(experts, territories, Provenance())
    places = tuple(territory.id for territory in territories)
    return Judged(path.stem, scene, places, grades, dict.fromkeys(grades, frozenset()))


def _expert(told: Mapping[str, Any]) -> Expert:
    codes = {name: tuple(told[name]) for name in ("countries_worked", "themes", "stages")}
    return Expert(
        id=expert_id(told["key"]),
        name=told["key"].capitalize(),
        residence=told["residence"],
        roles=tuple(Role(role) for role in told["roles"]),
        languages=tuple(SpokenLanguage(code, Level(level)) for code, level in told["languages"].items()),
        position=told.get("position", ""),
        summary=" ".join(told["summary"].split()),
        assignments=tuple(told.get("assignments", ())),
        consent_process=True,
        consent_share=True,
        **codes,
    )


def _territory(told: Mapping[str, Any]) -> Territory:
    codes = {name: tuple(told[name]) for name in ("countries", "working_languages", "themes", "types", "target_groups")}
    return Territory(
        id=territory_id(told["name"], told["countries"]),
        name=told["name"],
        roles_wanted=tuple(role for role in Role if role.value in told["grades"]),
        support=" ".join(told["support"].split()),
        challenges=told["challenges"],
        vision=told["vision"],
        agreed=True,
        **codes,
    )
