"""Of photos filed long ago only the picture is kept as well: portion by portion, by a deadline."""

from alembic import op

from foundation import old_photos

revision = "repairs_0005"
down_revision = "repairs_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Set it."""
    old_photos.begin(op.get_bind())


def downgrade() -> None:
    """What was taken out stays out."""
