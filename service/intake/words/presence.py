"""Whether advisers have to be there: the answer to a question, or in the midst of what a territory expects of them."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from matcher.folding import folded_words
from matcher.messages import say
from matcher.model import Role
from matcher.role_words import role_of_word, split_by_role
from matcher.word_lists import PhraseList
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.agreement import meant_as
from service.intake.words.choices import NOTHING_MEANT, Meant
from service.intake.words.polarity import is_plain, turns
from service.intake.words.travel import DOUBTFUL
from service.intake.words.wording import words_of

ON_SITE, ONLINE = "on_site", "online"
_ON_SITE = words_of("travel", "on_site")
_ONLINE = words_of("travel", "online")
_PRESENCE = say("On site, online, or both")
LONGEST = 2  # words of most phrases
BEFORE = 7  # words among which a denial turns the phrase round, it included


def read_on_site(text: str, heading: str = "", meant: Meant = NOTHING_MEANT) -> Reading[bool | None]:
    """Read whether somebody must be on site; None where the answer is blank or says both.

    A plain yes or no answers what the heading asks; `meant` has what answers and headings mean that no words tell.
    """
    told = set(folded_words(text))
    if (agreed := meant_as(text)) is not None and (asked := _asked(heading, meant)):
        return Reading(agreed is (asked == ON_SITE))
    if agreed:
        said = say("To be confirmed: it answers with a yes, and the question may ask for either")
        return Reading(None, (Remark(text, _PRESENCE, said),))
    if not is_plain(text):
        return Reading(None, (Remark(text, _PRESENCE, DOUBTFUL),))
    if not told or told & {"both", "hybrid", "mixed", "hybride", "mixte"}:
        return Reading(None)
    if kinds := presences(text):
        return Reading(ON_SITE in kinds if len(kinds) == 1 else None)
    if text in meant:
        kind = meant[text][0]
        said = say("Read as on site") if kind == ON_SITE else say("Read as not necessarily on site")
        remark = Remark(text, _PRESENCE, said, Severity.NOTE)
        return Reading({ON_SITE: True, ONLINE: False}.get(kind), (remark,))
    return Reading(None, (Remark(text, _PRESENCE, say("Left out: it is not one of the answers")),))


def _asked(heading: str, meant: Meant) -> str | None:
    """Whether a heading asks for presence or for distance; None where it asks for both or for neither."""
    kinds = presences(heading) or [meant[kind][0] for kind in [heading] if kind in meant]
    return kinds[0] if len(kinds) == 1 and kinds[0] in {ON_SITE, ONLINE} else None


def presences(text: str) -> list[str]:
    """Whether words speak of presence, of distance, or of both."""
    words = folded_words(text)
    known = ((ON_SITE, _ON_SITE), (ONLINE, _ONLINE))
    return [kind for kind, told in known if told & set(words) or _phrases(kind).found_in(words)]


def roles_on_site(text: str, wanted: Sequence[Role], meant: Meant | None = None) -> Mapping[Role, str]:
    """The roles of which a text says "on site" and nothing against it, with the words that say so.

    Where it is the answer to a question about presence, `meant` has what words beside a role mean, and a yes is one.
    """
    found: dict[Role, str] = {}
    for role, words in split_by_role(text):
        if role is not None and role in wanted and (says_on_site(words) or _answers_so(words, meant)):
            found.setdefault(role, _sentence(words))
    return found


def beside_roles(text: str) -> tuple[str, ...]:
    """What an answer says of each role that it names, without the role: "Practical yes, the others online"."""
    return tuple(_without_role(words) for role, words in split_by_role(text) if role is not None)


def _without_role(words: str) -> str:
    return " ".join(word for word in words.split() if not role_of_word(word.strip(":=-,;("), labelled=True)).strip(
        " :=-"
    )


def _answers_so(words: str, meant: Meant | None) -> bool:
    if meant is None or turns(words):
        return False
    said = _without_role(words)
    return meant_as(said) is True or meant.get(said, ("", 0.0))[0] == ON_SITE


def says_on_site(text: str) -> bool:
    """Whether a text says "on site" in one of the languages, and neither "online" nor, just before it, a denial."""
    words = folded_words(text)
    if _phrases("online").found_in(words):
        return False
    ends = [end for end in range(1, len(words) + 1) if _phrases("on_site").found_in(words[:end])]
    return bool(ends) and not turns(" ".join(words[max(0, ends[0] - BEFORE) : max(0, ends[0] - LONGEST)]))


def _sentence(text: str) -> str:
    """The part of a text that says "on site": the sentence with it."""
    parts = text.replace("\n", ". ").split(". ")
    return next((part.strip() for part in parts if _phrases("on_site").found_in(folded_words(part))), text.strip())


@cache
def _phrases(kind: str) -> PhraseList:
    table = tomllib.loads(files(__package__).joinpath("presence.toml").read_text(encoding="utf-8"))
    return PhraseList(" ".join(folded_words(phrase)) for phrase in table[kind]["phrases"])
