"""P01, B03: buildings of one name are figures apart, now and frozen, to who sees both."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import literal

from contracts.billing.collection import NotFrozenYet
from foundation import replica
from foundation.actor import Actor, Grant
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.tables import community_replica, household_replica
from services.billing.collection import operations, queries
from tests.operations import conftest as support
from tests.operations.billing.conftest import DUE, Office
from tests.support.community import OTHER, THERE, known_in

pytestmark = pytest.mark.both_databases

PERIOD = "2026-Q4"
BOTH = frozenset({Grant("finance", FIRST_COMMUNITY), Grant("finance", OTHER)})
COMPANY = frozenset({Grant("finance", None)})
Row = tuple[str, str, int, Decimal]


@pytest.fixture
def twins(office: Office) -> Office:
    """Two communities that were billed, each with a 1栋, and a steward for it."""
    with office.store.write() as uow:
        known = {"community_id": OTHER, "version": 1, "name": "南苑", "code": "NY"}
        replica.handlers.put(uow, community_replica, known)
    for number in (1, 2, 3):
        support.put_household(
            office.store, f"t-h{number}", where=THERE, unit=f"1-10{number}", area_m2="50.00"
        )
    steward = known_in(OTHER, roles=["steward"], buildings=["1栋"])
    support.put_person(office.store, "t1", **steward)
    office.run()
    office.call("start_bill_run", there(office), period=PERIOD, due_date=DUE)
    office.work()
    return office


def there(office: Office) -> Actor:
    """Somebody who works in the other community."""
    return office.actor("finance", id="t-f", grants=frozenset({Grant("finance", OTHER)}))


def report(office: Office, by: Actor | None = None, **filters: Any) -> dict[str, Any]:
    """The figures."""
    return dict(office.call("collection", by or office.finance, period=PERIOD, **filters))


def rows(found: dict[str, Any], dimension: str) -> list[Row]:
    """Key, label, bills and what they came to."""
    return [
        (one["key"], one["label"], one["billed_count"], Decimal(one["billed_amount"]))
        for one in found[dimension]
    ]


def of_both(office: Office, grants: frozenset[Grant]) -> Actor:
    """Somebody of both."""
    return office.actor("finance", id="p-both", grants=grants)


@pytest.mark.parametrize("grants", [BOTH, COMPANY], ids=["both", "company"])
@pytest.mark.parametrize("frozen", [False, True], ids=["now", "frozen"])
def test_P01_B03_buildings_of_one_name_have_a_figure_each(
    twins: Office, grants: frozenset[Grant], frozen: bool
) -> None:
    twins.jump_to("2026-12-01", 8)
    twins.work()
    one, other = (report(twins, by, frozen=frozen) for by in (None, there(twins)))
    both = report(twins, of_both(twins, grants), frozen=frozen)
    mine, theirs = rows(one, "by_building"), rows(other, "by_building")
    assert mine[0][:2] == theirs[0][:2] == ("1栋", "1栋"), "of one community nothing is new"
    assert [row for row in rows(both, "by_building") if row[0] == "1栋"] == [
        mine[0], (theirs[0][0], "南苑 1栋", *theirs[0][2:]),
    ]  # fmt: skip
    assert rows(both, "by_steward") == sorted(rows(one, "by_steward") + rows(other, "by_steward"))
    for name in ("total", "this_year", "former_years"):
        parts = [Decimal(found[name]["billed_amount"]) for found in (one, other)]
        assert Decimal(both[name]["billed_amount"]) == sum(parts)
    (item,) = rows(both, "by_item")
    assert item[2] == rows(one, "by_item")[0][2] + rows(other, "by_item")[0][2]


def test_P01_B03_what_one_of_them_has_not_frozen_is_not_shown_as_that_of_both(
    twins: Office,
) -> None:
    twins.jump_to("2026-12-01", 8)
    with twins.store.write(scope=THERE) as uow:
        operations.freeze_due(uow)
    assert report(twins, there(twins), frozen=True)["total"]["billed_count"] == 3
    with pytest.raises(NotFrozenYet):
        report(twins, of_both(twins, BOTH), frozen=True)


def test_P01_B03_by_their_names_alone_two_buildings_would_be_one(
    twins: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: as it was told apart before."""
    home = household_replica.c
    each = queries.summed(queries.OF_PERIOD)
    merged = queries.select(home.building, *queries.counted(each, queries.func.count()))
    by_name = merged.add_columns(literal(FIRST_COMMUNITY).label("community_id")).select_from(each)
    by_name = by_name.join(household_replica, home.household_id == each.c.household_id)
    monkeypatch.setattr(queries, "BUILDINGS", by_name.group_by(home.building))
    found = rows(report(twins, of_both(twins, BOTH)), "by_building")
    assert [row[0] for row in found].count("1栋") == 1
