"""The audit trail (审计记录): who did what, before and after; and whether it is as it was (P05)."""

from collections.abc import Mapping
from typing import Any

from flask import request

from contracts.directory import methods as directory
from contracts.policy import PolicyOwner
from contracts.service_admin import Broken
from gateway import audit_trails
from gateway.translations import _
from gateway.web.audit_entries import entry
from gateway.web.calls import call, call_each
from gateway.web.formats import moment
from gateway.web.pages import page
from gateway.web.settings.group import pages, sections
from gateway.words import worded

ASKED = ("person", "subject", "from", "to", "cursor")
ROWS = 30
"""Of a page: each tells what was changed."""


@pages.get("/audit")
def audit() -> str:
    """What was done, newest first."""
    typed = {name: value for name in ASKED if (value := request.args.get(name, "").strip())}
    found = audit_trails.page_of(lambda *asked: call_each(*asked), typed, ROWS)
    communities = {one["id"]: one["name"] for one in call(directory.LIST_COMMUNITIES)["items"]}
    several = communities if len(communities) > 1 else {}
    return page(
        "settings/audit.html",
        entries=[entry(row, several) for row in found["items"]],
        cursor=found["next_cursor"],
        away=found["away"],
        sections=sections(),
    )


@pages.get("/audit/verify")
def verify_audit() -> str:
    """Whether every row is as it was."""
    found = audit_trails.checked(lambda *asked: call_each(*asked))
    checks = [
        (worded(PolicyOwner(one["service"])), check, faults(check), gone(check))
        for one in found
        for check in (one["check"] or {},)
    ]
    return page(
        "settings/audit_check.html",
        checks=checks,
        away=not all(check for _name, check, *_rest in checks),
        intact=all(check and not check["broken"] for _name, check, *_rest in checks),
        sections=sections(),
    )


def gone(check: Mapping[str, Any]) -> str:
    """What retention took from the beginning of a trail, in words (P08); empty: nothing."""
    if not check or not check["removed"]:
        return ""
    last, begins_at = moment(check["removed_at"]), check["begins_at"]
    said = _("%(count)s rows at the beginning, the last %(at)s.", count=check["removed"], at=last)
    return said + _(" What is left begins %(at)s.", at=moment(begins_at)) if begins_at else said


def faults(check: Mapping[str, Any]) -> list[str]:
    """What is wrong with a trail, in words."""
    return [
        _("Row %(id)s, place %(position)s: %(why)s", id=one["id"] or "–",
          position=one["position"] or "–", why=worded(Broken(one["why"])))
        for one in check.get("broken", ())
    ]  # fmt: skip
