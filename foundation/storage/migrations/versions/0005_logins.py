"""Whether a person can log in, as the directory tells it; null where it was not told yet."""

import sqlalchemy as sa
from alembic import op

revision = "foundation_0005"
down_revision = "foundation_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("person_replica") as table:
        table.add_column(sa.Column("login", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """The way back."""
    with op.batch_alter_table("person_replica") as table:
        table.drop_column("login")
