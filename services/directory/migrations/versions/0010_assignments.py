"""Communities, and where roles are held (P01): all that are held, in the first."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from foundation.ids import new_id
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id, Instant, Json

revision = "directory_0010"
down_revision = "directory_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; fill them."""
    communities = op.create_table(
        "communities",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_communities"),
        sa.UniqueConstraint("code", name="uq_communities_code"),
    )
    assignments = op.create_table(
        "assignments",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("community_id", Id, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_assignments_person_id_people"
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_assignments_community_id_communities"
        ),
        sa.UniqueConstraint(
            "person_id", "role", "community_id", name="uq_assignments_person_id_role_community_id"
        ),
    )
    op.create_index("ix_assignments_person_id", "assignments", ["person_id"])
    first = {"id": FIRST_COMMUNITY, "name": "", "code": "", "version": 1, "created_at": None}
    op.bulk_insert(communities, [first])
    people = sa.table("people", sa.column("id", Id), sa.column("roles", Json))
    now = datetime.now(UTC)
    held = [
        {"id": new_id(now), "person_id": person.id, "role": role, "community_id": FIRST_COMMUNITY}
        for person in op.get_bind().execute(sa.select(people))
        for role in dict.fromkeys(person.roles)
    ]
    if held:
        op.bulk_insert(assignments, held)


def downgrade() -> None:
    """The way back; where roles were held is forgotten."""
    op.drop_index("ix_assignments_person_id", table_name="assignments")
    op.drop_table("assignments")
    op.drop_table("communities")
