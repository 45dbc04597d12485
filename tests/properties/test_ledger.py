"""B07, B09, B10, B11, B14, B18: the ledger agrees with a notebook, whatever is done and when."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from contracts.billing.bills import BillKind
from contracts.billing.ledger import PostingKind
from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.billing.bills.rules import Line
from services.billing.issuing.operations import Draft, issue
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.policy import BillingPolicy
from tests.operations.billing.conftest import Office
from tests.properties.communities import COMPANY, Place, run_dealt
from tests.properties.ledger_checks import CAPPED, MONTHLY, Checked
from tests.properties.ledger_model import DAY, ZERO, Paper
from tests.properties.reached import require_reached

PERIODS = {
    "2026-10": ["10"], "2026-11": ["11"], "2026-12": ["12"],
    "2026-Q4": ["10", "11", "12"], "2026-Q3": ["07", "08", "09"],
    "2026-H2": ["07", "08", "09", "10", "11", "12"],
}  # fmt: skip

TAKEN = "taken"
"""A bill was cancelled that had given more back than it charged."""
TAKEN_FROM_BILLS = "taken_from_bills"
"""And the credit that it gave had paid other bills."""
PAID_OUT = "paid_out"
"""It was not cancelled: the credit that it gave was refunded."""
LEAST = (
    dict.fromkeys((*PostingKind, TAKEN), 5)
    | dict.fromkeys((TAKEN_FROM_BILLS, PAID_OUT), 1)
    | dict.fromkeys((PostingKind.BILL, PostingKind.PAYMENT, PostingKind.LATE_CHARGE, CAPPED), 30)
)
"""How many sequences must at least come to each."""

homes = st.sampled_from(sorted(MONTHLY))
picks = st.integers(0, 50)
sums = st.one_of(
    st.sampled_from(["0.01", "100.50", "125.00", "375.00", "1000.00"]).map(Decimal),
    st.integers(1, 60_000).map(lambda fen: Decimal(fen) / 100),
)


def prepare(store: Store, clock: FixedClock, places: tuple[Place, ...]) -> None:
    """In each community two households; one fee for all."""
    for place in places:
        place.household(store, "h1", area_m2="100.00")
        place.household(store, "h2", unit="1-102", area_m2="80.40")
        place.person(store, "s1", "steward", ["1栋"])
    Office(store, clock, COMPANY.actor).fee(price="1.25")


class Books(Checked):
    """What is done to the books."""

    @initialize(
        billed=st.booleans(), paid=st.sampled_from([None, "125.00", "1000.00"]),
        gave=st.booleans(), days=st.sampled_from([0, 0, 75]),
    )  # fmt: skip
    def begin(self, billed: bool, paid: str | None, gave: bool, days: int) -> None:
        """Some offices have a past, from which more is near than from nothing."""
        if paid:
            self.pay("h1", Decimal(paid), [], None)
        if billed:
            self.run("2026-Q4", 30)
        if gave:
            self.give_back("h1", Decimal("0.01"), Decimal("375.00"), 100)
        self.wait_for(days * DAY)

    @rule(period=st.sampled_from(sorted(PERIODS)), days=st.integers(0, 40))
    def run(self, period: str, days: int) -> None:
        due = self.today + timedelta(days=days)
        self.office.run(period, due.isoformat())
        fresh = []
        for household_id, monthly in self.monthly.items():
            months = {(household_id, month) for month in PERIODS[period]} - self.billed
            self.billed |= months
            if months:
                paper = self.book.bill(household_id, due, monthly * len(months))
                paper.months = frozenset(months)
                fresh.append(paper)
        self.name(fresh)

    @rule(household_id=homes, repair=st.sampled_from(["r1", "r2", "r3"]), amount=sums)
    def charge(self, household_id: str, repair: str, amount: Decimal) -> None:
        household_id = self.place.id(household_id)
        self.receives(
            "on_repair_charge_due", repair_id=self.place.id(repair), number=repair,
            household_id=household_id, amount=str(amount), lines=[],
        )  # fmt: skip
        if repair not in self.charges:
            self.charges.add(repair)
            due = self.today + timedelta(days=30)
            self.name([self.book.bill(household_id, due, amount, bears=False)])

    @rule(household_id=homes, charged=sums, back=sums, days=st.integers(0, 40))
    def give_back(self, household_id: str, charged: Decimal, back: Decimal, days: int) -> None:
        """A bill that charges one thing and gives back another, as what is made good does."""
        household_id, due = self.place.id(household_id), self.today + timedelta(days=days)
        lines = [
            Line("物业费", "Property fee", Decimal(1), "项", amount, amount, "说明", "explained")
            for amount in (charged, -back)
        ]
        with self.store.write(scope=self.place.scope) as uow:
            lock_accounts(uow, [household_id])
            issue(uow, [Draft(household_id, BillKind.CHARGE, "2026-11", due, lines)])
        self.name([self.book.bill(household_id, due, charged - back, bears=False)])

    def name(self, fresh: list[Paper]) -> None:
        """Learn the ids of new bills, and let credit pay."""
        for paper in fresh:
            paper.bill_id = self.office.bills(paper.household_id)[-1]["id"]
        for paper in fresh:
            self.book.use_credit(paper.household_id)

    @rule(
        household_id=homes,
        amount=sums,
        named=st.lists(picks, max_size=2),
        key=st.sampled_from([None, None, "k1", "k2"]),
    )
    def pay(self, household_id: str, amount: Decimal, named: list[int], key: str | None) -> None:
        household_id = self.place.id(household_id)
        mine = self.book.of(household_id)
        first: list[Paper] = []
        for number in named if mine else []:
            if (paper := self.pick(mine, number)) not in first:
                first.append(paper)
        data = {
            "household_id": household_id, "amount": str(amount), "method": "cash",
            "bill_ids": [paper.bill_id for paper in first],
        }  # fmt: skip
        by = replace(self.office.receptionist, idempotency_key=key)
        if key in self.answers:
            before, answer = self.answers[key]
            if before != data:
                self.refused("idempotency_mismatch", "take_payment", by, **data)
            else:
                assert self.office.call("take_payment", by, **data) == answer
            return
        answer = self.office.call("take_payment", by, **data)
        if key:
            self.answers[key] = (data, answer)
        receipt = self.book.pay(household_id, amount, first)
        assert Decimal(answer["credit"]) == receipt.over
        spent: dict[str, Decimal] = {}
        for paper, _, part in receipt.parts:
            spent[paper.bill_id] = spent.get(paper.bill_id, ZERO) + part
        allocated = {one["bill_id"]: Decimal(one["amount"]) for one in answer["allocations"]}
        assert allocated == spent
        self.receipts.append((answer["id"], receipt))

    @precondition(lambda self: self.answers)
    @rule(number=picks)
    def pay_again(self, number: int) -> None:
        key = self.pick(sorted(self.answers), number)
        data, answer = self.answers[key]
        by = replace(self.office.receptionist, idempotency_key=key)
        assert self.office.call("take_payment", by, **data) == answer

    @precondition(lambda self: self.receipts)
    @rule(number=picks, alone=st.booleans())
    def void(self, number: int, alone: bool) -> None:
        payment_id, receipt = self.pick(self.receipts, number)
        by = self.office.receptionist if alone else self.office.supervisor
        by = self.place.actor("supervisor", id=by.id, name=by.name)
        args = ("void_payment", by)
        data = {"payment_id": payment_id, "reason": "错收"}
        if alone:
            self.refused("second_person_needed", *args, **data)
        elif receipt.voided:
            self.refused("already_voided", *args, **data)
        elif not self.book.can_void(receipt):
            self.refused("credit_already_refunded", *args, **data)
        else:
            self.office.call(*args, **data)
            self.book.void(receipt)
            self.requested.pop(payment_id, None)

    @precondition(lambda self: self.receipts)
    @rule(number=picks)
    def ask_void(self, number: int) -> None:
        payment_id, receipt = self.pick(self.receipts, number)
        args = ("request_void", self.office.receptionist)
        data = {"payment_id": payment_id, "reason": "错收"}
        if receipt.voided:
            self.refused("already_voided", *args, **data)
        elif payment_id in self.requested:
            self.refused("void_already_requested", *args, **data)
        else:
            self.requested[payment_id] = (self.office.call(*args, **data)["id"], receipt)

    @precondition(lambda self: self.requested)
    @rule(number=picks, approve=st.booleans())
    def decide_void(self, number: int, approve: bool) -> None:
        payment_id = self.pick(list(self.requested), number)  # ids are random: never in their order
        void_request_id, receipt = self.requested[payment_id]
        args = ("decide_void", self.office.supervisor)
        data = {"void_request_id": void_request_id, "approve": approve, "remark": "核对"}
        if approve and not self.book.can_void(receipt):
            self.refused("credit_already_refunded", *args, **data)
            return
        self.office.call(*args, **data)
        del self.requested[payment_id]
        self.refused("void_request_decided", *args, **data)
        if approve:
            self.book.void(receipt)

    @rule(number=picks, amount=st.one_of(sums, st.none()), at_once=st.booleans())
    def ask_refund(self, number: int, amount: Decimal | None, at_once: bool) -> None:
        household_id = self.pick(self.holding() or list(self.monthly), number)
        held = self.book.held(household_id)
        wanted = amount or held or Decimal("0.01")
        data = {"household_id": household_id, "amount": str(wanted), "method": "cash"}
        args = ("request_refund", self.office.receptionist)
        if wanted > held:
            self.refused("credit_too_small", *args, reason="退款", **data)
            return
        refund = self.office.call(*args, reason="退款", **data)
        self.refunds.append((refund["id"], household_id, wanted))
        if at_once:
            self.decide_refund(len(self.refunds) - 1, approve=True)

    @precondition(lambda self: self.refunds)
    @rule(number=picks, approve=st.booleans())
    def decide_refund(self, number: int, approve: bool) -> None:
        refund = self.pick(self.refunds, number)
        refund_id, household_id, amount = refund
        args = ("decide_refund", self.office.supervisor)
        if approve and amount > self.book.held(household_id):
            self.refused("credit_too_small", *args, refund_id=refund_id, approve=True)
            return
        self.office.call(*args, refund_id=refund_id, approve=approve)
        self.refunds.remove(refund)
        self.refused("refund_decided", *args, refund_id=refund_id, approve=approve)
        if approve:
            self.book.credit[household_id] -= amount

    @precondition(lambda self: self.book.papers)
    @rule(number=picks, amount=st.one_of(st.just(Decimal("0.01")), st.none(), sums))
    def waive(self, number: int, amount: Decimal | None) -> None:
        owing = [paper for paper in self.book.papers if paper.owed["late"]]
        paper = self.pick(owing or self.book.papers, number)
        data: dict[str, Any] = {"bill_id": paper.bill_id, "reason": "困难"}
        if amount:
            data["amount"] = str(amount)
        args = ("waive_late_charge", self.office.supervisor)
        if not paper.owed["late"] or (amount or ZERO) > paper.owed["late"]:
            self.refused("nothing_to_waive", *args, **data)
        else:
            self.office.call(*args, **data)
            self.book.waive(paper, amount or paper.owed["late"])

    @precondition(lambda self: self.book.papers)
    @rule(number=picks, alone=st.booleans())
    def cancel(self, number: int, alone: bool) -> None:
        """Finance asks, the supervisor decides; the months can be billed anew."""
        self.take_back(self.pick(self.book.papers, number), alone)

    @precondition(lambda self: self.givers())
    @rule(number=picks)
    def cancel_a_gift(self, number: int) -> None:
        """Of all bills those that gave more than they charged are few, and the hardest."""
        self.take_back(self.pick(self.givers(), number), alone=False)

    @precondition(lambda self: any(self.book.held(one.household_id) for one in self.givers()))
    @rule(number=picks)
    def cancel_a_gift_paid_out(self, number: int) -> None:
        """What it gave is not there any more."""
        holding = self.holding()
        paper = self.pick([one for one in self.givers() if one.household_id in holding], number)
        self.ask_refund(holding.index(paper.household_id), None, at_once=True)
        self.take_back(paper, alone=False)

    @precondition(lambda self: self.spent())
    @rule(number=picks)
    def cancel_a_gift_spent(self, number: int) -> None:
        """What it gave has paid other bills."""
        self.take_back(self.pick(self.spent(), number), alone=False)

    def holding(self) -> list[str]:
        """Households for which something is held."""
        return [one for one in self.monthly if self.book.held(one)]

    def spent(self) -> list[Paper]:
        """Bills that gave more credit than is still held."""
        return [one for one in self.givers() if self.book.held(one.household_id) < one.given]

    def givers(self) -> list[Paper]:
        """Bills that gave credit, and can be cancelled still."""
        return [
            paper
            for paper in self.book.papers
            if paper.given and not paper.cancelled and paper.due >= self.today
        ]

    def take_back(self, paper: Paper, alone: bool) -> None:
        """Ask for a bill to be cancelled, and decide."""
        data = {"bill_id": paper.bill_id, "reason": "误操作"}
        args = ("cancel_bill", self.office.finance)
        if paper.cancelled:
            self.refused("already_cancelled", *args, **data)
            return
        if paper.due < self.today:
            self.refused("figure_frozen", *args, **data)
            return
        requested = self.office.call(*args, **data)
        decision = {"cancel_request_id": requested["id"], "remark": "核对"}
        if alone:
            by = self.office.finance
            self.refused("second_person_needed", "decide_cancel", by, approve=True, **decision)
        by = self.office.supervisor
        approve = not alone
        if approve and not self.book.can_cancel(paper):
            args = ("decide_cancel", by)
            self.refused("credit_already_refunded", *args, approve=True, **decision)
            self.seen.add(PAID_OUT)
            approve = False
        self.office.call("decide_cancel", by, approve=approve, **decision)
        if approve:
            self.seen |= {TAKEN} if paper.given else set()
            self.seen |= (
                {TAKEN_FROM_BILLS} if self.book.held(paper.household_id) < paper.given else set()
            )
            self.book.cancel(paper)
            self.billed -= paper.months

    @rule(days=st.sampled_from([1, 2, 15, 31, 40, 75, 400]))
    def wait(self, days: int) -> None:
        self.wait_for(days * DAY)

    @precondition(lambda self: self.book.papers and not self.old)
    @rule()
    def outlive_the_debt(self) -> None:
        """Five and a half years, once: late charges reach their cap."""
        self.old = True
        self.wait(2100)


def test_B09_P01_the_ledger_of_each_community_agrees_with_a_notebook() -> None:
    require_reached(run_dealt(Books, prepare), LEAST)


def test_B11_the_model_counts_by_the_default_policy() -> None:
    policy = BillingPolicy()
    assert (policy.late_charge_daily_percent, policy.late_charge_first_day) == ("0.05", 31)
    assert policy.late_charge_cap_percent == 100
    assert policy.late_charge_on_repairs is False
