"""The body of a match list: written once for a language and a revision of the roster, then read as it is."""

import json

from service.render.match_json import match_json
from service.sentences import Sentences
from service.verbs.match_lists import find_list
from service.verbs.renditions import rendered
from service.workplace import Workplace

NAMED = {"names": True, "counts": False, "": None}


def list_body(identity: str, at: Workplace, language: str, refused: str) -> bytes:
    """A list as JSON; `refused` is names, counts, or "" for what suits its size.

    Raises NotFound where there is no such list.
    """

    def written() -> bytes:
        shown = find_list(identity, at, named=NAMED[refused])
        told = match_json(shown.list, Sentences(language), counts=None if shown.named else shown.counts)
        return json.dumps({"id": identity, **told}, ensure_ascii=False).encode()

    return rendered(identity, f"{language} {refused}", at, written)
