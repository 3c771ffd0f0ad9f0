"""What a coordinator fixed, looked at before anything is solved: a pin that cannot be kept is refused, and says why."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.assignment import PinFault, PinImpossible
from matcher.eligibility import refusals
from matcher.messages import Message, say
from matcher.model import Role, Territory
from matcher.round.comparison import SeatKey
from matcher.round.terms import RoundTerms, seat_key
from matcher.suggesting import Candidates

ROLES = tuple(Role)


class PinRefused(Exception):
    """A pin that cannot be kept: who, on which seat, and why."""

    def __init__(self, expert: str, seat: SeatKey, reason: Message) -> None:
        super().__init__(reason.text)
        self.expert, self.seat, self.reason = expert, seat, reason


def check_pins(field: Candidates, terms: RoundTerms) -> None:
    """Raise PinRefused for a pin that names nobody or no seat, or somebody whom a rule or an exclusion refuses."""
    rows = {seat_key(seat): row for row, seat in enumerate(field.seats)}
    for expert, seat in sorted(terms.pins):
        if seat not in rows:
            raise PinRefused(expert, seat, say("no matched territory asks for this seat"))
        if expert not in field.roster.place:
            raise PinRefused(expert, seat, say("nobody who agreed to be processed is known by this id"))
        refused = refusals(field.verdicts[rows[seat]], field.roster, field.rules, [field.roster.place[expert]])
        if refused:
            raise PinRefused(expert, seat, refused[0].fact)
        if (expert, seat) in terms.exclusions:
            raise PinRefused(expert, seat, say("excluded here: {reason}", reason=terms.exclusions[expert, seat]))


def in_place(field: Candidates, terms: RoundTerms) -> RoundTerms:
    """The terms; where gaps alone are filled, everybody is pinned whom the earlier round placed and no rule refuses."""
    if not terms.fill_only or terms.before is None:
        return terms
    verdicts = {seat_key(verdict.seat): verdict for verdict in field.verdicts}
    staying = {
        (expert, seat)
        for seat, experts in terms.before.items()
        for expert in experts
        if seat in verdicts
        and expert in field.roster.place
        and verdicts[seat].eligible[field.roster.place[expert]]
        and (expert, seat) not in terms.exclusions
    }
    return replace(terms, pins=terms.pins | staying)


def refused_by_numbers(impossible: PinImpossible, field: Candidates, pilots: Sequence[Territory]) -> PinRefused:
    """Say in people and places what the solver says in numbers."""
    reasons = {
        PinFault.NOT_ELIGIBLE: say("a rule refuses it"),
        PinFault.SECOND_SEAT: say("it would be a second seat of one person on the pilot"),
        PinFault.SEATS: say("more are pinned than the role has seats"),
        PinFault.CAPACITY: say("more are pinned than the pilots that this person may serve"),
        PinFault.DAYS: say("the days of this person do not suffice for all that is pinned"),
    }
    seat = (pilots[impossible.pilot].id, ROLES[impossible.role])
    return PinRefused(field.roster.experts[impossible.expert].id, seat, reasons[impossible.fault])
