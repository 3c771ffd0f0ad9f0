"""Dossiers: a list or a round as one JSON file that can be checked offline, by anybody, without this service.

A dossier has everything that an answer rests on: the rules and their facts, everybody considered, what speaks for each
and how much, the seed and the versions. Its hash is over the canonical form of the content (keys in order, no blanks),
and the file itself is written in that form, so that one changed byte is found.
"""

import json
from hashlib import sha256

from service.values.json import Json

FORMAT = "territory-match dossier 1"


def dossier(kind: str, content: dict[str, Json]) -> tuple[bytes, str]:
    """The file, with what it is, the content, and the hash over both; and that hash."""
    told: dict[str, Json] = {"format": FORMAT, "kind": kind, "content": content}
    stated = hash_of(told)
    return canonical({**told, "sha256": stated}), stated


def hash_of(told: dict[str, Json]) -> str:
    """The SHA-256 of a dossier without its hash, in hexadecimal digits."""
    return sha256(canonical(told)).hexdigest()


def canonical(told: Json) -> bytes:
    """JSON as these files have it: keys in order, no blanks, UTF-8, a line feed at the end."""
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
