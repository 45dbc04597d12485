"""B18: credit meets debt at once, whenever either appears."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from contracts.billing.ledger import Account, PostingKind
from contracts.billing.refunds import CreditTooSmall
from foundation.deadlines import Deadline
from services.billing.daily import operations as daily
from services.billing.dunning import operations as dunning
from services.billing.ledger.operations import booking as ledger
from services.billing.ledger.operations.booking import Posting, book, lock_accounts
from services.billing.ledger.rules.posting import LedgerLine
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

REPAIR = {
    "repair_id": "r1", "number": "WX-2026-000007", "household_id": "h1", "amount": "180.00",
    "lines": [],
}  # fmt: skip


pytestmark = pytest.mark.both_databases


def void(office: Office, payment: dict[str, Any]) -> None:
    office.call("void_payment", office.finance, payment_id=payment["id"], reason="错收")


def account(office: Office, household_id: str = "h1") -> tuple[str, str]:
    found = office.statement(household_id)
    return found["outstanding"], found["credit"]


def charged(office: Office, *amounts: str) -> None:
    """Bills of these amounts, one after the other."""
    for number, amount in enumerate(amounts):
        payload = REPAIR | {"repair_id": f"r{number}", "number": f"WX-{number}", "amount": amount}
        office.receives("on_repair_charge_due", **payload)


def test_B18_a_void_lets_the_credit_of_another_payment_pay(office: Office) -> None:
    """918.23 outstanding beside 2,717.00 of credit: then a reminder, a visit, a late charge."""
    charged(office, "918.23", "1141.50", "1141.50")
    first = office.pay("918.23")
    office.pay("5000.00")
    assert account(office) == ("0.00", "2717.00")
    void(office, first)
    assert account(office) == ("0.00", "1798.77")
    office.arrive("2026-12-15")
    office.go_to("2027-02-20")
    assert (office.steps(), office.visits(status=None)) == ([], [])
    assert account(office) == ("0.00", "1798.77")
    assert office.published("household_arrears_changed", "h1") == []
    assert office.balanced()


def test_B18_without_the_meeting_who_is_in_credit_is_dunned(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the right that stood beside the debt."""
    charged(office, "918.23", "1141.50", "1141.50")
    first = office.pay("918.23")
    office.pay("5000.00")
    monkeypatch.setattr(ledger, "meet", lambda *_: [])
    monkeypatch.setattr("services.billing.credit.operations.meet", lambda *_: [])
    monkeypatch.setattr("services.billing.cases.rules.is_covered", lambda _: False)
    void(office, first)
    assert account(office) == ("918.23", "2717.00")
    office.arrive("2026-12-05")
    assert office.steps() != []
    assert "credit beside debt" in [
        one["what"] for one in office.call("verify_books", office.finance)["differences"]
    ]


APPEARS: list[Callable[[Office], None]] = [
    lambda office: office.receives("on_repair_charge_due", **REPAIR) and None,
    lambda office: office.run("2027-Q1", "2027-03-31") and None,
    lambda office: office.run("2026-09", "2026-11-30") and None,
]


@pytest.mark.parametrize("debt", APPEARS, ids=["a repair", "the next quarter", "a late bill"])
def test_B18_a_debt_that_appears_is_paid_from_credit(
    billed: Office, debt: Callable[[Office], None]
) -> None:
    billed.pay("1300.00")
    assert account(billed) == ("0.00", "1000.00")
    debt(billed)
    assert account(billed)[0] == "0.00"
    assert Decimal(account(billed)[1]) < 1000
    billed.arrive("2027-04-05")
    assert (billed.steps(), billed.balanced()) == ([], True)


def test_B18_credit_pays_the_oldest_debt_and_the_rest_stays_owed(billed: Office) -> None:
    first = billed.pay("300.00")
    billed.pay("100.00")
    void(billed, first)
    assert account(billed) == ("200.00", "0.00")
    assert billed.bill()["status"] == "partly_paid"


def test_B18_a_household_paid_by_credit_leaves_the_stewards_list(billed: Office) -> None:
    """Dunning follows the meeting as it follows a payment."""
    first = billed.pay("300.00")
    billed.arrive("2026-12-03")
    void(billed, first)
    billed.go_to("2026-12-06")
    assert len(billed.visits(household_id="h1")) == 1
    billed.pay("310.00")
    assert billed.visits(household_id="h1") == []
    assert billed.published("household_arrears_changed", "h1")[-1]["overdue_amount"] == "0.00"


def test_B18_a_refund_that_waits_reserves_nothing(billed: Office) -> None:
    """Debts come first: else who is paid out is dunned for what the money would have paid."""
    billed.pay("400.00")
    data = {"household_id": "h1", "amount": "100.00", "method": "cash", "reason": "搬走"}
    refund = billed.call("request_refund", billed.receptionist, **data)
    billed.receives("on_repair_charge_due", **REPAIR)
    assert account(billed) == ("80.00", "0.00")
    decide = {"refund_id": refund["id"]}
    with pytest.raises(CreditTooSmall):
        billed.call("decide_refund", billed.finance, approve=True, **decide)
    billed.call("decide_refund", billed.finance, approve=False, **decide)
    assert account(billed) == ("80.00", "0.00")


def before_they_met(office: Office) -> None:
    """Books as a release before left them: credit beside a debt."""
    with office.store.write(scope=HERE) as uow:
        lock_accounts(uow, ["h1"])
        gift = [LedgerLine(Account.CASH, Decimal(400)), LedgerLine(Account.CREDIT, -Decimal(400))]
        book(uow, [Posting(PostingKind.PAYMENT, "h1", "SJ-2026-000001", gift)])
    assert account(office) == ("300.00", "400.00")


def test_B18_books_of_before_are_put_in_order_when_the_day_is_opened(
    billed: Office, caplog: pytest.LogCaptureFixture
) -> None:
    before_they_met(billed)
    billed.go_to("2026-11-03", 1)
    assert account(billed) == ("0.00", "100.00")
    assert "credit of household h1 has met what it owed" in caplog.text
    billed.arrive("2026-12-05")
    assert billed.steps() == []


def test_B18_the_check_of_the_books_names_who_has_both(billed: Office) -> None:
    before_they_met(billed)
    found = billed.call("verify_books", billed.finance)["differences"]
    both = [one for one in found if one["what"] == "credit beside debt"]
    assert [(one["household_id"], one["found"]) for one in both] == [("h1", "300.00")]


def test_B18_a_step_that_is_due_meets_credit_first(billed: Office) -> None:
    """Even where the day was not opened since."""
    billed.jump_to("2026-11-23", 9)
    before_they_met(billed)
    with billed.store.write(scope=HERE) as uow:
        deadline = Deadline(0, daily.TAKE_STEPS, daily.SUBJECT, "", uow.now, {})
        dunning.take_steps(uow, deadline)
    assert billed.steps() == [] and account(billed) == ("0.00", "100.00")
