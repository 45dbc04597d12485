"""Of photos filed long ago only the picture is kept as well: portion by portion, by a deadline."""

from alembic import op

from foundation import photo_metadata_backfill

revision = "notices_0005"
down_revision = "notices_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Set it."""
    photo_metadata_backfill.begin(op.get_bind())


def downgrade() -> None:
    """What was taken out stays out."""
