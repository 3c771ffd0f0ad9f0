"""How an answer was made, as rows of a table."""

from collections.abc import Sequence

from matcher.findings import EnteredConflict
from matcher.messages import Term, Vocabulary, say
from service.render.sheets import Value
from service.sentences import Sentences
from service.values.answers import MadeWith
from service.values.requests import Override


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
        *((sentences.labelled(sentences.text("Setting"), name), value) for name, value in made.settings.items()),
        *((sentences.text("Conflict entered"), _decision(one, sentences)) for one in made.entered),
        *((sentences.text("Conflict overridden"), _decision(one, sentences)) for one in made.overrides),
        *(
            (sentences.labelled(sentences.text("Weight"), sentences.term(Vocabulary.SIGNAL, name)), share)
            for name, share in made.weights.items()
        ),
        *((sentences.labelled(sentences.text("File"), file.name), f"SHA-256 {file.sha256}") for file in made.files),
    )


def _decision(one: EnteredConflict | Override, sentences: Sentences) -> str:
    pair = (Term(Vocabulary.PERSON, one.expert), Term(Vocabulary.TERRITORY, one.territory))
    return sentences.write(
        say("{person} and {territory}: {reason}", person=pair[0], territory=pair[1], reason=one.reason)
    )
