"""Bills that a promise or an instalment plan is about: it is kept when nothing is owed on them.

Of plans made before nothing is known; they go on to be judged by what is overdue.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0008"
down_revision = "billing_0007"
branch_labels = None
depends_on = None

TABLE, COLUMN = "dunning_pauses", "bill_ids"


def upgrade() -> None:
    """Add the column."""
    op.add_column(TABLE, sa.Column(COLUMN, types.Json, nullable=True))


def downgrade() -> None:
    """The way back."""
    with op.batch_alter_table(TABLE) as table:
        table.drop_column(COLUMN)
