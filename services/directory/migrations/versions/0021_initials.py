"""Initials of names (P07). Who is there already gets them from the service, portion by portion."""

import sqlalchemy as sa
from alembic import op

revision = "directory_0021"
down_revision = "directory_0020"
branch_labels = None
depends_on = None

NONE = sa.text("initials IS NULL")


def upgrade() -> None:
    """Add the column."""
    op.add_column("members", sa.Column("initials", sa.String(60), nullable=True))
    op.create_index(
        "ix_members_initials", "members", ["community_id", "initials"],
        postgresql_ops={"initials": "text_pattern_ops"},
    )  # fmt: skip
    op.create_index(
        "ix_members_without_initials", "members", ["id"], sqlite_where=NONE, postgresql_where=NONE
    )


def downgrade() -> None:
    """The way back."""
    op.drop_index("ix_members_without_initials", "members")
    op.drop_index("ix_members_initials", "members")
    op.drop_column("members", "initials")
