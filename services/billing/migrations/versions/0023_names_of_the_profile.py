"""Letters name company and community as their profiles do, and no policy does any more (P10).

What an installation has said by policy stays on its letters: in place of a name that its profiles
do not have, until they get one.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.policy import PLANNED
from foundation.policy_changes import WITHDRAWN
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.tables import (
    community_policies,
    community_replica,
    company_replica,
    policies,
    policy_changes,
)

revision = "billing_0023"
down_revision = "billing_0022"
branch_labels = None
depends_on = "foundation_0015"

COMPANY, COMMUNITY = "paper_company", "paper_community"


def upgrade() -> None:
    """Carry the names over; what was set stands in the history of policies."""
    connection = op.get_bind()
    said: dict[str, str] = dict(connection.execute(values(policies)).tuples().all())
    own = {
        (row.name, row.community_id): row.value
        for row in connection.execute(values(community_policies, community_policies.c.community_id))
    }
    company = said.get(COMPANY) or own.get((COMPANY, FIRST_COMMUNITY))
    put(company_replica, sa.true(), company)
    places = community_replica.c.community_id
    for (name, place), value in own.items():
        if name == COMMUNITY:
            put(community_replica, places == place, value)
    put(community_replica, sa.true(), said.get(COMMUNITY))
    for table in (policies, community_policies):
        connection.execute(sa.delete(table).where(table.c.name.in_((COMPANY, COMMUNITY))))
    planned = sa.update(policy_changes).where(policy_changes.c.state == PLANNED)
    named = planned.where(policy_changes.c.name.in_((COMPANY, COMMUNITY)))
    connection.execute(named.values(state=WITHDRAWN))


def values(table: sa.Table, *more: sa.Column[Any]) -> sa.Select[Any]:
    """What was set of the two."""
    wanted = table.c.name.in_((COMPANY, COMMUNITY))
    return sa.select(table.c.name, table.c.value, *more).where(wanted)


def put(table: sa.Table, which: sa.ColumnElement[bool], name: str | None) -> None:
    """A name, where there is none."""
    if name:
        op.get_bind().execute(sa.update(table).where(which, table.c.name == "").values(name=name))


def downgrade() -> None:
    """The names stay where letters take them from."""
