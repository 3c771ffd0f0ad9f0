"""People, places and texts for the tests of the matcher; whatever a test does not name is unremarkable.

An unremarkable expert may take an unremarkable seat and raises no flag there. Everybody is invented.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from matcher.evidence import Closeness, Evidence
from matcher.languages import Level, SpokenLanguage, read_need
from matcher.model import DaysBasis, Expert, Quotation, Role, Seat, Territory, Travel
from matcher.policy import Policy
from matcher.roster import Roster
from matcher.signals import View

SUMMARY = (
    "Twelve years beside partnerships on several borders: shared diagnosis with mayors and associations, rules for "
    "boards that nobody dominates, small funds for villages, and the reports that follow them every spring."
)


def spoken(languages: str) -> tuple[SpokenLanguage, ...]:
    """Read "lv:C1, en:B2, ru": languages with their levels, "ru" without one."""
    pairs = (written.strip().partition(":") for written in languages.split(",") if written.strip())
    return tuple(SpokenLanguage(code, Level(level) if level else None) for code, _, level in pairs)


def an_expert(
    key: str = "ada@liiv.example", *, speaks: str = "en:C1", roles: Sequence[Role] = tuple(Role), **stated: Any
) -> Expert:
    """Make an expert who lives in Finland, travels anywhere, has days and has agreed to everything."""
    unremarkable: dict[str, Any] = {
        "name": "Ada Liiv (fictional)",
        "residence": "FI",
        "stages": ("S3",),
        "summary": SUMMARY,
        "days": 40,
        "days_basis": DaysBasis.YEAR,
        "travel": Travel.ANYWHERE,
        "consent_process": True,
        "consent_share": True,
    }
    return Expert(key, **{**unremarkable, "languages": spoken(speaks), "roles": tuple(roles), **stated})


def a_territory(key: str = "valka", *, must: str | Mapping[Role, str] = "", **stated: Any) -> Territory:
    """Make an Estonian-Latvian territory that wants one adviser of each role; `must` is "en and (lv or et)"."""
    needs = dict.fromkeys(Role, must) if isinstance(must, str) else must
    unremarkable: dict[str, Any] = {
        "name": "Valka-Valga (fictional)",
        "countries": ("LV", "EE"),
        "roles_wanted": tuple(Role),
        "must_languages": {role: read_need(need) for role, need in needs.items() if need},
    }
    return Territory(key, **{**unremarkable, **stated})


def a_seat(role: Role = Role.STRATEGIC, **territory: Any) -> Seat:
    """Make a seat on a territory of its own."""
    return Seat(a_territory(**territory), role)


def a_closeness(value: Sequence[Sequence[float | None]], ask: str = "", passage: str = "") -> Closeness:
    """Make the nearness of one ask to one passage a person; rows are seats, None is unknown."""
    known = _unknown_as_nan(value)
    seats, experts = known.shape
    nowhere = np.zeros(known.shape, dtype=np.int64)
    asks, passages = [[Quotation(ask, "support")]] * seats, [[Quotation(passage, "summary")]] * experts
    return Closeness(known, nowhere, nowhere, np.where(known > 0.5, 1.0, -1.0), np.zeros(known.shape), asks, passages)


def evidence(
    meaning: Sequence[Sequence[float | None]],
    words: Sequence[Sequence[float | None]] | None = None,
    shared: Sequence[str] = (),
    passage: str = "Drafted statutes for two river councils",
) -> Evidence:
    """Make evidence from nested lists, rows are seats and columns experts; what is not given is unknown."""
    nothing = [[None] * len(row) for row in meaning]
    return Evidence(
        meaning=a_closeness(meaning, "Statutes for a joint body", passage),
        words=_unknown_as_nan(words or nothing),
        shared_words=lambda _seat, _expert: shared,
    )


def no_evidence(seats: int = 1, experts: int = 1) -> Evidence:
    """Make evidence of texts that say nothing."""
    return evidence([[None] * experts for _ in range(seats)])


def _unknown_as_nan(rows: Sequence[Sequence[float | None]]) -> np.ndarray:
    columns = len(rows[0]) if rows else 0
    values = [[np.nan if value is None else value for value in row] for row in rows]
    return np.array(values, dtype=np.float64).reshape(len(rows), columns)


def a_view(seat: Seat, *experts: Expert, told: Evidence | None = None, policy: Policy | None = None) -> View:
    """Make the view of one seat that the signals look at."""
    return View(seat, 0, Roster(experts), told or no_evidence(1, len(experts)), policy or Policy())
