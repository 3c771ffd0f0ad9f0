"""What a use case leans on: settings, the clock, the text model and the kept vectors. `wiring` puts it together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from embeddings.cache import VectorCache
from embeddings.models import find_model
from embeddings.transformer import Transformer
from matcher.policy import Policy
from service.settings import Settings


class House:
    """The tools of one run. The text model is found, and loaded, only when texts are to be read."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.clock = clock
        self.policy = Policy(required_level=settings.required_level, own_country=settings.own_country)

    @cached_property
    def encoder(self) -> Transformer:
        return Transformer(find_model(self.settings.encoder, self.settings.cache))

    @cached_property
    def vectors(self) -> VectorCache:
        return VectorCache(self.settings.cache)
