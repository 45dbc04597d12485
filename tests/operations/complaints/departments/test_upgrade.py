"""P05, C14: what an installation has said of departments becomes entries, and keeps its cases."""

from typing import Any

import pytest
from sqlalchemy import insert, select, update

from foundation.actor import Grant
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import (
    community_policies,
    policies,
    policy_changes,
)
from services.complaints.cases.tables import Complaint
from services.complaints.categories.tables import CategoryRow
from services.complaints.departments.rules import SHIPPED
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import NOON, put_household, put_person
from tests.support.community import OTHER, THERE

pytestmark = pytest.mark.both_databases

SET: dict[str, Any] = {"name": "departments", "changed_at": NOON, "changed_by": "p1"}
PLANNED: dict[str, Any] = SET | {
    "value": ["工程部"], "before": [], "holds_from": NOON, "state": "planned",
    "changed_by_name": "总经理",
}  # fmt: skip


def before(desk: Desk, *names: str, company: list[str] | None = None, own: Any = None) -> None:
    """The release before, with an accepted case for each of the names, upgraded."""
    cases = [desk.bring("accepted")["id"] for _ in names]
    engine = desk.store.engine
    downgrade(engine, "complaints", "complaints_0013")
    with engine.begin() as connection:
        for case, name in zip(cases, names, strict=True):
            one = update(Complaint).where(Complaint.id == case)
            connection.execute(one.values(department=name))
        if company is not None:
            connection.execute(insert(policies), SET | {"value": company})
            connection.execute(insert(policy_changes), PLANNED)
        if own is not None:
            said = SET | {"community_id": OTHER, "value": own}
            connection.execute(insert(community_policies), said)
    upgrade(engine, "complaints")


def entries(desk: Desk, by: Any = None) -> dict[str, tuple[bool, int]]:
    """Whether each is offered, and how many open cases it has, by name."""
    found = desk.call("departments", by or desk.supervisor, include_inactive=True)["items"]
    return {one["name"]: (one["active"], one["open"]) for one in found}


def values(store: Store, column: Any) -> list[Any]:
    """What stands in a column."""
    with store.engine.begin() as connection:
        return list(connection.scalars(select(column)))


def test_P05_an_installation_that_had_changed_nothing_has_what_is_shipped(desk: Desk) -> None:
    before(desk, "工程部", "安保部", "engineering")
    assert entries(desk) == {one.name_zh: (True, 0) for one in SHIPPED.values()} | {
        "工程部": (True, 2), "秩序维护部": (True, 1),
    }  # fmt: skip
    assert {one["source"] for one in desk.call("departments", desk.supervisor)["items"]} == {"code"}


def test_P05_a_changed_policy_value_becomes_entries(desk: Desk) -> None:
    before(desk, "水景班", "保洁部", company=["工程部", "水景班", "护卫队"])
    found = entries(desk)
    assert (found["水景班"], found["护卫队"]) == ((True, 1), (True, 0))
    assert found["工程部"] == (True, 0)
    assert found["保洁部"] == (True, 1), "it has an open case"
    assert found["财务部"] == found["秩序维护部"] == (False, 0)
    assert values(desk.store, policies.c.name) == []
    assert values(desk.store, policy_changes.c.state) == ["withdrawn"]


def test_C14_texts_of_cases_and_of_people_are_known_from_then_on(desk: Desk) -> None:
    put_person(desk.store, "p-gardener", "steward", department="绿化部")
    before(desk, "水景班", "水景班", "保安部")
    found = entries(desk)
    assert (found["水景班"], found["绿化部"]) == ((True, 2), (True, 0))
    case = next(
        one for one in desk.call("search", desk.supervisor)["items"]
        if one["department_name"] == "水景班"
    )  # fmt: skip
    again = desk.act(case, "transfer", desk.supervisor, department="绿化部")
    assert again["department_name"] == "绿化部"
    moved = desk.act(again, "transfer", desk.supervisor, department="水景班")
    assert moved["department"] == case["department"]


def test_P01_a_communitys_own_value_becomes_its_own_entries(desk: Desk) -> None:
    put_household(desk.store, "t-h1", where=THERE)
    before(desk, own=["工程部", "水景班"])
    assert values(desk.store, community_policies.c.name) == []
    assert "水景班" not in entries(desk)
    theirs = entries(desk, desk.actor("supervisor", grants=frozenset({Grant("supervisor", OTHER)})))
    assert theirs["水景班"] == theirs["工程部"] == theirs["客服部"] == (True, 0)
    assert theirs["秩序维护部"] == (False, 0)


def test_X04_categories_name_departments_by_codes(desk: Desk) -> None:
    desk.call("edit_category", desk.supervisor, code="mail", department="finance")
    downgrade(desk.store.engine, "complaints", "complaints_0013")
    assert values(desk.store, CategoryRow.department) == ["财务部"]
    upgrade(desk.store.engine, "complaints")
    assert values(desk.store, CategoryRow.department) == ["finance"]
