"""The file of a household: who may change what of it, and how its history is told (D02)."""

import re
from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.roles import STAFF, Role
from foundation.errors import Forbidden, InvalidInput
from gateway.web import file_changes
from gateway.web.desk import change_forms
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import NO_MORE, LogIn

FILE = "/desk/households/h1/file"
PAY = "/desk/households/h1/pay"
MEMBER = "/desk/households/h1/members/m1"
FORMS = {
    directory.CHANGE_HOUSEHOLD: "/file/change-household",
    directory.ADD_MEMBER: "/file/add-member",
    directory.CHANGE_MEMBER: "/members/m1/change-member",
    directory.REMOVE_MEMBER: "/members/m1/remove",
}
ALL = sorted(change_forms.FIELDS)
HOME: dict[str, Any] = {
    "id": "h1", "building": "3栋", "unit": "2-1001", "floor": 10, "unit_type": "residential",
    "area_m2": "106.8", "owner_name": "王芳", "phone_masked": "138****5678", "email": None,
    "vacant": False, "two_person_visit": True, "key_reason": "独居老人", "version": 7,
    "billing_from": "2024-07-01", "updated_at": "2026-11-01T09:00:00+08:00", "editable": ALL,
    "members": [
        {
            "id": "m1", "person_id": None, "name": "王芳", "relation": "owner",
            "phone_masked": "138****5678", "email": None, "id_number_masked": None,
        }
    ],
    "former_members": [],
}  # fmt: skip
FORMER: dict[str, Any] = {
    "id": "m1", "name": "王芳", "relation": "owner", "phone_masked": "138****5678",
    "since": "2026-01-01T09:00:00+08:00", "until": "2026-11-01T09:00:00+08:00",
}  # fmt: skip
CHANGE: dict[str, Any] = {
    "id": "c1", "at": "2026-11-01T09:00:00+08:00", "by": "林晓梅", "identity_method": "id_card",
    "identity_by": "林晓梅", "before": {"unit_type": "residential", "vacant": True},
    "after": {"unit_type": "shop", "vacant": False},
}  # fmt: skip


def filed(services: StandIn, role: Role = Role.RECEPTIONIST, **more: Any) -> None:
    """A household with one change."""
    history = {"items": [CHANGE], "next_cursor": None}
    listed = ("vehicles", "cards", "pets", "notes", "key_households")
    services.answers |= {f"directory.list_{name}": NO_MORE for name in listed}
    services.answers |= {
        directory.GET_HOUSEHOLD.key: HOME | more,
        directory.HOUSEHOLD_HISTORY.key: (
            history if role in directory.HOUSEHOLD_HISTORY.roles else Forbidden()
        ),
    }


def offers(page: str, method: Method) -> bool:
    """Whether a page has the form of a method."""
    return f'action="/desk/households/h1{FORMS[method]}"' in page


@pytest.mark.parametrize("role", sorted(STAFF))
def test_D02_a_form_is_shown_to_whom_its_method_is_for(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    reader = log_in(role)
    filed(services, role)
    file, member = reader.get(FILE), reader.text(MEMBER)
    assert file.status_code == (200 if role in directory.HOUSEHOLD_HISTORY.roles else 403)
    for method in (directory.CHANGE_HOUSEHOLD, directory.ADD_MEMBER):
        assert offers(file.get_data(as_text=True), method) == (role in method.roles), method.key
    for method in (directory.CHANGE_MEMBER, directory.REMOVE_MEMBER):
        assert offers(member, method) == (role in method.roles), method.key


def test_D06_the_file_tells_who_belonged_to_the_household_from_when_to_when(
    log_in: LogIn, services: StandIn
) -> None:
    reader = log_in("steward")
    filed(services)
    assert "历任成员" not in reader.text(FILE), "nobody has left"
    left = {
        "id": "m0", "name": "李雷", "relation": "tenant", "phone_masked": "137****0001",
        "since": "2024-07-01T01:00:00+00:00", "until": "2025-11-01T17:00:00+00:00",
    }  # fmt: skip
    filed(services, former_members=[left])
    page = reader.text(FILE)
    assert "2024年7月1日 至 2025年11月2日 · 137****0001" in page, "days of the local calendar"
    assert f"members/{left['id']}" not in page, "and nothing of them is changed"


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("id_card", "身份证，由林晓梅核实"),
        ("password", "密码验证，由林晓梅核实"),
        ("见过本人", "见过本人，由林晓梅核实"),
    ],
)
def test_D02_a_change_tells_how_identity_was_verified(
    log_in: LogIn, services: StandIn, way: str, told: str
) -> None:
    """In the words of that, whatever else has the same code; a way without words as it is."""
    reader = log_in("steward")
    filed(services)
    history = {"items": [CHANGE | {"identity_method": way}], "next_cursor": None}
    services.answers[directory.HOUSEHOLD_HISTORY.key] = history
    assert told in reader.text(FILE)


def at_home(services: StandIn, role: Role) -> None:
    """A household of which nothing else is known."""
    filed(services, role)
    nothing = {"items": [], "next_cursor": None, "outstanding": "0.00", "overdue": "0.00"}
    for key in ("repairs.search", "complaints.search", "notices.search", "notices.outgoing",
                "billing.list_bills", "billing.list_payments", "billing.list_pauses",
                "billing.list_steps", "billing.list_visits", "billing.statement"):  # fmt: skip
        services.answers[key] = nothing | {"credit": "0.00"}


