"""Bill → payment → receipt → frozen collection figure → door visits."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.support.product import Client, Product, eventually


def next_quarter(today: date) -> str:
    """The quarter after the one of `today`."""
    index = today.year * 4 + (today.month - 1) // 3 + 1
    return f"{index // 4}-Q{index % 4 + 1}"


def today_of(product: Product) -> date:
    """The product's own date."""
    now = product.as_("admin").get("/demo/clock")["now"]
    return datetime.fromisoformat(now).date()


def all_bills(client: Client, **filters: Any) -> list[dict[str, Any]]:
    """All pages of a list of bills."""
    bills: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = client.get("/bills", limit=200, cursor=cursor, **filters)
        bills += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return bills


def run_bills(product: Product, period: str, due: date) -> dict[str, Any]:
    """Start a bill run and wait until it is done."""
    finance = product.as_("finance")
    run = finance.post("/bill-runs", {"period": period, "due_date": str(due)}, 202)
    return eventually(
        lambda: (now := finance.get(f"/bill-runs/{run['id']}"))["status"] == "done" and now, 60
    )


def walk(product: Product) -> None:
    """Walk it."""
    finance, resident = product.as_("finance"), product.as_("resident1")
    today = today_of(product)
    period, due = next_quarter(today), today + timedelta(days=10)

    # Finance bills the quarter; progress is visible; the same period again bills nothing twice.
    run = run_bills(product, period, due)
    assert run["total"] == run["done"] > 800
    before = len(all_bills(finance, period=period))
    again = run_bills(product, period, due)
    assert again["status"] == "done"
    assert len(all_bills(finance, period=period)) == before

    # The resident sees own bills only, each line explained.
    me = resident.get("/me")
    [home] = me["household_ids"]
    bills = all_bills(resident)
    assert {bill["household_id"] for bill in bills} == {home}
    bill = next(bill for bill in bills if bill["period"] == period)
    assert bill["lines"]
    assert all(line["explanation"] for line in bill["lines"])
    assert sum(Decimal(line["amount"]) for line in bill["lines"]) == Decimal(bill["amount"])

    # Paying more than is owed: oldest debt first, what is over becomes credit.
    open_bills = [bill for bill in all_bills(resident) if Decimal(bill["outstanding"]) > 0]
    owed = Decimal(resident.get(f"/households/{home}/statement")["outstanding"])
    payment = {"household_id": home, "amount": f"{owed + 50:.2f}", "method": "wechat"}
    paid = resident.post("/payments", payment, 201, Idempotency_Key="walk-bill-1")
    repeated = resident.post("/payments", payment, 201, Idempotency_Key="walk-bill-1")
    assert repeated == paid
    due_dates = {bill["id"]: bill["due_date"] for bill in open_bills}
    order = [due_dates[part["bill_id"]] for part in paid["allocations"]]
    assert order == sorted(order)
    assert Decimal(paid["credit"]) == 50
    statement = resident.get(f"/households/{home}/statement")
    assert Decimal(statement["outstanding"]) == 0
    assert Decimal(statement["credit"]) >= 50

    # The same key with another amount is refused.
    other = resident.raw(
        "POST",
        "/payments",
        json=payment | {"amount": "1.00"},
        headers={"Idempotency-Key": "walk-bill-1"},
    )
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_mismatch")

    # At the counter: the next receipt number, without a gap.
    desk = product.as_("receptionist")
    [neighbour] = product.as_("resident2").get("/me")["household_ids"]
    counter = {"household_id": neighbour, "amount": "10.00", "method": "cash"}
    first = desk.post("/payments", counter, 201, Idempotency_Key="walk-bill-2")
    second = desk.post("/payments", counter, 201, Idempotency_Key="walk-bill-3")
    assert number(second["receipt_number"]) == number(first["receipt_number"]) + 1

    # A day after the due date the figure is frozen, whatever is paid later.
    admin = product.as_("admin")
    admin.post("/demo/clock", {"advance": "P12D"})
    supervisor = product.as_("supervisor")
    frozen = supervisor.get("/reports/collection", period=period, frozen="true")
    total = frozen["total"]
    assert Decimal(total["billed_amount"]) > Decimal(total["collected_amount"]) > 0
    desk.post("/payments", counter | {"amount": "20.00"}, 201, Idempotency_Key="walk-bill-4")
    assert supervisor.get("/reports/collection", period=period, frozen="true") == frozen

    # Stewards find their door visits.
    admin.post("/demo/clock", {"advance": "P2D"})
    visits = product.as_("steward").get("/dunning/visits", limit=200)["items"]
    assert visits
    outcome = {
        "outcome": "promise",
        "promise_date": str(today + timedelta(days=20)),
        "promise_amount": "5.00",
        "remark": "月底付",
    }
    done = product.as_("steward").post(f"/dunning/visits/{visits[0]['id']}/outcome", outcome)
    assert done["outcome"] == "promise"


def number(paper: str) -> int:
    """The running number of `SJ-2026-000123`."""
    return int(paper.rsplit("-", 1)[1])
