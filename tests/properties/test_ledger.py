"""B07, B09, B10, B11, B14: the ledger agrees with a notebook, whatever is done and when."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from contracts.billing.codes import PostingKind
from foundation.clock import FixedClock
from foundation.errors import ServiceError
from foundation.storage.store import Store
from services.billing.domain.policy import BillingPolicy
from services.billing.domain.posting import Account
from services.billing.queries.balances import may_owe
from services.billing.tables import Bill, CollectionFigure, LedgerEntry, LedgerPosting, Payment
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.properties.conftest import SEQUENCES, Template, actor, local, template_of
from tests.properties.ledger_model import DAY, ZERO, Notebook, Paper, Receipt
from tests.properties.reached import require_reached

MONTHLY = {"h1": Decimal("125.00"), "h2": Decimal("100.50")}
"""1.25 yuan per m²: 100 and 80.40 m²."""
PERIODS = {
    "2026-10": ["10"], "2026-11": ["11"], "2026-12": ["12"],
    "2026-Q4": ["10", "11", "12"], "2026-Q3": ["07", "08", "09"],
    "2026-H2": ["07", "08", "09", "10", "11", "12"],
}  # fmt: skip

CAPPED = "capped"
"""A late charge as high as what it is charged on."""
LEAST = dict.fromkeys(PostingKind, 5) | dict.fromkeys(
    (PostingKind.BILL, PostingKind.PAYMENT, PostingKind.LATE_CHARGE, CAPPED), 30
)
"""How many sequences must at least come to each."""

homes = st.sampled_from(sorted(MONTHLY))
picks = st.integers(0, 50)
sums = st.one_of(
    st.sampled_from(["0.01", "100.50", "125.00", "375.00", "1000.00"]).map(Decimal),
    st.integers(1, 60_000).map(lambda fen: Decimal(fen) / 100),
)


def prepare(store: Store, clock: FixedClock) -> None:
    """Two households and one fee."""
    support.put_household(store, "h1", area_m2="100.00")
    support.put_household(store, "h2", unit="1-102", area_m2="80.40")
    support.put_person(store, "s1", "steward", buildings=["1栋"])
    Office(store, clock, actor).fee(price="1.25")


class Books(RuleBasedStateMachine):
    """A billing office beside a notebook."""

    template: ClassVar[Template]
    reached: ClassVar[Counter[str]]
    """By what was booked, sequences that came to it."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = self.template.opened()
        self.store, clock = self.opened.__enter__()
        self.office = Office(self.store, clock, actor)
        self.book = Notebook()
        self.billed: set[tuple[str, str]] = set()
        self.receipts: list[tuple[str, Receipt]] = []
        self.asked: dict[str, tuple[str, Receipt]] = {}
        """Requests to void that wait, by payment."""
        self.refunds: list[tuple[str, str, Decimal]] = []
        self.answers: dict[str, tuple[dict[str, Any], Any]] = {}
        self.charges: set[str] = set()
        self.frozen: dict[Any, Any] = {}
        self.old = False

    def teardown(self) -> None:
        """What is checked once per sequence."""
        try:
            self.check_papers()
            self.reached.update(self.booked())
        finally:
            self.opened.__exit__(None, None, None)

    @property
    def today(self) -> date:
        """The date on the wall."""
        return local(self.office.clock.now()).date()

    def refused(self, code: str, *args: Any, **data: Any) -> None:
        """The office says no, with this code."""
        with pytest.raises(ServiceError) as refusal:
            self.office.call(*args, **data)
        assert refusal.value.code == code

    def pick(self, things: list[Any], number: int) -> Any:
        """One of them."""
        return things[number % len(things)]

    @initialize(
        billed=st.booleans(), paid=st.sampled_from([None, "125.00", "1000.00"]),
        days=st.sampled_from([0, 0, 75]),
    )  # fmt: skip
    def begin(self, billed: bool, paid: str | None, days: int) -> None:
        """Some offices have a past, from which more is near than from nothing."""
        if paid:
            self.pay("h1", Decimal(paid), [], None)
        if billed:
            self.run("2026-Q4", 30)
        self.wait(days)

    @rule(period=st.sampled_from(sorted(PERIODS)), days=st.integers(0, 40))
    def run(self, period: str, days: int) -> None:
        due = self.today + timedelta(days=days)
        self.office.run(period, due.isoformat())
        fresh = []
        for household_id, monthly in MONTHLY.items():
            months = {(household_id, month) for month in PERIODS[period]} - self.billed
            self.billed |= months
            if months:
                fresh.append(self.book.bill(household_id, due, monthly * len(months)))
        self.name(fresh)

    @rule(household_id=homes, repair=st.sampled_from(["r1", "r2", "r3"]), amount=sums)
    def charge(self, household_id: str, repair: str, amount: Decimal) -> None:
        self.office.hears(
            "on_repair_charge_due", repair_id=repair, number=repair, household_id=household_id,
            amount=str(amount), lines=[],
        )  # fmt: skip
        if repair not in self.charges:
            self.charges.add(repair)
            due = self.today + timedelta(days=30)
            self.name([self.book.bill(household_id, due, amount)])

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
        told = {one["bill_id"]: Decimal(one["amount"]) for one in answer["allocations"]}
        assert told == spent
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
        by = replace(by, roles=frozenset({"supervisor"}))
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
            self.asked.pop(payment_id, None)

    @precondition(lambda self: self.receipts)
    @rule(number=picks)
    def ask_void(self, number: int) -> None:
        payment_id, receipt = self.pick(self.receipts, number)
        args = ("request_void", self.office.receptionist)
        data = {"payment_id": payment_id, "reason": "错收"}
        if receipt.voided:
            self.refused("already_voided", *args, **data)
        elif payment_id in self.asked:
            self.refused("void_already_requested", *args, **data)
        else:
            self.asked[payment_id] = (self.office.call(*args, **data)["id"], receipt)

    @precondition(lambda self: self.asked)
    @rule(number=picks, approve=st.booleans())
    def decide_void(self, number: int, approve: bool) -> None:
        payment_id = self.pick(list(self.asked), number)  # ids are random: never in their order
        void_request_id, receipt = self.asked[payment_id]
        args = ("decide_void", self.office.supervisor)
        data = {"void_request_id": void_request_id, "approve": approve, "remark": "核对"}
        if approve and not self.book.can_void(receipt):
            self.refused("credit_already_refunded", *args, **data)
            return
        self.office.call(*args, **data)
        del self.asked[payment_id]
        self.refused("void_request_decided", *args, **data)
        if approve:
            self.book.void(receipt)

    @rule(number=picks, amount=st.one_of(sums, st.none()), at_once=st.booleans())
    def ask_refund(self, number: int, amount: Decimal | None, at_once: bool) -> None:
        household_id = self.pick([one for one in MONTHLY if self.book.held(one)] or ["h1"], number)
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

    @rule(days=st.sampled_from([1, 2, 15, 31, 40, 75, 400]))
    def wait(self, days: int) -> None:
        first = self.today
        self.office.clock.advance(days * DAY)
        for number in range(1, days + 1):
            self.book.night(first + number * DAY)
        self.book.charge_late()
        self.office.work()

    @precondition(lambda self: self.book.papers and not self.old)
    @rule()
    def outlive_the_debt(self) -> None:
        """Five and a half years, once: late charges reach their cap."""
        self.old = True
        self.wait(2100)

    @invariant()
    def every_household_agrees(self) -> None:
        with self.store.read() as work:
            table = LedgerEntry
            statement = select(table.household_id, table.account, table.bill_id)
            grouped = statement.add_columns(func.sum(table.amount)).group_by(
                table.household_id, table.account, table.bill_id
            )
            rows = work.session.execute(grouped).all()
            figures = select(CollectionFigure.__table__)
            now = {row[:3]: row for row in work.session.execute(figures)}
            unsettled = set(work.session.scalars(select(Bill.id).where(may_owe())))
        credit = dict.fromkeys(MONTHLY, ZERO)
        owed = {paper.bill_id: ZERO for paper in self.book.papers}
        for household_id, account, bill_id, amount in rows:
            if account == Account.CREDIT:
                credit[household_id] -= amount
            elif account == Account.RECEIVABLE:
                owed[bill_id] += amount
        assert credit == {one: self.book.held(one) for one in MONTHLY}
        assert owed == {paper.bill_id: paper.outstanding for paper in self.book.papers}
        assert all(amount >= 0 for amount in (*credit.values(), *owed.values()))
        assert {bill_id for bill_id, amount in owed.items() if amount} <= unsettled
        assert {key: now[key] for key in self.frozen} == self.frozen
        self.frozen = now

    @invariant()
    def the_identity_holds(self) -> None:
        for household_id in MONTHLY:
            mine = self.book.sums.get(household_id, {})
            gone = sum(mine.get(one, ZERO) for one in ("paid", "credited", "written_off"))
            owed = sum((paper.outstanding for paper in self.book.of(household_id)), ZERO)
            assert mine.get("billed", ZERO) == gone + owed

    def booked(self) -> set[str]:
        """Why anything was booked, and whether a late charge came to its cap."""
        with self.store.read() as work:
            kinds = set(work.session.scalars(select(LedgerPosting.kind).distinct()))
        return kinds | {CAPPED for paper in self.book.papers if 0 < paper.charged == paper.largest}

    def check_papers(self) -> None:
        """The nightly check agrees, late charges are capped, receipts have no gaps."""
        found = self.office.call("verify_books", self.office.finance)
        assert found["balanced"], found["differences"]
        for what in ("billed", "paid", "credited", "written_off"):
            mine = sum((sums.get(what, ZERO) for sums in self.book.sums.values()), ZERO)
            assert Decimal(found[what]) == mine, what
        outstanding = sum((paper.outstanding for paper in self.book.papers), ZERO)
        assert Decimal(found["outstanding"]) == outstanding
        assert all(paper.charged <= paper.principal for paper in self.book.papers)
        with self.store.read() as work:
            numbers = list(work.session.scalars(select(Payment.receipt_number)))
        assert len(numbers) == len(self.receipts)
        years: dict[str, list[int]] = {}
        for number in numbers:
            matched = re.fullmatch(r"SJ-(\d{4})-(\d{6})", number)
            assert matched
            years.setdefault(matched[1], []).append(int(matched[2]))
        assert all(sorted(of) == list(range(1, len(of) + 1)) for of in years.values())


def test_B09_the_ledger_agrees_with_a_notebook() -> None:
    with template_of("billing", prepare) as template:
        Books.template, Books.reached = template, Counter()
        run_state_machine_as_test(Books, settings=SEQUENCES)
    require_reached(Books.reached, LEAST)


def test_B11_the_model_counts_by_the_default_policy() -> None:
    policy = BillingPolicy()
    assert (policy.late_charge_daily_percent, policy.late_charge_first_day) == ("0.05", 31)
    assert policy.late_charge_cap_percent == 100
