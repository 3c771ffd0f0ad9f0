"""Rounds in files: read as `round --json` wrote them, and laid side by side."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matcher.folding import folded_words
from matcher.messages import Message, say
from matcher.model import Role
from matcher.round.comparison import Circumstances, SeatKey, compare
from matcher.round.terms import RoundTerms
from service.codec import read
from service.errors import ServiceError, UnreadableFile
from service.intake.both_forms import Exports
from service.values.answers import FrozenEvidence, Named, RoundsCompared, StoredRound


def compare_rounds(before: Path, after: Path) -> RoundsCompared:
    """Compare two rounds. Raises UnreadableFile for a file that holds none."""
    one, other = read_round(before), read_round(after)
    refused: Mapping[tuple[str, SeatKey], Message] = {
        pair: say("{fact}", fact=fact) for pair, fact in other.refused.items()
    }
    circumstances = Circumstances(pinned=other.terms.pins, refused=refused)
    return RoundsCompared(one, other, compare(one.placements, other.placements, circumstances))


def read_round(path: Path) -> StoredRound:
    """Read what `round --json` wrote. Raises UnreadableFile where it is not that."""
    try:
        return _round(json.loads(path.read_text(encoding="utf-8")))
    except OSError:
        raise UnreadableFile(path.name, say("{file} cannot be read", file=path.name)) from None
    except (ValueError, KeyError, TypeError):
        said = say("{file} is no earlier round: give what round --json wrote", file=path.name)
        raise UnreadableFile(path.name, said) from None


def check_still_fits(before: StoredRound, exports: Exports) -> None:
    """Refuse an earlier round in which an id belongs to somebody else than it does now.

    Raises ServiceError that names both: a pin or an exclusion must never move to another person.
    """
    now = {record.expert.id: record.expert for record in exports.experts.records}
    for expert, was in before.people.items():
        if expert in now and not set(folded_words(was.name)) & set(folded_words(now[expert].name)):
            raise ServiceError(
                say(
                    "{address} is {now} in these exports and was {was} in the earlier round: solve without it, or mend "
                    "the address",
                    address=was.email,
                    now=now[expert].name,
                    was=was.name,
                )
            )


def _round(told: Any) -> StoredRound:
    seats = [(t["id"], Role(seat["role"]), seat) for t in told["territories"] for seat in t["seats"]]
    people = [one for _, _, seat in seats for one in (*seat["chosen"], *seat["reserves"], *seat["suggestions"])]
    listed = [
        (key, role, one) for key, role, seat in seats if isinstance(seat["refused"], list) for one in seat["refused"]
    ]
    return StoredRound(
        placements={(key, role): tuple(one["id"] for one in seat["chosen"]) for key, role, seat in seats},
        people={one["id"]: Named(one["name"], one["email"]) for one in people},
        territories={territory["id"]: territory["name"] for territory in told["territories"]},
        service={territory["id"]: float(territory["service"]) for territory in told["territories"]},
        total=float(told["quality"]["total"]),
        worst=float(told["quality"]["worst"]),
        terms=_terms(told["made_with"]["terms"]),
        served={str(key): int(pilots) for key, pilots in told["made_with"]["terms"].get("served", {}).items()},
        refused={(one["id"], (key, role)): str(one["fact"]) for key, role, one in listed},
        frozen=read(told["frozen"], FrozenEvidence) if "frozen" in told else None,
    )


def _terms(told: Any) -> RoundTerms:
    return RoundTerms(
        advisers={Role(role): int(number) for role, number in told["advisers"].items()},
        advisers_of={_seat(one): int(one["number"]) for one in told.get("advisers_of", ())},
        most_pilots=int(told["most_pilots"]),
        most_pilots_of={str(expert): int(most) for expert, most in told.get("most_pilots_of", {}).items()},
        pins=frozenset((str(pin["id"]), _seat(pin)) for pin in told["pins"]),
        exclusions={(str(one["id"]), _seat(one)): str(one["reason"]) for one in told["exclusions"]},
    )


def _seat(told: Any) -> SeatKey:
    return str(told["territory"]), Role(told["role"])
