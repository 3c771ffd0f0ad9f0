"""Frozen evidence as JSON: one line of numbers for each seat and signal, in ten-thousandths, "-" where unknown."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from matcher.model import Role
from matcher.roster import Floats
from service.values.answers import FrozenEvidence, FrozenSeat, Json

UNIT = 10_000  # the values have four decimals
UNKNOWN = "-"


def frozen_json(frozen: FrozenEvidence) -> dict[str, Json]:
    """Write frozen evidence."""
    return {
        "encoder": frozen.encoder,
        "experts": dict(frozen.experts),
        "seats": [
            {
                "territory": territory,
                "role": role,
                "asks": seat.asks,
                "values": {name: _line(values) for name, values in seat.values.items()},
                "scales": {name: scale and list(scale) for name, scale in seat.scales.items()},
            }
            for (territory, role), seat in frozen.seats.items()
        ],
    }


def _line(values: Floats) -> str:
    return " ".join(UNKNOWN if np.isnan(value) else str(round(value * UNIT)) for value in values.tolist())


def read_frozen(told: Mapping[str, Any]) -> FrozenEvidence:
    """Read what `frozen_json` wrote. Raises KeyError, TypeError or ValueError where it is not that."""
    experts = {str(key): str(told_by) for key, told_by in told["experts"].items()}
    seats = {
        (str(seat["territory"]), Role(seat["role"])): FrozenSeat(
            str(seat["asks"]),
            {name: _values(line, len(experts)) for name, line in seat["values"].items()},
            {name: (float(scale[0]), float(scale[1])) if scale else None for name, scale in seat["scales"].items()},
        )
        for seat in told["seats"]
    }
    return FrozenEvidence(str(told["encoder"]), experts, seats)


def _values(line: str, count: int) -> Floats:
    values = np.array([np.nan if word == UNKNOWN else int(word) / UNIT for word in line.split()])
    if len(values) != count:
        raise ValueError("a line of values does not fit the experts")
    return values
