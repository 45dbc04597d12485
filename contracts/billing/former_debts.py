"""What former owners and tenants owe (前业主欠费): finance follows it (B19)."""

from marshmallow import fields

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.fields import Day, Id, Instant, Text, Yuan


class ListFormerDebts(PageQuery):
    """Households of which former owners or tenants owe something."""

    building = Text(load_default=None, allow_none=True, max=40)


class FormerDebtorView(View):
    """Somebody who owned or rents the home, and what they owe."""

    debtor_id = Id(required=True, allow_none=True)
    """Their entry in the archive, which keeps how to reach them; null on bills of old releases."""
    name = fields.String(required=True)
    bills = fields.Integer(required=True)
    outstanding = Yuan(required=True)
    oldest_due_date = Day(required=True)
    tenant = fields.Boolean(required=True)
    """For a repair that they ordered; else a former owner, who has a closing statement."""


class FormerDebtView(PlacedView):
    """A household and who owes something from before."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    owner_since = Instant(required=True, allow_none=True)
    """Since when others own it; null: nobody else has."""
    debtors = fields.List(fields.Nested(FormerDebtorView), required=True)


class GetClosingStatement(Payload):
    """How the account of a former owner was closed, and what is left of it."""

    household_id = Id(required=True)
    debtor_id = Id(load_default=None, allow_none=True)


class ClosedBillView(View):
    """A bill of theirs that was open when others came, or still is."""

    number = fields.String(required=True)
    period = fields.String(required=True)
    due_date = Day(required=True)
    issued_amount = Yuan(required=True)
    owed_then = Yuan(required=True)
    owed_now = Yuan(required=True)


class ClosingStatementView(View):
    """The closing statement (结账单) of a former owner."""

    number = fields.String(required=True)
    """By which, and its code, it is verified (P10)."""
    household_id = Id(required=True)
    community_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    name = fields.String(required=True)
    owner_until = Day(required=True)
    """The last day of theirs: the day on which others came."""
    on = Day(required=True)
    bills = fields.List(fields.Nested(ClosedBillView), required=True)
    owed_then = Yuan(required=True)
    credit_then = Yuan(required=True)
    """Credit of the home on that day, of which it is theirs."""
    balance_then = Yuan(required=True)
    """Owed less credit; below zero: to be paid out to them."""
    owed_now = Yuan(required=True)
