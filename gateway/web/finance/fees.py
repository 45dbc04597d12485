"""Fee items (收费项目): what costs how much from when, and a new price (B01)."""

from typing import Any

from flask import Response, request, url_for
from wtforms import HiddenField, SelectField, StringField

from contracts.billing import methods
from contracts.service_admin import Source
from gateway.translations import _, _l
from gateway.web import clock, formats, tables
from gateway.web.audit_entries import history
from gateway.web.finance.group import pages, sections
from gateway.web.forms import PageForm, given
from gateway.web.owners import acts_in_one, whose
from gateway.web.pages import done
from gateway.web.schema_fields import BlankSelect
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.words import worded

AS_BEFORE = _l("As before")
"""A term for which nothing is chosen goes on as the price before has it."""


class NewPrice(PageForm):
    """A new item, or a new price of one that is there."""

    calls = (methods.CREATE_FEE_ITEM,)

    name = StringField(_l("Name of the item"), render_kw={"list": "names"})
    name_en = StringField(_l("Name in English"))
    unit_type = SelectField(_l("For"))
    basis = SelectField(_l("Worked out"))
    price = StringField(_l("Price (yuan)"))
    period = BlankSelect(_l("Per"), blank=AS_BEFORE)
    unit = StringField(_l("Unit of a meter, or of what is assigned"))
    effective_from = StringField(_l("In force from"))
    vacant_percent = StringField(
        _l("Per cent while vacant"), render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )
    assigned_only = BlankSelect(_l("Who pays"), choices=lambda: payers(), blank=AS_BEFORE)


class TakeBack(PageForm):
    """The company's price again, instead of an own."""

    calls = (methods.TAKE_BACK_FEE_ITEM,)

    name = HiddenField()
    unit_type = HiddenField()
    effective_from = StringField(_l("In force from"))


def payers() -> list[tuple[str, str]]:
    """All households of a type, or those that have a thing."""
    return [("false", _("all")), ("true", _("households that have it"))]


@pages.get("/fee-items")
def fee_items(form: PageForm | None = None) -> str | Response:
    """Prices in force today, all there ever were, or those of one item and its new price."""
    one = {name: request.args[name] for name in ("name", "unit_type") if request.args.get(name)}
    in_force = {} if one or request.args.get("all") else {"on": f"{clock.now():%F}"}
    found = tables.listed(methods.LIST_FEE_ITEMS, **one, **in_force)
    latest = max(found["items"], key=own_and_late) if len(one) == 2 else None
    return sheets(
        "finance/fee_items.html",
        "fee-items",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        history_of=history(methods.HISTORY, "fee_item", *(one["id"] for one in found["items"])),
        names=sorted({item["name"] for item in found["items"]}),
        form=given(form, NewPrice).filled_with(as_before(latest) if latest else {}),
        latest=latest,
        back=back_of(latest, form) if latest else None,
        sections=sections(),
        whose=whose(),
    )


def back_of(latest: dict[str, Any], form: PageForm | None) -> PageForm | None:
    """The form by which the company's price holds again; None unless a community has its own and
    the visitor acts there."""
    own = latest["source"] is Source.COMMUNITY and not latest["taken_back"]
    named = {name: latest[name] for name in ("name", "unit_type")}
    return given(form, TakeBack).filled_with(named) if own and acts_in_one() else None


def own_and_late(item: dict[str, Any]) -> tuple[bool, str]:
    """By which the latest price is found: a community's own before the company's."""
    return item["source"] is Source.COMMUNITY, item["effective_from"]


def as_before(item: dict[str, Any]) -> dict[str, Any]:
    """What the form of a new price begins with: all but the price and its day."""
    same = ("name", "name_en", "unit_type", "basis", "period", "unit")
    return {name: item[name] for name in same} | {
        "vacant_percent": str(item["vacant_percent"]),
        "assigned_only": "true" if item["assigned_only"] else "false",
    }


@pages.post("/fee-items", NewPrice, otherwise=fee_items)
def create_fee_item(form: NewPrice) -> Response:
    """Enter it; bills that are made keep the price that they were made with."""
    dated = (
        {"effective_from": form.effective_from.raw_data[0]} if form.effective_from.raw_data else {}
    )
    made = form.call(methods.CREATE_FEE_ITEM, **(form.values() | dated))
    said = _("%(name)s is in the schedule.", name=made["name"])
    return done(said, fee_items)


@pages.post("/fee-items/take-back", TakeBack, otherwise=fee_items)
def take_back_fee_item(form: TakeBack) -> Response:
    """Have the company's price from that day on."""
    made = form.call(methods.TAKE_BACK_FEE_ITEM, **form.values())
    day = formats.day(made["effective_from"])
    said = _("%(name)s is as the company has it from %(day)s on.", name=made["name"], day=day)
    return done(said, fee_items, name=made["name"], unit_type=made["unit_type"])


def table_of(items: list[dict[str, Any]]) -> Table:
    """The schedule."""
    rows = [
        placed(
            item,
            tables.text(
                item["name"] if formats.is_chinese() else item["name_en"],
                url_for(
                    "finance.fee_items",
                    name=item["name"],
                    unit_type=item["unit_type"],
                    _anchor="new-price",
                ),
            ),
            tables.coded(item["unit_type"]),
            tables.coded(item["basis"]),
            price(item),
            tables.text(per(item)),
            tables.day(item["effective_from"]),
            Cell(item["vacant_percent"], f"{item['vacant_percent']}%", "num"),
            tables.text(_("households that have it") if item["assigned_only"] else _("all")),
            tables.text(_("The company's again"))
            if item["taken_back"]
            else tables.coded(item["source"]),
        )
        for item in items
    ]
    headings = [
        _("Fee item"), _("For"), _("Worked out"), _("Price"), _("Per"), _("In force from"),
        _("While vacant"), _("Who pays"), _("Where from"),
    ]  # fmt: skip
    return Table(_("Fee items"), headings, rows, _("No price is in force"))


def price(item: dict[str, Any]) -> Cell:
    """Up to four decimals where a meter counts."""
    exact = tables.decimal(item["price"])
    return Cell(exact.value, f"¥{item['price']}", "num")


def per(item: dict[str, Any]) -> str:
    """What the price is for: a unit of what is measured, and how long."""
    unit = item["unit"]
    period = worded(item["period"])
    return f"{unit} · {period}" if unit else period
