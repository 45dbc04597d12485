"""When the desk of a community is open: said with the community, counted by deadlines (P01, X05).

The hours are a policy of the community. They follow what is said with the community when that
changes, in the name of who said it; a value that somebody set as a policy stays
(docs/adr/041-the-companys-or-its-own.md).
"""

from typing import Final

from sqlalchemy import Boolean, bindparam, select

from contracts.directory.event_types import CommunityChangedData
from contracts.hours import opening_hours
from foundation import policy_changes, replica
from foundation.actor import SYSTEM, Actor
from foundation.errors import PolicyContradiction
from foundation.messaging.envelope import Envelope
from foundation.replica.handlers import put
from foundation.storage.tables import community_replica
from foundation.storage.tables import policy_changes as history
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.policy import ComplaintPolicy

SAID: Final = select(community_replica.c.hours).where(
    community_replica.c.community_id == bindparam("community")
)
NAMES: Final = "desk_opening", "desk_closing"
WITH_THE_COMMUNITY: Final = "随项目信息中的服务时间 / said with the community"
"""The reason of a change that follows the hours of the community."""
LAST: Final = (  # with one community, what is the company's is set for it (P01)
    select(history.c.reason, history.c.changed_by, history.c.value)
    .where(history.c.name == bindparam("name"))
    .where(
        (history.c.community_id == bindparam("community"))
        | (history.c.community_id.is_(None) & bindparam("alone", type_=Boolean))
    )
    .where(history.c.state == policy_changes.HOLDS)
    .order_by(history.c.holds_from.desc(), history.c.id.desc())
    .limit(1)
)


def on_community_changed(uow: UnitOfWork, event: Envelope[CommunityChangedData]) -> None:
    """Keep a community; have its deadlines count by its hours from now on."""
    community, hours = event.data["community_id"], event.data["hours"]
    before = next((row.hours for row in uow.rows(SAID, community=community)), "")
    if put(uow, community_replica, event.data) and hours != before:
        by = Actor(event.actor["id"], event.actor["name"], frozenset())
        have_hours(uow, community, hours, by)


def have_hours(uow: UnitOfWork, community: str, hours: str, by: Actor) -> None:
    """Have the desk of a community open at these hours, as somebody said; without any, as the
    company has it. What was set as a policy stays, and so do both where the hours would contradict
    it, or what is planned."""
    uow.enter(community)
    opens, closes = (f"{one:%H:%M}" for one in opening_hours(hours)) if hours else (None, None)
    wanted = dict(zip(NAMES, (opens, closes), strict=True))
    if opens and opens >= uow.policy(ComplaintPolicy).desk_closing:
        wanted = dict(reversed(wanted.items()))  # it is never closed before it opens
    noted = len(uow.trail.changes)
    try:
        with uow.session.begin_nested():
            for name, value in wanted.items():
                if follows(uow, community, name):
                    uow.change_policy(
                        ComplaintPolicy, name, value, community, by=by, reason=WITH_THE_COMMUNITY
                    )
    except PolicyContradiction:
        del uow.trail.changes[noted:]


def follows(uow: UnitOfWork, community: str, name: str) -> bool:
    """Whether a value was not set as a policy since it last followed the hours; a release before
    had the system follow them, with no reason."""
    alone = len(replica.communities(uow)) == 1
    last = next(iter(uow.rows(LAST, name=name, community=community, alone=alone)), None)
    if last is None or last.reason == WITH_THE_COMMUNITY:
        return True
    return last.value is None or (last.reason is None and last.changed_by == SYSTEM.id)
