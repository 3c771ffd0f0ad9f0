"""What is held about somebody as a workbook, for whoever reads tables rather than JSON: a sheet for each kind."""

import json
from collections.abc import Sequence

from service.layout import Column
from service.render.facts import facts_of
from service.render.held_json import held_json
from service.render.sheets import Sheet, Value, workbook
from service.sentences import Sentences
from service.values.held import HeldAbout
from service.values.json import Json

_FACTS = (Column("What", "A fact", 34), Column("What is held", "What is held", 90))
_WIDE, _NARROW = 60, 24


def held_workbook(held: HeldAbout, sentences: Sentences) -> bytes:
    """Everything that `held_json` tells: the profile in words, the rest with the names that it has there."""
    facts = [(fact.label, "; ".join(fact.values)) for fact in facts_of(held.stored.expert, sentences) if fact.values]
    told = {name: its for name, its in held_json(held).items() if name != "now" and isinstance(its, list)}
    sheets = [Sheet("Profile", _FACTS, facts), *(_sheet(name, its) for name, its in told.items())]
    return workbook(sheets, sentences)


def _sheet(name: str, records: Sequence[Json]) -> Sheet:
    """A table of records, one column a name."""
    told = [one for one in records if isinstance(one, dict)]
    names = list(dict.fromkeys(field for one in told for field in one)) or ["at"]
    columns = tuple(Column(one, "", _WIDE if one in {"told", "letters", "question"} else _NARROW) for one in names)
    return Sheet(name.replace("_", " ")[:31], columns, [[_cell(one.get(field)) for field in names] for one in told])


def _cell(value: Json) -> Value:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
