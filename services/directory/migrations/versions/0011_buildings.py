"""Buildings of communities (P01): those of the households, and those that somebody serves, which
are all in the first community. A place is one in its community, not across.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from contracts.places import building_key
from foundation.ids import new_id
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id, Json

revision = "directory_0011"
down_revision = "directory_0010"
branch_labels = None
depends_on = None

PLACE = "uq_households_building_unit"
PLACE_HERE = "uq_households_community_id_building_unit"
BUILDINGS = sa.table("buildings", *map(sa.column, ("id", "community_id", "name", "key")))
SERVED = sa.table("served_buildings", *map(sa.column, ("person_id", "community_id", "building")))
HOUSEHOLDS = sa.table("households", *map(sa.column, ("building_id", "community_id", "building")))
PEOPLE = sa.table("people", sa.column("id"), sa.column("buildings", Json))


def upgrade() -> None:
    """Make the tables; fill them; have households lean on theirs."""
    op.create_table(
        "buildings",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("key", sa.String(30), nullable=False),
        sa.Column("community_id", Id, server_default=FIRST_COMMUNITY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_buildings"),
        sa.UniqueConstraint("community_id", "name", name="uq_buildings_community_id_name"),
    )
    op.create_index("ix_buildings_community_id_key", "buildings", ["community_id", "key"])
    op.create_table(
        "served_buildings",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("community_id", Id, nullable=False),
        sa.Column("building", sa.String(30), nullable=False),
        sa.PrimaryKeyConstraint(
            "person_id", "community_id", "building", name="pk_served_buildings"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_served_buildings_person_id_people"
        ),
        sa.ForeignKeyConstraint(
            ["community_id", "building"],
            ["buildings.community_id", "buildings.name"],
            name="fk_served_buildings_community_id_building_buildings",
        ),
    )
    with op.batch_alter_table("households") as households:
        households.add_column(sa.Column("building_id", Id, nullable=True))
        households.create_foreign_key(
            "fk_households_building_id_buildings", "buildings", ["building_id"], ["id"]
        )
        households.create_index("ix_households_building_id", ["building_id"])
        households.drop_constraint(PLACE, type_="unique")
        households.create_unique_constraint(PLACE_HERE, ["community_id", "building", "unit"])
    fill()


def fill() -> None:
    """Enter the buildings that there are, and whose they are."""
    connection = op.get_bind()
    here = sa.select(HOUSEHOLDS.c.community_id, HOUSEHOLDS.c.building).distinct()
    named = [(community, name) for community, name in connection.execute(here)]
    served = [
        {"person_id": person.id, "community_id": FIRST_COMMUNITY, "building": name}
        for person in connection.execute(sa.select(PEOPLE))
        for name in dict.fromkeys(person.buildings)
    ]
    named += [(FIRST_COMMUNITY, one["building"]) for one in served]
    if made := list(rows(dict.fromkeys(named))):
        op.bulk_insert(BUILDINGS, made)
    if served:
        op.bulk_insert(SERVED, served)
    theirs = sa.select(BUILDINGS.c.id).where(
        BUILDINGS.c.community_id == HOUSEHOLDS.c.community_id,
        BUILDINGS.c.name == HOUSEHOLDS.c.building,
    )
    op.execute(sa.update(HOUSEHOLDS).values(building_id=theirs.scalar_subquery()))


def rows(named: Iterable[tuple[str, str]]) -> Iterable[dict[str, str]]:
    """The rows of buildings, by community and name."""
    now = datetime.now(UTC)
    for community, name in named:
        key = building_key(name)
        yield {"id": new_id(now), "community_id": community, "name": name, "key": key}


def downgrade() -> None:
    """The way back; where buildings are served is forgotten."""
    with op.batch_alter_table("households") as households:
        households.drop_constraint(PLACE_HERE, type_="unique")
        households.create_unique_constraint(PLACE, ["building", "unit"])
        households.drop_index("ix_households_building_id")
        households.drop_constraint("fk_households_building_id_buildings", type_="foreignkey")
        households.drop_column("building_id")
    op.drop_table("served_buildings")
    op.drop_index("ix_buildings_community_id_key", table_name="buildings")
    op.drop_table("buildings")
