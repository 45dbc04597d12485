"""P10: what policies called company and community before their profiles did stays on letters."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import (
    community_policies,
    community_replica,
    company_replica,
    policies,
    policy_changes,
)
from tests.operations.conftest import NOON

pytestmark = pytest.mark.both_databases

SET: dict[str, Any] = {"changed_at": NOON, "changed_by": "p1"}
PLANNED: dict[str, Any] = SET | {
    "name": "paper_company", "value": "新公司", "before": "", "holds_from": NOON,
    "state": "planned", "changed_by_name": "总经理",
}  # fmt: skip
SOUTH: dict[str, Any] = {"community_id": "c-south", "version": 1, "name": "", "code": "NY"}


def upgraded(store_of: Callable[[str], Store], *, named: str = "") -> Store:
    """Billing as the release before has it, where the directory says `named`, and upgraded."""
    store = store_of("billing")
    downgrade(store.engine, "billing", "billing_0022")
    with store.engine.begin() as connection:
        said = {"paper_company": "某某物业有限公司", "paper_community": "观澜花园"}
        said |= {"paper_ways_to_pay": "前台"}
        rows = [{"name": name, "value": value} | SET for name, value in said.items()]
        connection.execute(insert(policies), rows)
        own = {"name": "paper_community", "value": "南苑", "community_id": "c-south"} | SET
        connection.execute(insert(community_replica), SOUTH)
        connection.execute(insert(community_policies), own)
        connection.execute(insert(policy_changes), PLANNED)
        for table in (company_replica, community_replica):
            connection.execute(update(table).values(name=named))
    upgrade(store.engine, "billing")
    return store


def names(store: Store) -> tuple[list[str], dict[str, str]]:
    """What billing calls the company, and each community."""
    with store.engine.begin() as connection:
        places = select(community_replica.c.community_id, community_replica.c.name)
        company = list(connection.scalars(select(company_replica.c.name)))
        return company, dict(connection.execute(places).tuples().all())


def test_P10_what_was_set_is_carried_over_and_gone_as_policy(
    store_of: Callable[[str], Store],
) -> None:
    store = upgraded(store_of)
    company, places = names(store)
    assert company == ["某某物业有限公司"]
    assert places == {FIRST_COMMUNITY: "观澜花园", "c-south": "南苑"}
    with store.engine.begin() as connection:
        assert list(connection.scalars(select(policies.c.name))) == ["paper_ways_to_pay"]
        assert list(connection.scalars(select(community_policies.c.name))) == []
        assert list(connection.scalars(select(policy_changes.c.state))) == ["withdrawn"]


def test_P10_what_the_profiles_say_stays(store_of: Callable[[str], Store]) -> None:
    company, places = names(upgraded(store_of, named="在册名称"))
    assert (company, set(places.values())) == (["在册名称"], {"在册名称"})
