"""C14: the inbox of a department, for its members and for managers."""

from typing import Any

import pytest

from contracts.complaints import methods
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import CASE_WORKERS, MANAGERS, Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn
from tests.web.test_paper_frame import CASE as OPEN_CASE

WAITS = OPEN_CASE | {
    "handler": None, "take_over_by": "2026-11-28T02:00:00Z", "due_at": "2026-11-30T12:00:00Z",
    "erased_at": None, "first_responsible": "林晓梅", "actions": ["take_over", "send_back"],
}  # fmt: skip
LATER = WAITS | {"id": "k2", "number": "TS-2026-000019", "take_over_by": "2099-01-01T02:00:00Z"}
DEPARTMENT = {
    "code": "engineering", "name": "工程部", "name_zh": "工程部", "name_en": "Engineering",
    "also": [], "active": True, "open": 3, "waiting": 2,
}  # fmt: skip


@pytest.fixture
def waiting(services: StandIn) -> StandIn:
    """Two cases wait, the later one listed first."""
    services.answers |= {
        methods.SEARCH.key: {"items": [LATER, WAITS], "next_cursor": None},
        methods.DEPARTMENTS.key: {"items": [DEPARTMENT]},
        methods.GET.key: WAITS,
        repairs.SEARCH.key: {"items": [], "next_cursor": None},
        directory.LIST_BUILDINGS.key: {"items": []},
    }
    return services


def asked(services: StandIn) -> list[Any]:
    """Whose inboxes the pages asked for."""
    return [one.data["inbox"] for one in services.calls if one.method == methods.SEARCH.name]


@pytest.mark.parametrize("role", sorted(CASE_WORKERS))
def test_C14_members_see_their_own_inbox_and_managers_all(
    log_in: LogIn, waiting: StandIn, role: Role
) -> None:
    page = log_in(role).text("/desk/inbox")
    manages = role in MANAGERS
    assert asked(waiting) == ["all" if manages else "mine"]
    assert ("工程部 · 2" in page) is manages
    assert page.index("TS-2026-000018") < page.index("TS-2026-000019")
    assert "2 件" in page and "1 件未接手" in page


def test_C14_a_manager_narrows_it_to_a_department_that_there_is(
    log_in: LogIn, waiting: StandIn
) -> None:
    by = log_in(Role.DIRECTOR)
    for named in ("engineering", "mine", "nothing"):
        by.text(f"/desk/inbox?department={named}")
    assert asked(waiting) == ["engineering", "all", "all"]


def test_C14_who_works_on_no_cases_has_no_inbox(log_in: LogIn, waiting: StandIn) -> None:
    by = log_in(Role.INSPECTOR)
    for path in ("/desk/inbox", "/desk/inbox/k1"):
        assert by.get(path).status_code == 403
    assert "/desk/inbox" not in by.text("/desk/")


@pytest.mark.parametrize("actions", [["take_over", "send_back"], []])
def test_C14_one_case_offers_what_may_be_done(
    log_in: LogIn, waiting: StandIn, actions: list[str]
) -> None:
    waiting.answers[methods.GET.key] = WAITS | {"actions": actions}
    page = log_in(Role.ENGINEER).text("/desk/inbox/k1")
    for act in ("take-over", "send-back"):
        assert (f"/desk/inbox/k1/{act}" in page) is bool(actions)


def test_C14_the_queue_says_what_nobody_has_taken_over(log_in: LogIn, waiting: StandIn) -> None:
    waiting.answers[methods.LIST_WAITS.key] = {"items": [], "next_cursor": None}
    page = log_in(Role.RECEPTIONIST).text("/desk/")
    assert "未接手" in page and "待接手" in page
