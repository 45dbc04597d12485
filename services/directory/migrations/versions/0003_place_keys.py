"""What tells a place apart, however it was written when it came in.

Labels stay as they are. Households that turn out to be one place are named in the log and by every
import that meets them; which of them is right, nobody guesses here.
"""

import logging
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from contracts.places import key_of

revision = "directory_0003"
down_revision = "directory_0002"
branch_labels = None
depends_on = None

log = logging.getLogger(__name__)
HOUSEHOLDS = sa.table(
    "households",
    *(sa.column(name) for name in ("id", "building", "unit", "place_key")),
)


def upgrade() -> None:
    """Add the column and fill it."""
    key = sa.Column("place_key", sa.String(80), nullable=False, server_default="")
    op.add_column("households", key)
    op.create_index("ix_households_place_key", "households", ["place_key"])
    fill()


def downgrade() -> None:
    """The way back."""
    op.drop_index("ix_households_place_key", "households")
    op.drop_column("households", "place_key")


def fill() -> None:
    """Work out the key of every household; tell which are one place."""
    connection = op.get_bind()
    places: dict[str, list[str]] = defaultdict(list)
    changes = []
    for row in connection.execute(sa.select(HOUSEHOLDS)).all():
        key = key_of(row.building, row.unit)
        places[key].append(f"{row.building} {row.unit}")
        changes.append({"which": row.id, "key": key})
    if changes:
        connection.execute(
            HOUSEHOLDS.update()
            .where(HOUSEHOLDS.c.id == sa.bindparam("which"))
            .values(place_key=sa.bindparam("key")),
            changes,
        )
    for twins in places.values():
        if len(twins) > 1:
            log.warning("these households are one place: %s", ", ".join(sorted(twins)))
