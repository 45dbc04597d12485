"""Whom a notice reaches, and how that is counted: N03, N04."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.notices.reading import NotAddressed, NothingToAcknowledge
from foundation.actor import Actor
from foundation.errors import NotFound, NotYourHousehold
from foundation.replica.handlers import put_many
from foundation.storage.store import Store
from foundation.storage.tables import household_replica
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_household
from tests.operations.notices.conftest import Make, member
from tests.support.community import HERE

FIGURES = ("total", "delivered", "read", "acknowledged", "reached")


pytestmark = pytest.mark.both_databases


def figures(reach: dict[str, Any]) -> tuple[int, ...]:
    """The totals of a reach."""
    return tuple(reach[name] for name in FIGURES)


def arrears(store: Store, household_id: str, amount: str) -> None:
    """Billing tells what a household owes."""
    deliver(
        store,
        Notices,
        "on_household_arrears_changed",
        household_id=household_id,
        overdue_amount=amount,
        oldest_due_date=None if amount == "0.00" else "2026-09-30",
    )


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ({"everyone": True}, ["h1", "h2", "h3", "h4"]),
        ({"buildings": ["2栋"]}, ["h3", "h4"]),
        ({"household_ids": ["h2"], "unit_types": ["shop"]}, ["h2", "h4"]),
        ({"in_arrears": True}, ["h3"]),
        ({"roles": ["resident"]}, ["h1", "h2", "h3", "h4"]),
    ],
)
def test_N03_the_audience_is_resolved_when_it_is_published(
    store: Store, published: Make, act: Make, audience: dict[str, Any], expected: list[str]
) -> None:
    arrears(store, "h3", "120.00")
    notice = published(audience=audience)
    arrears(store, "h1", "80.00")  # too late to be addressed
    assert sorted(one["household_id"] for one in act("reach", notice)["items"]) == expected


def test_N03_who_has_paid_is_in_arrears_no_longer(store: Store, published: Make, act: Make) -> None:
    arrears(store, "h2", "50.00")
    arrears(store, "h3", "120.00")
    arrears(store, "h3", "0.00")
    notice = published(audience={"in_arrears": True})
    assert [one["household_id"] for one in act("reach", notice)["items"]] == ["h2"]


def test_N03_roles_address_staff_in_person(
    store: Store, published: Make, act: Make, actor: Callable[..., Actor]
) -> None:
    notice = published(audience={"roles": ["engineer", "steward"]})
    reach = act("reach", notice)
    assert [one["person_name"] for one in reach["items"]] == ["p-engineer", "p-steward"]
    act("read", notice, "engineer")
    assert figures(act("reach", notice)) == (2, 2, 1, 0, 1)
    with pytest.raises(NotAddressed):
        act("read", notice, "finance")


def test_N03_a_resident_sees_only_what_is_addressed_to_the_own_household(
    store: Store, published: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published(audience={"buildings": ["2栋"]})
    assert perform(store, Notices.search, resident(1))["items"] == []
    (found,) = perform(store, Notices.search, resident(3))["items"]
    assert found["id"] == notice["id"]
    assert perform(store, Notices.get, resident(3), notice_id=notice["id"])["audience"] == {}
    for method in (Notices.get, Notices.read, Notices.acknowledge):
        with pytest.raises(NotFound):
            perform(store, method, resident(1), notice_id=notice["id"])


def test_N04_delivered_read_and_missing_are_counted_per_household(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published()
    assert figures(act("reach", notice)) == (4, 2, 0, 0, 0)  # of two, nobody can log in
    read = act("read", notice, resident(1))
    assert read["read_at"] == "2026-11-02T10:00:00+08:00"
    act("read", notice, resident(2))
    reach = act("reach", notice)
    assert figures(reach) == (4, 2, 2, 0, 2)
    assert [one["household_id"] for one in reach["missing"]] == ["h3", "h4"]
    assert reach["items"][0] | {"id": ""} == {
        "id": "",
        "household_id": "h1",
        "building": "1栋",
        "unit": "1-101",
        "person_id": None,
        "person_name": None,
        "delivered": True,
        "delivered_at": "2026-11-02T10:00:00+08:00",
        "delivered_by": "portal",
        "read": True,
        "read_at": "2026-11-02T10:00:00+08:00",
        "acknowledged": False,
        "acknowledged_at": None,
        "reached": True,
    }


def test_N04_the_desk_sees_what_a_household_has_not_read(
    store: Store, published: Make, act: Make, actor: Callable[..., Actor], resident: Any
) -> None:
    notice = published(audience={"buildings": ["1栋"]})

    def seen(number: int) -> list[bool]:
        found = perform(store, Notices.search, actor("receptionist"), household_id=f"h{number}")
        return [one["read_at"] is not None for one in found["items"]]

    assert seen(1) == [False]
    act("read", notice, resident(1))
    assert (seen(1), seen(2), seen(3)) == ([True], [False], [])


def test_N04_nobody_sees_what_another_household_has_not_read(
    store: Store, published: Make, resident: Any
) -> None:
    published()
    with pytest.raises(NotYourHousehold):
        perform(store, Notices.search, resident(1), household_id="h2")


def test_N04_a_household_counts_once_however_many_read_it(
    published: Make, act: Make, actor: Callable[..., Actor], resident: Callable[[int], Actor]
) -> None:
    notice = published()
    first = act("read", notice, resident(1))
    again = act("read", notice, actor("resident", id="r1b", household_ids=["h1"]))
    assert again["read_at"] == first["read_at"]
    assert figures(act("reach", notice))[2] == 1


def test_N04_must_acknowledge_counts_acknowledgements_and_reading_is_not_enough(
    published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published(must_acknowledge=True)
    act("read", notice, resident(1))
    assert figures(act("reach", notice)) == (4, 2, 1, 0, 0)
    acknowledged = act("acknowledge", notice, resident(2))
    assert acknowledged["acknowledged_at"] == acknowledged["read_at"]
    assert figures(act("reach", notice)) == (4, 2, 2, 1, 1)


def test_N04_nothing_is_acknowledged_that_does_not_ask_for_it(
    published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published()
    with pytest.raises(NothingToAcknowledge):
        act("acknowledge", notice, resident(1))


def test_N04_who_is_missing_is_listed_in_the_order_of_the_doors(
    store: Store, published: Make, act: Make
) -> None:
    put_household(store, "h5", building="10栋", unit="1-101")
    put_household(store, "h6", building="2栋", unit="2-1001")
    missing = act("reach", published())["missing"]
    doors = [(one["building"], one["unit"]) for one in missing]
    assert doors[2:] == [("2栋", "2-101"), ("2栋", "2-1001"), ("2栋", "S-01"), ("10栋", "1-101")]


def test_N04_who_is_missing_can_be_listed_page_by_page(
    published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published()
    act("read", notice, resident(2))
    first = act("reach", notice, missing=True, limit=2)
    second = act("reach", notice, missing=True, limit=2, cursor=first["next_cursor"])
    found = [one["household_id"] for one in first["items"] + second["items"]]
    assert (found, second["next_cursor"]) == (["h1", "h3", "h4"], None)


def test_N03_all_891_households_are_told_at_once(
    store: Store, draft: Make, act: Make, with_email: None
) -> None:
    rows = [
        {
            "household_id": f"c{number}",
            "version": 1,
            "building": f"{number % 12 + 1}栋",
            "unit": f"{number}",
            "floor": 1,
            "unit_type": "residential",
            "area_m2": "90.00",
            "owner_name": "住户",
            "billing_from": None,
            "vacant": False,
            "two_person_visit": False,
            "members": [member(f"c{number}", f"c{number}@example.org")],
        }
        for number in range(887)
    ]
    with store.write(scope=HERE) as uow:
        put_many(uow, household_replica, rows)
    notice = draft(channels=["portal", "email"])
    act("publish", notice)
    assert figures(act("reach", notice))[:2] == (891, 889)
