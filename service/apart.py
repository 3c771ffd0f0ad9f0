"""Files of strangers are read apart: in a process of its own, with bounds on its memory and its time.

What comes back is plain JSON and never a pickle: a process that a file has taken over can say nothing but words.
"""

import json
import logging
import resource
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from matcher.messages import Message, say
from service.codec.documents import read, write
from service.errors import UnreadableFile
from service.intake.files.any_file import read_grid
from service.intake.files.marks import Marks
from service.intake.files.table import Grid
from service.intake.problems import Remark
from service.values.uploads import Upload

MIB = 1 << 20
_log = logging.getLogger(__name__)
# Forked from a process that has loaded the readers and nothing else: some milliseconds a file after the first.
_processes = get_context("forkserver")
_processes.set_forkserver_preload([__name__])


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take."""

    memory: int  # MiB of address space
    seconds: int  # of processor time, and half of what the clock may show


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A grid but for its rows."""

    sheet: str
    first_column: int
    marks: Marks
    remarks: tuple[Remark, ...]


def read_apart(upload: Upload, bounds: Bounds) -> Grid:
    """The rows of the sheet that holds the answers, as `read_grid` gives them.

    Raises UnreadableFile as that does, and for a file that takes more than the bounds or breaks its reader.
    """
    ours, theirs = _processes.Pipe(duplex=False)
    reader = _processes.Process(target=_tell, args=(theirs, upload, bounds), daemon=True)
    reader.start()
    theirs.close()
    try:
        told = ours.recv_bytes() if ours.poll(2 * bounds.seconds) else b""
    except (EOFError, OSError):  # it ended without a word, or in the midst of one
        told = b""
    finally:
        reader.kill()
        reader.join()
        ours.close()
    if not told:
        raise UnreadableFile(upload.name, _too_much(upload.name))
    return _grid_of(upload.name, json.loads(told))


def _grid_of(file: str, told: dict[str, Any]) -> Grid:
    """The grid that was told. Raises UnreadableFile where the file was refused, or its reader broke."""
    if "refused" in told:
        raise UnreadableFile(file, read(told["refused"], Message))
    if "broken" in told:
        _log.error("the reader of an uploaded file broke: %s", told["broken"])
        raise UnreadableFile(file, say("{file} is damaged and cannot be read; save it anew as XLSX or CSV", file=file))
    sheet = read(told["sheet"], _Sheet)
    rows: Sequence[tuple[int, Sequence[str]]] = [(number, cells) for number, cells in told["rows"]]
    return Grid(file, sheet.sheet, rows, sheet.first_column, sheet.marks, sheet.remarks)


def _too_much(file: str) -> Message:
    return say(
        "{file} takes more memory or time than any export needs and was not read; save it anew as XLSX or CSV",
        file=file,
    )


def _tell(connection: Connection, upload: Upload, bounds: Bounds) -> None:
    """Read a file within bounds and tell what it holds; the work of the process apart."""
    memory = bounds.memory * MIB
    with suppress(ValueError, OSError):  # macOS knows no bound on addresses
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # and leaves none behind
    connection.send_bytes(json.dumps(_told(upload)).encode())


def _told(upload: Upload) -> dict[str, Any]:
    try:
        grid = read_grid(upload)
        rows = [(number, list(cells)) for number, cells in grid.rows]
    except UnreadableFile as refused:
        return {"refused": write(refused.message)}
    except MemoryError:
        raise SystemExit(1) from None
    except Exception as error:  # whatever a damaged file makes of a library: its name is told, no word of the file
        return {"broken": type(error).__name__}
    return {"sheet": write(_Sheet(grid.sheet, grid.first_column, grid.marks, grid.remarks)), "rows": rows}
