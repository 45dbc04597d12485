"""Issuing bills: papers, ledger, delivery record, dunning case, credit and event in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, update

from contracts.billing.bills import BillKind
from contracts.billing.cases import CaseStatus
from contracts.billing.events import BillIssued
from contracts.billing.ladder import DunningStep
from contracts.billing.ledger import PostingKind
from contracts.papers import SERIES as PAPER_SERIES
from contracts.papers import PaperKind
from foundation import replica
from foundation.membership import OWNERS
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.rules import Line
from services.billing.bills.tables import Bill, BilledMonth, BillLine
from services.billing.cases.tables import DunningCase
from services.billing.daily import operations as daily
from services.billing.ladder.queries import rules
from services.billing.ladder.rules import Case, next_step
from services.billing.ledger.operations.booking import Posting, post_many
from services.billing.ledger.rules import posting

SERIES = PAPER_SERIES[PaperKind.BILL]


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
    past: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Months of past periods that nobody had billed, which it bills, too."""
    source_reference: str | None = None
    run_id: str | None = None
    member_id: str | None = None
    """Who is shown it beside the side that owes it: whoever ordered what is charged."""
    side: str = OWNERS
    debtor: tuple[str, str] | None = None
    """Who owes it, by id and name; without, the first owner."""

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
    postings: list[Posting] = field(default_factory=list)

    def insert(self, uow: UnitOfWork) -> None:
        """Write all of them."""
        tables: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
            (Bill, self.bills),
            (BillLine, self.lines),
            (BilledMonth, self.months),
        )
        for model, rows in tables:
            if rows:
                uow.session.execute(insert(model.__table__), rows)
        post_many(uow, self.postings)


def issue(uow: UnitOfWork, drafts: Sequence[Draft]) -> list[str]:
    """Issue bills; return their ids. The households' accounts must be locked.

    A month or a source that was billed before violates a constraint and undoes everything.
    """
    papers = Papers()
    numbers = uow.numbers(SERIES, len(drafts)) if drafts else []
    debtors = owners(uow, drafts)
    for number, draft in zip(numbers, drafts, strict=True):
        debtor = draft.debtor or debtors.get(draft.household_id, (None, ""))
        bill_id = write(uow, papers, draft, number, debtor)
        uow.emit(
            BillIssued,
            bill_id,
            {
                "bill_id": bill_id,
                "number": number,
                "household_id": draft.household_id,
                "period": draft.period,
                "due_date": draft.due_date,
                "amount": draft.amount,
                "side": draft.side,
                "member_id": draft.member_id,
                "since": uow.now,
            },
        )
    papers.insert(uow)
    open_cases(uow, drafts)
    daily.arm(uow)
    return [row["id"] for row in papers.bills]


Debtor = tuple[str | None, str]
"""Who owes a bill: id and name."""


def owners(uow: UnitOfWork, drafts: Sequence[Draft]) -> dict[str, Debtor]:
    """Who owes the bills: the first owner of each household (B19)."""
    found: dict[str, Debtor] = {}
    for home in replica.households(uow, ids={draft.household_id for draft in drafts}):
        first = (one.member_id for one in home.residents if one.relation == OWNERS)
        found[home.household_id] = next(first, None), home.owner_name
    return found


def write(uow: UnitOfWork, papers: Papers, draft: Draft, number: str, debtor: Debtor) -> str:
    """Add the rows of one bill; return its id."""
    bill_id = uow.new_id()
    papers.bills.append(
        {
            "id": bill_id,
            "number": number,
            "household_id": draft.household_id,
            "side": draft.side,
            "member_id": draft.member_id,
            "debtor_id": debtor[0],
            "debtor_name": debtor[1],
            "kind": draft.kind,
            "period": draft.period,
            "issued_at": uow.now,
            "issued_on": daily.today(uow),
            "due_date": draft.due_date,
            "source_reference": draft.source_reference,
            "run_id": draft.run_id,
        }
    )
    charged = []
    for position, line in enumerate(draft.lines):
        line_id = uow.new_id()
        papers.lines.append(line_row(bill_id, line_id, position, line))
        charged.append(posting.Charged(bill_id, line_id, line.component, line.amount))
    papers.months += [
        {
            "household_id": draft.household_id,
            "month": month,
            "bill_id": bill_id,
            "period": period,
        }
        for period, months in (*draft.past.items(), (draft.period, draft.months))
        for month in months
    ]
    papers.postings.append(
        Posting(
            PostingKind.BILL,
            draft.household_id,
            number,
            posting.charge(charged),
            source=f"bill:{bill_id}",
        )
    )
    if given_back := posting.offset(charged):
        papers.postings.append(Posting(PostingKind.OFFSET, draft.household_id, number, given_back))
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
        "basis": line.basis,
        "for_period": line.for_period,
        "explanation": line.explanation,
        "explanation_en": line.explanation_en,
    }


def open_cases(uow: UnitOfWork, drafts: Sequence[Draft]) -> None:
    """Put each household and due date on the ladder; one that was settled goes on.

    What a tenant owes is not on it: a person sees to it (B19).
    """
    by, rows = rules(uow), []
    owing = [draft for draft in drafts if draft.amount > 0]
    for draft in owing:
        first = next_step(Case(draft.due_date, (), None, 0), by, daily.today(uow))
        step, on = first if first else (DunningStep.REMINDER, draft.due_date)
        rows.append(
            {
                "id": uow.new_id(),
                "household_id": draft.household_id,
                "due_date": draft.due_date,
                "status": CaseStatus.RUNNING if draft.side == OWNERS else CaseStatus.FORMER,
                "next_step": step,
                "next_on": on,
                "shift_days": 0,
                "held": False,
            }
        )
    if rows:
        uow.session.execute(uow.insert_ignoring(DunningCase.__table__), rows)
        revive(uow, owing)


def revive(uow: UnitOfWork, owing: Sequence[Draft]) -> None:
    """Let cases that were settled go on where something is owed again."""
    for status, ours in ((CaseStatus.RUNNING, True), (CaseStatus.FORMER, False)):
        drafts = [draft for draft in owing if (draft.side == OWNERS) == ours]
        over = [CaseStatus.SETTLED, CaseStatus.FORMER] if ours else [CaseStatus.SETTLED]
        if not drafts:
            continue
        uow.session.execute(
            update(DunningCase)
            .where(DunningCase.status.in_(over))
            .where(DunningCase.household_id.in_([draft.household_id for draft in drafts]))
            .where(DunningCase.due_date.in_({draft.due_date for draft in drafts}))
            .values(status=status)
        )
