"""What every test stands on: no network, and nothing of the user's own settings."""

import os
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent / "fixtures"

os.environ["HF_HUB_OFFLINE"] = "1"
for name in [name for name in os.environ if name.startswith("TERRITORY_MATCH_") and name != "TERRITORY_MATCH_CACHE"]:
    del os.environ[name]


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return FIXTURES
