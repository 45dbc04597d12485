"""P06: the page of keys: made, shown once, ended."""

from typing import Any

from contracts.directory import methods
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/settings/api-keys"
KEY: dict[str, Any] = {
    "id": "key-1", "name": "财务软件", "ends_in": "wxyz", "role": "receptionist",
    "scopes": ["billing:read"], "communities": None, "state": "holds",
    "made_at": "2026-11-02T10:00:00+08:00", "made_by": "陈欣",
    "expires_at": "2027-11-02T10:00:00+08:00", "seen_at": None, "ended_at": None, "ended_by": None,
}  # fmt: skip


def test_P06_an_administrator_makes_a_key_that_is_shown_once(
    log_in: LogIn, services: StandIn
) -> None:
    services.answers[methods.LIST_API_KEYS.key] = {"items": [KEY]}
    services.answers[methods.CREATE_API_KEY.key] = KEY | {"key": "gj_secret-wxyz"}
    browsing = log_in(Role.ADMIN)
    page = browsing.get(PAGE).get_data(as_text=True)
    assert "财务软件" in page and "从未使用" in page and "收费：查阅" in page
    made = browsing.send(
        PAGE, name="财务软件", role="receptionist", scopes="billing:read", days="90"
    )
    assert made.status_code == 200
    assert "Bearer gj_secret-wxyz" in made.get_data(as_text=True)
    [sent] = [call.data for call in services.calls if call.method == "create_api_key"]
    assert sent == {
        "name": "财务软件", "role": "receptionist", "scopes": ["billing:read"], "days": "90",
        "communities": [],
    }  # fmt: skip


def test_P06_a_key_is_ended_on_the_page(log_in: LogIn, services: StandIn) -> None:
    services.answers[methods.LIST_API_KEYS.key] = {"items": [KEY]}
    services.answers[methods.END_API_KEY.key] = None
    browsing = log_in(Role.ADMIN)
    assert browsing.send(f"{PAGE}/key-1/end").status_code == 303
    assert [call.data for call in services.calls if call.method == "end_api_key"] == [
        {"key_id": "key-1"}
    ]


def test_P06_nobody_else_is_led_to_the_keys(log_in: LogIn) -> None:
    page = log_in(Role.FINANCE).get("/settings/policies").get_data(as_text=True)
    assert "接口密钥" not in page
