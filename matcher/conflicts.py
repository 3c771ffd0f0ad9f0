"""Conflicts of interest: who works for, or declares a link with, a territory's lead, partners or programme body.

A link that is past, denied or cannot be placed, and an organisation's name that is merely like another, are doubts:
they become flags and refuse nobody. Every finding quotes both sides.
"""

from collections.abc import Iterable, Iterator, Sequence

from matcher.contacts import Contacts
from matcher.declarations import (
    Clause,
    Stance,
    about_an_application,
    about_own_organisation,
    is_bare_answer,
    read_declaration,
)
from matcher.declared_places import DeclaredPlaces, Placed
from matcher.employers import Employers, Tie
from matcher.findings import Conflict, ConflictFindings, Doubt, EnteredConflict, Link, entered_fact
from matcher.messages import Message, say
from matcher.model import Expert, Question, Rule, Territory
from matcher.name_traces import NameTraces
from matcher.organisations import Likeness, same_words
from matcher.suspicions import contact_findings, shared_by_doubles, traces_of_names
from matcher.territory_marks import written_small

PROFILES_READ = 300  # as many, in the order of their keys, teach which words are common nouns


def find_conflicts(
    experts: Sequence[Expert], territories: Sequence[Territory], entered: Sequence[EnteredConflict] = ()
) -> ConflictFindings:
    """Find the conflicts of interest between experts and territories.

    One conflict per expert, territory and kind of link; a pair that has one has no doubts. The order of experts and
    territories changes nothing but the order of the answer. Source of the rule: the programme's conditions, "they work
    for, or declare a link with, the lead, a partner or the territory's programme body; or a coordinator entered one".
    """
    search = _Search(experts, territories)
    findings = [finding for expert in experts for finding in search.of(expert)]
    conflicts = {
        (expert, territory, Link.COORDINATOR): Conflict(expert, territory, Link.COORDINATOR, entered_fact(reason))
        for expert, territory, reason in ((e.expert, e.territory, e.reason) for e in entered)
    }
    for finding in findings:
        if isinstance(finding, Conflict):
            conflicts.setdefault((finding.expert, finding.territory, finding.link), finding)
    findings += shared_by_doubles(experts, tuple(conflicts.values()))
    settled = {(conflict.expert, conflict.territory) for conflict in conflicts.values()}
    doubts = dict.fromkeys(
        finding
        for finding in findings
        if isinstance(finding, Doubt) and (finding.expert, finding.territory) not in settled
    )
    return ConflictFindings(tuple(conflicts.values()), tuple(doubts))


class _Search:
    def __init__(self, experts: Sequence[Expert], territories: Sequence[Territory]) -> None:
        self._names = {territory.id: territory.name for territory in territories}
        self._places = DeclaredPlaces(territories, written_small(_texts(experts, territories)))
        self._employers = Employers(experts, territories)
        self._contacts = Contacts(territories)
        self._traces = NameTraces(territories)

    def of(self, expert: Expert) -> Iterator[Conflict | Doubt]:
        ties = self._employers.ties(expert)
        yield from (self._employed(expert, tie) for tie in ties)
        yield from self._programme_body(expert)
        yield from contact_findings(expert, self._contacts, self._names)
        yield from traces_of_names(expert, self._traces, self._names)
        for clause in read_declaration(expert.declared_conflicts):
            yield from self._declared(expert, clause, ties)

    def _employed(self, expert: Expert, tie: Tie) -> Conflict | Doubt:
        territory = self._names[tie.territory]
        if tie.likeness is not Likeness.SAME:
            reason = say(
                "The organisation {organisation} is named like {partner} of {territory}",
                organisation=tie.organisation,
                partner=tie.partner,
                territory=territory,
            )
            question = Question(Rule.CONFLICT_OF_INTEREST, reason, tie.organisation, tie.partner)
            asked = question if same_words(tie.organisation, tie.partner) else None
            return Doubt(expert.id, tie.territory, reason, asked)
        if tie.leads:
            fact = say(
                "Works for {organisation}; the lead applicant of {territory} is {partner}",
                organisation=tie.organisation,
                partner=tie.partner,
                territory=territory,
            )
        else:
            fact = say(
                "Works for {organisation}; {partner} is a partner of {territory}",
                organisation=tie.organisation,
                partner=tie.partner,
                territory=territory,
            )
        return Conflict(expert.id, tie.territory, Link.EMPLOYER, fact)

    def _programme_body(self, expert: Expert) -> Iterator[Conflict]:
        body = self._employers.programme_body(expert)
        for territory, programme in self._places.of_programme(body) if body else ():
            fact = say(
                "Works for a programme body, {organisation}; {territory} lists the programme {programme}",
                organisation=body,
                territory=self._names[territory],
                programme=programme,
            )
            yield Conflict(expert.id, territory, Link.EMPLOYER, fact)

    def _declared(self, expert: Expert, clause: Clause, ties: Sequence[Tie]) -> Iterator[Conflict | Doubt]:
        placed = () if is_bare_answer(clause) else self._places.place(clause)
        for found in placed:
            yield self._placed(expert, clause, found)
        if placed or clause.denied_first:
            return
        of_own_body = [tie for tie in ties if about_own_organisation(clause) or about_an_application(clause)]
        if clause.stance is Stance.DECLARED and of_own_body:
            for tie in of_own_body:
                yield Conflict(expert.id, tie.territory, Link.DECLARED, self._own_body(clause, tie))
            return
        reason = say("Declares a link that could not be tied to a territory: {declaration}", declaration=clause.written)
        yield Doubt(expert.id, None, reason)

    def _own_body(self, clause: Clause, tie: Tie) -> Message:
        return say(
            "Declares: {declaration}; works for {organisation}, and {territory} names {partner}",
            declaration=clause.written,
            organisation=tie.organisation,
            territory=self._names[tie.territory],
            partner=tie.partner,
        )

    def _placed(self, expert: Expert, clause: Clause, found: Placed) -> Conflict | Doubt:
        territory = self._names[found.territory]
        declared = {"declaration": clause.written, "words": found.words, "territory": territory}
        if clause.stance is Stance.DECLARED and found.sure:
            if found.programme:
                fact = say("Declares: {declaration}; {territory} lists the programme {words}", **declared)
            else:
                fact = say("Declares: {declaration}; {words} stands for {territory}", **declared)
            return Conflict(expert.id, found.territory, Link.DECLARED, fact)
        question = None
        if clause.stance is Stance.PAST:
            reason = say("Declares a past link that may concern {territory}: {declaration}", **declared)
        elif clause.stance is Stance.DENIED:
            reason = say("Denies a link, yet names {territory}: {declaration}", **declared)
        else:
            reason = say("Declares a link that may concern {territory}: {declaration}", **declared)
            question = Question(Rule.CONFLICT_OF_INTEREST, reason, clause.written, found.words)
        return Doubt(expert.id, found.territory, reason, question)


def _texts(experts: Sequence[Expert], territories: Sequence[Territory]) -> Iterable[str]:
    for expert in sorted(experts, key=lambda expert: expert.id)[:PROFILES_READ]:
        yield expert.summary
    for territory in territories:
        yield from (territory.challenges, territory.vision, territory.support)
