"""Keys of others' programs."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0024"
down_revision = "directory_0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "api_keys",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("ends_in", sa.String(length=4), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("scopes", types.Json, nullable=False),
        sa.Column("communities", types.Json, nullable=True),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=False),
        sa.Column("seen_at", types.Instant(), nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("ended_by", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("digest", name="uq_api_keys_digest"),
    )


def downgrade() -> None:
    """The way back: the keys open no more."""
    op.drop_table("api_keys")
