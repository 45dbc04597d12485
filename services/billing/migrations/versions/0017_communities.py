"""What has a place belongs to a community (P01); all there is, to the first.

The default stays: during an upgrade processes of the release before enter rows without it.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id

revision = "billing_0017"
down_revision = "billing_0016"
branch_labels = None
depends_on = "foundation_0008"

PLACED = (
    "bill_deliveries",
    "bill_lines",
    "bill_run_households",
    "bill_runs",
    "billed_months",
    "bills",
    "cancel_requests",
    "collection_figures",
    "collection_snapshots",
    "dunning_cases",
    "dunning_papers",
    "dunning_pauses",
    "dunning_steps",
    "fee_assignments",
    "household_accounts",
    "ledger_entries",
    "ledger_postings",
    "letter_receipts",
    "meter_readings",
    "occupancy_changes",
    "payment_voids",
    "payments",
    "refunds",
    "shared_costs",
    "visits",
    "void_requests",
)
OWNED = ("fee_items",)
"""A community's own or, without one, the company's."""


def upgrade() -> None:
    """Add the column."""
    for table in PLACED:
        column = sa.Column("community_id", Id, nullable=False, server_default=FIRST_COMMUNITY)
        op.add_column(table, column)
    for table in OWNED:
        op.add_column(table, sa.Column("community_id", Id, nullable=True))


def downgrade() -> None:
    """The way back."""
    for table in PLACED + OWNED:
        op.drop_column(table, "community_id")
