"""A colleague, for all of the staff: what somebody does, where, and how to reach them (P07)."""

from contracts.directory import methods
from contracts.repairs.requests import RepairCategory
from contracts.roles import STAFF
from foundation.errors import NotFound
from gateway.web import departments
from gateway.web.calls import call_all
from gateway.web.pages import page
from gateway.web.settings.group import pages as settings
from gateway.web.site.group import pages
from gateway.web.visitor import visitor
from gateway.words import worded_if_known


@pages.get("/colleagues/<person_id>")
def colleague(person_id: str) -> str:
    """Who it is, and which duty they have now."""
    visitor().require(*STAFF)
    found, duty = call_all(
        (methods.GET_PERSON, {"person_id": person_id}), (methods.WHO_IS_ON_DUTY, {})
    )
    if STAFF.isdisjoint(found["roles"]):
        raise NotFound
    return page(
        "site/colleague.html",
        person=found,
        department=departments.name_of(found["department"]),
        skills=[worded_if_known(one, RepairCategory) for one in found["skills"]],
        on_duty=[one for one in duty["shifts"] if one["person_id"] == person_id],
        managed=visitor().has(*settings.roles or ()),
    )
