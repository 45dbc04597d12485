"""The pause after failed logins: of a name from an address, and of an address."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from threading import Barrier, Condition, Event
from typing import Any, ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.storage import MemoryStorage

from contracts.directory.household_codes import CodeUnknown
from contracts.directory.links import LinkUnknown
from foundation.config import Settings
from foundation.errors import RemoteRefusal, ServiceAway
from gateway.app import create_app
from gateway.problems import Refusal
from gateway.throttling import OF_A_NAME, Attempts, UnderWay
from tests.api.conftest import Bearer
from tests.api.logins import PERSON, credentials_of, login
from tests.api.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("directory")


class Uncounted(UnderWay):
    """Attempts under way that nobody counts."""

    count = property(lambda self: 0, lambda self, count: None)  # type: ignore[assignment]


def test_after_ten_failures_in_five_minutes_the_login_pauses(client: FlaskClient) -> None:
    assert [login(client, password="wrong").status_code for _ in range(10)] == [401] * 10
    refused = login(client, password="right")
    assert refused.status_code == 429
    assert refused.get_json(force=True)["code"] == "too_many_attempts"
    assert 0 < int(refused.headers["Retry-After"]) <= 300


def test_while_the_login_pauses_no_password_is_tried(
    client: FlaskClient, services: StandIn
) -> None:
    for _ in range(13):
        login(client, password="wrong")
    assert len(services.calls) == 10


def test_only_failures_count(client: FlaskClient) -> None:
    assert {login(client).status_code for _ in range(30)} == {200}


def test_a_directory_that_is_away_is_no_failure_of_the_caller(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers["directory.authenticate"] = ServiceAway()
    assert {login(client).status_code for _ in range(15)} == {503}


def test_other_names_and_other_addresses_are_not_affected(client: FlaskClient) -> None:
    for _ in range(10):
        login(client, password="wrong")
    assert login(client, address="10.0.0.2").status_code == 200
    assert login(client, username="li").status_code == 200


def test_behind_a_trusted_proxy_the_address_is_the_one_it_tells(settings: Settings) -> None:
    services = StandIn({"directory.authenticate": credentials_of})
    app = create_app(services, replace(settings, trusted_proxies=1))
    statuses = [
        app.test_client().post(
            "/api/v1/auth/token",
            json={"username": "wang", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.9.9.{number}"},
        ).status_code
        for number in range(15)
    ]  # fmt: skip
    assert statuses == [401] * 15


def test_without_a_trusted_proxy_nobody_chooses_the_own_address(client: FlaskClient) -> None:
    for number in range(10):
        client.post(
            "/api/v1/auth/token",
            json={"username": "wang", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.9.9.{number}"},
        )
    assert login(client, address="127.0.0.1").status_code == 429


def test_writing_the_name_differently_does_not_get_around_the_pause(client: FlaskClient) -> None:
    for _ in range(10):
        login(client, username="wang", password="wrong")
    assert login(client, username=" WANG ").status_code == 429


def test_whoever_found_a_token_cannot_guess_the_password_with_it(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.change_password"] = RemoteRefusal("bad_credentials", "?", {}, {})
    body = {"old_password": "guess", "new_password": "another-secret-1"}
    statuses = [
        client.post("/api/v1/me/password", json=body, headers=bearer("steward")).status_code
        for _ in range(12)
    ]
    assert statuses == [401] * 10 + [429] * 2


def spray(client: FlaskClient, attempts: int, address: str = "10.0.0.1") -> list[int]:
    """The statuses of one wrong password tried on as many names from one address."""
    return [
        login(client, f"name{number}", "wrong", address).status_code for number in range(attempts)
    ]


def test_after_a_hundred_failures_an_address_pauses_for_all_names(client: FlaskClient) -> None:
    assert spray(client, 100) == [401] * 100
    refused = login(client, "wang", "right")
    assert refused.status_code == 429
    assert refused.get_json(force=True)["code"] == "too_many_attempts"
    assert 0 < int(refused.headers["Retry-After"]) <= 300
    assert login(client, "wang", "right", "10.0.0.2").status_code == 200


def test_while_an_address_pauses_no_password_is_tried(
    client: FlaskClient, services: StandIn
) -> None:
    assert spray(client, 130)[100:] == [429] * 30
    assert len(services.calls) == 100


def test_without_the_limit_of_an_address_names_are_tried_without_end(
    client: FlaskClient, services: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the limit of a name sees nothing in it."""
    monkeypatch.setattr("gateway.throttling.OF_A_NETWORK", OF_A_NAME.__class__(10_000, 5))
    assert spray(client, 130) == [401] * 130


def test_a_community_behind_one_address_is_not_locked_out(client: FlaskClient) -> None:
    """Thirty who mistype three times each, and two hundred who do not."""
    for number in range(90):
        assert login(client, f"name{number % 30}", "wrong").status_code == 401
    assert {login(client, f"name{number}").status_code for number in range(200)} == {200}


