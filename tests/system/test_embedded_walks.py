"""The four paths, and what crosses services, in the embedded product."""

import re
from datetime import datetime, timedelta
from types import ModuleType

import pytest
import requests

from contracts.notices.templates import Purpose
from tests.browser import cases
from tests.support.product import DEMO_PASSWORD, Product, eventually
from tests.system.walks import bill
from tests.system.walks.all import NAMES, WALKS

pytestmark = pytest.mark.timeout(900)
"""A walk moves the clock over weeks; beside other tests it takes several times as long as alone."""


@pytest.mark.parametrize("path", WALKS, ids=NAMES)
def test_the_path_can_be_walked(one_process: Product, path: ModuleType) -> None:
    """From its first request to its last effect."""
    path.walk(one_process)


READERS = (
    "resident1", "resident2", "resident3", "resident4", "resident5", "receptionist", "steward",
    "engineer", "supervisor", "deputy_manager", "director", "finance", "inspector",
)  # fmt: skip


def browser(product: Product, login: str) -> requests.Session:
    """Somebody at a browser, logged in."""
    session = requests.Session()
    session.headers["Accept"] = "text/html"
    page = session.get(f"{product.url}/login", timeout=20).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"csrf_token": token[1], "username": login, "password": DEMO_PASSWORD}
    session.post(f"{product.url}/login", data=form, timeout=20)
    return session


def test_every_message_leads_its_reader_to_what_it_is_about(one_process: Product) -> None:
    """After the walks, the inboxes hold messages of every service."""
    seen: set[str] = set()
    tell_of_more(one_process)
    for login in READERS:
        client = one_process.as_(login)
        items = client.get("/me/messages?limit=200")["items"]
        if not items:
            continue
        session = browser(one_process, login)
        titles: dict[str, tuple[str, str]] = {}
        for item in items:
            about = (item["subject"]["kind"], item["subject"]["id"])
            assert titles.setdefault(item["title"], about) == about, item["title"]
            if (login, item["purpose"]) in seen:
                continue
            seen |= {(login, item["purpose"]), item["purpose"]}  # type: ignore[arg-type]
            page = session.get(f"{one_process.url}/messages/{item['id']}", timeout=20).text
            link = re.search(r'<a class="btn btn-primary" href="([^"]+)"', page)
            assert link, (login, item["purpose"])
            led = session.get(f"{one_process.url}{link[1]}", timeout=20)
            assert led.status_code == 200, (login, item["purpose"], link[1])
            assert "/login" not in led.url
    wanted = set(Purpose) - {Purpose.NOTICE}
    assert wanted - seen <= {
        Purpose.DUNNING_MESSAGE, Purpose.DUNNING_REMINDER, Purpose.VISITS_ASSIGNED,
        Purpose.REPAIR_UNACCEPTED, Purpose.REPAIR_RESPONSE_OVERDUE, Purpose.BILL_ISSUED,
        Purpose.PASSWORD_FORGOTTEN, Purpose.SECOND_FACTOR_RELAXED,
    }, wanted - seen  # fmt: skip


def tell_of_more(product: Product) -> None:
    """What the walks do not tell of; what comes to be told at night is told by the next day."""
    send_a_notice_back(product)
    take_a_bill_back(product)
    leave_a_day_uncovered(product)
    ask_for_a_role(product)
    close_somebody(product)
    promise_a_call(product)
    product.as_("receptionist").post("/desk-waits", {"note": "红衣老人"}, 201)
    transfer_three(product)
    talk_about_a_case(product)
    cases.lightened(product)
    product.as_("admin").post("/demo/clock", {"advance": "P1D"})


def close_somebody(product: Product) -> None:
    """Somebody works here no more."""
    admin = product.as_("admin")
    made = admin.post("/people", {"name": "周平", "roles": ["engineer"]}, 201)
    admin.post(f"/people/{made['id']}/close", {}, If_Match=f'"{made["version"]}"')


