"""Text models as JSON."""

from service.chosen_model import ChosenModel
from service.values.answers import ModelComparison
from service.values.json import Json


def chosen_json(chosen: ChosenModel) -> dict[str, Json]:
    """Write which model is in use, and which was before."""
    return {"in_use": chosen.in_use, "before": chosen.before}


def comparison_json(compared: ModelComparison) -> dict[str, Json]:
    """Write for each seat who would come and go."""
    return {
        "encoders": {"in_use": compared.in_use, "other": compared.other},
        "seats": [
            {
                "territory": seat.territory,
                "role": seat.role,
                "same_first": seat.same_first,
                "came": list(seat.came),
                "went": list(seat.went),
            }
            for seat in compared.seats
        ],
    }
