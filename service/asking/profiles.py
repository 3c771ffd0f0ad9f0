"""What everybody of a scene tells, read once by one text model: every request compares its needs with this."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from embeddings.cutting import cut
from embeddings.lexical import ToldWords
from embeddings.library import Library
from embeddings.models import Model
from embeddings.nearness import Told
from matcher.glossary import glossary
from matcher.model import Expert, Quotation
from matcher.texts import passages_of
from service.asking.frozen import fingerprint

Progress = Callable[[int, int], None]  # what is done, of how much


class Reader(Protocol):
    """Whoever reads texts: the model, and all that it has read."""

    @property
    def model(self) -> Model: ...

    @property
    def library(self) -> Library: ...


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """The profiles of some people, in their order."""

    encoder: str  # identity of the text model
    passages: Sequence[Sequence[Quotation]]  # pieces of each profile, with their source
    meaning: Told
    words: ToldWords
    prints: Mapping[str, str]  # fingerprints of what each tells, by id

    @classmethod
    def read(cls, experts: Sequence[Expert], reader: Reader, progress: Progress | None = None) -> "Profiles":
        """Read what people tell."""
        passages = [pieces_of(passages_of(expert)) for expert in experts]
        told = [[passage.words for passage in own] for own in passages]
        prints = {expert.id: fingerprint(words) for expert, words in zip(experts, told, strict=True)}
        meaning = Told.read(told, reader.library, progress)
        return cls(reader.model.identity, passages, meaning, ToldWords(told, glossary()), prints)


def pieces_of(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Texts cut into pieces that a model reads, each with its source."""
    return tuple(Quotation(piece, whole.source) for whole in quotations for piece in cut(whole.words))
