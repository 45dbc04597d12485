"""The directory knows the communities, and the company, as every service does (P01)."""

from alembic import op

revision = "directory_0022"
down_revision = "directory_0021"
branch_labels = None
depends_on = "foundation_0014"

COMMUNITIES = """
INSERT INTO community_replica
    (community_id, name, code, name_en, address, service_phone, hours, version)
SELECT id, name, code, name_en, address, service_phone, hours, version FROM communities
"""
COMPANY = """
INSERT INTO company_replica
    (company_id, name, name_en, credit_code, address, phone, bank_account, version)
SELECT id, name, name_en, credit_code, address, phone, bank_account, version FROM company
"""


def upgrade() -> None:
    """Fill what it knows from what it has."""
    op.execute("DELETE FROM community_replica")
    op.execute(COMMUNITIES)
    op.execute("DELETE FROM company_replica")
    op.execute(COMPANY)


def downgrade() -> None:
    """Nothing: the rows are right."""