@pytest.mark.parametrize(
    ("address", "other", "status"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", 200),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", 200),
        ("10.0.0.1", "10.0.0.2", 200),
        ("unknown", "hidden", 200),
    ],
)
def test_a_host_does_not_get_around_the_pause_by_the_addresses_of_its_network(
    client: FlaskClient, address: str, other: str, status: int
) -> None:
    spray(client, 100, address)
    assert login(client, address=address).status_code == 429
    assert login(client, address=other).status_code == status


class SharedStorage(MemoryStorage):
    """A storage that gateways share, as they would a Redis."""

    STORAGE_SCHEME: ClassVar = ["shared-in-test"]  # type: ignore[misc]
    failures: ClassVar[dict[str, Any]] = {}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.events = self.failures


def fail(app: Flask, attempts: Attempts, username: str) -> None:
    """One attempt with a wrong password at one of several gateways."""
    with (
        app.test_request_context(environ_base={"REMOTE_ADDR": "10.0.0.1"}),
        attempts.attempt(username),
    ):
        raise RemoteRefusal("bad_credentials", "Wrong.", {}, {})


@pytest.mark.parametrize(("names", "bound"), [(1, 10), (1000, 100)])
@pytest.mark.parametrize("storage", ["shared-in-test://", "memory://"])
def test_gateways_with_a_common_storage_count_together(
    app: Flask, storage: str, names: int, bound: int
) -> None:
    """Negative control: with a memory of its own, each gateway lets as many pass."""
    SharedStorage.failures.clear()
    gateways = [Attempts(storage), Attempts(storage)]
    passed = 0
    for number in range(3 * bound):
        with pytest.raises((RemoteRefusal, Refusal)) as refused:
            fail(app, gateways[number % 2], f"name{number % names}")
        passed += refused.value.code == "bad_credentials"
    assert passed == (bound if storage == "shared-in-test://" else 2 * bound)


def burst(app: Flask, usernames: list[str]) -> list[int]:
    """The statuses of wrong passwords sent by twenty at a time."""
    with ThreadPoolExecutor(20) as pool:
        return list(
            pool.map(lambda name: login(app.test_client(), name, "wrong").status_code, usernames)
        )


BURSTS = [
    pytest.param(["wang"] * 60, 10, id="of a name"),
    pytest.param([f"name{number}" for number in range(160)], 100, id="of an address"),
]


@pytest.mark.parametrize(("usernames", "bound"), BURSTS)
def test_a_burst_of_attempts_gets_no_further(
    app: Flask, services: StandIn, usernames: list[str], bound: int
) -> None:
    statuses = burst(app, usernames)
    assert statuses.count(401) == len(services.calls) == bound
    assert statuses.count(429) == len(usernames) - bound


@pytest.mark.parametrize(("usernames", "bound"), BURSTS)
def test_without_counting_what_is_under_way_a_burst_would_get_further(
    app: Flask,
    services: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    usernames: list[str],
    bound: int,
) -> None:
    """Negative control: twenty are let in before the first of them has failed.

    Of an address, ten before the hundredth failure.
    """
    started, together = count(1), Barrier(20)

    def wrong(_: dict[str, Any]) -> Exception:
        if bound - 10 < next(started) <= bound + 10:
            together.wait(timeout=20)
        return RemoteRefusal("bad_credentials", "Wrong.", {}, {})

    services.answers["directory.authenticate"] = wrong
    monkeypatch.setattr("gateway.throttling.UnderWay", Uncounted)
    assert burst(app, usernames).count(401) >= bound + 10


def test_right_passwords_under_way_keep_nobody_out(
    app: Flask, services: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those beyond the limit wait until it is known that the others did not fail."""
    somebody_waits = Event()

    class Watched(Condition):
        def wait(self, timeout: float | None = None) -> bool:
            somebody_waits.set()
            return super().wait(timeout)

    def right(_: dict[str, Any]) -> dict[str, Any]:
        somebody_waits.wait(5)
        return PERSON

    services.answers["directory.authenticate"] = right
    monkeypatch.setattr("gateway.throttling.Condition", Watched)
    with ThreadPoolExecutor(20) as pool:
        statuses = set(pool.map(lambda _: login(app.test_client()).status_code, range(40)))
    assert somebody_waits.is_set()
    assert statuses == {200}


@pytest.mark.parametrize(
    ("method", "named"), [("open_code", "code"), ("use_code", "code"),
                          ("open_link", "token"), ("use_link", "token")],
)  # fmt: skip
def test_P03_P04_guessing_codes_and_links_pauses_an_address(
    client: FlaskClient, services: StandIn, method: str, named: str
) -> None:
    services.answers[f"directory.{method}"] = CodeUnknown() if named == "code" else LinkUnknown()
    more = {"username": "wang", "password": "quiet-Harbour-lamp-58"} if "use" in method else {}
    if method == "use_code":
        more |= {"name": "王芳", "phone": "13812345678"}
    path = f"/api/v1/auth/{named if named == 'code' else 'link'}{'/use' if more else ''}"

    def guess(number: int, address: str) -> int:
        return client.post(
            path, json={named: f"7K2M9-QX{number:03}"} | more,
            environ_base={"REMOTE_ADDR": address},
        ).status_code  # fmt: skip

    assert [guess(n, "10.0.0.1") for n in range(12)] == [404] * 10 + [429] * 2
    assert guess(12, "10.0.0.2") == 404
