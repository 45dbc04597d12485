"""What the company's provider calls our people."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0027"
down_revision = "directory_0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "company_identities",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("linked_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_company_identities_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_company_identities"),
        sa.UniqueConstraint("issuer", "subject", name="uq_company_identities_issuer_subject"),
    )
    op.create_index("ix_company_identities_person_id", "company_identities", ["person_id"])


def downgrade() -> None:
    """The way back: who logs in by the company is found by the mail address again."""
    op.drop_table("company_identities")
