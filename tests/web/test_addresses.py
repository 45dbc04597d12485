"""Whatever address a browser may come to show can be asked for again."""

from flask import Flask

from contracts.complaints import methods
from contracts.roles import Role
from foundation.errors import InvalidInput
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn


def test_every_address_that_takes_a_form_can_be_asked_for(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/api/")]
    takes = {rule.rule for rule in rules if "POST" in (rule.methods or ())}
    shows = {rule.rule for rule in rules if "GET" in (rule.methods or ())}
    assert len(takes) > 40
    assert takes <= shows


def test_a_refused_form_leads_back_to_its_page(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.LODGE.key] = InvalidInput("Not a valid phone number.", field="wish")
    person = log_in(Role.RECEPTIONIST)
    refused = person.send("/desk/contact?public=1", description="x", kind="complaint")
    assert refused.status_code == 422
    assert 'data-page="/desk/contact?public=1"' in refused.text
    again = person.get("/desk/cases/an-id/pause")
    assert (again.status_code, again.location) == (303, "/desk/cases/an-id")


def test_a_page_that_was_asked_for_names_no_other(log_in: LogIn) -> None:
    assert "data-page" not in log_in(Role.RECEPTIONIST).text("/desk/contact?public=1")
