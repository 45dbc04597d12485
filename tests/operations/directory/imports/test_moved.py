"""P01: nothing moves a household to another community: what it owes would stay behind."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor, Grant
from foundation.errors import CommunityClosed, InvalidInput, NotFound, SpreadsheetHasErrors
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.store import Store
from services.directory.imports.operations import run
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.imports.test_import import HEADINGS, bring, households, sheet
from tests.support.community import OTHER, close_here, enter_another

HOME = ["1栋", "1-101", "住宅", 90, "王芳", "13812345678"]
Enter = Callable[..., dict[str, Any]]


def finance(*communities: str | None) -> Actor:
    """Somebody of finance there; None: of the company."""
    held = frozenset(Grant("finance", one) for one in communities)
    return Actor("p-finance", "孙会计", frozenset({"finance"}), grants=held)


HERE, THERE, EVERYWHERE = finance(FIRST_COMMUNITY), finance(OTHER), finance(None)


@pytest.fixture
def two(store: Store) -> Store:
    """Two communities; 1栋 1-101 of the first has an owner."""
    with store.write(operation="test") as uow:
        enter_another(uow)
    bring(store, HERE, sheet(HOME))
    return store


def said_there(*rows: list[Any]) -> str:
    """A sheet that says of each row that it is of the second community."""
    return sheet(*(["南苑", *row] for row in rows), headings=["项目", *HEADINGS])


def test_P01_a_sheet_whose_community_was_written_over_moves_nothing(two: Store) -> None:
    with pytest.raises(SpreadsheetHasErrors):
        bring(two, EVERYWHERE, said_there(HOME))
    (error,) = bring(two, EVERYWHERE, said_there(HOME), dry_run=True)["errors"]
    assert (error["row"], error["field"]) == (2, "community")
    assert "不能用表格转到另一个项目" in error["message"]
    assert households(two, HERE) == ["1栋 1-101"] and households(two, THERE) == []


def test_P01_of_such_a_sheet_the_good_rows_can_be_taken(two: Store) -> None:
    other = [*HOME[:1], "1-102", *HOME[2:]]
    done = bring(two, EVERYWHERE, said_there(HOME, other), accept_valid=True)
    assert (done["created"], len(done["errors"])) == (1, 1)
    assert households(two, THERE) == ["1栋 1-102"]


def test_P01_a_place_of_the_same_name_with_another_owner_is_another_home(two: Store) -> None:
    lilei = [*HOME[:4], "李雷", "13900000000"]
    assert bring(two, EVERYWHERE, said_there(lilei))["created"] == 1
    again = bring(two, EVERYWHERE, said_there([*lilei[:4], *HOME[4:]]))
    assert again["updated"] == 1, "what is there already is changed, whoever owns it"


def test_P01_who_sees_one_community_learns_nothing_of_another(two: Store) -> None:
    assert bring(two, THERE, sheet(HOME))["created"] == 1


def test_P01_without_the_look_elsewhere_the_home_would_be_there_twice(
    two: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(run, "without_moved", lambda _store, _sight, _here, rows: (rows, []))
    bring(two, EVERYWHERE, said_there(HOME))
    assert households(two, HERE) == households(two, THERE) == ["1栋 1-101"]


@pytest.mark.parametrize(
    "field", ["building", "unit", "community", "community_code", "community_id"]
)
def test_P01_no_change_moves_a_household(two: Store, field: str) -> None:
    (home,) = perform(two, Directory.find_households, HERE, limit=200)["items"]
    check = {"method": "id_card", "by": "孙会计"}
    change = {"household_id": home["id"], "identity_check": check, field: "南苑"}
    with pytest.raises(InvalidInput) as refused:
        perform(two, Directory.change_household, HERE, **change)
    assert list(refused.value.errors) == [field]
    assert "stays in its place" in refused.value.errors[field][0]
    assert households(two, HERE) == ["1栋 1-101"]


def test_P01_a_household_is_not_found_from_another_community(two: Store) -> None:
    """Acting there (`?community=`) takes nothing along."""
    (home,) = perform(two, Directory.find_households, HERE, limit=200)["items"]
    check = {"method": "id_card", "by": "孙会计"}
    there = EVERYWHERE.only(Scope.within(OTHER))
    change = {"household_id": home["id"], "identity_check": check, "vacant": True}
    with pytest.raises(NotFound):
        perform(two, Directory.change_household, there, **change)


def test_P01_nothing_is_imported_where_a_row_is_of_a_closed_community(
    two: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with two.write() as uow:
        close_here(uow)
    rows = (["南苑", "1栋", "1-102", *HOME[2:]], ["观澜花园", "1栋", "1-103", *HOME[2:]])
    mixed = sheet(*rows, headings=["项目", *HEADINGS])
    for how in ({}, {"dry_run": True}, {"accept_valid": True}):
        with pytest.raises(CommunityClosed):
            bring(two, EVERYWHERE, mixed, **how)
    with pytest.raises(CommunityClosed):
        bring(two, HERE, sheet(HOME))
    assert households(two, THERE) == []
    monkeypatch.setattr(Store, "closed_communities", lambda _: {})
    assert bring(two, EVERYWHERE, mixed)["created"] == 2, "negative control"
