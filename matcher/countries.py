"""The countries of the programme, which of them are in the EU, and which share a land border."""

from collections.abc import Mapping
from types import MappingProxyType

EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
OTHERS = frozenset({"AD", "LI", "NO", "CH", "AL", "BA", "XK", "ME", "MK", "RS", "TR", "MD", "UA"})
PROGRAMME = EU | OTHERS

# Land borders in Europe, each written once.
_BORDERS = """
AD-ES AD-FR AL-GR AL-ME AL-MK AL-XK AT-CH AT-CZ AT-DE AT-HU AT-IT AT-LI AT-SI AT-SK BA-HR BA-ME BA-RS BE-DE BE-FR BE-LU
BE-NL BG-GR BG-MK BG-RO BG-RS BG-TR CH-DE CH-FR CH-IT CH-LI CZ-DE CZ-PL CZ-SK DE-DK DE-FR DE-LU DE-NL DE-PL DK-SE EE-LV
ES-FR ES-PT FI-NO FI-SE FR-IT FR-LU GR-MK GR-TR HR-HU HR-ME HR-RS HR-SI HU-RO HU-RS HU-SI HU-SK HU-UA IE-GB IT-SI LT-LV
LT-PL MD-RO MD-UA ME-RS ME-XK MK-RS MK-XK NO-SE PL-SK PL-UA RO-RS RO-UA RS-XK SK-UA
"""


def _neighbours() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for border in _BORDERS.split():
        one, other = border.split("-")
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return MappingProxyType({code: frozenset(others) for code, others in found.items()})


_NEIGHBOURS = _neighbours()


def is_eu(country: str) -> bool:
    """Whether a country is a member of the European Union."""
    return country in EU


def neighbours(country: str) -> frozenset[str]:
    """The countries that share a land border with one; Denmark and Sweden share a bridge and count."""
    return _NEIGHBOURS.get(country, frozenset())
