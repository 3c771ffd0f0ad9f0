"""Registrations that may be of one person: until somebody decides, what stands against one stands against all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matcher.folding import folded_words, sound
from matcher.model import Expert
from matcher.person_names import name_key
from matcher.texts import words_told

LONG = 12  # words of a summary that no two people write alike


def likely_doubles(experts: Sequence[Expert]) -> tuple[tuple[Expert, ...], ...]:
    """Groups of registrations with one name, or with one text and a name in common; who tells most stands first."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for expert in experts:
        for key in _keys(expert):
            by_key[key].append(expert.id)
    groups: dict[str, frozenset[str]] = {}
    for ids in by_key.values():
        if len(ids) > 1:
            group = frozenset(ids).union(*(groups.get(one, frozenset()) for one in ids))
            groups |= dict.fromkeys(group, group)
    by_id = {expert.id: expert for expert in experts}
    return tuple(
        tuple(sorted((by_id[one] for one in group), key=_fullest_first))
        for group in sorted(dict.fromkeys(groups.values()), key=min)
    )


def _keys(expert: Expert) -> Iterator[str]:
    if name := name_key(expert.name):
        yield name
    text = " ".join(folded_words(expert.summary))
    if text.count(" ") >= LONG:
        yield from {f"{sound(word)}: {text}" for word in folded_words(expert.name) if len(word) > 1}


def _fullest_first(expert: Expert) -> tuple[int, str]:
    return -words_told(expert), expert.id
