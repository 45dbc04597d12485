"""D06: cases of the release before are a tenant's or the owner's after the upgrade, not both's."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import insert, text

from foundation.clock import FixedClock
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import household_replica
from tests.operations.conftest import NOON

HOME = {
    "household_id": "h1", "version": 1, "building": "1栋", "unit": "1-101", "floor": 1,
    "unit_type": "residential", "area_m2": 80, "owner_name": "王芳", "vacant": False,
    "two_person_visit": False,
    "community_id": FIRST_COMMUNITY,
    "members": [
        {"person_id": "p-owner", "name": "王芳", "relation": "owner", "phone": "13800000001"},
        {"person_id": "p-tenant", "name": "李雷", "relation": "tenant", "phone": "13700000001"},
    ],
}  # fmt: skip
BEFORE = {"complaints": "complaints_0004", "repairs": "repairs_0003"}
CASES = {
    "by the owner": ("h1", "p-owner", "王芳", "13800000001", "owner"),
    "by the tenant online": ("h1", "p-tenant", "亲友", "13511111111", "nobody"),
    "of the tenant, at the desk": ("h1", "p-desk", "李先生", "13700000001", "nobody"),
    "of somebody, at the desk": ("h1", "p-desk", "张三", "13522222222", "owner"),
    "of a public place": (None, "p-desk", "李雷", "13700000001", "nobody"),
}


pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    ("service", "by"), [("complaints", "lodged_by_id"), ("repairs", "requested_by_id")]
)
def test_D06_what_a_tenant_lodged_before_is_not_the_owners(
    service: str, by: str, store_of: Callable[[str], Store], clock: FixedClock
) -> None:
    store = store_of(service)
    tables = import_module(f"services.{service}.tables").Base.metadata.tables
    table = tables[service]
    with store.engine.begin() as connection:
        connection.execute(insert(household_replica), HOME)
        for at, (name, (home, who, contact, phone, _)) in enumerate(CASES.items()):
            row = {
                column.name: filler(column, at) for column in table.columns if not column.nullable
            }
            old_row = {"id": name, "household_id": home, by: who, "contact_name": contact}
            connection.execute(insert(table), row | old_row | {"contact_phone": phone})
    downgrade(store.engine, service, BEFORE[service])
    upgrade(store.engine, service)
    with store.engine.connect() as connection:
        sides = dict(connection.execute(text(f"SELECT id, side FROM {service}")).all())
    assert sides == {name: case[-1] for name, case in CASES.items()}


def filler(column: Any, at: int) -> Any:
    """Something that a column takes, another one in each row."""
    kind = column.type.python_type if hasattr(column.type, "python_type") else str
    values: dict[Any, Any] = {bool: False, int: 1, list: [], dict: []}
    if "Instant" in type(column.type).__name__:
        return NOON + timedelta(minutes=at)
    if "JSON" in type(column.type).__name__.upper():
        return []
    return values.get(kind, f"{at}")
