"""Letterhead and seal of the company, as its papers bear them (P10)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant

revision = "directory_0028"
down_revision = "directory_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "company_pictures",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("put_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_company_pictures"),
    )


def downgrade() -> None:
    """The way back: papers bear words alone."""
    op.drop_table("company_pictures")
