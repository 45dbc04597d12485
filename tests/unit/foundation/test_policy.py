"""Policy is data with defaults; a change is checked, kept and audited."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import select

from foundation import policy
from foundation.actor import Actor, Grant
from foundation.errors import InvalidInput, NotFound
from foundation.policy import Source, values
from foundation.scope import Scope
from foundation.storage import ttl_cache
from foundation.storage.store import Store
from foundation.storage.tables import audit
from foundation.storage.ttl_cache import KEPT_SECONDS


class Rank(StrEnum):
    """A text enum."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Sample:
    """A policy of every kind of value."""

    hours: int = 2
    opens: str = "08:00"
    strict: bool = True
    steps: tuple[int, ...] = (1, 2)
    ranks: dict[str, str] = field(default_factory=lambda: {"gas": Rank.HIGH})

    def __post_init__(self) -> None:
        if self.hours > 24:
            raise ValueError("A day has 24 hours.")
        if self.opens == "never" and self.hours > 12:
            raise ValueError("What never opens has half a day.")


def change(store: Store, name: str, value: Any) -> Any:
    by = Actor("p-director", "赵总", frozenset({"director"}), request_id="r1")
    with store.write(by, "directory.change_policy") as uow:
        return uow.change_policy(Sample, name, value)


def in_force(store: Store) -> Sample:
    with store.read() as uow:
        return uow.policy(Sample)


def test_policy_has_its_defaults_until_changed(store: Store) -> None:
    assert in_force(store) == Sample()


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("hours", 3, 3),
        ("opens", "09:00", "09:00"),
        ("strict", False, False),
        ("steps", [1, 3, 5], (1, 3, 5)),
        ("ranks", {"gas": "low", "lift": "high"}, {"gas": "low", "lift": "high"}),
    ],
)
def test_changed_value_is_in_force(store: Store, name: str, value: Any, kept: Any) -> None:
    change(store, name, value)
    change(store, name, value)
    assert getattr(in_force(store), name) == kept
    others = {key: one for key, one in values(in_force(store)).items() if key != name}
    assert others == {key: one for key, one in values(Sample()).items() if key != name}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hours", "3"),
        ("hours", 3.5),
        ("hours", -1),
        ("hours", True),
        ("hours", 25),
        ("opens", 9),
        ("strict", 1),
        ("steps", 1),
        ("steps", ["one"]),
        ("ranks", {"gas": 1}),
        ("ranks", []),
    ],
)
def test_value_that_does_not_fit_is_refused_and_changes_nothing(
    store: Store, name: str, value: Any
) -> None:
    with pytest.raises(InvalidInput):
        change(store, name, value)
    with pytest.raises(NotFound):
        change(store, "nothing", value)
    assert in_force(store) == Sample()


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the clock of the process shows, to be set."""
    shown = [100.0]
    monkeypatch.setattr(ttl_cache, "monotonic", lambda: shown[0])
    return shown


def test_change_by_another_process_is_in_force_after_a_second(
    store: Store, hands: list[float]
) -> None:
    another = Store(store.engine, store.clock, store.service)
    assert in_force(store).hours == 2
    change(another, "hours", 3)
    assert (in_force(another).hours, in_force(store).hours) == (3, 2)
    hands[0] += KEPT_SECONDS
    assert in_force(store).hours == 3


def test_change_that_comes_while_the_policy_is_read_is_seen(
    store: Store, hands: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = policy.read
    changing = iter([lambda: change(store, "hours", 3)])

    def read_slowly(session: Any) -> Any:
        found = read(session)
        for change_now in changing:
            change_now()
        return found

    monkeypatch.setattr(policy, "read", read_slowly)
    in_force(store)
    assert in_force(store).hours == 3


def test_change_that_is_not_committed_leaves_no_trace(store: Store, hands: list[float]) -> None:
    by = Actor("p-director", "赵总", frozenset({"director"}))
    with pytest.raises(LookupError), store.write(by) as uow:
        uow.change_policy(Sample, "hours", 3)
        assert uow.policy(Sample).hours == 3
        raise LookupError
    assert in_force(store).hours == 2


def test_change_is_audited_with_before_and_after(store: Store) -> None:
    change(store, "hours", 4)
    change(store, "hours", 5)
    with store.read() as uow:
        row = uow.session.execute(select(audit).order_by(audit.c.id.desc())).first()
    assert row is not None
    assert (row.actor_id, row.subject_kind, row.subject_id) == ("p-director", "policy", "hours")
    (noted,) = row.changes
    assert noted["after"] == {"before": 4, "after": 5}


HILL, YARD = (f"00000000-0000-7000-8000-0000000000a{place}" for place in range(2))
"""Two communities."""
HELD_FOR_ALL = frozenset({Grant("director", None)})


def change_in(store: Store, community: str | None, name: str, value: Any) -> None:
    by = Actor("p-director", "赵总", frozenset({"director"}), grants=HELD_FOR_ALL)
    with store.write(by, "directory.change_policy") as uow:
        uow.change_policy(Sample, name, value, community)


def hours(store: Store, community: str | None) -> int:
    with store.read(scope=Scope.within(community)) as uow:
        return uow.policy(Sample).hours


def test_P01_community_s_value_goes_before_the_company_s_and_that_before_the_code_s(
    store: Store,
) -> None:
    change_in(store, HILL, "hours", 5)
    assert [hours(store, place) for place in (HILL, YARD, None)] == [5, 2, 2]
    change_in(store, None, "hours", 3)
    assert [hours(store, place) for place in (HILL, YARD, None)] == [5, 3, 3]
    change_in(store, HILL, "hours", 6)
    assert [hours(store, place) for place in (HILL, YARD, None)] == [6, 3, 3]


def test_P01_without_a_value_of_its_own_both_judge_alike(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: what a community has changed counts nowhere, looked at without it."""
    monkeypatch.setattr(policy.Changed, "within", lambda changed, _community: changed.company)
    change_in(store, HILL, "hours", 5)
    assert [hours(store, place) for place in (HILL, YARD, None)] == [2, 2, 2]


