"""Delivery of bills (账单送达): who brought them, and which have not arrived (B02)."""

from marshmallow import fields

from contracts.base import PageQuery, PlacedView
from contracts.fields import Day, Id, Text


class ListUndelivered(PageQuery):
    """Bills of runs that have not reached their households: of one run, or all still to be paid."""

    bill_run_id = Id(load_default=None, allow_none=True)
    building = Text(load_default=None, allow_none=True, max=40)


class UndeliveredView(PlacedView):
    """A bill that nobody is known to have seen."""

    bill_id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    debtor_name = fields.String(required=True)
    period = fields.String(required=True)
    issued_on = Day(required=True)
    due_date = Day(required=True)
