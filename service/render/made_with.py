"""How an answer was made, as rows of a table."""

from collections.abc import Sequence

from matcher.messages import Vocabulary
from service.answers import MadeWith
from service.render.sheets import Value
from service.sentences import Sentences


def made_with_rows(made: MadeWith, sentences: Sentences) -> Sequence[Sequence[Value]]:
    """Everything needed to make the answer again, one figure a row."""
    return (
        (sentences.text("Version"), made.version),
        (sentences.text("Made at"), made.made_at.isoformat(sep=" ", timespec="seconds")),
        (sentences.text("Text model"), made.encoder),
        (sentences.text("Index"), made.index),
        (sentences.text("Seed"), made.seed),
        (sentences.text("Experts read"), made.experts_read),
        (sentences.text("Experts matched"), made.experts_matched),
        (sentences.text("Territories read"), made.territories_read),
        (sentences.text("Territories matched"), made.territories_matched),
        *(
            (sentences.labelled(sentences.text("Setting"), name), value)
            for name, value in made.settings.items()
            if value != ""
        ),
        *(
            (sentences.labelled(sentences.text("Weight"), sentences.term(Vocabulary.SIGNAL, name)), share)
            for name, share in made.weights.items()
        ),
        *((sentences.labelled(sentences.text("File"), file.name), f"SHA-256 {file.sha256}") for file in made.files),
    )
