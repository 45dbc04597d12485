"""Copies of a notice, and what nobody was notified of, belong to their community (P01).

Both were the company's, and so seen in all of them.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Id

revision = "notices_0010"
down_revision = "notices_0009"
branch_labels = None
depends_on = "foundation_0010"

COPIES = """
UPDATE messages SET community_id = (
    SELECT notices.community_id FROM notices WHERE notices.id = messages.notice_id
)
WHERE community_id IS NULL AND notice_id IS NOT NULL
"""
LEFT_OUT = """
UPDATE untold SET community_id = (
    SELECT community_id FROM household_replica
    WHERE household_replica.household_id = untold.household_id
)
WHERE household_id IS NOT NULL
"""


def upgrade() -> None:
    """Say where they are."""
    op.add_column("untold", sa.Column("community_id", Id, nullable=True))
    op.execute(COPIES)
    op.execute(LEFT_OUT)


def downgrade() -> None:
    """The way back; the copies stay where they are."""
    op.drop_column("untold", "community_id")
