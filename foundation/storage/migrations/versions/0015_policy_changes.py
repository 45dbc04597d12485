"""The history of policies, with changes that are planned ahead (P05).

What is changed so far becomes its beginning; who it was is known from the audit trail. A process
of the release before goes on writing to `policies` and `community_policies`, from which all read.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import BigSerial, Id, Instant, Json

revision = "foundation_0015"
down_revision = "foundation_0014"
branch_labels = None
depends_on = None

SO_FAR = (
    "SELECT CAST(NULL AS VARCHAR) AS community_id, name, value, changed_at, changed_by"
    " FROM policies"
    " UNION ALL "
    "SELECT community_id, name, value, changed_at, changed_by FROM community_policies"
    " ORDER BY changed_at"
)
WHO = "SELECT actor_name FROM audit WHERE actor_id = :id ORDER BY id DESC LIMIT 1"
COLUMNS = (
    sa.column("community_id", Id),
    sa.column("name", sa.String),
    sa.column("value", Json),
    sa.column("changed_at", Instant),
    sa.column("changed_by", sa.String),
)


def upgrade() -> None:
    """Make the table, and begin the history."""
    made = op.create_table(
        "policy_changes",
        sa.Column("id", BigSerial, nullable=False, autoincrement=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("community_id", Id),
        sa.Column("value", Json, nullable=False),
        sa.Column("before", Json, nullable=False),
        sa.Column("holds_from", Instant, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(500)),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.Column("changed_by_name", sa.String(120), nullable=False),
        sa.Column("withdrawn_at", Instant),
        sa.Column("withdrawn_by", sa.String(80)),
        sa.Column("withdrawn_by_name", sa.String(120)),
        sa.PrimaryKeyConstraint("id", name="pk_policy_changes"),
    )
    op.create_index("ix_policy_changes_name", "policy_changes", ["name", "id"])
    planned = sa.text("state = 'planned'")
    op.create_index(
        "ix_policy_changes_planned",
        "policy_changes",
        ["holds_from"],
        sqlite_where=planned,
        postgresql_where=planned,
    )
    connection = op.get_bind()
    for row in connection.execute(sa.text(SO_FAR).columns(*COLUMNS)).all():
        name = connection.scalar(sa.text(WHO), {"id": row.changed_by})
        first = {
            "before": None,
            "holds_from": row.changed_at,
            "state": "holds",
            "changed_by_name": name or "",
            **row._mapping,
        }
        connection.execute(sa.insert(made).values(first))


def downgrade() -> None:
    """The way back."""
    op.drop_table("policy_changes")
