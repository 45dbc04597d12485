"""Papers as PDF from the API (`?format=pdf`): the same as the pages give (P10)."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.repairs import methods as repairs
from foundation.errors import NotFound
from gateway.context import gateway_context
from gateway.identity import authenticate
from gateway.web.answers import with_members
from gateway.web.papers import money
from gateway.web.papers.chinese import chinese_paper
from gateway.web.papers.letters import letter
from gateway.web.papers.paper import Head, Paper
from gateway.web.papers.showing import as_pdf
from gateway.web.papers.work_order import work_order

Found = Mapping[str, Any]


def of_receipt(found: Found) -> Response:
    """收据."""
    head = head_of(found)
    return made(money.receipt(with_members(billing.GET_RECEIPT.response, found), head))


def of_bill(found: Found) -> Response:
    """账单, with the home that it is for."""
    home = fetched(directory.GET_HOUSEHOLD, household_id=found["household_id"])
    head = head_of(found)
    return made(money.bill(with_members(billing.GET_BILL.response, found), home, head))


def of_letter(found: Found) -> Response:
    """催缴函, which is Chinese whoever asks."""
    head = head_of(found)
    with chinese_paper():
        return made(letter(with_members(billing.GET_LETTER.response, found), head))


def of_work_order(found: Found) -> Response:
    """派工单; raise `NotFound` before an engineer is asked to go."""
    if not found["work_order_number"]:
        raise NotFound
    return made(work_order(with_members(repairs.GET.response, found), head_of(found)))


def made(paper: Paper) -> Response:
    """The PDF of a paper."""
    return as_pdf([paper], picture)


def picture(kind: str) -> str:
    """A picture of the company, in base64."""
    return str(fetched(directory.GET_COMPANY_PICTURE, kind=kind)["content"])


def head_of(found: Found) -> Head:
    """Whose paper it is."""
    return Head(**fetched(directory.PAPER_HEAD, community_id=found["community_id"]))


def fetched(method: Method, **arguments: Any) -> Any:
    """What a method answers that the paper needs besides, called as the caller."""
    answer = gateway_context().call(method, arguments, authenticate(request))
    return with_members(method.response, answer)
