"""Webhooks, and what they are told."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "notices_0012"
down_revision = "notices_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "webhooks",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("events", types.Json, nullable=False),
        sa.Column("communities", types.Json, nullable=True),
        sa.Column("secret", sa.String(length=200), nullable=False),
        sa.Column("old_secret", sa.String(length=200), nullable=True),
        sa.Column("old_until", types.Instant(), nullable=True),
        sa.Column("claimed_until", types.Instant(), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("ended_by", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("webhook_id", types.Id, nullable=False),
        sa.Column("event_id", types.Id, nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("attempts", types.Json, nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.Column("community_id", types.Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name="fk_webhook_deliveries_webhook_id_webhooks"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_deliveries"),
        sa.UniqueConstraint(
            "webhook_id", "event_id", name="uq_webhook_deliveries_webhook_id_event_id"
        ),
    )
    op.create_index(
        "ix_webhook_deliveries_due", "webhook_deliveries", ["webhook_id", "status", "due_at"]
    )


def downgrade() -> None:
    """The way back: nobody is told any more."""
    op.drop_table("webhook_deliveries")
    op.drop_table("webhooks")
