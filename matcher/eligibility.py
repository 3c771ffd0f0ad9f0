"""The hard rules: who may be suggested for a seat at all.

Each rule is a pair of small functions. `refuses` is the decision, made for all experts at once; `fact` says of one
refused expert what the decision rests on, quoted. A rule that lacks the knowledge to refuse lets pass: the flags say
what is unknown (see `matcher.flags`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.findings import Conflict, ConflictFindings
from matcher.languages import write_need
from matcher.messages import Message, Term, Terms, Vocabulary, say
from matcher.model import Expert, ExpertStatus, Question, ReadingOf, Refusal, Rule, Seat
from matcher.open_answers import open_answers
from matcher.policy import OwnCountry, Policy
from matcher.presence import may_come
from matcher.roster import Bools, Roster


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What the rules are asked under: the policy, and the conflicts known, by territory and expert."""

    policy: Policy = field(default_factory=Policy)
    conflicts: Mapping[str, Mapping[str, Conflict]] = field(default_factory=dict)
    questions: Mapping[str, Mapping[str, tuple[Question, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, policy: Policy, findings: ConflictFindings, territories: Iterable[str]) -> "RuleBook":
        """Sort conflicts and questions by territory; what a coordinator overrode neither refuses nor holds.

        A doubt about somebody that names no territory is one about each of `territories`.
        """
        asked: dict[str, dict[str, tuple[Question, ...]]] = {}
        everywhere = tuple(dict.fromkeys(territories))
        for doubt in findings.doubts:
            for territory in everywhere if doubt.territory is None else (doubt.territory,):
                if doubt.question and (doubt.expert, territory) not in policy.conflict_overrides:
                    of_place = asked.setdefault(territory, {})
                    of_place[doubt.expert] = (*of_place.get(doubt.expert, ()), doubt.question)
        by_territory: dict[str, dict[str, Conflict]] = {}
        for conflict in findings.conflicts:
            if (conflict.expert, conflict.territory) not in policy.conflict_overrides:
                by_territory.setdefault(conflict.territory, {}).setdefault(conflict.expert, conflict)
        return cls(policy, by_territory, asked)

    def conflicts_of(self, seat: Seat) -> Mapping[str, Conflict]:
        return self.conflicts.get(seat.territory.id, {})

    def questions_of(self, seat: Seat) -> Mapping[str, tuple[Question, ...]]:
        """What is asked of whom before they are placed on the seat."""
        return self.questions.get(seat.territory.id, {})

    def open_answers(self, seat: Seat, expert: Expert) -> tuple[Question, ...]:
        """What is asked because answers were not understood and may break a rule of the seat, if not decided."""
        if not expert.unread or (expert.id, seat.territory.id) in self.policy.conflict_overrides:
            return ()
        return tuple(open_answers(seat, expert, self.excluded_countries(seat), self.policy.required_level))

    def excluded_countries(self, seat: Seat) -> tuple[str, ...]:
        """The countries whose residents may not take the seat: by the territory, by the round, or as its own."""
        own = seat.territory.countries if self.policy.own_country is OwnCountry.HARD else ()
        return tuple(dict.fromkeys((*seat.excluded_residence, *self.policy.excluded_residence, *own)))


@dataclass(frozen=True, slots=True)
class HardRule:
    """One rule: its name, the decision for all experts (True: refused), and the fact for one who is refused."""

    name: Rule
    refuses: Callable[[Seat, Roster, RuleBook], Bools]
    fact: Callable[[Seat, Expert, RuleBook], Message]


def _in_conflict(seat: Seat, roster: Roster, rules: RuleBook) -> Bools:
    refused = roster.none()
    refused[[roster.place[key] for key in rules.conflicts_of(seat) if key in roster.place]] = True
    return refused


def _conflict_fact(seat: Seat, expert: Expert, rules: RuleBook) -> Message:
    return rules.conflicts_of(seat)[expert.id].fact


def _lacks_language(seat: Seat, roster: Roster, rules: RuleBook) -> Bools:
    need = seat.must_language
    return roster.none() if need is None else ~roster.languages.meet(need, rules.policy.required_level)


def _language_fact(seat: Seat, expert: Expert, rules: RuleBook) -> Message:
    expression = write_need(seat.must_language) if seat.must_language else ""
    need, stated = Term(Vocabulary.LANGUAGE_NEED, expression), spoken_terms(expert)
    level = Term(Vocabulary.LEVEL, rules.policy.required_level)
    if "@" in expression:  # the application names a level itself
        return say(
            "The seat asks for {need} ({level} or better where no level is named); the profile states {stated}",
            need=need,
            level=level,
            stated=stated,
        )
    return say(
        "The seat asks for {need} at {level} or better; the profile states {stated}",
        need=need,
        level=level,
        stated=stated,
    )


def spoken_terms(expert: Expert) -> Terms:
    """The languages somebody states, each with its level, as one argument of a message."""
    return Terms(Vocabulary.SPOKEN, tuple(f"{s.language}:{s.level or ''}" for s in expert.languages))


def _lives_where_excluded(seat: Seat, roster: Roster, rules: RuleBook) -> Bools:
    return roster.lives_in(rules.excluded_countries(seat))


def _country_fact(seat: Seat, expert: Expert, rules: RuleBook) -> Message:
    return say(
        "Lives in {country}; residents of {excluded} are excluded from this seat",
        country=Term(Vocabulary.COUNTRY, expert.residence or ""),
        excluded=Terms(Vocabulary.COUNTRY, rules.excluded_countries(seat)),
    )


def _not_consented(_seat: Seat, roster: Roster, _rules: RuleBook) -> Bools:
    return ~roster.may_be_shared


def _consent_fact(_seat: Seat, expert: Expert, _rules: RuleBook) -> Message:
    if not expert.consent_process:
        return say("Has not agreed to the processing of the profile")
    if not expert.consent_share:
        return say("Has not agreed that the profile is shared with the Commission and the pilots")
    if expert.status is ExpertStatus.WITHDRAWN:
        return say("Has withdrawn from the list of experts")
    return say("Is not active on the list of experts")


def _unavailable(seat: Seat, roster: Roster, _rules: RuleBook) -> Bools:
    refused = roster.no_days.copy()
    if seat.territory.end:
        refused |= roster.free_from > seat.territory.end.toordinal()
    if seat.territory.start:
        refused |= roster.free_until < seat.territory.start.toordinal()
    return refused


def _availability_fact(seat: Seat, expert: Expert, _rules: RuleBook) -> Message:
    start, end = seat.territory.start, seat.territory.end
    if end and expert.available_from and expert.available_from > end:
        return say("Is free from {free}; the support ends on {end}", free=expert.available_from, end=end)
    if start and expert.available_until and expert.available_until < start:
        return say("Is free until {free}; the support starts on {start}", free=expert.available_until, start=start)
    return say("States 0 days available")


def _cannot_be_on_site(seat: Seat, roster: Roster, _rules: RuleBook) -> Bools:
    if seat.on_site is not True:
        return roster.none()
    return roster.whereabouts.told(lambda travel, residence: not may_come(travel, residence, seat.territory.countries))


def _presence_fact(seat: Seat, expert: Expert, _rules: RuleBook) -> Message:
    return say(
        "The support is on site in {countries}; the profile says of travel: {travel}, residence {residence}",
        countries=Terms(Vocabulary.COUNTRY, seat.territory.countries),
        travel=Term(Vocabulary.TRAVEL, expert.travel or ""),
        residence=Term(Vocabulary.COUNTRY, expert.residence or ""),
    )


def _role_not_offered(seat: Seat, roster: Roster, _rules: RuleBook) -> Bools:
    return ~roster.roles.has(seat.role)


def _role_fact(seat: Seat, expert: Expert, _rules: RuleBook) -> Message:
    return say(
        "Offers {offered}, not {role}",
        offered=Terms(Vocabulary.ROLE, expert.roles),
        role=Term(Vocabulary.ROLE, seat.role),
    )


RULES: tuple[HardRule, ...] = (
    HardRule(Rule.ROLE, _role_not_offered, _role_fact),
    HardRule(Rule.CONSENT, _not_consented, _consent_fact),
    HardRule(Rule.CONFLICT_OF_INTEREST, _in_conflict, _conflict_fact),
    HardRule(Rule.LANGUAGE, _lacks_language, _language_fact),
    HardRule(Rule.COUNTRY, _lives_where_excluded, _country_fact),
    HardRule(Rule.AVAILABILITY, _unavailable, _availability_fact),
    HardRule(Rule.PRESENCE, _cannot_be_on_site, _presence_fact),
)


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What the rules say of every expert for one seat."""

    seat: Seat
    refused_by: Mapping[Rule, Bools]  # each (experts,)
    asked_by: Mapping[Rule, Bools]  # each (experts,): the rule would refuse by a reading that nobody has confirmed
    held: Bools  # (experts,): no rule refuses, and questions stand against them
    eligible: Bools  # (experts,): no rule refuses, and nothing is asked

    @property
    def offered(self) -> Bools:
        """Who offered the role, shape (experts,)."""
        return ~self.refused_by[Rule.ROLE]


def judge(seat: Seat, roster: Roster, rules: RuleBook) -> Verdict:
    """Ask every rule about every expert for one seat: what is beyond doubt refuses, what is not confirmed holds."""
    settled = seat.settled
    refused_by = {rule.name: rule.refuses(settled, roster, rules) for rule in RULES}
    asked_by = {
        rule.name: rule.refuses(seat, roster, rules) & ~refused_by[rule.name] for rule in RULES if settled is not seat
    }
    passed = ~np.logical_or.reduce(list(refused_by.values()))
    asked = roster.none()
    asked[[roster.place[one] for one in rules.questions_of(seat) if one in roster.place]] = True
    asked[[place for place in roster.unread if rules.open_answers(seat, roster.experts[place])]] = True
    asked = np.logical_or.reduce([asked, *asked_by.values()])
    return Verdict(seat, refused_by, asked_by, passed & asked, passed & ~asked)


def questions(verdict: Verdict, roster: Roster, rules: RuleBook, place: int) -> tuple[Question, ...]:
    """What is asked of one expert before they are placed: suspicions, what nobody understood, readings they break."""
    expert = roster.experts[place]
    words = {one.field: one.words for one in verdict.seat.open_readings}
    broken = tuple(
        Question(
            rule.name,
            say("By a reading to be confirmed: {fact}", fact=rule.fact(verdict.seat, expert, rules)),
            territory_words=words.get(_RESTS_ON[rule.name], ""),
        )
        for rule in RULES
        if rule.name in verdict.asked_by and verdict.asked_by[rule.name][place]
    )
    unread = rules.open_answers(verdict.seat, expert)
    return (*rules.questions_of(verdict.seat).get(expert.id, ()), *unread, *broken)


_RESTS_ON: Mapping[Rule, ReadingOf] = {
    Rule.LANGUAGE: ReadingOf.MUST_LANGUAGES,
    Rule.COUNTRY: ReadingOf.EXCLUDED_RESIDENCE,
    Rule.PRESENCE: ReadingOf.ON_SITE,
}


def refusals(verdict: Verdict, roster: Roster, rules: RuleBook, places: Sequence[int]) -> tuple[Refusal, ...]:
    """Write out every broken rule of the experts at `places`, with its fact: one refusal per person and rule."""
    return tuple(
        Refusal(roster.experts[place].id, rule.name, rule.fact(verdict.seat, roster.experts[place], rules))
        for place in places
        for rule in RULES
        if verdict.refused_by[rule.name][place]
    )
