"""Finding a household, and everything that is open for it on one screen."""

from collections.abc import Iterator
from typing import Any

from flask import request
from wtforms import HiddenField, StringField

from contracts.billing import methods as billing
from contracts.billing.bills import BillStatus
from contracts.complaints import methods as complaints
from contracts.complaints.cases import Status
from contracts.directory import methods as directory
from contracts.directory.key_households import CallsDue
from contracts.directory.privacy import Confidential
from contracts.notices import methods as notices
from contracts.notices.workflow import NoticeStatus
from contracts.repairs import methods as repairs
from contracts.repairs.requests import OVER
from gateway.translations import _l
from gateway.web.calls import Call, call, call_each
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.notices import is_unread
from gateway.web.pages import page
from gateway.web.visitor import visitor

SHOWN = 20
LONGEST = 60
"""Characters that are looked for."""
TO_SEE = "desk.household"


class Reveal(PageForm):
    """An unmasked look at a number; it is logged with its purpose (D03)."""

    calls = (directory.REVEAL,)

    member_id = HiddenField()
    purpose = StringField(_l("What for"))


@pages.get("/households")
def find() -> str:
    """By name, unit or the last digits of the phone."""
    return results("desk/find.html", TO_SEE)


@pages.get("/households/results")
def find_results() -> str:
    """What was found, for the page that is open: asked at every keystroke."""
    return results("desk/find_results.html", TO_SEE)


def results(template: str, target: str) -> str:
    """Households that fit what is looked for; each leads to the target."""
    q = request.args.get("q", "").strip()[:LONGEST]
    found = call(directory.FIND_HOUSEHOLDS, q=q, limit=SHOWN) if q else None
    return page(template, q=q, found=found, target=target)


@pages.get("/households/<household_id>")
def household(
    household_id: str, form: PageForm | None = None, number: dict[str, str] | None = None
) -> str:
    """One household with all that is open; what is away is said to be, the rest is shown."""
    calls = dict(questions(household_id))
    home, *answers = call_each(
        (directory.GET_HOUSEHOLD, {"household_id": household_id}), *calls.values()
    )
    sections = dict(zip(calls, answers, strict=True))
    return page(
        "desk/household.html",
        home=home if home else call(directory.GET_HOUSEHOLD, household_id=household_id),
        sections=sections,
        bills=sections["bills"]
        and [one for one in sections["bills"]["items"] if one["status"] != BillStatus.PAID],
        repairs=open_of(sections["repairs"], OVER),
        complaints=open_of(sections["complaints"], {Status.CLOSED}),
        notices=sections["notices"]
        and [one for one in sections["notices"]["items"] if is_unread(one)],
        form=given(form, Reveal),
        number=number,
        may_assign=visitor().has(*billing.ASSIGN_FEE.roles),
        may_read=visitor().has(*billing.LIST_METERS.roles),
        may_pay=visitor().has(*billing.TAKE_PAYMENT.roles),
        has_file=visitor().has(*directory.HOUSEHOLD_HISTORY.roles),
    )


def questions(household_id: str) -> Iterator[tuple[str, Call]]:
    """What there may be to know of a household, as far as the visitor may know it."""
    of = {"household_id": household_id, "limit": SHOWN}
    every = (
        ("account", billing.STATEMENT, {"household_id": household_id}),
        ("bills", billing.LIST_BILLS, of),
        ("payments", billing.LIST_PAYMENTS, of | {"limit": 5}),
        ("pauses", billing.LIST_PAUSES, of | {"running": True}),
        ("steps", billing.LIST_STEPS, of | {"limit": 5}),
        ("visits", billing.LIST_VISITS, of | {"limit": 5, "status": None}),
        ("key", directory.LIST_KEY_HOUSEHOLDS, of | {"due": CallsDue.ALL, "limit": 1}),
        ("vehicles", directory.LIST_VEHICLES, of),
        ("cards", directory.LIST_CARDS, of),
        ("pets", directory.LIST_PETS, of),
        ("notes", directory.LIST_NOTES, of),
        ("repairs", repairs.SEARCH, of),
        ("complaints", complaints.SEARCH, of),
        ("notices", notices.SEARCH, of | {"status": NoticeStatus.PUBLISHED}),
        ("messages", notices.OUTGOING, of | {"limit": 5}),
    )
    for name, method, arguments in every:
        if visitor().has(*method.roles):
            yield name, (method, arguments)


def open_of(answer: dict[str, Any] | None, over: Any) -> list[dict[str, Any]] | None:
    """What is not over; None where nobody could say."""
    if answer is None:
        return None
    return [one for one in answer["items"] if one["status"] not in over]


@pages.post("/households/<household_id>/number", Reveal, otherwise=household)
def reveal(form: Reveal, household_id: str) -> str:
    """Show one number, once: the look is logged (D03)."""
    member = form.member_id.data
    looked = form.call(
        directory.REVEAL,
        household_id=household_id,
        member_id=member or None,
        what=Confidential.PHONE,
        **form.values("purpose"),
    )
    number = {"member_id": member, "value": looked["value"] or ""}
    return household(household_id=household_id, number=number)
