"""Suspected concealment (涉嫌隐瞒、漏报, X12): what was seen, and repairs to compare."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "complaints_0021"
down_revision = "complaints_0020"
branch_labels = None
depends_on = None

REVIEWS, WATCHED = "concealment_reviews", "watched_repairs"
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        REVIEWS,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("about_id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("complaint_id", types.Id, nullable=True),
        sa.Column("household_id", types.Id, nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("seen_at", types.Instant(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("concerned_id", sa.String(length=80), nullable=True),
        sa.Column("concerned", sa.String(length=120), nullable=True),
        sa.Column("involved", types.Json, nullable=False),
        sa.Column("evidence", types.Json, nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("found_at", types.Instant(), nullable=True),
        sa.Column("decided_by_id", sa.String(length=80), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("consequence", sa.String(length=500), nullable=True),
        sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=f"fk_{REVIEWS}_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{REVIEWS}"),
        sa.UniqueConstraint(
            "rule", "about_id", "seen_at", name=f"uq_{REVIEWS}_rule_about_id_seen_at"
        ),
    )
    op.create_index(f"ix_{REVIEWS}_complaint_id", REVIEWS, ["complaint_id"])
    op.create_index(f"ix_{REVIEWS}_household_id", REVIEWS, ["household_id"])
    op.create_index(f"ix_{REVIEWS}_found", REVIEWS, ["community_id", "found_at"])
    op.create_index(
        f"ix_{REVIEWS}_open", REVIEWS, ["community_id", "id"],
        postgresql_where=OPEN, sqlite_where=OPEN,
    )  # fmt: skip
    op.create_table(
        WATCHED,
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("household_id", types.Id, nullable=True),
        sa.Column("public_place", sa.String(length=200), nullable=True),
        sa.Column("category", sa.String(length=30), nullable=True),
        sa.Column("complaint_id", types.Id, nullable=True),
        sa.Column("requested_at", types.Instant(), nullable=True),
        sa.Column("requested_by_id", sa.String(length=80), nullable=True),
        sa.Column("completed_at", types.Instant(), nullable=True),
        sa.Column("engineer_id", sa.String(length=80), nullable=True),
        sa.Column("noted_at", types.Instant(), nullable=False),
        sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.PrimaryKeyConstraint("repair_id", name=f"pk_{WATCHED}"),
    )
    op.create_index(f"ix_{WATCHED}_home", WATCHED, ["household_id", "category"])
    op.create_index(f"ix_{WATCHED}_place", WATCHED, ["community_id", "public_place", "category"])


def downgrade() -> None:
    """The way back: what was suspected is forgotten."""
    op.drop_table(WATCHED)
    op.drop_table(REVIEWS)
