"""Small numbers in words of the programme's languages, as num2words spells them: "two", "zwei", "deux", "kaksi"."""

from collections.abc import Mapping
from functools import cache

from babel.languages import get_official_languages

from matcher.countries import PROGRAMME
from matcher.folding import folded_words

MOST = 9


def small_number(word: str) -> int | None:
    """The number from 1 to 9 that a word or a digit stands for, as it is counted with; None for any other word.

    A word that stands for two numbers in two languages is none. Inflected forms are not known: what counts with them
    is told to be confirmed, as any word that is not understood.
    """
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= MOST else None
    return _words().get(" ".join(folded_words(word)))


@cache
def _words() -> Mapping[str, int]:
    from num2words import CONVERTER_CLASSES, num2words

    spoken = {code for country in PROGRAMME for code in get_official_languages(country, regional=True)} | {"en"}
    found: dict[str, set[int]] = {}
    for language in sorted(spoken & set(CONVERTER_CLASSES)):
        for number in range(1, MOST + 1):
            spelled = num2words(number, lang=language)  # type: ignore[no-untyped-call]
            found.setdefault(" ".join(folded_words(spelled)), set()).add(number)
    return {word: numbers.pop() for word, numbers in found.items() if len(numbers) == 1}
