"""Freeze what texts told when a round was first solved, and lay it over what is measured when it is solved again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from embeddings.calibration import Scale
from embeddings.nearness import NeedScales
from matcher.roster import Floats
from matcher.round.comparison import SeatKey
from matcher.round.terms import seat_key
from matcher.suggesting import Candidates
from matcher.texts import Ask
from service.values.answers import FrozenEvidence, FrozenSeat


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints of all texts that are compared."""

    encoder: str
    experts: Mapping[str, str]  # by id, in the order of the roster
    seats: Mapping[SeatKey, str]  # in the order of the seats

    @classmethod
    def of(
        cls,
        field: Candidates,
        told: Mapping[str, str],
        asked: Sequence[Sequence[Ask]],
        encoder: str,
    ) -> "Prints":
        """Take them of what every expert tells (fingerprints, by id) and every seat asks."""
        experts = {expert.id: told[expert.id] for expert in field.roster.experts}
        seats = {
            seat_key(seat): fingerprint([f"{ask.weight} {ask.quotation.words}" for ask in asks])
            for seat, asks in zip(field.seats, asked, strict=True)
        }
        return cls(encoder, experts, seats)


def fingerprint(texts: Sequence[str]) -> str:
    """A short hash of texts, by which a change is noticed."""
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What of an earlier round's evidence still holds."""

    seats: tuple[FrozenSeat | None, ...]  # by seat of the round at hand; None where it asks something else
    was: tuple[int, ...]  # places of the experts who tell the same, then
    now: tuple[int, ...]  # and in the roster at hand

    @classmethod
    def of(cls, before: FrozenEvidence | None, prints: Prints) -> "Kept":
        """Nothing is kept of another text model: its values mean the same, its quotations would not."""
        if before is None or before.encoder != prints.encoder:
            return cls((None,) * len(prints.seats), (), ())
        seats = [before.seats.get(key) for key in prints.seats]
        same = [
            seat if seat and seat.asks == asks else None
            for seat, asks in zip(seats, prints.seats.values(), strict=True)
        ]
        now = {key: place for place, key in enumerate(prints.experts)}
        places = [
            (was, now[key]) for was, (key, told) in enumerate(before.experts.items()) if prints.experts.get(key) == told
        ]
        return cls(tuple(same), tuple(was for was, _ in places), tuple(place for _, place in places))

    def of_needs(self) -> list[NeedScales | None]:
        """Scales of the asks of all seats."""
        return [_need_scales(seat) for seat in self.seats]

    def of_words(self) -> list[Scale | None]:
        """Scales of shared words."""
        return [_scale(seat, "words") for seat in self.seats]

    def laid_over(self, name: str, value: Floats) -> Floats:
        """The values of one signal, shape (seats, experts), with those that are kept; unknown ones stay measured."""
        laid = value.copy()
        for row, seat in enumerate(self.seats):
            if seat is not None:
                old = seat.values[name][list(self.was)]
                known = ~np.isnan(old)
                laid[row, np.array(self.now, dtype=np.int64)[known]] = old[known]
        return laid


def _scale(seat: FrozenSeat | None, name: str) -> Scale | None:
    found = seat.scales.get(name) if seat else None
    return Scale(*found) if found else None


def _need_scales(seat: FrozenSeat | None) -> NeedScales | None:
    whole, late = _scale(seat, "meaning whole"), _scale(seat, "meaning late")
    return NeedScales(whole, late) if whole and late else None


def frozen(
    prints: Prints,
    values: Mapping[str, Floats],
    of_needs: Sequence[NeedScales | None],
    of_words: Sequence[Scale | None],
) -> FrozenEvidence:
    """Freeze evidence: `values` by signal, shape (seats, experts), and the scales of asks and of words."""
    seats = {}
    for row, (key, asks) in enumerate(prints.seats.items()):
        meaning = of_needs[row]
        scales: dict[str, tuple[float, float] | None] = {
            "meaning whole": meaning.whole if meaning else None,
            "meaning late": meaning.late if meaning else None,
            "words": of_words[row],
        }
        seats[key] = FrozenSeat(asks, {name: value[row] for name, value in values.items()}, scales)
    return FrozenEvidence(prints.encoder, prints.experts, seats)
