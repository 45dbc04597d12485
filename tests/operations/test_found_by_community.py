"""P01: what is asked of one community among many is found by an index that begins with it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    Numeric,
    Table,
    TypeDecorator,
    UniqueConstraint,
    event,
    select,
    text,
)

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.placed import NAME
from foundation.storage.store import Store
from foundation.storage.tables import household_replica
from foundation.storage.types import Instant
from services.billing.bills.tables import Bill
from services.billing.cases.tables import DunningCase
from services.billing.ledger.tables import HouseholdAccount, LedgerEntry
from services.billing.payments.tables import Payment
from services.billing.steps.tables import StepTaken
from services.billing.visits.tables import Visit
from services.complaints.cases.tables import Complaint
from services.directory.households.tables import Household, Member
from services.directory.search.queries import NUMBERS, phone_is
from services.notices.door.queries import TO_BRING
from services.notices.messages.tables import Message
from services.notices.workflow.tables import Notice
from services.repairs.requests.tables import Repair, Round
from tests.support.community import HERE

BY_PLACE = re.compile(rf"Index Cond: \(+{NAME}\b")
STORED, COMMUNITIES, SPREAD = 20_000, 50, 300
"""Rows of each table, of so many communities, with so many values of most columns."""
DAY, MOMENT = date(2026, 1, 3), datetime(2026, 1, 3, tzinfo=UTC)
RARE = "CASE n / 50 % 20 WHEN 0 THEN '{}' ELSE '{}' END"


def newest(model: Any) -> Any:
    """The first page of a list."""
    return select(model.id).order_by(model.id.desc()).limit(20)


def among(column: Any, value: Any, *columns: Any) -> Any:
    """Rows with a value."""
    return select(*(columns or (column,))).where(column == value)


def numbered(digits: str) -> Any:
    """Households by a telephone's number."""
    ((meant, values),) = phone_is(digits).items()
    return select(Member.household_id).where(NUMBERS[meant]).params(**values)


Question = tuple[Any, str]
QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "billing": (
        (newest(Bill), "ix_bills_here"),
        (among(Bill.period, "x3", Bill.id), "ix_bills_period_id"),
        (select(Bill.household_id).where(Bill.due_date < DAY), "ix_bills_due"),
        (newest(Payment), "ix_payments_here"),
        (select(Payment.id).where(Payment.taken_at < MOMENT), "ix_payments_taken_at"),
        (newest(StepTaken), "ix_dunning_steps_here"),
        (
            select(DunningCase.id)
            .where(DunningCase.status == "running", DunningCase.next_on <= DAY),
            "ix_dunning_cases_due",
        ),
        (
            select(HouseholdAccount.household_id)
            .where(HouseholdAccount.household_id > "x")
            .order_by(HouseholdAccount.household_id).limit(100),
            "ix_household_accounts_here",
        ),
        (select(LedgerEntry.bill_id).where(LedgerEntry.at < MOMENT), "ix_ledger_entries_at"),
        (
            select(Visit.id).where(Visit.status == "assigned").order_by(Visit.route_key).limit(20),
            "ix_visits_assigned",
        ),
        (among(household_replica.c.building, "x3"), "ix_household_replica_building"),
    ),
    "repairs": (
        (newest(Repair), "ix_repairs_here"),
        (newest(Repair).where(Repair.status == "open"), "ix_repairs_status_id"),
        (newest(Repair).where(Repair.building == "x3"), "ix_repairs_building_id"),
        (newest(Repair).where(Repair.category == "x3"), "ix_repairs_category_id"),
        (select(Round.repair_id).where(Round.respond_by < MOMENT), "ix_rounds_respond_by"),
        (select(Round.repair_id).where(Round.completed_at < MOMENT), "ix_rounds_completed_at"),
    ),
    "complaints": (
        (newest(Complaint), "ix_complaints_here"),
        (
            select(Complaint.id).where(Complaint.status != "closed", Complaint.status == "lodged"),
            "ix_complaints_open",
        ),
        (newest(Complaint).where(Complaint.kind == "x3"), "ix_complaints_kind_id"),
        (newest(Complaint).where(Complaint.category == "x3"), "ix_complaints_category_id"),
        (select(Complaint.id).where(Complaint.lodged_at < MOMENT), "ix_complaints_lodged_at"),
    ),
    "notices": ((among(Notice.status, "x3", Notice.id), "ix_notices_status"),),
    "directory": (
        (select(Household.id).order_by(Household.sort_key).limit(20), "ix_households_sort_key"),
        (among(Household.room, "x3", Household.id), "ix_households_room"),
        (among(Household.unit, "x3", Household.id), "ix_households_unit"),
        (among(Household.place_key, "x3", Household.id), "ix_households_place_key"),
        (numbered("5678"), "ix_members_phone_reversed"),
        (select(Member.household_id).where(Member.name.startswith("x29")), "ix_members_name"),
    ),
}  # fmt: skip
"""Questions of each service as its lists, boards, figures and sweeps ask them, and which index
answers."""
VALUES = {
    "complaints.status": RARE.format("lodged", "closed"),
    "repairs.status": RARE.format("open", "closed"),
    "visits.status": RARE.format("assigned", "done"),
    "dunning_cases.status": RARE.format("running", "settled"),
    "rounds.completed_at": "timestamptz '2026-01-01' + n / 50 % 300 * interval '1 day'",
    "rounds.respond_by": "timestamptz '2026-01-01' + n / 50 % 300 * interval '1 day'",
    "dunning_cases.next_on": "date '2026-01-01' + n / 50 % 300",
    "messages.status": RARE.format("waiting", "sent"),
    "messages.channel": "'paper'",
}
"""What the columns hold that a question is about, where that is not what all hold."""


