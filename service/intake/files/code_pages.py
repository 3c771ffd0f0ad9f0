"""Which code page of old a text is in, told by the letters that come out: those of one language, line by line."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

_LINES_LOOKED_AT = 400

_WESTERN = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûüÿ",  # French
    "àèéìíîòóùú",  # Italian
    "áéíñóúüªº¿¡",  # Spanish
    "àáâãçéêíóôõúªº",  # Portuguese
    "àçèéíïòóúü·ª",  # Catalan
    "áéèëïíóöüç",  # Dutch
    "åäöæøé",  # Nordic
    "äöõüšž",  # Estonian
    "áæéðíóöúýþ",  # Icelandic
    "çë",  # Albanian
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Bosnian, Slovene
    "ăâîșțşţ",  # Romanian
    "äöüß",
    "çë",
)
_CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя№",  # Russian, Bulgarian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя№",  # Ukrainian
    "абвгдђежзијклљмнњопрстћуфхцчџш№",  # Serbian
    "абвгдѓежзѕијклљмнњопрстќуфхцчџш№",  # Macedonian
)
# In the order of likelihood: the first of equals is taken.
_ALPHABETS: Mapping[str, tuple[str, ...]] = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "cp1253": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",),
    "cp1254": ("âçğıîöşûüi̇",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"),
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
    "cp852": _CENTRAL,
}
# Marks that any text may hold, whatever its language.
_NEUTRAL = frozenset("‘’‚“”„«»‹›–—…•€§°©®™\u00a0")

# Cyrillic and Greek fill each other's places; their most common letters tell them apart.
_COMMON = "аеинотαεινοτ"
# A Latin letter beside a Cyrillic or Greek one in a word.
_MIXED = re.compile("[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")


def likely_code_page(content: bytes) -> str:
    """The code page whose letters fit best, as Python names it; the one of Western Europe where nothing tells."""
    lines = [line for line in content.splitlines() if not line.isascii()][:_LINES_LOOKED_AT]
    return max(_ALPHABETS, key=lambda code_page: sum(_fit(line, code_page) for line in lines))


def _fit(line: bytes, code_page: str) -> int:
    """How many letters of a line belong to the language that has most of them, less what speaks against it."""
    written = line.decode(code_page, errors="replace")
    text = written.lower()
    telling = [letter for letter in text if letter > "\x7f"]
    covered = max(sum(letter in alphabet for letter in telling) for alphabet in _alphabets(code_page))
    against = 4 * len(_MIXED.findall(text)) + 2 * _capitals_within(written)
    return 2 * covered - len(telling) + sum(map(text.count, _COMMON)) - against


def _capitals_within(text: str) -> int:
    """Capitals right after a small letter: what a wrong code page makes of an accent."""
    return sum(one.islower() and other.isupper() and other > "\x7f" for one, other in pairwise(text))


@cache
def _alphabets(code_page: str) -> tuple[frozenset[str], ...]:
    return tuple(_NEUTRAL | frozenset(alphabet) for alphabet in _ALPHABETS[code_page])
