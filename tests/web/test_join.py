"""P03: the page behind a one-time link, without a login."""

from typing import Any

import pytest
import structlog

from contracts.directory import methods
from contracts.directory.links import LinkExpired, LinkUnknown, LinkUsed
from contracts.directory.passwords import PasswordFlaw, WeakPassword
from foundation.errors import ServiceError
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing

TOKEN = "jyzv8cwzfIMqRe3xWBtfqtJ8IUvMUqXDuKHstK5mQnI"
PATH = f"/join/{TOKEN}"
FOUND: dict[str, Any] = {
    "kind": "invitation", "name": "赵小明", "username": None,
    "expires_at": "2026-12-03T15:39:00+08:00", "min_length": 10,
}  # fmt: skip
CHOSEN = {"username": "Zhao.XM", "password": "quiet-Harbour-lamp-58"}


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers[methods.OPEN_LINK.key] = FOUND
    services.answers[methods.USE_LINK.key] = {"username": "zhao.xm"}


def test_P03_who_is_invited_chooses_user_name_and_password(
    browsing: Browsing, services: StandIn
) -> None:
    page = browsing.text(PATH)
    assert "赵小明，您好" in page and 'name="username"' in page and "12月3日 15:39" in page
    answer = browsing.send(PATH, **CHOSEN, repeated=CHOSEN["password"])
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
    used = next(one.data for one in services.calls if one.method == "use_link")
    assert used == {"token": TOKEN, "username": "zhao.xm", "password": CHOSEN["password"]}
    assert "zhao.xm" in browsing.text("/login")


def test_P03_a_new_password_leaves_the_user_name(browsing: Browsing, services: StandIn) -> None:
    services.answers[methods.OPEN_LINK.key] = FOUND | {"kind": "reset", "username": "zhao.xm"}
    page = browsing.text(PATH)
    assert 'name="username"' not in page and "zhao.xm" in page
    browsing.send(PATH, password=CHOSEN["password"], repeated=CHOSEN["password"])
    used = next(one.data for one in services.calls if one.method == "use_link")
    assert used["username"] is None


def test_P02_the_first_administrator_says_name_and_work(
    browsing: Browsing, services: StandIn
) -> None:
    assert 'name="roles"' not in browsing.text(PATH)
    services.answers[methods.OPEN_LINK.key] = FOUND | {"kind": "opening", "name": "系统管理员"}
    page = browsing.text(PATH)
    assert "首位系统管理员" in page and 'name="name"' in page and 'value="finance"' in page
    more = {"name": "陈立", "roles": ["finance"]}
    browsing.send(PATH, **CHOSEN, repeated=CHOSEN["password"], **more)
    used = next(one.data for one in services.calls if one.method == "use_link")
    assert {name: used[name] for name in more} == more


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (LinkUsed(), "该链接已使用过"),
        (LinkExpired(until="2026-11-30 10:00"), "有效期至2026-11-30 10:00"),
        (LinkUnknown(), "链接无效"),
    ],
    ids=lambda one: getattr(one, "code", ""),
)
def test_P03_a_link_that_does_not_open_says_why(
    browsing: Browsing, services: StandIn, refusal: ServiceError, said: str
) -> None:
    for method in (methods.OPEN_LINK, methods.USE_LINK):
        services.answers[method.key] = refusal
    for answer in (browsing.get(PATH), browsing.send(PATH, **CHOSEN, repeated=CHOSEN["password"])):
        text = answer.get_data(as_text=True)
        assert (
            answer.status_code == refusal.status and said in text and 'name="password"' not in text
        )


def test_P03_two_passwords_that_differ_are_sent_nowhere(
    browsing: Browsing, services: StandIn
) -> None:
    answer = browsing.send(PATH, **CHOSEN, repeated="another")
    assert answer.status_code == 422 and "两次输入的密码不一致" in answer.get_data(as_text=True)
    assert not [one for one in services.calls if one.method == "use_link"]


def test_P03_a_weak_password_is_said_at_its_field(browsing: Browsing, services: StandIn) -> None:
    services.answers[methods.USE_LINK.key] = WeakPassword(
        field="password", min_length=10, reason=PasswordFlaw.SHORT
    )
    answer = browsing.send(PATH, username="zhao.xm", password="1", repeated="1")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'id="password-error"' in text and "位数不足" in text
    assert 'value="zhao.xm"' in text, "what was typed stays"


def test_P03_after_ten_links_that_there_are_not_it_pauses(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers[methods.OPEN_LINK.key] = LinkUnknown()
    statuses = [browsing.get(PATH).status_code for _ in range(11)]
    assert statuses == [404] * 10 + [429]


def test_P03_ten_links_of_which_each_is_another_pause_an_address(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers[methods.OPEN_LINK.key] = LinkUnknown()
    statuses = [browsing.get(f"/join/{n:02}{TOKEN}").status_code for n in range(11)]
    assert statuses == [404] * 10 + [429]


def test_P03_a_genuine_link_that_was_used_counts_as_no_guess(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers[methods.OPEN_LINK.key] = LinkUsed()
    assert {browsing.get(PATH).status_code for _ in range(12)} == {410}


def test_P03_no_log_keeps_the_secret_of_a_link(browsing: Browsing) -> None:
    with structlog.testing.capture_logs() as lines:
        browsing.get(PATH)
    assert [line["path"] for line in lines if line["event"] == "request"] == ["/join/…"]
    assert TOKEN not in str(lines)
