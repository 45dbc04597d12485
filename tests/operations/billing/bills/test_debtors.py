"""B19: a bill is its debtor's: shown to them and theirs, and asked of nobody who came later."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import true, update

from contracts.billing.cases import CaseStatus
from contracts.billing.payments import MoreThanOwed, UnknownBill
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.membership import Standing
from services.billing.cases.queries import homes
from services.billing.cases.tables import DunningCase
from services.billing.ledger import queries as balances
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

OWNER, TENANT, BUYER = "m-owner", "m-tenant", "m-buyer"


pytestmark = pytest.mark.both_databases


def members(owner: str, name: str, sees_from: str | None = None) -> list[dict[str, Any]]:
    """An owner and a tenant."""
    common = {"person_id": None, "phone": "13800000001", "email": None}
    return [
        common
        | {"id": owner, "name": name, "relation": "owner", "side": "owner", "sees_from": sees_from},
        common
        | {"id": TENANT, "name": "李雷", "relation": "tenant", "side": TENANT, "sees_from": None},
    ]


def hear(office: Office, version: int, owner: str, name: str, since: str | None = None) -> None:
    """The directory tells of the household."""
    office.receives(
        "on_household_changed", household_id="h1", version=version, building="1栋", unit="1-101",
        floor=1, unit_type="residential", area_m2="100.00", owner_name=name, billing_from=None,
        vacant=False, two_person_visit=False, owner_since=since,
        members=members(owner, name, since),
    )  # fmt: skip


@pytest.fixture
def sold(office: Office) -> Office:
    """h1 was billed to 王芳, who owes it; since an hour it is 赵敏's, with a bill of her own."""
    hear(office, 2, OWNER, "王芳")
    office.run("2026-10")
    office.clock.advance(timedelta(hours=1))
    hear(office, 3, BUYER, "赵敏", office.clock.now().isoformat())
    office.clock.advance(timedelta(hours=1))
    office.run("2026-11", "2026-12-15")
    return office


@pytest.fixture
def who(sold: Office) -> Callable[[str], Actor]:
    """The residents of h1, as the directory lets them in."""
    came = sold.clock.now() - timedelta(hours=1)
    standings = {
        "former": Standing("h1", OWNER),
        "buyer": Standing("h1", BUYER, "owner", came),
        "buyer's family": Standing("h1", "m-family", "owner", came),
        "tenant": Standing("h1", TENANT, TENANT),
    }
    return lambda name: sold.actor(
        "resident", id=f"p-{name}", name=name, household_ids=["h1"], standings=(standings[name],)
    )


def periods(office: Office, by: Actor) -> list[str]:
    listed = office.call("list_bills", by)["items"]
    named = office.call("list_bills", by, household_id="h1")["items"]
    assert listed == named
    return sorted(bill["period"] for bill in listed)


def test_B19_a_bill_names_its_debtor(sold: Office) -> None:
    assert [(one["period"], one["debtor_name"]) for one in sold.bills()] == [
        ("2026-10", "王芳"), ("2026-11", "赵敏"),
    ]  # fmt: skip


def test_P10_at_the_counter_whoever_owes_the_named_bill_is_the_payer(sold: Office) -> None:
    """Unless somebody else is named; what is paid for no bill in particular is the owner's."""
    former, later = sold.bills()
    assert sold.pay("10.00", bill_ids=[former["id"]])["payer"] == "王芳"
    assert sold.pay("10.00", bill_ids=[later["id"]])["payer"] == "赵敏"
    assert sold.pay("10.00", bill_ids=[former["id"], later["id"]])["payer"] == "赵敏"
    assert sold.pay("10.00")["payer"] == "赵敏"
    assert sold.pay("10.00", bill_ids=[former["id"]], payer="王芳的儿子")["payer"] == "王芳的儿子"


SHOWN = {
    "former": ["2026-10", "2026-11"],  # as far as the session says; the directory ends it
    "buyer": ["2026-11"],
    "buyer's family": ["2026-11"],
    "tenant": [],
}


@pytest.mark.parametrize("name", SHOWN)
def test_B19_bills_are_shown_to_the_debtor_and_theirs(
    sold: Office, who: Callable[[str], Actor], name: str
) -> None:
    by = who(name)
    assert periods(sold, by) == SHOWN[name]
    for bill in sold.bills():
        if bill["period"] in SHOWN[name]:
            assert sold.call("get_bill", by, bill_id=bill["id"])["id"] == bill["id"]
        else:
            with pytest.raises(NotFound):
                sold.call("get_bill", by, bill_id=bill["id"])


def test_B19_the_account_of_who_comes_begins_at_nothing(
    sold: Office, who: Callable[[str], Actor]
) -> None:
    figures = ("opening", "outstanding", "overdue", "credit", "closing")
    sold.clock.advance(timedelta(days=30))  # the bills of both are overdue

    def account(name: str) -> list[str]:
        seen = sold.call("statement", who(name), household_id="h1")
        assert seen["closing"] == (seen["entries"][-1]["balance"] if seen["entries"] else "0.00")
        return [seen[figure] for figure in figures[:4]]

    staff = sold.statement()
    assert staff["outstanding"] == "200.00"
    assert account("buyer")[:2] == ["0.00", "100.00"]
    assert account("tenant") == ["0.00", "0.00", "0.00", "0.00"]
    assert account("former")[1] == "200.00"


