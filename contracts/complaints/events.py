"""Events that complaints publishes."""

from marshmallow import fields

from contracts.base import Event
from contracts.belonging import OfSide
from contracts.complaints.cases import Channel, Final, Kind
from contracts.complaints.concealment import VERDICTS, ConcealmentRule
from contracts.complaints.escalation import EscalationReason, Tier
from contracts.complaints.fields import CategoryCode
from contracts.complaints.urgency import UrgentReason
from contracts.fields import Id, Instant, Text, code
from contracts.repairs.requests import RepairCategory


class _CaseEvent(OfSide, Event):
    source = "complaints"

    complaint_id = Id(required=True)
    number = Text(required=True)


class ComplaintLodged(_CaseEvent):
    """A case was recorded, by whatever channel; `description` is cut to 500 characters."""

    type_ = "complaint_lodged"

    household_id = Id(required=True, allow_none=True)
    kind = code(Kind, required=True)
    category = CategoryCode(required=True)
    channel = code(Channel, required=True)
    description = Text(required=True)
    first_responsible_id = Id(required=True, allow_none=True)
    """None: lodged online while nobody had the desk; whoever triages it takes it (C01)."""
    due_at = Instant(required=True, allow_none=True)
    """None: imported with its answer; no clock runs."""


class ComplaintUrgent(_CaseEvent):
    """A case is, or has become, urgent or major: for the duty manager and all concerned (X06)."""

    type_ = "complaint_urgent"

    household_id = Id(required=True, allow_none=True)
    category = CategoryCode(required=True)
    reason = code(UrgentReason, required=True)
    building = Text(required=True, allow_none=True)


class ComplaintEscalated(_CaseEvent):
    """A tier is notified, once per case and tier: for its people and the first responsible
    (X09)."""

    type_ = "complaint_escalated"

    tier = code(Tier, required=True)
    reason = code(EscalationReason, required=True)
    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    handler_id = Id(required=True, allow_none=True)
    first_responsible_id = Id(required=True, allow_none=True)
    acknowledge_by = Instant(load_default=None, allow_none=True)
    """When somebody of the tier is to have taken note."""


class ComplaintHandled(_CaseEvent):
    """What was asked for has been done; the answer is to follow (X01)."""

    type_ = "complaint_handled"

    household_id = Id(required=True, allow_none=True)


class ComplaintTransferred(_CaseEvent):
    """A case was handed to a functional department (职能部门), or to somebody there (C01, C14)."""

    type_ = "complaint_transferred"

    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    department = Text(required=True, max=60)
    """Its name in Chinese."""
    department_en = Text(load_default=None, allow_none=True, max=60)
    """Its name in English; null also where it was not told."""
    department_names = fields.List(Text(max=60), load_default=list)
    """All that it is known by: with people stands its code or a name."""
    handler_id = Id(required=True, allow_none=True)
    """Whom the transfer names; null: whoever of the department takes it over."""
    due_at = Instant(required=True, allow_none=True)
    take_over_by = Instant(load_default=None, allow_none=True)
    """Until when it is to be taken over; null: who transfers it has it, or it was not told."""


class _HandsEvent(_CaseEvent):
    """Who has a case that was transferred (C14)."""

    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    department = Text(required=True, max=60)
    """Its name in Chinese."""
    department_en = Text(required=True, max=60)
    first_responsible_id = Id(required=True, allow_none=True)


class ComplaintTakenOver(_HandsEvent):
    """Somebody of the department has it: for the first responsible person, and for whom a manager
    named (C14)."""

    type_ = "complaint_taken_over"

    handler_id = Id(required=True)
    handler_name = Text(required=True)
    named_by_id = Id(required=True, allow_none=True)
    """The manager who named the handler; null: they took it over themselves."""


class ComplaintSentBack(_HandsEvent):
    """It is not the department's, and the desk's again: for the first responsible person (C14)."""

    type_ = "complaint_sent_back"

    sent_back_by = Text(required=True)
    """The name of who did."""
    reason = Text(required=True, max=500)


class ComplaintNotTakenOver(_HandsEvent):
    """Nobody took it over in time: for the first responsible person and the supervisors (C14)."""

    type_ = "complaint_not_taken_over"

    handler_id = Id(required=True, allow_none=True)
    """Whom the transfer named."""
    take_over_by = Instant(required=True)


class ComplaintAnswered(_CaseEvent):
    """The resident was, or is now to be, given the answer on its channel (X07)."""

    type_ = "complaint_answered"

    household_id = Id(required=True, allow_none=True)
    channel = code(Channel, required=True)
    text = Text(required=True, max=4000)
    lodged_by_id = Id(required=True, allow_none=True)
    """The resident who lodged it online; None where staff took it."""


class CallBackMissed(_CaseEvent):
    """Nobody called by the time that was promised: for who promised, the desk, the supervisors
    (C04)."""

    type_ = "call_back_missed"

    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    due_at = Instant(required=True)
    promised_by_id = Id(required=True)


class CallBackMade(_CaseEvent):
    """A call that had been missed was made, or the answer came instead: nobody need call now
    (C04)."""

    type_ = "call_back_made"


class ComplaintNoted(_CaseEvent):
    """Somebody wrote an internal note: for the colleagues whom it mentions (C13). What it says
    stays in the case."""

    type_ = "complaint_noted"

    building = Text(required=True, allow_none=True)
    by = Text(required=True)
    mentioned_ids = fields.List(Id(), required=True)


