"""Options in other words or another language, known by what they mean: each distinct wording of a column once."""

from collections.abc import Iterable, Mapping

import numpy as np

from matcher.messages import Vocabulary
from service.intake.cells import clean
from service.intake.meaning import NEAR, WORTH_SAYING, Vectors, nearest, nearness
from service.intake.words.choices import NOTHING_MEANT, Meant, labels_in, pieces_of, unread_wordings, wordings_of

FEWEST = 3  # different wordings that tell what a column asks
CLEAR = 0.6  # the share of them that are options of one field
MOST = 40  # that are looked at
MOST_WORDS = 9  # of an option, on average
VOCABULARIES: Mapping[str, Vocabulary] = {
    "themes": Vocabulary.THEME,
    "stages": Vocabulary.STAGE,
    "types": Vocabulary.TERRITORY_TYPE,
    "target_groups": Vocabulary.TARGET_GROUP,
    "maturity": Vocabulary.MATURITY,
}


def meant_by(answers: Iterable[str], field: str, vectors: Vectors | None) -> Meant:
    """What the wordings in a column are nearest to that no words tell, and how near; nothing for other fields.

    A wording that is near to none of the options is left out.
    """
    vocabulary = VOCABULARIES.get(field)
    if vocabulary is None or vectors is None:
        return NOTHING_MEANT
    cells = dict.fromkeys(map(clean, answers))
    unread = list(dict.fromkeys(one for cell in cells for one in unread_wordings(cell, vocabulary)))
    if not unread:
        return NOTHING_MEANT
    return nearest(unread, wordings_of(vocabulary), vectors, WORTH_SAYING)


def shares_meant(answers: Iterable[str], vectors: Vectors) -> dict[str, float | None]:
    """The share of a column's wordings that are options of each field with options, by what they mean.

    All fields have None where the answers are no options at all: too few different ones, or sentences.
    """
    pieces = (piece for answer in answers for piece in pieces_of(clean(answer)))
    wordings = list(dict.fromkeys(label for piece in pieces for label in labels_in(piece)))[:MOST]
    if len(wordings) < FEWEST or sum(len(one.split()) for one in wordings) > MOST_WORDS * len(wordings):
        return dict.fromkeys(VOCABULARIES)
    told = {field: list(wordings_of(vocabulary).values()) for field, vocabulary in VOCABULARIES.items()}
    near = nearness(wordings, [option for options in told.values() for option in options], vectors)
    fields = np.repeat(list(told), [len(options) for options in told.values()])
    best = [fields[int(row.argmax())] if row.max() >= NEAR else None for row in near]
    shares: dict[str, float | None] = {field: best.count(field) / len(best) for field in told}
    return shares if any(share and share >= CLEAR for share in shares.values()) else dict.fromkeys(VOCABULARIES)
