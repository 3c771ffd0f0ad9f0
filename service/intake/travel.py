"""How far somebody travels, and whether a territory needs people on site, out of an answer's words."""

from matcher.folding import folded_words
from matcher.messages import say
from matcher.model import Travel
from service.intake.problems import Reading, Remark
from service.intake.wording import words_of

_ONLINE = words_of("travel", "online")
_OUTSIDE = words_of("travel", "outside")
_NEIGHBOURS = ("neighbo", "voisin", "limitrophe", "nachbar", "adjacent", "next", "bordering", "nearby")
_EU = words_of("travel", "eu")
_YES = words_of("travel", "yes")
_ON_SITE = words_of("travel", "on_site")
_NO = words_of("travel", "no")


def read_travel(text: str) -> Reading[Travel | None]:
    """Read an answer about travel; None where nothing is stated or it is not understood."""
    words = folded_words(text)
    told = set(words)
    if not words:
        return Reading(None)
    if told & _ONLINE:
        return Reading(Travel.HOME if told & _OUTSIDE else Travel.ONLINE)
    if any(word.startswith(_NEIGHBOURS) for word in words):
        return Reading(Travel.NEIGHBOURS)
    if told & _EU:
        return Reading(Travel.EU)
    if told & {"country", "pays"} and told & {"own", "my", "mon", "home"}:
        return Reading(Travel.HOME)
    if told & _YES:
        return Reading(Travel.ANYWHERE)
    if told & _NO:
        return Reading(Travel.ONLINE)
    expected = say("All participating countries, EU countries only, neighbouring countries only, or online only")
    return Reading(None, (Remark(text, expected, say("Left out: it is not one of the answers")),))


def read_on_site(text: str) -> Reading[bool | None]:
    """Read whether somebody must be on site; None where the answer is blank or says both."""
    told = set(folded_words(text))
    on_site, online = bool(told & _ON_SITE), bool(told & _ONLINE)
    if not told or (on_site and online) or told & {"both", "hybrid", "mixed", "hybride", "mixte"}:
        return Reading(None)
    if on_site or online:
        return Reading(on_site)
    return Reading(
        None, (Remark(text, say("On site, online, or both"), say("Left out: it is not one of the answers")),)
    )
