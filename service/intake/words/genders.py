"""Gender as stated, for the programme's statistics alone; nothing that ranks or refuses reads it."""

from matcher.folding import folded_words

_CODES = {
    **dict.fromkeys("woman female f femme feminin weiblich frau".split(), "F"),
    **dict.fromkeys("man male m homme masculin mannlich mann".split(), "M"),
    **dict.fromkeys("other diverse nonbinary divers autre x".split(), "X"),
}


def read_gender(text: str) -> str | None:
    """F, M, X, or None where it is not stated."""
    words = folded_words(text)
    if "binary" in words or "binaire" in words:
        return "X"
    return _CODES.get(words[0]) if len(words) == 1 else None
