"""P05: policies are changed by whom it is for, now or from a day on, with a history for good."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event, select, text

from foundation import policy, policy_changes
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import (
    CommunityNotChosen,
    Forbidden,
    InvalidInput,
    NotFound,
    PolicyContradiction,
    PolicyHolds,
    PolicyOfCompany,
    PolicyUnfit,
    ServiceError,
    StaleEdit,
)
from foundation.retention import next_night
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import audit
from foundation.storage.tables import policy_changes as history
from services.billing.policy import BillingPolicy
from services.billing.service import BillingService as Billing
from services.complaints.service import ComplaintsService as Complaints
from services.directory.service import DirectoryService as Directory
from tests.operations import conftest as support
from tests.operations.complaints.conftest import Desk, desk  # noqa: F401 - a fixture
from tests.operations.conftest import NOON, perform, put_household
from tests.support.at_once import at_once
from tests.support.community import HERE, OTHER, THERE, enter_another

pytestmark = pytest.mark.both_databases
StoreOf = Callable[[str], Store]
RATE = "late_charge_daily_percent"
TOMORROW = "2026-11-03"


def person(role: str, *communities: str | None, language: str = "zh") -> Actor:
    """Somebody who holds a role there; None: for the company."""
    held = frozenset(Grant(role, one) for one in communities or (FIRST_COMMUNITY,))
    return Actor(f"p-{role}", "赵总", frozenset({role}), language=language, grants=held)


DIRECTOR = person("director", None)


@pytest.fixture
def books(store_of: StoreOf) -> Store:
    """Billing with one community."""
    return store_of("billing")


@pytest.fixture
def two(books: Store) -> Store:
    """Billing with two."""
    put_household(books, "t-h1", where=THERE)
    return books


def change(store: Store, name: str, value: Any, by: Actor = DIRECTOR, **more: Any) -> Any:
    return perform(store, Billing.change_policy, by, name=name, value=value, **more)


def shown(store: Store, name: str = RATE, by: Actor = DIRECTOR, **more: Any) -> Any:
    return perform(store, Billing.get_policy, by, name=name, **more)


def in_force(store: Store, name: str = RATE, where: Scope = HERE) -> Any:
    with store.read(scope=where) as uow:
        return getattr(uow.policy(BillingPolicy), name)


def test_P05_a_value_is_shown_with_what_it_means_and_where_it_comes_from(two: Store) -> None:
    change(two, RATE, "0.04")
    change(two, RATE, "0.03", community=OTHER, reason="合同另有约定")
    one = shown(two, community="NY")
    assert (one["default"], one["company"], one["community"]) == ("0.05", "0.04", "0.03")
    assert (one["in_force"], one["source"], one["unit"]) == ("0.03", "community", "%")
    assert one["label"] == "违约金日比例" and one["meaning"].startswith("逾期每日")
    of_company = shown(two)
    assert (of_company["in_force"], of_company["source"]) == ("0.04", "company")
    assert [(each["id"], each["value"]) for each in of_company["communities"]] == [(OTHER, "0.03")]
    english = shown(two, by=person("director", None, language="en"))
    assert english["label"] == "Late charge per day"
    listed = perform(two, Billing.list_policies, DIRECTOR, community=OTHER)["items"]
    assert next(each for each in listed if each["name"] == RATE)["in_force"] == "0.03"


def test_P05_history_says_who_when_from_when_before_after_and_why(two: Store) -> None:
    change(two, RATE, "0.04", reason="业主大会决定")
    change(two, RATE, "0.03", community=OTHER)
    change(two, RATE, None)
    entries = shown(two)["history"]
    assert [(one["before"], one["value"], one["community_id"]) for one in entries] == [
        ("0.04", None, None), ("0.04", "0.03", OTHER), ("0.05", "0.04", None),
    ]  # fmt: skip
    first = entries[-1]
    assert (first["by"], first["by_id"], first["reason"]) == ("赵总", "p-director", "业主大会决定")
    assert first["at"] == first["from"] and first["state"] == "holds"
    of_here = shown(two, by=person("director", FIRST_COMMUNITY))["history"]
    assert [one["community_id"] for one in of_here] == [None, None]


def test_P05_a_value_is_taken_back_to_the_company_s_and_to_the_default(two: Store) -> None:
    change(two, RATE, "0.04")
    change(two, RATE, "0.03", community=OTHER)
    assert in_force(two, where=THERE) == "0.03"
    change(two, RATE, None, community=OTHER)
    assert in_force(two, where=THERE) == in_force(two) == "0.04"
    one = change(two, RATE, None)
    assert (one["in_force"], one["source"], one["company"]) == ("0.05", "code", None)
    assert in_force(two, where=THERE) == "0.05"


def test_P05_a_planned_change_holds_from_its_day_on_before_and_after_the_sweep(
    books: Store, clock: FixedClock
) -> None:
    answer = change(books, RATE, "0.04", **{"from": TOMORROW})
    assert (answer["in_force"], answer["planned"]) == ("0.05", 1)
    clock.set(NOON + timedelta(hours=13, minutes=59))
    support.process_due(books, Billing)
    assert in_force(books) == "0.05"
    clock.set(NOON + timedelta(hours=14))
    assert in_force(books) == "0.04", "from midnight on, whether or not the sweep has come"
    assert shown(books)["history"][0]["state"] == "planned"
    support.process_due(books, Billing)
    assert in_force(books) == "0.04"
    (entry,) = shown(books)["history"]
    assert (entry["state"], entry["before"]) == ("holds", "0.05")


def test_P05_without_looking_at_the_clock_it_holds_when_the_sweep_comes_or_at_once(
    books: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(policy.Changed, "at", lambda changed, _moment: changed)
    change(books, RATE, "0.04", **{"from": TOMORROW})
    clock.set(NOON + timedelta(hours=14))
    assert in_force(books) == "0.05"


def test_P05_what_is_planned_costs_no_statement_of_its_own(books: Store) -> None:
    """Negative control: the first unit of a second does read it."""
    change(books, RATE, "0.04", **{"from": TOMORROW})
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(books.engine, "before_cursor_execute", note)
    try:
        in_force(books)
        first = [one for one in statements if "policy_changes" in one]
        statements.clear()
        in_force(books)
    finally:
        event.remove(books.engine, "before_cursor_execute", note)
    assert len(first) == 1
    assert not [one for one in statements if "polic" in one]


def test_P05_what_is_set_now_is_not_overwritten_by_what_was_due_earlier(
    books: Store, clock: FixedClock
) -> None:
    change(books, RATE, "0.04", **{"from": TOMORROW})
    clock.advance(timedelta(days=1))
    change(books, RATE, "0.02")
    support.process_due(books, Billing)
    assert in_force(books) == "0.02"
    assert [one["value"] for one in shown(books)["history"]] == ["0.02", "0.04"]


def test_P05_a_planned_change_is_withdrawn_before_it_holds_and_not_after(
    books: Store, clock: FixedClock
) -> None:
    planned = change(books, RATE, "0.04", **{"from": TOMORROW})["history"][0]
    taken = perform(
        books, Billing.withdraw_policy_change, DIRECTOR, name=RATE, change_id=planned["id"]
    )
    assert (taken["planned"], taken["history"][0]["state"]) == (0, "withdrawn")
    assert taken["history"][0]["withdrawn_by"] == "赵总"
    clock.advance(timedelta(days=2))
    support.process_due(books, Billing)
    assert in_force(books) == "0.05"
    held = change(books, RATE, "0.03")["history"][0]
    for one in (planned, held):
        with pytest.raises(PolicyHolds):
            perform(books, Billing.withdraw_policy_change, DIRECTOR, name=RATE, change_id=one["id"])
    with pytest.raises(NotFound):
        perform(books, Billing.withdraw_policy_change, DIRECTOR, name=RATE, change_id="none")


def test_P05_planned_anew_for_the_same_day_takes_the_place_of_what_was_planned(
    books: Store,
) -> None:
    change(books, RATE, "0.04", **{"from": TOMORROW})
    answer = change(books, RATE, "0.03", **{"from": TOMORROW})
    assert [one["state"] for one in answer["history"]] == ["planned", "withdrawn"]


def test_P05_a_day_that_is_over_is_refused_and_today_means_now(books: Store) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(books, RATE, "0.04", **{"from": "2026-11-01"})
    assert list(refused.value.errors) == ["from"]
    change(books, RATE, "0.04", **{"from": str(date(2026, 11, 2))})
    assert in_force(books) == "0.04"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (RATE, "much"), (RATE, "-0.1"), (RATE, "2"), (RATE, 0.05), (RATE, []),
        ("dunning_from", "25:00"), ("dunning_from", 9), ("dunning_from", "09:00:30+08:00x"),
        ("batch_size", 0), ("batch_size", True), ("batch_size", "1e3"),
        ("late_charge_on_repairs", 1), ("late_charge_on_repairs", "perhaps"),
        ("allocation_order", ["principal"]), ("allocation_order", ["cost", "cost", "principal"]),
        ("dunning_days_after", {"message": 1}), ("dunning_days_after", {"cut_off_water": 1}),
        ("dunning_least", {"message": "a lot"}), ("visit_not_made", "break in"),
        ("paper_account", "x" * 121), ("paper_account", "户名\x00"), ("visit_hours", "20:00-09:00"),
        ("keep_worked_days", 59), ("keep_sent_days", 31), ("keep_audit_days", 1),
    ],
)  # fmt: skip
def test_P05_what_does_not_fit_is_refused_by_its_field_and_changes_nothing(
    books: Store, name: str, value: Any
) -> None:
    before = shown(books, name)
    with pytest.raises(InvalidInput) as refused:
        change(books, name, value)
    assert list(refused.value.errors) == ["value"]
    assert shown(books, name) == before


def test_P05_a_contradiction_names_the_other_value_in_both_languages(books: Store) -> None:
    change(books, "dunning_from", "10:00")
    before = shown(books, "dunning_until")
    with pytest.raises(PolicyContradiction) as refused:
        change(books, "dunning_until", "09:30")
    assert refused.value.words["other"] == ("催缴开始时间", "Dunning begins at")
    assert refused.value.words["theirs"] == ("10:00", "10:00")
    assert "早于" in refused.value.words["rule"][0]
    assert "“Dunning begins at”" in refused.value.detail
    assert list(refused.value.errors) == ["value"]
    assert shown(books, "dunning_until") == before
    with pytest.raises(PolicyUnfit) as alone:
        change(
            books,
            "dunning_days_after",
            {"message": 9, "visit": 2, "letter": 15, "lawyer_letter": 60},
        )
    assert "依次" in alone.value.words["rule"][0]


def test_P05_a_contradiction_with_a_community_or_with_what_is_planned_says_so(
    two: Store, clock: FixedClock
) -> None:
    change(two, "dunning_from", "18:00", community=OTHER)
    with pytest.raises(PolicyContradiction) as refused:
        change(two, "dunning_until", "17:00")
    assert refused.value.words["where"] == ("NY", " in NY")
    change(two, "dunning_from", None, community=OTHER)
    change(two, "dunning_from", "18:00", **{"from": TOMORROW})
    with pytest.raises(PolicyContradiction) as refused:
        change(two, "dunning_until", "17:00")
    assert refused.value.words["where"][0] == "自2026年11月3日起"
    with pytest.raises(PolicyContradiction):
        change(two, "dunning_until", "17:00", **{"from": "2026-11-05"})
    clock.advance(timedelta(days=1))
    with pytest.raises(PolicyContradiction):
        change(two, "dunning_until", "17:00")


def test_P05_withdrawing_what_another_plan_rests_on_is_refused(books: Store) -> None:
    first = change(books, "dunning_until", "22:00", **{"from": TOMORROW})["history"][0]
    change(books, "dunning_from", "21:00", **{"from": "2026-11-04"})
    with pytest.raises(PolicyContradiction):
        perform(
            books, Billing.withdraw_policy_change, DIRECTOR,
            name="dunning_until", change_id=first["id"],
        )  # fmt: skip
    assert shown(books, "dunning_until")["planned"] == 1


def test_P05_two_changes_at_once_do_not_contradict_each_other(books: Store) -> None:
    outcomes = contradicting(books)
    assert [type(one) for one in outcomes].count(PolicyContradiction) == 1
    begin, end = in_force(books, "dunning_from"), in_force(books, "dunning_until")
    assert begin < end


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_P05_without_turns_both_would_be_set(books: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: SQLite has one writer anyway."""
    monkeypatch.setattr(policy_changes, "take_turns", lambda _session: None)
    gate = Barrier(2, timeout=20)
    judge = policy_changes.judge

    def judged_together(*given: Any) -> Any:
        found = judge(*given)
        gate.wait()
        return found

    monkeypatch.setattr(policy_changes, "judge", judged_together)
    assert not [one for one in contradicting(books) if isinstance(one, ServiceError)]
    books.recent.forget()
    with pytest.raises(ValueError):
        in_force(books, "dunning_from")


