"""What a list reads like in a language, kept while people, territories and consents are the same."""

from collections.abc import Callable

from matcher.messages import say
from service.errors import NotFound
from service.store import installation, lists
from service.store.engine import reading, writing
from service.workplace import Workplace


def rendered(identity: str, kind: str, workplace: Workplace, write: Callable[[], bytes]) -> bytes:
    """What a list reads like, written by `write` where nobody has yet, or something changed since.

    Raises NotFound where there is no such list.
    """
    with reading(workplace.database) as database:
        revision, kept = lists.rendition(database, identity, kind)
        if kept is not None:
            return kept
        if not lists.exists(database, identity):
            raise NotFound(say("There is no such match list"))
    body = write()
    with writing(workplace.database) as database:
        if installation.revision(database) == revision:
            lists.keep_rendition(database, identity, kind, revision, body)
    return body
