"""Hot issues (热点问题, X16): their cases, and the answers that two persons give them."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "complaints_0020"
down_revision = "complaints_0019"
branch_labels = None
depends_on = None

ISSUES, MEMBERS, ANSWERS = "hot_issues", "hot_issue_members", "hot_issue_answers"
PRESENT, WAITING = sa.text("left_at IS NULL"), sa.text("status = 'requested'")


def placed() -> "sa.Column[str]":
    """The community that a row is of."""
    return sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY)


def of_issue(table: str) -> sa.ForeignKeyConstraint:
    """That a row is of a hot issue."""
    name = f"fk_{table}_hot_issue_id_{ISSUES}"
    return sa.ForeignKeyConstraint(["hot_issue_id"], [f"{ISSUES}.id"], name=name)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        ISSUES,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("made_by_id", sa.String(length=80), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        placed(),
        sa.PrimaryKeyConstraint("id", name=f"pk_{ISSUES}"),
    )
    op.create_index(f"ix_{ISSUES}_here", ISSUES, ["community_id", "id"])
    op.create_table(
        MEMBERS,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("hot_issue_id", types.Id, nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("joined_at", types.Instant(), nullable=False),
        sa.Column("joined_by_id", sa.String(length=80), nullable=False),
        sa.Column("joined_by", sa.String(length=120), nullable=False),
        sa.Column("told_at", types.Instant(), nullable=True),
        sa.Column("left_at", types.Instant(), nullable=True),
        sa.Column("left_cause", sa.String(length=20), nullable=True),
        placed(),
        of_issue(MEMBERS),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=f"fk_{MEMBERS}_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{MEMBERS}"),
    )
    op.create_index(f"ix_{MEMBERS}_complaint_id", MEMBERS, ["complaint_id"])
    op.create_index(f"ix_{MEMBERS}_issue", MEMBERS, ["hot_issue_id", "id"])
    op.create_index(
        f"uq_{MEMBERS}_now", MEMBERS, ["complaint_id"],
        unique=True, postgresql_where=PRESENT, sqlite_where=PRESENT,
    )  # fmt: skip
    op.create_table(
        ANSWERS,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("requested_by_id", sa.String(length=80), nullable=False),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("requested_at", types.Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("hot_issue_id", types.Id, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcomes", types.Json, nullable=False),
        placed(),
        of_issue(ANSWERS),
        sa.PrimaryKeyConstraint("id", name=f"pk_{ANSWERS}"),
    )
    op.create_index(f"ix_{ANSWERS}_issue", ANSWERS, ["hot_issue_id", "id"])
    op.create_index(
        f"uq_{ANSWERS}_waiting", ANSWERS, ["hot_issue_id"],
        unique=True, postgresql_where=WAITING, sqlite_where=WAITING,
    )  # fmt: skip


def downgrade() -> None:
    """The way back: cases go on by themselves."""
    for table in (ANSWERS, MEMBERS, ISSUES):
        op.drop_table(table)
