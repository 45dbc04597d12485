"""Identity numbers are sealed at rest, and the history keeps what is shown of them (P08).

Those that are there are sealed in the first night, or by `guanjia secrets rotate` at once.
"""

import json

import sqlalchemy as sa
from alembic import op

from services.directory.identity.rules.masking import mask_id_number

revision = "directory_0025"
down_revision = "directory_0024"
branch_labels = None
depends_on = None

CHANGES = sa.table(
    "household_changes", sa.column("id"), sa.column("before", sa.Text), sa.column("after", sa.Text)
)
TOLD = '%"id_number"%'


def upgrade() -> None:
    """Make room, and conceal what the history has."""
    resize(200)
    sides = [sa.cast(CHANGES.c[side], sa.Text) for side in ("before", "after")]
    found = sa.select(CHANGES.c.id, *sides).where(sa.or_(*(one.like(TOLD) for one in sides)))
    for row in op.get_bind().execute(found).all():
        before, after = (concealed(text) for text in row[1:])
        op.get_bind().execute(
            sa.text(STATEMENTS[op.get_bind().dialect.name]),
            {"id": row.id, "before": before, "after": after},
        )


STATEMENTS = {
    "sqlite": "UPDATE household_changes SET before = :before, after = :after WHERE id = :id",
    "postgresql": "UPDATE household_changes SET before = CAST(:before AS JSONB), "
    "after = CAST(:after AS JSONB) WHERE id = :id",
}


def concealed(text: str) -> str:
    """Facts with what is shown of an identity number."""
    facts = json.loads(text)
    if "id_number" in facts:
        facts["id_number"] = mask_id_number(facts["id_number"])
    return json.dumps(facts, ensure_ascii=False)


def downgrade() -> None:
    """The way back, for numbers that are not sealed: a release before opens none."""
    resize(30)


def resize(length: int) -> None:
    """Give the column another length."""
    if op.get_bind().dialect.name == "postgresql":
        cut = f"substr(id_number, 1, {length})"
        op.alter_column("members", "id_number", type_=sa.String(length), postgresql_using=cut)
        return
    op.add_column("members", sa.Column("id_number_kept", sa.String(length), nullable=True))
    op.execute("UPDATE members SET id_number_kept = id_number")
    op.drop_column("members", "id_number")
    op.execute("ALTER TABLE members RENAME COLUMN id_number_kept TO id_number")
