"""Closing a community (停用项目) that the company does not look after any more (P01)."""

from functools import cache

from marshmallow import fields

from contracts.base import Payload, View
from contracts.code import Code
from contracts.fields import Coded, Id, Yuan
from contracts.method import Method
from contracts.roles import ADMINS


class OpenThere(Code):
    """What is open in a community, so that it is not closed yet."""

    DEBTS = "debts", "未缴清账单", "unpaid bills"
    CREDITS = "credits", "有预存款的住户", "households with credit"
    BILL_RUNS = "bill_runs", "未完成的出账批次", "unfinished bill runs"
    REPAIRS = "repairs", "未办结报修", "open repairs"
    LOANS = "loans", "借用未归还物品", "things that are out"
    CASES = "cases", "未办结案件", "open cases"
    NOTICES = "notices", "待审批公告", "notices waiting for approval"
    SCHEDULED = "scheduled", "定时发布公告", "notices waiting for their time"


class OneCommunity(Payload):
    """Ask what is open in one community."""

    community_id = Id(required=True)


class OpenThereItem(View):
    """How much of it is open."""

    reason = Coded(OpenThere, required=True)
    count = fields.Integer(required=True)
    amount = Yuan(required=True, allow_none=True)
    """What it comes to in yuan; None where it is no money."""


class OpenThereView(View):
    """What is open in a community; nothing: the service has no reason against closing it."""

    reasons = fields.List(fields.Nested(OpenThereItem), required=True)


@cache
def needs_community(service: str, *refusals: str) -> Method:
    """Ask a service what is open in a community that is to be closed."""
    return Method(
        service,
        "needs_community",
        None,
        OneCommunity,
        OpenThereView,
        ADMINS,
        refusals=refusals,
        in_person=True,
    )
