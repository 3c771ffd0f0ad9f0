"""What the API takes and gives of rounds."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from matcher.model import Role
from matcher.round.comparison import SeatKey
from service.api.shapes import Asked
from service.asking.balance import ByHand, RoundBalance
from service.render.compared import change_json
from service.render.round_json import round_json
from service.sentences import Sentences
from service.values.json import Json
from service.values.round_changes import Act, Placed, RoundChange, RoundNumbers, SeatAct, Swap
from service.values.rounds import RoundState, RoundSummary, VersionSummary
from service.verbs.compare_versions import VersionsCompared
from service.verbs.fragility import ShownFalls
from service.verbs.rounds import ShownRound
from service.web.asking import WholeNumber

Number = Annotated[int, Field(ge=0, le=50)]


class NumbersAsked(Asked):
    """Numbers of a round; what is left out stays as it was, or as is usual."""

    advisers: dict[Role, Number] = Field(default={})  # of a role, for each pilot that asks for it
    most_pilots: Number | None = None  # that one person serves
    fair: bool | None = None  # the worst-served pilot first; else the total alone
    time_limit: Annotated[float, Field(ge=1, le=3_600)] | None = None  # seconds

    def told(self) -> RoundNumbers:
        """As the verbs take them."""
        return RoundNumbers(self.advisers, self.most_pilots, self.fair, self.time_limit)


class RoundWanted(NumbersAsked):
    """A round that a program asks for."""

    territories: list[str] = Field(default=[], max_length=1_000)  # ids or names; none: all pilots
    name: str = ""


class SeatActAsked(Asked):
    """What is done about one person on one seat; without a role on every seat of the territory."""

    act: Act
    expert: str
    territory: str
    role: Role | None = None
    reason: Annotated[str, Field(max_length=300)] = ""  # an exclusion needs one


class PlacedAsked(Asked):
    """Somebody on a seat."""

    expert: str
    territory: str
    role: Role

    def told(self) -> Placed:
        """As the verbs take it."""
        return Placed(self.expert, self.territory, self.role)


class SwapAsked(Asked):
    """Two people who change places."""

    one: PlacedAsked
    other: PlacedAsked


class ChangeAsked(NumbersAsked):
    """A change of a version; without any act it is solved anew, from what is known now."""

    acts: list[SeatActAsked] = Field(default=[], max_length=500)
    swaps: list[SwapAsked] = Field(default=[], max_length=100)
    fill_only: bool = False  # nobody who is placed is moved
    most_of: dict[str, Number] = Field(default={})  # pilots that one person serves, by expert

    def change(self) -> RoundChange:
        """As the verbs take it."""
        acts = tuple(SeatAct(one.act, one.expert, one.territory, one.role, one.reason) for one in self.acts)
        swaps = tuple(Swap(swap.one.told(), swap.other.told()) for swap in self.swaps)
        return RoundChange(acts, swaps, self.fill_only, self.most_of, self.told())


class CurrentAsked(Asked):
    """The version to work with from now on, and the one that was worked with when this was decided."""

    version: WholeNumber
    was: WholeNumber


class VersionChange(Asked):
    """How far a version is, what it is called."""

    state: RoundState | None = None
    name: str | None = None


def round_summary_json(one: RoundSummary, sentences: Sentences) -> dict[str, Json]:
    """A round without what is in its versions."""
    return {
        "id": one.id,
        "name": one.name,
        "current": one.current,
        "by": one.by,
        "made_at": one.made_at.isoformat(),
        "versions": [_version_json(version, sentences) for version in one.versions],
    }


def shown_round_json(shown: ShownRound, sentences: Sentences, *, named: bool) -> dict[str, Json]:
    """A version in the shape of `round --json`, without what solving it again needs."""
    told = round_json(shown.answer, sentences.knowing(shown.names), None if named else shown.refused)
    version = _version_json(shown.version, sentences.knowing(shown.names))
    return {"id": shown.round.id, "version": version, **told}


def compared_versions_json(compared: VersionsCompared, sentences: Sentences) -> dict[str, Json]:
    """Two versions side by side: nobody's address, every change with its cause, the service of each pilot in both."""
    sentences, names = sentences.knowing(compared.names), compared.names
    service: list[Json] = [
        {
            "territory": pilot.territory,
            "name": names.get(pilot.territory),
            "before": pilot.before.service if pilot.before else None,
            "after": pilot.after.service if pilot.after else None,
        }
        for pilot in compared.pilots
    ]
    return {
        "before": _compared_json(compared.before, sentences),
        "after": _compared_json(compared.after, sentences),
        "service": service,
        "changes": [change_json(one, {"name": names.get(one.expert)}, sentences) for one in compared.changes],
    }


def balance_json(balance: RoundBalance) -> dict[str, Json]:
    """The balance of a version, in sums: null for a group that is too small to be shown, or would tell one that is."""
    circles = {"may_be_chosen": balance.listed, "on_a_list": balance.suggested, "placed": balance.placed}
    hands = {"pinned": balance.pinned, "excluded": balance.excluded, "conflicts_overridden": balance.overridden}
    return {
        **{
            name: {"people": one.people, "by_country": dict(one.countries), "by_gender": dict(one.genders)}
            for name, one in circles.items()
        },
        "seats_filled": balance.seats,
        "by_first_of_list": balance.first,
        **{name: [_by_hand(one) for one in acts] for name, acts in hands.items()},
    }


def _by_hand(one: ByHand) -> dict[str, Json]:
    return {"expert": one.expert, "territory": one.territory, "role": one.role, "reason": one.reason or None}


def falls_json(told: ShownFalls, sentences: Sentences) -> dict[str, Json]:
    """What a version loses with each person, worst first, and what a call for experts should ask for."""
    names = told.shown.names
    falls: Json = None
    if told.falls is not None:
        falls = [
            {
                "id": one.expert,
                "name": names.get(one.expert),
                "seats": _seats(one.seats),
                "empty": _seats(one.stay_empty),
            }
            for one in told.falls
        ]
    written = sentences.knowing(names)
    return {"falls": falls, "call_for": [written.write(one) for one in told.wanted]}


def _seats(seats: Sequence[SeatKey]) -> list[Json]:
    return [{"territory": territory, "role": role} for territory, role in seats]


def _compared_json(shown: ShownRound, sentences: Sentences) -> dict[str, Json]:
    quality = shown.answer.round.quality
    version = _version_json(shown.version, sentences)
    return {"id": shown.round.id, "version": version, "total": quality.total, "worst": quality.worst}


def _version_json(one: VersionSummary, sentences: Sentences) -> dict[str, Json]:
    return {
        "number": one.number,
        "parent": one.parent,
        "state": one.state,
        "name": one.name,
        "steps": [sentences.write(step) for step in one.steps],
        "by": one.by,
        "made_at": one.made_at.isoformat(),
    }
