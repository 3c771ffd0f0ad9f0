"""A file is there whole or as it was before, and nothing is left beside it."""

import os
from pathlib import Path

import pytest

from service.whole_file import write_whole


def test_what_was_there_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "new" / "folder" / "columns.json"
    for content in ("first: é", b"second"):
        write_whole(place, content)
    assert place.read_bytes() == b"second"
    assert [one.name for one in place.parent.iterdir()] == ["columns.json"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "columns.json"
    write_whole(place, "as it was")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(place, "half of")
    assert place.read_text(encoding="utf-8") == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == ["columns.json"]
