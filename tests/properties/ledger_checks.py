"""What must hold of the ledger whatever was done: B09, B11, B14, B18."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis.stateful import invariant
from sqlalchemy import func, select

from contracts.billing.ledger import Account
from foundation.errors import ServiceError
from services.billing.bills.tables import Bill
from services.billing.collection.tables import CollectionFigure
from services.billing.ledger.queries import may_owe
from services.billing.ledger.tables import LedgerEntry, LedgerPosting
from services.billing.payments.tables import Payment
from services.billing.service import BillingService
from tests.operations.billing.conftest import Office
from tests.properties.communities import Community, Place, World
from tests.properties.conftest import local
from tests.properties.ledger_model import DAY, ZERO, Notebook, Receipt

MONTHLY = {"h1": Decimal("125.00"), "h2": Decimal("100.50")}
"""1.25 yuan per m²: 100 and 80.40 m²."""
CAPPED = "capped"
"""A late charge as high as what it is charged on."""


class Checked(Community):
    """A billing office beside a notebook, and in what both must agree."""

    service = BillingService
    homes = tuple(MONTHLY)

    def __init__(self, place: Place, world: World) -> None:
        super().__init__(place, world)
        self.office = Office(self.store, self.clock, place.actor)
        self.monthly = {place.id(one): fee for one, fee in MONTHLY.items()}
        self.book = Notebook()
        self.billed: set[tuple[str, str]] = set()
        self.receipts: list[tuple[str, Receipt]] = []
        self.requested: dict[str, tuple[str, Receipt]] = {}
        """Requests to void that wait, by payment."""
        self.refunds: list[tuple[str, str, Decimal]] = []
        self.answers: dict[str, tuple[dict[str, Any], Any]] = {}
        self.charges: set[str] = set()
        self.frozen: dict[Any, Any] = {}
        self.seen: set[str] = set()
        """What no kind of posting tells."""
        self.old = False

    def live(self, since: datetime) -> None:
        first = local(since).date()
        for number in range(1, (self.today - first).days + 1):
            self.book.night(first + number * DAY)
        self.book.charge_late()

    @property
    def today(self) -> date:
        """The date on the wall."""
        return local(self.clock.now()).date()

    def refused(self, code: str, *args: Any, **data: Any) -> None:
        """The office says no, with this code."""
        with pytest.raises(ServiceError) as refusal:
            self.office.call(*args, **data)
        assert refusal.value.code == code

    def pick(self, things: list[Any], number: int) -> Any:
        """One of them."""
        return things[number % len(things)]

    @invariant()
    def every_household_agrees(self) -> None:
        with self.store.read(scope=self.place.scope) as uow:
            table = LedgerEntry
            statement = select(table.household_id, table.account, table.bill_id)
            grouped = statement.add_columns(func.sum(table.amount)).group_by(
                table.household_id, table.account, table.bill_id
            )
            rows = uow.session.execute(grouped).all()
            figures = select(CollectionFigure.__table__)
            now = {row[:3]: row for row in uow.session.execute(figures)}
            unsettled = set(uow.session.scalars(select(Bill.id).where(may_owe())))
        credit = dict.fromkeys(self.monthly, ZERO)
        owed = {paper.bill_id: ZERO for paper in self.book.papers}
        for household_id, account, bill_id, amount in rows:
            if account == Account.CREDIT:
                credit[household_id] -= amount
            elif account == Account.RECEIVABLE:
                owed[bill_id] += amount
        assert credit == {one: self.book.held(one) for one in self.monthly}
        assert owed == {paper.bill_id: paper.outstanding for paper in self.book.papers}
        assert all(amount >= 0 for amount in (*credit.values(), *owed.values()))
        for household_id, held in credit.items():  # B18: whatever was done last
            assert not held or not any(owed[one.bill_id] for one in self.book.of(household_id))
        assert {bill_id for bill_id, amount in owed.items() if amount} <= unsettled
        assert {key: now[key] for key in self.frozen} == self.frozen
        self.frozen = now

    @invariant()
    def the_identity_holds(self) -> None:
        for household_id in self.monthly:
            mine = self.book.sums.get(household_id, {})
            gone = sum(mine.get(one, ZERO) for one in ("paid", "credited", "written_off"))
            owed = sum((paper.outstanding for paper in self.book.of(household_id)), ZERO)
            assert mine.get("billed", ZERO) == gone + owed

    def came_to(self) -> set[str]:
        """Why anything was booked, and whether a late charge came to its cap."""
        with self.store.read(scope=self.place.scope) as uow:
            kinds = set(uow.session.scalars(select(LedgerPosting.kind).distinct()))
        return (
            kinds
            | self.seen
            | {CAPPED for paper in self.book.papers if 0 < paper.charged == paper.largest}
        )

    def finish(self) -> None:
        """The nightly check agrees, late charges are capped, receipts have no gaps."""
        found = self.office.call("verify_books", self.office.finance)
        assert found["balanced"], found["differences"]
        for what in ("billed", "paid", "credited", "written_off"):
            mine = sum((sums.get(what, ZERO) for sums in self.book.sums.values()), ZERO)
            assert Decimal(found[what]) == mine, what
        outstanding = sum((paper.outstanding for paper in self.book.papers), ZERO)
        assert Decimal(found["outstanding"]) == outstanding
        assert all(paper.charged <= paper.principal for paper in self.book.papers)
        with self.store.read(scope=self.place.scope) as uow:
            numbers = list(uow.session.scalars(select(Payment.receipt_number)))
        assert len(numbers) == len(self.receipts)
        years: dict[str, list[int]] = {}
        for number in numbers:
            matched = re.fullmatch(r"SJ-(?:NY-)?(\d{4})-(\d{6})", number)
            assert matched
            years.setdefault(matched[1], []).append(int(matched[2]))
        assert all(sorted(of) == list(range(1, len(of) + 1)) for of in years.values())