def test_P01_unit_judges_by_the_policy_of_the_community_that_it_is_in(store: Store) -> None:
    change_in(store, HILL, "hours", 5)
    change_in(store, YARD, "hours", 7)
    with store.write() as uow:
        seen = [uow.policy(Sample).hours]
        for place in (HILL, YARD, HILL):
            uow.enter(place)
            seen.append(uow.policy(Sample).hours)
    assert seen == [2, 5, 7, 5]


def test_P01_it_is_said_where_a_value_comes_from(store: Store) -> None:
    change_in(store, None, "opens", "09:00")
    change_in(store, None, "hours", 3)
    change_in(store, HILL, "hours", 5)

    def said(community: str | None) -> dict[str, Source]:
        with store.read(scope=Scope.within(community)) as uow:
            return uow.policy_sources(Sample)

    code = dict.fromkeys(("strict", "steps", "ranks"), Source.CODE)
    company = {"opens": Source.COMPANY, "hours": Source.COMPANY}
    assert said(YARD) == said(None) == code | company
    assert said(HILL) == code | company | {"hours": Source.COMMUNITY}


def test_P01_value_of_a_community_is_changed_by_whoever_acts_there(store: Store) -> None:
    by = Actor("p-a", "甲", frozenset({"director"}), grants=frozenset({Grant("director", HILL)}))
    with pytest.raises(NotFound), store.write(by) as uow:
        uow.change_policy(Sample, "hours", 5, YARD)
    with store.write(by, "directory.change_policy") as uow:
        uow.change_policy(Sample, "hours", 5, HILL)
    with store.read() as uow:
        row = uow.session.execute(select(audit).order_by(audit.c.id.desc())).first()
    assert row is not None
    assert (row.actor_id, row.subject_id, row.community_id) == ("p-a", "hours", HILL)


def test_P01_company_s_value_must_fit_what_communities_have_changed(store: Store) -> None:
    change_in(store, HILL, "opens", "never")
    with pytest.raises(InvalidInput):
        change_in(store, None, "hours", 20)
    with pytest.raises(InvalidInput):
        change_in(store, HILL, "hours", 20)
    change_in(store, YARD, "hours", 20)
    assert [hours(store, place) for place in (HILL, YARD, None)] == [2, 20, 2]
