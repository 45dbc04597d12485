"""P03: the second step of a login, and the pages of one's own second factor."""

from typing import Any

import pytest

from contracts.directory import methods
from contracts.directory.second_factor import (
    BadSecondFactor,
    ProofOutdated,
    SecondFactorMissing,
    SecondFactorRequired,
)
from contracts.roles import Role
from tests.api.logins import opened
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import NO_FACTOR, LogIn

WHO = {"id": "a-person", "name": "王芳", "roles": ["steward"], "household_ids": []}
SECRET = {
    "secret": "GEZDGNBVGY3TQOJQ",
    "uri": "otpauth://totp/Guanjia:wang?secret=GEZDGNBVGY3TQOJQ",
}
CODES = {"recovery_codes": ["7K2M9-QXT4H", "AAAAA-BBBBB"]}


def called(services: StandIn, name: str) -> dict[str, Any]:
    """What a method was called with last."""
    return next(one.data for one in reversed(services.calls) if one.method == name)


@pytest.fixture
def at_the_second_step(browsing: Browsing, services: StandIn) -> Browsing:
    """Somebody whose password was right."""
    services.answers[methods.AUTHENTICATE.key] = SecondFactorRequired(proof="sealed")
    answer = browsing.send("/login", username="wang", password="secret", back="/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login/code")
    return browsing


def test_P03_the_code_is_asked_for_after_the_password(
    at_the_second_step: Browsing, services: StandIn
) -> None:
    assert "一次性" not in at_the_second_step.text("/login/code")
    services.answers[methods.LOG_IN_BY_CODE.key] = opened(WHO)
    services.answers[methods.ME.key] = WHO
    answer = at_the_second_step.send("/login/code", totp="123456")
    assert answer.headers["Location"] == "/account", "where one wanted to go"
    sent = called(services, "log_in_by_code")
    assert (sent["proof"], sent["totp"], sent["kind"]) == ("sealed", "123456", "pages")


def test_P03_a_wrong_code_is_said_at_its_field_and_counted(
    at_the_second_step: Browsing, services: StandIn
) -> None:
    services.answers[methods.LOG_IN_BY_CODE.key] = BadSecondFactor()
    statuses = [at_the_second_step.send("/login/code", totp="1").status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]


def test_P03_nobody_is_logged_in_before_the_second_step(at_the_second_step: Browsing) -> None:
    answer = at_the_second_step.get("/account")
    assert answer.headers["Location"].startswith("/login?")


@pytest.mark.parametrize("path", ["/login/code", "/login/second-factor"])
def test_P03_a_proof_that_holds_no_longer_leads_back_to_the_password(
    at_the_second_step: Browsing, services: StandIn, path: str
) -> None:
    for method in (methods.LOG_IN_BY_CODE, methods.ENROL_AT_LOGIN):
        services.answers[method.key] = ProofOutdated()
    assert at_the_second_step.send(path, totp="123456").headers["Location"] == "/login"
    assert at_the_second_step.get(path).headers["Location"] == "/login"


def test_P03_whose_time_is_over_is_led_through_setting_it_up(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers[methods.AUTHENTICATE.key] = SecondFactorMissing(proof="sealed")
    services.answers[methods.ENROL_AT_LOGIN.key] = SECRET
    services.answers[methods.CONFIRM_AT_LOGIN.key] = CODES
    answer = browsing.send("/login", username="wang", password="secret")
    assert answer.headers["Location"] == "/login/second-factor"
    assert "设置期限已过" in browsing.text("/login/second-factor")
    page = browsing.send("/login/second-factor").get_data(as_text=True)
    assert SECRET["secret"] in page and "data:image/svg+xml" in page
    page = browsing.send("/login/second-factor/confirm", totp="123456").get_data(as_text=True)
    assert all(code in page for code in CODES["recovery_codes"])
    assert browsing.get("/login/second-factor").headers["Location"] == "/login", "and logs in"


def test_P03_a_first_code_that_is_wrong_is_asked_for_again(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers[methods.AUTHENTICATE.key] = SecondFactorMissing(proof="sealed")
    services.answers[methods.CONFIRM_AT_LOGIN.key] = BadSecondFactor(field="totp")
    browsing.send("/login", username="wang", password="secret")
    answer = browsing.send("/login/second-factor/confirm", totp="1")
    assert answer.status_code == 401 and "验证码不正确" in answer.get_data(as_text=True)


def test_P03_the_account_page_says_by_when(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.FINANCE)
    due = NO_FACTOR | {"required": True, "due_at": "2030-12-14T10:00:00+08:00"}
    services.answers[methods.SECOND_FACTOR.key] = due
    for path in ("/account", "/account/second-factor"):
        assert "2030年12月14日" in person.text(path), path


def test_P03_it_is_set_up_on_the_account_page(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.STEWARD)
    services.answers |= {
        methods.ENROL_SECOND_FACTOR.key: SECRET, methods.CONFIRM_SECOND_FACTOR.key: CODES,
    }  # fmt: skip
    page = person.send("/account/second-factor", old_password="secret").get_data(as_text=True)
    assert SECRET["secret"] in page
    page = person.send("/account/second-factor/confirm", totp="123456").get_data(as_text=True)
    assert all(code in page for code in CODES["recovery_codes"])


@pytest.mark.parametrize("required", [False, True])
def test_P03_it_is_switched_off_only_where_the_role_needs_none(
    services: StandIn, log_in: LogIn, required: bool
) -> None:
    person = log_in(Role.STEWARD)
    services.answers[methods.SECOND_FACTOR.key] = NO_FACTOR | {
        "enrolled": True, "required": required, "recovery_codes_left": 7,
    }  # fmt: skip
    page = person.text("/account/second-factor")
    assert "7" in page and ("/account/second-factor/remove" in page) is not required


def test_P03_who_is_not_logged_in_sets_up_nothing(browsing: Browsing) -> None:
    for path in ("/account/second-factor", "/account/second-factor/confirm"):
        assert browsing.get(path).headers["Location"].startswith("/login?")
