"""The people behind an application: its contact is no adviser of it, and who shares the contact's mail domain may be a
colleague.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from matcher.model import Expert, Territory
from matcher.organisations import read_organisation
from matcher.person_names import name_key
from matcher.word_lists import read_table


class Shared(StrEnum):
    """What somebody has in common with the contact of an application."""

    ADDRESS = "address"
    NAME = "name"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class ContactTie:
    """An expert who is, or may know, the contact person of a territory."""

    territory: str
    shared: Shared
    words: str  # of the application: the contact's name, or the domain


class Contacts:
    """The contacts of all territories, by address, name and mail domain."""

    def __init__(self, territories: Sequence[Territory]) -> None:
        self._by_address: dict[str, list[Territory]] = defaultdict(list)
        self._by_name: dict[str, list[Territory]] = defaultdict(list)
        self._by_domain: dict[str, list[Territory]] = defaultdict(list)
        for territory in territories:
            for address in territory.contact_emails:
                self._by_address[address].append(territory)
                self._by_domain[domain_of(address)].append(territory)
            if key := name_key(territory.contact):
                self._by_name[key].append(territory)
        self._shared = frozenset(domain for domain, its in self._by_domain.items() if not _is_of_one(its))

    def ties(self, expert: Expert) -> tuple[ContactTie, ...]:
        """What ties an expert to contacts, the strongest to each territory."""
        found: dict[str, ContactTie] = {}
        for address in expert.addresses:
            _add(found, self._by_address.get(address, ()), Shared.ADDRESS)
        _add(found, self._by_name.get(name_key(expert.name), ()), Shared.NAME)
        for domain in dict.fromkeys(map(domain_of, expert.addresses)):
            if domain not in self._shared and not is_public(domain):
                _add(found, self._by_domain.get(domain, ()), Shared.DOMAIN, domain)
        return tuple(found.values())


def _add(found: dict[str, ContactTie], territories: Iterable[Territory], shared: Shared, words: str = "") -> None:
    for territory in territories:
        told = words or territory.contact or territory.name
        found.setdefault(territory.id, ContactTie(territory.id, shared, told))


def _is_of_one(territories: Sequence[Territory]) -> bool:
    """Whether a domain may be an organisation's: two applications under two leads share a provider, no employer."""
    leads = {name.compact for one in territories for name in read_organisation(one.lead)}
    return len({one.id for one in territories}) < 2 or len(leads) < 2


def domain_of(address: str) -> str:
    """What stands behind the @ of an address."""
    return address.rpartition("@")[2]


def is_public(domain: str) -> bool:
    """Whether a domain gives mail to everybody; an empty one tells nothing and counts as such."""
    providers = _providers()
    return not domain or domain in providers["domains"] or domain.split(".", maxsplit=1)[0] in providers["labels"]


@cache
def _providers() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(names) for kind, names in read_table("mail_providers").items()}
