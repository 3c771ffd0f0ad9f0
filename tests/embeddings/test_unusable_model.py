"""A model that cannot be loaded is one sentence with the way out, whichever library stumbled over it."""

from pathlib import Path

import pytest

from embeddings.errors import ModelUnavailable
from embeddings.models import find_model
from embeddings.transformer import Transformer


def test_a_folder_that_is_no_model_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        Transformer(find_model(str(tmp_path), tmp_path)).encode(["a text"], asks=False)
