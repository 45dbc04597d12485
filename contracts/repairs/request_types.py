"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import date
from decimal import Decimal
from typing import TypedDict


class RepairSearchRequest(TypedDict):
    """`contracts.repairs.listing.RepairSearch`, loaded."""

    limit: int
    cursor: str | None
    status: str | None
    priority: str | None
    category: str | None
    household_id: str | None
    building: str | None
    mine: bool
    overdue: bool
    follow_up: str | None
    waiting: bool


class FirstCheckAnswer(TypedDict):
    """`contracts.repairs.first_check.FirstCheckAnswer`, loaded."""

    question: str
    answer: str


class RequestRepairRequest(TypedDict):
    """`contracts.repairs.intake.RequestRepair`, loaded."""

    household_id: str | None
    public_place: str | None
    building: str | None
    category: str
    description: str
    priority: str | None
    preferred_slot: str | None
    contact_name: str
    contact_phone: str
    first_check: list[FirstCheckAnswer]


class FirstCheckQueryRequest(TypedDict):
    """`contracts.repairs.first_check.FirstCheckQuery`, loaded."""

    category: str


class ListLooksRequest(TypedDict):
    """`contracts.repairs.privacy.ListLooks`, loaded."""

    limit: int
    cursor: str | None
    repair_id: str | None


class OneRepairRequest(TypedDict):
    """`contracts.repairs.requests.OneRepair`, loaded."""

    repair_id: str


class AddPhotoRequest(TypedDict):
    """`contracts.repairs.photos.AddPhoto`, loaded."""

    repair_id: str
    content: str


class OnePhotoRequest(TypedDict):
    """`contracts.repairs.photos.OnePhoto`, loaded."""

    repair_id: str
    photo_id: str


class RevealContactRequest(TypedDict):
    """`contracts.repairs.privacy.RevealContact`, loaded."""

    repair_id: str
    reason: str


class VerifyRepairRequest(TypedDict):
    """`contracts.repairs.verification.VerifyRepair`, loaded."""

    repair_id: str
    first_check: list[FirstCheckAnswer]
    wrong_handling: bool
    advice: str | None
    chargeable: bool
    priority: str | None
    reason: str | None


class DispatchRepairRequest(TypedDict):
    """`contracts.repairs.dispatch.DispatchRepair`, loaded."""

    repair_id: str
    engineer_id: str | None
    replace: bool


class DeclineOfferRequest(TypedDict):
    """`contracts.repairs.dispatch.DeclineOffer`, loaded."""

    repair_id: str
    reason: str


class QuoteLine(TypedDict):
    """`contracts.repairs.quoting.QuoteLine`, loaded."""

    item: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal | None


class QuoteRepairRequest(TypedDict):
    """`contracts.repairs.quoting.QuoteRepair`, loaded."""

    repair_id: str
    amount: Decimal
    lines: list[QuoteLine]


class AcceptQuoteRequest(TypedDict):
    """`contracts.repairs.quoting.AcceptQuote`, loaded."""

    repair_id: str
    signature_note: str | None


class RejectQuoteRequest(TypedDict):
    """`contracts.repairs.quoting.RejectQuote`, loaded."""

    repair_id: str
    signature_note: str | None
    reason: str | None


class CompleteRepairRequest(TypedDict):
    """`contracts.repairs.fieldwork.CompleteRepair`, loaded."""

    repair_id: str
    result: str


class FollowUpRepairRequest(TypedDict):
    """`contracts.repairs.follow_up.FollowUpRepair`, loaded."""

    repair_id: str
    solved: bool | None
    result: str | None
    rating: int | None
    remark: str | None
    badge_worn: bool | None
    gifts_taken: bool | None


class CancelRepairRequest(TypedDict):
    """`contracts.repairs.cancellation.CancelRepair`, loaded."""

    repair_id: str
    reason: str


class OpenLoansRequest(TypedDict):
    """`contracts.repairs.equipment.OpenLoans`, loaded."""

    limit: int
    cursor: str | None
    repair_id: str | None
    mine: bool


class TakeEquipmentRequest(TypedDict):
    """`contracts.repairs.equipment.TakeEquipment`, loaded."""

    repair_id: str
    item: str
    consent_signature: str
    lent_item: str | None


class ReturnEquipmentRequest(TypedDict):
    """`contracts.repairs.equipment.ReturnEquipment`, loaded."""

    loan_id: str
    receipt_signature: str


class FiguresQueryRequest(TypedDict):
    """`contracts.repairs.board.FiguresQuery`, loaded."""

    since: date | None
    until: date | None


class FindRequest(TypedDict):
    """`contracts.finding.Find`, loaded."""

    q: str
    limit: int


class FindPaperRequest(TypedDict):
    """`contracts.papers.FindPaper`, loaded."""

    number: str


class LeaverRequest(TypedDict):
    """`contracts.leavers.Leaver`, loaded."""

    household_id: str
    member_id: str
    person_id: str | None


class OneCommunityRequest(TypedDict):
    """`contracts.community_closing.OneCommunity`, loaded."""

    community_id: str
