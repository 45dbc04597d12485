"""P03 through HTTP: an administrator alone becomes neither finance nor the own second person."""

from typing import Any
from uuid import uuid4

import pytest
import requests

from tests.security.hostile_pages import Forms, PageReader
from tests.support.product import Client, Product, eventually

OLD, NEW = "slow-river-Lantern-47", "quiet-Harbour-lamp-58"


class Holder:
    """Somebody new who holds a role that two persons give."""

    def __init__(self, product: Product, role: str) -> None:
        self.product, self.admin = product, product.as_("admin")
        made = self.admin.post("/people", {"name": f"周新{role}", "roles": [role]}, 201)
        assert made["roles"] == [] and made["requested_roles"] == [role]
        self.id, self.username = made["id"], f"holder.{uuid4().hex[:8]}"
        decide(product.as_("director"), self.waiting(), approve=True)
        login = {"username": self.username, "password": OLD}
        self.admin.post(f"/people/{self.id}/account", login, 201)

    def waiting(self) -> dict[str, Any]:
        """What waits for a second person about them."""
        found = self.admin.get("/role-requests", person_id=self.id, status="requested")
        [requested] = found["items"]
        return dict(requested)

    def reset(self) -> dict[str, Any]:
        """The administrator sets a new password."""
        body = {"password": NEW}
        return dict(self.admin.call("PATCH", f"/people/{self.id}/account", 200, json=body))

    def opens(self, password: str) -> bool:
        """Whether the login opens."""
        body = {"username": self.username, "password": password}
        answer = requests.post(f"{self.product.url}/api/v1/auth/token", json=body, timeout=30)
        assert answer.status_code in (200, 401), answer.text
        return answer.status_code == 200


def decide(by: Client, requested: dict[str, Any], *, approve: bool) -> dict[str, Any]:
    """Agree, or not."""
    body = {"approve": approve, "remark": "已当面核实"}
    return dict(by.post(f"/role-requests/{requested['id']}/decide", body, 200))


def message_about(by: Client, requested: dict[str, Any]) -> dict[str, Any]:
    """The message about a request, once it has come."""

    def found() -> dict[str, Any] | None:
        items = by.get("/me/messages", limit=100)["items"]
        about = [one for one in items if (one["subject"] or {}).get("id") == requested["id"]]
        return about[0] if about else None

    return dict(eventually(found))


@pytest.mark.parametrize("role", ["finance", "admin", "deputy_manager"])
def test_P03_a_reset_password_opens_once_a_second_person_has_agreed(
    product: Product, role: str
) -> None:
    holder = Holder(product, role)
    assert holder.reset()["requested_password"] is True
    assert holder.opens(OLD) and not holder.opens(NEW), "one alone is nobody else"
    requested = holder.waiting()
    refused = holder.admin.raw(
        "POST", f"/role-requests/{requested['id']}/decide", json={"approve": True}
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "second_person_needed")
    deputy = product.as_("deputy_manager")
    message = message_about(deputy, requested)
    assert "重设密码" in message["title"] and message["settled"] is None
    decide(deputy, requested, approve=True)
    assert holder.opens(NEW) and not holder.opens(OLD)
    eventually(lambda: message_about(deputy, requested)["settled"])


def test_P03_the_message_leads_to_the_page_on_which_the_second_person_decides(
    product: Product,
) -> None:
    holder = Holder(product, "finance")
    holder.reset()
    requested = holder.waiting()
    message = message_about(product.as_("director"), requested)
    reader = PageReader(product, "director")
    address = f"/role-requests/{requested['id']}"
    assert f'href="{address}"' in reader.read(f"/messages/{message['id']}")
    [form] = [one for one in Forms(reader.read(address)).found if "/role-requests/" in one.action]
    sent = form.values | {"approve": "true", "remark": ""}
    reader.session.post(f"{product.url}{form.action}", data=sent, timeout=30)
    assert holder.opens(NEW)
    admin = PageReader(product, "admin")
    assert not [one for one in Forms(admin.read(address)).found if "/decide" in one.action]


def test_P03_nobody_makes_the_own_second_person(product: Product) -> None:
    admin = product.as_("admin")
    made = admin.post("/people", {"name": "周帮", "roles": ["engineer"]}, 201)
    path, version = f"/people/{made['id']}", made["version"]
    login = {"username": f"friend.{uuid4().hex[:8]}", "password": OLD}
    admin.post(f"{path}/account", login, 201)
    version = admin.get(path)["version"]
    changed = admin.call(
        "PATCH", path, 200, json={"roles": ["director"]}, headers={"If-Match": f'"{version}"'}
    )
    assert changed["roles"] == ["engineer"] and changed["requested_roles"] == ["director"]
