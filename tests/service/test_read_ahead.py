"""Texts are read before somebody asks; whoever waits goes first, and it goes on after them."""

import pytest
from sqlalchemy import delete

from service.asking.texts import texts_told
from service.store.engine import writing
from service.store.tables import TextVector
from service.values.uploads import Upload
from service.verbs.imports import add_import, apply_import
from service.verbs.read_ahead import AT_ONCE, read_ahead
from service.verbs.scenes import current_scene
from service.workplace import Workplace
from tests.service.conftest import ANA

pytestmark = pytest.mark.slow  # reads everything anew


def unread(workplace: Workplace) -> int:
    texts = [text for expert in current_scene(workplace).experts for text in texts_told(expert)]
    return workplace.stored_library.unread(texts, asks=False)


def test_it_stops_for_whoever_waits_and_goes_on(quick: Workplace, people_file: Upload) -> None:
    apply_import(add_import([people_file], [], ANA, quick).told.id, ANA, quick)
    with writing(quick.database) as database:
        database.execute(delete(TextVector))
    before = unread(quick)
    assert not read_ahead(quick, lambda: True)
    assert unread(quick) == before
    looks = iter([False, True])
    assert not read_ahead(quick, lambda: next(looks))
    assert unread(quick) == before - AT_ONCE
