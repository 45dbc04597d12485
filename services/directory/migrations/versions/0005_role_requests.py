"""Roles that wait for a second person to give them."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0005"
down_revision = "directory_0004"
branch_labels = None
depends_on = None

TABLE = "role_requests"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("roles", types.Json, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("requested_by_id", sa.String(length=80), nullable=False),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("requested_at", types.Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_role_requests_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_role_requests"),
    )
    op.create_index("ix_role_requests_person_id", TABLE, ["person_id", "id"])
    op.create_index("ix_role_requests_status", TABLE, ["status"])


def downgrade() -> None:
    """The way back."""
    op.drop_index("ix_role_requests_status", table_name=TABLE)
    op.drop_index("ix_role_requests_person_id", table_name=TABLE)
    op.drop_table(TABLE)
