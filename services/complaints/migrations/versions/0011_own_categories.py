"""A category may be the company's or a community's own (P01): whose it is, is part of its key."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import COMPANY
from foundation.storage.types import Id

revision = "complaints_0011"
down_revision = "complaints_0010"
branch_labels = None
depends_on = None

TABLE = "categories"


def upgrade() -> None:
    """All are the company's so far."""
    op.add_column(TABLE, sa.Column("owner_id", Id, nullable=False, server_default=COMPANY))
    exchange(["code", "owner_id"])


def downgrade() -> None:
    """The way back, as long as no community has its own."""
    exchange(["code"])
    with op.batch_alter_table(TABLE) as table:
        table.drop_column("owner_id")


def exchange(columns: list[str]) -> None:
    """Another key."""
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(f"pk_{TABLE}", type_="primary")
        table.create_primary_key(f"pk_{TABLE}", columns)
