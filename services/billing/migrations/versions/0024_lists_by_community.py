"""More lists of a community are found by indexes that begin with it (P01): among 499 others they
took two to five times as long.
"""

from alembic import op

revision = "billing_0024"
down_revision = "billing_0023"
branch_labels = None
depends_on = None

ADDED = (
    ("fee_assignments", "ix_fee_assignments_here", "id"),
    ("visits", "ix_visits_here", "route_key"),
    ("ledger_postings", "ix_ledger_postings_here", "id"),
    ("refunds", "ix_refunds_here", "id"),
    ("dunning_pauses", "ix_dunning_pauses_here", "id"),
)
"""Table, name, and the order of its list."""


def upgrade() -> None:
    """Add them."""
    for table, name, order in ADDED:
        op.create_index(name, table, ["community_id", order])


def downgrade() -> None:
    """The way back."""
    for table, name, _order in ADDED:
        op.drop_index(name, table)
