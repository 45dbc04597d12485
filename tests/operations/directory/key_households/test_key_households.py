"""D04: key households are marked and get a regular call, monthly by default."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from contracts.directory import events as published
from contracts.directory.changes import NothingToChange
from contracts.directory.key_households import (
    CallOutcome,
    KeyHouseholdMarked,
    KeyHouseholdOver,
    KeyKind,
    NoCarer,
)
from contracts.roles import ANYONE, Role
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import Forbidden, InvalidInput, NotFound
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.store import Store
from services.directory.households.tables import Household
from services.directory.key_households import operations, rules
from services.directory.key_households.tables import KeyHousehold
from services.directory.policy import DirectoryPolicy
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform, process_due
from tests.operations.directory.conftest import CHECK
from tests.support.community import OTHER

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]
Employ = Callable[..., dict[str, Any]]
HERE = Scope.within(FIRST_COMMUNITY)


class Care:
    """The desk looking after key households."""

    def __init__(self, store: Store, desk: Actor) -> None:
        self.store, self.desk = store, desk

    def mark(self, home: dict[str, Any], by: Actor | None = None, **more: Any) -> dict[str, Any]:
        """Mark a household."""
        data = {"household_id": home["id"], "kind": "elderly_alone"} | more
        return dict(perform(self.store, Directory.mark_key_household, by or self.desk, **data))

    def call(self, key: dict[str, Any], outcome: str = "reached", **more: Any) -> dict[str, Any]:
        """Record a call."""
        data = {"key_household_id": key["id"], "outcome": outcome} | more
        return dict(perform(self.store, Directory.record_key_call, self.desk, **data))

    def change(self, key: dict[str, Any], by: Actor | None = None, **more: Any) -> dict[str, Any]:
        """Change or end it."""
        data = {"key_household_id": key["id"]} | more
        return dict(perform(self.store, Directory.change_key_household, by or self.desk, **data))

    def listed(self, by: Actor | None = None, due: str = "all", **more: Any) -> list[str]:
        """Units of a work list."""
        found = perform(self.store, Directory.list_key_households, by or self.desk, due=due, **more)
        return [one["unit"] for one in found["items"]]


@pytest.fixture
def care(store: Store, actor: MakeActor) -> Care:
    """The desk."""
    return Care(store, actor("receptionist"))


def test_D04_a_marked_household_is_called_monthly_by_default(care: Care, enter: Enter) -> None:
    made = care.mark(enter())
    assert (made["kind"], made["every_days"], made["interval_days"]) == ("elderly_alone", 30, None)
    assert (made["due_on"], made["next_call_on"], made["overdue"]) == (
        "2026-12-02", "2026-12-02", False,
    )  # fmt: skip
    own = care.mark(enter(unit="2-1002"), interval_days=7)
    assert (own["due_on"], own["every_days"]) == ("2026-11-09", 7)
    assert care.listed(due="due") == ["2-1002"]
    assert care.listed() == ["2-1002", "2-1001"]
    assert care.listed(kind="large_account") == []


@pytest.mark.parametrize(
    ("outcome", "chosen", "due", "next_call"),
    [
        (CallOutcome.REACHED, None, "2026-12-10", "2026-12-10"),
        (CallOutcome.REFUSED, None, "2026-12-10", "2026-12-10"),
        (CallOutcome.NOT_REACHED, None, "2026-11-09", "2026-11-12"),
        (CallOutcome.REACHED, date(2026, 11, 20), "2026-11-20", "2026-11-20"),
        (CallOutcome.NOT_REACHED, date(2026, 11, 11), "2026-11-09", "2026-11-11"),
    ],
)
def test_D04_the_next_date_follows_from_the_outcome(
    outcome: CallOutcome, chosen: date | None, due: str, next_call: str
) -> None:
    today, due_on = date(2026, 11, 10), date(2026, 11, 9)
    after = rules.following(outcome, today, due_on, 30, 2, chosen)
    assert after == rules.Next(date.fromisoformat(due), date.fromisoformat(next_call))


def test_D04_calls_are_kept_with_what_came_of_them(
    store: Store, care: Care, enter: Enter, clock: FixedClock
) -> None:
    made = care.mark(enter())
    tried = care.call(made, "not_reached")
    assert (tried["attempts"], tried["next_call_on"], tried["due_on"]) == (
        1, "2026-11-04", "2026-12-02",
    )  # fmt: skip
    assert care.listed(due="due") == ["2-1001"]
    clock.advance(timedelta(days=1))
    reached = care.call(made, remark="安好", needs="水龙头漏水")
    assert (reached["attempts"], reached["due_on"]) == (0, "2026-12-03")
    assert reached["last_outcome"] == "reached"
    named = {"key_household_id": made["id"]}
    calls = perform(store, Directory.list_key_calls, care.desk, **named)["items"]
    assert [(one["outcome"], one["needs"]) for one in calls] == [
        ("reached", "水龙头漏水"), ("not_reached", None),
    ]  # fmt: skip


@pytest.mark.parametrize("chosen", ["2026-11-02", "2026-10-01", "2028-01-01"])
def test_D04_the_next_call_is_to_come_within_a_year(care: Care, enter: Enter, chosen: str) -> None:
    made = care.mark(enter())
    with pytest.raises(InvalidInput) as refused:
        care.call(made, next_call_on=chosen)
    assert refused.value.errors.keys() == {"next_call_on"}


@pytest.mark.both_databases
def test_D04_a_missed_call_is_told_once_and_settled_by_who_calls(
    store: Store, care: Care, enter: Enter, clock: FixedClock
) -> None:
    made = care.mark(enter(), interval_days=7)
    clock.advance(timedelta(days=7))
    process_due(store, Directory)
    assert events(store, "key_call_missed") == []
    assert care.listed(due="overdue") == []
    clock.advance(timedelta(days=1))
    process_due(store, Directory)
    care.call(made, "not_reached")
    clock.advance(timedelta(days=3))
    process_due(store, Directory)
    (told,) = events(store, "key_call_missed")
    assert told["data"]["due_on"] == "2026-11-09"
    assert (told["data"]["building"], told["data"]["unit"]) == ("3栋", "2-1001")
    assert care.listed(due="overdue") == ["2-1001"]
    assert events(store, "key_call_settled") == []
    care.call(made)
    assert len(events(store, "key_call_settled")) == 1
    assert care.listed(due="overdue") == []
    clock.advance(timedelta(days=9))
    process_due(store, Directory)
    assert len(events(store, "key_call_missed")) == 2


def test_D04_a_call_in_time_misses_nothing(
    store: Store, care: Care, enter: Enter, clock: FixedClock
) -> None:
    """The control of the deadline: it is that of the day that is due now."""
    made = care.mark(enter(), interval_days=7)
    clock.advance(timedelta(days=6))
    care.call(made)
    clock.advance(timedelta(days=3))
    process_due(store, Directory)
    assert events(store, "key_call_missed") == []


def test_D04_a_household_that_is_key_no_more_ends_its_calls(
    store: Store, care: Care, enter: Enter, clock: FixedClock
) -> None:
    home = enter()
    made = care.mark(home, interval_days=7)
    with pytest.raises(KeyHouseholdMarked):
        care.mark(home)
    with pytest.raises(NothingToChange):
        care.change(made)
    care.change(made, ended=True)
    assert care.listed() == []
    shown = perform(store, Directory.get_household, care.desk, household_id=home["id"])
    assert shown["key_reason"] is None
    clock.advance(timedelta(days=30))
    process_due(store, Directory)
    assert events(store, "key_call_missed") == []
    for act in (care.call, care.change):
        with pytest.raises(KeyHouseholdOver):
            act(made)
    assert care.mark(home)["id"] != made["id"]


def test_D06_it_ends_when_whom_it_is_about_has_left(store: Store, care: Care, enter: Enter) -> None:
    home = enter()
    care.mark(home)
    perform(
        store, Directory.change_household, care.desk, household_id=home["id"],
        identity_check=CHECK, owner_name="赵敏", phone="13900000009",
    )  # fmt: skip
    assert care.listed() == []


def test_D04_what_is_other_has_a_reason(care: Care, enter: Enter) -> None:
    home = enter()
    with pytest.raises(InvalidInput) as refused:
        care.mark(home, kind="other")
    assert refused.value.errors.keys() == {"reason"}
    made = care.mark(home, kind="other", reason="家有病人")
    with pytest.raises(InvalidInput):
        care.change(made, reason=None)
    changed = care.change(made, kind="disabled", reason=None, interval_days=7)
    assert (changed["kind"], changed["due_on"], changed["version"]) == ("disabled", "2026-11-09", 2)


def test_D04_the_steward_of_the_building_calls_unless_somebody_is_named(
    store: Store, care: Care, enter: Enter, employ: Employ, actor: MakeActor
) -> None:
    mine, theirs = enter(), enter(building="4", unit="1-101")
    steward = employ("steward", name="孙鹏", buildings=["3栋"])
    other = employ("steward", name="钱莉", buildings=["4栋"])
    finance = employ("finance", name="周婷")
    made = care.mark(mine)
    assert made["responsible"] == "孙鹏"
    with pytest.raises(NoCarer, match="周婷"):
        care.mark(theirs, responsible_id=finance["id"])
    named = care.mark(theirs, responsible_id=steward["id"])
    assert named["responsible"] == "孙鹏"
    me, her = actor("steward", id=steward["id"]), actor("steward", id=other["id"])
    assert sorted(care.listed(me)) == ["1-101", "2-1001"]
    assert sorted(care.listed(me, mine=True)) == ["1-101", "2-1001"]
    assert care.listed(her) == ["1-101"], "it is in the own building"
    assert care.listed(her, mine=True) == []


def test_D04_it_is_seen_by_who_needs_it_alone(
    store: Store, care: Care, enter: Enter, employ: Employ, actor: MakeActor,
    move_in: Callable[..., Actor],
) -> None:  # fmt: skip
    home = enter()
    made = care.mark(home, reason="独居，八十六岁")
    stranger = actor("steward", id=employ("steward", buildings=["4栋"])["id"])
    mine = actor("steward", id=employ("steward", buildings=["3栋"])["id"])

    def reason(by: Actor) -> Any:
        return perform(store, Directory.get_household, by, household_id=home["id"])["key_reason"]

    may = Directory.list_key_households.entry.method.roles
    for role in ANYONE - {Role.RESIDENT, Role.ADMIN, Role.STEWARD}:
        assert reason(actor(role)) == ("独居，八十六岁" if role in may else None), role
        if role not in may:
            with pytest.raises(Forbidden):
                care.listed(actor(role))
    assert (reason(mine), reason(stranger)) == ("独居，八十六岁", None)
    assert reason(move_in(home)) is None
    assert care.listed(stranger) == []
    for act in (
        lambda: care.change(made, stranger, ended=True),
        lambda: care.mark(enter(unit="2-1003"), stranger),
        lambda: perform(store, Directory.list_key_calls, stranger, key_household_id=made["id"]),
    ):
        with pytest.raises(NotFound):
            act()
    elsewhere = actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    assert care.listed(elsewhere) == []
    with pytest.raises(NotFound):
        care.change(made, elsewhere, ended=True)


def test_D04_without_the_look_at_who_serves_a_stranger_would_see_it(
    store: Store, care: Care, enter: Enter, employ: Employ, actor: MakeActor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Negative control."""
    made = care.mark(enter())
    stranger = actor("steward", id=employ("steward", buildings=["4栋"])["id"])
    monkeypatch.setattr(operations, "require_seen", lambda *_: None)
    assert care.change(made, stranger, interval_days=3)["interval_days"] == 3


