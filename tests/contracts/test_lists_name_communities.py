"""P01: what stands in a list that may be of several communities says of which it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from marshmallow import Schema, fields

from bench.questions import QUESTIONS, Question
from contracts.base import PlacedView
from contracts.billing.runs import BillRunView
from contracts.fields import CODE_OF
from contracts.method import Method
from contracts.methods import METHODS
from contracts.roles import Role
from foundation import replica
from foundation.actor import SYSTEM, Grant
from foundation.scope import ALL
from foundation.storage.store import Store
from tests.contracts.test_reads import demo, entry_of, store_of  # noqa: F401 - fixtures

ADDED_UP = "added up over all that is seen"
OF_ONE = "of one community: that of the household, or the one that is acted in"
OF_COMPANY = "the company's; where it holds, or reaches, stands with each"
WHOSE = "the company's, or a community's own: whose stands with each"
CLAIMS = "what the caller holds, and where"
OF_NO_PLACE = {
    "directory.list_communities.items": "communities themselves",
    "directory.find_people.items": OF_COMPANY,
    "directory.roster_gaps.items": ADDED_UP,
    "directory.roster_week.turns": OF_ONE,
    "directory.roster_week.people": OF_ONE,
    "directory.me.standings": CLAIMS,
    "directory.me.grants": CLAIMS,
    "directory.list_sessions.items": "the caller's own logins",
    "directory.list_api_keys.items": OF_COMPANY,
    "billing.reading_sheet.items": OF_ONE,
    "billing.list_metered.items": "names of fees, alike in all communities",
    "billing.list_meters.items": OF_ONE,
    "billing.list_stewards.items": OF_COMPANY,
    "billing.collection.by_building": "figures; a building is called by its community as well",
    "billing.collection.by_item": ADDED_UP,
    "billing.collection.by_steward": ADDED_UP,
    "billing.billed_periods.items": ADDED_UP,
    "billing.verify_books.differences": "a check of the whole ledger; households by their ids",
    "repairs.first_check.questions": "alike in all communities",
    "complaints.categories.items": WHOSE,
    "complaints.quick_replies.items": WHOSE,
    "complaints.departments.items": WHOSE,
    "complaints.departments.elsewhere": WHOSE,
    "complaints.overdue.by_tier": ADDED_UP,
    "complaints.overdue.by_team": ADDED_UP,
    "complaints.trend.months": ADDED_UP,
    "complaints.report.by_category": ADDED_UP,
    "complaints.report.by_tier": ADDED_UP,
    "complaints.report.by_team": ADDED_UP,
    "complaints.report.by_final": ADDED_UP,
    "complaints.report.invalid_verdicts": ADDED_UP,
    "complaints.report.concealment": ADDED_UP,
    "notices.list_outlets.items": OF_COMPANY,
    "notices.list_templates.items": WHOSE,
    "notices.list_webhooks.items": OF_COMPANY,
}
"""What answers have several of without a place, and why."""
OF_ALL_SERVICES = {"opening", "list_policies", "audit_trail"}
"""What every service has: steps; values and a trail, each with the community that it is of."""
OF_THE_COMPANY = {
    "billing.list_fee_items", "directory.list_shifts", "directory.who_is_on_duty",
    "directory.list_role_requests", "complaints.trend", "notices.untold", "notices.messages",
    "notices.outgoing", "directory.find",
}  # fmt: skip
"""Lists in which something may be of no community."""


def several(field: Any) -> type[Schema] | None:
    """The schema of what a field has several of."""
    inner = field.inner if isinstance(field, fields.List) else field
    if not isinstance(inner, fields.Nested) or not (field is not inner or inner.many):
        return None
    return type(inner.schema)


def listed(method: Method) -> dict[str, type[Schema]]:
    """What the answer has several of; nothing for what is about one thing, as its path says, and
    for what somebody has just done."""
    route = method.route
    read = method.name == "find" if route is None else not route.writes and "<" not in route.path
    if method.response is None or not read:
        return {}
    found = {name: several(field) for name, field in method.response().fields.items()}
    return {name: kind for name, kind in found.items() if kind is not None}


LISTS = {
    f"{one.key}.{name}": kind
    for one in METHODS
    if one.name not in OF_ALL_SERVICES
    for name, kind in listed(one).items()
}
PLACED = {key for key, kind in LISTS.items() if issubclass(kind, PlacedView)}
BY_NUMBER = {"q": "4321"}
"""A search by a number is a look, which is logged in the one community that is acted in."""
EVERYWHERE = frozenset(
    Grant(role, None)
    for role in (
        Role.DIRECTOR, Role.ADMIN, Role.FINANCE, Role.SUPERVISOR, Role.RECEPTIONIST,
        Role.INSPECTOR, Role.STEWARD,
    )
)  # fmt: skip
"""What somebody holds who sees everything of all communities."""


def test_P01_every_list_says_of_which_community_an_item_is_or_why_not() -> None:
    """A list that is added without it is found here."""
    assert set(LISTS) - PLACED == set(OF_NO_PLACE)


def items_of(store: Store, question: Question) -> Iterator[Any]:
    """What is answered to who sees all, of what has a place."""
    roles = frozenset(one.role for one in EVERYWHERE)
    actor = replace(question.actor, roles=roles, grants=EVERYWHERE)
    answer = entry_of(question).perform(store, actor, question.values(store))
    for name, items in answer.items():
        if f"{question.service}.{question.method}.{name}" in PLACED:
            yield from items


@pytest.mark.parametrize("service", ["directory", "billing", "repairs", "complaints", "notices"])
@pytest.mark.usefixtures("demo")
def test_P01_items_of_several_communities_are_told_apart(
    service: str,
    store_of: Callable[[str], Store],  # noqa: F811
) -> None:
    """Each item has the code of a community; null only where it may be the company's."""
    store = store_of(service)
    with store.read(SYSTEM, scope=ALL) as uow:
        codes = {one.code for one in replica.communities(uow)}
    met = set()
    for question in QUESTIONS:
        key = f"{question.service}.{question.method}"
        resident = question.login.startswith("resident")
        if question.service != service or resident or question.given == BY_NUMBER:
            continue
        for item in items_of(store, question):
            allowed = codes | ({None} if key in OF_THE_COMPANY else set())
            assert item["community"] in allowed, (key, item["community"])
            met.add(item["community"])
    assert met >= codes, "the demonstration has something of each community in the lists"


def test_P01_an_item_that_does_not_say_where_it_is_is_no_answer() -> None:
    """The control: a row without its community would be missing from the answer, unnoticed."""
    with pytest.raises(KeyError), CODE_OF(lambda _: "NY"):
        BillRunView().dump({"id": "one"})
