"""Payments say whether anybody took the money: nobody is the cashier of one made online."""

import sqlalchemy as sa
from alembic import op

revision = "billing_0014"
down_revision = "billing_0013"
branch_labels = None
depends_on = None

METHODS = ("wechat", "alipay")


def upgrade() -> None:
    """Add it; until now whoever paid online was kept as who took it."""
    op.add_column(
        "payments", sa.Column("online", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    payments = sa.table(
        "payments", sa.column("online"), sa.column("method"), sa.column("payer"),
        sa.column("taken_by"),
    )  # fmt: skip
    op.execute(
        payments.update()
        .where(payments.c.method.in_(METHODS), payments.c.payer == payments.c.taken_by)
        .values(online=sa.true())
    )


def downgrade() -> None:
    """The way back."""
    op.drop_column("payments", "online")
