"""The methods of notices; who may call each."""

from typing import Any

from contracts.base import Nothing, PageQuery, page_of
from contracts.method import Method
from contracts.notices import payloads as p
from contracts.notices import views as v
from contracts.roles import ANYONE, DESK, EVERYONE, MANAGERS, STAFF, Role

APPROVERS = frozenset({Role.DEPUTY_MANAGER, Role.DIRECTOR})
"""Who approves what must be approved, or sends it back, unless they wrote it (N01)."""
CARRIERS = MANAGERS | DESK | {Role.STEWARD}
"""Who hands copies over at the door."""


def _method(
    name: str, takes: type, gives: type | None, who: frozenset[Role], **more: Any
) -> Method:
    return Method("notices", name, takes, gives, who, **more)


DRAFT = _method("draft", p.DraftNotice, v.NoticeView, STAFF, creates=True)
COMPOSE_OUTAGE = _method("compose_outage", p.ComposeOutage, v.OutageText, STAFF)
EDIT = _method("edit", p.EditNotice, v.NoticeView, STAFF, edits=True)
SEARCH = _method("search", p.NoticeSearch, page_of(v.NoticeSummary), EVERYONE)
GET = _method("get", p.OneNotice, v.NoticeView, EVERYONE)
SUBMIT = _method("submit", p.OneNotice, v.NoticeView, STAFF)
APPROVE = _method("approve", p.OneNotice, v.NoticeView, APPROVERS)
SEND_BACK = _method("send_back", p.SendBackNotice, v.NoticeView, APPROVERS)
PUBLISH = _method("publish", p.OneNotice, v.NoticeView, MANAGERS)
WITHDRAW = _method("withdraw", p.WithdrawNotice, v.NoticeView, MANAGERS)
CORRECT = _method("correct", p.CorrectNotice, v.NoticeView, MANAGERS, creates=True)
READ = _method("read", p.OneNotice, v.NoticeView, EVERYONE)
ACKNOWLEDGE = _method("acknowledge", p.OneNotice, v.NoticeView, EVERYONE)
ADD_PHOTO = _method("add_photo", p.AddPhoto, v.PhotoView, STAFF, creates=True)
GET_PHOTO = _method("get_photo", p.OnePhoto, v.PhotoFile, STAFF)
REACH = _method("reach", p.ReachQuery, v.ReachView, STAFF)
MISSING_PHOTOS = _method("missing_photos", Nothing, v.MissingPhotosList, STAFF)
DOOR_DELIVERIES = _method(
    "door_deliveries", p.DoorDeliveryQuery, page_of(v.DoorDeliveryView), CARRIERS
)
DOOR_BUILDINGS = _method("door_buildings", Nothing, v.DoorBuildings, CARRIERS)
HAND_OVER = _method("hand_over", p.HandOver, v.OutgoingView, CARRIERS)
HAND_OVER_HOME = _method("hand_over_home", p.HandOverHome, v.HandedOver, CARRIERS)
MESSAGES = _method("messages", p.MyMessages, v.InboxView, ANYONE)
READ_MESSAGE = _method("read_message", p.OneMessage, v.MessageView, ANYONE)
UNTOLD = _method("untold", PageQuery, v.UntoldPage, MANAGERS)
OUTGOING = _method("outgoing", p.OutgoingQuery, page_of(v.OutgoingView), MANAGERS | DESK)

METHODS = (
    DRAFT,
    COMPOSE_OUTAGE,
    EDIT,
    SEARCH,
    GET,
    SUBMIT,
    APPROVE,
    SEND_BACK,
    PUBLISH,
    WITHDRAW,
    CORRECT,
    READ,
    ACKNOWLEDGE,
    ADD_PHOTO,
    GET_PHOTO,
    REACH,
    MISSING_PHOTOS,
    DOOR_DELIVERIES,
    DOOR_BUILDINGS,
    HAND_OVER,
    HAND_OVER_HOME,
    MESSAGES,
    READ_MESSAGE,
    UNTOLD,
    OUTGOING,
)
