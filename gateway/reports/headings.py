"""What columns, sheets and charts of reports are headed with."""

from collections.abc import Mapping
from typing import Any

from gateway.translations import _l

HEADINGS: Mapping[str, Any] = {
    "contacts": _l("Contacts"),
    "complaints": _l("Complaints counted"),
    "valid": _l("Valid complaints"),
    "invalid": _l("Invalid complaints"),
    "undecided": _l("Undecided"),
    "inquiries": _l("Inquiries"),
    "suggestions": _l("Suggestions"),
    "reports": _l("Reports"),
    "kept": _l("On time"),
    "missed": _l("Late"),
    "running": _l("Still running"),
    "share_kept": _l("On time %"),
    "first_answers": _l("First answers due"),
    "first_kept": _l("First answers in time"),
    "first_missed": _l("First answers missed"),
    "first_running": _l("First answers still running"),
    "share_first_kept": _l("First answers in time %"),
    "cases": _l("Paused cases"),
    "pauses": _l("Pauses"),
    "minutes": _l("Minutes paused"),
    "desk": _l("Desk"),
    "summary": _l("Summary"),
    "by_category": _l("By category"),
    "by_tier": _l("By tier"),
    "by_team": _l("By team"),
    "by_final": _l("By classification"),
    "named": _l("Cases named"),
    "invalid_verdicts": _l("Invalid verdicts"),
    "concealment": _l("Suspected concealment"),
    "rule": _l("By what"),
    "found": _l("Items found"),
    "confirmed": _l("Concealment confirmed"),
    "dismissed": _l("No concealment"),
    "item": _l("Item"),
    "count": _l("Count"),
    "number": _l("Number"),
    "category": _l("Category"),
    "department": _l("Department"),
    "handler": _l("Handler"),
    "failed_visits": _l("Failed return visits"),
    "officer": _l("Officer"),
    "verdicts": _l("Verdicts"),
    "share": _l("Share"),
    "final": _l("Classification"),
    "complaints_of": _l("Complaints of the month"),
    "collection_of": _l("Fee collection"),
    "total": _l("Total"),
    "this_year": _l("This year"),
    "former_years": _l("Former years"),
    "by_building": _l("By building"),
    "by_item": _l("By item"),
    "by_steward": _l("By steward"),
    "billed_count": _l("Number of bills"),
    "paid_count": _l("Paid"),
    "unpaid_count": _l("Unpaid"),
    "billed_amount": _l("Billed (yuan)"),
    "collected_amount": _l("Collected (yuan)"),
    "written_off_amount": _l("Written off (yuan)"),
    "outstanding_amount": _l("Outstanding (yuan)"),
    "rate": _l("Collection rate"),
    "households": _l("Household files"),
}
"""By the field of the report."""


def heading(field: str) -> str:
    """What a field is called, in the caller's language; raise KeyError for one without a name."""
    return str(HEADINGS[field])
