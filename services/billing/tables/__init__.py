"""Tables of billing, by what they are about."""

from services.billing.tables.base import Base
from services.billing.tables.bills import Bill, BilledMonth, BillLine, BillRun, Delivery, RunShare
from services.billing.tables.dunning import DunningCase, DunningPause, StepTaken, Visit
from services.billing.tables.fees import FeeAssignment, FeeItem, MeterReading, OccupancyChange
from services.billing.tables.ledger import (
    HouseholdAccount,
    LedgerEntry,
    LedgerPosting,
    Payment,
    PaymentVoid,
    Refund,
    VoidRequest,
)
from services.billing.tables.reports import BookCheck, CollectionFigure, CollectionSnapshot

__all__ = [
    "Base",
    "Bill",
    "BillLine",
    "BillRun",
    "BilledMonth",
    "BookCheck",
    "CollectionFigure",
    "CollectionSnapshot",
    "Delivery",
    "DunningCase",
    "DunningPause",
    "FeeAssignment",
    "FeeItem",
    "HouseholdAccount",
    "LedgerEntry",
    "LedgerPosting",
    "MeterReading",
    "OccupancyChange",
    "Payment",
    "PaymentVoid",
    "Refund",
    "RunShare",
    "StepTaken",
    "Visit",
    "VoidRequest",
]
