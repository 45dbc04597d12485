"""P06: staff login by OpenID Connect, against a provider on this machine."""

from collections.abc import Iterator
from dataclasses import replace
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey

from contracts.directory import methods
from contracts.directory.company_login import CompanyLoginUnknown
from contracts.directory.second_factor import SecondFactorRequired
from foundation.config import Settings
from gateway import company_login
from gateway.app import create_app
from gateway.company_login import Provider
from tests.api.logins import opened
from tests.api.stand_in import StandIn
from tests.support.oidc import CLIENT, SECRET, Company, company
from tests.web.browsing import Browsing
from tests.web.conftest import NO_FACTOR, NO_MORE

PERSON = {"id": "a-person", "name": "林晓梅", "roles": ["receptionist"], "household_ids": []}
BACK = "/login/company/return"
FAILED = "公司统一登录未完成"


@pytest.fixture(scope="module")
def there() -> Iterator[Company]:
    """The company's provider."""
    with company() as one:
        yield one


@pytest.fixture(scope="module")
def with_company(settings: Settings, there: Company) -> Flask:
    """The app, told of the provider."""
    told = replace(
        settings, oidc_issuer=there.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET,
        public_url="http://localhost",
    )  # fmt: skip
    return create_app(StandIn(), told)


@pytest.fixture
def provider(there: Company) -> Company:
    """The provider as it is when nothing is wrong."""
    there.claims, there.header, there.away = {}, {}, False
    there.published, there.redeemed = [there.key], []
    return there


@pytest.fixture
def directory(with_company: Flask) -> StandIn:
    """What stands in for the directory."""
    stand_in: StandIn = with_company.extensions["guanjia"].calls
    stand_in.answers.clear()
    stand_in.calls.clear()
    with_company.extensions["guanjia"].sessions.forget()
    stand_in.answers[methods.LOG_IN_BY_COMPANY.key] = opened(PERSON) | {"username": "lin"}
    stand_in.answers["directory.me"] = PERSON
    stand_in.answers["directory.list_sessions"] = NO_MORE
    stand_in.answers["directory.own_second_factor"] = NO_FACTOR
    return stand_in


@pytest.fixture
def browser(with_company: Flask, directory: StandIn) -> Browsing:
    """Somebody who is not logged in."""
    return Browsing(FlaskClient(with_company, with_company.response_class))


def leads(browser: Browsing, back: str = "") -> str:
    """Where the button leads."""
    answer = browser.get(f"/login/company?back={back}")
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def asked(directory: StandIn) -> list[dict[str, Any]]:
    """What the directory was asked to let in."""
    return [call.data for call in directory.calls if call.method == "log_in_by_company"]


def comes_back(browser: Browsing, provider: Company) -> Any:
    """The whole way to the provider and back."""
    return browser.get(f"{BACK}?{provider.authorize(leads(browser))}")


def test_P06_whom_the_provider_tells_is_let_in(
    browser: Browsing, provider: Company, directory: StandIn
) -> None:
    answer = comes_back(browser, provider)
    assert answer.status_code == 303
    [said] = asked(directory)
    assert said["issuer"] == provider.issuer and said["subject"] == "s-1"
    assert said["email"] == "Lin.Xiaomei@example.com"
    assert browser.get("/account").status_code == 200


def test_P06_the_request_carries_state_nonce_and_a_challenge(
    browser: Browsing, provider: Company
) -> None:
    said = parse_qs(urlsplit(leads(browser)).query)
    assert said["code_challenge_method"] == ["S256"]
    assert said["response_type"] == ["code"] and "openid" in said["scope"][0].split()
    assert len(said["state"][0]) > 30 and len(said["nonce"][0]) > 30
    assert said["redirect_uri"] == [f"http://localhost{BACK}"]
    again = parse_qs(urlsplit(leads(browser)).query)
    assert again["state"] != said["state"] and again["nonce"] != said["nonce"]


def test_P06_who_goes_back_goes_to_where_they_wanted(browser: Browsing, provider: Company) -> None:
    query = provider.authorize(leads(browser, "/desk/queue"))
    assert browser.get(f"{BACK}?{query}").headers["Location"] == "/desk/queue"
    query = provider.authorize(leads(browser, "https://elsewhere.example"))
    assert "elsewhere" not in browser.get(f"{BACK}?{query}").headers["Location"]


ANOTHER = RSAKey.generate_key(2048, {"kid": "k1"})


