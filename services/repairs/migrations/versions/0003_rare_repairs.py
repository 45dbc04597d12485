"""Indexes of rare categories, of single buildings, of follow-ups given up, and of charges."""

import sqlalchemy as sa
from alembic import op

revision = "repairs_0003"
down_revision = "repairs_0002"
branch_labels = None
depends_on = None

WHOLE = (
    ("ix_repairs_category_id", "repairs", ["category", "id"]),
    ("ix_repairs_building_id", "repairs", ["building", "id"]),
    ("ix_quotes_charged_at", "quotes", ["charged_at"]),
)
UNREACHED = ("ix_rounds_unreached", "rounds", ["repair_id"])


def upgrade() -> None:
    """Make them."""
    for name, table, columns in WHOLE:
        op.create_index(name, table, columns)
    condition = sa.text("follow_up_result = 'unreached'")
    op.create_index(*UNREACHED, postgresql_where=condition, sqlite_where=condition)


def downgrade() -> None:
    """The way back."""
    for name, table, _ in (*WHOLE, UNREACHED):
        op.drop_index(name, table_name=table)
