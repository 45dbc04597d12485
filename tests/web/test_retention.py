"""P08: the page of what the nights took, with the policy by which it went."""

from typing import Any

import pytest

from contracts.directory import methods as directory
from contracts.roles import Role
from contracts.service_admin import audit_trail, list_policies, retention_nights
from foundation.config import SERVICES
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/settings/retention"
LOOKS: dict[str, Any] = {
    "night": "2026-11-29", "community_id": "c1", "kind": "looks", "policy": "keep_looks_days",
    "count": 12,
}  # fmt: skip
VALUE: dict[str, Any] = {
    "service": "directory", "name": "keep_looks_days", "community_id": None,
    "subject": "retention", "label": "号码查看记录", "meaning": "", "unit": "天", "default": 1095,
    "company": None, "community": None, "in_force": 1095, "source": "code", "planned": 0,
    "of_company": False, "right": "data", "may_change": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    """One night in which something went."""
    services.answers |= {retention_nights(one).key: {"items": []} for one in SERVICES}
    services.answers |= {list_policies(one).key: {"items": []} for one in SERVICES}
    nothing = {"items": [], "next_cursor": None}
    services.answers |= {audit_trail(one).key: nothing for one in SERVICES}
    services.answers |= {
        retention_nights("directory").key: {"items": [LOOKS]},
        list_policies("directory").key: {"items": [VALUE]},
        directory.LIST_COMMUNITIES.key: {"items": [{"id": "c1", "name": "观澜花园", "code": ""}]},
    }


@pytest.mark.parametrize("role", [Role.ADMIN, Role.DIRECTOR, Role.DEPUTY_MANAGER, Role.INSPECTOR])
def test_P08_who_says_how_long_sees_what_went_and_by_which_policy(
    log_in: LogIn, role: Role
) -> None:
    page = log_in(role).text(f"{PAGE}?to=2026-11-30")
    assert "完整号码的查看记录" in page and ">12<" in page and "11月29日" in page
    assert "/settings/policies/directory/keep_looks_days" in page and "保存1095天" in page
    assert ("/settings/audit?subject=2026-11-29" in page) is (role != Role.ADMIN)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.FINANCE])
def test_P08_nobody_else_is_offered_what_went(log_in: LogIn, role: Role) -> None:
    """The services refuse it, too: `tests/operations/test_retention.py`."""
    assert PAGE not in log_in(role).text("/settings/audit")
    assert PAGE in log_in(Role.DIRECTOR).text("/settings/audit")


def test_P08_the_nights_are_asked_for_a_month_at_a_time(log_in: LogIn, services: StandIn) -> None:
    page = log_in(Role.ADMIN).text(f"{PAGE}?to=2026-11-30")
    asked = next(one.data for one in services.calls if one.method == "retention_nights")
    assert asked == {"from_day": "2026-10-31", "to_day": "2026-11-30"}
    assert "to=2026-10-30" in page
    assert log_in(Role.ADMIN).get(f"{PAGE}?to=yesterday").status_code == 200