def test_B19_money_of_who_came_pays_no_debt_from_before(
    sold: Office, who: Callable[[str], Actor], sandbox: None
) -> None:
    old, new = sold.bills()
    paid = sold.call(
        "take_payment", who("buyer"), household_id="h1", amount="130.00", method="wechat"
    )
    assert paid["allocations"] == [
        {"bill_id": new["id"], "number": new["number"], "amount": "100.00"}
    ]
    assert paid["credit"] == "30.00"
    at_the_counter = sold.pay("5.00")
    assert at_the_counter["allocations"] == []
    named = sold.pay("40.00", bill_ids=[old["id"]])
    assert [one["number"] for one in named["allocations"]] == [old["number"]]
    shown = sold.call("list_payments", who("buyer"))["items"]
    assert {one["id"] for one in shown} == {paid["id"], at_the_counter["id"]}
    for method, key in (("get_payment", "payment_id"), ("get_receipt", "receipt_number")):
        value = named["id"] if key == "payment_id" else named["receipt_number"]
        with pytest.raises(NotFound):
            sold.call(method, who("buyer"), **{key: value})
    assert sold.balanced()


def test_B19_a_tenant_pays_no_bill_of_the_owner(
    sold: Office, who: Callable[[str], Actor], sandbox: None
) -> None:
    tenant, pay = who("tenant"), {"household_id": "h1", "amount": "10.00", "method": "wechat"}
    with pytest.raises(UnknownBill):
        sold.call("take_payment", tenant, **pay, bill_ids=[sold.bills()[1]["id"]])
    with pytest.raises(MoreThanOwed):
        sold.call("take_payment", tenant, **pay)


def test_B19_what_was_paid_ahead_before_pays_nothing_of_who_came(office: Office) -> None:
    hear(office, 2, OWNER, "王芳")
    office.pay("70.00")
    office.clock.advance(timedelta(hours=1))
    hear(office, 3, BUYER, "赵敏", office.clock.now().isoformat())
    office.run("2026-11")
    assert office.bill()["outstanding"] == "100.00"
    assert office.statement()["credit"] == "70.00"
    assert office.balanced()


def test_B19_who_came_is_not_dunned_for_a_debt_from_before(sold: Office) -> None:
    sold.arrive("2026-12-04")
    assert sold.steps() == []
    assert [one["household_id"] for one in sold.visits()] == ["h2"]
    [case] = [
        one
        for one in sold.call("preview_dunning", sold.supervisor, household_id="h1")["items"]
        if one["due_date"] == "2026-11-30"
    ]
    assert (case["would_get"], case["reason"]) == (False, "前业主或租户欠费，由专人处理")
    arrears = sold.published("household_arrears_changed", "h1")
    assert not arrears or arrears[-1]["overdue_amount"] == "0.00"
    sold.go_to("2026-12-17")
    published = sold.published("dunning_step_taken", "h1")
    assert {number for one in published for number in one["bill_numbers"]} == {
        sold.bills()[1]["number"]
    }
    assert {one["amount"] for one in published} == {"100.00"}


def test_B19_without_the_rule_who_came_would_be_dunned(
    sold: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(balances, "of_present_owners", true)
    monkeypatch.setattr(homes, "OWED", homes.owed_on(true()))
    with sold.store.write(scope=HERE) as uow:
        uow.session.execute(update(DunningCase).values(status=CaseStatus.RUNNING))
    sold.arrive("2026-12-04")
    old = sold.bills()[0]["number"]
    assert any(old in one["bill_numbers"] for one in sold.published("dunning_step_taken", "h1"))


def test_B19_a_door_visit_is_called_off_when_the_home_is_sold(office: Office) -> None:
    hear(office, 2, OWNER, "王芳")
    office.run("2026-10")
    office.arrive("2026-12-03")
    assert [one["status"] for one in office.visits()] == ["assigned"] * len(office.visits())
    assert [one for one in office.visits() if one["household_id"] == "h1"]
    hear(office, 3, BUYER, "赵敏", office.clock.now().isoformat())
    assert not [
        one for one in office.visits(status="assigned") if one["household_id"] == "h1"
    ]  # fmt: skip


def test_B19_a_former_owners_debt_that_is_paid_is_settled(sold: Office) -> None:
    old = sold.bills()[0]
    sold.pay("100.00", bill_ids=[old["id"]])
    [case] = [
        one
        for one in sold.call("preview_dunning", sold.supervisor, household_id="h1")["items"]
        if one["due_date"] == "2026-11-30"
    ]
    assert case["reason"] == "已缴清，无需催缴"


def test_B14_the_tenant_who_ordered_a_repair_sees_its_bill(
    sold: Office, who: Callable[[str], Actor]
) -> None:
    sold.receives(
        "on_repair_charge_due", repair_id="r1", number="WX-1", household_id="h1", amount="80.00",
        lines=[], side=TENANT, member_id=TENANT,
    )  # fmt: skip
    [bill] = sold.call("list_bills", who("tenant"))["items"]
    assert bill["source_reference"] == "r1"
    assert sold.call("statement", who("tenant"), household_id="h1")["outstanding"] == "80.00"
