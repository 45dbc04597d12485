"""Cases (投诉, `TS`): what is kept of a contact, and how it is shown."""

from marshmallow import fields

from contracts.base import Payload, PlacedView
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.complaints.escalation import Tier
from contracts.fields import Coded, Id, Instant


class Kind(Code):
    """What a contact turned out to be (X02). Only `complaint` enters complaint figures."""

    COMPLAINT = "complaint", "投诉", "Complaint"
    """Something went wrong and shall be put right."""
    INQUIRY = "inquiry", "咨询", "Inquiry"
    """Somebody wants to know something."""
    SUGGESTION = "suggestion", "建议", "Suggestion"
    """A suggestion or well-meant criticism."""
    REPORT = "report", "举报", "Report of misconduct"
    """Somebody's misconduct is reported."""

    @property
    def is_complaint(self) -> bool:
        """It has a verdict, and counts as a complaint."""
        return self is Kind.COMPLAINT


class Channel(Code):
    """How a contact came, and how its answer goes back (C02, X07)."""

    VISIT = "visit", "来访", "Visit"
    """At the counter; answered by calling on the resident."""
    PHONE = "phone", "来电", "Phone"
    """By telephone."""
    LETTER = "letter", "来函", "Letter"
    """By letter; answered in writing, registered (收文登记)."""
    ONLINE = "online", "线上", "Online"
    """Through this product."""
    PLATFORM = "platform", "平台留言", "City platform"
    """On the city's public platform."""
    PATROL = "patrol", "巡查", "Patrol"
    """Found on a round."""


class Gravity(Code):
    """How much it weighs (X04)."""

    GENERAL = "general", "一般", "General"
    MAJOR = "major", "重大", "Major", BAD
    """Climbs level by level until it is done (X08)."""


class Urgency(Code):
    """How soon it must be known (X04)."""

    ORDINARY = "ordinary", "普通", "Ordinary"
    URGENT = "urgent", "紧急", "Urgent", BAD
    """Everybody concerned is told at once (X06)."""


class Status(Code):
    """How far a case is (X01)."""

    LODGED = "lodged", "已登记", "Lodged", WAITING
    """Recorded; nobody has judged it."""
    ACCEPTED = "accepted", "已受理", "Accepted", ACTIVE
    """Judged and taken on."""
    HANDLING = "handling", "处理中", "Being handled", ACTIVE
    """With a department, or back because it was not solved."""
    HANDLED = "handled", "已处理", "Handled", ACTIVE
    """Done, the resident does not know yet."""
    ANSWERED = "answered", "已回复", "Answered", GOOD
    """The resident was told; waiting for the return visits."""
    CLOSED = "closed", "已结案", "Closed"
    """Nothing more will be done."""

    @property
    def is_answered(self) -> bool:
        """The resident was told: no clock runs."""
        return self in (Status.ANSWERED, Status.CLOSED)


class Validity(Code):
    """Whether a complaint is covered by the service contract or the regulations (X03)."""

    UNDECIDED = "undecided", "未判定", "Not judged yet"
    """Not judged, or of a kind that is not judged."""
    VALID = "valid", "有效投诉", "Valid", GOOD
    INVALID_PROPOSED = "invalid_proposed", "拟判无效，待复核", "Invalid, to be confirmed", WAITING
    """One person says so; a second one must agree."""
    INVALID = "invalid", "无效投诉", "Not covered"
    """Two persons agreed; declined politely with the ground."""


class Final(Code):
    """The classification of the monthly statistics (X11)."""

    GENERAL = "general", "一般投诉", "General complaint"
    REPEAT = "repeat", "重复投诉", "Repeat complaint", WAITING
    """Two return visits failed."""
    MALIGNANT = "malignant", "恶性投诉", "Serious complaint", BAD
    """A grave one; set by a supervisor or above, with the reason."""


