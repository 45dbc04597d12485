"""P08, PIPL 45: of every table that says something of people it is said where in one's own data its
rows are, or why they are not.

A new table with such columns fails here until it is in the download, or the reason is written down.
"""

import pytest

from foundation.config import SERVICES
from gateway.web.site.own_data import PARTS, TOLD
from guanjia.registry import service_class
from tests.contracts.test_personal_data import COMPANY, personal, tables

LISTS = {"person", *TOLD, *(one.name for one in PARTS)}
"""What the download has."""

SECRET = "it lets somebody in: a copy of it would be a key"
WORK = "what the staff decided and did in the company's own name; people are told what came of it"
CLAIM = (
    "the company's side of a claim; what was sent of it went to the household as paper or message"
)
LOOK = "who of the staff looked, by name: in the audit trail; of the own entry it is in `looks`"
OTHERS = "a message of a third party about the case; what was done about it is in `complaints`"

TAKEN_ALONG: dict[str, dict[str, str]] = {
    "directory": {
        "people": "person",
        "accounts": "person",
        "assignments": "person",
        "served_buildings": "person",
        "members": "entries",
        "looks": "looks",
        "household_notes": "notes",
        "key_households": "key_households",
        "key_calls": "key_calls",
        "households": "household",
        "household_changes": "household_changes",
        "vehicles": "vehicles",
        "access_cards": "cards",
        "pets": "pets",
        "sessions": "logins",
        "household_codes": SECRET,
        "one_time_links": SECRET,
        "second_factors": SECRET,
        "recovery_codes": SECRET,
        "company_identities": SECRET,
        "api_keys": SECRET,
        "role_requests": WORK,
        "shifts": "of the staff at work: the roster shows each the own ones",
        "communities": COMPANY,
        "buildings": COMPANY,
        "company": COMPANY,
        "company_pictures": COMPANY,
    },
    "billing": {
        "bills": "bills",
        "bill_deliveries": "bills",
        "payments": "payments",
        "payment_voids": "payments",
        "meter_readings": "bills",
        "ledger_postings": WORK,
        "bill_runs": WORK,
        "refunds": WORK,
        "void_requests": WORK,
        "cancel_requests": WORK,
        "visits": CLAIM,
        "visit_attachments": CLAIM,
        "dunning_pauses": CLAIM,
        "dunning_steps": CLAIM,
        "letter_receipts": CLAIM,
        "fee_items": COMPANY,
        "fee_assignments": "names of fees; what they come to is in `bills`",
        "shared_costs": COMPANY,
    },
    "repairs": {
        "repairs": "repairs",
        "timeline": "repairs",
        "rounds": "repairs",
        "quotes": "repairs",
        "loans": "repairs",
        "photos": "repairs",
        "offers": "repairs",
        "attempts": WORK,
        "looks": LOOK,
    },
    "complaints": {
        "complaints": "complaints",
        "timeline": "complaints",
        "answers": "complaints",
        "comments": "complaints",
        "attachments": "complaints",
        "return_visits": "complaints",
        "desk_waits": WORK,
        "call_backs": "what was promised and said is in the timeline of `complaints`",
        "hot_issues": WORK,
        "hot_issue_members": WORK,
        "hot_issue_answers": "what each was told is among the answers of `complaints`",
        "concealment_reviews": WORK,
        "watched_repairs": WORK,
        "escalations": WORK,
        "clock_stops": WORK,
        "incoming_documents": OTHERS,
        "platform_messages": OTHERS,
        "looks": LOOK,
        "categories": COMPANY,
        "departments": COMPANY,
        "quick_replies": COMPANY,
    },
    "notices": {
        "messages": "messages",
        "recipients": "whom a notice reached, by id; that it was read shows on the notice itself",
        "notices": WORK,
        "editions": WORK,
        "attachments": WORK,
        "photos": WORK,
        "webhooks": COMPANY,
        "outlets": COMPANY,
        "message_wordings": COMPANY,
    },
}
"""Of each table the list of the download that has its rows, as far as they are somebody's own; else
why it is in none."""


def untold(told: dict[str, dict[str, str]]) -> list[str]:
    """Personal tables of which nobody has said where their rows are."""
    return sorted(
        f"{name}.{table.name}: {', '.join(sorted(personal(table)))}"
        for name, table in tables()
        if personal(table) and table.name not in told[name]
    )


def test_P08_of_every_personal_table_it_is_said_where_ones_own_data_have_it() -> None:
    assert untold(TAKEN_ALONG) == []


def test_P08_a_personal_table_that_nobody_thought_of_would_be_named() -> None:
    """Negative control."""
    without = {name: one for name, one in TAKEN_ALONG["directory"].items() if name != "pets"}
    [missing] = untold(TAKEN_ALONG | {"directory": without})
    assert missing.startswith("directory.pets")


@pytest.mark.parametrize("name", SERVICES)
def test_P08_what_is_said_to_be_in_the_download_is_a_list_of_it(name: str) -> None:
    known = service_class(name).tables.tables
    for table, where in TAKEN_ALONG[name].items():
        assert table in known and personal(known[table]), f"{table} need not be named"
        assert where in LISTS or " " in where, f"{where} is no list of the download"


def test_P08_each_list_of_the_download_has_some_table() -> None:
    named = {where for one in TAKEN_ALONG.values() for where in one.values()}
    assert LISTS - named == set()
