"""Each case is of a side of its household: the owners', a tenant's, or nobody's (D06).

What a tenant lodged, or the desk took down for one, is shown to no other resident from now on; who
lodged it online still sees it. The rest is the owners', as the households are known here.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "complaints_0005"
down_revision = "complaints_0004"
branch_labels = None
depends_on = None

OWNERS, NOBODY = "owner", "nobody"
CASES = sa.table(
    "complaints",
    *(
        sa.column(name)
        for name in ("id", "household_id", "side", "contact_name", "contact_phone", "lodged_by_id")
    ),
)
HOMES = sa.table("household_replica", sa.column("household_id"), sa.column("members", types.Json))


def upgrade() -> None:
    """Add the columns, and say of whom the cases are that there are."""
    side = sa.Column("side", types.Id, nullable=False, server_default=OWNERS)
    op.add_column("complaints", side)
    op.add_column("complaints", sa.Column("member_id", types.Id, nullable=True))
    op.execute(sa.update(CASES).where(CASES.c.household_id.is_(None)).values(side=NOBODY))
    if not sa.inspect(op.get_bind()).has_table(HOMES.name):
        return  # a new database, whose shared tables are still to come
    for home in op.get_bind().execute(sa.select(HOMES)).all():
        tenants = [one for one in home.members if one["relation"] == "tenant"]
        if tenants:
            op.execute(sa.update(CASES).where(of_tenants(home, tenants)).values(side=NOBODY))


def of_tenants(home: sa.Row[Any], tenants: list[dict[str, str]]) -> sa.ColumnElement[bool]:
    """Cases that a tenant lodged, or that were taken down with a tenant's name or number."""

    def known(name: str) -> list[str]:
        return [one[name] for one in tenants if one.get(name)]

    return sa.and_(
        CASES.c.household_id == home.household_id,
        sa.or_(
            CASES.c.lodged_by_id.in_(known("person_id")),
            CASES.c.contact_phone.in_(known("phone")),
            CASES.c.contact_name.in_(known("name")),
        ),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_column("complaints", "member_id")
    op.drop_column("complaints", "side")
