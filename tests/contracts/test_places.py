"""P01: every table says whether its rows have a place, so that none is without by oversight."""

import pytest
from sqlalchemy import Table

from foundation.config import SERVICES
from foundation.storage.placed import MARK, NAME
from foundation.storage.tables import metadata as shared
from guanjia.registry import service_class

OF_PEOPLE = {
    "directory.accounts",
    "directory.assignments",
    "directory.communities",
    "directory.people",
    "directory.served_buildings",
    "directory.sessions",
    "notices.recipients",
}
"""People, logins and rights are the company's: one person may act in several communities."""
OF_ALL = {"billing.book_checks", "notices.untold"}
"""What the system finds out about all of its data at once."""
SAID = {"audit", "community_policies", "deadlines", "idempotency_keys", "outbox"}
"""They say where something happened or holds, and are read by what goes through all of them."""
SAYS_WHICH = {"community_replica"}
"""Its rows are the communities themselves."""
WITHOUT = {
    "dead_letters", "demo_clock", "inbox", "number_series", "person_replica", "policies",
}  # fmt: skip


def tables(service: str) -> dict[str, Table]:
    """The tables of a service."""
    return dict(service_class(service).tables.tables)


def is_placed(table: Table) -> bool:
    """Whether statements on it are about the communities in scope."""
    return NAME in table.c and table.c[NAME].info == MARK


@pytest.mark.parametrize("service", SERVICES)
def test_P01_every_table_of_a_service_is_of_a_place_or_named_here(service: str) -> None:
    without = {
        f"{service}.{name}" for name, table in tables(service).items() if not is_placed(table)
    }
    assert without == {one for one in OF_PEOPLE | OF_ALL if one.startswith(service)}


def test_P01_so_is_every_shared_table() -> None:
    without = {name for name, table in shared.tables.items() if not is_placed(table)}
    assert without == SAID | SAYS_WHICH | WITHOUT
    assert {name for name in without if NAME in shared.tables[name].c} == SAID | SAYS_WHICH
