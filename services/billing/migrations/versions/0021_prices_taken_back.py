"""A community's own prices may end (P01): from a day on the company's hold there again."""

import sqlalchemy as sa
from alembic import op

revision = "billing_0021"
down_revision = "billing_0020"
branch_labels = None
depends_on = None

TABLE = "fee_items"


def upgrade() -> None:
    """None has ended so far."""
    column: sa.Column[bool] = sa.Column(
        "taken_back", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column(TABLE, column)


def downgrade() -> None:
    """The way back: what was taken back goes on as an own price with the company's terms."""
    with op.batch_alter_table(TABLE) as table:
        table.drop_column("taken_back")
