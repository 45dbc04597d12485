"""All tables of billing: whoever imports this has the metadata whole.

Capabilities import tables from the rooms in which they are declared.
"""

from services.billing.base import Base
from services.billing.bills.tables import Bill, BilledMonth, BillLine
from services.billing.books.tables import BookCheck
from services.billing.cancellations.tables import CancelRequest
from services.billing.cases.tables import DunningCase
from services.billing.collection.tables import CollectionFigure, CollectionSnapshot
from services.billing.delivery.tables import Delivery
from services.billing.fees.tables import FeeAssignment, FeeItem
from services.billing.households.tables import OccupancyChange
from services.billing.ledger.tables import HouseholdAccount, LedgerEntry, LedgerPosting
from services.billing.meters.tables import MeterReading
from services.billing.papers.tables import DunningPaper, LetterReceipt
from services.billing.pauses.tables import DunningPause
from services.billing.payments.tables import Payment
from services.billing.refunds.tables import Refund
from services.billing.runs.tables import BillRun, RunShare
from services.billing.shared_costs.tables import SharedCost
from services.billing.steps.tables import StepTaken
from services.billing.visits.tables import Visit
from services.billing.voids.tables import PaymentVoid, VoidRequest

__all__ = [
    "Base",
    "Bill",
    "BillLine",
    "BillRun",
    "BilledMonth",
    "BookCheck",
    "CancelRequest",
    "CollectionFigure",
    "CollectionSnapshot",
    "Delivery",
    "DunningCase",
    "DunningPaper",
    "DunningPause",
    "FeeAssignment",
    "FeeItem",
    "HouseholdAccount",
    "LedgerEntry",
    "LedgerPosting",
    "LetterReceipt",
    "MeterReading",
    "OccupancyChange",
    "Payment",
    "PaymentVoid",
    "Refund",
    "RunShare",
    "SharedCost",
    "StepTaken",
    "Visit",
    "VoidRequest",
]
