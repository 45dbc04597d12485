"""A month's shared cost is divided once: by the run that did so first."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0006"
down_revision = "billing_0005"
branch_labels = None
depends_on = None

TABLE = "shared_costs"
DIVIDED = """
SELECT part.run_id, part.shares FROM bill_run_households AS part
JOIN bill_runs AS run ON run.id = part.run_id
ORDER BY run.started_at, part.run_id, part.position
"""


def upgrade() -> None:
    """Make the table; what was divided before stays with the first run that divided it."""
    made = op.create_table(
        TABLE,
        sa.Column("unit_type", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("run_id", types.Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["bill_runs.id"], name="fk_shared_costs_run_id_bill_runs"
        ),
        sa.PrimaryKeyConstraint("unit_type", "name", "month", name="pk_shared_costs"),
    )
    first: dict[tuple[str, str, str], str] = {}
    for run_id, kept in op.get_bind().execute(sa.text(DIVIDED)):
        shares: dict[str, list[list[Any]]] = json.loads(kept) if isinstance(kept, str) else kept
        for key, parts in shares.items():
            unit_type, name = key.split(":", 1)
            for month, *_numbers in parts:
                first.setdefault((unit_type, name, month), run_id)
    rows = [
        {"unit_type": unit_type, "name": name, "month": month, "run_id": run_id}
        for (unit_type, name, month), run_id in first.items()
    ]
    if rows:
        op.bulk_insert(made, rows)


def downgrade() -> None:
    """The way back."""
    op.drop_table(TABLE)
