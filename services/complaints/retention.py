"""How long is kept who complained of what, and in which words (P08); figures stay as they are."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, update

from contracts.complaints.cases import Status
from contracts.complaints.comments import CommentKind
from contracts.complaints.request_types import LeaverRequest
from contracts.complaints.timeline import Action
from contracts.leavers import KeptFor
from contracts.modules import classes_of
from foundation import erasure, retention
from foundation.erasure import NOTHING, Erasure, Taken
from foundation.files import keeping
from foundation.ids import new_id
from foundation.storage import word_search
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.answers.tables import Answer
from services.complaints.attachments.tables import Attachment
from services.complaints.cases.tables import ClockStop, Complaint, Escalation, ReturnVisit
from services.complaints.comments.tables import Comment
from services.complaints.concealment.tables import WORDS as REVIEWED
from services.complaints.concealment.tables import ConcealmentReview
from services.complaints.desk_waits.tables import DeskWait
from services.complaints.hot_issue_members.tables import HotIssue, HotIssueMember
from services.complaints.hot_issues.tables import HotIssueAnswer
from services.complaints.letters.tables import IncomingDocument
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.policy import ComplaintPolicy
from services.complaints.privacy.tables import Look
from services.complaints.promised_calls.tables import CallBack
from services.complaints.timeline.tables import TimelineEntry
from services.complaints.watched_repairs.tables import WatchedRepair

LOOKS: Any = Look.__table__
OLD_LOOKS = retention.RetentionRule(LOOKS, "keep_looks_days", retention.by_id(LOOKS), LOOKS.c.id)
"""Who looked at whole numbers, and what for (D03)."""
WAITS: Any = DeskWait.__table__
OLD_WAITS = retention.RetentionRule(
    WAITS, "keep_desk_waits_days", retention.by_id(WAITS), WAITS.c.id
)
"""Who waited at the desk, and by what they were known there (C06)."""

REVIEWS: Any = ConcealmentReview.__table__
OLD_REVIEWS = retention.RetentionRule(
    REVIEWS,
    "keep_cases_days",
    retention.by_id(
        REVIEWS,
        REVIEWS.c.complaint_id.is_(None),
        or_(*(REVIEWS.c[name].is_not(None) for name in REVIEWED)),
    ),
    REVIEWS.c.id,
    becomes=dict.fromkeys(REVIEWED),
)
"""What was said in remarks of repairs and visits, and of them; of a case it goes with the case."""
WATCHED: Any = WatchedRepair.__table__
OLD_WATCHED = retention.RetentionRule(
    WATCHED, "concealment_repeat_days", retention.since(WATCHED.c.noted_at), WATCHED.c.noted_at
)
"""What no repair repeats any more (X12)."""

OVER = (Status.ANSWERED, Status.CLOSED)
CASE = {
    "description": "", "wish": "", "contact_name": "", "contact_phone": None,
    "restated_text": None, "ground": None, "result": None,
}  # fmt: skip
OF_CASE: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Answer, dict.fromkeys(("consent", "findings", "grounds", "follow_up")) | {"text": ""}),
    (ReturnVisit, {"remark": None}),
    (Comment, {"text": "", "mentions": {}}),
    (CallBack, {"about": None, "remark": None}),
    (ConcealmentReview, dict.fromkeys(REVIEWED)),
    (ClockStop, {"reason": None}),
    (Escalation, {"remark": None}),
    (IncomingDocument, {"sender": "", "subject": ""}),
)
"""What becomes of the words in a case, and in what belongs to it; its attachments go."""
STAYS = frozenset({
    "due_at", "acknowledge_by", "at_most_until", "until", "respond_by", "written_at", "replied_at",
    "document", "message_number", "repair", "tiers", "category", "department",
})  # fmt: skip
"""What an entry of the timeline says beside words of the code: moments and numbers of papers."""
WORDS = erasure.words_of(classes_of("complaints", StrEnum).values())
SAID = frozenset({
    "ground", "description", "wish", "contact_name", "contact_phone", "place",
})  # fmt: skip
"""The tracked values that people said, or that say who they are."""
CONTACT = frozenset({"contact_name", "contact_phone"})


LINES: Any = TimelineEntry.__table__
CORRECTED = select(LINES.c.id, LINES.c.changes).where(LINES.c.action == Action.CORRECTED)


def erase_cases(uow: UnitOfWork, policy: ComplaintPolicy) -> Taken:
    """Erase a portion of the cases that have been over for longer than they are kept."""
    if not policy.keep_cases_days:
        return NOTHING
    old = over_since(uow, policy.keep_cases_days)
    free = select(Complaint.id).where(Complaint.erased_at.is_(None), *old)
    free = free.order_by(Complaint.id).limit(erasure.BATCH).with_for_update(skip_locked=True)
    ids = list(uow.session.scalars(free))
    if ids:
        gone = CASE | {"erased_at": uow.now}
        uow.session.execute(update(Complaint).where(Complaint.id.in_(ids)).values(gone))
        for model, become in OF_CASE:
            mine = update(model).where(model.complaint_id.in_(ids))
            uow.session.execute(mine.values(become))
        added = and_(Comment.complaint_id.in_(ids), Comment.kind == CommentKind.ADDITION)
        uow.session.execute(update(Comment).where(added).values(by=""))
        forget_hot_issues(uow, ids)
        keeping.drop_all(uow, Attachment, Attachment.complaint_id.in_(ids))
        timestamps = erasure.timelines(uow, LINES, "complaint_id", ids, bared)
        erasure.trail(uow, "complaint_id", ids, timestamps)
        word_search.forget(uow, ids)
    return Taken(len(ids), len(ids) == erasure.BATCH)


def forget_hot_issues(uow: UnitOfWork, ids: Sequence[str]) -> None:
    """Erase the words of the hot issues that these cases belonged to, all of whose cases are
    erased now (X16)."""
    mine = HotIssueMember.hot_issue_id == HotIssue.id
    kept = exists().where(
        mine, Complaint.id == HotIssueMember.complaint_id, Complaint.erased_at.is_(None)
    )
    touched = exists().where(mine, HotIssueMember.complaint_id.in_(ids))
    issues = list(uow.session.scalars(select(HotIssue.id).where(touched, ~kept)))
    if issues:
        uow.session.execute(update(HotIssue).where(HotIssue.id.in_(issues)).values(title=""))
        answers = update(HotIssueAnswer).where(HotIssueAnswer.hot_issue_id.in_(issues))
        uow.session.execute(answers.values(text="", remark=None))
        erasure.trail(uow, "hot_issue_id", issues, set())


def erase_person(uow: UnitOfWork, person_id: str) -> None:
    """Erase somebody who has left out of the cases that they lodged, and of attachments."""
    gone = {"contact_name": erasure.NOBODY, "contact_phone": None}
    erasure.of_person(
        uow, person_id, Complaint.__table__, "lodged_by_id", "complaint_id", LINES, **gone
    )
    theirs = select(Complaint.id).where(Complaint.lodged_by_id == person_id)
    for row in uow.session.execute(CORRECTED.where(LINES.c.complaint_id.in_(theirs))).all():
        left = {name: change for name, change in row.changes.items() if name not in CONTACT}
        uow.session.execute(update(LINES).where(LINES.c.id == row.id).values(changes=left))
    said = update(Comment).where(Comment.by_id == person_id)
    uow.session.execute(said.values(by=erasure.NOBODY))
    keeping.forget_who_filed(uow, Attachment, person_id)


def erase_messages(uow: UnitOfWork, policy: ComplaintPolicy) -> Taken:
    """Erase a portion of who wrote what to the city's platform; that a message was taken over stays
    known by its number (C05)."""
    if not policy.keep_platform_messages_days:
        return NOTHING
    old = messages_over(uow, policy.keep_platform_messages_days)
    free = select(PlatformMessage.message_number).where(*old)
    numbers = list(uow.session.scalars(free.limit(erasure.BATCH)))
    which = PlatformMessage.message_number.in_(numbers)
    uow.session.execute(update(PlatformMessage).where(which).values(user="", subject=""))
    return Taken(len(numbers), len(numbers) == erasure.BATCH)


def messages_over(uow: UnitOfWork, days: int) -> tuple[ColumnElement[bool], ...]:
    """That a message of the platform is not erased yet, though it and its case have been over for
    so many days."""
    mine = exists().where(Complaint.id == PlatformMessage.complaint_id, *over_since(uow, days))
    old = PlatformMessage.imported_at < uow.now - timedelta(days=days)
    return PlatformMessage.user != "", old, mine


def over_since(uow: UnitOfWork, days: int) -> tuple[ColumnElement[bool], ...]:
    """That a case is over, and nothing has happened with it for so many days."""
    moment = uow.now - timedelta(days=days)
    later = exists().where(TimelineEntry.complaint_id == Complaint.id, TimelineEntry.at >= moment)
    return Complaint.id < new_id(moment)[:13], Complaint.status.in_(OVER), ~later


def bared(row: Any) -> dict[str, Any]:
    """What stays of an entry."""
    return {
        "detail": erasure.bare(row.detail, STAYS, WORDS),
        "changes": {name: change for name, change in row.changes.items() if name not in SAID},
    }


THEIRS: Final = or_(
    Complaint.member_id == bindparam("member_id"),
    Complaint.lodged_by_id == bindparam("person_id"),
)
OPEN_ONES: Final = (
    select(Complaint.id)
    .where(Complaint.household_id == bindparam("household_id"), THEIRS)
    .where(Complaint.status.not_in(OVER))
    .limit(1)
)


def needs_leaver(uow: UnitOfWork, data: LeaverRequest) -> dict[str, Any]:
    """Whether a case of somebody who has left is open."""
    reasons = [KeptFor.COMPLAINT] if uow.rows(OPEN_ONES, **data) else []
    return {"reasons": reasons, "person_id": data["person_id"]}


ERASURES = (
    Erasure("cases", "keep_cases_days", erase_cases),
    Erasure("platform_messages", "keep_platform_messages_days", erase_messages),
)
