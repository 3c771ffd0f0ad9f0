"""What a cell says, freed of what forms and spreadsheets add to it: entities, blanks of all kinds, line ends."""

import re
from html import unescape

_LINE_TAG = re.compile(r"<(?:br|/p|/li|/div)\s*/?>", re.I)
_TAG = re.compile(r"</?(?:p|li|ul|ol|div|span|b|i|u|em|strong|font|a)(?:\s[^<>]*)?>", re.I)
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_TO_LETTER = 0x1F1E6 - ord("A")  # from the signs that flags are made of to letters
_BLANKS = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LINES = re.compile(r" *\n *")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")

NOTHING = frozenset({"", "-", "–", "—", "/", ".", "n/a", "na", "none", "no", "non", "néant", "aucun", "aucune", "s.o."})


def clean(text: str) -> str:
    """Undo entities (twice: forms escape what was escaped already) and tags, and make every blank an ordinary one.

    A flag is the code of its country.
    """
    for _ in range(2):
        if _ENTITY.search(text):
            text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", _LINE_TAG.sub("\n", text))
    if _FLAG.search(text):
        text = _FLAG.sub(lambda flag: f" {chr(ord(flag[1]) - _TO_LETTER)}{chr(ord(flag[2]) - _TO_LETTER)} ", text)
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def says_nothing(text: str) -> bool:
    """Whether a cleaned answer is a way of leaving a question open: blank, a dash, "n/a", "none"."""
    return text.casefold().strip(" .") in NOTHING
