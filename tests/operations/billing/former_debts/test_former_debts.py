"""B19: what former owners owe is a list of its own, and each has a closing statement."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from foundation.actor import SYSTEM, Actor
from foundation.errors import Forbidden, NotFound
from services.billing.bills.tables import Bill
from services.billing.former_debts import queries
from services.billing.ledger import queries as balances
from tests.operations.billing.bills.test_debtors import BUYER, OWNER, TENANT, hear, sold, who
from tests.operations.billing.conftest import Answer, Office

__all__ = ["sold", "who"]
"""Fixtures: 王芳 owes 100 of h1; since an hour it is 赵敏's, who has a bill of her own."""


pytestmark = pytest.mark.both_databases


def listed(office: Office, **filters: str) -> list[Answer]:
    return list(office.call("list_former_debts", office.finance, **filters)["items"])


def closing(office: Office, debtor_id: str = OWNER) -> Answer:
    data = {"household_id": "h1", "debtor_id": debtor_id}
    return dict(office.call("closing_statement", office.supervisor, **data))


def test_B19_who_owes_what_from_before_is_listed_for_finance(sold: Office) -> None:
    (home,) = listed(sold)
    assert (home["household_id"], home["building"], home["unit"]) == ("h1", "1栋", "1-101")
    assert home["debtors"] == [
        {"debtor_id": OWNER, "name": "王芳", "bills": 1, "outstanding": "100.00",
         "oldest_due_date": "2026-11-30", "tenant": False},
    ]  # fmt: skip
    assert listed(sold, building="2栋") == []
    former = sold.bills()[0]
    sold.pay("40.00", bill_ids=[former["id"]])
    assert listed(sold)[0]["debtors"][0]["outstanding"] == "60.00"
    sold.pay("60.00", bill_ids=[former["id"]])
    assert listed(sold) == []


def test_B19_after_two_changes_each_debtor_is_named(sold: Office) -> None:
    sold.clock.advance(timedelta(hours=1))
    hear(sold, 4, "m-third", "孙丽", sold.clock.now().isoformat())
    (home,) = listed(sold)
    assert [(one["name"], one["outstanding"]) for one in home["debtors"]] == [
        ("王芳", "100.00"), ("赵敏", "100.00"),
    ]  # fmt: skip
    assert closing(sold, BUYER)["owed_now"] == "100.00"


def test_B19_the_closing_statement_says_what_was_owed_then_and_what_is_left(sold: Office) -> None:
    former = sold.bills()[0]
    sold.pay("40.00", bill_ids=[former["id"]])
    found = closing(sold)
    assert (found["name"], found["owner_until"], found["on"]) == (
        "王芳", "2026-11-02", "2026-11-02",
    )  # fmt: skip
    assert found["bills"] == [
        {"number": former["number"], "period": "2026-10", "due_date": "2026-11-30",
         "issued_amount": "100.00", "owed_then": "100.00", "owed_now": "60.00"},
    ]  # fmt: skip
    assert (found["owed_then"], found["credit_then"], found["balance_then"]) == (
        "100.00", "0.00", "100.00",
    )  # fmt: skip
    assert found["owed_now"] == "60.00"


def test_B19_credit_of_then_is_in_the_final_balance(office: Office) -> None:
    hear(office, 2, OWNER, "王芳")
    office.run("2026-10")
    office.pay("130.00")
    office.clock.advance(timedelta(hours=1))
    hear(office, 3, BUYER, "赵敏", office.clock.now().isoformat())
    office.clock.advance(timedelta(hours=1))
    office.pay("500.00")  # the new owner's
    found = closing(office)
    assert (found["bills"], found["owed_then"]) == ([], "0.00")
    assert (found["credit_then"], found["balance_then"]) == ("30.00", "-30.00")


def test_B19_there_is_none_of_a_present_owner_or_of_nobody(sold: Office) -> None:
    for debtor in (BUYER, "nobody"):
        with pytest.raises(NotFound):
            closing(sold, debtor)
    with pytest.raises(NotFound):
        data = {"household_id": "h2", "debtor_id": OWNER}
        sold.call("closing_statement", sold.finance, **data)


@pytest.mark.parametrize("name", ["former", "buyer", "tenant"])
def test_B19_no_resident_sees_either(sold: Office, who: Callable[[str], Actor], name: str) -> None:
    with pytest.raises(Forbidden):
        sold.call("list_former_debts", who(name))
    with pytest.raises(Forbidden):
        sold.call("closing_statement", who(name), household_id="h1", debtor_id=OWNER)


