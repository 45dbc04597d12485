"""Each community's roster is watched by itself (P01): what was told so far, and what is due, are
the first's.

The default stays: during an upgrade processes of the release before enter rows without it.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id

revision = "directory_0013"
down_revision = "directory_0012"
branch_labels = None
depends_on = None

KEY, BEFORE = ["duty", "day", "community_id"], ["duty", "day"]


def upgrade() -> None:
    """Give the rows a community, which becomes part of their key."""
    warnings, deadlines = (
        sa.table(name, sa.column("kind"), sa.column("community_id", Id))
        for name in ("roster_warnings", "deadlines")
    )
    first = {"community_id": FIRST_COMMUNITY}
    op.execute(sa.update(warnings).where(warnings.c.community_id.is_(None)).values(first))
    watch = (deadlines.c.kind == "roster_watch") & deadlines.c.community_id.is_(None)
    op.execute(sa.update(deadlines).where(watch).values(first))
    with op.batch_alter_table("roster_warnings") as table:
        table.alter_column(
            "community_id", existing_type=Id, nullable=False, server_default=FIRST_COMMUNITY
        )
        table.drop_constraint("pk_roster_warnings", type_="primary")
        table.create_primary_key("pk_roster_warnings", KEY)


def downgrade() -> None:
    """The way back."""
    warnings = sa.table("roster_warnings", sa.column("community_id", Id))
    op.execute(sa.delete(warnings).where(warnings.c.community_id != FIRST_COMMUNITY))
    with op.batch_alter_table("roster_warnings") as table:
        table.drop_constraint("pk_roster_warnings", type_="primary")
        table.create_primary_key("pk_roster_warnings", BEFORE)
        table.alter_column("community_id", existing_type=Id, nullable=True, server_default=None)
