"""Text models at a terminal."""

from rich.markup import escape
from rich.table import Table

from matcher.messages import Vocabulary
from service.chosen_model import ChosenModel
from service.cli.terminal import out, tell
from service.sentences import Sentences
from service.values.answers import ModelComparison


def print_chosen(chosen: ChosenModel, sentences: Sentences) -> None:
    """Say which model is in use, and which was before."""
    tell(sentences.labelled(sentences.text("Text model in use"), chosen.in_use))
    if chosen.before:
        tell(sentences.labelled(sentences.text("Before it"), chosen.before))


def print_comparison(compared: ModelComparison, sentences: Sentences) -> None:
    """Show for each seat who would come and go."""
    table = Table(expand=True)
    for heading, share in (
        (sentences.text("Territory"), 4),
        (sentences.text("Role"), 3),
        (sentences.text("The same first"), 2),
        (sentences.text("Would come"), 5),
        (sentences.text("Would go"), 5),
    ):
        table.add_column(heading, ratio=share, overflow="fold")
    for seat in compared.seats:
        role = sentences.term(Vocabulary.ROLE, seat.role)
        same = sentences.text("yes") if seat.same_first else sentences.text("no")
        table.add_row(*map(escape, (seat.territory, role, same, ", ".join(seat.came), ", ".join(seat.went))))
    out.print(table)
    told = sentences.text("{same} of {seats} seats keep who comes first.")
    tell(told.format(same=sum(seat.same_first for seat in compared.seats), seats=len(compared.seats)))
