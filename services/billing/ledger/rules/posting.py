"""Double entry (复式记账): what is booked for each thing that happens (B09).

Debits are above zero, credits below; the entries of a posting sum up to nothing. An account's
balance is the sum of its entries and stands nowhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.billing.bills import Component
from contracts.billing.ledger import Account
from contracts.billing.payments import PaymentMethod
from foundation.money import ZERO
from services.billing.ledger.rules.allocation import Allocation

MONEY_ACCOUNTS = {
    PaymentMethod.CASH: Account.CASH,
    PaymentMethod.TRANSFER: Account.BANK,
    PaymentMethod.WECHAT: Account.WECHAT,
    PaymentMethod.ALIPAY: Account.ALIPAY,
}


@dataclass(frozen=True)
class LedgerLine:
    """One side of a posting."""

    account: Account
    amount: Decimal
    """Yuan: debit above zero, credit below."""
    bill_id: str | None = None
    line_id: str | None = None


@dataclass(frozen=True)
class Charged:
    """A line of a bill and what is charged on it."""

    bill_id: str
    line_id: str
    component: Component
    amount: Decimal


def check_balanced(entries: Sequence[LedgerLine]) -> None:
    """Raise ValueError unless the entries sum up to nothing and each says something."""
    if sum((entry.amount for entry in entries), ZERO) != 0:
        raise ValueError("a posting must balance")
    if not entries or any(entry.amount == 0 for entry in entries):
        raise ValueError("a posting has no empty entries")


def charge(lines: Iterable[Charged]) -> list[LedgerLine]:
    """A household owes the lines of a bill."""
    entries = []
    for line in lines:
        late = line.component == Component.LATE_CHARGE
        income = Account.LATE_CHARGE_INCOME if late else Account.INCOME
        entries.append(LedgerLine(Account.RECEIVABLE, line.amount, line.bill_id, line.line_id))
        entries.append(LedgerLine(income, -line.amount, line.bill_id, line.line_id))
    return entries


def offset(lines: Sequence[Charged]) -> list[LedgerLine]:
    """What a bill gives back lessens its other lines in their order; what is over becomes credit.

    Nothing where nothing is given back. No line is left below zero.
    """
    back = [line for line in lines if line.amount < 0]
    left = -sum((line.amount for line in back), ZERO)
    entries = [
        LedgerLine(Account.RECEIVABLE, -line.amount, line.bill_id, line.line_id) for line in back
    ]
    for line in lines:
        part = min(left, line.amount)
        if part > 0:
            entries.append(LedgerLine(Account.RECEIVABLE, -part, line.bill_id, line.line_id))
            left -= part
    return [*entries, LedgerLine(Account.CREDIT, -left)] if left else entries


def pay(
    method: PaymentMethod, allocations: Iterable[Allocation], over: Decimal
) -> list[LedgerLine]:
    """Money comes in, settles debts, and what is over becomes credit."""
    settled = settle(allocations)
    total = over - sum((entry.amount for entry in settled), ZERO)
    entries = [LedgerLine(MONEY_ACCOUNTS[method], total), *settled]
    return [*entries, LedgerLine(Account.CREDIT, -over)] if over else entries


def use_credit(allocations: Sequence[Allocation]) -> list[LedgerLine]:
    """Credit settles debts."""
    settled = settle(allocations)
    used = -sum((entry.amount for entry in settled), ZERO)
    return [LedgerLine(Account.CREDIT, used), *settled]


def waive(allocations: Sequence[Allocation]) -> list[LedgerLine]:
    """Debts are given up."""
    settled = settle(allocations)
    given_up = -sum((entry.amount for entry in settled), ZERO)
    return [LedgerLine(Account.WRITE_OFF, given_up), *settled]


def refund(method: PaymentMethod, amount: Decimal) -> list[LedgerLine]:
    """Credit is paid out."""
    return [LedgerLine(Account.CREDIT, amount), LedgerLine(MONEY_ACCOUNTS[method], -amount)]


def release(standing: Iterable[tuple[str, str, Decimal]]) -> list[LedgerLine]:
    """What stands on lines (bill, line, yuan: below zero what was paid) goes to or from credit."""
    entries = [
        LedgerLine(Account.RECEIVABLE, -amount, bill_id, line_id)
        for bill_id, line_id, amount in standing
        if amount
    ]
    over = sum((entry.amount for entry in entries), ZERO)
    return [*entries, LedgerLine(Account.CREDIT, -over)] if over else entries


def reverse(entries: Iterable[LedgerLine]) -> list[LedgerLine]:
    """The same the other way round: the only correction there is."""
    return [replace(entry, amount=-entry.amount) for entry in entries]


def settle(allocations: Iterable[Allocation]) -> list[LedgerLine]:
    """Debts become smaller."""
    return [
        LedgerLine(Account.RECEIVABLE, -part.amount, part.debt.bill_id, part.debt.line_id)
        for part in allocations
    ]
