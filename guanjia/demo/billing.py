"""The billing's part of the demo: two quarters billed and paid, with arrears of every kind."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

from sqlalchemy import func, insert, select

from contracts.billing.fees import Basis
from contracts.billing.payments import PaymentMethod
from contracts.billing.visit_outcomes import VisitOutcome
from contracts.directory.households import UnitType
from contracts.roles import Role
from foundation.storage.tables import outbox
from guanjia.demo.billing_payers import Habit, pay_many, payers
from guanjia.demo.community import Home, by_login, homes
from guanjia.demo.estates import estate, key
from guanjia.demo.past import Past
from guanjia.demo.staff import people
from services.billing.bills.tables import Bill
from services.billing.daily import operations as daily
from services.billing.delivery.tables import Delivery
from services.billing.fees.tables import FeeAssignment
from services.billing.pauses import operations as pauses
from services.billing.runs.operations import starting as bill_runs
from services.billing.service import BillingService as Billing

PARKING = "车位管理费"
PRICES: tuple[tuple[str, str, UnitType, Basis, str, dict[str, Any]], ...] = (
    ("物业费", "Property fee", UnitType.RESIDENTIAL, Basis.AREA, "2.80", {"vacant_percent": 70}),
    ("生活垃圾清运费", "Household refuse", UnitType.RESIDENTIAL, Basis.FIXED, "12.00", {}),
    (PARKING, "Parking", UnitType.RESIDENTIAL, Basis.FIXED, "80.00", {"assigned_only": True}),
    ("物业费", "Property fee", UnitType.SHOP, Basis.AREA, "6.50", {}),
    ("商业垃圾清运费", "Commercial refuse", UnitType.SHOP, Basis.FIXED, "90.00", {}),
)
"""Name, English name, unit type, basis, yuan per month, and what else the fee item says."""
SINCE = date(2024, 1, 1)
HANDLERS = Billing.deadline_handlers
BATCHES = {bill_runs.BATCH: HANDLERS[bill_runs.BATCH]}
MIDNIGHT = {
    kind: HANDLERS[kind]
    for kind in (daily.OPEN_DAY, daily.OPEN_HOUSEHOLDS, daily.ASSIGN_VISITS, pauses.CHECK)
}
MORNING = {daily.TAKE_STEPS: HANDLERS[daily.TAKE_STEPS]}
Payers = dict[Habit, list[Home]]


def load(past: Past) -> None:
    """Fill the billing."""
    past.fill_replicas()
    plan = payers()
    if estate().is_first:
        set_prices(past)
    rent_parking(past)
    former_quarter(past, plan)
    latest_quarter(past, plan)
    past.advance(past.present, HANDLERS)
    past.unpublished += latest_arrears(past)
    deliver_bills(past)
    past.leave_unpublished(past.days_ago(2), "visits_assigned")
    past.unpublished += letters_to_logins(past)


def deliver_bills(past: Past) -> None:
    """Who logs in saw each bill at once; the steward brought the others, a day later (B02)."""
    logins = {home.id for home in by_login().values()}
    bills = past.connection.execute(select(Bill.id, Bill.household_id, Bill.issued_at)).all()
    rows = [
        {
            "id": key("delivery", bill.id),
            "bill_id": bill.id,
            "household_id": bill.household_id,
            "channel": "portal" if bill.household_id in logins else "paper",
            "delivered_at": bill.issued_at
            if bill.household_id in logins
            else min(bill.issued_at + timedelta(days=1), past.present),
            "delivered_by": "系统" if bill.household_id in logins else "楼栋管家",
            "receipt": None,
        }
        for bill in bills
    ]
    past.connection.execute(insert(Delivery), rows)


def set_prices(past: Past) -> None:
    """The fee schedule, which is the company's."""
    past.clock.set(past.days_ago(300, "10:00"))
    for name, name_en, unit_type, basis, price, more in PRICES:
        item = {"name": name, "name_en": name_en, "unit_type": unit_type, "basis": basis}
        past.call(
            Billing.create_fee_item, "company_finance", **item, price=price, **more,
            effective_from=SINCE.isoformat(),
        )  # fmt: skip


def rent_parking(past: Past) -> None:
    """Who has a parking space."""
    flats = [home for home in homes() if home.unit_type == UnitType.RESIDENTIAL]
    spaces = [
        {
            "id": key("parking", home.id),
            "household_id": home.id,
            "name": PARKING,
            "quantity": 2 if number % 33 == 0 else 1,
            "starts_on": SINCE,
            "ends_on": None,
        }
        for number, home in enumerate(flats)
        if number % 11 in (0, 3, 5, 8)
    ]
    past.connection.execute(insert(FeeAssignment), spaces)


