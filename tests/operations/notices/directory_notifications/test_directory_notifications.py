"""Who is notified of the roster and of role requests: C09, P03."""

import pytest
from sqlalchemy import select

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.notices.messages.tables import Message
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, put_person
from tests.operations.notices.conftest import receivers_of, settled
from tests.operations.notices.happenings import KEY_CALL, LEFT, RELAXED, REQUESTED, UNCOVERED
from tests.support.community import OTHER, known_in


def test_C09_a_gap_of_the_roster_is_told_to_the_managers_and_settled(store: Store) -> None:
    put_person(store, "p-boss", "director")
    put_person(store, "p-desk", "receptionist")
    deliver(store, Notices, "on_duty_uncovered", **UNCOVERED)
    assert "p-boss" in receivers_of(store, "roster_gap") and "p-desk" not in receivers_of(
        store, "roster_gap"
    )
    deliver(store, Notices, "on_duty_covered", duty="desk", day="2026-11-03")
    assert set(settled(store, "roster_gap")) == {True}


@pytest.mark.parametrize(
    ("where", "told"), [(FIRST_COMMUNITY, {"p-here", "p-all"}), (OTHER, {"p-there", "p-all"}),
                        (None, {"p-here", "p-there", "p-all"})],
)  # fmt: skip
def test_P03_the_managers_where_somebody_worked_are_told_that_the_person_has_left(
    store: Store, where: str | None, told: set[str]
) -> None:
    for person_id, place in (("p-here", FIRST_COMMUNITY), ("p-there", OTHER), ("p-all", None)):
        put_person(store, person_id, "supervisor", **known_in(place, roles=["supervisor"]))
    put_person(store, "p-desk", "receptionist")
    grants = [{"role": "steward", "community_id": where}]
    deliver(store, Notices, "on_person_left", **(LEFT | {"grants": grants}))
    usual = {"p-supervisor", "p-deputy_manager", "p-director"}  # of the first community
    here = usual if where != OTHER else set()
    assert set(receivers_of(store, "person_left")) == told | here


def test_P03_that_a_role_needs_no_second_factor_is_told_whoever_may_withdraw_it(
    store: Store,
) -> None:
    for role in ("admin", "director", "supervisor", "finance"):
        put_person(store, f"p-{role}", role)
    deliver(store, Notices, "on_second_factor_relaxed", **RELAXED)
    told = set(receivers_of(store, "second_factor_relaxed"))
    assert {"p-admin", "p-director"} <= told
    assert not told & {"p-supervisor", "p-finance"}
    with store.read() as uow:
        texts = set(uow.session.scalars(select(Message.text_zh)))
    [text] = texts
    assert "财务不再须二次验证" in text and "周明" in text and "自2026年11月3日起生效" in text


@pytest.mark.parametrize(
    ("policy", "before", "after", "zh", "en"),
    [
        ("second_factor_days", 14, 90, "由14天延长为90天", "90 days instead of 14"),
        ("company_login_is_enough", 0, 1, "公司统一登录进入的人员不再须", "needs no second factor"),
    ],
)
def test_P03_what_else_relaxes_the_second_factor_is_told_as_well(
    store: Store, policy: str, before: int, after: int, zh: str, en: str
) -> None:
    put_person(store, "p-admin", "admin")
    said = {"policy": policy, "roles": [], "before": before, "after": after}
    deliver(store, Notices, "on_second_factor_relaxed", **RELAXED | said)
    with store.read() as uow:
        for message in uow.session.scalars(select(Message)):
            assert zh in message.text_zh and en in message.text_en
            assert message.subject_id == f"{policy}:7"


def test_D04_a_missed_call_is_told_to_the_supervisors_and_who_was_to_call(store: Store) -> None:
    for role in ("supervisor", "steward", "receptionist"):
        put_person(store, f"p-{role}", role)
    deliver(store, Notices, "on_key_call_missed", **KEY_CALL | {"responsible_id": "p-steward"})
    told = receivers_of(store, "key_call_missed")
    assert {"p-supervisor", "p-steward"} <= set(told)
    assert "p-receptionist" not in told
    assert set(settled(store, "key_call_missed")) == {False}
    called = {"key_household_id": "k1", "home_id": "h1"}
    deliver(store, Notices, "on_key_call_settled", **called)
    assert set(settled(store, "key_call_missed")) == {True}


@pytest.mark.parametrize("status", ["granted", "rejected", "replaced"])
def test_P03_who_can_decide_is_told_of_a_request_until_somebody_has(
    store: Store, status: str
) -> None:
    for role in ("admin", "deputy_manager", "director", "supervisor"):
        put_person(store, f"p-{role}", role)
    put_person(store, "p-other", "admin")
    put_person(store, "p-engineer", "deputy_manager")
    deliver(store, Notices, "on_role_requested", **REQUESTED)
    receivers = receivers_of(store, "role_requested")
    assert set(receivers) == {"p-deputy_manager", "p-director", "p-other"}, "nor who asked or gains"
    assert set(settled(store, "role_requested")) == {False}
    closed = {"role_request_id": "q1", "person_id": "p-engineer", "status": status}
    deliver(store, Notices, "on_role_request_closed", **closed)
    assert set(settled(store, "role_requested")) == {True}
