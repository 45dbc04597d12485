"""The tables of billing, and the triggers that keep the ledger append-only (B09)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0001"
down_revision = None
branch_labels = ("billing",)
depends_on = None

APPEND_ONLY = (
    "ledger_postings",
    "ledger_entries",
    "payments",
    "payment_voids",
    "collection_snapshots",
    "collection_figures",
)
REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def guard(table: str) -> None:
    """Refuse changes of a table's rows."""
    if op.get_bind().dialect.name == "postgresql":
        refuse = "EXECUTE FUNCTION refuse_change()"
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {refuse}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT {refuse}"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def upgrade() -> None:
    """Create the tables and guard those that are append-only."""
    op.create_table(
        "bill_runs",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("billed", sa.Integer(), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("started_by", sa.String(length=120), nullable=False),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.Column("finished_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_bill_runs"),
    )
    op.create_index("ix_bill_runs_period", "bill_runs", ["period"], unique=False)
    op.create_table(
        "book_checks",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("checked_at", types.Instant(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("billed", types.Yuan(), nullable=False),
        sa.Column("paid", types.Yuan(), nullable=False),
        sa.Column("credited", types.Yuan(), nullable=False),
        sa.Column("written_off", types.Yuan(), nullable=False),
        sa.Column("outstanding", types.Yuan(), nullable=False),
        sa.Column("differences", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_book_checks"),
    )
    op.create_index("ix_book_checks_checked_at", "book_checks", ["checked_at"], unique=False)
    op.create_table(
        "collection_snapshots",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("as_of", types.Instant(), nullable=False),
        sa.Column("frozen_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_collection_snapshots"),
        sa.UniqueConstraint("period", "due_date", name="uq_collection_snapshots_period_due_date"),
    )
    op.create_table(
        "dunning_cases",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("next_step", sa.String(length=20), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("shift_days", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dunning_cases"),
        sa.UniqueConstraint(
            "household_id", "due_date", name="uq_dunning_cases_household_id_due_date"
        ),
    )
    op.create_index("ix_dunning_cases_due", "dunning_cases", ["status", "next_on"], unique=False)
    op.create_index("ix_dunning_cases_due_date", "dunning_cases", ["due_date"], unique=False)
    op.create_table(
        "dunning_pauses",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("starts_at", types.Instant(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("instalments", types.Json, nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("ended_as", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_dunning_pauses"),
        sa.UniqueConstraint("kind", "reference", name="uq_dunning_pauses_kind_reference"),
    )
    op.create_index(
        "ix_dunning_pauses_running", "dunning_pauses", ["household_id", "ended_at"], unique=False
    )
    op.create_table(
        "fee_assignments",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_fee_assignments"),
    )
    op.create_index(
        "ix_fee_assignments_household_id", "fee_assignments", ["household_id"], unique=False
    )
    op.create_table(
        "fee_items",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("unit_type", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("assigned_only", sa.Boolean(), nullable=False),
        sa.Column("vacant_percent", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=12), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fee_items"),
        sa.UniqueConstraint(
            "unit_type", "name", "effective_from", name="uq_fee_items_unit_type_name_effective_from"
        ),
    )
    op.create_table(
        "household_accounts",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("announced_overdue", types.Yuan(), nullable=False),
        sa.Column("announced_due_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("household_id", name="pk_household_accounts"),
    )
    op.create_table(
        "ledger_postings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=True),
        sa.Column("reverses", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("actor_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["reverses"], ["ledger_postings.id"], name="fk_ledger_postings_reverses_ledger_postings"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_postings"),
        sa.UniqueConstraint("reverses", name="uq_ledger_postings_reverses"),
        sa.UniqueConstraint("source", name="uq_ledger_postings_source"),
    )
    op.create_index(
        "ix_ledger_postings_household", "ledger_postings", ["household_id", "at"], unique=False
    )
    op.create_table(
        "meter_readings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("previous", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("bill_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meter_readings"),
        sa.UniqueConstraint(
            "household_id", "name", "read_on", name="uq_meter_readings_household_id_name_read_on"
        ),
    )
    op.create_index(
        "ix_meter_readings_unbilled", "meter_readings", ["bill_id", "household_id"], unique=False
    )
    op.create_table(
        "occupancy_changes",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("unit_type", sa.String(length=20), nullable=False),
        sa.Column("area_m2", sa.BigInteger(), nullable=False),
        sa.Column("vacant", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "since", name="pk_occupancy_changes"),
    )
    op.create_table(
        "bill_run_households",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("shares", types.Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["bill_runs.id"], name="fk_bill_run_households_run_id_bill_runs"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_bill_run_households"),
    )
    op.create_table(
        "bills",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("issued_at", types.Instant(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("source_reference", sa.String(length=80), nullable=True),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["bill_runs.id"], name="fk_bills_run_id_bill_runs"),
        sa.PrimaryKeyConstraint("id", name="pk_bills"),
        sa.UniqueConstraint("number", name="uq_bills_number"),
        sa.UniqueConstraint("source_reference", name="uq_bills_source_reference"),
    )
    op.create_index("ix_bills_due", "bills", ["due_date", "household_id"], unique=False)
    op.create_index("ix_bills_household", "bills", ["household_id", "id"], unique=False)
    op.create_index("ix_bills_period", "bills", ["period", "due_date"], unique=False)
    op.create_table(
        "collection_figures",
        sa.Column("snapshot_id", sa.String(length=36), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("label_en", sa.String(length=120), nullable=False),
        sa.Column("billed_count", sa.Integer(), nullable=False),
        sa.Column("paid_count", sa.Integer(), nullable=False),
        sa.Column("billed_amount", types.Yuan(), nullable=False),
        sa.Column("collected_amount", types.Yuan(), nullable=False),
        sa.Column("written_off_amount", types.Yuan(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["collection_snapshots.id"],
            name="fk_collection_figures_snapshot_id_collection_snapshots",
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "dimension", "key", name="pk_collection_figures"),
    )
    op.create_table(
        "dunning_steps",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("taken_at", types.Instant(), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("bill_numbers", types.Json, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["dunning_cases.id"], name="fk_dunning_steps_case_id_dunning_cases"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dunning_steps"),
        sa.UniqueConstraint("case_id", "step", name="uq_dunning_steps_case_id_step"),
    )
    op.create_index(
        "ix_dunning_steps_household_id", "dunning_steps", ["household_id"], unique=False
    )
    op.create_table(
        "payments",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("receipt_number", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("payer", sa.String(length=120), nullable=False),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("taken_at", types.Instant(), nullable=False),
        sa.Column("taken_by_id", sa.String(length=80), nullable=False),
        sa.Column("taken_by", sa.String(length=120), nullable=False),
        sa.Column("posting_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["ledger_postings.id"], name="fk_payments_posting_id_ledger_postings"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
        sa.UniqueConstraint("posting_id", name="uq_payments_posting_id"),
        sa.UniqueConstraint("receipt_number", name="uq_payments_receipt_number"),
    )
    op.create_index("ix_payments_household", "payments", ["household_id", "id"], unique=False)
    op.create_index("ix_payments_taken_at", "payments", ["taken_at"], unique=False)
    op.create_table(
        "refunds",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("requested_by_id", sa.String(length=80), nullable=False),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("requested_at", types.Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("posting_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["ledger_postings.id"], name="fk_refunds_posting_id_ledger_postings"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_refunds"),
    )
    op.create_index("ix_refunds_household", "refunds", ["household_id", "id"], unique=False)
    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("building", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("owner_name", sa.String(length=120), nullable=False),
        sa.Column("steward_id", sa.String(length=36), nullable=True),
        sa.Column("steward_name", sa.String(length=120), nullable=True),
        sa.Column("two_persons", sa.Boolean(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("visit_from", sa.Date(), nullable=False),
        sa.Column("visit_by", sa.Date(), nullable=False),
        sa.Column("route_key", sa.String(length=64), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("promise_date", sa.Date(), nullable=True),
        sa.Column("promise_amount", types.Yuan(), nullable=True),
        sa.Column("remark", sa.String(length=1000), nullable=True),
        sa.Column("visited_at", types.Instant(), nullable=True),
        sa.Column("next_step", sa.String(length=20), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["dunning_cases.id"], name="fk_visits_case_id_dunning_cases"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.UniqueConstraint("case_id", "attempt", name="uq_visits_case_id_attempt"),
        sa.UniqueConstraint("number", name="uq_visits_number"),
        sa.UniqueConstraint("route_key", name="uq_visits_route_key"),
    )
    op.create_index("ix_visits_household", "visits", ["household_id"], unique=False)
    op.create_index(
        "ix_visits_steward", "visits", ["steward_id", "status", "route_key"], unique=False
    )
    op.create_table(
        "bill_deliveries",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("bill_id", sa.String(length=36), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("delivered_at", types.Instant(), nullable=False),
        sa.Column("delivered_by", sa.String(length=120), nullable=False),
        sa.Column("receipt", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name="fk_bill_deliveries_bill_id_bills"),
        sa.PrimaryKeyConstraint("id", name="pk_bill_deliveries"),
    )
    op.create_index("ix_bill_deliveries_bill_id", "bill_deliveries", ["bill_id"], unique=False)
    op.create_table(
        "bill_lines",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("bill_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("item_en", sa.String(length=60), nullable=False),
        sa.Column("component", sa.String(length=12), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name="fk_bill_lines_bill_id_bills"),
        sa.PrimaryKeyConstraint("id", name="pk_bill_lines"),
        sa.UniqueConstraint("bill_id", "position", name="uq_bill_lines_bill_id_position"),
    )
    op.create_table(
        "billed_months",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("bill_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name="fk_billed_months_bill_id_bills"),
        sa.PrimaryKeyConstraint("household_id", "month", name="pk_billed_months"),
    )
    op.create_table(
        "payment_voids",
        sa.Column("payment_id", sa.String(length=36), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("posting_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name="fk_payment_voids_payment_id_payments"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["ledger_postings.id"],
            name="fk_payment_voids_posting_id_ledger_postings",
        ),
        sa.PrimaryKeyConstraint("payment_id", name="pk_payment_voids"),
    )
    op.create_table(
        "ledger_entries",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("posting_id", sa.String(length=36), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("bill_id", sa.String(length=36), nullable=True),
        sa.Column("line_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["bill_id"], ["bills.id"], name="fk_ledger_entries_bill_id_bills"),
        sa.ForeignKeyConstraint(
            ["line_id"], ["bill_lines.id"], name="fk_ledger_entries_line_id_bill_lines"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["ledger_postings.id"],
            name="fk_ledger_entries_posting_id_ledger_postings",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_entries"),
    )
    op.create_index("ix_ledger_entries_at", "ledger_entries", ["at"], unique=False)
    op.create_index(
        "ix_ledger_entries_bill", "ledger_entries", ["bill_id", "account"], unique=False
    )
    op.create_index(
        "ix_ledger_entries_household", "ledger_entries", ["household_id", "account"], unique=False
    )
    op.create_index("ix_ledger_entries_posting_id", "ledger_entries", ["posting_id"], unique=False)

    if op.get_bind().dialect.name == "postgresql":
        op.execute(REFUSE_CHANGE)
    for table in APPEND_ONLY:
        guard(table)


def downgrade() -> None:
    """Drop the tables; their triggers go with them."""
    op.drop_index("ix_ledger_entries_posting_id", table_name="ledger_entries")
    op.drop_index("ix_ledger_entries_household", table_name="ledger_entries")
    op.drop_index("ix_ledger_entries_bill", table_name="ledger_entries")
    op.drop_index("ix_ledger_entries_at", table_name="ledger_entries")
    op.drop_table("ledger_entries")
    op.drop_table("payment_voids")
    op.drop_table("billed_months")
    op.drop_table("bill_lines")
    op.drop_index("ix_bill_deliveries_bill_id", table_name="bill_deliveries")
    op.drop_table("bill_deliveries")
    op.drop_index("ix_visits_steward", table_name="visits")
    op.drop_index("ix_visits_household", table_name="visits")
    op.drop_table("visits")
    op.drop_index("ix_refunds_household", table_name="refunds")
    op.drop_table("refunds")
    op.drop_index("ix_payments_taken_at", table_name="payments")
    op.drop_index("ix_payments_household", table_name="payments")
    op.drop_table("payments")
    op.drop_index("ix_dunning_steps_household_id", table_name="dunning_steps")
    op.drop_table("dunning_steps")
    op.drop_table("collection_figures")
    op.drop_index("ix_bills_period", table_name="bills")
    op.drop_index("ix_bills_household", table_name="bills")
    op.drop_index("ix_bills_due", table_name="bills")
    op.drop_table("bills")
    op.drop_table("bill_run_households")
    op.drop_table("occupancy_changes")
    op.drop_index("ix_meter_readings_unbilled", table_name="meter_readings")
    op.drop_table("meter_readings")
    op.drop_index("ix_ledger_postings_household", table_name="ledger_postings")
    op.drop_table("ledger_postings")
    op.drop_table("household_accounts")
    op.drop_table("fee_items")
    op.drop_index("ix_fee_assignments_household_id", table_name="fee_assignments")
    op.drop_table("fee_assignments")
    op.drop_index("ix_dunning_pauses_running", table_name="dunning_pauses")
    op.drop_table("dunning_pauses")
    op.drop_index("ix_dunning_cases_due_date", table_name="dunning_cases")
    op.drop_index("ix_dunning_cases_due", table_name="dunning_cases")
    op.drop_table("dunning_cases")
    op.drop_table("collection_snapshots")
    op.drop_index("ix_book_checks_checked_at", table_name="book_checks")
    op.drop_table("book_checks")
    op.drop_index("ix_bill_runs_period", table_name="bill_runs")
    op.drop_table("bill_runs")

    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