def former_quarter(past: Past, plan: Payers) -> None:
    """Billed 115 days ago, due 100 days ago; by now some have a lawyer's letter (B12)."""
    owing = {home.id for habit in (Habit.OWES_BOTH, Habit.OWES_FORMER) for home in plan[habit]}
    paying = [home for home in homes() if home.id not in owing]
    bill(past, quarter_before(past.today, 2), 115, 100)
    past.clock.set(past.days_ago(110, "15:00"))
    pay_many(past, paying)
    past.work(past.days_ago(107, "09:01"), MORNING)  # reminder
    past.work(past.days_ago(99, "00:06"), MIDNIGHT)
    past.work(past.days_ago(99, "09:01"), MORNING)  # message
    past.work(past.days_ago(98, "09:01"), MORNING)  # visit
    refused = cycle((VisitOutcome.REFUSED, VisitOutcome.HARDSHIP, VisitOutcome.REFUSED))
    visit(past, past.days_ago(98, "18:00"), refused, None)
    past.work(past.days_ago(85, "09:01"), MORNING)  # letter
    past.work(past.days_ago(40, "09:01"), MORNING)  # lawyer's letter


def latest_quarter(past: Past, plan: Payers) -> None:
    """Billed 24 days ago, due the day before yesterday; the stewards are on their rounds."""
    bill(past, quarter_before(past.today, 1), 24, 2)
    prompt = plan[Habit.PROMPT]
    past.clock.set(past.days_ago(19, "15:00"))
    pay_many(past, prompt[::2])
    past.clock.set(past.days_ago(16, "11:00"))
    pay_many(past, plan[Habit.AHEAD], Decimal("500.00"))
    for home in plan[Habit.OWES_FORMER]:
        pay_latest_only(past, home)
    past.clock.set(past.days_ago(12, "16:30"))
    pay_many(past, prompt[1::4])
    past.clock.set(past.days_ago(10, "10:00"))
    pay_many(past, prompt[3::4])
    past.work(past.days_ago(9, "09:01"), MORNING)  # reminder
    past.work(past.days_ago(1, "00:06"), MIDNIGHT)
    past.work(past.days_ago(1, "09:01"), MORNING)
    yesterday(past, plan)


def yesterday(past: Past, plan: Payers) -> None:
    """Visits, late payments, halves, a plan of instalments, and receipts that were wrong."""
    outcomes = cycle(
        (VisitOutcome.PROMISE, VisitOutcome.ABSENT, VisitOutcome.PROMISE, VisitOutcome.REFUSED,
         VisitOutcome.HARDSHIP, VisitOutcome.PAID)
    )  # fmt: skip
    moment = past.days_ago(1, "10:30")
    owing = plan[Habit.OWES_BOTH][0]
    visit(past, moment, cycle((VisitOutcome.PROMISE,)), 1, household_id=owing.id)
    visit(past, moment + timedelta(hours=1), outcomes, 3)
    past.clock.set(past.days_ago(1, "16:00"))
    for home in plan[Habit.HALF]:
        take(past, home, owed_by(past, home) / 2)
    for home in plan[Habit.LATE][1:]:
        take(past, home, owed_by(past, home))
    mistaken = plan[Habit.LATE][0]
    amount = owed_by(past, mistaken)
    wrong = take(past, mistaken, amount / 10)
    past.clock.advance(timedelta(minutes=3))
    reason = "金额录入错误，少录一位"
    past.call(Billing.void_payment, "supervisor", payment_id=wrong["id"], reason=reason)
    take(past, mistaken, amount)
    ask_for_void(past, plan[Habit.LATE][1])
    agree_instalments(past, plan[Habit.OWES_BOTH][-1])


def ask_for_void(past: Past, home: Home) -> None:
    """Money that was taken twice; a second person has yet to agree that it be voided (B07)."""
    twice = take(past, home, Decimal("80.00"))
    past.clock.advance(timedelta(minutes=5))
    reason = "住户已用微信支付，重复收款"
    past.call(Billing.request_void, "receptionist", payment_id=twice["id"], reason=reason)


def bill(past: Past, period: str, issued: int, due: int) -> None:
    """Bill a quarter so many days ago."""
    past.clock.set(past.days_ago(issued, "09:30"))
    due_date = past.today - timedelta(days=due)
    run = {"period": period, "due_date": due_date.isoformat()}
    past.call(Billing.start_bill_run, "finance", **run)
    past.work(past.clock.now() + timedelta(minutes=1), BATCHES)
    past.plan_anew()


