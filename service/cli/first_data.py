"""Exports that a new service starts from, to be looked at before there are real ones."""

from pathlib import Path

from service.cli.uploads import uploads_of
from service.values.actors import Actor, ActorRole
from service.verbs.imports import add_import, apply_import
from service.verbs.roster import figures
from service.workplace import Workplace

DEMO = Actor(ActorRole.COORDINATOR, "Demo data", "demo data")


def import_demo(folder: Path, workplace: Workplace) -> bool:
    """Import `experts.xlsx` and `territories.xlsx` of a folder where nothing is stored yet; whether it was done.

    Raises UnreadableFile where one of them cannot be read.
    """
    told = figures(workplace)
    if told["experts"] or told["territories"]:
        return False
    experts, territories = uploads_of([folder / "experts.xlsx"]), uploads_of([folder / "territories.xlsx"])
    read = add_import(experts, territories, DEMO, workplace)
    apply_import(read.told.id, DEMO, workplace)
    return True
