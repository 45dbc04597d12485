"""The audit trail as chains of hashes (P05).

What was written before, and what processes of the release before write for some days beside this
one, is chained during the night, in portions; after that whatever stands in no chain was put in by
hand.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant, Json

revision = "foundation_0016"
down_revision = "foundation_0015"
branch_labels = None
depends_on = None

BESIDE = timedelta(days=14)
"""How long processes of the release before may go on."""


def upgrade() -> None:
    """Make room for places and hashes."""
    op.create_table(
        "audit_heads",
        sa.Column("chain", sa.String(50), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("removed_position", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("removed_hash", sa.String(64)),
        sa.Column("removed_at", Instant),
        sa.PrimaryKeyConstraint("chain", name="pk_audit_heads"),
    )
    adoption = op.create_table(
        "audit_adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("until", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_adoption"),
    )
    until = datetime.now(UTC) + BESIDE
    op.get_bind().execute(sa.insert(adoption).values(id=1, until=until))
    op.add_column("audit", sa.Column("chain", sa.String(50), nullable=True))
    op.add_column("audit", sa.Column("position", sa.BigInteger(), nullable=True))
    op.add_column("audit", sa.Column("hash", sa.String(64), nullable=True))
    op.add_column("audit", sa.Column("seals", Json, nullable=True))
    op.create_index("ix_audit_chain", "audit", ["chain", "position"], unique=True)


def downgrade() -> None:
    """The way back."""
    op.drop_index("ix_audit_chain", "audit")
    for name in ("seals", "hash", "position", "chain"):
        op.drop_column("audit", name)
    op.drop_table("audit_adoption")
    op.drop_table("audit_heads")
