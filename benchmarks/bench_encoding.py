"""Time what surrounds the text model: cutting, hashing, storing, and looking up what was read before.

    python -m benchmarks.bench_encoding [--short]

Prints texts a second beside sentence-transformers alone on the same texts, in turns in the same run (at least 90 % is
wanted), and the seconds that looking up an unchanged roster of 5,000 experts takes (under 2 are wanted; the vectors are
stand-ins, for looking up does not care what they mean).
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.roster import make_roster
from embeddings.cutting import cut
from embeddings.library import FolderLibrary, Library
from embeddings.models import find_model
from embeddings.transformer import Progress, Transformer
from embeddings.vectors import DTYPE, Vectors, normalised
from matcher.texts import passages_of
from service.cli.uploads import uploads_of
from service.intake import IntakeOptions
from service.intake.rows.both_forms import read_exports
from service.settings import Settings

TURNS = 3
ROSTER = 5_000


def texts_of(experts: int) -> list[str]:
    """What the profiles of a seeded roster tell."""
    with TemporaryDirectory() as folder:
        files = make_roster(Path(folder), experts, 1)
        exports = read_exports(uploads_of(files[:1]), uploads_of(files[1:]), IntakeOptions())
    told = (passages_of(record.expert) for record in exports.experts.records)
    return [passage.words for passages in told for passage in passages]


class StandIn(Transformer):
    """Gives a vector for every text at once, without a model."""

    def encode_by_length(
        self, texts: Sequence[str], *, asks: bool, progress: Progress | None = None
    ) -> Iterator[tuple[list[int], Vectors]]:
        rng = np.random.default_rng(0)
        yield list(range(len(texts))), normalised(rng.standard_normal((len(texts), 385)).astype(DTYPE))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def read(whole: Sequence[str], library: Library) -> None:
    """Cut texts and get the vectors of their pieces."""
    library.encoded([piece for text in whole for piece in cut(text)], asks=False)


def throughput(experts: int) -> float:
    """Our texts a second over those of sentence-transformers alone: the median of turns."""
    encoder = Transformer(find_model("e5-small", Settings().cache))
    whole = texts_of(experts)
    pieces = list(dict.fromkeys(piece for text in whole for piece in cut(text)))
    encoder.encode(pieces[:64], asks=False)  # the model is loaded before any clock runs
    ratios = []
    for _ in range(TURNS):
        plain = seconds(lambda: encoder._loaded.encode([f"passage: {piece}" for piece in pieces], batch_size=32))
        with TemporaryDirectory() as folder:
            ours = seconds(partial(read, whole, FolderLibrary(encoder, Path(folder))))
        ratios.append(plain / ours)
        rates = f"alone {len(pieces) / plain:.0f}/s, ours {len(pieces) / ours:.0f}/s"
        sys.stdout.write(f"   {len(pieces)} texts: {rates}\n")
    return median(ratios)


def looking_up(experts: int) -> float:
    """Seconds to look up every text of a roster that was read before, cutting included."""
    with TemporaryDirectory() as folder:
        library = FolderLibrary(StandIn(find_model("e5-small", Settings().cache)), Path(folder))
        whole = texts_of(experts)
        read(whole, library)
        return seconds(partial(read, whole, library))


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="fewer texts")
    short = parser.parse_args().short
    ratio = throughput(40 if short else 150)
    sys.stdout.write(f"Encoding with cutting, hashing and storing: {ratio:.0%} of sentence-transformers alone\n")
    sys.stdout.write(f"Looking up an unchanged roster of {ROSTER:,} experts: {looking_up(ROSTER):.2f} s\n")


if __name__ == "__main__":
    main()
