"""Say who of the staff is in charge of which territory."""

from collections.abc import Mapping, Sequence

from matcher.messages import say
from service.errors import NotFound, ServiceError
from service.store import accounts, audit, places
from service.store.engine import reading, writing
from service.values.actors import AccountTold, Actor, ActorRole
from service.values.audit import Deed, Line, Thing
from service.workplace import Workplace

_MAY_BE = {ActorRole.ADMINISTRATOR, ActorRole.COORDINATOR}


def coordinators(workplace: Workplace) -> Sequence[AccountTold]:
    """Who may be in charge: everybody who coordinates and may still come in, by name."""
    with reading(workplace.database) as database:
        return [one for one in accounts.all_of(database) if _may_be(one)]


def put_in_charge(wanted: Mapping[str, str | None], actor: Actor, workplace: Workplace) -> Sequence[str]:
    """Put accounts in charge of territories, by territory, or nobody (None); returns the territories that changed.

    All or none. Raises NotFound for a territory that is not there, ServiceError for an account that may not coordinate.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        known = {one.territory.id: one for one in places.all_of(database)}
        may_be = {one.id: one.name for one in accounts.all_of(database) if _may_be(one)}
        for territory, account in wanted.items():
            if territory not in known:
                raise NotFound(say("There is no such territory"))
            if account is not None and account not in may_be:
                raise ServiceError(say("Only somebody who coordinates, and may still come in, can be in charge"))
        changed = [one for one, account in wanted.items() if known[one].in_charge != account]
        for territory in changed:
            account = wanted[territory]
            places.put_in_charge(database, territory, account)
            audit.note(database, Line(at, actor.key, Deed.CHARGED, Thing.TERRITORY, territory, account or ""))
    return changed


def _may_be(one: AccountTold) -> bool:
    return one.role in _MAY_BE and one.withdrawn_at is None
