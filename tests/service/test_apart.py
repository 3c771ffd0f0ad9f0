"""Uploaded files are read in a process of their own: the same rows come back, and what takes too much hurts nobody."""

from pathlib import Path
from typing import Any

import pytest

from service.apart import Bounds, read_apart
from service.cli.uploads import uploads_of
from service.errors import UnreadableFile
from service.intake.files.any_file import read_grid
from service.intake.files.table import Grid
from service.values.uploads import Upload

ROOM = Bounds(memory=2048, seconds=60)
CASES = Path(__file__).parents[1] / "cases"
FILES = (
    "10-hidden-and-filtered-rows/*.xlsx", "14-serial-numbers-in-a-1904-workbook/*.xlsx",
    "32-letters-damaged-before-the-export-came/*.csv", "34-rows-out-of-step-with-the-headings/*.csv",
)  # fmt: skip


def shown(grid: Grid) -> dict[str, Any]:
    marks = {name: getattr(grid.marks, name) for name in type(grid.marks).__slots__}
    rows = [(number, tuple(cells)) for number, cells in grid.rows]
    return {"file": (grid.file, grid.sheet, grid.first_column), "rows": rows, "marks": marks, "remarks": grid.remarks}


@pytest.mark.parametrize("file", [path for pattern in FILES for path in sorted(CASES.glob(pattern))], ids=str)
def test_what_is_read_apart_is_what_is_read_here(file: Path) -> None:
    (upload,) = uploads_of([file])
    assert shown(read_apart(upload, ROOM)) == shown(read_grid(upload))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"", b"PK\x03\x04 no archive", "Name,Mail\nÄ,ä@ä.example\n".encode("latin-1")]
)
def test_what_is_refused_apart_is_refused_in_the_same_words(content: bytes) -> None:
    upload = Upload.of("experts.xlsx", content)
    apart, here = (_outcome(read, upload) for read in (lambda one: read_apart(one, ROOM), read_grid))
    assert apart == here


def _outcome(read: Any, upload: Upload) -> object:
    try:
        return shown(read(upload))
    except UnreadableFile as refused:
        return refused.message


@pytest.mark.parametrize(
    "bounds", [Bounds(memory=1, seconds=60), Bounds(memory=2048, seconds=0)], ids=["memory", "time"]
)
def test_a_file_that_takes_too_much_is_refused_and_the_next_one_read(bounds: Bounds) -> None:
    upload = Upload.of("experts.csv", b"Name,Mail\n" + b"Ada,ada@liiv.example\n" * 200_000)
    with pytest.raises(UnreadableFile) as refused:
        read_apart(upload, bounds)
    assert refused.value.message.text.startswith("{file} takes more memory or time")
    small = Upload.of("experts.csv", b"Name,Mail\nAda,ada@liiv.example\n")
    assert list(read_apart(small, ROOM).rows) == [(1, ["Name", "Mail"]), (2, ["Ada", "ada@liiv.example"])]
