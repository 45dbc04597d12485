"""Where a message leads: the page of what it is about, as its reader may see it."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.directory.policy import POLICY
from contracts.notices.messages import SubjectKind
from contracts.roles import MANAGERS, Role
from foundation.actor import Actor

RELAXED_FIRST = "second_factor_roles"
"""The value that a message is about which says none: of a release in which it was the only one."""
OF_RESIDENTS: Mapping[str, tuple[str, str]] = {
    SubjectKind.COMPLAINT: ("resident.complaint", "complaint_id"),
    SubjectKind.REPAIR: ("resident.repair", "repair_id"),
    SubjectKind.BILL: ("resident.bill", "bill_id"),
    SubjectKind.PAYMENT: ("resident.receipt", "receipt_number"),
    SubjectKind.HOUSEHOLD: ("resident.statement", "household_id"),
    SubjectKind.NOTICE: ("resident.notice", "notice_id"),
}
OF_STAFF: Mapping[str, tuple[str, str]] = {
    SubjectKind.COMPLAINT: ("desk.case", "complaint_id"),
    SubjectKind.REPAIR: ("desk.repair", "repair_id"),
    SubjectKind.PAYMENT: ("desk.receipt", "receipt_number"),
    SubjectKind.HOUSEHOLD: ("desk.household", "household_id"),
    SubjectKind.NOTICE: ("noticeboard.notice", "notice_id"),
}
"""Kind → endpoint, and the argument that names the subject."""


def leads_to(message: Mapping[str, Any], reader: Actor) -> str | None:
    """The address of what a message is about; None where its reader has no page for it."""
    subject = message.get("subject")
    if not subject:
        return None
    kind = subject["kind"]
    if kind == SubjectKind.VISITS:
        return url_for("field.visits") if reader.has(*billing.LIST_VISITS.roles) else None
    if kind == SubjectKind.BILL_RUN:
        address = url_for("finance.undelivered", bill_run_id=subject["id"])
        return address if reader.has(*billing.LIST_UNDELIVERED.roles) else None
    if kind == SubjectKind.ROLE_REQUEST:
        address = url_for("site.role_request", role_request_id=subject["id"])
        return address if reader.has(*directory.GET_ROLE_REQUEST.roles) else None
    if kind == SubjectKind.PERSON:
        address = url_for("settings.person", person_id=subject["id"])
        return address if reader.has(*directory.GET_PERSON.roles) else None
    if kind == SubjectKind.SECOND_FACTOR:
        name = subject["id"].partition(":")[0]
        name = name if name in POLICY else RELAXED_FIRST
        address = url_for("settings.policy", service="directory", name=name)
        return address if reader.has(*POLICY[name].roles) else None
    if kind == SubjectKind.DESK_WAIT:
        return url_for("desk.queue") if reader.has(*complaints.LIST_WAITS.roles) else None
    if kind == SubjectKind.CONCEALMENT_REVIEW:
        address = url_for("manager.review", review_id=subject["id"])
        return address if reader.has(*complaints.GET_REVIEW.roles) else None
    if kind == SubjectKind.ROSTER:
        return url_for("manager.roster") if reader.has(*MANAGERS) else None
    if kind == SubjectKind.KEY_HOUSEHOLD:
        address = url_for("desk.key_household", household_id=subject["id"])
        return address if reader.has(*directory.CARERS) else None
    own = message.get("household_id") in reader.household_ids or not reader.is_staff
    if kind == SubjectKind.REPAIR and not own and reader.has(Role.ENGINEER):
        return url_for("field.order", repair_id=subject["id"])
    found = (OF_RESIDENTS if own else OF_STAFF).get(kind)
    if found is None:
        return None
    endpoint, argument = found
    named = subject["number"] if kind == SubjectKind.PAYMENT else subject["id"]
    return url_for(endpoint, **{argument: named}) if named else None
