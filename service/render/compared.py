"""Two rounds side by side, for programs and for people."""

from collections.abc import Iterator, Mapping

from matcher.messages import Vocabulary
from matcher.round.comparison import Change, ChangeKind
from service.sentences import Sentences
from service.values.answers import Named, RoundsCompared
from service.values.json import Json


def compared_json(compared: RoundsCompared, sentences: Sentences) -> dict[str, Json]:
    """Write every change with its cause, and the service of each pilot in both rounds."""
    before, after = compared.before, compared.after
    sentences = sentences.knowing(names_of(compared))
    return {
        "quality": {
            "total": {"before": round(before.total, 6), "after": round(after.total, 6)},
            "worst": {"before": before.worst, "after": after.worst},
        },
        "service": [
            {"territory": key, "name": name, "before": before.service.get(key), "after": after.service.get(key)}
            for key, name in (dict(before.territories) | dict(after.territories)).items()
        ],
        "changes": [
            change_json(change, {"email": email_of(change, compared), "name": name_of(change, compared)}, sentences)
            for change in compared.changes
        ],
    }


def names_of(compared: RoundsCompared) -> dict[str, str]:
    """Names of the people and territories of two rounds, by id."""
    both = (compared.before, compared.after)
    people = {one: named.name for kept in both for one, named in kept.people.items()}
    return people | {one: name for kept in both for one, name in kept.territories.items()}


def change_json(change: Change, who: Mapping[str, Json], sentences: Sentences) -> dict[str, Json]:
    """One change with its cause; `who` is what may be told of the person beside the id."""
    was: Json = None if change.was is None else {"territory": change.was[0], "role": change.was[1]}
    return {
        "kind": change.kind,
        "id": change.expert,
        **who,
        "territory": change.seat[0],
        "role": change.seat[1],
        "was": was,
        "cause": sentences.write(change.cause),
    }


def name_of(change: Change, compared: RoundsCompared) -> str:
    """The name of somebody who stands in either round."""
    return _named(change, compared).name


def email_of(change: Change, compared: RoundsCompared) -> str:
    """The address of somebody who stands in either round."""
    return _named(change, compared).email


def _named(change: Change, compared: RoundsCompared) -> Named:
    return compared.after.people.get(change.expert) or compared.before.people[change.expert]


def compared_lines(compared: RoundsCompared, sentences: Sentences) -> Iterator[tuple[str, ...]]:
    """What changed, one line a person: kind, territory, role, person, cause; what was kept is left out."""
    sentences = sentences.knowing(names_of(compared))
    names = dict(compared.before.territories) | dict(compared.after.territories)
    for change in compared.changes:
        if change.kind is not ChangeKind.KEPT:
            yield (
                sentences.text(change.kind.value),
                names.get(change.seat[0], change.seat[0]),
                sentences.term(Vocabulary.ROLE, change.seat[1]),
                name_of(change, compared),
                sentences.write(change.cause),
            )
