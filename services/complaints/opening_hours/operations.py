"""When the desk of a community is open: said with the community, counted by deadlines (P01, X05).

The hours are a policy of the community. They follow what is said with the community when that
changes, in the name of who said it; a value that somebody set as a policy stays
(docs/adr/041-the-companys-or-its-own.md).
"""

from itertools import permutations
from typing import Final

from sqlalchemy import Boolean, bindparam, select

from contracts.directory.event_types import CommunityChangedData
from contracts.hours import breaks_between, opening_hours, written
from foundation import policy, replica
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
NAMES: Final = "desk_opening", "desk_closing", "desk_breaks"
WITH_THE_COMMUNITY: Final = "随项目信息中的服务时间 / said with the community"
"""The reason of a change that follows the hours of the community."""
LAST: Final = (  # with one community, what is the company's is set for it (P01)
    select(history.c.reason, history.c.changed_by, history.c.value)
    .where(history.c.name == bindparam("name"))
    .where(
        (history.c.community_id == bindparam("community"))
        | (history.c.community_id.is_(None) & bindparam("alone", type_=Boolean))
    )
    .where(history.c.state == policy.HOLDS)
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
    company has it. What was set as a policy stays, and so do all where the hours would contradict
    it, or what is planned."""
    uow.enter(community)
    wanted = {
        name: value
        for name, value in zip(NAMES, values_of(hours), strict=True)
        if follows(uow, community, name)
    }
    noted = len(uow.trail.changes)
    for names in permutations(wanted):  # it is never closed before it opens, on the way either
        try:
            with uow.session.begin_nested():
                for name in names:
                    uow.change_policy(
                        ComplaintPolicy, name, wanted[name], community,
                        by=by, reason=WITH_THE_COMMUNITY,
                    )  # fmt: skip
            return
        except PolicyContradiction:
            del uow.trail.changes[noted:]


def values_of(hours: str) -> tuple[str | None, str | None, str | None]:
    """When the desk opens and closes, and rests between; nothing of its own without hours."""
    if not hours:
        return None, None, None
    windows = opening_hours(hours)
    opens, closes = windows[0][0], windows[-1][1]
    return f"{opens:%H:%M}", f"{closes:%H:%M}", written(breaks_between(windows))


def follows(uow: UnitOfWork, community: str, name: str) -> bool:
    """Whether a value was not set as a policy since it last followed the hours; a release before
    had the system follow them, with no reason."""
    alone = len(replica.communities(uow)) == 1
    last = next(iter(uow.rows(LAST, name=name, community=community, alone=alone)), None)
    if last is None or last.reason == WITH_THE_COMMUNITY:
        return True
    return last.value is None or (last.reason is None and last.changed_by == SYSTEM.id)
