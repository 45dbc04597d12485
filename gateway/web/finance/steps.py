"""Steps of dunning that were taken, and their papers to print: 催缴函, 委托律师材料 (B12)."""

from typing import Any

from flask import Response, request, url_for
from wtforms import RadioField, StringField

from contracts.billing import methods
from contracts.billing.ladder import DunningStep
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.calls import call
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.forms import PageForm, given
from gateway.web.pages import done
from gateway.web.papers import paper_page
from gateway.web.papers.letters import letter as write
from gateway.web.tables import Table, placed, sheets
from gateway.web.visitor import visitor


@pages.get("/dunning/steps")
def dunning_steps() -> str | Response:
    """What was taken, newest first; of one household, if it is asked for."""
    only = {"household_id": wanted} if (wanted := request.args.get("household_id")) else {}
    found = tables.listed(methods.LIST_STEPS, **only)
    return sheets(
        "finance/dunning_steps.html",
        "dunning-steps",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        sections=sections(),
    )


class Delivery(PageForm):
    """What its receipt of delivery says."""

    calls = (methods.RECORD_DELIVERY,)

    outcome = RadioField(_l("How was it delivered?"))
    delivered_at = StringField(_l("Delivered at"))
    received_by = StringField(_l("Who signed"), render_kw={"autocomplete": "off"})
    relation = StringField(_l("Relation to the owner"))
    item_number = StringField(_l("Number of the post"))
    brought_by = StringField(_l("Who brought it"))
    remark = StringField(_l("Remark"))


@pages.get("/dunning/steps/<step_id>/letter")
def letter(step_id: str, form: PageForm | None = None) -> str | Response:
    """The paper as it was made, and how it was delivered. The paper is Chinese whatever language
    the reader has chosen."""
    found = call(methods.GET_LETTER, step_id=step_id)
    may = visitor().has(*methods.RECORD_DELIVERY.roles) and found["step"] == DunningStep.LETTER
    return paper_page(
        "finance/letter.html",
        found["community_id"],
        lambda head: write(found, head),
        always_chinese=True,
        paper=found,
        step_id=step_id,
        form=given(form, Delivery) if may else None,
    )


@pages.post("/dunning/steps/<step_id>/deliveries", Delivery, otherwise=letter)
def record_delivery(form: Delivery, step_id: str) -> Response:
    """Keep what the signed receipt of delivery says (B12)."""
    form.call(methods.RECORD_DELIVERY, step_id=step_id, **form.values())
    return done(_("The delivery is recorded."), letter, step_id=step_id)


def table_of(items: list[dict[str, Any]]) -> Table:
    """Step by step."""
    rows = [
        placed(
            item,
            tables.moment(item["taken_at"]),
            household(item),
            tables.coded(item["step"]),
            tables.coded(item["told_by"]),
            tables.yuan(item["amount"]),
            tables.day(item["due_date"]),
            tables.text(item["letter_number"], address_of(item)),
            tables.coded(item["delivery"]),
            tables.text(_(", ").join(item["bill_numbers"])),
        )
        for item in items
    ]
    headings = [
        _("When"), _("Unit"), _("Step"), _("Told together with"), _("Amount"), _("Due on"),
        _("Paper"), _("Delivery of the letter"), _("Bills"),
    ]  # fmt: skip
    return Table(
        _("Steps taken"), headings, rows, _("No step has been taken yet"),
        _("The preview shows who would get which step, and when."),
    )  # fmt: skip


def address_of(step: dict[str, Any]) -> str:
    """Where its paper is; none for a step that was told by a message or a visit."""
    return url_for("finance.letter", step_id=step["id"]) if step["letter_number"] else ""
