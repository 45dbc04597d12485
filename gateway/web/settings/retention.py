"""What the nights took (保存期限): per kind, how much, by which policy (P08)."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from flask import request

from contracts.directory import methods as directory
from contracts.policy import PolicyOwner, Subject
from contracts.service_admin import audit_trail, list_policies, retention_nights
from foundation.clock import local_date
from foundation.config import SERVICES
from gateway.translations import _
from gateway.web import clock
from gateway.web.calls import call, call_each
from gateway.web.pages import page
from gateway.web.settings.group import pages, sections
from gateway.web.visitor import visitor
from gateway.words import worded

NIGHTS = 31
"""That the page shows at once."""


class Value(NamedTuple):
    """By which value of the policy something goes, and for how many days it is kept."""

    service: str
    name: str
    label: str
    days: int


@pages.get("/retention")
def retention() -> str:
    """What went, night by night; and how long each is kept."""
    last = day_asked()
    first = last - timedelta(days=NIGHTS - 1)
    asked = {"from_day": first.isoformat(), "to_day": last.isoformat()}
    answers = call_each(*((retention_nights(one), asked) for one in SERVICES))
    values = values_of()
    communities = {one["id"]: one["name"] for one in call(directory.LIST_COMMUNITIES)["items"]}
    taken = [
        row_of(service, one, values, communities)
        for service, answer in zip(SERVICES, answers, strict=True)
        for one in (answer or {"items": []})["items"]
    ]
    taken.sort(key=lambda one: one["night"], reverse=True)
    return page(
        "settings/retention.html",
        nights=[(night, list(rows)) for night, rows in groupby(taken, lambda one: one["night"])],
        values=sorted(values.values(), key=lambda one: (SERVICES.index(one.service), one.name)),
        owners={one: worded(PolicyOwner(one)) for one in SERVICES},
        several=len(communities) > 1,
        audited=visitor().has(*audit_trail("directory").roles),
        first=first,
        last=last,
        earlier=first - timedelta(days=1),
        away=any(answer is None for answer in answers),
        sections=sections(),
    )


def day_asked() -> date:
    """The last night that is shown: the one in the address, else today's."""
    today = local_date(clock.now())
    try:
        return date.fromisoformat(request.args.get("to", ""))
    except ValueError:
        return today


def values_of() -> dict[tuple[str, str], Value]:
    """How long everything is kept, of what the visitor sees of the policy."""
    if not visitor().has(*list_policies("directory").roles):
        return {}
    answers = call_each(*((list_policies(one), {}) for one in SERVICES))
    return {
        (service, one["name"]): Value(service, one["name"], one["label"], one["in_force"])
        for service, answer in zip(SERVICES, answers, strict=True)
        for one in (answer or {"items": []})["items"]
        if one["subject"] == Subject.RETENTION
    }


def row_of(
    service: str,
    one: dict[str, Any],
    values: dict[tuple[str, str], Value],
    communities: dict[str, str],
) -> dict[str, Any]:
    """What went of a kind in a night."""
    return {
        "night": one["night"],
        "service": service,
        "kind": one["kind"],
        "count": one["count"],
        "value": values.get((service, one["policy"] or "")),
        "where": communities.get(one["community_id"] or "", "") or _("Whole company"),
    }
