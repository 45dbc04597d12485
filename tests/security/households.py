"""Two residents of different households, what each of them has, and calls that name it."""

from typing import Any

import requests

from tests.api.running import Operation, Person, operations
from tests.support.photos import png
from tests.support.product import DEMO_PASSWORD, Product, eventually

RESIDENTS = ("resident1", "resident2")
PHOTO = png()
Belongings = dict[str, Any]
"""One of each thing that is a household's alone, by the name that calls give it."""


def other(username: str) -> str:
    """The resident of the other household."""
    return next(one for one in RESIDENTS if one != username)


def resident(product: Product, username: str) -> Person:
    """A resident who calls."""
    return Person(product, None, product.as_(username).token)


def home_of(product: Product, username: str) -> str:
    """The household of a resident."""
    [home] = product.as_(username).get("/me")["household_ids"]
    return str(home)


def open_to_residents(product: Product) -> list[Operation]:
    """All that residents may call."""
    return [one for one in operations(product) if "resident" in one.roles]


def belongings(product: Product, username: str) -> Belongings:
    """What a resident has; made where the demonstration may have none."""
    owner, home = product.as_(username), home_of(product, username)
    household = owner.get(f"/households/{home}")
    bill = owner.get("/bills")["items"][0]["id"]
    paid = pay(product, home)
    repair = request_repair(product, home)["id"]
    photo = owner.call("POST", f"/repairs/{repair}/photos", 201, files={"file": ("a.png", PHOTO)})
    case = lodge_complaint(product, home)["id"]
    notice = publish_notice(product, home)
    sent = {"file": ("a.png", PHOTO)}
    attached = owner.call("POST", f"/complaints/{case}/attachments", 201, files=sent)
    return {
        "household_id": home,
        "session_id": another_login(product, username),
        "member_id": household["members"][0]["id"],
        "email": household["email"],
        "bill_id": bill,
        "bill_ids": [bill],
        "payment_id": paid["id"],
        "receipt_number": paid["receipt_number"],
        "repair_id": repair,
        "photo_id": photo["id"],
        "complaint_id": case,
        "attachment_id": attached["id"],
        "notice_id": notice["id"],
        "notice_attachment_id": notice["attachments"][0]["id"],
        "message_id": message_about(product, username, paid["receipt_number"])["id"],
    }


def another_login(product: Product, username: str) -> str:
    """A login of the resident beside the one that calls."""
    body = {"username": username, "password": DEMO_PASSWORD}
    requests.post(f"{product.url}/api/v1/auth/token", json=body, timeout=20).raise_for_status()
    return str(product.as_(username).get("/me/sessions")["items"][0]["id"])


def pay(product: Product, home: str) -> dict[str, Any]:
    """The household pays a little at the counter; a message tells it so."""
    payment = {"household_id": home, "amount": "0.01", "method": "cash"}
    return dict(product.as_("receptionist").post("/payments", payment, 201))


def message_about(product: Product, username: str, receipt_number: str) -> dict[str, Any]:
    """The message that tells a resident of a payment, once it has come."""
    client = product.as_(username)
    return dict(
        eventually(
            lambda: next(
                (
                    message
                    for message in client.get("/me/messages", limit=200)["items"]
                    if receipt_number in message["text"]
                ),
                None,
            )
        )
    )


def request_repair(product: Product, home: str) -> dict[str, Any]:
    """The desk takes a request for the household."""
    wanted = {
        "household_id": home,
        "category": "door_window",
        "description": "入户门锁更换",
        "contact_name": "王芳",
        "contact_phone": "13800138000",
    }
    return dict(product.as_("receptionist").post("/repairs", wanted, 201))


def charge_repair(product: Product, repair_id: str) -> None:
    """A repair is carried out for money; its charge becomes a bill (B14, R04)."""
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    path = f"/repairs/{repair_id}"
    desk.post(f"{path}/verify")
    desk.post(f"{path}/dispatch", {"engineer_id": engineer.get("/me")["id"]})
    for step in ("accept", "set-out", "arrive"):
        engineer.post(f"{path}/{step}")
    line = {"item": "门锁", "quantity": "1", "unit_price": "180.00", "amount": "180.00"}
    engineer.post(f"{path}/quote", {"amount": "180.00", "lines": [line]})
    desk.post(f"{path}/accept-quote", {"signature_note": "业主已在报价单上签字"})
    engineer.post(f"{path}/complete", {"result": "换好门锁"})


def lodge_complaint(product: Product, home: str) -> dict[str, Any]:
    """The desk takes a complaint of the household."""
    complaint = {
        "household_id": home,
        "channel": "phone",
        "description": "楼上周日早上七点开始敲墙",
        "wish": "请制止",
        "contact_name": "王芳",
        "contact_phone": "13800138000",
    }
    return dict(product.as_("receptionist").post("/complaints", complaint, 201))


def publish_notice(product: Product, home: str) -> dict[str, Any]:
    """A notice to this household and nobody else, with a photo, which asks to be acknowledged."""
    notice = {
        "kind": "reminder",
        "title": "请领取钥匙",
        "body": "您登记的门禁钥匙已到，请到前台领取。",
        "audience": {"household_ids": [home]},
        "channels": ["portal"],
        "must_acknowledge": True,
    }
    desk = product.as_("receptionist")
    drafted = desk.post("/notices", notice, 201)
    sent = {"file": ("a.png", PHOTO)}
    desk.call("POST", f"/notices/{drafted['id']}/attachments", 201, files=sent)
    desk.post(f"/notices/{drafted['id']}/submit")
    return dict(product.as_("supervisor").post(f"/notices/{drafted['id']}/publish"))
