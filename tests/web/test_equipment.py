"""Equipment that was taken away: what is out, and who records its return (R03)."""

import re
from typing import Any

import pytest

from contracts.repairs import methods as repairs
from contracts.roles import Role
from foundation.errors import InvalidInput, RemoteRefusal
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

LOANS = "/desk/loans"
TAKEN_AT = "2026-11-01T09:00:00+08:00"


def loan(id_: str, item: str, *actions: str) -> dict[str, Any]:
    """Equipment that is out."""
    return {
        "id": id_, "repair_id": f"r-{id_}", "repair_number": f"WX-2026-{id_}", "building": "3栋",
        "unit": "2-1001", "public_place": None, "item": item, "lent_item": "备用热水器",
        "consent_signature": "王芳签字", "taken_at": TAKEN_AT, "taken_by": "陈师傅",
        "returned_at": None, "receipt_signature": None, "actions": list(actions),
    }  # fmt: skip


@pytest.fixture
def out(services: StandIn) -> StandIn:
    """Two things are out; the visitor may record the return of one."""
    items = [loan("1", "主板", "return_equipment"), loan("2", "水泵")]
    services.answers[repairs.OPEN_LOANS.key] = {"items": items, "next_cursor": None}
    services.answers[repairs.RETURN_EQUIPMENT.key] = items[0]
    return services


def test_R03_a_return_is_recorded_where_the_service_offers_it(log_in: LogIn, out: StandIn) -> None:
    page = log_in(Role.RECEPTIONIST).text(LOANS)
    assert "主板" in page and "水泵" in page and "备用热水器" in page
    assert re.findall(r'name="loan_id" value="(\w+)"', page) == ["1"]


def test_R03_the_signature_is_sent_and_the_list_shown_again(log_in: LogIn, out: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    answer = desk.send(LOANS, loan_id="1", receipt_signature="王芳签字 单号 12")
    assert answer.headers["Location"] == LOANS
    assert out.last.data == {"loan_id": "1", "receipt_signature": "王芳签字 单号 12"}


@pytest.mark.parametrize(
    ("role", "page"), [(Role.RECEPTIONIST, "/desk/repairs/"), (Role.ENGINEER, "/field/orders/")]
)
def test_R03_who_came_from_a_repair_goes_back_there(
    log_in: LogIn, out: StandIn, role: Role, page: str
) -> None:
    visitor = log_in(role)
    out.answers[repairs.GET.key] = {"id": "r-1", "number": "WX-2026-1"}
    assert f'href="{page}r-1"' in visitor.text(f"{LOANS}?repair_id=r-1")
    sent = next(call.data for call in out.calls if call.method == "open_loans")
    assert sent["repair_id"] == "r-1"
    answer = visitor.send(f"{LOANS}?repair_id=r-1", loan_id="1", receipt_signature="王芳")
    assert answer.headers["Location"] == f"{page}r-1"


def test_R03_a_signature_that_is_missing_is_told_beside_its_own_field(
    log_in: LogIn, out: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    missing = {"receipt_signature": ["Missing data for required field."]}
    out.answers[repairs.RETURN_EQUIPMENT.key] = InvalidInput(errors=missing)
    answer = desk.send(LOANS, loan_id="1")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(r"<details[^>]* open>", page)
    assert page.count("此项必填。") == 1


def test_R03_what_came_back_meanwhile_is_told_above_the_list(log_in: LogIn, out: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    out.answers[repairs.RETURN_EQUIPMENT.key] = RemoteRefusal("already_returned", "", {}, {})
    page = desk.send(LOANS, loan_id="3", receipt_signature="王芳").get_data(as_text=True)
    assert page.count('role="alert"') == 1


def test_R03_an_engineer_sees_his_own_or_all(log_in: LogIn, out: StandIn) -> None:
    engineer = log_in(Role.ENGINEER)
    for address, mine in ((f"{LOANS}?mine=1", True), (LOANS, False)):
        page = engineer.text(address)
        sent = [call.data for call in out.calls if call.method == "open_loans"][-1]
        assert sent["mine"] is mine and 'aria-current="page"' in page
