"""Messages of the city's platform: tried row by row, then imported (C05)."""

import base64
import io
import re
from typing import Any

import pytest

from contracts.complaints import methods as complaints
from contracts.roles import STAFF, Role
from foundation.errors import InvalidInput, ServiceTimeout
from tests.api.stand_in import StandIn
from tests.web.browsing import HEADERS, Browsing
from tests.web.conftest import LogIn

PAGE = "/desk/platform"
AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
CONTENT = b"PK a spreadsheet"


def message(row: int, outcome: str, number: str | None) -> dict[str, Any]:
    """A good row."""
    return {
        "row": row, "message_number": f"880{row}", "user": "A0001", "subject": "小区电梯经常停运",
        "written_at": "2020-01-08T10:08:32+08:00", "replied": False, "kind": "complaint",
        "category": "public_facility",
        "category_name": "公共设施", "outcome": outcome, "number": number,
        "complaint_id": AN_ID if number else None,
    }  # fmt: skip


TRIED: dict[str, Any] = {
    "created": 1, "duplicates": 1, "answered": 0, "imported": False,
    "errors": [{"row": 4, "field": "留言时间", "message": "无法识别的时间。"}],
    "messages": [message(2, "created", None), message(3, "known", "TS-2026-000001")],
}  # fmt: skip
MADE = TRIED | {
    "imported": True,
    "messages": [message(2, "created", "TS-2026-000002"), message(3, "known", "TS-2026-000001")],
}


def bring(browsing: Browsing, content: bytes = CONTENT) -> str:
    """Send a file to be tried; what the page says."""
    sent = {"csrf_token": browsing.token(), "once": "k", "file": (io.BytesIO(content), "a.xlsx")}
    return browsing.client.post(PAGE, data=sent, headers=HEADERS).get_data(as_text=True)


def test_C05_a_file_is_tried_first_and_each_row_is_shown(log_in: LogIn, services: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    services.answers[complaints.IMPORT_PLATFORM.key] = TRIED
    page = bring(desk)
    (sent,) = [call.data for call in services.calls if call.method == "import_platform"]
    assert sent == {"file": base64.b64encode(CONTENT).decode(), "dry_run": True}
    for said in ("8802", "新增", "已有", "小区电梯经常停运", "留言时间: 无法识别的时间。"):
        assert said in page
    assert page.count(f'href="/desk/cases/{AN_ID}"') == 1  # of the one that is known


def test_C05_what_was_tried_is_imported_under_a_key_of_its_own_and_leads_to_its_cases(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    services.answers[complaints.IMPORT_PLATFORM.key] = TRIED
    page = bring(desk)
    kept, once = (re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("kept", "once"))
    assert kept and once and once[1] != "k"
    services.answers[complaints.IMPORT_PLATFORM.key] = MADE
    answer = desk.send(PAGE, kept=kept[1], once=once[1], confirmed="1")
    page = answer.get_data(as_text=True)
    sent = [call for call in services.calls if call.method == "import_platform"][-1]
    assert sent.data == {"file": base64.b64encode(CONTENT).decode(), "dry_run": False}
    assert sent.context["idempotency_key"] == once[1]
    assert page.count(f'href="/desk/cases/{AN_ID}"') == 2 and "TS-2026-000002" in page
    assert 'name="confirmed"' not in page


def test_C05_what_brings_nothing_new_is_not_offered_for_import(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    services.answers[complaints.IMPORT_PLATFORM.key] = TRIED | {"created": 0}
    assert 'name="confirmed"' not in bring(desk)


def test_C05_a_large_file_is_chosen_again(log_in: LogIn, services: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    services.answers[complaints.IMPORT_PLATFORM.key] = TRIED
    page = bring(desk, b"x" * 400_000)
    assert len(page) < 100_000
    assert 'name="kept"' not in page and 'type="file"' in page


def test_C05_a_file_that_is_none_is_refused_beside_its_field(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    missing = {"file": ["Missing data for required field."]}
    services.answers[complaints.IMPORT_PLATFORM.key] = InvalidInput(errors=missing)
    assert 'id="file-error"' in bring(desk, b"")


@pytest.mark.parametrize("role", sorted(STAFF))
def test_C05_the_import_is_offered_to_whom_its_method_is_for(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    visitor = log_in(role)
    services.answers[complaints.SEARCH.key] = {"items": [], "next_cursor": None}
    assert role in complaints.IMPORT_PLATFORM.roles
    assert f'href="{PAGE}"' in visitor.text("/desk/cases")
    assert visitor.get(PAGE).status_code == 200


def test_C05_replies_that_came_since_are_offered_for_import_too(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    known = [message(2, "answered", "TS-2026-000001"), message(3, "in_work", "TS-2026-000002")]
    services.answers[complaints.IMPORT_PLATFORM.key] = TRIED | {
        "created": 0, "duplicates": 2, "answered": 1, "messages": known,
    }  # fmt: skip
    page = bring(desk)
    assert 'name="confirmed"' in page
    for said in ("补录答复 1 条", "处理中，保持不变"):
        assert said in page


def test_C05_what_went_wrong_loses_no_file(log_in: LogIn, services: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    services.answers[complaints.IMPORT_PLATFORM.key] = ServiceTimeout()
    answer = desk.send(PAGE, kept="UEs=", once="k", confirmed="1")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 504
    assert 'name="kept" value="UEs="' in page and "上次提交的文件仍保留在此" in page
