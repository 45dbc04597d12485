"""Members have a beginning and an end, and see their own side of the household (D06).

Who is there has been there as long as the household is known, and sees all that it has. The other
services are told of every household again: they learn the members' ids and sides by it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.ids import new_id
from foundation.storage import types

revision = "directory_0002"
down_revision = "directory_0001"
branch_labels = None
depends_on = None

NEW = ("since", "until", "sees_from", "with_id")
BATCH = 500
HOUSEHOLDS = sa.table(
    "households",
    *(sa.column(name) for name in ("building", "unit", "floor", "unit_type")),
    sa.column("id", types.Id),
    sa.column("area_m2", sa.Numeric(10, 2)),
    sa.column("billing_from", sa.Date()),
    sa.column("vacant", sa.Boolean()),
    sa.column("two_person_visit", sa.Boolean()),
    sa.column("version", sa.Integer()),
)
MEMBERS = sa.table(
    "members",
    *(
        sa.column(name)
        for name in (
            "id", "household_id", "position", "person_id", "name", "relation", "phone", "email"
        )
    ),
)  # fmt: skip
OUTBOX = sa.table(
    "outbox",
    sa.column("event_id", types.Id),
    sa.column("source"),
    sa.column("type"),
    sa.column("version", sa.Integer()),
    sa.column("aggregate_id"),
    sa.column("occurred_at", types.Instant()),
    sa.column("request_id"),
    sa.column("actor", types.Json),
    sa.column("data", types.Json),
    sa.column("attempts", sa.Integer()),
)


def upgrade() -> None:
    """Add the columns, and tell the others."""
    with op.batch_alter_table("members") as members:
        members.add_column(sa.Column("since", types.Instant(), nullable=True))
        members.add_column(sa.Column("until", types.Instant(), nullable=True))
        members.add_column(sa.Column("sees_from", types.Instant(), nullable=True))
        members.add_column(sa.Column("with_id", types.Id, nullable=True))
    op.execute(
        "UPDATE members SET since = (SELECT households.created_at FROM households"
        " WHERE households.id = members.household_id)"
    )
    with op.batch_alter_table("members") as members:
        members.alter_column("since", existing_type=types.Instant(), nullable=False)
    op.add_column("household_changes", sa.Column("side", types.Id, nullable=True))
    op.execute("UPDATE household_changes SET side = 'owner'")
    tell_again()


def downgrade() -> None:
    """The way back: who has left is forgotten."""
    op.execute("DELETE FROM members WHERE until IS NOT NULL")
    op.drop_column("household_changes", "side")
    with op.batch_alter_table("members") as members:
        for name in NEW:
            members.drop_column(name)


def tell_again() -> None:
    """Put the whole state of every household into the outbox, under a new version."""
    connection, now = op.get_bind(), datetime.now(UTC)
    homes = connection.execute(sa.select(HOUSEHOLDS).order_by(HOUSEHOLDS.c.id)).all()
    for start in range(0, len(homes), BATCH):
        part = homes[start : start + BATCH]
        ids = [home.id for home in part]
        rows = connection.execute(
            sa.select(MEMBERS)
            .where(MEMBERS.c.household_id.in_(ids))
            .order_by(MEMBERS.c.household_id, MEMBERS.c.position)
        ).all()
        connection.execute(OUTBOX.insert(), list(events(part, rows, now)))
        connection.execute(
            HOUSEHOLDS.update()
            .where(HOUSEHOLDS.c.id.in_(ids))
            .values(version=HOUSEHOLDS.c.version + 1)
        )


def events(homes: Any, rows: Any, now: datetime) -> Iterator[dict[str, Any]]:
    """The events of some households."""
    for home in homes:
        members = [row for row in rows if row.household_id == home.id]
        owner = next((one.name for one in members if one.relation == "owner"), None)
        if owner is None:
            continue
        yield {
            "event_id": new_id(now),
            "source": "directory",
            "type": "household_changed",
            "version": 1,
            "aggregate_id": home.id,
            "occurred_at": now,
            "request_id": "",
            "actor": {"id": "system", "name": "系统"},
            "attempts": 0,
            "data": {
                "household_id": home.id,
                "version": home.version + 1,
                "building": home.building,
                "unit": home.unit,
                "floor": home.floor,
                "unit_type": home.unit_type,
                "area_m2": f"{Decimal(home.area_m2).normalize():f}",
                "owner_name": owner,
                "billing_from": home.billing_from and home.billing_from.isoformat(),
                "vacant": bool(home.vacant),
                "two_person_visit": bool(home.two_person_visit),
                "owner_since": None,
                "members": [
                    {
                        "id": one.id,
                        "side": one.id if one.relation == "tenant" else "owner",
                        "sees_from": None,
                        "person_id": one.person_id,
                        "name": one.name,
                        "relation": one.relation,
                        "phone": one.phone,
                        "email": one.email,
                    }
                    for one in members
                ],
            },
        }
