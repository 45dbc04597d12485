"""Rows of a community are found by indexes that begin with it (P01): by its lists, boards, figures
and sweeps.
"""

import sqlalchemy as sa
from alembic import op

revision = "billing_0019"
down_revision = "billing_0018"
branch_labels = None
depends_on = None

INDEXES: tuple[tuple[str, str, str, str | None], ...] = (
    ("bills", "ix_bills_period", "period due_date", None),
    ("bills", "ix_bills_period_id", "period id", None),
    ("bills", "ix_bills_due", "due_date household_id", None),
    ("bills", "ix_bills_single", "id", "kind <> 'period'"),
    ("dunning_cases", "ix_dunning_cases_due", "status next_on", None),
    ("dunning_cases", "ix_dunning_cases_due_date", "due_date", None),
    ("dunning_cases", "ix_dunning_cases_open", "due_date household_id", "status <> 'settled'"),
    ("ledger_entries", "ix_ledger_entries_at", "at account kind bill_id", None),
    ("meter_readings", "ix_meter_readings_unbilled", "bill_id household_id", None),
    ("payments", "ix_payments_taken_at", "taken_at", None),
    ("bill_runs", "ix_bill_runs_period", "period", None),
    ("visits", "ix_visits_assigned", "route_key", "status = 'assigned'"),
)  # fmt: skip
"""Table, name, columns behind the community, and of which rows."""
ADDED = (
    ("bills", "ix_bills_here", "community_id id"),
    ("dunning_steps", "ix_dunning_steps_here", "community_id id"),
    ("household_accounts", "ix_household_accounts_here", "community_id household_id"),
    ("payments", "ix_payments_here", "community_id id"),
)
"""Table, name and columns of those that there were not before."""
FIGURES = "ix_ledger_entries_bill"
SUMMED = ["bill_id", "account", "line_id", "kind", "at", "amount"]
"""Figures find all that they need in this one: the community as well, by which they read."""


def upgrade() -> None:
    """Put the community in front."""
    for table, name, columns, where in INDEXES:
        exchange(table, name, ["community_id", *columns.split()], where)
    for table, name, columns in ADDED:
        op.create_index(name, table, columns.split())
    exchange("ledger_entries", FIGURES, [*SUMMED, "community_id"], None)


def downgrade() -> None:
    """The way back."""
    exchange("ledger_entries", FIGURES, SUMMED, None)
    for table, name, _columns in ADDED:
        op.drop_index(name, table)
    for table, name, columns, where in INDEXES:
        exchange(table, name, columns.split(), where)


def exchange(table: str, name: str, columns: list[str], where: str | None) -> None:
    """An index of the same name by other columns."""
    op.drop_index(name, table)
    rows = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)
