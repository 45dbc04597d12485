"""What the methods of notices give."""

from marshmallow import fields

from contracts import photos
from contracts.base import View
from contracts.fields import Id, Instant
from contracts.notices.payloads import Audience


class EditionView(View):
    """One version of a notice's text."""

    edition = fields.Integer(required=True)
    """1, and one more with each correction."""
    status = fields.String(required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    author_id = Id(required=True)
    author_name = fields.String(required=True)
    written_at = Instant(required=True)
    approved_by_id = Id(required=True, allow_none=True)
    approved_by_name = fields.String(required=True, allow_none=True)
    approved_at = Instant(required=True, allow_none=True)
    published_at = Instant(required=True, allow_none=True)


class PhotoView(photos.PhotoView):
    """A photo of the notice hanging in a building (N02)."""

    building = fields.String(required=True)


class PhotoFile(photos.PhotoFile):
    """A photo of the notice with its content."""

    building = fields.String(required=True)


class SentBackView(View):
    """That a text was not agreed to (退回), by whom and why."""

    at = Instant(required=True)
    by = fields.String(required=True)
    remark = fields.String(required=True)


class NoticeSummary(View):
    """A notice as lists and actions show it."""

    id = Id(required=True)
    number = fields.String(required=True)
    kind = fields.String(required=True)
    status = fields.String(required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    edition = fields.Integer(required=True)
    """Which version of the text this is: the one in force, or the first while there is none."""
    signature = fields.String(required=True)
    """Who signs it, with the telephone to ask."""
    audience = fields.Nested(Audience, required=True)
    """For residents empty: whom else it is for is not theirs to know."""
    channels = fields.List(fields.String(), required=True)
    must_acknowledge = fields.Boolean(required=True)
    urgent = fields.Boolean(required=True)
    author_name = fields.String(required=True)
    created_at = Instant(required=True)
    publish_at = Instant(required=True, allow_none=True)
    published_at = Instant(required=True, allow_none=True)
    expires_at = Instant(required=True, allow_none=True)
    withdrawn_at = Instant(required=True, allow_none=True)
    withdrawal_reason = fields.String(required=True, allow_none=True)
    sent_back = fields.Nested(SentBackView, required=True, allow_none=True)
    """Why the version in the making was sent back last, until it is approved; for staff."""
    read_at = Instant(required=True, allow_none=True)
    """When the caller, or somebody of the caller's household, first read it."""
    acknowledged_at = Instant(required=True, allow_none=True)
    version = fields.Integer(required=True)


class NoticeView(NoticeSummary):
    """A notice with all its versions."""

    versions = fields.List(fields.Nested(EditionView), required=True)
    """Oldest first; residents see those that were published."""
    photos = fields.List(fields.Nested(PhotoView), required=True)
    advice = fields.List(fields.String(), required=True)
    """What residents will miss in the last version of the text; for staff."""
    unavailable_channels = fields.List(fields.String(), required=True)
    """Channels asked for that this installation is not configured for."""
    actions = fields.List(fields.String(), required=True)
    """What the caller may do with it now."""


class ReachedView(View):
    """What is known of one household, or one member of staff, that a notice is for."""

    id = Id(required=True)
    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    person_name = fields.String(required=True, allow_none=True)
    delivered = fields.Boolean(required=True)
    delivered_at = Instant(required=True, allow_none=True)
    delivered_by = fields.String(required=True, allow_none=True)
    """The portal, until another channel has brought it to the person."""
    read = fields.Boolean(required=True)
    read_at = Instant(required=True, allow_none=True)
    acknowledged = fields.Boolean(required=True)
    acknowledged_at = Instant(required=True, allow_none=True)
    reached = fields.Boolean(required=True)


class OutageText(View):
    """The text of a notice of an outage."""

    title = fields.String(required=True)
    body = fields.String(required=True)


class MissingView(View):
    """Somebody who has not been reached."""

    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    person_name = fields.String(required=True, allow_none=True)


class ReachView(View):
    """How far a notice has got, for the text in force (N04)."""

    notice_id = Id(required=True)
    edition = fields.Integer(required=True)
    total = fields.Integer(required=True)
    delivered = fields.Integer(required=True)
    read = fields.Integer(required=True)
    acknowledged = fields.Integer(required=True)
    reached = fields.Integer(required=True)
    """Acknowledged where that is asked for; else read, or delivered to the person by e-mail and
    the like or at the door. Lying in the portal is not enough."""
    must_acknowledge = fields.Boolean(required=True)
    reach_by = Instant(required=True, allow_none=True)
    """When those not reached fall through to the next channel."""
    missing = fields.List(fields.Nested(MissingView), required=True)
    """All who have not been reached."""
    items = fields.List(fields.Nested(ReachedView), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class MissingPhotosView(View):
    """A major announcement and the buildings whose photo is overdue (N02)."""

    notice_id = Id(required=True)
    number = fields.String(required=True)
    title = fields.String(required=True)
    published_at = Instant(required=True)
    due_at = Instant(required=True)
    buildings = fields.List(fields.String(), required=True)


class MissingPhotosList(View):
    """What is overdue; empty when every photo is filed."""

    items = fields.List(fields.Nested(MissingPhotosView), required=True)


class SubjectView(View):
    """What a message is about."""

    kind = fields.String(required=True)
    id = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    """Of the paper, where it has one."""


class MessageView(View):
    """A message in the caller's inbox, in the caller's language."""

    id = Id(required=True)
    purpose = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    household_id = Id(required=True, allow_none=True)
    subject = fields.Nested(SubjectView, required=True, allow_none=True)
    """Where it leads."""
    times = fields.Integer(required=True)
    """How often it was told: what is told again of one thing is one message."""
    first_at = Instant(required=True)
    sent_at = Instant(required=True, allow_none=True)
    """When it was told last."""
    read_at = Instant(required=True, allow_none=True)
    settled_at = Instant(required=True, allow_none=True)
    """Since when it is no longer true."""
    settled = fields.String(required=True, allow_none=True)
    """Why it is no longer true."""


class InboxView(View):
    """The caller's messages, newest first, and how many are unread in all."""

    items = fields.List(fields.Nested(MessageView), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    unread = fields.Integer(required=True)


class OutgoingView(View):
    """An outgoing message as the office sees it."""

    id = Id(required=True)
    purpose = fields.String(required=True)
    channel = fields.String(required=True)
    status = fields.String(required=True)
    title = fields.String(required=True)
    notice_id = Id(required=True, allow_none=True)
    household_id = Id(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    person_name = fields.String(required=True, allow_none=True)
    created_at = Instant(required=True)
    attempts = fields.Integer(required=True)
    next_attempt_at = Instant(required=True, allow_none=True)
    sent_at = Instant(required=True, allow_none=True)
    error = fields.String(required=True, allow_none=True)


class UntoldView(View):
    """Something that nobody was told because it had happened too long ago (N03)."""

    id = Id(required=True)
    purpose = fields.String(required=True)
    """Which message it would have been."""
    subject = fields.Nested(SubjectView, required=True, allow_none=True)
    household_id = Id(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    occurred_at = Instant(required=True)
    at = Instant(required=True)
    """When it was left out."""
    hours_late = fields.Integer(required=True)


class UntoldPage(View):
    """One page of what was left untold, newest first, with how much it is in all."""

    items = fields.List(fields.Nested(UntoldView), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True)
    since = Instant(required=True, allow_none=True)
    """Since when tellings were left out; None where none was."""


class HandedOver(View):
    """What was handed over at one door."""

    building = fields.String(required=True)
    unit = fields.String(required=True)
    items = fields.List(fields.Nested(OutgoingView), required=True)


class DoorBuildingView(View):
    """How much is to be brought to a building."""

    building = fields.String(required=True)
    homes = fields.Integer(required=True)
    papers = fields.Integer(required=True)


class DoorBuildings(View):
    """The buildings where paper is still to be handed over, in their order."""

    items = fields.List(fields.Nested(DoorBuildingView), required=True)


class DoorDeliveryView(View):
    """A paper copy that is still to be handed over (N04)."""

    id = Id(required=True)
    purpose = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    notice_id = Id(required=True, allow_none=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    floor = fields.Integer(required=True)
    unit = fields.String(required=True)
    owner_name = fields.String(required=True)
    two_person_visit = fields.Boolean(required=True)
    created_at = Instant(required=True)
