"""P01: pages of a closed community offer nothing by which something new would begin."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.roles import Role
from foundation.errors import RemoteRefusal
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import NO_MORE, LogIn
from tests.web.test_community_closing import SHUT, WHOLE, manages, tells

SAID = "项目已关闭，不再受理新事项。"
MORE_THAN_BEGUN = {
    "settings.close_person", "settings.reopen_person", "settings.reset_factor",
    "settings.unlink_company_login", "settings.end_session", "noticeboard.edit",
}  # fmt: skip
"""What takes a form that is for beginning something, too, and does not."""


@pytest.fixture(params=["zh", "en"])
def said(request: pytest.FixtureRequest) -> str:
    """What stands in the place of a form, in a language."""
    return {"zh": SAID, "en": "Closed: nothing new begins here."}[request.param]


def looking(log_in: LogIn, services: StandIn, *, closed: bool) -> Browsing:
    """A supervisor of the second community."""
    tells(services, SHUT if closed else WHOLE)
    services.answers |= {
        notices.SEARCH.key: NO_MORE,
        directory.LIST_BUILDINGS.key: {"items": []},
        directory.FIND_PEOPLE.key: NO_MORE,
    }
    return log_in(Role.SUPERVISOR, places=("c2",))


def test_P01_where_it_is_closed_no_page_leads_to_what_begins_something(
    log_in: LogIn, services: StandIn, said: str
) -> None:
    person = looking(log_in, services, closed=True)
    person.send("/language", language="zh" if said == SAID else "en")
    page = person.text("/notices/")
    assert "/notices/new" not in page and "/desk/contact" not in page
    assert "/desk/queue" in page or 'href="/desk/"' in page, "the rest of the menu stays"
    written = person.text("/notices/new")
    assert said in written and 'action="/notices/new"' not in written
    assert 'action="/logout"' in written, "other forms stay"


def test_P01_where_it_is_open_they_do(log_in: LogIn, services: StandIn) -> None:
    """Negative control."""
    person = looking(log_in, services, closed=False)
    page = person.text("/notices/")
    assert "/notices/new" in page and "/desk/contact" in page
    written = person.text("/notices/new")
    assert SAID not in written and 'action="/notices/new"' in written


@pytest.mark.parametrize("shut", [True, False])
def test_P01_who_looks_at_several_is_offered_nothing_new_for_what_is_in_a_closed_one(
    browsing: Browsing, services: StandIn, shut: bool
) -> None:
    tells(services, SHUT if shut else WHOLE)
    home = {"id": "h1", "building": "1栋", "unit": "1-101", "owner_name": "王芳", "community": "YX"}
    services.answers |= {directory.GET_HOUSEHOLD.key: home, directory.LIST_NOTES.key: NO_MORE}
    person = manages(browsing, services)
    page = person.text("/desk/households/h1/notes")
    assert ('action="/desk/households/h1/notes/add-note"' not in page) == shut == (SAID in page)
    assert ("云栖里已关闭" in page) == shut
    assert 'href="/desk/contact"' in page, "elsewhere it is begun"


def test_P01_a_form_that_was_open_before_is_shown_with_its_refusal_and_what_was_typed(
    log_in: LogIn, services: StandIn
) -> None:
    person = looking(log_in, services, closed=True)
    services.answers[notices.DRAFT.key] = RemoteRefusal("community_closed", "", {}, {})
    refused = person.send("/notices/new", title="清洗水箱", body="请提前储水。", kind="notice")
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409 and "清洗水箱" in page and "不再受理新事项" in page


def taken(app: Flask) -> Iterator[tuple[str, Any]]:
    """What takes a form, by its endpoint."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            yield rule.endpoint, app.view_functions[rule.endpoint]


def test_P01_of_every_form_that_may_begin_something_it_is_said(
    app: Flask,
) -> None:
    unsaid = {
        endpoint
        for endpoint, view in taken(app)
        for form in [getattr(view, "form", None)]
        if isinstance(form, type)
        and any(one.begins for one in form.called())
        and view.begins is None
    }
    assert unsaid == MORE_THAN_BEGUN
