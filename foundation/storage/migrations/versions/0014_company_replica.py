"""What every service knows of the company, and of where a community is (P01, P10)."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import COMPANY
from foundation.storage.types import Id

revision = "foundation_0014"
down_revision = "foundation_0013"
branch_labels = None
depends_on = None

OF_COMMUNITY = {"name_en": 60, "address": 100, "service_phone": 60, "hours": 11}
OF_COMPANY = {
    "name": 60, "name_en": 100, "credit_code": 18, "address": 100, "phone": 60, "bank_account": 120,
}  # fmt: skip


def upgrade() -> None:
    """Make the table with its one row; add the columns."""
    known = op.create_table(
        "company_replica",
        sa.Column("company_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(text(name, length) for name, length in OF_COMPANY.items()),
        sa.PrimaryKeyConstraint("company_id", name="pk_company_replica"),
    )
    op.bulk_insert(known, [{"company_id": COMPANY, "version": 1}])
    for name, length in OF_COMMUNITY.items():
        op.add_column("community_replica", text(name, length))


def text(name: str, length: int) -> "sa.Column[str]":
    """What is empty until somebody says it."""
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def downgrade() -> None:
    """The way back."""
    for name in OF_COMMUNITY:
        op.drop_column("community_replica", name)
    op.drop_table("company_replica")
