"""What billing last said about a charge is told by its version, not by its time.

A charge whose last word is forgotten takes the next one, which is the right one.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "repairs_0002"
down_revision = "repairs_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the version."""
    op.add_column("quotes", sa.Column("billing_version", sa.BigInteger(), nullable=True))
    op.drop_column("quotes", "billing_said_at")


def downgrade() -> None:
    """Keep the time again."""
    op.add_column("quotes", sa.Column("billing_said_at", types.Instant(), nullable=True))
    op.drop_column("quotes", "billing_version")
