"""Why a seat has nobody, or hardly anybody: what each rule costs, and what one change would help."""

from collections.abc import Iterator

import numpy as np

from matcher.eligibility import RULES, RuleBook, Verdict
from matcher.languages import AllOf, AnyOf, LanguageNeed, Level, Speaks, write_need
from matcher.messages import Message, Term, Vocabulary, say
from matcher.model import Rule
from matcher.roster import Bools, Roster

# What a coordinator may change; consent, conflict and role are not theirs to relax.
NEGOTIABLE = (Rule.LANGUAGE, Rule.COUNTRY, Rule.AVAILABILITY, Rule.PRESENCE)


def diagnose(verdict: Verdict, roster: Roster, rules: RuleBook) -> tuple[Message, ...]:
    """Say why nobody is eligible for a seat; an empty tuple where somebody is."""
    if verdict.eligible.any():
        return ()
    if not verdict.offered.any():
        role = Term(Vocabulary.ROLE, verdict.seat.role)
        return (say("Nobody on the list offers {role}: recruit for this role", role=role),)
    if held := int(verdict.held.sum()):
        return (say("Nobody may be suggested before questions about {people} are decided", people=held),)
    return (*_costs(verdict), *_single_changes(verdict, roster, rules))


def _costs(verdict: Verdict) -> Iterator[Message]:
    yield say("Nobody may be suggested, though {people} offered the role", people=int(verdict.offered.sum()))
    counts = {rule.name: int((verdict.refused_by[rule.name] & verdict.offered).sum()) for rule in RULES}
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count:
            yield say("The rule {rule} refuses {people} of them", rule=Term(Vocabulary.RULE, name), people=count)


def _single_changes(verdict: Verdict, roster: Roster, rules: RuleBook) -> Iterator[Message]:
    found = False
    for rule in NEGOTIABLE:
        alone = refused_only_by(verdict, rule)
        if not alone.any():
            continue
        found = True
        if rule is Rule.LANGUAGE:
            yield from _language_changes(verdict, alone, roster, rules)
        else:
            yield say(
                "Without the rule {rule}, {people} could be suggested",
                rule=Term(Vocabulary.RULE, rule),
                people=int(alone.sum()),
            )
    if not found:
        yield say("No single change of a rule would help: recruit somebody new")


def refused_only_by(verdict: Verdict, rule: Rule) -> Bools:
    """Who offered the role and would be eligible but for one rule, shape (experts,)."""
    others = [refused for name, refused in verdict.refused_by.items() if name is not rule]
    return np.asarray(verdict.refused_by[rule] & ~np.logical_or.reduce(others))


def _language_changes(verdict: Verdict, alone: Bools, roster: Roster, rules: RuleBook) -> Iterator[Message]:
    need = verdict.seat.must_language
    if need is None:
        return
    asked = highest_asked(need, rules.policy.required_level)
    for level in reversed([known for known in Level if known.rank < asked.rank]):
        elsewhere = min(level, rules.policy.required_level, key=lambda known: known.rank)
        lowered = int((roster.languages.meet(at_level(need, level), elsewhere) & alone).sum())
        if lowered:
            yield say(
                "With {need} at {level} instead of {required}, {people} could be suggested",
                need=Term(Vocabulary.LANGUAGE_NEED, write_need(need)),
                level=Term(Vocabulary.LEVEL, level),
                required=Term(Vocabulary.LEVEL, asked),
                people=lowered,
            )
            break
    if isinstance(need, AllOf):
        yield from _one_language_less(need, alone, roster, rules)


def highest_asked(need: LanguageNeed, required: Level) -> Level:
    """The highest level that a need asks of any language; `required` where it states none."""
    if isinstance(need, Speaks):
        return need.level or required
    return max((highest_asked(part, required) for part in need.needs), key=lambda level: level.rank)


def at_level(need: LanguageNeed, level: Level) -> LanguageNeed:
    """The same need with every stated level at most `level`."""
    match need:
        case Speaks(language, stated):
            return Speaks(language, level if stated and stated.rank > level.rank else stated)
        case AnyOf(needs):
            return AnyOf(tuple(at_level(part, level) for part in needs))
        case AllOf(needs):
            return AllOf(tuple(at_level(part, level) for part in needs))


def _one_language_less(need: AllOf, alone: Bools, roster: Roster, rules: RuleBook) -> Iterator[Message]:
    for part in need.needs:
        rest = tuple(other for other in need.needs if other is not part)
        able = int((np.logical_and.reduce([_meet(other, roster, rules) for other in rest]) & alone).sum())
        if able:
            yield say(
                "Without asking for {language} as well, {people} could be suggested; two people could share the seat",
                language=Term(Vocabulary.LANGUAGE_NEED, write_need(part)),
                people=able,
            )


def _meet(need: LanguageNeed, roster: Roster, rules: RuleBook) -> Bools:
    return roster.languages.meet(need, rules.policy.required_level)
