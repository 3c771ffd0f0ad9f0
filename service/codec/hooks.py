"""How the kinds of values that JSON has none for are written and read, each with its inverse beside it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args, get_origin

import numpy as np
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn

from matcher.languages import AllOf, AnyOf, LanguageNeed, Level, Speaks
from matcher.messages import Argument, Message, Quoted, Term, Terms, Vocabulary
from matcher.policy import DEFAULT_WEIGHTS, Policy
from matcher.roster import Floats

UNIT = 10_000  # measured values have four decimals


def converter() -> Converter:
    """A converter for every value that is stored."""
    made = Converter(detailed_validation=False, unstruct_collection_overrides={frozenset: sorted})
    for need in (Speaks, AnyOf, AllOf):
        made.register_unstructure_hook(need, _write_need)
    made.register_structure_hook_func(lambda kind: kind == LanguageNeed, lambda told, _: _read_need(told))
    made.register_unstructure_hook(Message, _write_message)
    made.register_structure_hook(Message, lambda told, _: _read_message(told))
    made.register_unstructure_hook(datetime, datetime.isoformat)
    made.register_structure_hook(datetime, lambda told, _: datetime.fromisoformat(told))
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda told, _: date.fromisoformat(told))
    made.register_structure_hook_func(lambda kind: kind == str | int, lambda told, _: told)
    made.register_unstructure_hook_func(lambda kind: kind == Floats, _write_values)
    made.register_structure_hook_func(lambda kind: kind == Floats, lambda told, _: _read_values(told))
    made.register_unstructure_hook_factory(_is_pairs, lambda kind: _writer_of_pairs(made))
    made.register_structure_hook_factory(_is_pairs, lambda kind: _reader_of_pairs(kind, made))
    made.register_structure_hook(Policy, _reader_of_policies(made))
    return made


def _reader_of_policies(made: Converter) -> Callable[[Any, Any], Policy]:
    """Read a policy of an earlier version without the weights of signals that are gone; its list stays as it is."""
    plainly = make_dict_structure_fn(Policy, made, _cattrs_detailed_validation=False)

    def read(told: Any, kind: Any) -> Policy:
        weights = {name: weight for name, weight in told["weights"].items() if name in DEFAULT_WEIGHTS}
        return plainly({**told, "weights": weights}, kind)

    return read


def _write_need(need: LanguageNeed) -> Any:
    """Tagged, not as an expression: what is nested stays nested."""
    match need:
        case Speaks(language, level):
            return {"speaks": language, "level": level and level.value}
        case AnyOf(needs):
            return {"any": [_write_need(one) for one in needs]}
        case AllOf(needs):
            return {"all": [_write_need(one) for one in needs]}


def _read_need(told: Any) -> LanguageNeed:
    match told:
        case {"speaks": language, "level": level}:
            return Speaks(language, Level(level) if level else None)
        case {"any": needs}:
            return AnyOf(tuple(map(_read_need, needs)))
        case {"all": needs}:
            return AllOf(tuple(map(_read_need, needs)))
        case _:
            raise ValueError("no need for languages")


def _write_message(message: Message) -> Any:
    return [message.text, *([name, _write_argument(value)] for name, value in message.arguments)]


def _read_message(told: Any) -> Message:
    text, *arguments = told
    return Message(text, tuple((name, _read_argument(value)) for name, value in arguments))


def _write_argument(value: Argument) -> Any:
    match value:
        case Message():
            return {"message": _write_message(value)}
        case Term(vocabulary, code):
            return {"vocabulary": str(vocabulary), "code": code}
        case Terms(vocabulary, codes):
            return {"vocabulary": str(vocabulary), "codes": list(codes)}
        case Quoted(words):
            return {"quoted": words}
        case date():
            return {"date": value.isoformat()}
        case Enum():
            return value.value
        case _:
            return value


def _read_argument(told: Any) -> Argument:
    match told:
        case {"message": message}:
            return _read_message(message)
        case {"quoted": words}:
            return Quoted(words)
        case {"date": day}:
            return date.fromisoformat(day)
        case {"vocabulary": vocabulary, "code": code}:
            return Term(Vocabulary(vocabulary), code)
        case {"vocabulary": vocabulary, "codes": codes}:
            return Terms(Vocabulary(vocabulary), tuple(codes))
        case str() | int() | float():
            return told
        case _:
            raise ValueError("no argument of a message")


def _write_values(values: Floats) -> Any:
    """Whole ten-thousandths, None where unknown."""
    return [None if np.isnan(value) else round(value * UNIT) for value in values.tolist()]


def _read_values(told: Any) -> Floats:
    return np.array([np.nan if value is None else value / UNIT for value in told], dtype=np.float64)


def _is_pairs(kind: Any) -> bool:
    """Whether a type is a mapping whose keys are no strings."""
    arguments = get_args(kind)
    if get_origin(kind) not in (Mapping, dict) or len(arguments) != 2:
        return False
    return get_origin(arguments[0]) is tuple


def _writer_of_pairs(made: Converter) -> Callable[[Mapping[Any, Any]], Any]:
    return lambda pairs: [[made.unstructure(key), made.unstructure(value)] for key, value in pairs.items()]


def _reader_of_pairs(kind: Any, made: Converter) -> Callable[[Any, Any], Any]:
    key_kind, value_kind = get_args(kind)
    return lambda told, _: {made.structure(key, key_kind): made.structure(value, value_kind) for key, value in told}
