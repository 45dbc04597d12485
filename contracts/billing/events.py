"""Events that billing publishes."""

from typing import Any, ClassVar

from marshmallow import fields, validate

from contracts.base import Event
from contracts.belonging import OfSide
from contracts.billing.ladder import DunningStep
from contracts.billing.visit_outcomes import VisitOutcome
from contracts.billing.visits import Stalled
from contracts.fields import Day, Id, Text, Yuan, code


class BillIssued(OfSide, Event):
    """A household has a new bill, from a run or from a single charge."""

    source = "billing"
    type_ = "bill_issued"

    bill_id = Id(required=True)
    number = Id(required=True)
    household_id = Id(required=True)
    period = Text(required=True, max=10)
    due_date = Day(required=True)
    amount = Yuan(required=True)


class BillCancelled(OfSide, Event):
    """A bill was taken back as a whole; what had been paid on it is credit (B16)."""

    source = "billing"
    type_ = "bill_cancelled"

    bill_id = Id(required=True)
    number = Id(required=True)
    household_id = Id(required=True)
    period = Text(required=True, max=10)
    due_date = Day(required=True)
    amount = Yuan(required=True)


class BillsUndelivered(Event):
    """Bills of a run have not reached their households although they are soon due (B02); repeated
    while that is so, and with none when all have."""

    source = "billing"
    type_ = "bills_undelivered"

    bill_run_id = Id(required=True)
    period = Text(required=True, max=10)
    due_date = Day(required=True)
    count: ClassVar[Any] = fields.Integer(required=True)
    buildings = fields.List(Text(max=40), required=True)


class PaymentReceived(OfSide, Event):
    """Money came in and has a receipt."""

    source = "billing"
    type_ = "payment_received"

    payment_id = Id(required=True)
    receipt_number = Id(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class PaymentVoided(OfSide, Event):
    """A receipt was voided; what it had paid is owed again."""

    source = "billing"
    type_ = "payment_voided"

    payment_id = Id(required=True)
    receipt_number = Id(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class ChargeSettled(OfSide, Event):
    """A single charge (B14) came to be owed, or nothing is owed on it any more, for any reason."""

    source = "billing"
    type_ = "charge_settled"

    bill_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    """Grows with all that is booked on the bill: the highest has the last word."""
    number = Id(required=True)
    household_id = Id(required=True)
    source_reference = Id(required=True)
    """What it came from: the id of a repair."""
    settled = fields.Boolean(required=True)
    """Paid, covered by credit or waived; false when it is owed (again)."""
    cancelled = fields.Boolean(load_default=False)
    """Its bill was taken back (B16): nothing is owed, and nothing was paid for it."""


class HouseholdArrearsChanged(Event):
    """A household fell into arrears, left them, or owes another overdue amount."""

    source = "billing"
    type_ = "household_arrears_changed"

    household_id = Id(required=True)
    overdue_amount = Yuan(required=True)
    """Zero: no longer in arrears."""
    oldest_due_date = Day(required=True, allow_none=True)


class DunningStepTaken(OfSide, Event):
    """A household was notified of its debts, once a day by its furthest step, or called upon.

    `text` names all of them and has passed the service-language check."""

    source = "billing"
    type_ = "dunning_step_taken"

    household_id = Id(required=True)
    step = fields.String(required=True, validate=validate.OneOf(list(DunningStep)))
    due_on = Day(required=True)
    amount = Yuan(required=True)
    bill_numbers = fields.List(Id(), required=True)
    text = Text(required=True, max=4000)


class VisitsAssigned(Event):
    """A steward has door visits to make."""

    source = "billing"
    type_ = "visits_assigned"

    steward_id = Id(required=True)
    visit_date_by = Day(required=True)
    households = fields.List(Id(), required=True)
    period = Text(required=True, max=10)


class VisitMade(Event):
    """A steward was at a door, whatever came of it (B04)."""

    source = "billing"
    type_ = "visit_made"

    visit_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True)
    steward_id = Id(required=True)
    outcome = code(VisitOutcome, required=True)
    remark = Text(required=True, allow_none=True, min=0)


class VisitsWithdrawn(Event):
    """Door visits are no longer a steward's: paid, resting, cancelled, or given to another."""

    source = "billing"
    type_ = "visits_withdrawn"

    steward_id = Id(required=True)
    households = fields.List(Id(), required=True)


class VisitsStalled(Event):
    """Door visits that nobody makes; published once for each, with how many there are in all
    (B04)."""

    source = "billing"
    type_ = "visits_stalled"

    reason = fields.String(required=True, validate=validate.OneOf(list(Stalled)))
    count: ClassVar[Any] = fields.Integer(required=True)
    """All that wait for this reason."""
    new = fields.Integer(required=True)
    """Those not told of before."""
    oldest_by = Day(required=True)
    """By when the oldest should have been made."""
    buildings = fields.List(Text(max=40), required=True)


EVENTS = (
    BillIssued,
    BillCancelled,
    BillsUndelivered,
    PaymentReceived,
    PaymentVoided,
    ChargeSettled,
    HouseholdArrearsChanged,
    DunningStepTaken,
    VisitsAssigned,
    VisitMade,
    VisitsWithdrawn,
    VisitsStalled,
)
