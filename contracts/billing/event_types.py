"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict


class BillIssuedData(TypedDict):
    """`contracts.billing.events.BillIssued`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    bill_id: str
    number: str
    household_id: str
    period: str
    due_date: date
    amount: Decimal


class BillCancelledData(TypedDict):
    """`contracts.billing.events.BillCancelled`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    bill_id: str
    number: str
    household_id: str
    period: str
    due_date: date
    amount: Decimal


class BillsUndeliveredData(TypedDict):
    """`contracts.billing.events.BillsUndelivered`, loaded."""

    bill_run_id: str
    period: str
    due_date: date
    count: int
    buildings: list[str]


class PaymentReceivedData(TypedDict):
    """`contracts.billing.events.PaymentReceived`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    payment_id: str
    receipt_number: str
    household_id: str
    amount: Decimal


class PaymentVoidedData(TypedDict):
    """`contracts.billing.events.PaymentVoided`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    payment_id: str
    receipt_number: str
    household_id: str
    amount: Decimal


class ChargeSettledData(TypedDict):
    """`contracts.billing.events.ChargeSettled`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    bill_id: str
    version: int
    number: str
    household_id: str
    source_reference: str
    settled: bool
    cancelled: bool


class HouseholdArrearsChangedData(TypedDict):
    """`contracts.billing.events.HouseholdArrearsChanged`, loaded."""

    household_id: str
    overdue_amount: Decimal
    oldest_due_date: date | None


class DunningStepTakenData(TypedDict):
    """`contracts.billing.events.DunningStepTaken`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    household_id: str
    step: str
    due_on: date
    amount: Decimal
    bill_numbers: list[str]
    text: str


class VisitsAssignedData(TypedDict):
    """`contracts.billing.events.VisitsAssigned`, loaded."""

    steward_id: str
    visit_date_by: date
    households: list[str]
    period: str


class VisitMadeData(TypedDict):
    """`contracts.billing.events.VisitMade`, loaded."""

    visit_id: str
    number: str
    household_id: str
    steward_id: str
    outcome: str
    remark: str | None


class VisitsWithdrawnData(TypedDict):
    """`contracts.billing.events.VisitsWithdrawn`, loaded."""

    steward_id: str
    households: list[str]


class VisitsStalledData(TypedDict):
    """`contracts.billing.events.VisitsStalled`, loaded."""

    reason: str
    count: int
    new: int
    oldest_by: date
    buildings: list[str]
