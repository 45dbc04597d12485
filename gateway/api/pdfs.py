"""Papers as PDF from the API (`?format=pdf`): the same as the pages give (P10)."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.method import Method
from foundation.errors import NotFound
from gateway.context import gateway_context
from gateway.identity import authenticate
from gateway.web.papers import money
from gateway.web.papers.chinese import chinese_paper
from gateway.web.papers.letter import letter
from gateway.web.papers.showing import as_pdf
from gateway.web.papers.work_order import work_order

Found = Mapping[str, Any]


def of_receipt(found: Found) -> Response:
    """收据."""
    return as_pdf(money.receipt(found))


def of_bill(found: Found) -> Response:
    """账单, with the home that it is for."""
    home = asked(directory.GET_HOUSEHOLD, household_id=found["household_id"])
    return as_pdf(money.bill(found, home, asked(billing.PAPER_HEAD)))


def of_letter(found: Found) -> Response:
    """催缴函, which is Chinese whoever asks."""
    with chinese_paper():
        return as_pdf(letter(found))


def of_work_order(found: Found) -> Response:
    """派工单; raise `NotFound` before an engineer is asked to go."""
    if not found["work_order_number"]:
        raise NotFound
    return as_pdf(work_order(found, asked(billing.PAPER_HEAD)))


def asked(method: Method, **arguments: Any) -> Any:
    """The answer to what the paper needs besides, as the caller."""
    return gateway_context().call(method, arguments, authenticate(request))
