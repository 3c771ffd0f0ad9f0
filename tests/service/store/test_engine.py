"""The tables are what the migrations make, on both kinds of database."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from service.errors import ServiceError
from service.store.engine import alembic_config, migrate, open_database
from service.store.tables import Base


def test_the_migrations_make_the_tables_that_the_code_knows(database_url: str) -> None:
    engine = open_database(database_url)
    migrate(engine)
    migrate(engine)
    with engine.connect() as database:
        context = MigrationContext.configure(database, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_every_migration_can_be_taken_back(database_url: str) -> None:
    engine = open_database(database_url)
    migrate(engine)
    with engine.begin() as database:
        command.downgrade(alembic_config(database), "base")
    migrate(engine)
    engine.dispose()


@pytest.mark.parametrize("url", ["mysql://root@host/name", "nonsense", "oracle://secret:word@host"])
def test_a_database_of_another_kind_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ServiceError) as caught:
        open_database(url)
    said = caught.value.message
    assert said.text.startswith('"{url}" names no database')
    assert "word" not in str(dict(said.arguments)["url"])


def test_a_database_that_does_not_answer_is_one_line(tmp_path: object) -> None:
    with pytest.raises(ServiceError) as caught:
        migrate(open_database(f"postgresql://nobody@/nothing?host={tmp_path}"))
    assert caught.value.message.text == "The database does not answer: {reason}"
