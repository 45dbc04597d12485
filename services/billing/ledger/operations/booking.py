"""Booking: postings go in, nothing is ever changed (B09); credit meets debt at once (B18)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, insert, select

from contracts.billing.ledger import Account, PostingKind
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.ledger import queries as balances
from services.billing.ledger.operations import settlements
from services.billing.ledger.rules.allocation import allocate
from services.billing.ledger.rules.posting import LedgerLine, check_balanced, use_credit
from services.billing.ledger.tables import HouseholdAccount, LedgerEntry, LedgerPosting
from services.billing.policy import BillingPolicy


@dataclass(frozen=True)
class Posting:
    """What is to be booked."""

    kind: PostingKind
    household_id: str
    reference: str
    """Number of the bill or receipt."""
    entries: Sequence[LedgerLine]
    source: str | None = None
    """Unique name of what it is booked for, where that may be booked only once."""
    reverses: str | None = None
    reason: str | None = None


def lock_accounts(uow: UnitOfWork, household_ids: Iterable[str]) -> None:
    """Take turns with everything else that touches these households' money.

    Always in the same order, so that two never wait for each other.
    """
    ids = sorted(set(household_ids))
    if not ids:
        return
    account = HouseholdAccount.__table__
    rows = [{"household_id": one, "announced_overdue": ZERO} for one in ids]
    uow.session.execute(uow.insert_ignoring(account), rows)
    uow.session.execute(
        select(HouseholdAccount.household_id)
        .where(HouseholdAccount.household_id.in_(ids))
        .order_by(HouseholdAccount.household_id)
        .with_for_update()
    )


def post(uow: UnitOfWork, posting: Posting) -> str:
    """Book one posting; return its id."""
    return post_many(uow, [posting])[0]


def post_many(uow: UnitOfWork, postings: Sequence[Posting]) -> list[str]:
    """Book many postings at once; return their ids. Raises ValueError for one out of balance.

    Where credit or a debt appears with them, the two meet. The households' accounts must be locked.
    """
    ids = book(uow, postings)
    meet(uow, {posting.household_id for posting in postings if brings_together(posting)})
    return ids


def brings_together(posting: Posting) -> bool:
    """Whether a posting makes credit or a debt appear."""
    return any(
        (entry.account == Account.CREDIT and entry.amount < 0)
        or (entry.account == Account.RECEIVABLE and entry.amount > 0)
        for entry in posting.entries
    )


def meet(uow: UnitOfWork, household_ids: Collection[str]) -> list[str]:
    """Let credit pay what is owed, oldest debt first (B10, B18); return whose did.

    Both are those of the present owners: nobody's money pays a debt from before (B19).
    Nobody has credit and debts at once after anything that was booked. A refund that somebody has
    asked for reserves nothing: debts come first, and the refund is looked at again when it is
    decided. The accounts must be locked.
    """
    if not household_ids:
        return []
    credit = balances.credits_of(uow, sorted(household_ids), present=True)
    credit = {household_id: amount for household_id, amount in credit.items() if amount > 0}
    if not credit:
        return []
    order = uow.policy(BillingPolicy).allocation_order
    debts = balances.debts(uow, list(credit), only=balances.of_present_owners())
    postings = []
    for household_id, amount in credit.items():
        settled, _ = allocate(amount, debts.get(household_id, []), order)
        if settled:
            kind, reference = PostingKind.CREDIT_USED, settled[0].debt.number
            postings.append(Posting(kind, household_id, reference, use_credit(settled)))
    book(uow, postings)
    return [posting.household_id for posting in postings]


def book(uow: UnitOfWork, postings: Sequence[Posting]) -> list[str]:
    """Write postings down, and publish the single charges that are settled with them."""
    ids = [uow.new_id() for _ in postings]
    heads = []
    entries = []
    for posting_id, posting in zip(ids, postings, strict=True):
        check_balanced(posting.entries)
        heads.append(
            {
                "id": posting_id,
                "at": uow.now,
                "kind": posting.kind,
                "household_id": posting.household_id,
                "reference": posting.reference,
                "source": posting.source,
                "reverses": posting.reverses,
                "reason": posting.reason,
                "actor_id": uow.actor.id,
            }
        )
        entries += [
            {
                "posting_id": posting_id,
                "at": uow.now,
                "kind": posting.kind,
                "household_id": posting.household_id,
                "account": entry.account,
                "amount": entry.amount,
                "bill_id": entry.bill_id,
                "line_id": entry.line_id,
            }
            for entry in posting.entries
        ]
    if heads:
        uow.session.execute(insert(cast(Table, LedgerPosting.__table__)), heads)
        uow.session.execute(insert(cast(Table, LedgerEntry.__table__)), entries)
        settlements.announce(uow, [entry for posting in postings for entry in posting.entries])
    return ids


def entries_of(uow: UnitOfWork, posting_id: str) -> list[LedgerLine]:
    """The entries of a posting."""
    rows = uow.session.scalars(
        select(LedgerEntry).where(LedgerEntry.posting_id == posting_id).order_by(LedgerEntry.id)
    )
    return [LedgerLine(Account(row.account), row.amount, row.bill_id, row.line_id) for row in rows]
