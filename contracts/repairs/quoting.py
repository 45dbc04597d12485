"""Quoting (报价与答复, R04): a quote is given, and the resident answers it."""

from decimal import Decimal

from marshmallow import fields, validate

from contracts.base import Payload
from contracts.fields import Quantity, Text, Yuan, positive
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class NobodyToCharge(ServiceError):
    """Repairs of public places are not charged."""

    code, status = "nobody_to_charge", 409
    zh = "公共部位维修不向住户收费。"


class AlreadyCharged(ServiceError):
    """This repair was charged already; its rework is free, new work is a new request."""

    code, status = "already_charged", 409
    zh = "该报修已计费，返修不再收费；新的项目请另行报修。"


class QuoteSumWrong(ServiceError):
    """The lines add up to {sum} yuan, not to the amount of the quote."""

    code, status = "quote_sum_wrong", 422
    zh = "明细合计（{sum}元）与报价金额不符。"


class QuoteDecided(ServiceError):
    """There is no quote waiting for an answer."""

    code, status = "quote_decided", 409
    zh = "没有等待确认的报价。"


class SignatureMissing(ServiceError):
    """Answering a quote for a resident needs a note of the signature."""

    code, status = "signature_missing", 422
    zh = "代住户确认报价须记录签字情况。"


class QuoteLine(Payload):
    """One line of a quote; the amount is quantity × unit price, to the fen."""

    item = Text(required=True, max=200)
    quantity = Quantity(required=True, validate=positive())
    unit_price = Yuan(required=True, validate=validate.Range(min=Decimal(0)))
    amount = Yuan(load_default=None, allow_none=True)


class QuoteRepair(OneRepair):
    """What chargeable work will cost, before it is done (R04). Amounts in yuan."""

    amount = Yuan(required=True, validate=positive())
    lines = fields.List(
        fields.Nested(QuoteLine), load_default=list, validate=validate.Length(max=50)
    )


class AcceptQuote(OneRepair):
    """The quote is accepted: in-app by the resident, else by a signature that the desk notes."""

    signature_note = Text(load_default=None, allow_none=True, max=500)


class RejectQuote(OneRepair):
    """The quote is rejected."""

    signature_note = Text(load_default=None, allow_none=True, max=500)
    reason = Text(load_default=None, allow_none=True, max=500)
