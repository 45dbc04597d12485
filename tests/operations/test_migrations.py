"""Migrations make exactly the tables that the code declares, from empty, on both databases."""

from collections.abc import Callable
from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect

from foundation.config import SERVICES
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import metadata as shared


def differences(engine: Engine, *declared: MetaData) -> list[object]:
    """What an upgrade would still have to do."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and name == "alembic_version")
                ),
            },
        )
        return list(compare_metadata(context, declared))  # type: ignore[arg-type]


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_and_tables_agree(service: str, store_of: Callable[[str], Store]) -> None:
    """Nothing is left to generate."""
    own = import_module(f"services.{service}.tables").Base.metadata
    assert differences(store_of(service).engine, own, shared) == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_difference_would_be_seen(service: str, store_of: Callable[[str], Store]) -> None:
    """Negative control: without the shared tables' declaration they count as left over."""
    own = import_module(f"services.{service}.tables").Base.metadata
    assert differences(store_of(service).engine, own)


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_can_be_taken_back_and_made_again(
    service: str, store_of: Callable[[str], Store]
) -> None:
    """Down to nothing and up again."""
    engine = store_of(service).engine
    downgrade(engine, service, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(engine, service)
    own = import_module(f"services.{service}.tables").Base.metadata
    assert differences(engine, own, shared) == []
