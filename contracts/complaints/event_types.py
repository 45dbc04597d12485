"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import datetime
from typing import TypedDict


class ComplaintLodgedData(TypedDict):
    """`contracts.complaints.events.ComplaintLodged`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    kind: str
    category: str
    channel: str
    description: str
    first_responsible_id: str | None
    due_at: datetime | None


class ComplaintUrgentData(TypedDict):
    """`contracts.complaints.events.ComplaintUrgent`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    category: str
    reason: str
    building: str | None


class ComplaintEscalatedData(TypedDict):
    """`contracts.complaints.events.ComplaintEscalated`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    tier: str
    reason: str
    household_id: str | None
    building: str | None
    handler_id: str | None
    first_responsible_id: str | None
    acknowledge_by: datetime | None


class ComplaintTransferredData(TypedDict):
    """`contracts.complaints.events.ComplaintTransferred`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    department: str
    department_en: str | None
    department_names: list[str]
    handler_id: str | None
    due_at: datetime | None
    take_over_by: datetime | None


class ComplaintTakenOverData(TypedDict):
    """`contracts.complaints.events.ComplaintTakenOver`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    department: str
    department_en: str
    first_responsible_id: str | None
    handler_id: str
    handler_name: str
    named_by_id: str | None


class ComplaintSentBackData(TypedDict):
    """`contracts.complaints.events.ComplaintSentBack`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    department: str
    department_en: str
    first_responsible_id: str | None
    sent_back_by: str
    reason: str


class ComplaintNotTakenOverData(TypedDict):
    """`contracts.complaints.events.ComplaintNotTakenOver`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    department: str
    department_en: str
    first_responsible_id: str | None
    handler_id: str | None
    take_over_by: datetime


class ComplaintHandledData(TypedDict):
    """`contracts.complaints.events.ComplaintHandled`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None


class ComplaintAnsweredData(TypedDict):
    """`contracts.complaints.events.ComplaintAnswered`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    channel: str
    text: str
    lodged_by_id: str | None


class CallBackMissedData(TypedDict):
    """`contracts.complaints.events.CallBackMissed`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    due_at: datetime
    promised_by_id: str


class CallBackMadeData(TypedDict):
    """`contracts.complaints.events.CallBackMade`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str


class ComplaintNotedData(TypedDict):
    """`contracts.complaints.events.ComplaintNoted`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    building: str | None
    by: str
    mentioned_ids: list[str]


class ComplaintSupplementedData(TypedDict):
    """`contracts.complaints.events.ComplaintSupplemented`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    text: str
    handler_id: str | None
    first_responsible_id: str | None


class ComplaintRepliedData(TypedDict):
    """`contracts.complaints.events.ComplaintReplied`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    text: str
    lodged_by_id: str | None


class ComplaintWithdrawnData(TypedDict):
    """`contracts.complaints.events.ComplaintWithdrawn`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    by_resident: bool
    lodged_by_id: str | None
    handler_id: str | None
    first_responsible_id: str | None


class FirstAnswerMissedData(TypedDict):
    """`contracts.complaints.events.FirstAnswerMissed`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    due_at: datetime
    handler_id: str | None
    first_responsible_id: str | None


class FirstAnswerGivenData(TypedDict):
    """`contracts.complaints.events.FirstAnswerGiven`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str


class ComplaintUnattendedData(TypedDict):
    """`contracts.complaints.events.ComplaintUnattended`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    building: str | None
    attend_by: datetime


class ComplaintAttendedData(TypedDict):
    """`contracts.complaints.events.ComplaintAttended`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str


class DeskWaitLongData(TypedDict):
    """`contracts.complaints.events.DeskWaitLong`, loaded."""

    wait_id: str
    waits_since: datetime


class DeskWaitEndedData(TypedDict):
    """`contracts.complaints.events.DeskWaitEnded`, loaded."""

    wait_id: str


class ComplaintClosedData(TypedDict):
    """`contracts.complaints.events.ComplaintClosed`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    final: str


class FeeDisputeOpenedData(TypedDict):
    """`contracts.complaints.events.FeeDisputeOpened`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str


class FeeDisputeClosedData(TypedDict):
    """`contracts.complaints.events.FeeDisputeClosed`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str


class ConcealmentSuspectedData(TypedDict):
    """`contracts.complaints.events.ConcealmentSuspected`, loaded."""

    review_id: str
    rule: str
    number: str
    home_id: str | None
    place: str | None
    involved: list[str]


class ConcealmentDecidedData(TypedDict):
    """`contracts.complaints.events.ConcealmentDecided`, loaded."""

    review_id: str
    number: str
    verdict: str


class RepairWantedData(TypedDict):
    """`contracts.complaints.events.RepairWanted`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    complaint_id: str
    number: str
    household_id: str | None
    public_place: str | None
    category: str
    description: str
    contact_name: str
    contact_phone: str
