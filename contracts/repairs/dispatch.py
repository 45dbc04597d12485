"""Dispatch (派工, R08): whom an order is offered to, and the engineer's answer."""

from marshmallow import fields

from contracts.base import View
from contracts.fields import Id, Text
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class UnknownEngineer(ServiceError):
    """There is no active engineer of this id."""

    code, status = "unknown_engineer", 422
    zh = "没有这位在岗的维修工。"


class NobodyToDispatch(ServiceError):
    """There is no engineer left to suggest."""

    code, status = "nobody_to_dispatch", 409
    zh = "没有可派的维修工，请人工指定。"


class AlreadyDispatched(ServiceError):
    """It was dispatched to {engineer} already; say so if it is to be replaced."""

    code, status = "already_dispatched", 409
    zh = "已由其他人派给{engineer}；如要改派请注明。"


class DispatchRepair(OneRepair):
    """Offer the work order to an engineer; without one, to the engineer suggested first (R08)."""

    engineer_id = Id(load_default=None, allow_none=True)
    replace = fields.Boolean(load_default=False)
    """Take it back from the engineer whom another dispatcher chose."""


class DeclineOffer(OneRepair):
    """An engineer does not take the order on (R08)."""

    reason = Text(required=True, max=500)


class SuggestedEngineer(View):
    """An engineer who could be dispatched, and why at this rank (R08)."""

    engineer_id = Id(required=True)
    name = fields.String(required=True)
    skilled = fields.Boolean(required=True)
    serves_building = fields.Boolean(required=True)
    on_duty = fields.Boolean(required=True)
    open_orders = fields.Integer(required=True)


class Suggestions(View):
    """Engineers to dispatch, best first."""

    engineers = fields.List(fields.Nested(SuggestedEngineer), required=True)
