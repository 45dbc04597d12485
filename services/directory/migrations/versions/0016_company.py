"""The company, and where a community is (P01, P02). Who administers the one community that there is
administers the company, as the next one comes."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import COMPANY
from foundation.storage.types import Id

revision = "directory_0016"
down_revision = "directory_0015"
branch_labels = None
depends_on = None

OF_COMMUNITY = {"name_en": 60, "address": 100, "service_phone": 60, "hours": 11}


def upgrade() -> None:
    """Make the table with its one row; add the columns."""
    company = op.create_table(
        "company",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("name_en", sa.String(100), nullable=False),
        sa.Column("credit_code", sa.String(18), nullable=False),
        sa.Column("address", sa.String(100), nullable=False),
        sa.Column("phone", sa.String(60), nullable=False),
        sa.Column("bank_account", sa.String(120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_company"),
    )
    unsaid = dict.fromkeys(("name", "name_en", "credit_code", "address", "phone"), "")
    op.bulk_insert(company, [{"id": COMPANY, "bank_account": "", "version": 1, **unsaid}])
    for name, length in OF_COMMUNITY.items():
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("communities", column)
    bind = op.get_bind()
    if bind.execute(sa.text("SELECT count(*) FROM communities")).scalar_one() == 1:
        bind.execute(sa.text("UPDATE assignments SET community_id = NULL WHERE role = 'admin'"))


def downgrade() -> None:
    """The way back; who administered the company administers the first community."""
    first = sa.text(
        "UPDATE assignments SET community_id = (SELECT min(id) FROM communities)"
        " WHERE role = 'admin' AND community_id IS NULL"
    )
    op.get_bind().execute(first)
    for name in OF_COMMUNITY:
        op.drop_column("communities", name)
    op.drop_table("company")
