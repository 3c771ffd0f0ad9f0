"""CSV as spreadsheets and forms write it: any of four separators, any of the usual encodings, quoted line breaks.

Says which encoding was assumed where it is not Unicode. Knows nothing of headings and answers.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain, islice

from matcher.messages import say
from service.errors import UnreadableFile
from service.intake.files.code_pages import likely_code_page
from service.intake.files.table import Grid
from service.intake.problems import Remark, Severity

_SEPARATORS = ",;\t|"
_ROWS_LOOKED_AT = 20
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DECLARED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MOST_CONTROL = 1 / 200  # of the characters; pasted text has a few, a picture or a program has many
_END = "\x1f<end of the file>"  # a last line of our own, which comes back whole unless a quotation is still open


def read_csv(file: str, content: bytes) -> Grid:
    """Take the rows of a CSV file. Raises UnreadableFile for one that is no text, or whose quoting is broken."""
    text, remarks = _decode(file, content)
    start = text[:100_000]
    if "\0" in text or len(_CONTROL.findall(start)) > _MOST_CONTROL * len(start):
        raise not_a_table(file)
    declared = _DECLARED_SEPARATOR.match(text)
    if declared:  # a line for Excel, which does not show it
        text = text[declared.end() :]
    separator = declared[1] if declared else _separator(text)
    return Grid(file, "", _rows(file, text, separator), remarks=remarks)


def not_a_table(file: str) -> UnreadableFile:
    """What to raise for a file of no known kind."""
    return UnreadableFile(
        file,
        say("{file} is neither a spreadsheet nor CSV; give the form's export as XLSX, ODS or CSV", file=file),
    )


def _decode(file: str, content: bytes) -> tuple[str, tuple[Remark, ...]]:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise _cut_off(file) from error
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_without_unicode(file, content)


def _decode_without_unicode(file: str, content: bytes) -> tuple[str, tuple[Remark, ...]]:
    """Read text that is not quite UTF-8: damaged in a few places, or in a code page of old."""
    if b"\0" in content:
        raise not_a_table(file)
    mended = content.decode("utf-8", errors="replace")
    lost = mended.count("\ufffd")
    if sum(character > "\x7f" for character in mended) > 10 * lost:
        return mended, (_unreadable_letters(file, lost),)
    code_page = likely_code_page(content)
    return content.decode(code_page, errors="replace"), (_assumed(file, code_page),)


def _separator(text: str) -> str:
    """The separator by which most of the first rows come out equally wide, and the widest of those."""

    def evenness(separator: str) -> tuple[float, int]:
        try:
            rows = list(islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _ROWS_LOOKED_AT))
        except csv.Error:
            return 0, 0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            return 0, 0
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        return times / sum(1 for row in rows if row), width

    return max(_SEPARATORS, key=evenness)


def _rows(file: str, text: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    lines = chain(StringIO(text, newline=""), ["" if text.endswith(("\n", "\r")) else "\n", _END])
    row: Sequence[str] = ()
    number = 0
    reader = csv.reader((line for line in lines if line), delimiter=separator)
    try:
        for number, row in enumerate(reader, start=1):
            if row != [_END]:
                if row and row[-1].endswith(_END):
                    break
                yield number, row
    except csv.Error as error:
        raise _open_quotation(file, number + 1) from error
    if row != [_END]:
        raise _open_quotation(file, number)


def _cut_off(file: str) -> UnreadableFile:
    return UnreadableFile(
        file,
        say("{file} is damaged or was not copied to its end; export the form again", file=file),
    )


def _open_quotation(file: str, row: int) -> UnreadableFile:
    return UnreadableFile(
        file,
        say(
            "{file}: a quotation mark is opened in row {row} and never closed; export the form again, better as XLSX",
            file=file,
            row=row,
        ),
    )


def _assumed(file: str, code_page: str) -> Remark:
    return Remark(
        code_page,
        say("text in UTF-8"),
        say(
            "{file} was read as code page {code_page}; where letters look wrong, save it as CSV UTF-8 or XLSX",
            file=file,
            code_page=code_page,
        ),
        Severity.NOTE,
    )


def _unreadable_letters(file: str, count: int) -> Remark:
    return Remark(
        str(count),
        say("text in UTF-8"),
        say("{count} letters of {file} are damaged; export the form again", count=count, file=file),
        Severity.WARNING,
    )
