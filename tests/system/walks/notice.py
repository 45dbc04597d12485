"""Draft → approve → publish → read and acknowledge → who has not."""

from tests.support.product import Product, eventually


def walk(product: Product) -> None:
    """Walk it."""
    desk, manager = product.as_("receptionist"), product.as_("deputy_manager")
    resident = product.as_("resident1")
    draft = desk.post(
        "/notices",
        {
            "kind": "major",
            "title": "电梯年度大修通知",
            "body": "2026年12月7日至12月11日，各楼栋电梯分批检修，每栋约半天，请合理安排出行。",
            "audience": {"everyone": True},
            "channels": ["portal"],
            "must_acknowledge": True,
        },
        201,
    )
    path = f"/notices/{draft['id']}"
    desk.post(f"{path}/submit")

    # A major announcement is published only after a manager has approved it.
    early = product.as_("supervisor").raw("POST", f"{path}/publish", json={})
    assert early.status_code == 409
    assert draft["id"] not in {item["id"] for item in resident.get("/notices")["items"]}
    manager.post(f"{path}/approve")
    product.as_("supervisor").post(f"{path}/publish")

    eventually(lambda: draft["id"] in {item["id"] for item in resident.get("/notices")["items"]})
    resident.post(f"{path}/read")
    resident.post(f"{path}/acknowledge")
    reach = manager.get(f"{path}/reach")
    assert reach["acknowledged"] == 1
    assert reach["total"] >= 891
    assert len(reach["missing"]) == reach["total"] - 1

    # To one building: only its residents see it.
    home = product.as_("receptionist").get(f"/households/{resident.get('/me')['household_ids'][0]}")
    outage = desk.post(
        "/notices",
        {
            "kind": "outage",
            "title": "临时停水通知",
            "body": "因水箱清洗，2026年12月8日（周二）9:00–11:00暂停供水，请提前储水。",
            "audience": {"buildings": [home["building"]]},
            "channels": ["portal", "email"],
        },
        201,
    )
    desk.post(f"/notices/{outage['id']}/submit")
    product.as_("supervisor").post(f"/notices/{outage['id']}/publish")
    eventually(lambda: outage["id"] in {item["id"] for item in resident.get("/notices")["items"]})
    stranger = product.as_("resident5")
    other = product.as_("receptionist").get(
        f"/households/{stranger.get('/me')['household_ids'][0]}"
    )
    assert other["building"] != home["building"]
    assert outage["id"] not in {item["id"] for item in stranger.get("/notices")["items"]}
    assert stranger.raw("GET", f"/notices/{outage['id']}").status_code == 404
