"""The programme's own words, as the forms list them."""

import json
from pathlib import Path

import pytest

from matcher.messages import Vocabulary
from matcher.model import Role
from matcher.taxonomy import codes, label, labels


@pytest.mark.parametrize(
    ("vocabulary", "listed", "size"),
    [
        (Vocabulary.THEME, "themes", 22),
        (Vocabulary.STAGE, "stages", 10),
        (Vocabulary.TERRITORY_TYPE, "territory_types", 8),
        (Vocabulary.TARGET_GROUP, "target_groups", 14),
        (Vocabulary.MATURITY, "maturity", 5),
        (Vocabulary.ROLE, "roles", 3),
    ],
)
def test_every_vocabulary_is_the_one_that_was_agreed(
    vocabulary: Vocabulary, listed: str, size: int, fixtures: Path
) -> None:
    agreed = json.loads((fixtures / "taxonomy.json").read_text(encoding="utf-8"))[listed]
    assert list(codes(vocabulary).items()) == list(agreed.items())
    assert len(agreed) == size


def test_roles_of_the_model_are_the_codes_of_the_forms() -> None:
    assert list(codes(Vocabulary.ROLE)) == list(Role)


def test_a_code_has_a_label_and_an_unknown_one_raises() -> None:
    assert label(Vocabulary.STAGE, "S3") == "Legal structures (EGTC, association, agreement)"
    with pytest.raises(KeyError, match="S11"):
        label(Vocabulary.STAGE, "S11")


def test_all_labels_are_given_for_the_catalogues() -> None:
    assert len(labels()) == 22 + 10 + 8 + 14 + 5 + 3
    assert all(labels())