@pytest.mark.both_databases
def test_D04_who_was_marked_by_a_reason_alone_is_taken_up_at_the_start(
    store: Store, care: Care, enter: Enter
) -> None:
    homes = [enter(unit=f"2-100{number}") for number in range(1, 4)]
    reasons = ("独居老人", "大额账户", "家有病人")
    with store.write(scope=HERE) as uow:
        for home, reason in zip(homes, reasons, strict=True):
            which = update(Household).where(Household.id == home["id"])
            uow.session.execute(which.values(key_reason=reason))
    for _ in range(2):
        with store.write(scope=HERE) as uow:
            operations.take_up(uow)
    with store.read() as uow:
        found = uow.session.scalars(select(KeyHousehold)).all()
    assert {(one.kind, one.reason) for one in found} == {
        ("elderly_alone", None), ("large_account", "大额账户"), ("other", "家有病人"),
    }  # fmt: skip
    assert len({one.due_on for one in found}) == 3, "not all on one day"


def test_D04_the_kinds_and_numbers_are_the_policys(care: Care) -> None:
    assert DirectoryPolicy().key_household_call_days == 30
    assert {kind.value for kind in KeyKind} == {
        "elderly_alone", "disabled", "large_account", "other",
    }  # fmt: skip
    assert not published.KeyCallMissed().fields.keys() & {"household_id"}, "its home hears nothing"
