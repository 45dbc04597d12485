"""Indexes of what is open, and one from which figures are summed up without the ledger itself."""

import sqlalchemy as sa
from alembic import op

revision = "billing_0003"
down_revision = "billing_0002"
branch_labels = None
depends_on = None

PARTIAL = (
    ("ix_bills_single", "bills", ["id"], "kind <> 'period'"),
    ("ix_dunning_cases_open", "dunning_cases", ["due_date", "household_id"], "status <> 'settled'"),
    ("ix_visits_assigned", "visits", ["route_key"], "status = 'assigned'"),
)
PERIOD = ("ix_bills_period_id", "bills", ["period", "id"])
LEDGER = ("ix_ledger_entries_bill", "ledger_entries", ["bill_id", "account"])


def upgrade() -> None:
    """Make them."""
    for name, table, columns, where in PARTIAL:
        condition = sa.text(where)
        op.create_index(name, table, columns, postgresql_where=condition, sqlite_where=condition)
    op.create_index(*PERIOD)
    op.drop_index(LEDGER[0], table_name=LEDGER[1])
    op.create_index(*LEDGER, postgresql_include=["line_id", "kind", "at", "amount"])


def downgrade() -> None:
    """The way back."""
    op.drop_index(LEDGER[0], table_name=LEDGER[1])
    op.create_index(*LEDGER)
    op.drop_index(PERIOD[0], table_name=PERIOD[1])
    for name, table, _, _ in PARTIAL:
        op.drop_index(name, table_name=table)
