"""Look at the balance of a round, and at where people's hands were in it."""

from dataclasses import dataclass

from service.asking.balance import RoundBalance, balance_of
from service.verbs.rounds import ShownRound, find_round
from service.verbs.scenes import current_scene
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ShownBalance:
    """A version of a round and its balance."""

    shown: ShownRound
    balance: RoundBalance


def find_balance(identity: str, number: int, workplace: Workplace) -> ShownBalance:
    """The balance of a version of a round, with people as they are now. Raises NotFound where there is none."""
    shown = find_round(identity, number, workplace, lists=True)
    everybody = current_scene(workplace).roster(workplace.settings.seed)
    listed = [one for one, shared in zip(everybody.experts, everybody.may_be_shared, strict=True) if shared]
    return ShownBalance(shown, balance_of(shown.answer, listed))
