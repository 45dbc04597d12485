"""Fieldwork (上门维修, R02, R04): on the way, on site, done."""

from contracts.fields import Text
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class QuoteNotAccepted(ServiceError):
    """Chargeable work needs a quote that the resident has accepted."""

    code, status = "quote_not_accepted", 409
    zh = "收费项目未经住户同意，不能完工。"


class CompleteRepair(OneRepair):
    """The work is done."""

    result = Text(required=True)
