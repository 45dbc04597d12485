"""What the methods of complaints take."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload
from contracts.complaints.codes import (
    Category,
    Channel,
    Final,
    Gravity,
    Kind,
    Party,
    Status,
    Tier,
    Urgency,
    VisitResult,
)
from contracts.complaints.fields import CategoryCode, Consent, Month, Restatement
from contracts.fields import Day, Id, Phone, Text, Whole, code
from contracts.repairs.codes import RepairCategory

MAX_FILE_CHARACTERS = 14_000_000
"""Base64 of about 10 MB."""


class LodgeComplaint(Payload):
    """A contact (C02). Residents lodge `online` for their own household."""

    household_id = Id(load_default=None, allow_none=True)
    place = Text(load_default=None, allow_none=True, max=200)
    """Where, if it is no household: a building, a lift, the garden."""
    channel = code(Channel, required=True)
    kind = code(Kind, load_default=Kind.COMPLAINT)
    category = CategoryCode(load_default=Category.OTHER)
    gravity = code(Gravity, load_default=Gravity.GENERAL)
    urgency = code(Urgency, load_default=None, allow_none=True)
    """Without: as the category has it (X04)."""
    description = Text(required=True, max=4000)
    """What happened."""
    wish = Text(required=True, max=500)
    """What they want done."""
    contact_name = Text(required=True, max=60)
    contact_phone = Phone(required=True)
    restated = Restatement(load_default=None, allow_none=True)


class ComplaintSearch(PageQuery):
    """Filters of the list; all that are given must hold."""

    status = code(Status, load_default=None, allow_none=True)
    tier = code(Tier, load_default=None, allow_none=True)
    kind = code(Kind, load_default=None, allow_none=True)
    category = CategoryCode(load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    open = fields.Boolean(load_default=False)
    """Only cases that are not closed."""
    overdue = fields.Boolean(load_default=False)
    """Only cases that are not answered although they were due."""
    mine = fields.Boolean(load_default=False)
    """Only my open cases: I am first responsible or the handler (C01)."""
    team = Text(load_default=None, allow_none=True, max=60)
    """The responsible department; `desk` for what was never transferred."""
    building = Text(load_default=None, allow_none=True, max=40)
    month = Month(load_default=None, allow_none=True)
    """Lodged in this month."""
    counted = fields.Boolean(load_default=False)
    """Only what enters complaint figures: complaints that were not found invalid (X02)."""


class OneComplaint(Payload):
    """An action that needs nothing but the case."""

    complaint_id = Id(required=True)


class Restate(OneComplaint):
    """The contact was read back to the resident (C03)."""

    restated = Restatement(required=True)


class WantedRepair(Payload):
    """What must be repaired (X04)."""

    category = code(RepairCategory, required=True)
    public_place = Text(load_default=None, allow_none=True, max=200)
    """Without: the household of the case, or its place."""
    description = Text(load_default=None, allow_none=True)
    """Without: the description of the case."""


class Triage(OneComplaint):
    """What the case is (X02–X04). What is not named stays as it is."""

    kind = code(Kind, load_default=None, allow_none=True)
    valid = fields.Boolean(load_default=None, allow_none=True)
    """Of a complaint: covered by the service contract or the regulations. Required for one."""
    ground = Text(load_default=None, allow_none=True, max=500)
    """Why it is invalid."""
    gravity = code(Gravity, load_default=None, allow_none=True)
    urgency = code(Urgency, load_default=None, allow_none=True)
    category = CategoryCode(load_default=None, allow_none=True)
    restated = Restatement(load_default=None, allow_none=True)
    repair = fields.Nested(WantedRepair, load_default=None, allow_none=True)
    """Wants a linked repair at once (X04)."""


class ConfirmInvalid(OneComplaint):
    """The second person's word on an invalid verdict (X03)."""

    agrees = fields.Boolean(load_default=True)
    remark = Text(load_default=None, allow_none=True, max=500)


class Transfer(OneComplaint):
    """Hand the case to a functional department; the first responsible person stays (C01)."""

    department = Text(required=True, max=60)
    handler_id = Id(load_default=None, allow_none=True)
    """Who of the department has it; without: nobody in particular yet."""
    remark = Text(load_default=None, allow_none=True, max=500)


class Handle(OneComplaint):
    """It was dealt with."""

    result = Text(required=True)


class Answer(OneComplaint):
    """Tell the resident, on the channel that the contact came by (X07)."""

    channel = code(Channel, required=True)
    text = Text(required=True, max=4000)
    consent = Consent(load_default=None, allow_none=True)
    """Needed for another channel."""
    findings = Text(load_default=None, allow_none=True, max=2000)
    """What was found (核查情况). This and what follows stand on the written answer, as far as they
    are given: nothing there is made up."""
    grounds = Text(load_default=None, allow_none=True, max=500)
    """By what law, contract or rule it is answered so (依据)."""
    done_by = Day(load_default=None, allow_none=True)
    """Until when what is promised will be done (完成期限)."""
    follow_up = Text(load_default=None, allow_none=True, max=500)
    """What follows, and who looks after it (后续安排)."""


class ReturnVisit(OneComplaint):
    """Ask whether it is really solved (X10)."""

    party = code(Party, required=True)
    result = code(VisitResult, required=True)
    remark = Text(load_default=None, allow_none=True, min=0, max=1000)


class Pause(OneComplaint):
    """Stop the clock while waiting for the resident (X09)."""

    reason = Text(required=True, max=500)


class Acknowledge(OneComplaint):
    """Take note of an escalation, by name (X09)."""

    beyond_authority = fields.Boolean(load_default=False)
    """It exceeds my authority: the director is told at once (X06)."""
    remark = Text(load_default=None, allow_none=True, max=500)


class Classify(OneComplaint):
    """The final classification (X11)."""

    final = code(Final, required=True)
    reason = Text(load_default=None, allow_none=True, max=500)


class Close(OneComplaint):
    """End the case."""

    remark = Text(load_default=None, allow_none=True, max=500)


class RequestRepair(OneComplaint, WantedRepair):
    """Want a linked repair (X04)."""


class ImportPlatform(Payload):
    """Messages of the city's public platform: an .xlsx as base64 (C05)."""

    file = fields.String(required=True, validate=validate.Length(1, MAX_FILE_CHARACTERS))
    dry_run = fields.Boolean(load_default=False)
    """Check only; no case is made."""


class EscalationQuery(PageQuery):
    """What waits for the caller."""


class ReportQuery(Payload):
    """The month of the figures."""

    month = Month(required=True)


class TrendQuery(Payload):
    """The last month of the course, and how many months it has."""

    month = Month(required=True)
    months = Whole(load_default=12, validate=validate.Range(1, 36))
