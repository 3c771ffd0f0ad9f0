"""Make what the default encoder's vectors are centred by, from usual asks and profiles in the programme's languages.

    python scripts/centring.py

The texts are the even topics of `benchmarks/languages` (the odd ones are for measuring), whole and cut into pieces. No
roster, no fixture and no tested topic is among them.
"""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np

from embeddings.centring import Centring
from embeddings.cutting import cut
from embeddings.models import find_model
from embeddings.transformer import Transformer
from embeddings.vectors import Vectors
from service.settings import Settings

ROOT = Path(__file__).parent.parent
LANGUAGES, CENTRES = ROOT / "benchmarks" / "languages", ROOT / "embeddings" / "centres"
NAME = "e5-small"
DIRECTIONS = 20  # in which languages differ most


def topics() -> list[dict[str, dict[str, str]]]:
    """The usual topics, language by language."""
    every = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(LANGUAGES.glob("*.toml"))]
    usual = list(tomllib.loads((LANGUAGES / "en.toml").read_text(encoding="utf-8")))[::2]
    return [{topic: told[topic] for topic in usual} for told in every]


def encoded(kind: str, encoder: Transformer) -> tuple[Vectors, Vectors]:
    """Whole texts of a kind, shape (languages, topics, dimensions), and the mean of each language with its pieces."""
    asks, wholes, means = kind == "need", [], []
    for told in topics():
        texts = [topic[kind] for topic in told.values()]
        whole = encoder.encode(texts, asks=asks)
        pieces = encoder.encode([piece for text in texts for piece in cut(text)], asks=asks)
        wholes.append(whole)
        means.append(np.vstack([whole, pieces]).mean(axis=0))
    return np.stack(wholes), np.stack(means)


def main() -> None:
    """Encode the texts and write the arrays."""
    model = find_model(NAME, Settings().cache)
    plain = Transformer(replace(model, centred=""))
    (asks, of_asks), (_, of_tellings) = encoded("need", plain), encoded("profile", plain)
    mean_ask, mean_telling = of_asks.mean(axis=0), of_tellings.mean(axis=0)
    apart = np.vstack([of_asks - mean_ask, of_tellings - mean_telling])
    directions = np.linalg.svd(apart, full_matrices=False)[2][:DIRECTIONS]
    bare = Centring(mean_ask, mean_telling, directions, asks[0])
    usual = bare.content(asks.reshape(-1, asks.shape[-1]), asks=True)
    parts = {"mean_ask": mean_ask, "mean_telling": mean_telling, "directions": directions, "usual_asks": usual}
    CENTRES.mkdir(exist_ok=True)
    small = {name: part.astype(np.float16) for name, part in parts.items()}
    np.savez_compressed(CENTRES / f"{NAME}.npz", weights=np.array(model.weights), **small)


if __name__ == "__main__":
    main()
