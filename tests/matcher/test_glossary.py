"""Acronyms of one thing in many languages lead to one name."""

import pytest

from matcher.glossary import glossary


@pytest.mark.parametrize(
    "forms",
    [
        ("EGTC", "GECT", "EVTZ", "AECT", "EUWT", "ЄОТС", "ΕΟΕΣ", "ETSG"),
        ("LAG", "GAL", "VRG", "MAS", "LGD", "HACS", "ΟΤΔ"),
        ("CLLD", "DLAL", "SVVA", "RLKS"),
    ],
)
def test_forms_of_one_concept_stand_for_the_same(forms: tuple[str, ...]) -> None:
    assert len({glossary()[form] for form in forms}) == 1


def test_no_form_stands_for_two_things_and_none_is_shorter_than_three_letters() -> None:
    import tomllib
    from importlib.resources import files

    told = tomllib.loads((files("matcher") / "glossary.toml").read_text(encoding="utf-8"))
    forms = [form for concept in told.values() for form in concept["forms"]]
    assert sorted(forms) == sorted(set(forms))
    assert min(map(len, forms)) >= 3
