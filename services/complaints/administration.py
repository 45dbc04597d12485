"""What managers see of complaints (P05): policy, how many a change concerns, by which numbers the
audit trail is searched."""

from typing import Any

from sqlalchemy import bindparam, func, select

from contracts.community_closing import OpenThere
from contracts.complaints.cases import Status
from contracts.complaints.deadlines import DeadlineClass
from contracts.complaints.policy import POLICY
from contracts.complaints.request_types import OneCommunityRequest
from contracts.policy import Effect
from contracts.policy_fields import kept
from contracts.policy_words import said
from foundation.administered import Administered, number_of
from foundation.deadlines import WAITING
from foundation.open_there import open_there
from foundation.retention import would_go
from foundation.service_admin import HOMES
from foundation.storage.tables import deadlines
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints import retention
from services.complaints.cases.queries import ENDED
from services.complaints.cases.tables import Complaint, Escalation
from services.complaints.escalation.operations import TIER
from services.complaints.letters.tables import IncomingDocument
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.policy import ComplaintPolicy

OPEN = select(func.count(Complaint.id)).where(
    Complaint.status.not_in(ENDED), Complaint.clock_from.is_not(None)
)
OPEN_THERE = (
    (
        OpenThere.CASES,
        select(func.count(Complaint.id)).where(Complaint.status != Status.CLOSED),
    ),
)
OF_CLASS = OPEN.where(Complaint.limit_class == bindparam("of"))
UNACKNOWLEDGED = (
    select(func.count())
    .select_from(Escalation)
    .join(Complaint, Complaint.id == Escalation.complaint_id)
    .where(Complaint.status.not_in(ENDED), Escalation.acknowledged_at.is_(None))
)
PLANNED = (
    select(func.count(deadlines.c.id))
    .join(Complaint, Complaint.id == deadlines.c.subject_id)
    .where(deadlines.c.kind == TIER, deadlines.c.state == WAITING)
)


def needs_community(uow: UnitOfWork, data: OneCommunityRequest) -> dict[str, Any]:
    """What is open in a community: cases, also those that wait for their return visits (P01).
    Raise as `open_there`."""
    return open_there(uow, data["community_id"], OPEN_THERE)


def of_class(uow: UnitOfWork, name: str, _policy: Any) -> int:
    """Open cases that have the limit concerned."""
    of = next(one for one in DeadlineClass if name.startswith(one))
    return int(uow.rows(OF_CLASS, of=of)[0][0])


def erased(uow: UnitOfWork, name: str, policy: ComplaintPolicy) -> int:
    """Cases, or messages of the platform, whose words the next night erases."""
    days = getattr(policy, name)
    if not days:
        return 0
    over = retention.over_since(uow, days)
    if name == "keep_cases_days":
        found = select(func.count(Complaint.id)).where(Complaint.erased_at.is_(None), *over)
    else:
        found = select(func.count()).select_from(PlatformMessage)
        found = found.where(*retention.messages_over(uow, days))
    return int(uow.session.scalar(found) or 0)


ADMINISTERED = Administered(
    ComplaintPolicy,
    POLICY,
    said,
    kept,
    {
        Effect.CASES_KEEP_LIMIT: of_class,
        Effect.CASES_KEEP_DUE: number_of(OPEN),
        Effect.TIERS_KEEP: number_of(PLANNED),
        Effect.ACKNOWLEDGEMENTS_KEEP: number_of(UNACKNOWLEDGED),
        Effect.GOES_TONIGHT: would_go((retention.OLD_LOOKS, retention.OLD_WAITS)),
        Effect.ERASED_TONIGHT: erased,
    },
)
"""The policy of complaints, as its managers have it."""
NUMBERED = (
    select(Complaint.id).where(Complaint.number == bindparam("named")),
    select(IncomingDocument.complaint_id).where(IncomingDocument.number == bindparam("named")),
    select(PlatformMessage.complaint_id).where(
        PlatformMessage.message_number == bindparam("named")
    ),
    select(Complaint.id).where(Complaint.household_id.in_(HOMES)).limit(500),
)
"""Ids of cases by their numbers, those of letters and of the city's platform, or by household."""
