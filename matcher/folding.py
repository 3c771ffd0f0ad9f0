"""Words as they are compared: without case, accents, punctuation or script.

Greek and Cyrillic are written in Latin letters, letter by letter. Knows no language and no meaning.
"""

import re
import unicodedata

from matcher.memory import remembered

_LATIN = str.maketrans(
    {
        **dict(zip("łøđðıŋħə", "loddinha", strict=True)),
        **{"æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"},
        **dict(zip("абвгґдђеєзиіїйјклљмнњопрстћуфхцыэѓќѕ", "abvggddeeziiijjkllmnnoprstcufhcyegkz", strict=True)),
        **{"ж": "zh", "ч": "ch", "џ": "dzh", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "ju", "я": "ja"},
        **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
        **{"θ": "th", "χ": "ch", "ψ": "ps"},
    }
)
# Spellings of one sound in different alphabets, the longer before the shorter.
_SOUNDS = (
    *(("shch", "s"), ("sch", "s"), ("sh", "s"), ("sz", "s"), ("zh", "z"), ("cz", "c"), ("ch", "h"), ("kh", "h")),
    *(("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("ou", "u")),
)
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_WORD = re.compile(r"[^\W_]+")


@remembered
def fold(text: str) -> str:
    """Write text in small Latin letters without accents; digits and punctuation stay."""
    text = unicodedata.normalize("NFC", text.casefold()).replace("ού", "u").replace("ου", "u")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.casefold().translate(_LATIN)  # once more: "№" comes apart into "No"


def words(text: str) -> tuple[str, ...]:
    """Cut a text into its words, as they stand."""
    return tuple(_WORD.findall(text))


def folded_words(text: str) -> tuple[str, ...]:
    """Cut a text into folded words."""
    return tuple(_WORD.findall(fold(text)))


@remembered
def sound(word: str) -> str:
    """Reduce a folded word to how it sounds, so that spellings of one name in several languages meet."""
    for spelling, letter in _SOUNDS:
        word = word.replace(spelling, letter)
    return _DOUBLED.sub(r"\1", word)