def test_B19_without_the_look_at_owners_present_debts_would_be_listed(
    sold: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(queries, "LIST", queries.homes(~queries.FORMERS))
    monkeypatch.setattr(queries, "DEBTORS", queries.of_debtors(~queries.FORMERS))
    assert listed(sold)[0]["debtors"][0]["name"] == "赵敏"


# what a tenant ordered is the tenant's


@pytest.fixture
def mended(sold: Office) -> Office:
    """The tenant 李雷 of h1 has had a lock mended for 80 yuan."""
    sold.receives(
        "on_repair_charge_due", repair_id="r1", number="WX-1", household_id="h1", amount="80.00",
        lines=[], side=TENANT, member_id=TENANT,
    )  # fmt: skip
    return sold


def test_B19_a_repair_is_billed_to_the_tenant_who_ordered_it_and_shown_to_that_side_alone(
    mended: Office, who: Callable[[str], Actor]
) -> None:
    (bill,) = mended.call("list_bills", who("tenant"))["items"]
    assert (bill["debtor_name"], bill["outstanding"]) == ("李雷", "80.00")
    published = mended.published("bill_issued")[-1]
    assert (published["side"], published["member_id"]) == (TENANT, TENANT)
    for other in ("buyer", "buyer's family", "former"):
        assert bill["id"] not in [
            one["id"] for one in mended.call("list_bills", who(other))["items"]
        ]
        with pytest.raises(NotFound):
            mended.call("get_bill", who(other), bill_id=bill["id"])


def test_B19_the_owners_money_and_reminders_do_not_go_to_it(mended: Office) -> None:
    mended.pay("500.00")
    (bill,) = (one for one in mended.bills() if one["kind"] == "charge")
    assert bill["outstanding"] == "80.00" and mended.balanced()
    mended.go_to("2027-01-20")
    assert "ZD" not in str(
        [one["bill_numbers"] for one in mended.published("dunning_step_taken", "h1")]
    )
    assert mended.visits(household_id="h1") == []
    (home,) = listed(mended)
    assert [(one["name"], one["tenant"]) for one in home["debtors"]] == [
        ("王芳", False), ("李雷", True),
    ]  # fmt: skip
    assert home["debtors"][1]["outstanding"] == "80.00"
    with pytest.raises(NotFound):
        closing(mended, TENANT)


def test_B19_the_tenant_pays_it_online_or_at_the_counter(
    mended: Office, who: Callable[[str], Actor], sandbox: None
) -> None:
    (bill,) = mended.call("list_bills", who("tenant"))["items"]
    paid = mended.pay("30.00", bill_ids=[bill["id"]])
    assert paid["payer"] == "李雷"
    assert paid["id"] in [one["id"] for one in mended.call("list_payments", who("tenant"))["items"]]
    assert paid["id"] not in [
        one["id"] for one in mended.call("list_payments", who("buyer"))["items"]
    ]
    data = {"household_id": "h1", "amount": "50.00", "method": "wechat"}
    mended.call("take_payment", who("tenant"), **data)
    assert mended.call("list_bills", who("tenant"))["items"][0]["status"] == "paid"
    assert [one["settled"] for one in mended.published("charge_settled")] == [False, True]
    assert mended.balanced()


def test_B19_what_an_owner_ordered_is_the_owners(sold: Office) -> None:
    for number, (side, member) in enumerate([("owner", BUYER), ("nobody", None), ("m-gone", None)]):
        sold.receives(
            "on_repair_charge_due", repair_id=f"r{number}", number="WX-1", household_id="h1",
            amount="80.00", lines=[], side=side, member_id=member,
        )  # fmt: skip
    charged = [one for one in sold.bills() if one["kind"] == "charge"]
    assert [one["debtor_name"] for one in charged] == ["赵敏"] * 3


def test_B19_without_the_side_the_owners_money_would_pay_it(
    mended: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(balances, "of_present_owners", lambda: Bill.id.is_not(None))
    mended.pay("500.00")
    assert [one["outstanding"] for one in mended.bills() if one["kind"] == "charge"] == ["0.00"]


def needs(office: Office, member_id: str) -> list[str]:
    """What is open with somebody who has left."""
    about = {"household_id": "h1", "member_id": member_id}
    return list(office.call("needs_leaver", office.actor("director"), **about)["reasons"])


def test_P08_who_has_left_and_owes_something_is_not_erased_on_request(sold: Office) -> None:
    assert needs(sold, OWNER) == ["debt"]
    former = sold.bills()[0]
    sold.pay("40.00", bill_ids=[former["id"]])
    assert needs(sold, OWNER) == ["debt"]
    sold.pay("60.00", bill_ids=[former["id"]])
    assert needs(sold, OWNER) == [], "what is paid keeps nobody"
    assert needs(sold, BUYER) == ["debt"], "another's debt is another's"
    with pytest.raises(Forbidden):
        sold.call("needs_leaver", sold.finance, household_id="h1", member_id=OWNER)


def test_P10_a_closing_statement_is_found_by_its_number_as_it_is_today(sold: Office) -> None:
    found = closing(sold)
    (former,) = [one for one in sold.bills() if one["number"] == found["bills"][0]["number"]]
    sold.pay("40.00", bill_ids=[former["id"]])
    told = sold.call("find_paper", SYSTEM, number=found["number"])
    assert {name: told[name] for name in ("kind", "on", "amount", "outstanding", "name")} == {
        "kind": "closing", "on": found["owner_until"], "amount": found["balance_then"],
        "outstanding": "60.00", "name": "王*",
    }  # fmt: skip
    assert told["community_id"] == found["community_id"]
    for wrong in ("JZ-20261102", "JZ-20261399-ABCDEF", f"{found['number']}0", "JZ-20200101-ABCDEF"):
        with pytest.raises(NotFound):
            sold.call("find_paper", SYSTEM, number=wrong)


def test_P10_each_former_owner_of_a_home_has_a_number_of_their_own(sold: Office) -> None:
    sold.clock.advance(timedelta(hours=1))
    hear(sold, 4, "m-third", "孙丽", sold.clock.now().isoformat())
    numbers = {closing(sold, debtor)["number"] for debtor in (OWNER, BUYER)}
    names = {sold.call("find_paper", SYSTEM, number=one)["name"] for one in numbers}
    assert names == {"王*", "赵*"}