def contradicting(store: Store) -> list[Any]:
    """Two changes at once that fit each by itself."""

    def set_to(name: str, value: str) -> None:
        with store.write(DIRECTOR, scope=HERE) as uow:
            uow.change_policy(BillingPolicy, name, value)

    return at_once(
        lambda: set_to("dunning_from", "15:00"), lambda: set_to("dunning_until", "14:00")
    )


def test_P05_an_edit_names_the_version_that_was_read(books: Store) -> None:
    version = shown(books)["version"]
    by = Actor(**{**vars(DIRECTOR), "if_match": str(version)})
    now = change(books, RATE, "0.04", by=by)["version"]
    assert now > version
    with pytest.raises(StaleEdit):
        change(books, RATE, "0.03", by=by)
    assert in_force(books) == "0.04"


def test_P05_a_dry_run_says_what_it_would_do_and_does_nothing(desk: Desk) -> None:  # noqa: F811
    for _ in range(3):
        desk.lodge()
    desk.bring("closed")
    before = desk.call("get_policy", desk.director, name="own_scope_days")
    answer = desk.call("change_policy", desk.director, name="own_scope_days", value=2, dry_run=True)
    (effect,) = answer["effects"]
    assert (answer["in_force"], effect["count"]) == (2, 3)
    assert effect["text"].startswith("3件在办投诉沿用受理时的时限")
    assert desk.call("get_policy", desk.director, name="own_scope_days") == before
    limits = [one["due_at"] for one in desk.call("search", desk.supervisor, limit=10)["items"]]
    desk.policy(own_scope_days=2)
    same = [one["due_at"] for one in desk.call("search", desk.supervisor, limit=10)["items"]]
    assert same == limits, "what the effect says is true"
    assert desk.lodge()["due_at"] > max(limits)


