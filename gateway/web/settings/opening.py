"""Opening (开业): what is set up and what is missing, each with the page where it is done (P02)."""

from typing import Any

from flask import url_for

from contracts.billing import methods as billing
from contracts.code import Word
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.notices import methods as notices
from contracts.opening import NEEDED, WITHOUT, Step
from contracts.roles import Role
from gateway.web.calls import call_each
from gateway.web.pages import page
from gateway.web.settings.group import pages, sections
from gateway.web.visitor import visitor
from gateway.words import in_words

WHERE: dict[Step, tuple[str, Method]] = {
    Step.COMPANY: ("settings.company", directory.CHANGE_COMPANY),
    Step.PUBLIC_URL: ("settings.company", directory.CHANGE_COMPANY),
    Step.SEAL: ("settings.company", directory.PUT_COMPANY_PICTURE),
    Step.COMMUNITY: ("settings.communities", directory.CHANGE_COMMUNITY),
    Step.BUILDINGS: ("settings.communities", directory.CHANGE_COMMUNITY),
    Step.STAFF: ("settings.people", directory.CREATE_PERSON),
    Step.HOUSEHOLDS: ("finance.households", directory.IMPORT_HOUSEHOLDS),
    Step.FEE_ITEMS: ("finance.fee_items", billing.CREATE_FEE_ITEM),
    Step.HOURS: ("settings.communities", directory.CHANGE_COMMUNITY),
    Step.ROSTER: ("manager.roster", directory.PUT_SHIFT),
    Step.CHANNELS: ("settings.channels", notices.CHANGE_OUTLET),
    Step.BILL_RUN: ("finance.bill_runs", billing.START_BILL_RUN),
}
"""Where each step is done, and the method that says who may."""


@pages.get("/opening")
def opening() -> str:
    """The steps in their order."""
    steps = found()
    return page(
        "settings/opening.html",
        steps=steps,
        done=sum(one["done"] for one in steps),
        away=len(steps) < len(Step),
        sections=sections(),
    )


def found() -> list[dict[str, Any]]:
    """How far each step is; what is away is left out."""
    answers = call_each(*((one.OPENING, {}) for one in (directory, billing, notices)))
    known = {one["step"]: one for answer in answers if answer for one in answer["items"]}
    return [step_of(one, known[one]) for one in Step if one in known]


def is_needed() -> bool:
    """Whether something is missing without which the product cannot do its work."""
    return any(one["needed"] and not one["done"] for one in found())


def step_of(step: Step, known: dict[str, Any]) -> dict[str, Any]:
    """A step with its words, and where it is done."""
    endpoint, method = WHERE[step]
    return {
        "step": step,
        "done": known["done"],
        "count": known["count"],
        "missing": [in_words(Word(*Role(one).word[:2])) for one in known["missing"]],
        "needed": step in NEEDED,
        "without": in_words(WITHOUT[step]),
        "address": url_for(endpoint) if visitor().has(*method.roles) else "",
        "who": [in_words(Word(*role.word[:2])) for role in Role if role in method.roles],
    }
