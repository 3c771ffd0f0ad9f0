"""Texts are cut into pieces that a model can read and a person can quote."""

import pytest

from embeddings.cutting import cut, without_addresses


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("...", ()),
        ("One sentence stands alone here.", ("One sentence stands alone here.",)),
        (
            "We run a small fund. It pays within a season.",
            ("We run a small fund.", "It pays within a season."),
        ),
        (
            "Нижче течії живуть рибалки. Вище стоять старі млини.",
            ("Нижче течії живуть рибалки.", "Вище стоять старі млини."),
        ),
        (
            "(1) Fatigue of the people here. (2) Politics of the region.",
            ("Fatigue of the people here.", "Politics of the region."),
        ),
        ("Ask Dr. Example of St. Anna about it.", ("Ask Dr. Example of St. Anna about it.",)),
        ("It works in both towns. Very well.", ("It works in both towns. Very well.",)),
    ],
)
def test_a_text_is_cut_at_its_sentences_and_list_items(text: str, pieces: tuple[str, ...]) -> None:
    assert cut(text) == pieces


def test_a_sentence_too_long_for_a_model_is_cut_at_its_weaker_stops() -> None:
    pieces = cut(", ".join(["a part of the sentence that goes on"] * 20))
    assert all(len(piece.split()) <= 60 for piece in pieces)
    assert " ".join(pieces) == ", ".join(["a part of the sentence that goes on"] * 20)


@pytest.mark.parametrize(
    "address", ["ann@office.example", "https://people.example/ann", "www.people.example", "+371 20 000 000"]
)
def test_an_address_reaches_no_model_and_no_quotation(address: str) -> None:
    assert address not in without_addresses(f"Write to {address} for the handbook of 2021-2027")
    assert "2021-2027" in without_addresses(f"Write to {address} for the handbook of 2021-2027")
