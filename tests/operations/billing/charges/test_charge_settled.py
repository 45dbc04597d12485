"""B14: what is told of a single charge when it is settled, by whatever means, or owed again."""

import pytest

from services.billing.bills.tables import Bill
from services.billing.cancellations.operations import cancelling
from services.billing.ledger.operations import settlements
from services.billing.ledger.operations.booking import lock_accounts
from tests.operations.billing.conftest import Answer, Office
from tests.support.community import HERE

REPAIR = {
    "repair_id": "r1",
    "number": "WX-2026-000007",
    "household_id": "h1",
    "amount": "180.00",
    "lines": [],
}


@pytest.fixture
def charged(office: Office) -> Office:
    """A charge of 180 yuan for a repair of h1, and nothing else."""
    office.receives("on_repair_charge_due", **REPAIR)
    return office


def settled(office: Office) -> list[bool]:
    """What was told of the charge so far; that it is owed comes first."""
    words = office.published("charge_settled")
    assert {(word["source_reference"], word["household_id"]) for word in words} <= {("r1", "h1")}
    versions = [word["version"] for word in words]
    assert versions == sorted(set(versions))
    return [word["settled"] for word in words]


def void(office: Office, payment: Answer) -> list[bool]:
    """Void a payment; what is told from then on."""
    before = len(settled(office))
    data = {"payment_id": payment["id"], "reason": "录入错误"}
    office.call("void_payment", office.supervisor, **data)
    return settled(office)[before:]


def test_B14_a_charge_is_told_with_its_bill(charged: Office) -> None:
    (word,) = charged.published("charge_settled")
    bill = charged.bill()
    assert (word["bill_id"], word["number"], word["settled"]) == (bill["id"], bill["number"], False)


def test_B14_it_is_settled_by_the_payment_that_leaves_nothing(charged: Office) -> None:
    charged.pay("100.00")
    assert settled(charged) == [False]
    charged.pay("80.00")
    assert settled(charged) == [False, True]


def test_B14_credit_settles_it_at_once(office: Office) -> None:
    ahead = office.pay("180.00")  # nothing is owed yet: credit
    office.receives("on_repair_charge_due", **REPAIR)
    assert settled(office) == [False, True]
    assert void(office, ahead) == [False]


def test_B14_credit_settles_it_at_the_next_bill_run(charged: Office) -> None:
    charged.run()
    later = charged.bills()[-1]["id"]
    ahead = charged.pay("300.00", bill_ids=[later])  # the charge stays owed
    assert settled(charged) == [False]
    charged.pay("180.00")
    assert settled(charged) == [False, True]
    assert void(charged, ahead) == []  # the bill of the period is owed again, not the charge


def test_B14_a_waiver_settles_what_was_left(charged: Office) -> None:
    order = ["cost", "principal", "late_charge"]
    charged.call("change_policy", charged.actor("director"), name="allocation_order", value=order)
    charged.call(
        "change_policy", charged.actor("director"), name="late_charge_on_repairs", value=True
    )
    charged.arrive("2027-02-01")
    principal = charged.pay("180.00")
    bill = charged.bill()
    assert bill["outstanding"] != "0.00" and settled(charged) == [False]
    data = {"bill_id": bill["id"], "reason": "系统故障"}
    charged.call("waive_late_charge", charged.supervisor, **data)
    assert settled(charged) == [False, True]
    assert void(charged, principal) == [False]


@pytest.mark.parametrize("voided", [0, 1])
def test_B14_any_part_of_what_settled_a_charge_reopens_it(charged: Office, voided: int) -> None:
    parts = [charged.pay("100.00"), charged.pay("80.00")]
    assert void(charged, parts[voided]) == [False]
    assert void(charged, parts[1 - voided]) == []  # it was owed already


def test_B14_charge_that_other_money_still_covers_is_not_told(charged: Office) -> None:
    charged.pay("180.00")
    assert void(charged, charged.pay("20.00")) == []


@pytest.mark.parametrize("paid", [None, "100.00", "180.00"])
def test_B16_a_charge_that_is_taken_back_is_told_as_cancelled_paid_or_not(
    charged: Office, paid: str | None
) -> None:
    payment = charged.pay(paid) if paid else None
    before = len(settled(charged))
    with charged.store.write(scope=HERE) as uow:
        lock_accounts(uow, ["h1"])
        bill = uow.session.get_one(Bill, charged.bill()["id"])
        cancelling.cancel(uow, bill, "误操作", "王主管")
    (word,) = charged.published("charge_settled")[before:]
    assert (word["settled"], word["cancelled"]) == (False, True)
    if payment:
        assert void(charged, payment) == []
    assert charged.balanced()


def test_B14_bills_that_came_from_nothing_else_are_not_told(office: Office) -> None:
    office.run()
    void(office, office.pay("300.00"))
    assert settled(office) == []


def test_B14_without_the_look_before_every_posting_would_be_told(
    charged: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the comparison of before and after."""
    monkeypatch.setattr(settlements, "crossed", lambda before, after: True)
    charged.pay("50.00")
    assert settled(charged) == [False, False]