def quarter_before(today: date, quarters: int) -> str:
    """The quarter that lies so many before the one of a day."""
    index = today.year * 4 + (today.month - 1) // 3 - quarters
    return f"{index // 4}-Q{index % 4 + 1}"


def visit(
    past: Past,
    moment: datetime,
    outcomes: Iterator[VisitOutcome],
    per_steward: int | None,
    household_id: str | None = None,
) -> None:
    """Stewards make the first visits of their rounds and record what they came to (B04)."""
    past.clock.set(moment)
    for login, steward in people().items():
        if steward.role != Role.STEWARD:
            continue
        wanted = {"status": "assigned", "household_id": household_id, "limit": 200}
        assigned = past.call(Billing.list_visits, login, **wanted)["items"]
        for item in assigned[:per_steward]:
            record(past, login, item, next(outcomes))


def record(past: Past, login: str, item: dict[str, Any], outcome: VisitOutcome) -> None:
    """The outcome of one visit; a promise is for the coming days."""
    promise: dict[str, Any] = {}
    if outcome == VisitOutcome.PROMISE:
        days = 2 + int(item["floor"]) % 12
        promise = {
            "promise_date": (past.today + timedelta(days=days)).isoformat(),
            "promise_amount": item["outstanding"],
        }
    visited = {"visit_id": item["id"], "outcome": outcome, "remark": REMARKS[outcome]}
    past.call(Billing.record_outcome, login, **visited, **promise)


REMARKS = {
    VisitOutcome.PROMISE: "发工资后缴清",
    VisitOutcome.ABSENT: "敲门无人应答，已留条",
    VisitOutcome.REFUSED: "称服务不到位，拒绝缴费",
    VisitOutcome.HARDSHIP: "家中有病人，申请分期",
    VisitOutcome.PAID: "称昨日已转账",
    VisitOutcome.DISPUTE: "对面积有异议",
}


def owed_by(past: Past, home: Home) -> Decimal:
    """What a household owes."""
    statement = past.call(Billing.statement, "finance", household_id=home.id)
    return Decimal(statement["outstanding"])


def take(past: Past, home: Home, amount: Decimal, **more: Any) -> dict[str, Any]:
    """Money at the counter, rounded down to the fen."""
    payment = {"household_id": home.id, "amount": f"{amount:.2f}", "method": PaymentMethod.CASH}
    return dict(past.call(Billing.take_payment, "receptionist", **payment, **more))


def pay_latest_only(past: Past, home: Home) -> None:
    """Pay the latest bill by name, and withhold the former one."""
    bills = past.call(Billing.list_bills, "finance", household_id=home.id)["items"]
    latest = max(bills, key=lambda one: one["due_date"])
    take(past, home, Decimal(latest["outstanding"]), bill_ids=[latest["id"]])


def agree_instalments(past: Past, home: Home) -> None:
    """A plan over all that is overdue, in three parts (B13)."""
    statement = past.call(Billing.statement, "finance", household_id=home.id)
    overdue = Decimal(statement["overdue"])
    part = (overdue / 3).quantize(Decimal("0.01"))
    amounts = (part, part, overdue - 2 * part)
    plan = [
        {"due_on": (past.today + timedelta(days=30 * number)).isoformat(), "amount": str(amount)}
        for number, amount in enumerate(amounts, start=1)
    ]
    agreed = {"household_id": home.id, "instalments": plan, "reason": "家庭困难，分三期缴清"}
    past.call(Billing.agree_instalments, "supervisor", **agreed)


def latest_arrears(past: Past) -> list[str]:
    """The events by which the others learn who is in arrears now."""
    latest = (
        select(func.max(outbox.c.id))
        .where(outbox.c.type == "household_arrears_changed")
        .group_by(outbox.c.aggregate_id)
    )
    rows = past.connection.execute(
        select(outbox.c.event_id, outbox.c.data).where(outbox.c.id.in_(latest))
    )
    return [event_id for event_id, data in rows if Decimal(data["overdue_amount"])]


def letters_to_logins(past: Past) -> list[str]:
    """What those who log in find in their inbox: the latest bill and reminders."""
    own = {home.id for home in by_login().values()}
    rows = past.connection.execute(
        select(outbox.c.event_id, outbox.c.data)
        .where(outbox.c.type.in_(("bill_issued", "dunning_step_taken")))
        .where(outbox.c.occurred_at >= past.days_ago(25))
    )
    return [event_id for event_id, data in rows if data["household_id"] in own]
