"""Categories are data (X04): what managers change of the first set, and what they add to it.

Codes grow to forty characters. SQLite cannot change a column that others' tables lean on: there
a new one takes its place.
"""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Json

revision = "complaints_0004"
down_revision = "complaints_0003"
branch_labels = None
depends_on = None

INDEX = ("ix_complaints_category_id", "complaints", ["category", "id"])


def upgrade() -> None:
    """Make the table; longer codes."""
    op.create_table(
        "categories",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_zh", sa.String(20), nullable=False),
        sa.Column("name_en", sa.String(60), nullable=False),
        sa.Column("words", Json, nullable=False),
        sa.Column("department", sa.String(60), nullable=True),
        sa.Column("response", sa.String(20), nullable=False),
        sa.Column("disputes_fee", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_categories")),
    )
    resize(40)


def downgrade() -> None:
    """The way back."""
    resize(20)
    op.drop_table("categories")


def resize(length: int) -> None:
    """Give the category of cases another length."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("complaints", "category", type_=sa.String(length))
        return
    kept = sa.Column("category_kept", sa.String(length), nullable=False, server_default="other")
    op.add_column("complaints", kept)
    op.execute("UPDATE complaints SET category_kept = category")
    op.drop_index(INDEX[0], table_name=INDEX[1])
    op.drop_column("complaints", "category")
    op.execute("ALTER TABLE complaints RENAME COLUMN category_kept TO category")
    op.create_index(*INDEX)