class ComplaintSupplemented(_CaseEvent):
    """The resident added something: for who has the case, and its first responsible (C13); `text`
    is cut to 500 characters."""

    type_ = "complaint_supplemented"

    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    text = Text(required=True)
    handler_id = Id(required=True, allow_none=True)
    first_responsible_id = Id(required=True, allow_none=True)


class ComplaintReplied(_CaseEvent):
    """The resident was replied to, while the case goes on (C13)."""

    type_ = "complaint_replied"

    household_id = Id(required=True, allow_none=True)
    text = Text(required=True, max=2000)
    lodged_by_id = Id(required=True, allow_none=True)
    """The resident who lodged it online; None where staff took it."""


class ComplaintWithdrawn(_CaseEvent):
    """Whoever complained wants nothing more: for who has the case; where the desk took that down,
    for the resident (C13)."""

    type_ = "complaint_withdrawn"

    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    by_resident = fields.Boolean(required=True)
    lodged_by_id = Id(required=True, allow_none=True)
    handler_id = Id(required=True, allow_none=True)
    first_responsible_id = Id(required=True, allow_none=True)


class FirstAnswerMissed(_CaseEvent):
    """Nobody has answered within a day: for whoever has the case, and the supervisors (C12)."""

    type_ = "first_answer_missed"

    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    due_at = Instant(required=True)
    handler_id = Id(required=True, allow_none=True)
    first_responsible_id = Id(required=True, allow_none=True)


class FirstAnswerGiven(_CaseEvent):
    """A first answer that had been missed was given, or the case has ended (C12)."""

    type_ = "first_answer_given"


class ComplaintUnattended(_CaseEvent):
    """Nobody has taken up what a resident wrote online: for the desk and the supervisors (C06)."""

    type_ = "complaint_unattended"

    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    attend_by = Instant(required=True)


class ComplaintAttended(_CaseEvent):
    """What had been left lying was taken up, or has ended (C06)."""

    type_ = "complaint_attended"


class DeskWaitLong(Event):
    """Somebody waits at the desk for longer than the policy allows (C06)."""

    source, type_ = "complaints", "desk_wait_long"

    wait_id = Id(required=True)
    waits_since = Instant(required=True)


class DeskWaitEnded(Event):
    """Who had waited for so long was attended to, or has left (C06)."""

    source, type_ = "complaints", "desk_wait_ended"

    wait_id = Id(required=True)


class ComplaintClosed(_CaseEvent):
    """Nothing more will be done about the case."""

    type_ = "complaint_closed"

    household_id = Id(required=True, allow_none=True)
    final = code(Final, required=True)


class FeeDisputeOpened(_CaseEvent):
    """A household disputes a fee: its dunning pauses (B13)."""

    type_ = "fee_dispute_opened"

    household_id = Id(required=True)


class FeeDisputeClosed(_CaseEvent):
    """The case is closed, or no longer a complaint about a fee: dunning goes on (B13)."""

    type_ = "fee_dispute_closed"

    household_id = Id(required=True)


class ConcealmentSuspected(Event):
    """Something looks like a concealed complaint: for the supervisors who had no part in it, else
    for those above them (X12)."""

    source = "complaints"
    type_ = "concealment_suspected"

    review_id = Id(required=True)
    rule = code(ConcealmentRule, required=True)
    number = Text(required=True)
    """Of the case, repair or visit that it is about."""
    home_id = Id(required=True, allow_none=True)
    """The household, which is told nothing of it: events with a `household_id` reach those who live
    there."""
    place = Text(required=True, allow_none=True)
    """A public place, in words."""
    involved = fields.List(Id(), required=True)
    """Who had a part in it, and gives no verdict."""


class ConcealmentDecided(Event):
    """There is a verdict on a suspected concealment (X12)."""

    source = "complaints"
    type_ = "concealment_decided"

    review_id = Id(required=True)
    number = Text(required=True)
    verdict = code(VERDICTS, required=True)


class RepairWanted(_CaseEvent):
    """Something must be repaired: repairs makes one linked request of it (X04)."""

    type_ = "repair_wanted"

    household_id = Id(required=True, allow_none=True)
    public_place = Text(required=True, allow_none=True)
    category = code(RepairCategory, required=True)
    description = Text(required=True)
    contact_name = Text(required=True)
    contact_phone = Text(required=True, min=0)


EVENTS = (
    ComplaintLodged,
    ComplaintUrgent,
    ComplaintEscalated,
    ComplaintTransferred,
    ComplaintTakenOver,
    ComplaintSentBack,
    ComplaintNotTakenOver,
    ComplaintHandled,
    ComplaintAnswered,
    CallBackMissed,
    CallBackMade,
    ComplaintNoted,
    ComplaintSupplemented,
    ComplaintReplied,
    ComplaintWithdrawn,
    FirstAnswerMissed,
    FirstAnswerGiven,
    ComplaintUnattended,
    ComplaintAttended,
    DeskWaitLong,
    DeskWaitEnded,
    ComplaintClosed,
    FeeDisputeOpened,
    FeeDisputeClosed,
    ConcealmentSuspected,
    ConcealmentDecided,
    RepairWanted,
)
