"""B09: the ledger cannot be changed, and is checked against the papers every night."""

from decimal import Decimal

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DatabaseError

from foundation.storage.append_only import statements
from services.billing.bills.tables import BillLine
from services.billing.books.tables import BookCheck
from services.billing.collection.tables import CollectionFigure, CollectionSnapshot
from services.billing.ledger.tables import LedgerEntry, LedgerPosting
from services.billing.payments.tables import Payment
from services.billing.voids.tables import PaymentVoid
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

pytestmark = pytest.mark.both_databases


@pytest.fixture
def full(billed: Office) -> Office:
    """An office whose append-only tables all have rows."""
    paid = billed.pay("300.00")
    billed.call("void_payment", billed.supervisor, payment_id=paid["id"], reason="录入错误")
    billed.arrive("2026-12-01")
    return billed


NEVER_CHANGED = (
    LedgerPosting, LedgerEntry, Payment, PaymentVoid, CollectionSnapshot, CollectionFigure,
)  # fmt: skip


@pytest.mark.parametrize("model", NEVER_CHANGED, ids=lambda model: model.__tablename__)
def test_B09_the_database_refuses_to_change_what_is_booked(full: Office, model: type) -> None:
    columns = [column for column in model.__table__.columns if not column.primary_key]
    change = update(model).values({columns[0].name: columns[0]})
    for statement in (change, delete(model)):
        with pytest.raises(DatabaseError, match="append-only"), full.store.write(scope=HERE) as uow:
            uow.session.execute(statement, execution_options={"synchronize_session": False})


def test_B09_truncating_is_refused_too(full: Office, database: str) -> None:
    if database == "sqlite":
        return  # has no TRUNCATE
    with pytest.raises(DatabaseError, match="append-only"), full.store.write(scope=HERE) as uow:
        uow.session.execute(text("TRUNCATE ledger_entries"))


def unguard(office: Office, table: str) -> None:
    dialect = office.store.engine.dialect.name
    with office.store.write(scope=HERE) as uow:
        for made in statements(table, dialect):
            if "CREATE TRIGGER" in made:
                name = made.split()[2]
                where = f" ON {table}" if dialect == "postgresql" else ""
                uow.session.execute(text(f"DROP TRIGGER {name}{where}"))


def test_B09_without_the_triggers_it_could_be_changed_and_the_check_would_name_the_household(
    full: Office,
) -> None:
    """Negative control of the triggers, and a test of the alarm."""
    assert full.balanced()
    unguard(full, "ledger_entries")
    with full.store.write(scope=HERE) as uow:
        uow.session.execute(
            update(LedgerEntry)
            .where(LedgerEntry.household_id == "h2", LedgerEntry.account == "receivable")
            .values(amount=Decimal("1.00"))
        )
    books = full.call("verify_books", full.finance)
    assert not books["balanced"]
    assert {difference["household_id"] for difference in books["differences"]} == {"h2"}
    assert {"bills", "unbalanced posting"} <= {one["what"] for one in books["differences"]}


def test_B09_a_paper_without_its_booking_is_found(full: Office) -> None:
    with full.store.write(scope=HERE) as uow:
        uow.session.execute(
            insert(BillLine).values(
                id="x",
                bill_id=full.bill()["id"],
                position=9,
                item="x",
                item_en="x",
                component="principal",
                quantity=1,
                unit="",
                unit_price=5,
                amount=5,
                explanation="",
                explanation_en="",
            )
        )
    (difference,) = full.call("verify_books", full.finance)["differences"]
    assert difference == {
        "household_id": "h1", "what": "bills", "expected": "305.00", "found": "300.00",
    }  # fmt: skip


def test_B09_the_books_are_checked_every_night_and_the_alarm_is_logged(
    full: Office, caplog: pytest.LogCaptureFixture
) -> None:
    def checks() -> list[BookCheck]:
        with full.store.read() as uow:
            return list(uow.session.query(BookCheck).order_by(BookCheck.checked_at))

    before = len(checks())
    full.go_to("2026-12-04")
    assert len(checks()) == before + 3
    assert [one.differences for one in checks()] == [[]] * (before + 3)
    with full.store.write(scope=HERE) as uow:
        uow.session.execute(
            insert(LedgerEntry).values(
                posting_id=uow.session.scalar(text("SELECT min(id) FROM ledger_postings")),
                at=uow.now,
                kind="payment",
                household_id="h2",
                account="receivable",
                amount=Decimal("-300.00"),
            )
        )
    full.go_to("2026-12-05")
    assert "the books of household h2 differ" in caplog.text
    assert checks()[-1].differences


def test_B09_billed_is_paid_plus_credited_plus_written_off_plus_outstanding(
    billed: Office,
) -> None:
    billed.pay("350.00")
    billed.run("2027-Q1", "2027-02-28")  # uses 50 of credit
    billed.pay("1.00", "h2")
    billed.arrive("2027-01-20")
    late = billed.bills("h2")[0]
    billed.call("waive_late_charge", billed.supervisor, bill_id=late["id"], reason="首次逾期")
    books = billed.call("verify_books", billed.finance)
    sums = {key: Decimal(books[key]) for key in ("billed", "paid", "credited", "written_off")}
    assert sums["paid"] == Decimal("301.00") and sums["credited"] == Decimal("50.00")
    assert sums["written_off"] > 0
    assert sums["billed"] - sum(
        sums[key] for key in ("paid", "credited", "written_off")
    ) == Decimal(books["outstanding"])
    assert books["balanced"]
