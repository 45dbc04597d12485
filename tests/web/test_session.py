"""Sessions of the pages: who is let in, by what cookie, for how long."""

from collections.abc import Callable
from dataclasses import replace
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from foundation.config import Settings
from foundation.errors import NotAuthenticated, ServiceAway, ServiceError
from gateway.app import create_app
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn


class BadCredentials(ServiceError):
    """Wrong."""

    code = "bad_credentials"


def cookie_of(browsing: Browsing, **environment: str) -> str:
    """The attributes with which the session's cookie is set."""
    answer = browsing.client.get("/login", environ_overrides=environment)
    return answer.headers["Set-Cookie"]


def cookies_of(answer: TestResponse) -> set[str]:
    """The names of the cookies that an answer sets."""
    return {one.partition("=")[0] for one in answer.headers.getlist("Set-Cookie")}


def test_the_sessions_cookie_is_for_this_site_and_no_script(browsing: Browsing) -> None:
    (cookie,) = SimpleCookie(cookie_of(browsing)).values()
    assert cookie.key == "guanjia" and cookie["httponly"] and cookie["samesite"] == "Lax"
    assert not cookie["secure"]


def test_over_https_the_cookie_is_for_https_only(browsing: Browsing) -> None:
    (cookie,) = SimpleCookie(cookie_of(browsing, **{"wsgi.url_scheme": "https"})).values()
    assert cookie["secure"]


def test_a_login_leads_to_ones_home(log_in: LogIn) -> None:
    browsing = log_in("resident")
    assert browsing.get("/").headers["Location"] == "/my/"


def test_a_wrong_password_is_told_and_the_user_name_stays(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers["directory.authenticate"] = BadCredentials()
    answer = browsing.send("/login", username="wangfang", password="wrong")
    assert answer.status_code == 401
    text = answer.get_data(as_text=True)
    assert "用户名或密码不正确" in text and 'value="wangfang"' in text and "wrong" not in text


def test_failed_logins_of_pages_and_api_are_counted_together(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers["directory.authenticate"] = BadCredentials()
    guess = {"username": "wangfang", "password": "wrong"}
    for _ in range(5):
        browsing.send("/login", **guess)
        browsing.client.post("/api/v1/auth/token", json=guess)
    assert browsing.send("/login", **guess).status_code == 429


def test_whoever_is_not_logged_in_gets_back_to_where_he_was(
    browsing: Browsing, log_in: LogIn
) -> None:
    answer = browsing.get("/my/bills?cursor=x")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login?back=/my/bills?cursor%3Dx"
    log_in("resident")
    answer = browsing.send("/login", username="a", password="b", back="/my/bills?cursor=x")
    assert answer.headers["Location"] == "/my/bills?cursor=x"


FORGED = "/my/\r\nSet-Cookie: a=b"
ELSEWHERE = (
    "//evil.example", "https://evil.example", "/\\evil", "evil", "/\t/evil.example", FORGED,
)  # fmt: skip


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_login_leads_nowhere_else(log_in: LogIn, elsewhere: str) -> None:
    answer = log_in("resident").send("/login", username="a", password="b", back=elsewhere)
    assert answer.headers["Location"] == "/my/"
    assert cookies_of(answer) <= {"guanjia"}


def test_a_line_end_in_percents_makes_no_header(log_in: LogIn) -> None:
    answer = log_in("resident").send("/login", username="a", password="b", back=quote(FORGED))
    assert answer.headers["Location"] == quote(FORGED)
    assert cookies_of(answer) <= {"guanjia"}


def test_a_choice_of_language_leads_nowhere_else(browsing: Browsing) -> None:
    answer = browsing.send("/language", language="en", back=FORGED)
    assert answer.headers["Location"] == "/"
    assert cookies_of(answer) <= {"guanjia", "language"}


def test_a_form_of_another_site_is_refused(log_in: LogIn, services: StandIn) -> None:
    log_in("resident").send("/account/password", csrf_token="forged", old_password="a")
    assert "change_password" not in {call.method for call in services.calls}


def test_the_same_form_with_its_token_is_taken(log_in: LogIn, services: StandIn) -> None:
    log_in("resident").send("/account/password", old_password="a")
    assert "change_password" in {call.method for call in services.calls}


def test_the_cookie_opens_no_door_of_the_api(log_in: LogIn) -> None:
    browsing = log_in("resident")
    assert browsing.client.get("/api/v1/me").status_code == 401


def test_pages_of_others_are_refused(log_in: LogIn) -> None:
    answer = log_in("engineer").get("/my/bills")
    assert answer.status_code == 403
    assert "您的角色不允许此操作" in answer.get_data(as_text=True)


def test_after_logging_out_one_is_out(log_in: LogIn) -> None:
    browsing = log_in("resident")
    browsing.send("/logout")
    assert browsing.get("/my/").status_code == 303


@pytest.fixture
def aged(log_in: LogIn) -> Callable[..., Browsing]:
    """Somebody whose session has got on in years."""

    def with_session(**values: object) -> Browsing:
        browsing = log_in("resident")
        with browsing.client.session_transaction() as session:
            session.update(values)
        return browsing

    return with_session


def test_a_session_that_has_ended_opens_no_page(
    aged: Callable[..., Browsing], app: Flask, services: StandIn
) -> None:
    browsing = aged()
    services.answers["directory.session"] = NotAuthenticated()
    app.extensions["guanjia"].sessions.forget()
    assert browsing.get("/my/bills").headers["Location"].startswith("/login")


def test_between_two_requests_the_directory_is_not_asked(
    aged: Callable[..., Browsing], services: StandIn
) -> None:
    browsing = aged()
    browsing.get("/my/repairs/new?category=gas")
    services.session_calls.clear()
    for _ in range(5):
        browsing.get("/my/repairs/new?category=gas")
    assert services.session_calls == []


def test_what_a_session_opens_is_what_the_directory_says_now(
    aged: Callable[..., Browsing], app: Flask, services: StandIn
) -> None:
    browsing = aged()
    assert browsing.get("/my/bills/pay/x").status_code != 403
    services.answers["directory.session"] = services.answers["directory.me"] | {
        "roles": ["engineer"], "household_ids": [],
    }  # fmt: skip
    app.extensions["guanjia"].sessions.forget("a-person")
    assert browsing.get("/my/bills").status_code == 403


def test_a_directory_that_is_away_throws_nobody_out(
    aged: Callable[..., Browsing], app: Flask, services: StandIn
) -> None:
    browsing = aged()
    services.answers["directory.session"] = ServiceAway()
    app.extensions["guanjia"].sessions.forget()
    assert browsing.get("/account").status_code == 503


def test_a_logout_while_the_directory_is_away_is_told_and_the_cookie_is_gone(
    aged: Callable[..., Browsing], services: StandIn
) -> None:
    browsing = aged()
    services.answers["directory.end_session"] = ServiceAway()
    assert browsing.send("/logout").status_code == 503
    assert browsing.get("/account").headers["Location"] == "/login?back=/account"


def test_after_a_shift_one_logs_in_again(aged: Callable[..., Browsing]) -> None:
    assert aged(ends_at=0).get("/account").headers["Location"] == "/login?back=/account"


def test_a_cookie_signed_by_somebody_else_is_none(log_in: LogIn, settings: Settings) -> None:
    browsing = log_in("resident")
    cookie = browsing.client.get_cookie("guanjia")
    assert cookie
    other = create_app(StandIn(), replace(settings, secret_key="y" * 40)).test_client()
    other.set_cookie("guanjia", cookie.value)
    assert Browsing(other).get("/account").status_code == 303