class Outcome(Code):
    """How a case was closed (X10)."""

    CONFIRMED = "confirmed", "回访确认已解决", "Confirmed as solved", GOOD
    """The resident said that it is solved."""
    ANSWERED = "answered", "答复结案", "Closed with the answer", GOOD
    """An inquiry or a suggestion, closed with its answer."""
    UNREACHED = "unreached", "未联系上", "Nobody reached"
    """Three attempts on different days; reported apart."""
    WITHDRAWN = "withdrawn", "住户撤回", "Withdrawn"
    """Whoever complained wanted nothing more (C13); counted, and reported apart (X12)."""

    @property
    def is_withdrawn(self) -> bool:
        """It ended without an answer."""
        return self is Outcome.WITHDRAWN


class FirstAnswerState(Code):
    """How far the first answer is (首次回复, C12)."""

    DUE = "due", "待首次回复", "First answer due", WAITING
    """Its time is still to come."""
    MISSED = "missed", "首次回复超时", "No first answer in time", BAD
    """Its time has passed, and nobody has answered."""
    KEPT = "kept", "首次回复及时", "First answer in time", GOOD
    LATE = "late", "首次回复逾时", "First answer late", BAD


class OneComplaint(Payload):
    """An action that needs nothing but the case."""

    complaint_id = Id(required=True)


class ComplaintSummary(PlacedView):
    """A case as lists and actions show it."""

    id = Id(required=True)
    number = fields.String(required=True)
    status = Coded(Status, required=True)
    kind = Coded(Kind, required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    """In the caller's language."""
    gravity = Coded(Gravity, required=True)
    urgency = Coded(Urgency, required=True)
    channel = Coded(Channel, required=True)
    tier = Coded(Tier, required=True)
    """The highest tier that was told."""
    validity = Coded(Validity, required=True)
    ground = fields.String(required=True, allow_none=True)
    final = Coded(Final, required=True, allow_none=True)
    outcome = Coded(Outcome, required=True, allow_none=True)
    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    description = fields.String(required=True)
    wish = fields.String(required=True)
    contact_name = fields.String(required=True)
    contact_phone = fields.String(required=True, allow_none=True)
    """Masked in lists, and for whoever need not call (D03)."""
    lodged_at = Instant(required=True)
    due_at = Instant(required=True, allow_none=True)
    """None: imported with its answer; no clock runs."""
    call_back_at = Instant(required=True, allow_none=True)
    """Until when somebody has promised to call (C04); None: nobody has, or it was done."""
    take_over_by = Instant(required=True, allow_none=True)
    """Until when its department is to take it over (C14); None: somebody has it."""
    unread_since = Instant(required=True, allow_none=True)
    """Since when words of the resident wait for the staff (C13); None: none do, or one asks who is
    a resident."""
    attend_by = Instant(required=True, allow_none=True)
    """Until when somebody is to have taken up what was written online (C06); None: it was."""
    own_due_at = Instant(required=True, allow_none=True)
    """The limit that it came with, as an order of the city names one (C12); the earlier rules."""
    first_answer_by = Instant(required=True, allow_none=True)
    """Until when a person is to have answered (C12); None: nobody waits for that."""
    first_answered_at = Instant(required=True, allow_none=True)
    first_answer = Coded(FirstAnswerState, required=True, allow_none=True)
    """None: nobody waits for one."""
    overdue = fields.Boolean(required=True)
    paused = fields.Boolean(required=True)
    answered_at = Instant(required=True, allow_none=True)
    closed_at = Instant(required=True, allow_none=True)
    first_responsible_id = Id(required=True, allow_none=True)
    first_responsible = fields.String(required=True, allow_none=True)
    """首问责任人: stays until the resident was told the outcome (C01)."""
    handler_id = Id(required=True, allow_none=True)
    handler = fields.String(required=True, allow_none=True)
    department = fields.String(required=True, allow_none=True)
    """Its code (C14)."""
    department_name = fields.String(required=True, allow_none=True)
    """In the caller's language."""
    repair_id = Id(required=True, allow_none=True)
    repair_number = fields.String(required=True, allow_none=True)
    erased_at = Instant(required=True, allow_none=True)
    """When what people said of it was erased, having been kept long enough (P08)."""
    version = fields.Integer(required=True)
