"""Read an export into a table of text, or say in one line why it cannot be read.

What a file is, its first bytes tell and never its name. Knows nothing of fields, people and places.
"""

from collections.abc import Callable

from matcher.messages import Message, say
from service.errors import UnreadableFile
from service.intake.files.archive import MOST_BYTES, Archive, damaged, locked, open_archive
from service.intake.files.delimited import not_a_table, read_csv
from service.intake.files.table import Grid, Row, Table, make_table
from service.intake.files.workbook import read_ods, read_xlsx
from service.values.uploads import Upload

__all__ = ["MOST_BYTES", "Row", "Table", "not_a_table", "read_table"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_table(upload: Upload, max_rows: int, is_known: Callable[[str], bool] = lambda _heading: False) -> Table:
    """Read the sheet of an XLSX, ODS or CSV file that holds the answers.

    `is_known` says whether a cell is a heading that forms have had; it helps to find the row of headings.

    Raises UnreadableFile for a file that is none of these, is damaged, dangerous, empty, or longer than `max_rows`.
    """
    return make_table(read_grid(upload), max_rows, is_known)


def read_grid(upload: Upload) -> Grid:
    """The rows of the sheet that holds the answers, as the file has them.

    Raises UnreadableFile for a file that is none of an XLSX, ODS or CSV one, is damaged, dangerous, or empty.
    """
    file, content = upload.name, upload.content
    _check_size(file, content)
    if content.startswith(_ZIP):
        return _workbook(open_archive(file, content))
    if content.startswith(_OLE):
        raise UnreadableFile(file, _ole_file(file, content))
    message = _other_kind(file, content)
    if message:
        raise UnreadableFile(file, message)
    return read_csv(file, content)


def _check_size(file: str, content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UnreadableFile(file, say("{file} is far larger than any export", file=file))
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(file, say("{file} is empty; export the form again", file=file))
    if file.startswith("~$"):
        said = say("{file} only says that somebody has the workbook open; give the workbook", file=file)
        raise UnreadableFile(file, said)


def _workbook(archive: Archive) -> Grid:
    """The sheet of answers of whatever kind of workbook the archive is. Raises UnreadableFile where it is none."""
    mimetype = archive.start_of("mimetype").strip()
    if b"encryption-data" in archive.start_of("META-INF/manifest.xml", 1 << 20):
        raise locked(archive.file)
    if mimetype == _ODS or b"office:spreadsheet" in archive.start_of("content.xml", 1 << 20):
        return read_ods(archive)
    if any(name.lower() == "xl/workbook.xml" for name in archive.names):
        return read_xlsx(archive)
    raise UnreadableFile(archive.file, _other_archive(archive))


def _other_archive(archive: Archive) -> Message:
    """What to say of an archive that is no workbook."""
    file = archive.file
    if "xl/workbook.bin" in archive.names:
        return say("{file} is a binary Excel workbook (XLSB); open it in Excel and save it as XLSX", file=file)
    if any(name.startswith("word/") for name in archive.names):
        return say("{file} is a Word document; give the form's export as XLSX or CSV", file=file)
    if any(name.startswith("ppt/") for name in archive.names):
        return say("{file} is a presentation; give the form's export as XLSX or CSV", file=file)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in archive.names):
        return say("{file} is an Apple Numbers document; export it from Numbers as Excel or CSV", file=file)
    return say("{file} is a zip archive and no workbook; unpack it and give the export in it", file=file)


def _ole_file(file: str, content: bytes) -> Message:
    """What to say of a container of old Microsoft Office; its directory names what it holds."""
    if _named("EncryptedPackage") in content:
        return locked(file).message
    if _named("Workbook") in content or _named("Book") in content:
        return say("{file} is an Excel workbook of before 2007; open it in Excel and save it as XLSX", file=file)
    return say("{file} is an old Office document and no workbook; give the form's export as XLSX", file=file)


def _named(stream: str) -> bytes:
    return stream.encode("utf-16-le") + b"\0\0"


def _other_kind(file: str, content: bytes) -> Message | None:
    """What to say of a file that starts like something else than CSV."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf"):
        return say("{file} is a PDF; give the form's export as XLSX or CSV", file=file)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return say("{file} is an XML spreadsheet of 2003; open it in Excel and save it as XLSX", file=file)
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")) or b"<html" in start[:500]:
        return say("{file} is a web page (HTML), whatever its ending; open it and save it as XLSX", file=file)
    if start.startswith(b"<?xml"):
        return say("{file} is an XML file and no spreadsheet; give the form's export as XLSX or CSV", file=file)
    if content.startswith(b"PK"):
        return damaged(file).message
    return None
