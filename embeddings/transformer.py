"""Encode texts with sentence-transformers. The library, and torch with it, is imported at the first text."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from embeddings.centring import centring
from embeddings.errors import ModelUnavailable
from embeddings.models import Model
from embeddings.vectors import DTYPE, Vectors, normalised

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Progress = Callable[[int, int], None]  # texts done, texts in all
BATCH = 32  # texts of like length that are encoded together
ASKING, TELLING = ("query",), ("document", "passage", "corpus")  # names that models give their prompts
STORE_EVERY = 8  # batches after which what is done is handed out, so that an interrupted run can go on


class Transformer:
    """A sentence-transformers model that is loaded when the first text is to be encoded."""

    def __init__(self, model: Model) -> None:
        self.model = model

    @property
    def identity(self) -> str:
        return self.model.identity

    def encode(self, texts: Sequence[str], *, asks: bool, progress: Progress | None = None) -> Vectors:
        """Encode texts, shape (texts, dimensions); `asks` says whether they ask or tell, for models that care."""
        found = np.zeros((len(texts), 0), dtype=DTYPE)
        for places, vectors in self.encode_by_length(texts, asks=asks, progress=progress):
            if not found.shape[1]:
                found = np.zeros((len(texts), vectors.shape[1]), dtype=DTYPE)
            found[places] = vectors
        return found

    def encode_by_length(
        self, texts: Sequence[str], *, asks: bool, progress: Progress | None = None
    ) -> Iterator[tuple[list[int], Vectors]]:
        """Encode texts, those of like length together, and hand them out in parts: (places, vectors)."""
        order = sorted(range(len(texts)), key=lambda place: (-len(texts[place]), place))
        done = 0
        for start in range(0, len(order), BATCH * STORE_EVERY):
            places = order[start : start + BATCH * STORE_EVERY]
            vectors = self._read([texts[place] for place in places], asks)
            yield places, self._finished(vectors, asks)
            done += len(places)
            if progress:
                progress(done, len(order))

    def _read(self, texts: list[str], asks: bool) -> Vectors:
        """The model's own vectors of texts."""
        encode = self._loaded.encode_query if asks else self._loaded.encode_document
        return np.asarray(encode(texts, prompt=self._prompt(asks), batch_size=BATCH, show_progress_bar=False))

    def _prompt(self, asks: bool) -> str:
        """What goes before a text: the prompt that the model names, or the one that is stated where it names none.

        The library looks at "document" alone, which it fills with nothing where a model calls the same "passage".
        """
        own = {name: prompt for name, prompt in self._loaded.prompts.items() if prompt}
        if not own:
            return self.model.prompts.asks if asks else self.model.prompts.tells
        return next((own[name] for name in (ASKING if asks else TELLING) if name in own), "")

    def _finished(self, vectors: Vectors, asks: bool) -> Vectors:
        if not self.model.centred:
            return normalised(vectors)
        return centring(self.model.name, self.model.weights).centred(normalised(vectors), asks=asks)

    @cached_property
    def _loaded(self) -> "SentenceTransformer":
        return _weights(self.model.source, self.model.on_disk)


@lru_cache(maxsize=2)  # a model and the one it is compared with: weights, nothing that was read by them
def _weights(source: str, on_disk: bool) -> "SentenceTransformer":
    """The model of a folder or name, loaded once in a process.

    Raises ModelUnavailable.
    """
    if on_disk:  # else the user named a model that has to be fetched
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from huggingface_hub.utils import logging as hub_logging
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    hub_logging.set_verbosity_error()
    try:
        loaded = SentenceTransformer(source, device="cpu", model_kwargs={"dtype": torch.float32})
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).partition("\n")[0]
        raise ModelUnavailable(f"{source} cannot be loaded: {reason}") from error
    loaded.eval()
    return loaded
