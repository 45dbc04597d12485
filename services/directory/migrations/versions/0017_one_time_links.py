"""One-time links, and roles that are asked for each in its place."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0017"
down_revision = "directory_0016"
branch_labels = None
depends_on = None

TABLE = "one_time_links"


def upgrade() -> None:
    """Make the table, and the column of what is asked for."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=True),
        sa.Column("used_at", types.Instant(), nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_one_time_links_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_links"),
        sa.UniqueConstraint("digest", name="uq_one_time_links_digest"),
    )
    op.create_index("ix_one_time_links_person_id", TABLE, ["person_id", "id"])
    op.add_column("role_requests", sa.Column("grants", types.Json, nullable=True))


def downgrade() -> None:
    """The way back: what waits for a link is decided no more."""
    op.execute(sa.text("DELETE FROM role_requests WHERE kind = 'link'"))
    op.drop_column("role_requests", "grants")
    op.drop_index("ix_one_time_links_person_id", table_name=TABLE)
    op.drop_table(TABLE)
