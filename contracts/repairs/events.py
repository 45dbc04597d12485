"""What repairs tells the other services."""

from marshmallow import fields

from contracts.base import Event, Payload
from contracts.fields import Id, Instant, Quantity, Text, Yuan, code
from contracts.repairs.codes import Priority, RepairCategory


class RepairRequested(Event):
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


class RepairDispatched(Event):
    """A work order was offered to an engineer (R08)."""

    source = "repairs"
    type_ = "repair_dispatched"

    repair_id = Id(required=True)
    number = Text(required=True)
    engineer_id = Id(required=True)
    priority = code(Priority, required=True)
    household_id = Id(required=True, allow_none=True)
    building = Text(required=True, allow_none=True)


class RepairUnaccepted(Event):
    """An engineer let the offer lapse, or nobody is left to ask: for the supervisors (R08)."""

    source = "repairs"
    type_ = "repair_unaccepted"

    repair_id = Id(required=True)
    number = Text(required=True)
    engineer_id = Id(required=True)
    priority = code(Priority, required=True)
    building = Text(required=True, allow_none=True)


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


class RepairCompleted(Event):
    """The work is done; the follow-up is due in the window named (R05)."""

    source = "repairs"
    type_ = "repair_completed"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True, allow_none=True)
    complaint_id = Id(required=True, allow_none=True)
    engineer_id = Id(required=True)
    result = Text(required=True)
    follow_up_from = Instant(required=True)
    follow_up_by = Instant(required=True)


class RepairClosed(Event):
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


class RepairChargeAgreed(Event):
    """The resident accepted a quote; nothing is billed yet (R04)."""

    source = "repairs"
    type_ = "repair_charge_agreed"

    repair_id = Id(required=True)
    number = Text(required=True)
    household_id = Id(required=True)
    amount = Yuan(required=True)


class ChargeLine(Payload):
    """One line of a charge, in yuan."""

    item = Text(required=True)
    quantity = Quantity(required=True)
    unit_price = Yuan(required=True)
    amount = Yuan(required=True)


class RepairChargeDue(Event):
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
    RepairUnaccepted,
    RepairResponseOverdue,
    RepairCompleted,
    RepairClosed,
    RepairChargeAgreed,
    RepairChargeDue,
)
