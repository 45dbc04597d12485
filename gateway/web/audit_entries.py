"""Rows of the audit trail in words: who did what, when, from what to what (P05).

The audit trail shows all of them; the page of a thing that managers change shows its own.
"""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from contracts.method import Method
from contracts.methods import METHODS
from contracts.policy import PolicyOwner
from gateway.context import gateway_context
from gateway.languages import language
from gateway.translations import _, _l
from gateway.web.audit_words import change, policy_value
from gateway.web.calls import call_each
from gateway.web.menu import groups, sees
from gateway.web.system_words import DEADLINES, EVENTS
from gateway.web.visitor import visitor
from gateway.words import in_words, worded

SHOWN = 20
"""Changes that the page of a thing shows; the audit trail has all."""
SYSTEM = "system"
THINGS: dict[str, tuple[Any, str, str]] = {
    "complaint": (_l("Case"), "desk.case", "complaint_id"),
    "repair": (_l("Repair"), "desk.repair", "repair_id"),
    "household": (_l("Household"), "desk.household", "household_id"),
    "bill": (_l("Bill"), "finance.bill", "bill_id"),
    "bill_run": (_l("Bill run"), "finance.bill_run", "bill_run_id"),
    "payment": (_l("Payment"), "", ""),
    "refund": (_l("Refund"), "finance.refund", "refund_id"),
    "cancel_request": (_l("Request to cancel"), "finance.cancel_request", "cancel_request_id"),
    "visit": (_l("Door visit"), "", ""),
    "meter_readings": (_l("Meter readings"), "desk.household", "household_id"),
    "dunning_pause": (_l("Pause of dunning"), "", ""),
    "fee_item": (_l("Fee item"), "", ""),
    "notice": (_l("Notice"), "noticeboard.notice", "notice_id"),
    "message": (_l("Message"), "", ""),
    "category": (_l("Category"), "settings.category", "code"),
    "department": (_l("Department"), "settings.department", "code"),
    "quick_reply": (_l("Quick reply"), "settings.quick_reply", "code"),
    "template": (_l("Message template"), "settings.template", "purpose"),
    "person": (_l("Person"), "settings.person", "person_id"),
    "account": (_l("Login"), "settings.person", "person_id"),
    "api_key": (_l("API key"), "", ""),
    "webhook": (_l("Webhook"), "settings.webhook", "webhook_id"),
    "session": (_l("Session"), "", ""),
    "shift": (_l("Shift"), "", ""),
    "community": (_l("Community"), "settings.community", "community_id"),
    "company": (_l("Company"), "", ""),
    "policy": (_l("Policies"), "", ""),
    "retention": (_l("Retention of this night"), "", ""),
}
"""What something is called that a row is about, and where it is shown."""
WORDS = {"event": EVENTS, "deadline": DEADLINES}
"""What the product does by itself, by what it did it for."""
OPERATIONS = {method.key: method for method in METHODS}


def history(method: Method, kind: str, *ids: str) -> list[dict[str, Any]]:
    """What was done to a thing, newest first: to whoever may read it; nothing while the service is
    away."""
    if not ids or not visitor().has(*method.roles):
        return []
    asked = {"kind": kind, "subject_ids": list(ids), "limit": SHOWN}
    [found] = call_each((method, asked))
    rows = found["items"] if found else []
    known = gateway_context().communities.all()
    several = {one.id: one.name or one.code for one in known} if len(known) > 1 else {}
    return [entry({**row, "service": method.service}, several) for row in rows]


def entry(row: Mapping[str, Any], communities: Mapping[str, str]) -> dict[str, Any]:
    """A row as the page shows it."""
    kind, key = row["subject_kind"] or "", row["subject_id"] or ""
    name, endpoint, argument = THINGS.get(kind, (kind.replace("_", " "), "", ""))
    return {
        "at": row["at"],
        "by": _("The system") if row["actor_id"] == SYSTEM else row["actor_name"],
        "by_id": row["actor_id"],
        "done": done_in_words(row["operation"]),
        "operation": row["operation"],
        "service": worded(PolicyOwner(row["service"])),
        "where": communities.get(row["community_id"] or "", ""),
        "thing": str(name),
        "thing_id": key,
        "address": address_of(row, endpoint, argument, key),
        "changes": [change(row["service"], one) for one in row["changes"]],
        "hash": row["hash"],
    }


def address_of(row: Mapping[str, Any], endpoint: str, argument: str, key: str) -> str:
    """Where a thing is shown, to who may see the page."""
    if row["subject_kind"] == "policy":
        known = policy_value(row["service"], key)
        return url_for("settings.policy", service=row["service"], name=key) if known else ""
    group = next((one for one in groups() if one.name == endpoint.partition(".")[0]), None)
    if not (endpoint and key and group and sees(visitor(), group.roles)):
        return ""
    named: dict[str, Any] = {argument: key}
    return url_for(endpoint, **named)


def done_in_words(operation: str) -> str:
    """What was done: the title of the method, in English its name in words (its documentation is
    for programs); what the system does by itself by its name."""
    method = OPERATIONS.get(operation)
    if method is not None and method.route is not None:
        return method.route.title if language() == "zh" else in_english(method.name)
    kind, _colon, called = operation.partition(":")
    code = called.rpartition(".")[2].removeprefix("on_")
    known = WORDS.get(kind, {}).get(code)
    name = in_words(known) if known else code.replace("_", " ")
    said = {
        "deadline": _("When due: %(name)s", name=name),
        "event": _("After: %(name)s", name=name),
    }
    return said.get(kind, operation.replace("_", " "))


def in_english(name: str) -> str:
    """The name of a method as words: Put shift."""
    return name.replace("_", " ").capitalize()
