"""Single charges that other services' events bring, each billed once (B14)."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from contracts.billing.bills import BillKind
from contracts.repairs.event_types import ChargeLine, RepairChargeDueData
from foundation import replica
from foundation.membership import NOBODY, OWNERS
from foundation.messaging.envelope import Envelope
from foundation.money import ZERO, yuan
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.rules import Line
from services.billing.bills.tables import Bill
from services.billing.daily import operations as daily
from services.billing.issuing.operations import Draft, issue
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.policy import BillingPolicy


def on_repair_charge_due(uow: UnitOfWork, event: Envelope[RepairChargeDueData]) -> None:
    """Make one bill of a chargeable repair; a repair that was charged before changes nothing.

    A tenant who ordered it owes it, and it is shown to them alone (B19).
    """
    data = event.data
    if data["amount"] <= 0:
        return
    lock_accounts(uow, [data["household_id"]])
    if charged(uow, data["repair_id"]):
        return
    day = daily.today(uow)
    tenant = tenant_of(uow, data)
    issue(
        uow,
        [
            Draft(
                household_id=data["household_id"],
                kind=BillKind.CHARGE,
                period=f"{day:%Y-%m}",
                due_date=day + timedelta(days=uow.policy(BillingPolicy).charge_due_days),
                lines=repair_lines(data["number"], data["amount"], data["lines"]),
                source_reference=data["repair_id"],
                member_id=data["member_id"],
                side=tenant.member_id if tenant and tenant.member_id else OWNERS,
                debtor=(tenant.member_id, tenant.name) if tenant and tenant.member_id else None,
            )
        ],
    )


def tenant_of(uow: UnitOfWork, data: RepairChargeDueData) -> replica.Resident | None:
    """The tenant whose repair it is, if it is one's who still lives there."""
    if data["side"] in (None, OWNERS, NOBODY):
        return None
    homes = replica.households(uow, ids=[data["household_id"]])
    return homes[0].resident(data["side"]) if homes else None


def charged(uow: UnitOfWork, source_reference: str) -> bool:
    """Whether something was billed for this source. The unique constraint has the last word."""
    bill = select(Bill.id).where(Bill.source_reference == source_reference)
    return uow.session.scalar(bill) is not None


def repair_lines(number: str, amount: Decimal, lines: Sequence[ChargeLine]) -> list[Line]:
    """The lines of the quote; one line in all, where they do not sum up to what was agreed."""
    zh, en = f"维修 {number}", f"Repair {number}"
    if lines and sum((line["amount"] for line in lines), ZERO) == amount:
        return [
            Line(
                item=line["item"][:60],
                item_en=line["item"][:60],
                quantity=line["quantity"],
                unit="项",
                unit_price=line["unit_price"],
                amount=line["amount"],
                explanation=f"{zh}：{line['quantity']} × {line['unit_price']} 元",
                explanation_en=f"{en}: {line['quantity']} × {line['unit_price']} yuan",
            )
            for line in lines
            if line["amount"]
        ]
    total = yuan(amount)
    return [Line("维修费", "Repair", Decimal(1), "次", total, total, zh, en)]