@pytest.mark.parametrize("wrong", [
    {"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"aud": None},
    {"aud": [CLIENT, "another"]}, {"azp": "another"}, {"iss": "https://another.example"},
    {"iss": None}, {"exp": int(time()) - 3600}, {"exp": None}, {"sub": None}, {"iat": None},
    {"nbf": int(time()) + 3600},
])  # fmt: skip
def test_P06_a_token_that_is_not_for_this_login_opens_nothing(
    browser: Browsing, provider: Company, directory: StandIn, wrong: dict[str, Any]
) -> None:
    provider.claims = wrong
    answer = comes_back(browser, provider)
    assert answer.status_code == 401 and FAILED in answer.get_data(as_text=True)
    assert asked(directory) == []
    assert browser.get("/account").status_code == 303


def test_P06_without_the_check_of_claims_a_foreign_token_would_open(
    browser: Browsing, provider: Company, directory: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(company_login.JWTClaimsRegistry, "validate", lambda *_: None)
    provider.claims = {"nonce": "another", "iss": "https://another.example"}
    assert comes_back(browser, provider).status_code == 303
    assert len(asked(directory)) == 1


def test_P06_a_token_signed_by_another_opens_nothing(
    browser: Browsing, provider: Company, directory: StandIn
) -> None:
    provider.published = [ANOTHER]
    right = provider.key
    try:
        provider.key = RSAKey.generate_key(2048, {"kid": "k1"})
        answer = comes_back(browser, provider)
    finally:
        provider.key = right
    assert answer.status_code == 401 and asked(directory) == []


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}])
def test_P06_a_token_without_a_signature_of_the_provider_opens_nothing(
    browser: Browsing, provider: Company, directory: StandIn, header: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    real = provider.token

    def forged(said: dict[str, str]) -> str:
        _head, payload, signature = real(said).split(".")
        from base64 import urlsafe_b64encode
        from json import dumps

        head = urlsafe_b64encode(dumps(header).encode()).rstrip(b"=").decode()
        return f"{head}.{payload}.{'' if header['alg'] == 'none' else signature}"

    monkeypatch.setattr(provider, "token", forged)
    answer = comes_back(browser, provider)
    assert answer.status_code == 401 and asked(directory) == []


def test_P06_a_state_of_another_browser_opens_nothing(
    with_company: Flask, browser: Browsing, provider: Company, directory: StandIn
) -> None:
    """Nobody is logged in as somebody else by a link (login CSRF)."""
    other = Browsing(FlaskClient(with_company, with_company.response_class))
    query = provider.authorize(leads(other))
    leads(browser)
    answer = browser.get(f"{BACK}?{query}")
    assert answer.status_code == 401 and asked(directory) == [] and provider.redeemed == []


def test_P06_a_login_that_was_not_begun_here_goes_to_the_login_page(
    browser: Browsing, provider: Company, directory: StandIn
) -> None:
    answer = browser.get(f"{BACK}?code=code-1&state=x")
    assert answer.headers["Location"] == "/login" and provider.redeemed == []


def test_P06_an_answer_counts_once(browser: Browsing, provider: Company) -> None:
    query = provider.authorize(leads(browser))
    assert browser.get(f"{BACK}?{query}").status_code == 303
    browser.client.delete_cookie("guanjia")
    assert browser.get(f"{BACK}?{query}").headers["Location"] == "/login"


def test_P06_a_code_of_another_login_is_not_redeemed(
    browser: Browsing, provider: Company, directory: StandIn
) -> None:
    """PKCE: a code that was stolen is of no use without what only its browser knows."""
    provider.authorize(leads(browser), "stolen")
    state = parse_qs(urlsplit(leads(browser)).query)["state"][0]
    answer = browser.get(f"{BACK}?code=stolen&state={state}")
    assert answer.status_code == 401 and asked(directory) == []


def test_P06_who_refuses_there_is_told_so_here(browser: Browsing, provider: Company) -> None:
    state = parse_qs(urlsplit(leads(browser)).query)["state"][0]
    answer = browser.get(f"{BACK}?error=access_denied&state={state}")
    assert answer.status_code == 401 and FAILED in answer.get_data(as_text=True)


def test_P06_a_mail_address_that_is_not_verified_is_not_told(
    browser: Browsing, provider: Company, directory: StandIn
) -> None:
    provider.claims = {"email_verified": False}
    comes_back(browser, provider)
    assert asked(directory)[0]["email"] is None


def test_P06_whom_nobody_knows_is_told_whom_to_ask(
    browser: Browsing, provider: Company, directory: StandIn
) -> None:
    directory.answers[methods.LOG_IN_BY_COMPANY.key] = CompanyLoginUnknown()
    answer = comes_back(browser, provider)
    assert answer.status_code == 403
    assert "没有与该公司账号对应的在用员工账号" in answer.get_data(as_text=True)
    assert browser.get("/account").status_code == 303


def test_P06_the_second_factor_is_asked_as_at_any_login(
    browser: Browsing, provider: Company, directory: StandIn
) -> None:
    directory.answers[methods.LOG_IN_BY_COMPANY.key] = SecondFactorRequired(proof="p" * 60)
    answer = comes_back(browser, provider)
    assert answer.headers["Location"] == "/login/code"
    directory.answers["directory.log_in_by_code"] = opened(PERSON)
    assert browser.send("/login/code", totp="123456").status_code == 303
    [sent] = [call.data for call in directory.calls if call.method == "log_in_by_code"]
    assert sent["proof"] == "p" * 60


def test_P06_a_new_key_of_the_provider_is_asked_for(
    browser: Browsing, provider: Company, directory: StandIn, with_company: Flask
) -> None:
    comes_back(browser, provider)
    known: Provider = with_company.extensions["guanjia.company_login"]
    right = provider.key
    try:
        provider.key = RSAKey.generate_key(2048, {"kid": "k2"})
        provider.published = [provider.key]
        known._asked_at -= company_login.AGAIN
        assert comes_back(browser, provider).headers["Location"] != "/login"
        assert len(asked(directory)) == 2
    finally:
        provider.key, provider.published = right, [right]
        known._keys = None


def test_P06_a_provider_that_is_away_is_told_of(
    browser: Browsing, provider: Company, with_company: Flask
) -> None:
    query = provider.authorize(leads(browser))
    provider.away = True
    answer = browser.get(f"{BACK}?{query}")
    assert answer.status_code in (401, 503)
    with_company.extensions["guanjia.company_login"]._keys = None
    assert browser.get("/login/company").status_code == 503
    assert browser.get("/login").status_code == 200, "the password is there"


def test_P06_the_button_is_there_only_where_a_provider_is(
    browser: Browsing, browsing: Browsing
) -> None:
    assert "/login/company" in browser.text("/login")
    assert "/login/company" not in browsing.text("/login")
    assert browsing.get("/login/company").status_code == 404
