"""The overview: one figure each, which leads to what it counts."""

from decimal import Decimal
from typing import Any

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.repairs import methods as repairs
from foundation.actor import Actor
from gateway.web.calls import call_each, each_as
from gateway.web.manager import approvals, escalation
from gateway.web.manager.group import WAITING, pages
from gateway.web.pages import page
from gateway.web.visitor import visitor

MOST = 200
"""Of what waits for somebody so many are counted; beyond it is “more than”."""
GOOD, FAIR = Decimal(90), Decimal(75)
"""Per cent from which a rate is well, and below which it is in danger."""


@pages.get("/")
def home() -> str:
    """What waits for me, what is late, how the money comes in."""
    waiting, late, figures, periods, *requests = call_each(
        (complaints.ESCALATIONS, {"limit": MOST}),
        (complaints.OVERDUE, {}),
        (repairs.FIGURES, {}),
        (billing.BILLED_PERIODS, {}),
        *approvals.questions(),
    )
    return page(
        "manager/home.html",
        waiting=waiting and escalation.to_acknowledge(waiting["items"]),
        approvals=approvals.waiting(waiting, requests),
        late=late,
        repairs=figures,
        collection=latest_of(visitor(), periods),
        tone=tone,
        share=share,
        waiting_pages=WAITING,
    )


def latest_of(actor: Actor, periods: dict[str, Any] | None) -> dict[str, Any] | None:
    """The figures of the period billed last; None where there is none yet."""
    if not periods or not periods["items"]:
        return None
    asked = {**periods["items"][0], "breakdown": False}
    (found,) = each_as(actor, (billing.COLLECTION, asked))
    report: dict[str, Any] | None = found
    return report


def share(fraction: str | None) -> Decimal | None:
    """Per cent of a share of one."""
    return None if fraction is None else Decimal(fraction) * 100


def tone(percent: Decimal | str | None) -> str:
    """The colour of a rate."""
    if percent is None:
        return "quiet"
    rate = Decimal(percent)
    return "good" if rate >= GOOD else "waiting" if rate >= FAIR else "bad"
