"""The words of a text, prepared for comparison: stems of its own language, names, and what acronyms stand for.

A word counts only against words of the same language, so that what two languages happen to spell alike says nothing;
names, acronyms and the terms of a glossary count against any.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from embeddings.text_language import language_of

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

SHORTEST = 3  # letters of a word that counts; names and acronyms may have two
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:^|[.!?…:;•]\s+|\n)[\W_]*$")
CAPITALISED = frozenset({"de", "lb"})  # languages that write every noun with a capital
STEMMERS: Mapping[str, str] = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sh": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
STOP_WORDS = "bg ca cs da de el en es et eu fi fr ga gl hr hu it lt lv nl no pl pt ro ru sk sl sv tr uk".split()


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a text is compared."""

    letters: tuple[str, ...]  # n-grams of its words, by language
    words: tuple[str, ...]  # stems by language, names, and terms of the glossary
    shown: Mapping[str, str]  # each of `words` -> as it is written
    languages: frozenset[str]


class Wordings:
    """Prepares texts that are cut into pieces; each may be in a language of its own.

    `glossary` maps forms of a term to what they stand for. What was found out of a word is remembered as long as this
    lives, and no longer: the words are people's.
    """

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._glossary = glossary
        # The terms of several words, in small letters, with what they stand for.
        self._several = {form.lower(): concept for form, concept in glossary.items() if " " in form}
        self._stems: dict[tuple[str, str], str] = {}
        self._letters: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, pieces: Sequence[str]) -> Wording:
        """What of one text is compared."""
        usual = language_of(" ".join(pieces)) or ""
        letters: list[str] = []
        shown: list[tuple[str, str]] = []
        languages = set()
        for piece in pieces:
            language = language_of(piece) or usual
            languages.add(language)
            for feature, written in self._features(piece, language):
                shown.append((feature, written))
                letters += self._letters_of(language, written.lower())
        return Wording(tuple(letters), tuple(feature for feature, _ in shown), dict(shown), frozenset(languages - {""}))

    def _features(self, piece: str, language: str) -> list[tuple[str, str]]:
        """Each word that counts, as (feature, as it is written)."""
        small = piece.lower()
        found = [("§" + concept, phrase) for phrase, concept in self._several.items() if phrase in small]
        for match in WORD.finditer(piece):
            word = match[0]
            if word in self._glossary:
                found.append(("§" + self._glossary[word], word))
            elif _is_name(word, piece[: match.start()], language):
                found.append(("=" + word.casefold(), word))
            elif len(word) >= SHORTEST and word.lower() not in _stop_words(language):
                found.append((f"{language}:{self._stem_of(language, word.lower())}", word.lower()))
        return found

    def _letters_of(self, language: str, word: str) -> tuple[str, ...]:
        known = self._letters.get((language, word))
        if known is None:
            known = self._letters[language, word] = _letters(language, word)
        return known

    def _stem_of(self, language: str, word: str) -> str:
        known = self._stems.get((language, word))
        if known is None:
            stemmer = _stemmer(language)
            known = self._stems[language, word] = str(stemmer.stemWord(word)) if stemmer else word
        return known


def _is_name(word: str, before: str, language: str) -> bool:
    if len(word) < 2 or not word[0].isupper():
        return False
    return word.isupper() or (language not in CAPITALISED and not SENTENCE_START.search(before))


def _letters(language: str, word: str) -> tuple[str, ...]:
    padded = f" {word} "
    sizes = range(3, min(5, len(padded)) + 1)
    return tuple(f"{language}:{padded[at : at + size]}" for size in sizes for at in range(len(padded) - size + 1))


@cache
def _stemmer(language: str) -> "BaseStemmer | None":
    import snowballstemmer

    name = STEMMERS.get(language)
    return snowballstemmer.stemmer(name) if name else None


@cache
def _stop_words(language: str) -> frozenset[str]:
    """Words that tell nothing in a language; of every language of Europe where it is not known."""
    import stopwordsiso

    code = "hr" if language == "sh" else language
    listed = stopwordsiso.stopwords([code] if code in STOP_WORDS else STOP_WORDS)
    return frozenset(word for entry in listed for word in WORD.findall(entry.lower()))
