"""P02: the pages on which mail server and gateways are set and tried out."""

from typing import Any

import pytest

from contracts.notices import methods
from contracts.notices.channels import OutletRefused
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

UNSET: dict[str, Any] = {
    "source": "none", "shown": "", "changed_at": None, "changed_by": "", "tested_at": None,
    "test_error": "", "version": 3,
}  # fmt: skip
SET = UNSET | {"source": "page", "shown": "smtps://desk@mail.example.org:465"}
CHANNELS = ("email", "sms", "wecom", "dingtalk")


def know(services: StandIn, said: dict[str, Any], *, editable: bool = True) -> None:
    """All channels, each of them so."""
    items = [{"channel": one, **said} for one in CHANNELS]
    services.answers[methods.LIST_OUTLETS.key] = {"items": items, "editable": editable}


def called(services: StandIn, method: str) -> Any:
    return next(one for one in services.calls if one.method == method)


def test_P02_what_is_typed_of_a_mail_server_becomes_its_address(
    services: StandIn, log_in: LogIn
) -> None:
    know(services, UNSET)
    person = log_in(Role.ADMIN)
    assert "未使用" in person.text("/settings/channels")
    typed = {
        "host": "mail.example.org", "mode": "starttls", "user": "desk@example.org",
        "password": "se@cret/1", "sender": "desk@example.org", "version": "3",
    }  # fmt: skip
    answer = person.send("/settings/channels/email/server", **typed)
    assert answer.headers["Location"] == "/settings/channels/email"
    call = called(services, "change_outlet")
    assert call.data["url"] == (
        "smtp://desk%40example.org:se%40cret%2F1@mail.example.org:587"
        "?from=desk@example.org&mode=starttls"
    )
    assert call.context["if_match"] == "3"


def test_P02_without_a_server_the_field_is_named(services: StandIn, log_in: LogIn) -> None:
    know(services, UNSET)
    answer = log_in(Role.ADMIN).send("/settings/channels/email/server", host=" ", password="secret")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "请填写邮件服务器" in page
    assert "secret" not in page, "a password is not shown again"


def test_P02_a_test_message_that_is_refused_says_why(services: StandIn, log_in: LogIn) -> None:
    know(services, SET)
    person = log_in(Role.ADMIN)
    assert "smtps://desk@mail.example.org:465" in person.text("/settings/channels/email")
    refusal = OutletRefused(reason="The mail server answered 535.")
    services.answers[methods.SEND_TEST_MESSAGE.key] = refusal
    answer = person.send("/settings/channels/email/test", to="chen@example.org")
    assert answer.status_code == 409 and "535" in answer.get_data(as_text=True)


def test_P02_who_administers_some_communities_sees_but_sets_nothing(
    services: StandIn, log_in: LogIn
) -> None:
    know(services, SET, editable=False)
    page = log_in(Role.ADMIN).text("/settings/channels/email")
    assert "须由全公司的系统管理员办理" in page and 'name="host"' not in page


@pytest.mark.parametrize("path", ["/settings/channels/portal", "/settings/channels/nothing"])
def test_P02_what_leads_nowhere_out_has_no_page(
    services: StandIn, log_in: LogIn, path: str
) -> None:
    know(services, UNSET)
    assert log_in(Role.ADMIN).get(path).status_code == 404
