"""What billing tells the other services."""

from typing import Any, ClassVar

from marshmallow import fields, validate

from contracts.base import Event
from contracts.billing.codes import DunningStep
from contracts.fields import Day, Id, Text, Yuan


class BillIssued(Event):
    """A household has a new bill, from a run or from a single charge."""

    source = "billing"
    type_ = "bill_issued"

    bill_id = Id(required=True)
    number = Id(required=True)
    household_id = Id(required=True)
    period = Text(required=True, max=10)
    due_date = Day(required=True)
    amount = Yuan(required=True)


class PaymentReceived(Event):
    """Money came in and has a receipt."""

    source = "billing"
    type_ = "payment_received"

    payment_id = Id(required=True)
    receipt_number = Id(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class PaymentVoided(Event):
    """A receipt was voided; what it had paid is owed again."""

    source = "billing"
    type_ = "payment_voided"

    payment_id = Id(required=True)
    receipt_number = Id(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class ChargeSettled(Event):
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


class HouseholdArrearsChanged(Event):
    """A household fell into arrears, left them, or owes another overdue amount."""

    source = "billing"
    type_ = "household_arrears_changed"

    household_id = Id(required=True)
    overdue_amount = Yuan(required=True)
    """Zero: no longer in arrears."""
    oldest_due_date = Day(required=True, allow_none=True)


class DunningStepTaken(Event):
    """A rung of the dunning ladder was taken; `text` has passed the service-language check."""

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


EVENTS = (
    BillIssued,
    PaymentReceived,
    PaymentVoided,
    ChargeSettled,
    HouseholdArrearsChanged,
    DunningStepTaken,
    VisitsAssigned,
)
