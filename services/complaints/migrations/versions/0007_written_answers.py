"""What a written answer says beside its text: findings, grounds, until when, what follows (P10)."""

import sqlalchemy as sa
from alembic import op

revision = "complaints_0007"
down_revision = "complaints_0006"
branch_labels = None
depends_on = None

COLUMNS = (
    sa.Column("findings", sa.Text()),
    sa.Column("grounds", sa.String(length=500)),
    sa.Column("done_by", sa.Date()),
    sa.Column("follow_up", sa.String(length=500)),
)


def upgrade() -> None:
    """Add them; answers of before have none."""
    for column in COLUMNS:
        op.add_column("answers", column.copy())


def downgrade() -> None:
    """The way back."""
    for column in reversed(COLUMNS):
        op.drop_column("answers", column.name)
