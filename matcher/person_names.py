"""How names of people are compared: by sound, in any order of their words, initials and typing errors forgiven."""

from rapidfuzz.distance import OSA

from matcher.folding import folded_words, sound

LONGEST_SLIP = 6  # letters of a word from which two errors are forgiven; one below it


def name_key(name: str) -> str:
    """A name as it is looked up: how its words sound, in any order; empty for a single word, which names nobody."""
    words = sorted(map(sound, folded_words(name)))
    return " ".join(words) if len(words) > 1 else ""


def may_be_one(name: str, other: str) -> bool:
    """Whether two names under one address may be of one person: every word of the shorter is one of the longer."""
    short, long = sorted((folded_words(name), folded_words(other)), key=len)
    left = list(long)
    for word in short:
        found = next((one for one in left if _is_one_word(word, one)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is_one_word(word: str, other: str) -> bool:
    if 1 in {len(word), len(other)}:  # an initial
        return word[0] == other[0]
    word, other = sound(word), sound(other)
    most = 2 if min(len(word), len(other)) >= LONGEST_SLIP else 1 if min(len(word), len(other)) > 3 else 0
    return OSA.distance(word, other, score_cutoff=most) <= most
