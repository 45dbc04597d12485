"""When the desk of a community is open: said with the community, counted by deadlines (P01, X05).

The hours are a policy of the community. They follow what is said with the community when that
changes; a value that somebody sets in between stays until then.
"""

from typing import Final

from sqlalchemy import bindparam, select

from contracts.directory.event_types import CommunityChangedData
from contracts.hours import opening_hours
from foundation.messaging.envelope import Envelope
from foundation.replica.handlers import put
from foundation.storage.tables import community_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.policy import ComplaintPolicy

SAID: Final = select(community_replica.c.hours).where(
    community_replica.c.community_id == bindparam("community")
)


def on_community_changed(uow: UnitOfWork, event: Envelope[CommunityChangedData]) -> None:
    """Keep a community; have its deadlines count by its hours from now on."""
    community, hours = event.data["community_id"], event.data["hours"]
    before = next((row.hours for row in uow.rows(SAID, community=community)), "")
    if put(uow, community_replica, event.data) and hours != before:
        have_hours(uow, community, hours)


def have_hours(uow: UnitOfWork, community: str, hours: str) -> None:
    """Have the desk of a community open at these hours; without any, as the company has it."""
    uow.enter(community)
    opens, closes = (f"{one:%H:%M}" for one in opening_hours(hours)) if hours else (None, None)
    wanted = {"desk_opening": opens, "desk_closing": closes}
    if opens and opens >= uow.policy(ComplaintPolicy).desk_closing:
        wanted = dict(reversed(wanted.items()))  # it is never closed before it opens
    for name, value in wanted.items():
        uow.change_policy(ComplaintPolicy, name, value, community)
