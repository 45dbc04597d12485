"""All communities side by side (项目对比): each a column, for who manages several (P01)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Response, url_for

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from foundation.scope import Scope
from gateway.communities import Community
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.calls import each_as
from gateway.web.manager.group import FIGURES, pages
from gateway.web.manager.home import latest_of, share
from gateway.web.manager.period import month
from gateway.web.tables import Cell, Table, sheets
from gateway.web.visitor import communities, whole_visitor

Found = Mapping[str, Any]
"""What a community answers, by what was asked; None for what is away."""


@dataclass(frozen=True)
class Figure:
    """A line: what it is called, how it is read, and the page that says more of it."""

    label: Any
    cell: Callable[[Found], Cell]
    page: str


FIGURES_COMPARED = (
    Figure(_l("Households"), lambda found: tables.count(homes(found)), "desk.find"),
    Figure(
        _l("Collected of the last period"),
        lambda found: tables.percent(of(found, "collection", "total", "rate")),
        "finance.collection",
    ),
    Figure(
        _l("Outstanding of it"),
        lambda found: tables.yuan(of(found, "collection", "total", "outstanding_amount")),
        "finance.collection",
    ),
    Figure(
        _l("Complaints this month"),
        lambda found: tables.count(this_month(found, "complaints")),
        "manager.complaints",
    ),
    Figure(
        _l("Complaints per 100 households"),
        lambda found: tables.decimal(per_hundred(found)),
        "manager.complaints",
    ),
    Figure(
        _l("Share answered in time"),
        lambda found: tables.percent(this_month(found, "share_kept")),
        "manager.complaints",
    ),
    Figure(
        _l("Overdue complaints"),
        lambda found: tables.count(of(found, "overdue", "total")),
        "manager.overdue",
    ),
    Figure(
        _l("Set out in time"),
        lambda found: rate(of(found, "repairs", "response", "share")),
        "manager.repairs",
    ),
    Figure(
        _l("Residents asked afterwards"),
        lambda found: rate(of(found, "repairs", "follow_up", "rate")),
        "manager.repairs",
    ),
)


@pages.get("/figures/communities")
def compared() -> str | Response:
    """Every figure of every community in which the visitor manages, but for closed ones."""
    seen = tuple(one for one in communities() if not one.closed)
    columns = [asked(one) for one in seen]
    rows = [
        [tables.text(str(figure.label)), *(figure.cell(found) for found in columns)]
        for figure in FIGURES_COMPARED
    ]
    headings = [_("Compared"), *(one.name or _("not named yet") for one in seen)]
    table = Table(_("Communities side by side"), headings, rows, _("There is one community"))
    addresses = [url_for(figure.page) for figure in FIGURES_COMPARED]
    return sheets(
        "manager/compared.html",
        "communities",
        [table],
        seen=seen,
        addresses=addresses,
        figures=FIGURES,
    )


def asked(community: Community) -> Found:
    """What a community answers to who acts in it alone."""
    actor = whole_visitor().only(Scope.within(community.id))
    questions = {
        "buildings": (directory.LIST_BUILDINGS, {}),
        "periods": (billing.BILLED_PERIODS, {}),
        "trend": (complaints.TREND, {"month": month(), "months": 1}),
        "overdue": (complaints.OVERDUE, {}),
        "repairs": (repairs.FIGURES, {}),
    }
    may = {name: one for name, one in questions.items() if actor.has(*one[0].roles)}
    found = dict(zip(may, each_as(actor, *may.values()), strict=True))
    return found | {"collection": latest_of(actor, found.get("periods"))}


def of(found: Found, *path: str) -> Any:
    """What stands at a place of an answer; None where it, or the whole answer, is not there."""
    value: Any = found
    for name in path:
        value = value.get(name) if value else None
    return value


def homes(found: Found) -> int | None:
    """How many households there are."""
    buildings = of(found, "buildings", "items")
    return None if buildings is None else sum(one["households"] for one in buildings)


def this_month(found: Found, name: str) -> Any:
    """A figure of the complaints of the month."""
    months = of(found, "trend", "months")
    return months[-1][name] if months else None


def per_hundred(found: Found) -> str | None:
    """Complaints per hundred households, two decimals; None where either is not known."""
    count, among = this_month(found, "complaints"), homes(found)
    return None if count is None or not among else f"{Decimal(count * 100) / among:.2f}"


def rate(fraction: str | None) -> Cell:
    """A share of one as per cent."""
    percent = share(fraction)
    return tables.percent(None if percent is None else str(percent))
