"""The list of what waits for a second person: for whom, in which order."""

from typing import Any

import pytest

from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"


def waiting(number: str, kind: str) -> dict[str, Any]:
    """A case that waits."""
    return {
        "id": AN_ID, "complaint_id": AN_ID, "number": number, "description": "要求赔偿",
        "handler": None, "first_responsible": "林晓梅", "category": "other",
        "category_name": "其他", "gravity": "general",
        "status": "accepted", "due_at": None,
        "waiting": [
            {
                "waits_for": kind, "tier": "director", "since": "2026-11-02T09:00:00+08:00",
                "until": None, "detail": "overdue" if kind == "acknowledgement" else "不在范围",
            }
        ],
    }  # fmt: skip


@pytest.fixture
def approving(services: StandIn) -> StandIn:
    """Something of everything that waits for approval."""
    items = [
        waiting("TS-2026-000001", "confirmation"),
        waiting("TS-2026-000002", "acknowledgement"),
    ]
    services.answers["complaints.escalations"] = {"items": items, "next_cursor": None}
    services.answers["notices.search"] = {
        "items": [
            {
                "id": AN_ID, "number": "GG-2026-000009", "title": "停水", "kind": "outage",
                "author_name": "林晓梅", "created_at": "2026-11-01T09:00:00+08:00",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    services.answers["billing.list_refunds"] = {
        "items": [
            {
                "id": AN_ID, "amount": "88.00", "requested_by": "林晓梅", "reason": "重复缴费",
                "requested_at": "2026-11-03T09:00:00+08:00",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    services.answers["billing.list_cancel_requests"] = {"items": [], "next_cursor": None}
    services.answers["directory.list_role_requests"] = {
        "items": [
            {
                "id": AN_ID, "kind": "roles", "name": "钱进",
                "roles": ["engineer", "finance"], "requested_by": "周明",
                "requested_at": "2026-11-05T09:00:00+08:00",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    services.answers["complaints.list_hot_issues"] = {
        "items": [
            {
                "id": AN_ID, "title": "热水中断", "members": 3, "drafted_by": "王芳",
                "drafted_at": "2026-11-05T10:00:00+08:00",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    services.answers["billing.list_void_requests"] = {
        "items": [
            {
                "id": AN_ID, "receipt_number": "SJ-2026-000007", "amount": "300.00",
                "requested_by": "林晓梅", "requested_at": "2026-11-04T09:00:00+08:00",
                "reason": "金额录错",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    return services


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.DIRECTOR, {"GG-2026-000009", "TS-2026-000001", "热水中断", "钱进"}),
        (Role.DEPUTY_MANAGER, {"GG-2026-000009", "TS-2026-000001", "热水中断", "钱进"}),
        (Role.SUPERVISOR, {"TS-2026-000001", "热水中断", "¥88.00", "SJ-2026-000007"}),
    ],
)
def test_X03_X16_N01_B10_B07_one_list_has_what_one_may_approve_and_nothing_else(
    log_in: LogIn, approving: StandIn, role: Role, seen: set[str]
) -> None:
    page = log_in(role).text("/manage/approvals")
    all_of_them = (
        "GG-2026-000009", "TS-2026-000001", "TS-2026-000002", "¥88.00", "SJ-2026-000007",
        "钱进", "热水中断",
    )  # fmt: skip
    assert {one for one in all_of_them if one in page} == seen


def test_what_waits_longest_comes_first(log_in: LogIn, approving: StandIn) -> None:
    page = log_in("director").text("/manage/approvals")
    assert page.index("GG-2026-000009") < page.index("TS-2026-000001")


def test_B10_a_refund_is_decided_only_by_who_says_yes_or_no(
    log_in: LogIn, approving: StandIn
) -> None:
    supervisor = log_in("supervisor")
    approving.answers["billing.decide_refund"] = {"id": AN_ID}
    supervisor.send(f"/finance/refunds/{AN_ID}", once="k")
    assert approving.last.data == {"refund_id": AN_ID, "approve": None}
    supervisor.send(f"/finance/refunds/{AN_ID}", once="k", approve="false", remark="不符")
    assert approving.last.data == {"refund_id": AN_ID, "approve": "false", "remark": "不符"}


def test_B07_a_request_to_void_is_decided_only_by_who_says_yes_or_no(
    log_in: LogIn, services: StandIn
) -> None:
    supervisor = log_in("supervisor")
    services.answers["billing.decide_void"] = {"id": AN_ID}
    supervisor.send(f"/finance/void-requests/{AN_ID}", once="k")
    assert services.last.data == {"void_request_id": AN_ID, "approve": None}
    supervisor.send(f"/finance/void-requests/{AN_ID}", once="k", approve="false", remark="不符")
    assert services.last.data == {"void_request_id": AN_ID, "approve": "false", "remark": "不符"}


def test_P03_roles_are_given_by_who_says_yes_or_no(log_in: LogIn, services: StandIn) -> None:
    admin = log_in("admin")
    requests = {
        "id": AN_ID, "kind": "roles", "person_id": AN_ID, "name": "钱进",
        "present_roles": ["engineer"], "roles": ["engineer", "finance"],
        "status": "requested", "requested_by": "周明",
        "requested_at": "2026-11-05T09:00:00+08:00", "decided_by": None, "decided_at": None,
        "remark": None, "decides": True,
    }  # fmt: skip
    services.answers["directory.get_role_request"] = requests
    services.answers["directory.list_role_requests"] = {"items": [requests], "next_cursor": None}
    assert f"/role-requests/{AN_ID}" in admin.text("/role-requests")
    assert 'name="approve"' in admin.text(f"/role-requests/{AN_ID}")
    admin.send(f"/role-requests/{AN_ID}", once="k", approve="true")
    decided = [call for call in services.calls if call.method == "decide_role_request"]
    assert decided[0].data == {"role_request_id": AN_ID, "approve": "true"}
    services.answers["directory.get_role_request"] = requests | {"decides": False}
    page = admin.text(f"/role-requests/{AN_ID}")
    assert 'name="approve"' not in page, "offered = allowed"
    assert "须由两人授予" in page, "and it is said why"
    services.answers["directory.get_role_request"] = requests | {"kind": "password"}
    page = admin.text(f"/role-requests/{AN_ID}")
    assert "为钱进重设密码" in page and "申请岗位" not in page
