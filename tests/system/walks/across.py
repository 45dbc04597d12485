"""What crosses services: B13, B14, X04, X06."""

from decimal import Decimal
from typing import Any

from tests.support.product import Product, eventually
from tests.system.walks import complaint, repair


def disputed(product: Product, household_id: str) -> bool:
    """Whether the preview of the household's next step says that a complaint holds it up."""
    supervisor = product.as_("supervisor")
    today = product.as_("admin").get("/demo/clock")["now"][:10]
    path, whose = "/dunning/preview", {"household_id": household_id}
    [case, *_] = supervisor.get(path, **whose)["items"]
    # A step that a pause put off keeps the day it was planned for, which may be over.
    [case, *_] = supervisor.get(path, **whose, on=max(case["step_on"], today))["items"]
    return not case["would_get"] and "dispute" in case["reason_en"].replace("complaint", "dispute")


def walk(product: Product) -> None:
    """Walk it."""
    fee_dispute_pauses_dunning(product)
    chargeable_repair_is_charged_once(product)
    escalation_tells_people(product)
    complaint_spawns_a_repair(product)


def fee_dispute_pauses_dunning(product: Product) -> None:
    """B13: an open complaint about a fee pauses dunning; closing it resumes."""
    owing = next(
        item
        for item in product.as_("supervisor").get("/bills", status="open", limit=200)["items"]
        if item["overdue"]
    )["household_id"]
    made = complaint.lodge(
        product, household_id=owing, category="fee", description="物业费多收了一个月"
    )
    eventually(lambda: disputed(product, owing))
    complaint.triage(product, made, category="fee")
    complaint.finish(product, made)
    eventually(lambda: not disputed(product, owing))


def chargeable_repair_is_charged_once(product: Product) -> None:
    """B14, R04: quote, acceptance, work, one charge."""
    made = repair.request(product, category="door_window", description="入户门锁更换")
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    resident = product.as_("resident1")
    path = f"/repairs/{made['id']}"
    desk.post(f"{path}/verify")
    desk.post(f"{path}/dispatch", {"engineer_id": engineer.get("/me")["id"]})
    engineer.post(f"{path}/accept")
    engineer.post(f"{path}/set-out")
    engineer.post(f"{path}/arrive")
    line = {"item": "门锁", "quantity": "1", "unit_price": "180.00", "amount": "180.00"}
    engineer.post(f"{path}/quote", {"amount": "180.00", "lines": [line]})
    early = engineer.raw("POST", f"{path}/complete", json={"result": "换好"})
    assert early.status_code == 409, "no chargeable work before acceptance"
    resident.post(f"{path}/accept-quote")
    engineer.post(f"{path}/complete", {"result": "换好门锁"})
    [home] = resident.get("/me")["household_ids"]

    def charges() -> list[Any]:
        bills = resident.get("/bills", household_id=home, limit=200)["items"]
        return [bill for bill in bills if Decimal(bill["amount"]) == 180]

    eventually(charges)
    assert len(charges()) == 1


def escalation_tells_people(product: Product) -> None:
    """X06: urgent at intake, managers have a message."""
    urgent = complaint.lodge(product, description="电梯困人后仍在运行")
    complaint.triage(product, urgent, urgency="urgent", gravity="major")

    def is_notified() -> bool:
        messages = product.as_("supervisor").get("/me/messages", limit=200)["items"]
        return any(urgent["number"] in str(message) for message in messages)

    eventually(is_notified)


def complaint_spawns_a_repair(product: Product) -> None:
    """X04: the complaint is about something broken; the repair is linked both ways."""
    made = complaint.lodge(product, description="单元门禁坏了", category="public_facility")
    body = {
        "kind": "complaint",
        "valid": True,
        "gravity": "general",
        "urgency": "ordinary",
        "category": "public_facility",
        "repair": {"category": "access_control", "public_place": "3栋大堂"},
    }
    product.as_("receptionist").post(f"/complaints/{made['id']}/triage", body)

    def linked() -> bool:
        timeline = product.as_("receptionist").get(f"/complaints/{made['id']}")["timeline"]
        return any("WX-" in str(entry) for entry in timeline)

    eventually(linked)
