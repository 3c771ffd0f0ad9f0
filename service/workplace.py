"""What lives as long as the process: settings, clock, text model, kept vectors. `wiring` puts it together.

What belongs to one request (rules, weights, decisions) is a value of `service.values.requests`; the policy here is only
what a request starts from.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from embeddings.library import FolderLibrary, Library
from embeddings.models import Model, Prompts, find_model
from embeddings.transformer import Transformer
from embeddings.vectors import Vectors
from matcher.messages import say
from matcher.policy import DEFAULT_WEIGHTS, Policy
from service.apart import Bounds, read_apart
from service.asking.scene import Scene
from service.chosen_model import ChosenModel, chosen_model
from service.errors import ServiceError
from service.intake.files.table import Grid
from service.mail import Mailer, mailer_of
from service.sentences import Sentences
from service.settings import Settings
from service.turns import Turns
from service.values.uploads import Upload

if TYPE_CHECKING:  # the database's library is loaded by those alone who open it
    from sqlalchemy import Engine

    from service.store.texts import StoredLibrary


def _policy(settings: Settings) -> Policy:
    """The rules and weights in force. Raises ServiceError where a weight names no signal, or all are zero."""
    weights = {**DEFAULT_WEIGHTS, **settings.weights}
    try:
        return Policy(required_level=settings.required_level, own_country=settings.own_country, weights=weights)
    except ValueError as error:
        raise ServiceError(say("The weights cannot be used: {reason}", reason=str(error))) from None


class Workplace:
    """The tools of one process. The text model is found, and loaded, only when texts are to be read."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.clock = clock
        self.sentences = Sentences(settings.language)
        self.policy = _policy(settings)
        self.held_scene: Scene | None = None  # of the revision that was looked at last
        self.scene_lock = Lock()
        self.reading_texts = Turns()  # of the text model

    @cached_property
    def model(self) -> Model:
        """The text model on disk. Raises ModelUnavailable where there is none."""
        prompts = Prompts(self.settings.query_prompt, self.settings.passage_prompt)
        return find_model(self.settings.encoder or self.chosen.in_use, self.settings.cache, prompts)

    @property
    def chosen(self) -> ChosenModel:
        """The model that was chosen for this installation; a setting or an option goes before it."""
        return chosen_model(self.settings.cache)

    @cached_property
    def library(self) -> Library:
        """The text model with everything it has read before: in the data folder of a service, else in the cache."""
        if self.settings.data is None and self.settings.database is None:
            return FolderLibrary(Transformer(self.model), self.settings.cache)
        return self.stored_library

    def read_headings(self, headings: Sequence[str]) -> Vectors:
        """The vectors of headings of forms, shape (headings, dimensions); one reads at a time."""
        with self.reading_texts:
            return self.library.encoded(headings, asks=True)

    def read_grid(self, upload: Upload) -> Grid:
        """The rows of an uploaded file, read apart. Raises UnreadableFile where it is no export or takes too much."""
        return read_apart(upload, Bounds(self.settings.read_memory, self.settings.read_seconds))

    @cached_property
    def stored_library(self) -> "StoredLibrary":
        """The text model with what it has read for this service."""
        from service.store.texts import StoredLibrary

        return StoredLibrary(Transformer(self.model), self.database)

    @cached_property
    def mailer(self) -> Mailer:
        """Who takes letters away. Raises ServiceError where the setting names no mail server."""
        return mailer_of(self.settings.mail, self.settings.mail_from, self.settings.folder / "outbox")

    @cached_property
    def database(self) -> "Engine":
        """The database, with its tables up to date. Raises ServiceError where it does not answer."""
        from service.store.engine import migrate, open_database

        engine = open_database(self.settings.database_url)
        migrate(engine)
        return engine
