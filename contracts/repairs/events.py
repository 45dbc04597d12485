"""Events that repairs publishes."""

from marshmallow import fields

from contracts.base import Event, TolerantSchema
from contracts.belonging import OfSide
from contracts.fields import Id, Instant, Quantity, Text, Yuan, code
from contracts.repairs.follow_up import FollowUpResult
from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory


class RepairRequested(OfSide, Event):
    """A repair was requested; `complaint_id` names the complaint that wanted it (X04)."""

    source = "repairs"
    type_ = "repair_requested"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True, allow_none=True)
    public_place = Text(required=True, allow_none=True)
    category = code(RepairCategory, required=True)
    priority = code(Priority, required=True)
    complaint_id = Id(required=True, allow_none=True)
    respond_by = Instant(required=True)


class RepairDispatched(OfSide, Event):
    """A work order was offered to an engineer (R08)."""

    source = "repairs"
    type_ = "repair_dispatched"

    repair_id = Id(required=True)
    number = Text(required=True)
    engineer_id = Id(required=True)
    priority = code(Priority, required=True)
    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)
    automatic = fields.Boolean(load_default=True)
    """Passed on by the system, not given by a dispatcher."""


class RepairQuoted(OfSide, Event):
    """The household was notified of what the work will cost, and has to say yes or no (R04)."""

    source = "repairs"
    type_ = "repair_quoted"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class RepairQuoteRejected(OfSide, Event):
    """The household does not agree to the quote (R04)."""

    source = "repairs"
    type_ = "repair_quote_rejected"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class RepairAccepted(Event):
    """The engineer has taken the order on (R08)."""

    source = "repairs"
    type_ = "repair_accepted"

    repair_id = Id(required=True)
    number = Text(required=True)
    engineer_id = Id(required=True)


class RepairSetOut(Event):
    """The engineer is on the way: the response clock has stopped (R02)."""

    source = "repairs"
    type_ = "repair_set_out"

    repair_id = Id(required=True)
    number = Text(required=True)
    engineer_id = Id(required=True)


class RepairUnaccepted(Event):
    """An engineer let the offer lapse, or nobody more is asked: for the supervisors (R08).

    `passed_on_to` names who was asked next; null: nobody is, somebody has to be assigned.
    """

    source = "repairs"
    type_ = "repair_unaccepted"

    repair_id = Id(required=True)
    number = Text(required=True)
    engineer_id = Id(required=True)
    priority = code(Priority, required=True)
    building = Text(required=True, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    passed_on_to = Text(load_default=None, allow_none=True, max=120)


class RepairResponseOverdue(Event):
    """Nobody has set out although the response was due; once per work order (R02).

    `engineer_id` names whom the order is offered to or who has it; null, if nobody.
    """

    source = "repairs"
    type_ = "repair_response_overdue"

    repair_id = Id(required=True)
    number = Text(required=True)
    priority = code(Priority, required=True)
    building = Text(required=True, allow_none=True)
    engineer_id = Id(required=True, allow_none=True)
    respond_by = Instant(required=True)
    household_id = Id(load_default=None, allow_none=True)


class RepairCompleted(OfSide, Event):
    """The work is done; the follow-up is due in the window named (R05)."""

    source = "repairs"
    type_ = "repair_completed"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True, allow_none=True)
    complaint_id = Id(required=True, allow_none=True)
    engineer_id = Id(required=True)
    result = Text(required=True)
    public_place = Text(load_default=None, allow_none=True)
    """In words; null: a home, or nothing was told of it."""
    follow_up_from = Instant(required=True)
    follow_up_by = Instant(required=True)


class RepairFollowedUp(OfSide, Event):
    """The resident was asked how it was, whatever came of it (R05)."""

    source = "repairs"
    type_ = "repair_followed_up"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True, allow_none=True)
    public_place = Text(required=True, allow_none=True)
    complaint_id = Id(required=True, allow_none=True)
    engineer_id = Id(required=True, allow_none=True)
    result = code(FollowUpResult, required=True)
    rating = fields.Integer(required=True, allow_none=True)
    remark = Text(required=True, allow_none=True, min=0)


class RepairClosed(OfSide, Event):
    """Nothing more will be done: followed up, solved by advice, or cancelled (not solved).

    `solved` is null where the resident could not be reached to say so (R05).
    """

    source = "repairs"
    type_ = "repair_closed"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True, allow_none=True)
    complaint_id = Id(required=True, allow_none=True)
    solved = fields.Boolean(required=True, allow_none=True)
    rating = fields.Integer(required=True, allow_none=True)


class RepairChargeAgreed(OfSide, Event):
    """The resident accepted a quote; nothing is billed yet (R04)."""

    source = "repairs"
    type_ = "repair_charge_agreed"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class ChargeLine(TolerantSchema):
    """One line of a charge, in yuan."""

    item = Text(required=True)
    quantity = Quantity(required=True)
    unit_price = Yuan(required=True)
    amount = Yuan(required=True)


class RepairChargeDue(OfSide, Event):
    """Chargeable work is done: billing makes one charge of it (B14)."""

    source = "repairs"
    type_ = "repair_charge_due"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)
    lines = fields.List(fields.Nested(ChargeLine), required=True)


EVENTS = (
    RepairRequested,
    RepairDispatched,
    RepairQuoted,
    RepairQuoteRejected,
    RepairAccepted,
    RepairSetOut,
    RepairUnaccepted,
    RepairResponseOverdue,
    RepairCompleted,
    RepairFollowedUp,
    RepairClosed,
    RepairChargeAgreed,
    RepairChargeDue,
)
