"""Files that are there whole or not at all, whenever the machine stops."""

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, have it on the disk, and put it in place; the folder is made where there is none.

    Whoever reads the place meanwhile sees what was there before. Text is written as UTF-8. Raises OSError; what was
    there before is there still.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as target:
            target.write(content.encode() if isinstance(content, str) else content)
            target.flush()
            os.fsync(target.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