def is_unique(column: Column[Any]) -> bool:
    """Whether no two rows have the same."""
    unique = [one for one in column.table.constraints if isinstance(one, UniqueConstraint)]
    return column.primary_key or any(column.name in one.columns for one in unique)


def held(column: Column[Any]) -> str:
    """What the n-th row holds in a column, in SQL."""
    if column.name == NAME:
        return f"CASE n % {COMMUNITIES} WHEN 0 THEN '{FIRST_COMMUNITY}' ELSE 'c' || n % 50 END"
    if known := VALUES.get(f"{column.table.name}.{column.name}"):
        return known
    number = "n" if is_unique(column) else f"(n / {COMMUNITIES} % {SPREAD})"
    kind: Any = column.type
    if isinstance(kind, Instant):
        return f"timestamptz '2026-01-01' + {number} * interval '1 day'"
    if isinstance(kind, Date):
        return f"date '2026-01-01' + {number}"
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if isinstance(plain, Boolean):
        return "false"
    if isinstance(plain, Integer | Numeric):
        return number
    return f"'x' || {number}" if getattr(plain, "length", None) else "'{}'"


def fill(store: Store, tables: set[Table]) -> None:
    """Many rows of many communities in each table."""
    with store.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in tables:
            columns = [
                one for one in table.columns
                if not one.nullable or one.name == NAME or f"{table.name}.{one.name}" in VALUES
            ]  # fmt: skip
            names = ", ".join(f'"{one.name}"' for one in columns)
            values = ", ".join(map(held, columns))
            rows = f"SELECT {values} FROM generate_series(1, {STORED}) AS n"
            connection.execute(text(f'INSERT INTO "{table.name}" ({names}) {rows}'))
        connection.execute(text("ANALYZE"))


def plan(store: Store, question: Any) -> str:
    """How PostgreSQL answers a question of one community."""
    statements: list[str] = []

    def note(_connection: Any, cursor: Any, *_: Any) -> None:
        statements.append(cursor.query.decode())

    event.listen(store.engine, "after_cursor_execute", note)
    with store.read(scope=HERE) as uow:
        uow.session.execute(question)
    event.remove(store.engine, "after_cursor_execute", note)
    with store.engine.connect() as connection:
        explained = f"EXPLAIN {statements[-1]}".replace("%", "%%")
        return "\n".join(connection.exec_driver_sql(explained).scalars())


@pytest.fixture
def filled(store_of: Callable[[str], Store]) -> Callable[[str], Store]:
    """Makes the filled store of a service."""

    def make(service: str) -> Store:
        store = store_of(service)
        fill(store, {table for one, _ in QUESTIONS[service] for table in one.get_final_froms()})
        return store

    return make


pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)


@pytest.mark.parametrize("service", QUESTIONS)
def test_P01_rows_of_a_community_are_found_by_indexes_that_begin_with_it(
    filled: Callable[[str], Store], service: str
) -> None:
    store = filled(service)
    with store.engine.connect() as connection:
        found = "SELECT indexdef FROM pg_indexes WHERE indexname = '{}'"
        for question, index in QUESTIONS[service]:
            answered = plan(store, question)
            assert (index in answered, bool(BY_PLACE.search(answered))) == (True, True), answered
            (made,) = connection.exec_driver_sql(found.format(index)).scalars()
            assert f"({NAME}, " in made


PAPER = select(Message.id).where(*TO_BRING)
"""What stands in the list of paper to deliver."""
BEHIND_STATUS = re.compile(rf"Index Cond: \(.*status.* AND .*{NAME}\)?\S* = ")


def test_P01_paper_of_a_community_is_found_behind_its_status(
    store_of: Callable[[str], Store],
) -> None:
    """Messages may be the company's: no index that begins with the community serves."""
    store = store_of("notices")
    fill(store, {Message.__table__})
    assert BEHIND_STATUS.search(plan(store, PAPER)), plan(store, PAPER)
    with store.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_messages_status"))
    assert not BEHIND_STATUS.search(plan(store, PAPER)), "the control: that of senders serves"


def test_P01_without_its_index_the_rows_of_all_communities_would_be_read(
    filled: Callable[[str], Store],
) -> None:
    """Negative control."""
    store = filled("notices")
    ((question, index),) = QUESTIONS["notices"]
    with store.engine.begin() as connection:
        connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text(f"CREATE INDEX {index} ON notices (status)"))
    assert not BY_PLACE.search(plan(store, question))
