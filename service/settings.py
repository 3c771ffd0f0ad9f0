"""Settings from the environment, each with a default that works without any.

Every field is read from `TERRITORY_MATCH_` and its name in capitals; `docs/settings.md` lists them all, and a test
holds that list against this class.
"""

from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from matcher.languages import Level
from matcher.policy import OwnCountry


class Settings(BaseSettings):
    """What an installation sets once; a command's own options go before it."""

    model_config = SettingsConfigDict(env_prefix="TERRITORY_MATCH_", frozen=True)

    cache: Path = Field(
        default_factory=lambda: user_cache_path("territory-match"),
        description="Folder for the unpacked model, the vectors and the index",
    )
    encoder: str | None = Field(
        default=None,
        description="Text model: e5-small, or any sentence-transformers name or folder",
    )
    query_prompt: str = Field(
        default="", description="What goes before what is asked, for a text model that names no prompts itself"
    )
    passage_prompt: str = Field(
        default="", description="What goes before what people tell, for a text model that names no prompts itself"
    )
    language: Literal["en", "fr"] = Field(default="en", description="Language of what is written for people: en or fr")
    top: int = Field(default=5, ge=1, description="Suggestions for each seat")
    seed: int = Field(default=0, description="Breaks ties, the same way each time")
    max_rows: int = Field(default=200_000, ge=1, description="Most rows of one file; a longer one is refused")
    read_memory: int = Field(default=2048, ge=256, description="Most memory for reading one uploaded file, in MiB")
    read_seconds: int = Field(
        default=60, ge=1, description="Most processor time for reading one uploaded file, in seconds"
    )
    required_level: Level = Field(default=Level.B2, description="Lowest level that meets a must-language")
    own_country: OwnCountry = Field(
        default=OwnCountry.SOFT,
        description="Residents of a territory's own countries: off, soft (a flag) or hard (refused)",
    )
    weights: dict[str, float] = Field(
        default_factory=dict, description='Weights of signals other than the usual, as JSON: {"meaning": 0.5}'
    )
    data: Path | None = Field(default=None, description="Folder of a service: its database, vectors and queue")
    database: str | None = Field(
        default=None, description="Database of a service, where it is none in its folder: postgresql://user@host/name"
    )
    read_ahead: bool = Field(
        default=True, description="Whether a service reads texts as soon as they are imported, before anybody asks"
    )
    mail: str | None = Field(
        default=None,
        description="Mail server: smtp://user:password@host:port or smtps://; without one, letters are files in the "
        "service's folder",
    )
    mail_from: str = Field(default="territory-match@localhost", description="Who letters come from")
    site: str = Field(
        default="",
        description="Where people reach the service: https://match.example. Letters that anybody may ask for need it, "
        "but on this machine; in those that coordinators send, their browser tells it where it is not set",
    )
    oidc_issuer: str = Field(
        default="", description="Identity provider that people of the staff may sign in with: https://login.example"
    )
    oidc_client: str = Field(default="", description="Name under which the identity provider knows this service")
    oidc_secret: str = Field(default="", repr=False, description="Secret that goes with that name")
    reminders: tuple[int, ...] = Field(
        default=(7, 2), description="Days before the day to answer by on which an invitation is reminded of, as JSON"
    )
    most_invitations: int = Field(default=3, ge=1, description="Open invitations that one person gets at most")
    most_pilots: int = Field(
        default=30, ge=1, description="Pilots that the programme has room for; more are marked with a warning"
    )
    keep_months: int = Field(
        default=0, ge=0, description="Months after which people of whom nothing was heard are due for erasure; 0: never"
    )
    keep_files_days: int = Field(
        default=30, ge=0, description="Days after which uploaded files that were not applied are due; 0: never"
    )
    columns: Path | None = Field(
        default=None, description="File in which stated columns are remembered; beside the cache where not set"
    )

    @property
    def folder(self) -> Path:
        """Where a service keeps its files."""
        return self.data or self.cache / "service"

    @property
    def database_url(self) -> str:
        """Where the database of a service is: as stated, or a file in its folder."""
        return self.database or f"sqlite:///{self.folder.absolute() / 'service.sqlite'}"
