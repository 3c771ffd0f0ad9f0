"""Options in other words or another language, known by what they mean: each distinct wording of a column once."""

from collections.abc import Iterable, Mapping

from matcher.messages import Vocabulary
from service.intake.cells import clean
from service.intake.choices import NOTHING_MEANT, Meant, unread_wordings, wordings_of
from service.intake.meaning import Vectors, nearness

NEAR = 0.6  # from which a wording is read as an option; measured in docs/forms.md
VOCABULARIES: Mapping[str, Vocabulary] = {
    "themes": Vocabulary.THEME,
    "stages": Vocabulary.STAGE,
    "types": Vocabulary.TERRITORY_TYPE,
    "target_groups": Vocabulary.TARGET_GROUP,
    "maturity": Vocabulary.MATURITY,
}


def meant_by(answers: Iterable[str], field: str, vectors: Vectors | None) -> Meant:
    """What the wordings in a column mean that no words tell; nothing for a field without options.

    A wording that is near to none of the options is left out, and stays as text.
    """
    vocabulary = VOCABULARIES.get(field)
    if vocabulary is None or vectors is None:
        return NOTHING_MEANT
    cells = dict.fromkeys(map(clean, answers))
    unread = list(dict.fromkeys(one for cell in cells for one in unread_wordings(cell, vocabulary)))
    if not unread:
        return NOTHING_MEANT
    told = wordings_of(vocabulary)
    near = nearness(unread, list(told.values()), vectors)
    codes = list(told)
    best = near.argmax(axis=1)
    return {
        wording: (codes[place], float(row[place]))
        for wording, row, place in zip(unread, near, best, strict=True)
        if row[place] >= NEAR
    }
