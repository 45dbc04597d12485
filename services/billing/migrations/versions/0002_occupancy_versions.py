"""States of units are kept by the version of the household that told them.

Until now a version that was heard late was lost, and with it the days for which it held. The
newest state of each unit has the version of the household; those before it come first, by day.
"""

import sqlalchemy as sa
from alembic import op

revision = "billing_0002"
down_revision = "billing_0001"
branch_labels = None
depends_on = "foundation_0001"

TABLE, KEY = "occupancy_changes", "pk_occupancy_changes"
NEWEST = """
UPDATE occupancy_changes SET version = (
    SELECT version FROM household_replica AS home
    WHERE home.household_id = occupancy_changes.household_id
)
WHERE since = (
    SELECT max(since) FROM occupancy_changes AS other
    WHERE other.household_id = occupancy_changes.household_id
) AND household_id IN (SELECT household_id FROM household_replica)
"""
OVERRULED = """
DELETE FROM occupancy_changes WHERE EXISTS (
    SELECT 1 FROM occupancy_changes AS other
    WHERE other.household_id = occupancy_changes.household_id
    AND other.version > occupancy_changes.version AND other.since <= occupancy_changes.since
)
"""


def upgrade() -> None:
    """Add the version to the key. The default is for processes of the release before."""
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("version", sa.BigInteger(), nullable=False, server_default="0"))
        table.drop_constraint(KEY, type_="primary")
        table.create_primary_key(KEY, ["household_id", "version", "since"])
    op.execute(NEWEST)


def downgrade() -> None:
    """One state per day again: what a newer version said holds."""
    op.execute(OVERRULED)
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(KEY, type_="primary")
        table.drop_column("version")
        table.create_primary_key(KEY, ["household_id", "since"])
