"""Indexes from which figures are summed up without the ledger itself, on SQLite too."""

from alembic import op

revision = "billing_0005"
down_revision = "billing_0004"
branch_labels = None
depends_on = None

TABLE = "ledger_entries"
BY_BILL, BY_TIME = "ix_ledger_entries_bill", "ix_ledger_entries_at"


def upgrade() -> None:
    """Make them anew with all that figures need."""
    op.drop_index(BY_BILL, table_name=TABLE)
    op.create_index(BY_BILL, TABLE, ["bill_id", "account", "line_id", "kind", "at", "amount"])
    op.drop_index(BY_TIME, table_name=TABLE)
    op.create_index(BY_TIME, TABLE, ["at", "account", "kind", "bill_id"])


def downgrade() -> None:
    """The way back."""
    op.drop_index(BY_TIME, table_name=TABLE)
    op.create_index(BY_TIME, TABLE, ["at"])
    op.drop_index(BY_BILL, table_name=TABLE)
    op.create_index(
        BY_BILL,
        TABLE,
        ["bill_id", "account"],
        postgresql_include=["line_id", "kind", "at", "amount"],
    )
