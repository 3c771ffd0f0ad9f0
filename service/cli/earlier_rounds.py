"""Rounds in files: read as `round --json` wrote them, and laid side by side."""

import json
from pathlib import Path

from matcher.folding import folded_words
from matcher.messages import say
from matcher.round.comparison import Circumstances, compare
from service.codec import Unreadable, read
from service.errors import ServiceError, UnreadableFile
from service.intake.rows.both_forms import Exports
from service.values.answers import RoundsCompared, StoredRound


def compare_rounds(before: Path, after: Path) -> RoundsCompared:
    """Compare two rounds. Raises UnreadableFile for a file that holds none."""
    one, other = read_round(before), read_round(after)
    circumstances = Circumstances(pinned=other.terms.pins, refused=other.refused)
    return RoundsCompared(one, other, compare(one.placements, other.placements, circumstances))


def read_round(path: Path) -> StoredRound:
    """Read what `round --json` wrote. Raises UnreadableFile where it is not that, or of another version."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise UnreadableFile(path.name, say("{file} cannot be read", file=path.name)) from None
    except ValueError:
        raise _no_round(path) from None
    if not isinstance(told, dict) or "quality" not in told:
        raise _no_round(path)
    try:
        return read(told.get("stored"), StoredRound)
    except Unreadable:
        said = say("{file} is a round of another version: solve it anew with this one", file=path.name)
        raise UnreadableFile(path.name, said) from None


def _no_round(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path.name, say("{file} is no earlier round: give the JSON that a round was written as", file=path.name)
    )


def check_still_fits(before: StoredRound, exports: Exports) -> None:
    """Refuse an earlier round in which an id belongs to somebody else than it does now.

    Raises ServiceError that names both: a pin or an exclusion must never move to another person.
    """
    now = {record.expert.id: record.expert for record in exports.experts.records}
    for expert, was in before.people.items():
        if expert in now and not set(folded_words(was.name)) & set(folded_words(now[expert].name)):
            raise ServiceError(
                say(
                    "{address} is {now} in these exports and was {was} in the earlier round: solve without it, or mend "
                    "the address",
                    address=was.email,
                    now=now[expert].name,
                    was=was.name,
                )
            )
