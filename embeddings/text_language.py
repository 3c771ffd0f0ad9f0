"""The language of a text, told offline by the model that lies in the wheel of py3langid.

Bosnian, Croatian, Montenegrin and Serbian are one language here ("sh"): a few sentences do not tell them apart.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = (
    "ar be bg bs ca cs da de el en es et eu fi fr ga gl hr hu is it lb lt lv mk mt nl nn no oc pl pt ro ru sk sl sq sr "
    "sv tr uk"
).split()
ONE_LANGUAGE = {"bs": "sh", "hr": "sh", "sr": "sh", "nn": "no"}
SURE = 0.5  # probability below which nothing is told
SHORTEST = 3  # words below which nothing is told


def language_of(text: str) -> str | None:
    """The language of a text as BCP 47, "sh" for Bosnian, Croatian and Serbian; None where it cannot be told."""
    if len(text.split()) < SHORTEST:
        return None
    chances: dict[str, float] = {}
    for language, chance in _identifier().rank(text):
        one = ONE_LANGUAGE.get(language, language)
        chances[one] = chances.get(one, 0.0) + float(chance)
    likeliest = max(chances, key=lambda language: chances[language])
    return likeliest if chances[likeliest] >= SURE else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
