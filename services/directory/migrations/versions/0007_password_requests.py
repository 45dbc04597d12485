"""New passwords, too, wait for a second person."""

import sqlalchemy as sa
from alembic import op

revision = "directory_0007"
down_revision = "directory_0006"
branch_labels = None
depends_on = None

TABLE = "role_requests"


def upgrade() -> None:
    """What a request is about, and the password that waits."""
    kind = sa.Column("kind", sa.String(length=10), server_default="roles", nullable=False)
    op.add_column(TABLE, kind)
    op.add_column(TABLE, sa.Column("password_hash", sa.String(length=200), nullable=True))


def downgrade() -> None:
    """The way back: what waits for a password is decided no more."""
    op.execute(sa.text("DELETE FROM role_requests WHERE kind = 'password'"))
    op.drop_column(TABLE, "password_hash")
    op.drop_column(TABLE, "kind")
