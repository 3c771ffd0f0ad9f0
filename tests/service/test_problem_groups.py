"""What is said of many rows for one cause is said once, the worst first."""

from matcher.messages import say
from service.intake.problems import Place, Problem, Severity
from service.render.problem_groups import Group, SaidOf, by_cause

COUNTRY = say("A country")
LEFT_OUT = say("Left out")


def residence(row: int, value: str, *also: int) -> Problem:
    return Problem(Place("a.csv", "", row, "Residence", "residence"), value, COUNTRY, LEFT_OUT, also=also)


def test_rows_are_grouped_by_column_and_cause() -> None:
    late = Problem(Place("a.csv", "", 9), "Ana", say("One answer a person"), say("Row 2 is later"), Severity.NOTE)
    whole = Problem(Place("a.csv"), "", say("A heading"), say("Not read"), Severity.ERROR)
    told = by_cause([late, residence(3, "Utopia"), residence(2, "Ruritania", 4, 5), whole])
    assert told == [
        Group(Severity.ERROR, "", whole.expected, (SaidOf("", whole.suggestion, "", (("a.csv", 0),)),)),
        Group(
            Severity.WARNING,
            "Residence",
            COUNTRY,
            (
                SaidOf("Ruritania", LEFT_OUT, "residence", (("a.csv", 2), ("a.csv", 4), ("a.csv", 5))),
                SaidOf("Utopia", LEFT_OUT, "residence", (("a.csv", 3),)),
            ),
        ),
        Group(Severity.NOTE, "", late.expected, (SaidOf("Ana", late.suggestion, "", (("a.csv", 9),)),)),
    ]
    assert [one.count for one in told] == [1, 4, 1]
