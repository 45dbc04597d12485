"""Lodge → triage → handle or transfer → answer → return visits → close; and the ladder."""

from typing import Any

from tests.support.product import Product

TIERS = ["supervisor", "deputy_manager", "director"]


def lodge(product: Product, **more: Any) -> dict[str, Any]:
    """A call at the desk, restated to the caller."""
    [home] = product.as_("resident3").get("/me")["household_ids"]
    body = {
        "household_id": home,
        "channel": "phone",
        "kind": "complaint",
        "category": "renovation_noise",
        "description": "楼上周日早上七点开始敲墙",
        "wish": "请制止",
        "contact_name": "韩梅梅",
        "contact_phone": "13800000003",
        "restated": True,
    } | more
    made = product.as_("receptionist").post("/complaints", body, 201)
    assert made["number"].startswith("TS-")
    assert made["tier"] == "receiver"
    return dict(made)


def triage(product: Product, complaint: dict[str, Any], **more: Any) -> None:
    """The desk says what it is."""
    body = {
        "kind": "complaint",
        "valid": True,
        "gravity": "general",
        "urgency": "ordinary",
        "category": "renovation_noise",
    } | more
    product.as_("receptionist").post(f"/complaints/{complaint['id']}/triage", body)


def finish(product: Product, complaint: dict[str, Any], channel: str = "phone") -> dict[str, Any]:
    """Handle, answer, ask department and resident, close."""
    path = f"/complaints/{complaint['id']}"
    desk, supervisor = product.as_("receptionist"), product.as_("supervisor")
    desk.post(f"{path}/handle", {"result": "已上门制止并张贴施工时间"})
    desk.post(f"{path}/answer", {"channel": channel, "text": "您好，施工已停止，感谢您的反映。"})
    for party in ("department", "resident"):
        visit = {"party": party, "result": "solved", "remark": "已解决"}
        supervisor.post(f"{path}/return-visits", visit)
    closed = supervisor.post(f"{path}/close")
    assert closed["status"] == "closed"
    return dict(closed)


def escalations(product: Product, complaint: dict[str, Any]) -> list[str]:
    """The tiers in the order in which they fired."""
    timeline = product.as_("supervisor").get(f"/complaints/{complaint['id']}")["timeline"]
    return [entry["tier"] for entry in timeline if entry["action"] == "escalated"]


def walk(product: Product) -> None:
    """Walk it."""
    # The whole way, answered on the channel it came by.
    made = lodge(product)
    early = product.as_("supervisor").raw("POST", f"/complaints/{made['id']}/close", json={})
    assert (early.status_code, early.json()["code"]) == (409, "illegal_transition")
    triage(product, made)
    detail = product.as_("receptionist").get(f"/complaints/{made['id']}")
    assert detail["deadline"]
    finish(product, made)

    # Transferred; the first responsible person stays.
    other = lodge(product, description="楼道灯不亮", category="public_facility")
    triage(product, other, category="public_facility")
    desk = product.as_("receptionist")
    path = f"/complaints/{other['id']}"
    desk.post(f"{path}/transfer", {"department": "engineering"})
    mine = desk.get("/complaints", mine="true", limit=200)["items"]
    assert other["id"] in {item["id"] for item in mine}
    finish(product, other)

    # Overdue: it climbs, each tier once, and must be acknowledged.
    late = lodge(product, description="电梯反复停运")
    triage(product, late)
    product.as_("admin").post("/demo/clock", {"advance": "P7D"})
    fired = escalations(product, late)
    assert fired == TIERS[: len(fired)], fired
    assert fired, "an overdue complaint must climb"
    waiting = product.as_("director").get("/escalations", limit=200)["items"]
    assert late["id"] in {item["complaint_id"] for item in waiting}
    for person in TIERS[: len(fired)]:
        product.as_(person).post(f"/complaints/{late['id']}/acknowledge")
    product.as_("admin").post("/demo/clock", {"advance": "P7D"})
    assert escalations(product, late)[: len(fired)] == fired
    assert len(set(escalations(product, late))) == len(escalations(product, late))
