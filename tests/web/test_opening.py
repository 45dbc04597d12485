"""P02: the checklist of the opening, and where its steps are done."""

import pytest
from flask import Flask

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.opening import Step, step
from contracts.roles import Role
from foundation.errors import ServiceAway
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

OF = {
    directory: (
        Step.COMPANY, Step.PUBLIC_URL, Step.SEAL, Step.COMMUNITY, Step.BUILDINGS, Step.STAFF,
        Step.HOUSEHOLDS, Step.HOURS, Step.ROSTER,
    ),
    billing: (Step.FEE_ITEMS, Step.BILL_RUN),
    notices: (Step.CHANNELS,),
}  # fmt: skip
"""Which service knows of which steps."""


def know(services: StandIn, *, done: bool) -> None:
    """Answer for all of them."""
    for methods, steps in OF.items():
        items = [step(one, int(done)) for one in steps]
        services.answers[methods.OPENING.key] = {"items": items}


def test_P02_an_administrator_begins_with_what_is_missing(services: StandIn, log_in: LogIn) -> None:
    know(services, done=False)
    person = log_in(Role.ADMIN)
    assert person.get("/settings/").headers["Location"] == "/settings/opening"
    page = person.text("/settings/opening")
    assert "已完成 0/12 步" in page and "不能出账" in page
    assert 'href="/settings/company"' in page and 'href="/finance/import"' in page
    assert 'href="/finance/fee-items"' not in page, "who may not is told who may"
    assert "由财务办理" in page


def test_P02_once_all_is_there_the_settings_begin_elsewhere(
    services: StandIn, log_in: LogIn
) -> None:
    know(services, done=True)
    person = log_in(Role.ADMIN)
    assert person.get("/settings/").headers["Location"] == "/settings/company"
    assert "已完成 12/12 步" in person.text("/settings/opening")


def test_P02_a_service_that_is_away_leaves_the_others_steps(
    services: StandIn, log_in: LogIn
) -> None:
    know(services, done=True)
    services.answers[billing.OPENING.key] = ServiceAway()
    page = log_in(Role.ADMIN).text("/settings/opening")
    assert "收费项目" not in page and "住户档案" in page


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.RESIDENT, Role.ENGINEER])
def test_P02_others_do_not_see_it(log_in: LogIn, role: Role) -> None:
    assert log_in(role).get("/settings/opening").status_code == 403


EMPTY = {"public_url": "", "entered": False}


def test_P02_the_login_of_an_empty_installation_tells_of_the_link_until_somebody_has_an_account(
    services: StandIn, browsing: Browsing
) -> None:
    services.answers[directory.SITE.key] = EMPTY
    page = browsing.text("/login")
    assert "guanjia opening" in page and "开业链接" in page and "/join/" not in page
    services.answers[directory.SITE.key] = EMPTY | {"entered": True}
    assert "guanjia opening" not in browsing.text("/login")
    services.answers[directory.SITE.key] = EMPTY
    assert "guanjia opening" not in browsing.text("/login"), "who had an account is not forgotten"


def test_P02_the_login_says_nothing_of_it_while_nobody_knows(
    services: StandIn, browsing: Browsing
) -> None:
    services.answers[directory.SITE.key] = ServiceAway()
    assert "guanjia opening" not in browsing.text("/login")


def test_P02_links_go_by_the_address_that_the_page_says_and_at_once(
    app: Flask, services: StandIn, log_in: LogIn
) -> None:
    site = app.extensions["guanjia"].site
    assert site.public_url() == ""
    said = {"public_url": "https://wuye.example", "entered": True}
    services.answers[directory.SITE.key] = said
    assert site.public_url() == "", "asked once in a while"
    log_in(Role.ADMIN).send("/settings/company", name="安居物业", public_url="https://wuye.example")
    assert services.last.data["public_url"] == "https://wuye.example"
    assert site.public_url() == "https://wuye.example"
    services.answers[directory.SITE.key] = ServiceAway()
    site.forget()
    assert site.public_url() == "https://wuye.example", "what was said last stands"
