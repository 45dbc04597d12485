"""B10: what a payment settles, against the worked table of `docs/rules/payments.md`."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.billing.bills import Component
from services.billing.ledger.rules.allocation import Debt, allocate, per_bill
from services.billing.policy import BillingPolicy
from tests.support.rule_tables import worked_table

ORDER = BillingPolicy().allocation_order
Row = dict[str, str]


def debt(text: str, position: int = 0) -> Debt:
    """`A/principal 100.00`."""
    name, owed = text.split()
    bill, component = name.split("/")
    return Debt(
        line_id=name,
        bill_id=bill,
        due_date=date(2026, 1 + "ABC".index(bill), 28),
        number=f"ZD-{bill}",
        component=Component(component),
        position=position,
        owed=Decimal(owed),
    )


def debts(text: str) -> list[Debt]:
    return [debt(part, index) for index, part in enumerate(text.split(", ")) if part]


@pytest.mark.parametrize("row", worked_table("payments.md", "Who gets what"))
def test_B10_a_payment_settles_in_order(row: Row) -> None:
    settled, over = allocate(
        Decimal(row["amount"]), debts(row["debts"]), ORDER, row["named"].split()
    )
    parts = ", ".join(f"{part.debt.line_id} {part.amount}" for part in settled)
    assert (parts, str(over)) == (row["settled"], row["credit"])


def test_B10_policy_may_put_the_principal_first() -> None:
    order = (Component.PRINCIPAL, Component.LATE_CHARGE, Component.COST)
    owed = debts("A/late_charge 5.00, A/principal 100.00")
    settled, _ = allocate(Decimal("100.00"), owed, order)
    assert [part.debt.component for part in settled] == [Component.PRINCIPAL]


def test_B10_what_each_bill_got_is_summed_up() -> None:
    owed = debts("A/principal 100.00, A/late_charge 5.00, B/principal 10.00")
    settled, _ = allocate(Decimal("110.00"), owed, ORDER)
    assert per_bill(settled) == {"A": Decimal("105.00"), "B": Decimal("5.00")}


fen = st.integers(min_value=1, max_value=100_000).map(lambda n: Decimal(n) / 100)
lines = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(list(Component)), fen), max_size=12
)


@given(fen, lines)
def test_B10_no_fen_is_lost_and_nothing_is_paid_twice(
    amount: Decimal, owed: list[tuple[str, Component, Decimal]]
) -> None:
    all_debts = debts(", ".join(f"{bill}/{kind} {size}" for bill, kind, size in owed))
    settled, over = allocate(amount, all_debts, ORDER)
    assert sum(part.amount for part in settled) + over == amount
    assert all(0 < part.amount <= part.debt.owed for part in settled)
    assert over == 0 or sum(part.amount for part in settled) == sum(one.owed for one in all_debts)
