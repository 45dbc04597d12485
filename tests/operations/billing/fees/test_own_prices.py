"""P01, P05, B01: prices are the company's, unless a community has its own from a day on."""

from datetime import date
from typing import Any

import pytest

from contracts.billing.fees import (
    FeeBasisDiffers,
    FeeItemExists,
    NoCompanyPrice,
    NoOwnPrice,
    UnknownFeeItem,
)
from foundation import owned
from foundation.actor import Actor, Grant
from foundation.scope import FIRST_COMMUNITY, Scope
from services.billing.units.queries import fee_items
from tests.operations.billing.conftest import Office
from tests.operations.conftest import put_household
from tests.support.community import HERE, OTHER, THERE

pytestmark = pytest.mark.both_databases


def finance(*communities: str | None) -> Actor:
    """Somebody of finance there; None: of the company."""
    held = frozenset(Grant("finance", one) for one in communities)
    return Actor("p-finance", "孙会计", frozenset({"finance"}), grants=held)


OF_ALL, HERS, THEIRS = finance(None), finance(FIRST_COMMUNITY), finance(OTHER)


@pytest.fixture
def two(office: Office) -> Office:
    """Two communities; the company's price is 1 yuan from 2026 on."""
    put_household(office.store, "t-h1", where=THERE)
    return office


def enter(office: Office, by: Actor, price: str, since: str, **more: Any) -> dict[str, Any]:
    office.finance = by
    return office.fee(price=price, effective_from=since, **more)


def charged(office: Office, where: Scope, *days: str) -> list[str]:
    """The prices by which bills of a community are worked out."""
    with office.store.read(scope=where) as uow:
        (item,) = fee_items(uow, date(2030, 1, 1))
    return [str(item.price_on(date.fromisoformat(day)).price.normalize()) for day in days]  # type: ignore[union-attr]


def test_P01_P05_a_community_s_own_price_holds_from_its_first_day_on(two: Office) -> None:
    made = enter(two, THEIRS, "1.50", "2027-01-01")
    assert made["source"] == "community"
    enter(two, OF_ALL, "1.20", "2027-07-01")
    days = ("2026-12-31", "2027-01-01", "2027-08-01")
    assert charged(two, THERE, *days) == ["1", "1.5", "1.5"]
    assert charged(two, HERE, *days) == ["1", "1", "1.2"]


def test_P05_the_schedule_says_whose_a_price_is(two: Office) -> None:
    enter(two, THEIRS, "1.50", "2026-07-01")

    def listed(by: Actor) -> list[tuple[str, str]]:
        items = two.call("list_fee_items", by, on="2026-12-01")["items"]
        return sorted((one["price"], one["source"]) for one in items)

    assert listed(THEIRS) == [("1.50", "community")]
    assert listed(HERS) == [("1.00", "company")]
    assert listed(OF_ALL) == [("1.00", "company"), ("1.50", "community")]


def test_P01_the_company_and_each_community_have_a_price_from_the_same_day(two: Office) -> None:
    for by, price in ((THEIRS, "1.50"), (HERS, "1.60")):
        enter(two, by, price, "2026-01-01")
        with pytest.raises(FeeItemExists):
            enter(two, by, price, "2026-01-01")
    assert charged(two, THERE, "2026-05-01") == ["1.5"]
    assert charged(two, HERE, "2026-05-01") == ["1.6"]


def test_B01_an_own_price_keeps_the_basis_and_what_it_leaves_out(two: Office) -> None:
    with pytest.raises(FeeBasisDiffers):
        enter(two, THEIRS, "9.00", "2027-01-01", basis="fixed")
    enter(two, OF_ALL, "1.10", "2026-10-01", vacant_percent=70)
    assert enter(two, THEIRS, "1.50", "2027-01-01")["vacant_percent"] == 70


def taken_back(office: Office, by: Actor, since: str, **more: Any) -> dict[str, Any]:
    item = {"name": "物业费", "unit_type": "residential", "effective_from": since} | more
    return dict(office.call("take_back_fee_item", by, **item))


def test_P01_P05_a_community_has_the_company_s_price_again_from_a_day_on(two: Office) -> None:
    enter(two, THEIRS, "1.50", "2027-01-01")
    enter(two, OF_ALL, "1.20", "2027-03-01")
    made = taken_back(two, THEIRS, "2027-07-01")
    assert (made["taken_back"], made["price"], made["source"]) == (True, "1.20", "community")
    enter(two, OF_ALL, "1.30", "2027-10-01")
    days = ("2026-12-31", "2027-06-30", "2027-07-01", "2027-10-01")
    assert charged(two, THERE, *days) == ["1", "1.5", "1.2", "1.3"]
    assert charged(two, HERE, *days) == ["1", "1.2", "1.2", "1.3"]


def test_P01_it_may_have_its_own_again_and_take_that_back(two: Office) -> None:
    enter(two, THEIRS, "1.50", "2026-02-01")
    taken_back(two, THEIRS, "2026-04-01")
    again = enter(two, THEIRS, "1.60", "2026-06-01")
    assert again["taken_back"] is False
    taken_back(two, THEIRS, "2026-08-01")
    days = ("2026-02-01", "2026-05-01", "2026-07-01", "2026-08-01")
    assert charged(two, THERE, *days) == ["1.5", "1", "1.6", "1"]


def test_P05_the_schedule_says_that_the_company_s_price_holds_again(two: Office) -> None:
    enter(two, THEIRS, "1.50", "2026-02-01")
    taken_back(two, THEIRS, "2026-06-01")

    def listed(by: Actor, on: str | None = None) -> list[tuple[str, str, bool]]:
        items = two.call("list_fee_items", by, on=on)["items"]
        return sorted((one["price"], one["source"], one["taken_back"]) for one in items)

    company, own = ("1.00", "company", False), ("1.50", "community", False)
    assert listed(THEIRS, "2026-05-31") == [own]
    assert listed(THEIRS, "2026-06-01") == [company]
    assert listed(OF_ALL, "2026-05-31") == [company, own]
    assert listed(OF_ALL, "2026-06-01") == [company]
    assert listed(THEIRS) == [("1.00", "community", True), company, own], "the history stays"


def test_P01_only_a_price_of_its_own_is_taken_back(two: Office) -> None:
    for by in (THEIRS, OF_ALL):
        with pytest.raises(NoOwnPrice):
            taken_back(two, by, "2026-06-01")
    enter(two, THEIRS, "1.50", "2026-06-01")
    with pytest.raises(FeeItemExists):
        taken_back(two, THEIRS, "2026-06-01")
    with pytest.raises(NoOwnPrice):
        taken_back(two, THEIRS, "2026-05-31")
    with pytest.raises(NoOwnPrice):
        taken_back(two, HERS, "2026-07-01")
    taken_back(two, THEIRS, "2026-07-01")
    with pytest.raises(NoOwnPrice):
        taken_back(two, THEIRS, "2026-08-01")
    with pytest.raises(UnknownFeeItem):
        taken_back(two, THEIRS, "2026-08-01", name="没有的")


def test_P01_what_the_company_never_had_is_ended_instead(two: Office) -> None:
    enter(two, THEIRS, "3.00", "2026-06-01", name="会所费")
    with pytest.raises(NoCompanyPrice):
        taken_back(two, THEIRS, "2026-07-01", name="会所费")


def test_P01_without_the_owner_a_community_s_price_would_be_everybody_s(
    two: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(owned, "owner", lambda *_: None)
    enter(two, THEIRS, "1.50", "2027-01-01")
    assert charged(two, HERE, "2027-01-01") == ["1.5"]