@pytest.mark.parametrize("role", sorted(STAFF))
def test_the_file_is_linked_for_whom_it_may_be_seen(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    reader = log_in(role)
    at_home(services, role)
    page = reader.text("/desk/households/h1")
    assert (f'href="{FILE}"' in page) == (role in directory.HOUSEHOLD_HISTORY.roles)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_B10_the_counter_is_linked_and_open_for_whom_may_take_money(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    reader = log_in(role)
    at_home(services, role)
    may = role in billing.TAKE_PAYMENT.roles
    assert (f'href="{PAY}"' in reader.text("/desk/households/h1")) == may
    assert reader.get(PAY).status_code == (200 if may else 403)


def test_D02_a_form_has_only_the_fields_that_its_reader_may_change(
    log_in: LogIn, services: StandIn
) -> None:
    finance = log_in(Role.FINANCE)
    filed(services, editable=["area_m2", "billing_from", "email", "phone", "unit_type"])
    page = finance.text(FILE)
    named = set(re.findall(r'id="change_household-(\w+)"', page))
    assert named == {
        "identity_check", "area_m2", "billing_from", "email", "phone", "unit_type",
        "effective_from",
    }  # fmt: skip
    filed(services, editable=["phone"])
    assert 'id="change_household-effective_from"' not in finance.text(FILE)
    assert not offers(page, directory.ADD_MEMBER)


def test_D02_a_change_carries_who_verified_identity_how_and_the_version(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    filed(services)
    assert 'name="version" value="7"' in desk.text(FILE)
    answer = desk.send(
        f"{FILE}/change-household", version="7", identity_check="id_card", phone="",
        owner_name="王芳", email="wang@example.org", vacant="yes",
    )  # fmt: skip
    assert answer.headers["Location"] == FILE
    assert services.last.data == {
        "household_id": "h1",
        "identity_check": {"method": "id_card", "by": "王芳"},
        "owner_name": "王芳", "email": "wang@example.org", "vacant": True,
    }  # fmt: skip
    assert services.last.context["if_match"] == "7"


def test_B16_a_change_may_name_the_day_from_which_it_counts(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    filed(services)
    sent = {"identity_check": "id_card", "vacant": "yes", "version": "7"}
    desk.send(f"{FILE}/change-household", **sent, effective_from="2026-10-01", once="k")
    assert services.last.data["effective_from"] == "2026-10-01"
    desk.send(f"{FILE}/change-household", **sent, effective_from="", once="l")
    assert "effective_from" not in services.last.data


def test_D02_a_change_without_an_identity_check_is_refused_beside_its_field(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    filed(services)
    missing = {"identity_check.method": ["Missing data for required field."]}
    services.answers[directory.ADD_MEMBER.key] = InvalidInput(errors=missing)
    answer = desk.send(f"{FILE}/add-member", once="k", name="王小明", relation="family")
    (sent,) = [call.data for call in services.calls if call.method == "add_member"]
    assert sent["identity_check"] == {"by": "王芳"}
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'value="王小明"' in page
    assert re.search(r'id="add_member-identity_check-error"><span>此项必填。', page)


def test_D02_a_member_who_is_removed_leads_back_to_the_file(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    filed(services)
    has = {
        "cards_out": [{"id": "k1", "kind": "door_card", "number": "0012"}], "plates": ["粤B12345"],
    }  # fmt: skip
    left = FORMER | has
    services.answers[directory.REMOVE_MEMBER.key] = HOME | {"former_members": [left]}
    answer = desk.send(f"{MEMBER}/remove", version="7", identity_check="in_person")
    assert answer.headers["Location"] == FILE
    assert services.last.data == {
        "household_id": "h1", "member_id": "m1",
        "identity_check": {"method": "in_person", "by": "王芳"},
    }  # fmt: skip
    filed(services, former_members=[left])
    said = desk.text(FILE)
    assert "尚未交回：门禁卡 0012。 已随迁出注销：粤B12345。" in said


def test_nobody_is_found_who_does_not_belong_to_the_household(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    filed(services)
    assert desk.get("/desk/households/h1/members/m2").status_code == 404


def test_D02_the_history_has_before_and_after_in_words(log_in: LogIn, services: StandIn) -> None:
    desk: Browsing = log_in(Role.RECEPTIONIST)
    filed(services)
    rows = re.findall(r"<td[^>]*>([^<]*)</td>", desk.text(FILE))
    assert [rows[at : at + 3] for at in (3, 6)] == [
        ["房屋类型", "住宅", "商铺"], ["空置", "是", "否"],
    ]  # fmt: skip
    assert "身份证，由林晓梅核实" in rows


@pytest.mark.parametrize(
    ("before", "after", "about", "names"),
    [
        ({"floor": 3}, {"floor": 4}, "住户档案", ["楼层"]),
        ({}, {"member_id": "m", "name": "李雷", "email": None}, "新增成员 李雷", ["姓名"]),
        ({"member_id": "m", "name": "李雷"}, {}, "移除成员 李雷", ["姓名"]),
        (
            {"member_id": "m", "name": "李雷", "phone": "138****0001"},
            {"member_id": "m", "name": "李雷", "phone": "138****0001"},
            "李雷",
            ["电话"],
        ),
    ],
)
def test_D02_a_change_says_whom_it_is_about(
    browsing: Browsing, before: dict[str, Any], after: dict[str, Any], about: str, names: list[str]
) -> None:
    with browsing.client.application.test_request_context(headers={"Accept-Language": "zh"}):
        change = file_changes.described(CHANGE | {"before": before, "after": after})
    assert change["about"] == about
    assert [name for name, _, _ in change["fields"]] == names
