"""The promises of the HTTP contract, kept by the running product."""

import io
import re
import uuid
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import requests

from guanjia.serving import THREADS
from tests.support.product import DEMO_PASSWORD, Client, Product

STAFF = (
    "receptionist", "steward", "engineer", "supervisor", "deputy_manager", "director",
    "finance", "inspector", "admin",
)  # fmt: skip
LODGED = {
    "channel": "phone",
    "category": "public_facility",
    "description": "三号楼电梯有异响",
    "wish": "请尽快检修",
    "contact_name": "王芳",
    "contact_phone": "13800138000",
    "restated": {"text": "三号楼电梯异响，请检修", "confirmed": True},
}


def key() -> dict[str, str]:
    """A fresh idempotency key."""
    return {"Idempotency-Key": str(uuid.uuid4())}


def home_of(client: Client) -> str:
    """The household of a resident."""
    [household_id] = client.get("/me")["household_ids"]
    return str(household_id)


@pytest.mark.parametrize("username", [*STAFF, *(f"resident{n}" for n in range(1, 6))])
def test_every_login_of_the_demonstration_works(product: Product, username: str) -> None:
    me = product.as_(username).get("/me")
    role = "resident" if username.startswith("resident") else username
    assert me["roles"] == [role]
    assert len(me["household_ids"]) == (1 if role == "resident" else 0)


def test_a_wrong_password_is_refused(product: Product) -> None:
    body = {"username": "finance", "password": DEMO_PASSWORD + "!"}
    answer = requests.post(f"{product.url}/api/v1/auth/token", json=body, timeout=20)
    assert answer.status_code == 401
    assert answer.json()["code"] == "bad_credentials"


def test_a_process_has_few_native_threads(product: Product) -> None:
    """Each keeps the memory of a hash that it once made."""
    product.as_("finance")
    process = product.processes["embedded"].popen
    assert len([*Path(f"/proc/{process.pid}/task").iterdir()]) == 1 + THREADS


