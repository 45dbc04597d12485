"""Issuing bills: papers, ledger, delivery record, dunning case, credit and event in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, update

from contracts.billing.codes import BillKind, CaseStatus, DunningStep, PostingKind
from contracts.billing.events import BillIssued
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain import posting
from services.billing.domain.allocation import allocate
from services.billing.domain.fees import Line
from services.billing.domain.ladder import Case, next_step
from services.billing.domain.policy import BillingPolicy
from services.billing.operations import daily
from services.billing.operations.ledger import Posting, post_many
from services.billing.queries import balances
from services.billing.tables import Bill, BilledMonth, BillLine, Delivery, DunningCase

SERIES = "ZD"


@dataclass(frozen=True)
class Draft:
    """A bill that is about to be issued."""

    household_id: str
    kind: BillKind
    period: str
    due_date: date
    lines: Sequence[Line]
    months: Sequence[str] = ()
    """Months that it bills."""
    source_reference: str | None = None
    run_id: str | None = None

    @property
    def amount(self) -> Decimal:
        """Yuan."""
        return sum((line.amount for line in self.lines), ZERO)


@dataclass
class Papers:
    """Rows of the bills being issued, gathered so that each table takes one statement."""

    bills: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    months: list[dict[str, Any]] = field(default_factory=list)
    deliveries: list[dict[str, Any]] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)

    def insert(self, work: UnitOfWork) -> None:
        """Write all of them."""
        tables: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
            (Bill, self.bills),
            (BillLine, self.lines),
            (BilledMonth, self.months),
            (Delivery, self.deliveries),
        )
        for model, rows in tables:
            if rows:
                work.session.execute(insert(model.__table__), rows)
        post_many(work, self.postings)


def issue(work: UnitOfWork, drafts: Sequence[Draft]) -> list[str]:
    """Issue bills; tell their ids. The households' accounts must be locked.

    A month or a source that was billed before violates a constraint and undoes everything.
    """
    papers = Papers()
    numbers = work.numbers(SERIES, len(drafts)) if drafts else []
    for number, draft in zip(numbers, drafts, strict=True):
        bill_id = write(work, papers, draft, number)
        work.emit(
            BillIssued,
            bill_id,
            {
                "bill_id": bill_id,
                "number": number,
                "household_id": draft.household_id,
                "period": draft.period,
                "due_date": draft.due_date,
                "amount": draft.amount,
            },
        )
    papers.insert(work)
    open_cases(work, drafts)
    use_credit(work, [draft.household_id for draft in drafts])
    daily.arm(work)
    return [row["id"] for row in papers.bills]


def write(work: UnitOfWork, papers: Papers, draft: Draft, number: str) -> str:
    """Add the rows of one bill; tell its id."""
    bill_id = work.new_id()
    papers.bills.append(
        {
            "id": bill_id,
            "number": number,
            "household_id": draft.household_id,
            "kind": draft.kind,
            "period": draft.period,
            "issued_at": work.now,
            "issued_on": daily.today(work),
            "due_date": draft.due_date,
            "source_reference": draft.source_reference,
            "run_id": draft.run_id,
        }
    )
    charged = []
    for position, line in enumerate(draft.lines):
        line_id = work.new_id()
        papers.lines.append(line_row(bill_id, line_id, position, line))
        charged.append(posting.Charged(bill_id, line_id, line.component, line.amount))
    papers.months += [
        {"household_id": draft.household_id, "month": month, "bill_id": bill_id}
        for month in draft.months
    ]
    papers.deliveries.append(
        {
            "id": work.new_id(),
            "bill_id": bill_id,
            "household_id": draft.household_id,
            "channel": "portal",
            "delivered_at": work.now,
            "delivered_by": work.actor.name,
            "receipt": None,
        }
    )
    papers.postings.append(
        Posting(
            PostingKind.BILL,
            draft.household_id,
            number,
            posting.charge(charged),
            source=f"bill:{bill_id}",
        )
    )
    return bill_id


def line_row(bill_id: str, line_id: str, position: int, line: Line) -> dict[str, Any]:
    """A line as its table keeps it."""
    return {
        "id": line_id,
        "bill_id": bill_id,
        "position": position,
        "item": line.item,
        "item_en": line.item_en,
        "component": line.component,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "amount": line.amount,
        "explanation": line.explanation,
        "explanation_en": line.explanation_en,
    }


def open_cases(work: UnitOfWork, drafts: Sequence[Draft]) -> None:
    """Put each household and due date on the ladder; one that was settled goes on."""
    ladder = work.policy(BillingPolicy).ladder()
    rows = []
    for draft in drafts:
        first = next_step(Case(draft.due_date, (), None, 0), ladder)
        step, on = first if first else (DunningStep.REMINDER, draft.due_date)
        rows.append(
            {
                "id": work.new_id(),
                "household_id": draft.household_id,
                "due_date": draft.due_date,
                "status": CaseStatus.RUNNING,
                "next_step": step,
                "next_on": on,
                "shift_days": 0,
                "held": False,
            }
        )
    if rows:
        work.session.execute(work.insert_ignoring(DunningCase.__table__), rows)
        work.session.execute(
            update(DunningCase)
            .where(DunningCase.status == CaseStatus.SETTLED)
            .where(DunningCase.household_id.in_([draft.household_id for draft in drafts]))
            .where(DunningCase.due_date.in_({draft.due_date for draft in drafts}))
            .values(status=CaseStatus.RUNNING)
        )


def use_credit(work: UnitOfWork, household_ids: Sequence[str]) -> None:
    """Let credit pay what is owed, oldest debt first (B10)."""
    credit = balances.credits_of(work, household_ids)
    if not credit:
        return
    order = work.policy(BillingPolicy).allocation_order
    debts = balances.debts(work, list(credit))
    postings = []
    for household_id, amount in credit.items():
        settled, _ = allocate(amount, debts.get(household_id, []), order)
        if settled:
            reference = settled[0].debt.number
            postings.append(
                Posting(
                    PostingKind.CREDIT_USED, household_id, reference, posting.use_credit(settled)
                )
            )
    post_many(work, postings)
