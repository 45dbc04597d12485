"""Prices may be the company's or a community's own (P01): each has one of an item from a day on."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import COMPANY
from foundation.storage.types import Id

revision = "billing_0020"
down_revision = "billing_0019"
branch_labels = None
depends_on = None

TABLE = "fee_items"
BEFORE = ["unit_type", "name", "effective_from"]
AFTER = ["owner_id", *BEFORE]


def upgrade() -> None:
    """All are the company's so far."""
    op.add_column(TABLE, sa.Column("owner_id", Id, nullable=False, server_default=COMPANY))
    exchange(BEFORE, AFTER)


def downgrade() -> None:
    """The way back, as long as no community has its own."""
    exchange(AFTER, BEFORE)
    with op.batch_alter_table(TABLE) as table:
        table.drop_column("owner_id")


def exchange(old: list[str], new: list[str]) -> None:
    """Other columns for what no two have alike."""
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint("_".join(("uq", TABLE, *old)), type_="unique")
        table.create_unique_constraint("_".join(("uq", TABLE, *new)), new)
