"""What needs somebody, for programs."""

from typing import Any

from fastapi import APIRouter

from service.sentences import Sentences
from service.values.json import Json
from service.values.needs import Need, NeedKind, Whose
from service.verbs.needs import desk
from service.web.asking import At, Language, Reader

router = APIRouter(prefix="/api/v1/needs")


@router.get("")
def get_needs(
    actor: Reader, at: At, language: Language, kind: NeedKind | None = None, whose: Whose = Whose.ALL
) -> dict[str, Any]:
    """What waits for somebody, most urgent first, and how much of each kind there is; of one kind where it is named.

    `whose` narrows it to the pilots that somebody is in charge of, or to what is of nobody in particular; a program is
    in charge of none.
    """
    told = desk(at).of(whose, actor.account)
    sentences = Sentences(language, told.names)
    return {
        "items": [_need_json(one, sentences) for one in told.only(kind)],
        "counts": {kind.value: count for kind, count in told.counts.items()},
    }


def _need_json(one: Need, sentences: Sentences) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "what": sentences.write(one.what),
        "since": one.since.isoformat() if one.since else None,
        "territory": one.territory,
        "expert": one.expert,
        "role": one.role,
        "invitation": one.invitation,
        "match_list": one.list_id,
        "round": one.round_id,
        "version": one.version,
        "import": one.import_id,
    }
