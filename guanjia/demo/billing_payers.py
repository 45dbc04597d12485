"""Who of the community pays when, and payments of many households at once."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from random import Random

from sqlalchemy import insert, select, update

from contracts.billing.cases import CaseStatus
from contracts.billing.ledger import PostingKind
from contracts.billing.payments import PaymentMethod
from foundation.membership import OWNERS
from foundation.money import ZERO
from guanjia.demo.community import Home, by_login, homes
from guanjia.demo.estates import estate
from guanjia.demo.past import Past, acting
from services.billing.cases.tables import DunningCase
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import Posting, lock_accounts, post_many
from services.billing.ledger.rules import posting
from services.billing.ledger.rules.allocation import allocate
from services.billing.payments.operations.taking import SERIES
from services.billing.payments.tables import Payment
from services.billing.policy import BillingPolicy


class Habit(StrEnum):
    """How a household pays."""

    PROMPT = "prompt"
    """Before it is due."""
    LATE = "late"
    """When the steward has rung."""
    AHEAD = "ahead"
    """Prompt, and more than is owed: credit (预存)."""
    HALF = "half"
    """A part of the latest quarter only."""
    OWES_LATEST = "owes_latest"
    """Nothing of the latest quarter."""
    OWES_BOTH = "owes_both"
    """Nothing for two quarters."""
    OWES_FORMER = "owes_former"
    """Withholds the former quarter, and pays the latest one."""


NUMBERS = {
    Habit.OWES_BOTH: 15, Habit.OWES_LATEST: 76, Habit.HALF: 8, Habit.OWES_FORMER: 3,
    Habit.LATE: 6, Habit.AHEAD: 13,
}  # fmt: skip
"""Households of each habit; the rest is prompt. About 12 % owe something."""
FEW = {
    Habit.OWES_BOTH: 2, Habit.OWES_LATEST: 9, Habit.HALF: 2, Habit.OWES_FORMER: 1, Habit.LATE: 3,
    Habit.AHEAD: 2,
}  # fmt: skip
"""The same of the smaller community."""
LOGINS = {
    "resident1": Habit.OWES_LATEST, "resident2": Habit.OWES_FORMER, "resident3": Habit.AHEAD,
    "resident4": Habit.OWES_BOTH, "resident5": Habit.PROMPT,
    "resident6": Habit.OWES_LATEST, "resident7": Habit.PROMPT,
}  # fmt: skip
METHODS = (PaymentMethod.WECHAT, PaymentMethod.ALIPAY, PaymentMethod.TRANSFER, PaymentMethod.CASH)


def payers() -> dict[Habit, list[Home]]:
    """Every household by its habit, in a fixed random order."""
    random = Random(estate().seed + 2)  # noqa: S311 - nothing secret is drawn
    known = by_login()
    others = [one for one in homes() if one.owner.login is None]
    random.shuffle(others)
    found: dict[Habit, list[Home]] = {habit: [] for habit in Habit}
    for who, home in known.items():
        found[LOGINS[who]].append(home)
    for habit, number in (NUMBERS if estate().is_first else FEW).items():
        found[habit] += others[:number]
        others = others[number:]
    found[Habit.PROMPT] += others
    return found


def pay_many(past: Past, paying: Sequence[Home], ahead: Decimal = ZERO) -> None:
    """Let many households pay all that they owe, by the same rules as one by one.

    `ahead` yuan come on top of it and become credit.
    """
    cashier = acting("receptionist")
    with past.write(cashier, "demo.pay") as uow:
        ids = [home.id for home in paying]
        lock_accounts(uow, ids)
        debts = balances.debts(uow, ids)
        order = uow.policy(BillingPolicy).allocation_order
        numbers = uow.numbers(SERIES, len(paying))
        payments, postings = [], []
        for turn, (home, number) in enumerate(zip(paying, numbers, strict=True)):
            owed = debts.get(home.id, [])
            amount = sum((debt.owed for debt in owed), ahead)
            method = METHODS[turn % len(METHODS)]
            settled, over = allocate(amount, owed, order)
            entries = posting.pay(method, settled, over)
            postings.append(Posting(PostingKind.PAYMENT, home.id, number, entries))
            payments.append(
                {
                    "id": uow.new_id(),
                    "receipt_number": number,
                    "household_id": home.id,
                    "side": OWNERS,
                    "member_id": None,
                    "amount": amount,
                    "method": method,
                    "payer": home.owner.name,
                    "remark": None,
                    "taken_at": uow.now,
                    "online": False,
                    "taken_by_id": cashier.id,
                    "taken_by": cashier.name,
                }
            )
        posted = post_many(uow, postings)
        rows = zip(payments, posted, strict=True)
        uow.session.execute(
            insert(Payment), [payment | {"posting_id": posting_id} for payment, posting_id in rows]
        )
    settle_cases(past)


def settle_cases(past: Past) -> None:
    """The ladder ends for whoever has paid."""
    with past.write(operation="demo.settle") as uow:
        bills = balances.open_bills().subquery()
        owing = {
            (household_id, due_date)
            for household_id, due_date in uow.session.execute(
                select(bills.c.household_id, bills.c.due_date)
            )
        }
        running = uow.session.execute(
            select(DunningCase.id, DunningCase.household_id, DunningCase.due_date).where(
                DunningCase.status == CaseStatus.RUNNING
            )
        )
        paid = [row.id for row in running if (row.household_id, row.due_date) not in owing]
        uow.session.execute(
            update(DunningCase).where(DunningCase.id.in_(paid)).values(status=CaseStatus.SETTLED)
        )
