"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import datetime
from decimal import Decimal
from typing import TypedDict


class RepairRequestedData(TypedDict):
    """`contracts.repairs.events.RepairRequested`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str | None
    public_place: str | None
    category: str
    priority: str
    complaint_id: str | None
    respond_by: datetime


class RepairDispatchedData(TypedDict):
    """`contracts.repairs.events.RepairDispatched`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    engineer_id: str
    priority: str
    household_id: str | None
    building: str | None
    automatic: bool


class RepairQuotedData(TypedDict):
    """`contracts.repairs.events.RepairQuoted`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str
    amount: Decimal


class RepairQuoteRejectedData(TypedDict):
    """`contracts.repairs.events.RepairQuoteRejected`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str
    amount: Decimal


class RepairAcceptedData(TypedDict):
    """`contracts.repairs.events.RepairAccepted`, loaded."""

    repair_id: str
    number: str
    engineer_id: str


class RepairSetOutData(TypedDict):
    """`contracts.repairs.events.RepairSetOut`, loaded."""

    repair_id: str
    number: str
    engineer_id: str


class RepairUnacceptedData(TypedDict):
    """`contracts.repairs.events.RepairUnaccepted`, loaded."""

    repair_id: str
    number: str
    engineer_id: str
    priority: str
    building: str | None
    household_id: str | None
    passed_on_to: str | None


class RepairResponseOverdueData(TypedDict):
    """`contracts.repairs.events.RepairResponseOverdue`, loaded."""

    repair_id: str
    number: str
    priority: str
    building: str | None
    engineer_id: str | None
    respond_by: datetime
    household_id: str | None


class RepairCompletedData(TypedDict):
    """`contracts.repairs.events.RepairCompleted`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str | None
    complaint_id: str | None
    engineer_id: str
    result: str
    public_place: str | None
    follow_up_from: datetime
    follow_up_by: datetime


class RepairFollowedUpData(TypedDict):
    """`contracts.repairs.events.RepairFollowedUp`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str | None
    public_place: str | None
    complaint_id: str | None
    engineer_id: str | None
    result: str
    rating: int | None
    remark: str | None


class RepairClosedData(TypedDict):
    """`contracts.repairs.events.RepairClosed`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str | None
    complaint_id: str | None
    solved: bool | None
    rating: int | None


class RepairChargeAgreedData(TypedDict):
    """`contracts.repairs.events.RepairChargeAgreed`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str
    amount: Decimal


class ChargeLine(TypedDict):
    """`contracts.repairs.events.ChargeLine`, loaded."""

    item: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal


class RepairChargeDueData(TypedDict):
    """`contracts.repairs.events.RepairChargeDue`, loaded."""

    side: str | None
    member_id: str | None
    since: datetime | None
    repair_id: str
    number: str
    household_id: str
    amount: Decimal
    lines: list[ChargeLine]