def test_after_ten_wrong_passwords_the_login_of_that_name_pauses(product: Product) -> None:
    body = {"username": f"nobody-{uuid.uuid4().hex[:8]}", "password": "wrong"}
    url = f"{product.url}/api/v1/auth/token"
    answers = [requests.post(url, json=body, timeout=20) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 300
    assert Client(product.url).call("POST", "/auth/token", 200, json={
        "username": "finance", "password": DEMO_PASSWORD,
    })["access_token"]  # fmt: skip


# repeats


def test_the_same_key_with_the_same_body_gives_the_first_answer(product: Product) -> None:
    desk, headers = product.as_("receptionist"), key()
    first = desk.call("POST", "/complaints", 201, json=LODGED, headers=headers)
    again = desk.call("POST", "/complaints", 201, json=LODGED, headers=headers)
    assert again == first


def test_the_same_key_with_another_body_is_409(product: Product) -> None:
    desk, headers = product.as_("receptionist"), key()
    desk.call("POST", "/complaints", 201, json=LODGED, headers=headers)
    other = LODGED | {"wish": "请今天检修"}
    refused = desk.call("POST", "/complaints", 409, json=other, headers=headers)
    assert refused["code"] == "idempotency_mismatch"


def test_without_a_key_a_repeat_is_a_second_one(product: Product) -> None:
    desk = product.as_("receptionist")
    first = desk.call("POST", "/complaints", 201, json=LODGED)
    again = desk.call("POST", "/complaints", 201, json=LODGED)
    assert again["id"] != first["id"]


def test_B10_a_payment_is_taken_once_however_often_it_is_sent(product: Product) -> None:
    desk, headers = product.as_("receptionist"), key()
    home = home_of(product.as_("resident2"))
    paid = {"household_id": home, "amount": "12.34", "method": "cash"}
    before = desk.get(f"/households/{home}/statement")
    numbers = {
        desk.call("POST", "/payments", 201, json=paid, headers=headers)["receipt_number"]
        for _ in range(3)
    }
    after = desk.get(f"/households/{home}/statement")
    assert len(numbers) == 1
    assert Decimal(before["closing"]) - Decimal(after["closing"]) == Decimal("12.34")


# edits


@pytest.fixture
def household(product: Product) -> str:
    """The household of a resident."""
    return home_of(product.as_("resident3"))


def change(floor: int) -> dict[str, Any]:
    """An edit with the identity check that it needs (D02)."""
    return {"floor": floor, "identity_check": {"method": "in_person", "by": "林晓梅"}}


def test_an_edit_names_the_version_that_was_read(product: Product, household: str) -> None:
    supervisor, path = product.as_("supervisor"), f"/households/{household}"
    tag = supervisor.raw("GET", path).headers["ETag"]
    floor = supervisor.get(path)["floor"]
    edited = supervisor.raw("PATCH", path, json=change(floor + 1), headers={"If-Match": tag})
    assert edited.status_code == 200, edited.text
    assert edited.headers["ETag"] != tag
    assert edited.headers["ETag"] == supervisor.raw("GET", path).headers["ETag"]
    stale = supervisor.raw("PATCH", path, json=change(floor), headers={"If-Match": tag})
    assert stale.status_code == 412
    assert stale.json()["code"] == "stale_edit"
    assert supervisor.get(path)["floor"] == floor + 1


def test_an_edit_that_names_no_version_is_428(product: Product, household: str) -> None:
    path = f"/households/{household}"
    refused = product.as_("supervisor").raw("PATCH", path, json=change(3))
    assert refused.status_code == 428
    assert refused.json()["code"] == "precondition_required"


def test_D02_a_change_without_identity_check_is_refused(product: Product, household: str) -> None:
    supervisor, path = product.as_("supervisor"), f"/households/{household}"
    tag = supervisor.raw("GET", path).headers["ETag"]
    refused = supervisor.raw("PATCH", path, json={"floor": 3}, headers={"If-Match": tag})
    assert refused.status_code == 422
    assert refused.json()["errors"].keys() == {"identity_check"}


# scope


def test_a_resident_sees_no_other_household(product: Product) -> None:
    resident, other = product.as_("resident1"), home_of(product.as_("resident2"))
    for path in (f"/households/{other}", f"/households/{other}/statement"):
        assert resident.raw("GET", path).status_code in (403, 404)
    assert resident.get(f"/households/{home_of(resident)}")["id"] == home_of(resident)
    lists = [resident.raw("GET", p, params={"household_id": other}) for p in ("/bills", "/repairs")]
    for answer in lists:
        assert answer.status_code in (403, 404) or answer.json()["items"] == []


def test_a_resident_neither_pays_nor_asks_for_another_household(product: Product) -> None:
    resident, other = product.as_("resident1"), home_of(product.as_("resident2"))
    paid = {"household_id": other, "amount": "1.00", "method": "wechat"}
    assert resident.raw("POST", "/payments", json=paid).status_code in (403, 404)
    repair = {
        "household_id": other, "category": "plumbing", "description": "漏水",
        "contact_name": "王芳", "contact_phone": "13800138000",
    }  # fmt: skip
    assert resident.raw("POST", "/repairs", json=repair).status_code in (403, 404)


# lists


def test_all_households_are_found_page_by_page_each_once(product: Product) -> None:
    desk, cursor = product.as_("receptionist"), None
    seen: list[str] = []
    while True:
        page = desk.get("/households", limit=200, cursor=cursor)
        assert len(page["items"]) <= 200
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) >= 891


# languages


@pytest.mark.parametrize(
    ("header", "title"), [(None, "未找到"), ("zh-CN", "未找到"), ("en-US,en;q=0.9", "Not found")]
)
def test_a_services_refusal_is_told_in_the_callers_language(
    product: Product, header: str | None, title: str
) -> None:
    headers = {"Accept-Language": header} if header else {}
    path = "/complaints/019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
    answer = product.as_("supervisor").raw("GET", path, headers=headers)
    assert answer.status_code == 404
    assert answer.json()["title"] == title
    assert answer.headers["Content-Language"] == ("en" if header and "en" in header else "zh-CN")


def test_a_refusal_names_the_request_under_which_it_is_logged(product: Product) -> None:
    headers = {"X-Request-Id": "counter-3.77"}
    answer = product.as_("supervisor").raw("GET", "/complaints/none", headers=headers)
    assert answer.headers["X-Request-Id"] == "counter-3.77"
    assert answer.json()["request_id"] == "counter-3.77"


# files


