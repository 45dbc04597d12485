"""B16: a change of type, area or vacancy counts from a day that is named, within bounds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import InvalidInput
from foundation.storage.store import Store
from services.directory.changes.operations import household as households
from services.directory.imports.operations import upsert as upserting
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.households.test_households import change
from tests.operations.directory.imports.test_import import HEADINGS, bring, sheet

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]
ROW = ["3栋", "2-1001", "住宅", 106.8, "王芳", "13812345678"]


pytestmark = pytest.mark.both_databases


def last(store: Store) -> dict[str, Any]:
    return dict(events(store, "household_changed")[-1]["data"])


def test_B16_a_change_is_told_with_the_day_from_which_it_counts(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    home, by = enter(), actor("supervisor")
    change(store, by, home, vacant=True, effective_from="2026-09-15")
    assert (last(store)["vacant"], last(store)["effective_from"]) == (True, "2026-09-15")
    history = perform(store, Directory.household_history, by, household_id=home["id"])["items"]
    assert history[0]["after"] == {"vacant": True, "effective_from": "2026-09-15"}
    change(store, by, home, area_m2="107.00")
    assert "effective_from" not in last(store)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-03", "Must not be in the future."),
        ("2025-10-31", "Before the present owner, or too long ago."),
    ],
)
def test_B16_a_day_to_come_or_too_long_ago_is_refused(
    store: Store, enter: Enter, actor: MakeActor, day: str, said: str
) -> None:
    home = enter()
    with pytest.raises(InvalidInput) as refused:
        change(store, actor("supervisor"), home, vacant=True, effective_from=day)
    assert refused.value.errors == {"effective_from": [said]}
    change(store, actor("supervisor"), home, vacant=True, effective_from="2025-11-01")


def test_B19_it_counts_for_no_owner_before(
    store: Store, enter: Enter, actor: MakeActor, clock: FixedClock
) -> None:
    home, by = enter(), actor("supervisor")
    clock.advance(timedelta(days=3))
    change(store, by, home, owner_name="李雷", phone="13900000000")
    with pytest.raises(InvalidInput):
        change(store, by, home, vacant=True, effective_from="2026-11-04")
    change(store, by, home, vacant=True, effective_from="2026-11-05")
    assert last(store)["effective_from"] == "2026-11-05"


def test_B19_without_the_bound_it_would_count_for_the_owner_before(
    store: Store, enter: Enter, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    home, by = enter(), actor("supervisor")
    change(store, by, home, owner_name="李雷", phone="13900000000")
    monkeypatch.setattr(households, "wrong_day", lambda *_: None)
    change(store, by, home, vacant=True, effective_from="2026-01-01")
    assert last(store)["effective_from"] == "2026-01-01"


@pytest.mark.parametrize("values", [{"floor": 9}, {"vacant": False}])
def test_B16_a_day_for_what_counts_from_none_is_refused(
    store: Store, enter: Enter, actor: MakeActor, values: dict[str, Any]
) -> None:
    home = enter()
    with pytest.raises(InvalidInput):
        change(store, actor("supervisor"), home, **values, effective_from="2026-10-01")
    assert len(events(store, "household_changed")) == 1


def test_B16_a_sheet_may_name_the_day(store: Store, actor: MakeActor) -> None:
    finance = actor("finance")
    bring(store, finance, sheet(ROW))
    headings = [*HEADINGS, "空置", "变更生效日"]
    made = bring(store, finance, sheet([*ROW, "是", "2026-11-03"], headings=headings), dry_run=True)
    assert [(e["row"], e["field"]) for e in made["errors"]] == [(2, "effective_from")]
    vacant = sheet([*ROW, "是", "2026-10-01"], headings=headings)
    assert bring(store, finance, vacant)["updated"] == 1
    assert (last(store)["vacant"], last(store)["effective_from"]) == (True, "2026-10-01")
    assert bring(store, finance, vacant)["unchanged"] == 1
    successor = ["3栋", "2-1001", "住宅", 106.8, "李雷", "13900000000", "否", "2026-10-01"]
    assert bring(store, finance, sheet(successor, headings=headings))["updated"] == 1
    assert "effective_from" not in last(store)  # of the owner before


def test_B19_without_the_second_look_a_sheet_would_date_it_before_the_owner_it_brings(
    store: Store, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    finance = actor("finance")
    bring(store, finance, sheet(ROW))
    monkeypatch.setattr(upserting, "wrong_day", lambda *_: None)
    successor = ["3栋", "2-1001", "住宅", 99, "李雷", "13900000000", "2026-10-01"]
    bring(store, finance, sheet(successor, headings=[*HEADINGS, "变更生效日"]))
    assert last(store)["effective_from"] == "2026-10-01"
