"""A bill names its debtor, and bills and payments the side of the household that they are of (B19).

What there is was billed to the owners, as they are known here, and paid by them.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0010"
down_revision = "billing_0009"
branch_labels = None
depends_on = None

OWNERS = "owner"


def upgrade() -> None:
    """Add the columns; the debtor of the bills that there are is the owner as known here."""
    for table in ("bills", "payments"):
        side = sa.Column("side", types.Id, nullable=False, server_default=OWNERS)
        op.add_column(table, side)
        op.add_column(table, sa.Column("member_id", types.Id, nullable=True))
    op.add_column("bills", sa.Column("debtor_id", types.Id, nullable=True))
    name = sa.Column("debtor_name", sa.String(length=120), nullable=False, server_default="")
    op.add_column("bills", name)
    if sa.inspect(op.get_bind()).has_table("household_replica"):
        op.execute(
            "UPDATE bills SET debtor_name = COALESCE((SELECT household_replica.owner_name"
            " FROM household_replica"
            " WHERE household_replica.household_id = bills.household_id), '')"
        )


def downgrade() -> None:
    """The way back."""
    op.drop_column("bills", "debtor_name")
    op.drop_column("bills", "debtor_id")
    for table in ("payments", "bills"):
        op.drop_column(table, "member_id")
        op.drop_column(table, "side")
