"""What managers see of notices (P05): its policy, how many a change concerns, and by which numbers
its audit trail is searched."""

from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.community_closing import OpenThere
from contracts.notices.channels import OUTSIDE
from contracts.notices.messages import MessageStatus
from contracts.notices.policy import POLICY
from contracts.notices.request_types import NothingRequest, OneCommunityRequest
from contracts.notices.workflow import EditionStatus, NoticeStatus
from contracts.opening import Step, step
from contracts.policy import Effect
from contracts.policy_fields import kept
from contracts.policy_words import said
from foundation.administered import Administered, number_of
from foundation.deadlines import WAITING
from foundation.open_there import open_there
from foundation.retention import would_go
from foundation.storage.tables import deadlines
from foundation.storage.unit_of_work import UnitOfWork
from services.notices import retention
from services.notices.channels.operations import outlet
from services.notices.channels.tables import Outlet
from services.notices.messages.tables import Message
from services.notices.policy import NoticesPolicy
from services.notices.workflow.tables import Edition, Notice

TO_REACH = (
    select(func.count(deadlines.c.id))
    .join(Notice, Notice.id == deadlines.c.subject_id)
    .where(deadlines.c.kind == "reach", deadlines.c.state == WAITING)
)
TO_SEND = select(func.count(Message.id)).where(
    Message.status == MessageStatus.WAITING, Message.due_at.is_not(None)
)

OPEN_THERE = (
    (
        OpenThere.NOTICES,
        select(func.count()).select_from(Edition).where(Edition.status == EditionStatus.SUBMITTED),
    ),
    (
        OpenThere.SCHEDULED,
        select(func.count()).select_from(Notice).where(Notice.status == NoticeStatus.SCHEDULED),
    ),
)

TESTED: Final = select(Outlet.channel).where(Outlet.tested_at.is_not(None), Outlet.test_error == "")


def needs_community(uow: UnitOfWork, data: OneCommunityRequest) -> dict[str, Any]:
    """What is open in a community: texts that wait for approval, or for the time at which they are
    published (P01). Raise as `open_there`."""
    return open_there(uow, data["community_id"], OPEN_THERE)


def steps_of_opening(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """Whether a channel leads out of the house, and a test message was taken by one (P02)."""
    ready = outlet.available(uow) & set(OUTSIDE)
    tested = {row.channel for row in uow.rows(TESTED)}
    return {"items": [step(Step.CHANNELS, len(ready), done=bool(ready & tested))]}


ADMINISTERED = Administered(
    NoticesPolicy,
    POLICY,
    said,
    kept,
    {
        Effect.REACH_KEEPS: number_of(TO_REACH),
        Effect.MESSAGES_KEEP: number_of(TO_SEND),
        Effect.GOES_TONIGHT: would_go((retention.OLD, retention.OLD_UNTOLD)),
    },
)
"""The policy of notices, as its managers have it."""
NUMBERED = (select(Notice.id).where(Notice.number == bindparam("named")),)
"""Ids of notices by their numbers."""
