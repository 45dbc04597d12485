"""P04: the pages by which residents come in, papers are printed and people are let in."""

from itertools import count
from typing import Any

import pytest

from contracts.directory import methods
from contracts.directory.household_codes import CodeOver, CodeUnknown, NotInArchive
from contracts.roles import Role
from gateway.throttling import Attempts
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

CODE = "7K2M9-QXT4H"
FOUND: dict[str, Any] = {
    "community": "观澜花园", "building": "3栋", "unit": "2-1001", "relation": None,
    "min_length": 10,
}  # fmt: skip
WHO = {"name": "王芳", "phone": "13812345678", "username": "WangFang",
       "password": "quiet-Harbour-lamp-58", "repeated": "quiet-Harbour-lamp-58"}  # fmt: skip


def called(services: StandIn, name: str) -> dict[str, Any]:
    """What a method was called with last."""
    return next(one.data for one in reversed(services.calls) if one.method == name)


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers[methods.OPEN_CODE.key] = FOUND
    services.answers[methods.USE_CODE.key] = {"username": "wangfang"}


def test_P04_a_resident_types_the_code_and_opens_an_account(
    browsing: Browsing, services: StandIn
) -> None:
    assert 'href="/come-in"' in browsing.text("/login")
    answer = browsing.send("/come-in", code=CODE)
    assert answer.headers["Location"] == f"/come-in/{CODE}"
    page = browsing.text(f"/come-in/{CODE}")
    assert "3栋 2-1001" in page
    answer = browsing.send(f"/come-in/{CODE}", **WHO)
    assert answer.headers["Location"] == "/login"
    sent = called(services, "use_code")
    assert (sent["code"], sent["username"], sent["name"]) == (CODE, "wangfang", "王芳")


def test_P04_who_is_let_in_reads_as_what(browsing: Browsing, services: StandIn) -> None:
    services.answers[methods.OPEN_CODE.key] = FOUND | {"relation": "tenant"}
    assert "您受邀成为该户的租户" in browsing.text(f"/come-in/{CODE}")


def test_P04_a_code_that_holds_no_longer_says_so(browsing: Browsing, services: StandIn) -> None:
    services.answers[methods.OPEN_CODE.key] = CodeOver(field="code")
    answer = browsing.get(f"/come-in/{CODE}")
    assert answer.status_code == 410 and "该邀请码已失效" in answer.get_data(as_text=True)
    answer = browsing.send("/come-in", code=CODE)
    assert answer.status_code == 410 and 'id="code-error"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("refusal", [CodeUnknown(field="code"), NotInArchive(field="name")])
def test_P04_guesses_are_counted(browsing: Browsing, services: StandIn, refusal: Exception) -> None:
    services.answers[methods.USE_CODE.key] = refusal
    statuses = [browsing.send(f"/come-in/{CODE}", **WHO).status_code for _ in range(11)]
    assert statuses[-1] == 429 and 429 not in statuses[:10]


def test_P04_ten_codes_that_there_are_not_pause_an_address(
    browsing: Browsing, services: StandIn
) -> None:
    """Each guess is another code."""
    services.answers[methods.OPEN_CODE.key] = CodeUnknown(field="code")
    statuses = [browsing.get(f"/come-in/7K2M9-QXT{n:02}").status_code for n in range(11)]
    assert statuses == [404] * 10 + [429]
    services.answers[methods.OPEN_CODE.key] = FOUND
    assert browsing.get(f"/come-in/{CODE}").status_code == 429, "no code is tried in the pause"


def test_P04_counted_by_the_code_guesses_would_not_be_slowed(
    browsing: Browsing, services: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    each = Attempts.attempt
    number = count()
    monkeypatch.setattr(
        Attempts, "attempt", lambda self, name, how: each(self, name or str(next(number)), how)
    )
    services.answers[methods.OPEN_CODE.key] = CodeUnknown(field="code")
    statuses = [browsing.get(f"/come-in/7K2M9-QXT{n:02}").status_code for n in range(11)]
    assert statuses == [404] * 11


def test_P04_names_are_guessed_ten_times_a_code_and_codes_of_others_go_on(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers[methods.USE_CODE.key] = NotInArchive(field="name")
    for _ in range(11):
        last = browsing.send(f"/come-in/{CODE}", **WHO).status_code
    assert last == 429
    assert browsing.send("/come-in/7K2M9-QXT00", **WHO).status_code == 422


def test_P04_papers_are_printed_for_a_building(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.LIST_BUILDINGS.key] = {"items": [{"building": "3栋", "community": ""}]}
    services.answers[methods.PRINT_CODES.key] = {
        "expires_at": "2030-01-05T08:00:00+08:00", "community_id": "c1",
        "items": [
            {"household_id": "h1", "building": "3栋", "unit": "2-1001", "code": CODE,
             "link": f"/come-in/{CODE}"},
        ],
    }  # fmt: skip
    person = log_in(Role.STEWARD)
    assert "3栋" in person.text("/doors/invitations")
    page = person.send("/doors/invitations", building="3栋").get_data(as_text=True)
    assert CODE in page and "data:image/svg+xml" in page and "http://localhost/come-in" in page
    assert called(services, "print_codes") == {"building": "3栋"}


def test_P04_the_owner_lets_somebody_in_and_takes_them_out(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.LIST_LET_IN.key] = {"items": [
        {"id": "c1", "name": "李雷", "relation": "tenant", "member_id": "m2",
         "expires_at": "2030-01-05T08:00:00+08:00"},
    ]}  # fmt: skip
    services.answers[methods.LET_IN.key] = {
        "code": CODE, "link": f"/come-in/{CODE}", "name": "韩梅梅", "relation": "family",
        "expires_at": "2030-01-05T08:00:00+08:00",
    }  # fmt: skip
    person = log_in(Role.RESIDENT)
    assert "李雷" in person.text("/my/households/h1/let-in")
    page = person.send("/my/households/h1/let-in", name="韩梅梅", relation="family")
    assert CODE in page.get_data(as_text=True)
    assert called(services, "let_in")["relation"] == "family"
    person.send("/my/households/h1/let-in/m2/out")
    assert called(services, "take_out") == {"household_id": "h1", "member_id": "m2"}
