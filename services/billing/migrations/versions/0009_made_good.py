"""What changes inside a period that was billed is made good on the next bill."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0009"
down_revision = "billing_0008"
branch_labels = None
depends_on = None

MADE_GOOD = "ix_bill_lines_made_good"
HOUSEHOLD = "ix_bill_run_households_household"
AS_PART_OF = """
UPDATE billed_months SET period = (SELECT period FROM bills WHERE bills.id = billed_months.bill_id)
"""
BY_WHAT = """
UPDATE bill_lines SET basis = CASE WHEN unit LIKE 'm²·%' THEN 'area' ELSE 'fixed' END
WHERE component = 'principal' AND unit LIKE '%·%'
AND bill_id IN (SELECT id FROM bills WHERE kind = 'period')
"""
"""Lines by time are counted in m²·月, 个·月; those by meter and share are not."""


def upgrade() -> None:
    """Add what tells a past period, and what has changed since. Old processes leave it empty."""
    op.add_column("bill_lines", sa.Column("basis", sa.String(length=10), nullable=True))
    op.add_column("bill_lines", sa.Column("for_period", sa.String(length=10), nullable=True))
    op.add_column("billed_months", sa.Column("period", sa.String(length=10), nullable=True))
    op.add_column("fee_assignments", sa.Column("changed_at", types.Instant(), nullable=True))
    op.add_column("occupancy_changes", sa.Column("changed_at", types.Instant(), nullable=True))
    op.create_index(HOUSEHOLD, "bill_run_households", ["household_id", "run_id"])
    past = sa.text("for_period IS NOT NULL")
    op.create_index(MADE_GOOD, "bill_lines", ["bill_id"], postgresql_where=past, sqlite_where=past)
    op.execute(AS_PART_OF)
    op.execute(BY_WHAT)


def downgrade() -> None:
    """The way back."""
    op.drop_index(MADE_GOOD, table_name="bill_lines")
    op.drop_index(HOUSEHOLD, table_name="bill_run_households")
    for table, column in (
        ("occupancy_changes", "changed_at"), ("fee_assignments", "changed_at"),
        ("billed_months", "period"), ("bill_lines", "for_period"), ("bill_lines", "basis"),
    ):  # fmt: skip
        op.drop_column(table, column)
