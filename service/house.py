"""What a use case leans on: settings, the clock, the text model and the kept vectors. `wiring` puts it together."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime
from functools import cached_property
from pathlib import Path

from embeddings.library import Library
from embeddings.models import Model, find_model
from embeddings.transformer import Transformer
from matcher.messages import say
from matcher.policy import DEFAULT_WEIGHTS, Policy
from service.chosen_model import ChosenModel, chosen_model
from service.errors import ServiceError
from service.intake import IntakeOptions
from service.intake.stated_columns import state_columns
from service.sentences import Sentences
from service.settings import Settings


def _policy(settings: Settings) -> Policy:
    """The rules and weights in force. Raises ServiceError where a weight names no signal, or all are zero."""
    weights = {**DEFAULT_WEIGHTS, **settings.weights}
    try:
        return Policy(required_level=settings.required_level, own_country=settings.own_country, weights=weights)
    except ValueError as error:
        raise ServiceError(say("The weights cannot be used: {reason}", reason=str(error))) from None


class House:
    """The tools of one run. The text model is found, and loaded, only when texts are to be read."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.clock = clock
        self.sentences = Sentences(settings.language)
        self.policy = _policy(settings)

    def under(self, policy: Policy) -> "House":
        """The same house with other rules and weights."""
        other = copy(self)
        other.policy = policy
        return other

    def intake_options(self, stated: Sequence[str] = (), pilots: Path | None = None) -> IntakeOptions:
        """How exports are to be read, with the columns stated now and before.

        Raises ServiceError where a stated column names no field.
        """
        remembered = self.settings.columns or self.settings.cache / "columns.json"
        return IntakeOptions(state_columns(stated, remembered), pilots, self.settings.max_rows)

    @cached_property
    def model(self) -> Model:
        """The text model on disk. Raises ModelUnavailable where there is none."""
        return find_model(self.settings.encoder or self.chosen.in_use, self.settings.cache)

    @property
    def chosen(self) -> ChosenModel:
        """The model that was chosen for this installation; a setting or an option goes before it."""
        return chosen_model(self.settings.cache)

    @cached_property
    def library(self) -> Library:
        """The text model with everything it has read before."""
        return Library(Transformer(self.model), self.settings.cache)
