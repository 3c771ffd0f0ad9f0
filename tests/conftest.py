"""What every test stands on: no network, nothing of the user's own settings, and one unpacked text model."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent / "fixtures"

os.environ["HF_HUB_OFFLINE"] = "1"
for name in [name for name in os.environ if name.startswith("TERRITORY_MATCH_")]:
    del os.environ[name]


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder with the unpacked default model, in the user's cache: unpacked once a machine, not once a run."""
    from embeddings.models import find_model
    from service.settings import Settings

    return Path(find_model("e5-small", Settings().cache).source).parent


@pytest.fixture(scope="session")
def new_cache(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make a cache that knows the model and has read no text."""

    def make() -> Path:
        folder = tmp_path_factory.mktemp("cache")
        (folder / "models").symlink_to(models)
        return folder

    return make


@pytest.fixture(scope="session")
def cache(new_cache: Callable[[], Path]) -> Path:
    """A cache that the tests share: what one has encoded, the next does not."""
    return new_cache()
