"""The points for and against somebody, picked from the signals of a suggestion."""

from matcher.explanation import Points, points, quotation
from matcher.messages import say
from matcher.model import Quotation, Signal, Strength, Suggestion

DRAFTED, STATUTES = Quotation("Drafted statutes", "summary"), Quotation("A joint body", "support")


def a_signal(name: str, value: float | None, weight: float = 0.1, **words: Quotation) -> Signal:
    return Signal(name, value, weight, say(name), **words)


def a_suggestion(*signals: Signal) -> Suggestion:
    return Suggestion(1, "ada@liiv.example", 0.5, Strength.FAIR, signals)


def test_strong_signals_speak_for_and_weak_ones_against_weightiest_first() -> None:
    small, large = a_signal("small", 0.9, 0.1), a_signal("large", 0.6, 0.4)
    lacking, missing = a_signal("lacking", 0.3, 0.1), a_signal("missing", 0.0, 0.3)
    found = points(a_suggestion(small, large, lacking, missing))
    assert found == Points(in_favour=(large, small), against=(missing, lacking), unknown=())


def test_middling_signals_are_not_worth_saying_beside_a_strong_one() -> None:
    strong = a_signal("strong", 0.5)
    found = points(a_suggestion(a_signal("middling", 0.49, 0.3), strong, a_signal("so-so", 0.34)))
    assert found == Points(in_favour=(strong,), against=(), unknown=())


def test_one_point_in_favour_is_found_where_nothing_is_strong() -> None:
    best, other = a_signal("best", 0.2, 0.3), a_signal("other", 0.1, 0.1)
    assert points(a_suggestion(other, best)) == Points(in_favour=(best,), against=(other,), unknown=())


def test_nothing_speaks_for_somebody_who_has_nothing() -> None:
    nothing = a_signal("nothing", 0.0)
    assert points(a_suggestion(nothing)) == Points(in_favour=(), against=(nothing,), unknown=())


def test_weak_signal_of_great_weight_speaks_against_beside_a_strong_one() -> None:
    weak, strong = a_signal("weak", 0.3, 0.3), a_signal("strong", 1.0, 0.05)  # the weak one adds more to the score
    assert points(a_suggestion(weak, strong)) == Points(in_favour=(strong,), against=(weak,), unknown=())


def test_three_points_a_side_are_enough() -> None:
    strong = [a_signal(f"strong {number}", 1.0, 0.1 + number / 100) for number in range(5)]
    weak = [a_signal(f"weak {number}", 0.0, 0.1 + number / 100) for number in range(5)]
    found = points(a_suggestion(*strong, *weak))
    assert found == Points(in_favour=tuple(strong[:1:-1]), against=tuple(weak[:1:-1]), unknown=())


def test_unknown_is_neither_for_nor_against() -> None:
    unknown, strong = a_signal("unknown", None, 0.5), a_signal("strong", 1.0)
    assert points(a_suggestion(unknown, strong)) == Points(in_favour=(strong,), against=(), unknown=(unknown,))


def test_first_signal_with_words_of_both_sides_is_quoted() -> None:
    quoting = a_signal("meaning", 0.4, expert_words=DRAFTED, territory_words=STATUTES)
    one_sided = a_signal("words", 0.4, expert_words=DRAFTED)
    assert quotation(a_suggestion(one_sided, quoting)) == (DRAFTED, STATUTES)
    assert quotation(a_suggestion(one_sided)) is None
