"""Documents: a value with the format it was written in, and each territory in it once."""

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import StructureHandlerNotFoundError

from matcher.model import Territory
from service.codec.hooks import converter
from service.values.json import Json

T = TypeVar("T")

FORMAT = 1
_territories: ContextVar[dict[str, Any]] = ContextVar("territories of the document at hand")


class Unreadable(ValueError):
    """A document that this version cannot read."""


def write(value: object) -> dict[str, Json]:
    """Write a value as a document of plain JSON.

    Raises ValueError where two territories of one id differ: a document holds each once.
    """
    met: dict[str, Any] = {}
    token = _territories.set(met)
    try:
        told = _converter().unstructure(value)
        territories = {identity: _plain().unstructure(territory) for identity, territory in met.items()}
    finally:
        _territories.reset(token)
    return {"format": FORMAT, "territories": territories, "value": told}


def document_of(value: object) -> dict[str, Any]:
    """The fields of a value as they stand in its document."""
    fields = write(value)["value"]
    assert isinstance(fields, dict)
    return dict(fields)


def read(document: object, kind: type[T]) -> T:
    """Read what `write` wrote, as a value of `kind`.

    Raises Unreadable where the document is of a newer format, or of another shape.
    """
    match document:
        case {"format": int(number), "territories": dict(territories), "value": told} if number <= FORMAT:
            return _structured(territories, told, kind)
        case {"format": int(number)} if number > FORMAT:
            raise Unreadable(f"written in format {number}; this version reads up to {FORMAT}")
        case _:
            raise Unreadable("no document of this service")


def _structured(territories: Mapping[str, Any], told: object, kind: type[T]) -> T:
    try:
        met = {identity: _plain().structure(one, Territory) for identity, one in territories.items()}
        token = _territories.set(met)
        try:
            return _converter().structure(told, kind)
        finally:
            _territories.reset(token)
    except (KeyError, TypeError, ValueError, AttributeError, StructureHandlerNotFoundError) as error:
        raise Unreadable(f"no {kind.__name__}: {error}") from error


@cache
def _plain() -> Converter:
    return converter()


@cache
def _converter() -> Converter:
    """As `_plain`, but a territory is its id, and stands among the territories of the document."""
    made = converter()
    made.register_unstructure_hook(Territory, _refer)
    made.register_structure_hook(Territory, lambda identity, _: _territories.get()[identity])
    return made


def _refer(territory: Territory) -> str:
    known = _territories.get().setdefault(territory.id, territory)
    if known is not territory and known != territory:
        raise ValueError(f"two territories share the id {territory.id}")
    return territory.id
