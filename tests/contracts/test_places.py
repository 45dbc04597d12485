"""P01: every table says whether its rows have a place, so that none is without by oversight."""

import pytest
from sqlalchemy import Table, UniqueConstraint

from foundation.config import SERVICES
from foundation.storage.placed import MARK, NAME
from foundation.storage.tables import metadata as shared
from guanjia.registry import service_class

OF_PEOPLE = {
    "directory.accounts",
    "directory.api_keys",
    "directory.assignments",
    "directory.communities",
    "directory.company_identities",
    "directory.company",
    "directory.company_pictures",
    "directory.one_time_links",
    "directory.people",
    "directory.recovery_codes",
    "directory.second_factors",
    "directory.served_buildings",
    "directory.sessions",
    "notices.outlets",
    "notices.recipients",
    "notices.webhooks",
}
"""People, logins and rights are the company's: one person may act in several communities."""
OF_ALL = {"billing.book_checks"}
"""What the system finds out about all of its data at once."""
SAID = {
    "audit", "community_policies", "deadlines", "idempotency_keys", "outbox", "policy_changes",
}  # fmt: skip
"""They say where something happened or holds, and are read by what goes through all of them."""
SAYS_WHICH = {"community_replica"}
"""Its rows are the communities themselves."""
WITHOUT = {
    "audit_adoption", "audit_heads",
    "company_replica", "dead_letters", "demo_clock", "inbox", "number_series", "person_replica",
    "policies",
}  # fmt: skip


TOLD_APART = {
    "directory.household_codes.digest": "drawn at random: no two codes are alike",
    "billing.bills.number": "the code of the community is in it",
    "billing.bills.source_reference": "names what was charged by its id",
    "billing.dunning_papers.number": "the code of the community is in it",
    "billing.dunning_pauses.kind,reference": "names a case, a claim or a plan by its id",
    "billing.ledger_postings.reverses": "the id of another posting",
    "billing.ledger_postings.source": "names what was booked by its id",
    "billing.payments.receipt_number": "the code of the community is in it",
    "billing.visits.number": "the code of the community is in it",
    "billing.visits.route_key": "the id of the visit is in it",
    "repairs.repairs.number": "the code of the community is in it",
    "repairs.rounds.work_order_number": "the code of the community is in it",
    "complaints.complaints.number": "the code of the community is in it",
    "complaints.incoming_documents.number": "the code of the community is in it",
    "complaints.platform_messages.message_number": "the city's platform numbers them for all",
    "notices.messages.key": "names an event by its id, or the community",
    "notices.notices.number": "the code of the community is in it",
}
"""Keys of rows with a place that have neither the community nor an id, and what tells two alike of
different communities apart."""


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


def keys(table: Table) -> set[tuple[str, ...]]:
    """What no two rows of a table have alike."""
    unique = (one for one in table.constraints if isinstance(one, UniqueConstraint))
    indexes = (one for one in table.indexes if one.unique)
    every = (table.primary_key, *unique, *indexes)
    return {tuple(column.name for column in one.columns) for one in every}


@pytest.mark.parametrize("service", SERVICES)
def test_P01_what_is_alike_in_two_communities_does_not_meet(service: str) -> None:
    met = {
        f"{service}.{name}.{','.join(key)}"
        for name, table in tables(service).items()
        if is_placed(table)
        for key in keys(table)
        if NAME not in key and not any(one == "id" or one.endswith("_id") for one in key)
    }
    assert met == {one for one in TOLD_APART if one.startswith(f"{service}.")}