def test_P05_a_retention_says_how_many_records_go_tonight_and_they_go(
    books: Store, clock: FixedClock
) -> None:
    for days in (1, 5, 20, 30):
        clock.set(NOON + timedelta(days=days))
        change(books, RATE, "0.04")
    clock.set(NOON + timedelta(days=198))
    plan = change(books, "keep_audit_days", 183, dry_run=True)
    (effect,) = plan["effects"]
    assert effect["code"] == "goes_tonight" and effect["count"] == 2
    assert "永久删除2条" in effect["text"]
    change(books, "keep_audit_days", 183)
    with books.read() as uow:
        before = {row.at for row in uow.session.execute(select(audit))}
    from foundation import retention

    retention.arm_once(books)
    clock.set(next_night(clock.now()))
    support.process_due(books, Billing)
    with books.read() as uow:
        left = {row.at for row in uow.session.execute(select(audit))}
    assert len(before - left) == 2


@pytest.mark.parametrize(
    ("role", "name", "may"),
    [
        ("director", RATE, True), ("deputy_manager", RATE, False), ("admin", RATE, False),
        ("deputy_manager", "dunning_from", True), ("admin", "dunning_from", False),
        ("admin", "keep_audit_days", True), ("deputy_manager", "keep_audit_days", False),
        ("director", "keep_audit_days", True),
        ("supervisor", "dunning_from", False), ("finance", RATE, False),
        ("inspector", "dunning_from", False), ("receptionist", "dunning_from", False),
        ("resident", "dunning_from", False),
    ],
)  # fmt: skip
def test_P05_each_value_is_changed_by_whom_it_is_for(
    books: Store, role: str, name: str, may: bool
) -> None:
    value = {RATE: "0.04", "dunning_from": "10:00", "keep_audit_days": 4_000}[name]
    if may:
        change(books, name, value, by=person(role))
        assert shown(books, name)["in_force"] == value
        return
    with pytest.raises(Forbidden):
        change(books, name, value, by=person(role))
    assert in_force(books, name) != value