def promise_a_call(product: Product) -> None:
    """Nobody calls in time who has promised to (C04)."""
    desk, today = product.as_("receptionist"), bill.today_of(product)
    [case, *_] = desk.get("/complaints", status="lodged")["items"]
    due = f"{today + timedelta(days=1)}T00:30:00+08:00"
    desk.post("/call-backs", {"complaint_id": case["id"], "due_at": due}, 201)


def transfer_three(product: Product) -> None:
    """A case is taken over, one sent back, and one left (C14)."""
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    said = {"description": "门禁坏了", "restated": "门禁坏了", "place": "3栋大堂"}
    asked = {"wish": "请修好", "contact_name": "周敏", "contact_phone": "13800000004"}
    told = {"channel": "phone", "kind": "complaint", "category": "public_facility"}
    for act, body in (("take-over", {}), ("send-back", {"reason": "属保修"}), ("", {})):
        case = desk.post("/complaints", said | asked | told, 201)
        desk.post(f"/complaints/{case['id']}/triage", {"valid": True})
        desk.post(f"/complaints/{case['id']}/transfer", {"department": "engineering"})
        if act:
            engineer.post(f"/complaints/{case['id']}/{act}", body)


def talk_about_a_case(product: Product) -> None:
    """Whoever has a case is mentioned, told of what the resident adds, and of its end (C13)."""
    desk, resident = product.as_("receptionist"), product.as_("resident1")
    made = resident.post("/complaints", {
        "channel": "online", "description": "楼道灯忽明忽暗", "wish": "请检修",
        "household_id": resident.get("/me")["household_ids"][0],
        "contact_name": "王芳", "contact_phone": "13800000001",
    }, 201)  # fmt: skip
    at, engineer = f"/complaints/{made['id']}", product.as_("engineer").get("/me")["id"]
    desk.post(f"{at}/triage", {"valid": True})
    transfer = {"department": "engineering", "handler_id": engineer}
    desk.post(f"{at}/transfer", transfer)
    desk.post(f"{at}/notes", {"text": "请先看灯头", "mentions": [engineer]}, 201)
    resident.post(f"{at}/additions", {"text": "今晚更严重"}, 201)
    desk.post(f"{at}/replies", {"text": "师傅明早到场。"}, 201)
    resident.post(f"{at}/withdraw", {"reason": "已恢复"})


def take_a_bill_back(product: Product) -> None:
    """Somebody was charged wrongly, and told of it."""
    today = str(bill.today_of(product))
    charged = bill.all_bills(product.as_("resident1"))
    [wrong, *_] = [one for one in charged if one["due_date"] > today]
    body = {"reason": "收费有误"}
    requested = product.as_("finance").post(f"/bills/{wrong['id']}/cancel", body)
    path = f"/cancel-requests/{requested['id']}/decide"
    product.as_("supervisor").post(path, {"approve": True})


def leave_a_day_uncovered(product: Product) -> None:
    """Nobody is at the desk tomorrow."""
    supervisor, today = product.as_("supervisor"), bill.today_of(product)
    for shift in supervisor.get("/shifts", duty="desk", limit=200)["items"]:
        if datetime.fromisoformat(shift["starts_at"]).date() == today + timedelta(days=1):
            read = f'"{shift["version"]}"'
            supervisor.post(f"/shifts/{shift['id']}/cancel", If_Match=read)


def send_a_notice_back(product: Product) -> None:
    """Its author is asked for more."""
    desk, manager = product.as_("receptionist"), product.as_("deputy_manager")
    made = desk.post(
        "/notices",
        {
            "kind": "major",
            "title": "电梯大修",
            "body": "电梯分批大修。",
            "audience": {"everyone": True},
            "channels": ["portal"],
        },
        201,
    )
    desk.post(f"/notices/{made['id']}/submit")
    manager.post(f"/notices/{made['id']}/send-back", {"remark": "请写明时间"})
    eventually(lambda: desk.get("/me/messages?limit=1")["items"][0]["subject"]["id"] == made["id"])


def ask_for_a_role(product: Product) -> None:
    """A role that two people give (P03)."""
    product.as_("admin").post("/people", {"name": "高远", "roles": ["finance"]}, 201)
