"""Lists of cases; residents see their own."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from contracts.complaints.cases import Status
from contracts.complaints.departments import ALL
from contracts.complaints.departments import MINE as OWN
from contracts.complaints.request_types import ComplaintSearchRequest
from contracts.roles import STAFF
from foundation.storage.filtered import where_held
from foundation.storage.listing import Listing
from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED, summary
from services.complaints.cases.tables import Complaint
from services.complaints.departments import queries as departments
from services.complaints.figures import queries as figures
from services.complaints.figures.queries import bounds
from services.complaints.inboxes.queries import own_department

CASES: Final = Complaint.__table__.c
EQUAL: Final = ("status", "tier", "kind", "category", "household_id", "building")
ME: Final[Any] = bindparam("me")
MINE, MINE_OF_STAFF = "mine", "mine of staff"
INBOX, MY_INBOX, WAITING = "inbox", "my inbox", "waiting"
NOW: Final[Any] = bindparam("now", type_=Instant)
OVERDUE: Final = and_(
    CASES.due_at <= func.coalesce(CASES.stopped_at, NOW),
    CASES.status.not_in(list(ENDED)),
)
"""Not answered although due at `now`, by the case's own clock."""
LATE: Final[Mapping[str, ColumnElement[bool]]] = {
    "overdue": OVERDUE,
    "call_back_missed": CASES.call_back_at <= NOW,
    "not_taken_over": CASES.take_over_by <= NOW,
    "unattended": CASES.attend_by <= NOW,
    "first_answer_missed": and_(
        CASES.first_answer_by <= NOW,
        CASES.first_answered_at.is_(None),
        CASES.status != Status.CLOSED,
    ),
}
"""What may be late of a case."""
LIST: Final = Listing(
    select(Complaint.__table__),
    CASES.id,
    {name: CASES[name] == bindparam(name) for name in EQUAL}
    | {
        "team": bindparam("team") == figures.TEAM,
        "month": and_(CASES.lodged_at >= bindparam("start"), CASES.lodged_at < bindparam("end")),
        "counted": figures.COUNTED,
        "open": CASES.status != Status.CLOSED,
        WAITING: CASES.take_over_by.is_not(None),
        INBOX: CASES.department == bindparam("of"),
        MY_INBOX: or_(CASES.department == bindparam("of"), CASES.handler_id == ME),
        "unread": and_(CASES.unread_since.is_not(None), where_held(Complaint, "staff")),
        "late": or_(*LATE.values()),
        **LATE,
        # My open cases: I am first responsible, or the handler (C01); a resident's own.
        MINE: and_(CASES.lodged_by_id == ME, CASES.status != Status.CLOSED),
        MINE_OF_STAFF: and_(
            or_(CASES.first_responsible_id == ME, CASES.handler_id == ME),
            CASES.status != Status.CLOSED,
        ),
    },
)


def search(uow: UnitOfWork, data: ComplaintSearchRequest) -> dict[str, Any]:
    """Cases that meet all filters, newest first."""
    wanted = {name for name in LIST.filters if data.get(name)}
    if data["mine"] and uow.as_staff():
        wanted = wanted - {MINE} | {MINE_OF_STAFF}
    values: dict[str, Any] = {"now": uow.now, "me": uow.actor.id}
    if data["team"]:
        values["team"] = departments.code_of(uow, data["team"])
    if data["month"]:
        values["start"], values["end"] = bounds(data["month"])
    if data["inbox"]:
        which = {ALL: set(), OWN: {MY_INBOX}}.get(data["inbox"], {INBOX})
        wanted = wanted - {INBOX} | which | {WAITING}
        values["of"] = inbox_of(uow, data["inbox"])
    if data["unread"]:
        values |= uow.held("staff", *STAFF)
    found = LIST.page(uow, data, wanted, **values)
    return found | {"items": [summary(uow, row) for row in found["items"]]}


def inbox_of(uow: UnitOfWork, named: str) -> str:
    """The code of the department whose inbox is named; none is called by the empty one."""
    return own_department(uow) or "" if named == OWN else departments.code_of(uow, named)
