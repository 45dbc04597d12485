"""D06: every table with rows of households says to which residents they are shown, or why not."""

from importlib import import_module

import pytest
from marshmallow import Schema, fields
from sqlalchemy import Table

from contracts.roles import Role
from foundation.config import SERVICES
from foundation.storage.resident_visibility import SHOWN, Shown
from foundation.storage.tables import metadata as shared
from guanjia.registry import service_class

HOUSEHOLD = "household_id"
BOOKS = {
    "billing.billed_months", "billing.dunning_cases", "billing.dunning_pauses",
    "billing.dunning_steps", "billing.fee_assignments", "billing.household_accounts",
    "billing.ledger_entries", "billing.ledger_postings", "billing.meter_readings",
    "billing.occupancy_changes", "billing.bill_run_households", "billing.refunds",
    "billing.visits", "billing.void_requests", "billing.dunning_papers", "billing.bill_deliveries",
    "notices.household_arrears", "notices.untold",
    "complaints.concealment_reviews", "complaints.watched_repairs",
}  # fmt: skip
"""The company's own books, which no method for residents lists: what they are shown of the ledger
and of deliveries hangs on bills and payments that they see."""
ARCHIVE = {"directory.household_changes", "directory.looks", "directory.members"}
"""The archive itself says who belongs to a household now, and may know it better than the session
of whoever asks: `require_belonging`, and `seen_by` of a history."""
OF_THE_STAFF = {
    "directory.household_notes", "directory.key_households", "directory.household_codes",
}  # fmt: skip
"""What the staff note for one another; no method for residents lists it. Of codes a member is shown
those that they give on themselves."""
ADDRESSED = {"notices.recipients"}
"""A notice is addressed: to a whole home, one side of it or a person, by `target`."""


def tables() -> dict[str, Table]:
    """All tables of all services, and those that each of them has."""
    own = {
        f"{service}.{name}": table
        for service in SERVICES
        for name, table in service_class(service).tables.tables.items()
    }
    return own | dict(shared.tables)


def test_D06_every_table_of_households_is_marked_or_named_here() -> None:
    unmarked = {
        name for name, table in tables().items() if HOUSEHOLD in table.c and SHOWN not in table.info
    }
    assert unmarked == BOOKS | ARCHIVE | ADDRESSED | OF_THE_STAFF


def test_D06_what_is_marked_has_the_columns_that_say_whose_it_is() -> None:
    marked = {name: table for name, table in tables().items() if SHOWN in table.info}
    assert {"billing.bills", "billing.payments", "complaints.complaints", "repairs.repairs"} < {
        *marked
    }
    for name, table in marked.items():
        shown: Shown = table.info[SHOWN]
        said = {shown.household, "community_id", shown.since, shown.person}
        said |= {shown.side, shown.member} if shown.side else set()
        assert {one for one in said if one} <= set(table.c.keys()), name


def names(schema: Schema) -> set[str]:
    """Names of the fields of a request, however deep."""
    found = set()
    for name, field in schema.fields.items():
        found.add(name)
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            found |= {f"{name}.{one}" for one in names(inner.schema)}
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_D06_residents_name_a_household_by_the_member_that_is_checked(service: str) -> None:
    for method in import_module(f"contracts.{service}.methods").METHODS:
        if Role.RESIDENT in method.roles:
            said = {name for name in names(method.request()) if "household" in name}
            assert said <= {HOUSEHOLD}, method.key
