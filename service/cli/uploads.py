"""Files that a command names, as uploads: the only place where an export has a path."""

from collections.abc import Iterable
from pathlib import Path

from matcher.messages import say
from service.errors import UnreadableFile
from service.intake.files.any_file import MOST_BYTES, not_a_table
from service.intake.rows.selection import PilotList
from service.values.uploads import Upload


def uploads_of(paths: Iterable[Path]) -> tuple[Upload, ...]:
    """The files that paths name, each once. Raises UnreadableFile for one that is none, or may not be read."""
    return tuple(upload_of(path) for path in dict.fromkeys(paths))


def upload_of(path: Path) -> Upload:
    """The file that a path names. Raises UnreadableFile where there is none, or it may not be read."""
    try:
        if path.is_dir():
            raise UnreadableFile(path.name, say("{file} is a folder; give the files in it", file=path.name))
        if path.exists() and not path.is_file():
            raise not_a_table(path.name)  # a pipe or a device may never end
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(path.name, say("{file} is far larger than any export", file=path.name))
        return Upload.of(path.name, path.read_bytes())
    except FileNotFoundError:
        raise UnreadableFile(path.name, say("There is no file {file}", file=str(path))) from None
    except PermissionError:
        said = say(
            "{file} may not be read; close it in other programs, or ask for the right to read it", file=path.name
        )
        raise UnreadableFile(path.name, said) from None
    except (OSError, ValueError) as error:  # a name with a null character is a ValueError
        said = say("{file} cannot be read: {reason}", file=path.name, reason=str(error))
        raise UnreadableFile(path.name, said) from error


def pilot_list(path: Path | None) -> PilotList | None:
    """A coordinator's list of pilots, a line each. Raises UnreadableFile where it is no text, or may not be read."""
    if path is None:
        return None
    try:
        return PilotList(path.name, tuple(path.read_text(encoding="utf-8-sig").splitlines()))
    except UnicodeDecodeError:
        said = say("{file} is no text file: write one name, acronym or key a line", file=path.name)
        raise UnreadableFile(path.name, said) from None
    except OSError:
        said = say("{file} cannot be read: there is no such file, or it is not yours to read", file=path.name)
        raise UnreadableFile(path.name, said) from None
