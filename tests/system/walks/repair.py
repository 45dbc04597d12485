"""Request → work order → set out → complete → follow-up; once solved, once not."""

from datetime import datetime, timedelta
from typing import Any

from tests.support.product import Product

REQUEST = {
    "category": "plumbing",
    "description": "厨房水槽下面漏水",
    "contact_name": "李雷",
    "contact_phone": "13800000001",
}


def request(product: Product, **more: Any) -> dict[str, Any]:
    """A resident asks for a repair."""
    resident = product.as_("resident1")
    [home] = resident.get("/me")["household_ids"]
    made = resident.post("/repairs", REQUEST | {"household_id": home} | more, 201)
    assert made["number"].startswith("WX-")
    return dict(made)


def work(product: Product, repair: dict[str, Any]) -> dict[str, Any]:
    """The desk verifies and dispatches; the engineer goes and mends."""
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    path = f"/repairs/{repair['id']}"
    desk.post(f"{path}/verify")
    me = engineer.get("/me")["id"]
    desk.post(f"{path}/dispatch", {"engineer_id": me})
    engineer.post(f"{path}/accept")
    engineer.post(f"{path}/set-out")
    clock = engineer.get(path)
    engineer.post(f"{path}/arrive")
    engineer.post(f"{path}/complete", {"result": "更换了密封圈"})
    done = engineer.get(path)
    assert clock["set_out_at"] == done["set_out_at"], "arrival must not move the response clock"
    assert done["set_out_at"] <= done["arrived_at"] <= done["completed_at"]
    return dict(done)


def follow_up(product: Product, repair: dict[str, Any], *, solved: bool) -> dict[str, Any]:
    """Two days later the desk asks."""
    product.as_("admin").post("/demo/clock", {"advance": "P2D"})
    body = {"solved": solved, "rating": 5 if solved else 2, "remark": "已询问"}
    return dict(product.as_("receptionist").post(f"/repairs/{repair['id']}/follow-up", body))


def walk(product: Product) -> None:
    """Walk it."""
    made = request(product)
    assert made["status"] == "requested"
    assert datetime.fromisoformat(made["respond_by"])

    # A step out of turn is refused, with a code.
    early = product.as_("engineer").raw("POST", f"/repairs/{made['id']}/set-out", json={})
    assert early.status_code in (403, 409)

    done = work(product, made)
    due = datetime.fromisoformat(done["follow_up_by"])
    completed = datetime.fromisoformat(done["completed_at"])
    assert timedelta(days=2) <= due - completed <= timedelta(days=4)
    closed = follow_up(product, done, solved=True)
    assert closed["status"] == "closed"

    # Not solved: reopened, linked to the first clock.
    second = work(product, request(product, description="马桶堵塞"))
    reopened = follow_up(product, second, solved=False)
    assert reopened["status"] != "closed"
    actions = [
        entry["action"]
        for entry in product.as_("resident1").get(f"/repairs/{second['id']}")["timeline"]
    ]
    assert "reopened" in actions
