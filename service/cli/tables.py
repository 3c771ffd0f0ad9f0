"""Answers as tables at a terminal."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from matcher.explanation import points, quotation
from matcher.learning import Learned
from matcher.messages import Vocabulary
from matcher.model import Expert, SeatList, Signal, Suggestion, TerritoryReading
from matcher.round.comparison import ChangeKind
from matcher.round.result import SeatPlan
from service.cli.terminal import err, out, tell
from service.intake.rows.records import TerritoryExport
from service.render.compared import compared_lines
from service.render.round_workbook import round_rows
from service.sentences import Sentences
from service.values.answers import ExplainAnswer, MatchList, RoundAnswer, RoundsCompared

MOST_HELD = 3  # people of a seat to be decided about; the workbook has all


def print_match(answer: MatchList, sentences: Sentences) -> None:
    """Show each territory with its roles: the people, the strength in a word, and the first reason."""
    sentences = sentences.knowing(answer.names)
    for matched in answer.territories:
        table = Table(title=escape(matched.territory.name), title_justify="left", title_style="bold", expand=True)
        headings = {
            sentences.text("Role"): 2,
            sentences.text("Suggestion"): 3,
            sentences.text("Strength"): 2,
            sentences.text("Why"): 7,
            sentences.text("Look at"): 4,
        }
        for heading, share in headings.items():
            table.add_column(heading, ratio=share, overflow="fold")
        for seat in matched.seats:
            _add_seat(table, seat, answer.people.experts, sentences)
        out.print(table)


def print_summary(answer: MatchList, problems: int, written: Sequence[Path | None], sentences: Sentences) -> None:
    """Say on standard error what was done, and where it was written."""
    summary = sentences.text("{territories} territories, {experts} experts, {problems} rows in the intake report.")
    experts = answer.made_with.experts_matched
    err.print(summary.format(territories=len(answer.territories), experts=experts, problems=problems))
    for path in filter(None, written):
        err.print(sentences.text("Written: {path}").format(path=path), soft_wrap=True)


def print_readings(export: TerritoryExport, sentences: Sentences) -> None:
    """Show a card for each territory: what was read for each role, whether it counts, and the sentence it rests on."""
    for record in export.records:
        tell(f"{record.territory.name} ({record.label})", "bold")
        if not record.territory.readings:
            tell(f"  {sentences.text('Nothing in its free text decides over people.')}", "dim")
        for one in record.territory.readings:
            state = _state_of(one, sentences)
            role = sentences.term(Vocabulary.ROLE, one.role)
            line = sentences.labelled(role, f"{one.field} = {one.value} ({state})")
            tell(f"  {line}", "" if one.is_settled else "magenta")
            if one.words:
                tell(f"    “{one.words}”", "dim")


def _state_of(reading: TerritoryReading, sentences: Sentences) -> str:
    if reading.confirmed:
        return sentences.text("confirmed")
    return sentences.text("certain") if reading.certain else sentences.text("to be confirmed")


def _add_seat(table: Table, seat: SeatList, experts: Mapping[str, Expert], sentences: Sentences) -> None:
    role = sentences.term(Vocabulary.ROLE, seat.seat.role)
    for suggestion in seat.suggestions:
        table.add_row(role, *_cells(suggestion, experts[suggestion.expert], sentences))
        role = ""
    if not seat.suggestions:
        said = " ".join(f"{sentences.write(message)}." for message in seat.diagnosis)
        table.add_row(role, sentences.text("Nobody"), "", escape(said), "")
    for held in seat.held[:MOST_HELD]:
        asked = "; ".join(sentences.write(question.reason) for question in held.questions)
        table.add_row("", escape(experts[held.expert].name), sentences.text("held"), "", escape(asked))
    table.add_section()


def _cells(suggestion: Suggestion, expert: Expert, sentences: Sentences) -> tuple[str, str, str, str]:
    why = points(suggestion).in_favour[:2]
    return (
        escape(f"{suggestion.rank}. {expert.name}"),
        f"{sentences.text(suggestion.strength.value)} ({suggestion.score:.2f})",
        escape(" ".join(f"{sentences.write(signal.reason)}." for signal in why)),
        escape("; ".join(sentences.write(flag) for flag in suggestion.flags[:2])),
    )


def print_round(answer: RoundAnswer, sentences: Sentences) -> None:
    """Show who takes which seat, who stands by, and what is missing; then the figures of the whole round."""
    sentences = sentences.knowing(answer.names)
    for pilot in answer.round.pilots:
        table = Table(title=escape(pilot.territory.name), title_justify="left", title_style="bold", expand=True)
        headings = {
            sentences.text("Role"): 3,
            sentences.text("Adviser"): 5,
            sentences.text("Reserves"): 5,
            sentences.text("Look at"): 7,
        }
        for heading, share in headings.items():
            table.add_column(heading, ratio=share, overflow="fold")
        for plan in pilot.seats:
            table.add_row(*_seat_cells(plan, answer, sentences))
        out.print(table)
        for gap in pilot.gaps:
            tell(f"  ! {sentences.write(gap)}", "yellow")
    for label, value in round_rows(answer, sentences):
        tell(sentences.labelled(label, str(value)))


def _seat_cells(plan: SeatPlan, answer: RoundAnswer, sentences: Sentences) -> tuple[str, ...]:
    people = [
        [f"{answer.people.experts[one.expert].name} ({one.score:.2f})" for one in those]
        for those in (plan.chosen, plan.reserves)
    ]
    empty = [sentences.text("Nobody")] * plan.empty
    flags = [sentences.write(flag) for one in plan.chosen for flag in one.flags[:2]]
    said = [sentences.write(message) for message in plan.diagnosis]
    cells = ("\n".join([*people[0], *empty]), "\n".join(people[1]), "\n".join([*said, *flags]))
    return (sentences.term(Vocabulary.ROLE, plan.seat.role), *map(escape, cells))


def print_compared(compared: RoundsCompared, sentences: Sentences) -> None:
    """Show the figures of two rounds and every change that is not none."""
    before, after = compared.before, compared.after
    tell(sentences.labelled(sentences.text("Total score"), f"{before.total:.3f} → {after.total:.3f}"))
    worst = f"{before.worst:.3f} → {after.worst:.3f}"
    tell(sentences.labelled(sentences.text("Service of the worst-served pilot"), worst))
    kept = sum(change.kind is ChangeKind.KEPT for change in compared.changes)
    tell(sentences.labelled(sentences.text("Placements kept"), str(kept)))
    table = Table(expand=True)
    for heading, share in zip(_change_headings(sentences), (2, 4, 3, 4, 6), strict=True):
        table.add_column(heading, ratio=share, overflow="fold")
    for line in compared_lines(compared, sentences):
        table.add_row(*map(escape, line))
    if table.row_count:
        out.print(table)


def _change_headings(sentences: Sentences) -> tuple[str, ...]:
    return (
        sentences.text("Change"),
        sentences.text("Territory"),
        sentences.text("Role"),
        sentences.text("Name"),
        sentences.text("Cause"),
    )


def print_learned(learned: Learned, sentences: Sentences) -> None:
    """Show learned weights beside those in force, how they do on territories not seen, and what they would change."""
    table = Table()
    for heading in (sentences.text("Signal"), sentences.text("In force"), sentences.text("Learned")):
        table.add_column(heading)
    for name, weight in learned.weights.items():
        signal = sentences.term(Vocabulary.SIGNAL, name)
        table.add_row(signal, f"{learned.in_force[name]:.2f}", f"{weight:.2f}")
    out.print(table)
    figures = sentences.text(
        "{decisions} decisions, {pairs} pairs of somebody accepted and somebody passed over. In the right order: "
        "{before} with the weights in force, {after} with weights learned on other territories."
    ).format(
        decisions=learned.decisions,
        pairs=learned.pairs,
        before=f"{learned.right_in_force:.0%}",
        after=f"{learned.right_unseen:.0%}",
    )
    tell(figures)
    tell(
        sentences.text("Somebody else would come first on {changed} of {seats} seats.").format(
            changed=learned.seats_changed, seats=learned.seats
        )
    )
    if learned.better:
        tell(sentences.text("Adopt them with --weights, if you agree; nothing changes by itself."), "bold")
    else:
        tell(sentences.text("They do no better than the weights in force: better keep those."), "bold")


def print_explanation(answer: ExplainAnswer, sentences: Sentences) -> None:
    """Show for each role why somebody is suggested, or why not."""
    sentences = sentences.knowing(answer.names)
    tell(f"{answer.expert.name} – {answer.territory.name}", "bold")
    if answer.profile_language:
        language = sentences.term(Vocabulary.LANGUAGE, answer.profile_language)
        tell(sentences.labelled(sentences.text("Profile in"), language), "dim")
    for seat in answer.seats:
        suggestion = seat.suggestions[0]
        out.print()
        tell(_verdict(seat, sentences), "bold")
        for refusal in seat.refusals:
            rule = sentences.term(Vocabulary.RULE, refusal.rule)
            tell(f"  {sentences.labelled(rule, sentences.write(refusal.fact))}", "red")
        for question in (question for held in seat.held for question in held.questions):
            tell(f"  ? {sentences.write(question.reason)}", "magenta")
        for signal in suggestion.signals:
            name = sentences.term(Vocabulary.SIGNAL, signal.name)
            tell(f"  {_counted(signal, sentences)}  {sentences.labelled(name, sentences.write(signal.reason))}")
        quoted = quotation(suggestion)
        if quoted:
            tell(f"  “{quoted[0].words}”", "italic")
            tell(f"  ← “{quoted[1].words}”", "italic dim")
        for flag in suggestion.flags:
            tell(f"  ! {sentences.write(flag)}", "yellow")


def _counted(signal: Signal, sentences: Sentences) -> str:
    """What a signal adds to the score: "0.75 x 0.43", or that it adds nothing."""
    if not signal.weight:
        return sentences.text("not counted")
    value = f"{signal.value:.2f}" if signal.value is not None else f"{sentences.text('average')} {signal.average:.2f}"
    return f"{value} x {signal.weight:.2f}"


def _verdict(seat: SeatList, sentences: Sentences) -> str:
    role, suggestion = sentences.term(Vocabulary.ROLE, seat.seat.role), seat.suggestions[0]
    if seat.refusals:
        return sentences.labelled(role, sentences.text("not eligible"))
    if seat.held:
        rank = sentences.text("held until somebody decides; would be no. {rank}").format(
            rank=seat.held[0].rank_if_cleared
        )
        return sentences.labelled(role, rank)
    place = sentences.text("rank {rank} of {among}").format(rank=suggestion.rank, among=seat.eligible)
    return sentences.labelled(role, f"{sentences.text(suggestion.strength.value)} ({suggestion.score:.2f}), {place}")