def test_P05_without_the_right_of_the_value_a_deputy_would_set_the_late_charge(
    books: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr("foundation.policy_admin.require_may", lambda *_: None)
    change(books, RATE, "0.04", by=person("deputy_manager"))


def test_P01_a_community_s_manager_changes_the_own_value_and_neither_another_s_nor_the_company_s(
    two: Store,
) -> None:
    theirs = person("director", OTHER)
    change(two, RATE, "0.03", by=theirs)
    assert (in_force(two), in_force(two, where=THERE)) == ("0.05", "0.03")
    with pytest.raises(NotFound):
        change(two, RATE, "0.02", by=theirs, community=FIRST_COMMUNITY)
    with pytest.raises(PolicyOfCompany):
        change(two, "keep_audit_days", 4_000, by=theirs)
    with pytest.raises(CommunityNotChosen):
        change(two, RATE, "0.02", by=person("director", OTHER, FIRST_COMMUNITY))
    of_company = change(two, RATE, "0.04", **{"from": TOMORROW})["history"][0]
    with pytest.raises(Forbidden):
        perform(two, Billing.withdraw_policy_change, theirs, name=RATE, change_id=of_company["id"])
    mine = change(two, RATE, "0.02", by=theirs, **{"from": TOMORROW})["history"][0]
    with pytest.raises(NotFound):
        perform(
            two, Billing.withdraw_policy_change, person("director", FIRST_COMMUNITY),
            name=RATE, change_id=mine["id"],
        )  # fmt: skip
    seen = shown(two, by=theirs)
    assert seen["may_change"] and not shown(two, "keep_audit_days", by=theirs)["may_change"]


def test_P01_roles_of_two_communities_are_not_added_up(two: Store) -> None:
    """Director here, deputy there: the late charge there is not theirs."""
    held = frozenset({Grant("director", FIRST_COMMUNITY), Grant("deputy_manager", OTHER)})
    both = Actor("p-both", "钱总", frozenset({"director", "deputy_manager"}), grants=held)
    change(two, RATE, "0.04", by=both, community=FIRST_COMMUNITY)
    with pytest.raises(Forbidden):
        change(two, RATE, "0.04", by=both, community=OTHER)
    change(two, "dunning_from", "10:00", by=both, community=OTHER)


def test_P01_the_directory_too_knows_of_several_communities(store_of: StoreOf) -> None:
    """It has no replica of its own communities."""
    store = store_of("directory")
    with store.write() as uow:
        enter_another(uow)
    by = person("director", OTHER)
    perform(store, Directory.change_policy, by, name="phone_searches", value=5)
    one = perform(store, Directory.get_policy, DIRECTOR, name="phone_searches")
    assert (one["company"], [each["name"] for each in one["communities"]]) == (None, ["南苑"])


def test_P05_what_was_changed_before_there_was_a_history_begins_it(books: Store) -> None:
    change(books, RATE, "0.04")
    downgrade(books.engine, "billing", "foundation_0014")
    upgrade(books.engine, "billing")
    (entry,) = shown(books)["history"]
    assert (entry["value"], entry["before"], entry["by"]) == ("0.04", None, "赵总")


def test_P05_a_change_of_the_release_before_is_in_force(books: Store) -> None:
    """It writes to the table alone from which all read."""
    statement = (
        "INSERT INTO policies (name, value, changed_at, changed_by) VALUES "
        "('late_charge_daily_percent', '\"0.02\"', '2026-11-02 02:00:00.000000', 'p1')"
    )
    with books.engine.begin() as connection:
        connection.execute(text(statement))
    one = shown(books)
    assert (one["in_force"], one["history"]) == ("0.02", [])
    change(books, RATE, None)
    assert in_force(books) == "0.05"


def test_P05_history_stays_when_retention_passes(books: Store, clock: FixedClock) -> None:
    change(books, RATE, "0.04")
    clock.advance(timedelta(days=8_000))
    from foundation import retention

    retention.arm_once(books)
    clock.set(next_night(clock.now()))
    support.process_due(books, Billing)
    with books.read() as uow:
        assert len(uow.session.execute(select(history)).all()) == 1
    assert Complaints.deadline_handlers.keys() >= {"policy_change"}
