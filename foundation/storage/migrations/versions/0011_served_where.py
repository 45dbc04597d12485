"""What every service knows of where people hold their roles and serve which buildings (P01).

What is known already stays without: it is all of the first community.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Id, Json

revision = "foundation_0011"
down_revision = "foundation_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("household_replica", sa.Column("building_id", Id, nullable=True))
    op.add_column("person_replica", sa.Column("grants", Json, nullable=True))
    op.add_column("person_replica", sa.Column("serves", Json, nullable=True))


def downgrade() -> None:
    """The way back."""
    op.drop_column("person_replica", "serves")
    op.drop_column("person_replica", "grants")
    op.drop_column("household_replica", "building_id")
