"""What waits for a manager: acknowledgements, invalid verdicts, letters (X03, X07, X09)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select, union_all

from contracts.complaints.cases import Status, Validity
from contracts.complaints.request_types import EscalationQueryRequest
from contracts.complaints.worklist import Waiting
from contracts.roles import MANAGERS
from foundation.second_person import may_decide
from foundation.storage.filtered import where_held
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint, Escalation
from services.complaints.categories import queries as categories
from services.complaints.letters.queries import READERS
from services.complaints.letters.tables import IncomingDocument

SHOWN = (
    "id", "number", "status", "kind", "category", "gravity", "tier", "due_at",
    "first_responsible", "handler", "version", "community_id",
)  # fmt: skip
CASES: Final = Complaint.__table__.c
ESCALATIONS: Final = Escalation.__table__.c
LETTERS: Final = IncomingDocument.__table__.c
IDS: Final[Any] = bindparam("ids", expanding=True)
UNACKNOWLEDGED: Final = and_(
    or_(
        *(and_(ESCALATIONS.tier == tier, where_held(Escalation, tier)) for tier in sorted(MANAGERS))
    ),
    ESCALATIONS.acknowledged_at.is_(None),
)
"""Escalations to the caller's own tier there that nobody has acknowledged; those of the tiers below
may be acknowledged too, but wait for others."""
UNREAD: Final = and_(LETTERS.shown_at.is_(None), where_held(IncomingDocument, "readers"))
WAITING: Final = union_all(
    select(CASES.id)
    .join(Escalation.__table__, ESCALATIONS.complaint_id == CASES.id)
    .where(CASES.status.not_in(list(ENDED)), UNACKNOWLEDGED),
    select(CASES.id).where(
        CASES.validity == Validity.INVALID_PROPOSED,
        CASES.judged_by_id != bindparam("me"),
        CASES.status != Status.CLOSED,
    ),
    select(LETTERS.complaint_id).where(UNREAD),
)
"""The ids of the cases that wait for the caller, by what they wait for; each has its index."""
LIST: Final = Listing(select(Complaint.__table__).where(CASES.id.in_(WAITING)), CASES.id, {})
TIERS: Final = (
    select(Escalation.__table__)
    .where(ESCALATIONS.complaint_id.in_(IDS), UNACKNOWLEDGED)
    .order_by(ESCALATIONS.fired_at)
)
REGISTERED: Final = select(IncomingDocument.__table__).where(LETTERS.complaint_id.in_(IDS), UNREAD)


def escalations(uow: UnitOfWork, data: EscalationQueryRequest) -> dict[str, Any]:
    """Cases that wait for the caller's acknowledgement or decision, newest first."""
    held = uow.held("readers", *READERS)
    for tier in MANAGERS:
        held |= uow.held(tier, tier)
    found = LIST.page(uow, data, me=uow.actor.id, **held)
    ids = [case.id for case in found["items"]]
    tiers = by_case(uow.rows(TIERS, ids=ids, **held))
    letters = by_case(uow.rows(REGISTERED, ids=ids, **held))
    items = [item(uow, case, tiers[case.id], letters[case.id]) for case in found["items"]]
    return found | {"items": items}


def by_case(rows: Iterable[Any]) -> Mapping[str, list[Any]]:
    """Rows by the case that they are of."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.complaint_id].append(row)
    return found


def item(
    uow: UnitOfWork, case: Complaint, tiers: Sequence[Escalation], letters: Sequence[Any]
) -> dict[str, Any]:
    """A case with everything it waits for from the caller."""
    shown = {name: getattr(case, name) for name in SHOWN} | {"complaint_id": case.id}
    waiting = [
        *(awaited_acknowledgement(one) for one in tiers if case.status not in ENDED),
        *awaited_confirmation(uow, case),
        *(awaited_reading(one) for one in letters),
    ]
    return shown | {
        "category_name": categories.name_of(uow, case.category),
        "description": excerpt(case.description),
        "waiting": waiting,
    }


def awaited_acknowledgement(escalation: Escalation) -> dict[str, Any]:
    """A tier that waits for a named person."""
    return {
        "waits_for": Waiting.ACKNOWLEDGEMENT,
        "tier": escalation.tier,
        "since": escalation.fired_at,
        "until": escalation.acknowledge_by,
        "detail": escalation.reason,
    }


def awaited_confirmation(uow: UnitOfWork, complaint: Complaint) -> list[dict[str, Any]]:
    """An invalid verdict that the caller has not proposed."""
    proposed = complaint.validity == Validity.INVALID_PROPOSED
    if not proposed or not may_decide(uow.actor, complaint.judged_by_id):
        return []
    since = complaint.judged_at
    waits = {"waits_for": Waiting.CONFIRMATION, "tier": None, "since": since, "until": None}
    return [waits | {"detail": complaint.ground}]


def awaited_reading(letter: IncomingDocument) -> dict[str, Any]:
    """A letter that has not been shown."""
    return {
        "waits_for": Waiting.READING,
        "tier": None,
        "since": letter.received_at,
        "until": None,
        "detail": letter.number,
    }
