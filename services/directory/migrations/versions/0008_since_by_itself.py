"""A member is there from now on where nobody says otherwise.

Processes of the release before, which go on beside this one during an upgrade, enter members
without it.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0008"
down_revision = "directory_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The default."""
    with op.batch_alter_table("members") as members:
        members.alter_column(
            "since", existing_type=types.Instant(), server_default=sa.func.current_timestamp()
        )


def downgrade() -> None:
    """Without it again."""
    with op.batch_alter_table("members") as members:
        members.alter_column("since", existing_type=types.Instant(), server_default=None)
