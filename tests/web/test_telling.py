"""Where messages lead, paper for the doors, and notices that end with a day, on the pages."""

from typing import Any

import pytest

from contracts.notices import methods
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
MESSAGE: dict[str, Any] = {
    "id": AN_ID, "purpose": "repair_dispatched", "title": "新派工单", "text": "请接单。",
    "household_id": None, "sent_at": "2026-11-02T09:00:00+08:00", "read_at": None, "times": 1,
    "settled_at": None, "settled": None,
}  # fmt: skip
PAPER: dict[str, Any] = {
    "id": AN_ID, "purpose": "notice", "title": "停水通知", "text": "因清洗水箱停水。",
    "notice_id": "n1", "household_id": "h1", "community_id": "c1", "building": "1栋",
    "floor": 10, "unit": "1-1001",
    "owner_name": "王芳", "two_person_visit": True, "created_at": "2026-11-02T09:00:00+08:00",
}  # fmt: skip
LETTER = PAPER | {"notice_id": None, "purpose": "bill_issued", "title": "账单", "text": "您的账单"}


@pytest.mark.parametrize(
    ("role", "kind", "address"),
    [
        ("resident", "complaint", "/my/complaints/s1"),
        ("resident", "repair", "/my/repairs/s1"),
        ("resident", "bill", "/my/bills/s1"),
        ("resident", "payment", "/my/bills/receipts/SJ-2026-000001"),
        ("resident", "household", "/my/bills/account/s1"),
        ("resident", "notice", "/my/notices/s1"),
        ("supervisor", "complaint", "/desk/cases/s1"),
        ("steward", "complaint", "/desk/cases/s1"),
        ("supervisor", "repair", "/desk/repairs/s1"),
        ("engineer", "repair", "/field/orders/s1"),
        ("receptionist", "notice", "/notices/s1"),
        ("steward", "visits", "/field/visits"),
        ("admin", "role_request", "/role-requests/s1"),
        ("admin", "second_factor", "/settings/policies/directory/second_factor_roles"),
        ("director", "second_factor", "/settings/policies/directory/second_factor_roles"),
        ("deputy_manager", "role_request", "/role-requests/s1"),
    ],
)
def test_N03_a_message_leads_to_the_page_that_its_reader_has(
    log_in: LogIn, services: StandIn, role: str, kind: str, address: str
) -> None:
    subject = {"kind": kind, "id": "s1", "number": "SJ-2026-000001"}
    services.answers[methods.READ_MESSAGE.key] = MESSAGE | {"subject": subject}
    assert f'href="{address}"' in log_in(role).text(f"/messages/{AN_ID}")


def test_N03_a_page_that_its_reader_has_not_is_not_offered(
    log_in: LogIn, services: StandIn
) -> None:
    subject = {"kind": "visits", "id": "s1", "number": None}
    services.answers[methods.READ_MESSAGE.key] = MESSAGE | {"subject": subject}
    assert "btn-primary" not in log_in("engineer").text(f"/messages/{AN_ID}")


def test_R08_a_message_that_is_over_says_so(log_in: LogIn, services: StandIn) -> None:
    over = {"settled_at": "2026-11-02T10:00:00+08:00", "settled": "王工已接单", "subject": None}
    services.answers[methods.READ_MESSAGE.key] = MESSAGE | over
    assert "王工已接单" in log_in("supervisor").text(f"/messages/{AN_ID}")


def test_B02_a_steward_sees_the_doors_in_walking_order(log_in: LogIn, services: StandIn) -> None:
    steward = log_in("steward")
    low = PAPER | {"household_id": "h2", "floor": 2, "unit": "1-201", "owner_name": "李四"}
    services.answers[methods.DOOR_BUILDINGS.key] = {
        "items": [{"building": "1栋", "homes": 2, "papers": 3}]
    }
    services.answers[methods.DOOR_DELIVERIES.key] = {
        "items": [PAPER, LETTER, low], "next_cursor": None,
    }  # fmt: skip
    assert "1栋" in steward.text("/doors/") and "3 份" in steward.text("/doors/")
    page = steward.text("/doors/buildings/1栋")
    assert page.index("1-201") < page.index("1-1001")
    assert "停水通知" in page and "账单" in page and "双人" in page
    sheet = steward.text("/doors/buildings/1栋/print")
    assert sheet.count("因清洗水箱停水。") == 1 and "打印 2 份" in sheet and "您的账单" in sheet


def test_B02_what_was_shown_is_handed_over_at_once(log_in: LogIn, services: StandIn) -> None:
    steward = log_in("steward")
    services.answers[methods.DOOR_DELIVERIES.key] = {"items": [PAPER], "next_cursor": None}
    assert f'name="papers" value="{AN_ID}"' in steward.text("/doors/homes/h1")
    services.answers[methods.HAND_OVER_HOME.key] = {
        "building": "1栋", "unit": "1-1001", "items": [],
    }  # fmt: skip
    answer = steward.send("/doors/homes/h1", once="k", papers=AN_ID, received_by="王芳", signed="y")
    assert answer.status_code == 303
    assert services.last.data == {
        "household_id": "h1", "message_ids": [AN_ID], "received_by": "王芳", "signed": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"expires_at": "2026-12-01"}, "2026-12-01"),
        ({"expires_at": "2026-12-01", "expires_time": "15:00"}, "2026-12-01T15:00+08:00"),
        ({"expires_at": "2026-12-01T15:00"}, "2026-12-01T15:00+08:00"),
        ({}, None),
    ],
)
def test_N01_a_last_day_alone_means_its_end(
    log_in: LogIn, services: StandIn, typed: dict[str, str], expected: str | None
) -> None:
    services.answers["notices.draft"] = {"id": AN_ID, "number": "GG-2026-000010"}
    log_in("steward").send(
        "/notices/new", once="k", kind="notice", title="通知", body="开会", audience="everyone",
        channels=["portal"], **typed,
    )  # fmt: skip
    assert services.last.data["expires_at"] == expected


def test_N01_a_notice_of_an_outage_is_written_by_what_it_must_say(
    log_in: LogIn, services: StandIn
) -> None:
    steward = log_in("steward")
    services.answers["directory.list_buildings"] = {"items": [{"building": "3栋"}]}
    services.answers[methods.COMPOSE_OUTAGE.key] = {"title": "停水通知", "body": "因清洗水箱"}
    services.answers["notices.draft"] = {"id": AN_ID, "number": "GG-2026-000010"}
    assert "停供项目" in steward.text("/notices/new/outage")
    answer = steward.send(
        "/notices/new/outage", once="k", supply="water", reason="水箱清洗",
        begins_at="2026-11-22T09:00", ends_at="2026-11-22T12:00", places="3栋",
        buildings=["3栋"],
    )  # fmt: skip
    assert answer.status_code == 303
    composed = next(one for one in services.calls if one.method == "compose_outage")
    assert composed.data["begins_at"] == "2026-11-22T09:00+08:00"
    sent = services.last.data
    assert (sent["kind"], sent["body"]) == ("outage", "因清洗水箱")
    assert sent["audience"] == {"everyone": False, "buildings": ["3栋"]}
