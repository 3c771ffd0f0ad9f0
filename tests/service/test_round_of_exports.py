"""`territory-match round` on the development exports, whose truth is known."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def told(run: Any, exports: Any, lists: Any) -> Any:
    """The round of the exports, whose texts `lists` has read."""
    done = run("round", *exports, "--json")
    assert done.code == 0, done.err
    return done.json


def test_small_groups_stay_out_of_sight(told: Any) -> None:
    numbers = told["balance"]["by_gender"].values()
    assert all(number is None or number >= 5 for number in numbers)


def test_it_suggests_nobody_forbidden(told: Any, fixtures: Path) -> None:
    truth = json.loads((fixtures / "expected_territories_dev.json").read_text(encoding="utf-8"))
    forbidden = {(email, place["key"]) for place in truth for email in place["forbidden"]}
    chosen = {
        (one["email"], place["key"])
        for place in told["territories"]
        for seat in place["seats"]
        for one in seat["chosen"]
    }
    assert len(chosen) > 20
    assert not forbidden & chosen


def test_every_seat_is_filled_or_says_why_not(told: Any) -> None:
    for seat in (seat for place in told["territories"] for seat in place["seats"]):
        assert len(seat["chosen"]) + seat["empty"] == seat["wanted"] == 1
        assert bool(seat["diagnosis"]) == bool(seat["empty"])
