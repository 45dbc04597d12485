"""The department a person works in, as the directory tells it; null where it was not told yet."""

import sqlalchemy as sa
from alembic import op

revision = "foundation_0006"
down_revision = "foundation_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("person_replica", sa.Column("department", sa.String(60), nullable=True))


def downgrade() -> None:
    """The way back."""
    op.drop_column("person_replica", "department")
