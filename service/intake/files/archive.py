"""The zip archive that an XLSX or ODS file is: opened only after it was seen to unpack to a sane size.

What an archive declares of itself is not believed: every member is unpacked once, piece by piece, and thrown away.
Knows nothing of sheets and cells.
"""

import lzma
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from matcher.messages import say
from service.errors import UnreadableFile

MEGABYTE = 1024**2
MOST_BYTES = 500 * MEGABYTE  # 200,000 answers in 31 full columns unpack to about this much
MOST_ENTRIES = 2_000  # a workbook with a few sheets has a dozen, one with pictures a few hundred
MOST_RATIO = 200  # the XML of a sheet packs to a tenth or a twentieth; a bomb to a thousandth
RATIO_MATTERS_FROM = 20 * MEGABYTE  # a short sheet of blanks may pack as well as a bomb, and does no harm

_BROKEN = (BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, ValueError, OSError)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCRYPTED = 0x1  # bit of a member's flags


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """An archive whose members were all unpacked once without harm."""

    file: str
    content: bytes
    zip: ZipFile

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.zip.namelist())

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member. Raises UnreadableFile where there is none of that name, whatever its case."""
        by_folded = {known.lower(): known for known in self.zip.namelist()}
        known = name if name in self.names else by_folded.get(name.lower())
        if known is None:
            raise damaged(self.file)
        with self.zip.open(known) as stream:
            yield stream

    def start_of(self, name: str, length: int = 4096) -> bytes:
        """The first bytes of a member; nothing where there is none of that name."""
        if name not in self.names:
            return b""
        with self.zip.open(name) as stream:
            return stream.read(length)


def open_archive(file: str, content: bytes) -> Archive:
    """Open a zip archive from its bytes.

    Raises UnreadableFile for one that is damaged, encrypted, a zip bomb, or holds XML with declarations of its own.
    """
    try:
        archive = ZipFile(BytesIO(content))
        _check_directory(file, archive)
        _unpack_all(file, archive)
    except _BROKEN as error:
        raise damaged(file) from error
    return Archive(file, content, archive)


def damaged(file: str) -> UnreadableFile:
    """What to raise for a workbook that is not whole."""
    return UnreadableFile(
        file,
        say("{file} is damaged or was not copied to its end; open it in Excel, save it anew as XLSX", file=file),
    )


def locked(file: str) -> UnreadableFile:
    """What to raise for a workbook that asks for a password."""
    return UnreadableFile(
        file,
        say("{file} is protected with a password; open it, remove the password and save it again", file=file),
    )


def _check_directory(file: str, archive: ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_ENTRIES or sum(member.file_size for member in members) > MOST_BYTES:
        raise _bomb(file)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise locked(file)
    if len({member.filename for member in members}) < len(members):
        raise damaged(file)  # readers disagree about which of two members of one name counts


def _unpack_all(file: str, archive: ZipFile) -> None:
    left = MOST_BYTES
    for member in archive.infolist():
        size = _unpack(file, archive, member, left)
        if size != member.file_size:
            raise damaged(file)
        left -= size


def _unpack(file: str, archive: ZipFile, member: ZipInfo, left: int) -> int:
    """How large a member really is. Raises UnreadableFile where that is more than is `left`, or a bomb's ratio."""
    honest = copy(member)
    honest.file_size = left + 1  # else zipfile stops at the declared size, where other readers go on
    size, tail = 0, b""
    with archive.open(honest) as stream:
        while piece := stream.read(MEGABYTE):
            if not size:
                is_xml = _is_xml(file, piece)
            if is_xml and _DECLARATION.search(tail + piece):
                raise UnreadableFile(
                    file,
                    say("{file} holds XML declarations that no spreadsheet writes, and is not read", file=file),
                )
            size, tail = size + len(piece), piece[-16:]
            if size > left or (size > RATIO_MATTERS_FROM and size > MOST_RATIO * member.compress_size):
                raise _bomb(file)
    return size


def _is_xml(file: str, start: bytes) -> bool:
    """Whether a member is XML. Raises UnreadableFile for XML in UTF-16, which would hide its declarations."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        raise damaged(file)
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _bomb(file: str) -> UnreadableFile:
    return UnreadableFile(
        file,
        say(
            "{file} would unpack to far more than an export holds; open it, copy the answers into a new workbook and "
            "save that as XLSX",
            file=file,
        ),
    )
