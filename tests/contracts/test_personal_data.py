"""P08: of every table that says something of people it is said what takes it, and by which policy.

A new table with such columns fails here until its rows are kept for so long and no longer, or it is
written down why they stay.
"""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Table

from foundation.config import SERVICES
from foundation.retention_nights import policies_of
from guanjia.registry import service_class

PERSONAL = re.compile(
    r"(^|_)(name|names|phone|email|address|contact|sender|signature|user|username|payer"
    r"|remark|text|description|reason|said|facts|person|member|people)(_|$)"
    r"|_id$|(^|_)by$|password|secret|digest|sealed|subject$|plate|answer$"
)
"""Columns that name people, their numbers, their words, or what lets them in."""
OF_NOBODY = re.compile(
    r"^(community|building|building_id|household|bill|line|posting|paper|case|run|notice|snapshot"
    r"|complaint|repair|template|webhook|event|photo|visit|place|owner|subject|target|recipient|origin"
    r"|claimed|identity|key_household|message|company_identity)_(id|by)$"
)
"""Columns that end alike, and are about papers, places and companies."""

LEAVERS = "keep_leavers_days"
"""With who has left: `services/directory/leavers`, and `erase_person` of each service. Of staff by
`keep_former_staff_days`: `services/directory/leavers/former_staff`, and `erase_contact`."""
LAW = "accounting records and proofs of a claim: kept by law (docs/security.md)"
STAFF = "who of the staff did what in the company's own papers; no resident"
COMPANY = "of the company and its programs, not of people"
PRESENT = "of those who are here; ends with them"

TAKEN: dict[str, dict[str, str]] = {
    "directory": {
        "members": LEAVERS,
        "people": LEAVERS,
        "accounts": LEAVERS,
        "second_factors": LEAVERS,
        "recovery_codes": LEAVERS,
        "company_identities": LEAVERS,
        "household_changes": LEAVERS,
        "assignments": PRESENT,
        "served_buildings": PRESENT,
        "households": PRESENT,
        "buildings": COMPANY,
        "communities": COMPANY,
        "company_pictures": COMPANY,
        "company": COMPANY,
    },
    "billing": {
        "bills": LAW,
        "bill_lines": LAW,
        "billed_months": LAW,
        "payments": LAW,
        "payment_voids": LAW,
        "void_requests": LAW,
        "refunds": LAW,
        "cancel_requests": LAW,
        "ledger_postings": LAW,
        "ledger_entries": LAW,
        "dunning_papers": LAW,
        "letter_receipts": LAW,
        "dunning_steps": LAW,
        "dunning_pauses": LAW,
        "dunning_cases": LAW,
        "bill_deliveries": LAW,
        "meter_readings": LAW,
        "bill_runs": STAFF,
        "fee_items": COMPANY,
        "fee_assignments": PRESENT,
        "shared_costs": COMPANY,
        "visit_attachments": "keep_visits_days",
    },
    "repairs": {
        "timeline": "keep_repairs_days",
        "attempts": "keep_repairs_days",
        "loans": "keep_repairs_days",
        "offers": "keep_repairs_days",
        "photos": "keep_repairs_days",
        "quotes": "keep_repairs_days",
        "rounds": "keep_repairs_days",
    },
    "complaints": {
        "complaints": "keep_cases_days",
        "timeline": "keep_cases_days",
        "answers": "keep_cases_days",
        "comments": "keep_cases_days",
        "attachments": "keep_cases_days",
        "clock_stops": "keep_cases_days",
        "escalations": "keep_cases_days",
        "return_visits": "keep_cases_days",
        "call_backs": "keep_cases_days",
        "hot_issues": "keep_cases_days",
        "hot_issue_members": "keep_cases_days",
        "hot_issue_answers": "keep_cases_days",
        "incoming_documents": "keep_cases_days",
        "categories": COMPANY,
        "departments": COMPANY,
        "quick_replies": COMPANY,
    },
    "notices": {
        "recipients": "whom a notice reached, by id alone: stays with the notice (N04)",
        "notices": STAFF,
        "editions": STAFF,
        "attachments": STAFF,
        "photos": STAFF,
        "outlets": COMPANY,
        "webhooks": COMPANY,
        "message_wordings": COMPANY,
        "settlements": COMPANY,
    },
}
"""What takes the rows, or people out of them; else why they stay. Tables that the nights tell of
need not be named."""


def personal(table: Table) -> set[str]:
    """Columns of a table that say something of people."""
    return {
        one.name
        for one in table.columns
        if PERSONAL.search(one.name) and not OF_NOBODY.search(one.name)
    }


def nightly(name: str) -> dict[str, str]:
    """The tables of a service that its nights take from, with the policy."""
    service = service_class(name)
    return policies_of(service.retention_rules, service.erasures)


def tables() -> Iterator[tuple[str, Table]]:
    """All tables of all services."""
    for name in SERVICES:
        for table in service_class(name).tables.tables.values():
            yield name, table


def untaken(taken: dict[str, dict[str, str]]) -> list[str]:
    """Tables with personal columns of which nobody has said what takes them."""
    return sorted(
        f"{name}.{table.name}: {', '.join(sorted(personal(table)))}"
        for name, table in tables()
        if personal(table) and table.name not in {**nightly(name), **taken[name]}
    )


def test_P08_of_every_table_with_personal_columns_it_is_said_what_takes_it() -> None:
    assert untaken(TAKEN) == []


def test_P08_a_table_that_nobody_thought_of_would_be_named() -> None:
    """Negative control."""
    assert untaken(TAKEN | {"directory": {}, "billing": {}})


@pytest.mark.parametrize("name", SERVICES)
def test_P08_what_is_said_to_take_a_table_is_a_value_of_its_policy(name: str) -> None:
    policy, known = service_class(name).retention_policy(), service_class(name).tables.tables
    for table, what in TAKEN[name].items():
        assert table in known, f"{table} is no table any more"
        assert table not in nightly(name) or table in {"complaints"}, f"{table} need not be named"
        assert not what.startswith("keep_") or hasattr(policy, what), what
