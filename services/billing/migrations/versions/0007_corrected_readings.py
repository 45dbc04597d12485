"""Meter readings are corrected by reversal, and meters replaced."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0007"
down_revision = "billing_0006"
branch_labels = None
depends_on = None

TABLE, UNIQUE = "meter_readings", "uq_meter_readings_household_id_name_read_on"
DAY, METER = "uq_meter_readings_day", "ix_meter_readings_meter"
WITH_WHAT_PRICE = """
UPDATE meter_readings SET billed_price = COALESCE((
    SELECT line.unit_price FROM bill_lines AS line
    JOIN fee_items AS item ON item.name = line.item AND item.price = line.unit_price
    WHERE line.bill_id = meter_readings.bill_id AND line.item = meter_readings.name
    AND item.basis = 'meter' AND item.effective_from <= meter_readings.read_on
    ORDER BY item.effective_from DESC LIMIT 1
), (
    SELECT min(line.unit_price) FROM bill_lines AS line
    WHERE line.bill_id = meter_readings.bill_id AND line.item = meter_readings.name
))
WHERE bill_id IS NOT NULL
"""
HISTORY = "DELETE FROM meter_readings WHERE reversed_at IS NOT NULL OR kind <> 'reading'"


def upgrade() -> None:
    """Add what corrections need. The defaults are for processes of the release before."""
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("billed_price", sa.BigInteger(), nullable=True))
        table.add_column(
            sa.Column("kind", sa.String(length=10), nullable=False, server_default="reading")
        )
        table.add_column(
            sa.Column("meter", sa.String(length=40), nullable=False, server_default="")
        )
        table.add_column(sa.Column("corrects_id", types.Id, nullable=True))
        table.add_column(sa.Column("reversed_at", types.Instant(), nullable=True))
        table.add_column(sa.Column("reversed_by", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("reason", sa.String(length=500), nullable=True))
        table.add_column(sa.Column("credit_bill_id", types.Id, nullable=True))
        table.drop_constraint(UNIQUE, type_="unique")
    op.execute(WITH_WHAT_PRICE)
    valid = sa.text("reversed_at IS NULL")
    op.create_index(
        DAY, TABLE, ["household_id", "name", "read_on", "kind"],
        unique=True, postgresql_where=valid, sqlite_where=valid,
    )  # fmt: skip
    op.create_index(METER, TABLE, ["household_id", "name", "read_on"])


def downgrade() -> None:
    """One reading a day again; reversed ones and replacements are not known there."""
    op.execute(HISTORY)
    op.drop_index(METER, table_name=TABLE)
    op.drop_index(DAY, table_name=TABLE)
    with op.batch_alter_table(TABLE) as table:
        for name in (
            "credit_bill_id", "reason", "reversed_by", "reversed_at", "corrects_id", "meter",
            "kind", "billed_price",
        ):  # fmt: skip
            table.drop_column(name)
        table.create_unique_constraint(UNIQUE, ["household_id", "name", "read_on"])
