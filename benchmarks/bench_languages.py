"""Measure ranking across languages on parallel needs and profiles, by language and by way of ranking.

    python -m benchmarks.bench_languages

`languages/` holds sixteen needs and the profile that answers each, written for this benchmark (all fictional). A need
is asked in one language; the profiles are in the same one, or each in one of the others, in turn. The even topics made
what vectors are centred by (`scripts/centring.py`); the odd ones are measured, among all profiles.
"""

import math
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embeddings.cutting import cut
from embeddings.lexical import ToldWords
from embeddings.library import FolderLibrary
from embeddings.models import find_model
from embeddings.nearness import Need, Part, Told, nearness
from embeddings.transformer import Transformer
from matcher.glossary import glossary
from matcher.roster import Floats
from service.wiring import wire

FOLDER = Path(__file__).parent / "languages"
TURNS = 3  # ways of giving each profile a language
AT, RECALL_AT = 3, 10


@dataclass(frozen=True, slots=True)
class Text:
    """One topic in one language."""

    topic: str
    need: str
    profile: str


Corpus = Mapping[str, Sequence[Text]]


def corpus() -> Corpus:
    """Needs and profiles of every language that has all topics, in their order."""
    told = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    return {
        language: [Text(topic, told[language][topic]["need"], told[language][topic]["profile"]) for topic in told["en"]]
        for language in told
        if set(told[language]) == set(told["en"])
    }


@dataclass(frozen=True, slots=True)
class Found:
    """How well needs found the one profile that answers them, in the mean."""

    first: float
    ndcg: float
    recall: float

    @classmethod
    def of(cls, ranks: Sequence[int]) -> "Found":
        """Sum up ranks from 1."""
        gains = [1 / math.log2(rank + 1) if rank <= AT else 0.0 for rank in ranks]
        return cls(*(float(np.mean(one)) for one in ([r == 1 for r in ranks], gains, [r <= RECALL_AT for r in ranks])))


Way = Callable[[Sequence[str], Sequence[str]], Floats]  # needs, profiles -> (needs, profiles)


def ways(cache: Path) -> Mapping[str, Way]:
    """Every way of ranking by text."""

    def by(encoder: str) -> Way:
        library = FolderLibrary(Transformer(find_model(encoder, cache)), cache)

        def meaning(needs: Sequence[str], profiles: Sequence[str]) -> Floats:
            asked = [Need((Part(cut(need), 1.0),)) for need in needs]
            about = np.ones((len(needs), len(profiles)), dtype=bool)
            return nearness(asked, Told.read([cut(profile) for profile in profiles], library), about).value

        return meaning

    def words(needs: Sequence[str], profiles: Sequence[str]) -> Floats:
        return ToldWords([cut(one) for one in profiles], glossary()).shared_with([cut(need) for need in needs]).value

    return {"words": words, "e5-small": by("e5-small")}


def ranks(way: Way, needs: Sequence[str], profiles: Sequence[str]) -> list[int]:
    """The rank of the profile that answers each need; whoever shares its value comes before it."""
    value = np.nan_to_num(way(needs, profiles), nan=-1.0)
    return [int((row >= row[place]).sum()) for place, row in enumerate(value)]


def mixed(texts: Corpus, away_from: str, turn: int) -> list[str]:
    """The profiles, each in a language other than `away_from`; the next turn gives each another one."""
    others = [language for language in texts if language != away_from]
    step = 1 + turn * 5
    return [texts[others[(place * step + turn) % len(others)]][place].profile for place in range(len(texts[away_from]))]


def measure(way: Way, texts: Corpus, language: str, of: slice) -> tuple[Found, Found]:
    """How a language's needs fare within the language, and across languages."""
    needs = [text.need for text in texts[language]]
    within = ranks(way, needs, [text.profile for text in texts[language]])[of]
    across = [rank for turn in range(TURNS) for rank in ranks(way, needs, mixed(texts, language, turn))[of]]
    return Found.of(within), Found.of(across)


BACKGROUND, TESTED = slice(0, None, 2), slice(1, None, 2)


def main() -> None:
    """Print both tables."""
    cache = wire().settings.cache
    texts = corpus()
    found = {name: {code: measure(way, texts, code, TESTED) for code in texts} for name, way in ways(cache).items()}
    for place, title in enumerate(("needs and profiles in one language", "profiles in other languages")):
        sys.stdout.write(f"\n{title}: first, nDCG@{AT}, recall@{RECALL_AT}\n")
        sys.stdout.write("".join(["          ", *(f"{name:>20}" for name in found)]) + "\n")
        for code in texts:
            cells = (found[name][code][place] for name in found)
            told = "".join(f"{one.first:8.2f}{one.ndcg:6.2f}{one.recall:6.2f}" for one in cells)
            sys.stdout.write(f"   {code:7}{told}\n")
        means = [np.mean([found[name][code][place].ndcg for code in texts]) for name in found]
        sys.stdout.write(f"   {'nDCG@3':7}{''.join(f'{mean:20.3f}' for mean in means)}\n")


if __name__ == "__main__":
    main()