def spreadsheet(*rows: tuple[Any, ...]) -> bytes:
    """An .xlsx with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


HEADINGS = ("楼栋", "房号", "建筑面积", "业主姓名", "手机")


def import_households(product: Product, content: bytes, **params: str) -> requests.Response:
    """Send a spreadsheet of households."""
    return product.as_("finance").raw(
        "POST", "/households/import", files={"file": ("名单.xlsx", content)}, params=params
    )


def test_D01_a_dry_run_lists_every_bad_row_and_writes_nothing(product: Product) -> None:
    content = spreadsheet(
        HEADINGS,
        ("77", "1-101", 88.5, "赵一", "13800138001"),
        ("77", "1-102", "多", "钱二", "13800138002"),
        ("77", "1-103", 90, None, "123"),
    )
    answer = import_households(product, content, dry_run="true")
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert (report["rows"], report["valid"]) == (3, 1)
    assert {error["row"] for error in report["errors"]} == {3, 4}
    assert product.as_("finance").get("/households", building="77")["items"] == []


def test_D01_a_file_with_errors_imports_nothing_unless_asked(product: Product) -> None:
    content = spreadsheet(
        HEADINGS, ("78", "1-101", 88.5, "赵一", "13800138001"), ("78", "1-102", -1, "钱二", "1")
    )
    answer = import_households(product, content)
    assert answer.status_code in (200, 422), answer.text
    assert product.as_("finance").get("/households", building="78")["items"] == []


@pytest.mark.parametrize("path", ["/households/import", "/complaints/import"])
@pytest.mark.parametrize(
    "content",
    [b"just a text", b"PK\x03\x04broken", spreadsheet(("a", "b"), (1, 2)), b"%PDF-1.7"],
    ids=["text", "half-a-zip", "other-columns", "pdf"],
)
def test_a_file_that_is_no_such_spreadsheet_is_refused(
    product: Product, path: str, content: bytes
) -> None:
    who = product.as_("finance" if "households" in path else "receptionist")
    answer = who.raw("POST", path, files={"file": ("a.xlsx", content)})
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] in ("not_a_spreadsheet", "spreadsheet_columns_missing")


def test_a_file_that_is_too_large_is_413(product: Product) -> None:
    answer = import_households(product, b"x" * 12_000_000)
    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"


# reports


def test_X14_the_months_complaints_come_as_page_chart_and_spreadsheet(product: Product) -> None:
    director, month = product.as_("director"), datetime.now().astimezone().strftime("%Y-%m")
    report = director.get("/reports/complaints", month=month)
    book = director.raw("GET", "/reports/complaints", params={"month": month, "format": "xlsx"})
    chart = director.raw("GET", "/reports/complaints", params={"month": month, "format": "svg"})
    summary = openpyxl.load_workbook(io.BytesIO(book.content))["概况"]
    lines = dict(summary.iter_rows(min_row=2, max_col=2, values_only=True))
    assert lines["总件数"] == report["contacts"]["contacts"]
    assert ElementTree.fromstring(chart.text).tag.endswith("svg")


# pages


@pytest.mark.parametrize("path", ["/", "/docs", "/problems/not_found"])
def test_no_page_names_an_address_elsewhere(product: Product, path: str) -> None:
    answer = requests.get(f"{product.url}{path}", timeout=20)
    assert answer.status_code == 200
    assert not re.findall(r'(?:src|href|action)="(?!/[^/]|#)[^"]*"', answer.text)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_first_page_shows_the_logins_of_the_demonstration(product: Product) -> None:
    text = requests.get(product.url, timeout=20).text
    assert all(name in text for name in (*STAFF, "resident1", DEMO_PASSWORD))


def test_figures_of_all_services_are_shown_to_prometheus(product: Product) -> None:
    text = requests.get(f"{product.url}/metrics", timeout=20).text
    for name in ("guanjia_http_requests_total", "guanjia_outbox_waiting", "guanjia_dead_letters"):
        assert name in text


# the clock


def test_the_clock_moves_on_by_the_duration(product: Product) -> None:
    admin = product.as_("admin")
    before = datetime.fromisoformat(admin.get("/demo/clock")["now"])
    after = datetime.fromisoformat(admin.post("/demo/clock", {"advance": "PT1H"})["now"])
    now = datetime.fromisoformat(admin.get("/demo/clock")["now"])
    assert 3600 <= (after - before).total_seconds() < 3700
    assert 0 <= (now - after).total_seconds() < 60
    assert after.utcoffset() is not None


@pytest.mark.parametrize(
    "length", ["", "1 day", "-P1D", "PT0S", "P1M", "P1Y", "P401D", "P99999999999D", 1, None]
)
def test_a_length_that_is_no_duration_is_refused(product: Product, length: Any) -> None:
    refused = product.as_("admin").raw("POST", "/demo/clock", json={"advance": length})
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"].keys() == {"advance"}


def test_nobody_but_an_admin_moves_the_clock(product: Product) -> None:
    refused = product.as_("director").raw("POST", "/demo/clock", json={"advance": "PT1S"})
    assert refused.status_code == 403
