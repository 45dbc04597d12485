"""What managers see of the directory (P05): its policy, how many a change concerns, and by which
names its audit trail is searched."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from contracts.directory.events import SecondFactorRelaxed
from contracts.directory.policy import POLICY
from contracts.policy import Effect
from contracts.policy_fields import kept
from contracts.policy_words import said
from foundation.administered import Administered, Weakened, number_of
from foundation.retention import would_go
from foundation.storage.unit_of_work import UnitOfWork
from services.directory import retention
from services.directory.communities.operations import COMMUNITIES
from services.directory.households.tables import Household, Member
from services.directory.leavers.former_staff import gone_before
from services.directory.links.tables import OneTimeLink
from services.directory.people.tables import Account, Person
from services.directory.policy import DirectoryPolicy

LOGINS = select(func.count(Account.person_id)).where(Account.disabled.is_(False))
LINKS = select(func.count(OneTimeLink.id)).where(
    OneTimeLink.expires_at > bindparam("now"),
    OneTimeLink.used_at.is_(None),
    OneTimeLink.ended_at.is_(None),
)


def open_links(uow: UnitOfWork, _name: str, _policy: Any) -> int:
    """One-time links that open at present."""
    return int(uow.rows(LINKS, now=uow.now)[0][0])


def erased(uow: UnitOfWork, name: str, policy: DirectoryPolicy) -> int:
    """People whom the next night erases."""
    days = getattr(policy, name)
    if not days:
        return 0
    return int(uow.session.scalar(GONE[name](uow.now - timedelta(days=days))) or 0)


def leavers_before(moment: datetime) -> Select[int]:
    """Entries of households that ended before a moment and name somebody still."""
    gone = Member.until < moment, Member.erased_at.is_(None)
    return select(func.count(Member.id)).where(*gone)


def former_staff_before(moment: datetime) -> Select[int]:
    """Staff who had left by then and are not erased."""
    return select(func.count()).select_from(gone_before(moment).subquery())


GONE: Mapping[str, Callable[[datetime], Select[int]]] = {
    "keep_leavers_days": leavers_before,
    "keep_former_staff_days": former_staff_before,
}
"""How many the values erase."""


def second_factor_relaxed(uow: UnitOfWork, change: Weakened) -> None:
    """Publish by what a second factor is going to be needed less."""
    about: dict[str, Any] = {"roles": [], "before": None, "after": None}
    if isinstance(change.before, int):
        about |= {"before": int(change.before), "after": int(change.after)}
    else:
        about["roles"] = [one for one in change.before if one not in change.after]
    payload = {"change_id": change.change_id, "policy": change.name, "by": uow.caller.name}
    uow.emit(SecondFactorRelaxed, change.name, payload | about | {"holds_from": change.holds_from})


ADMINISTERED = Administered(
    DirectoryPolicy,
    POLICY,
    said,
    kept,
    {
        Effect.PASSWORDS_KEEP: number_of(LOGINS),
        Effect.LINKS_KEEP: open_links,
        Effect.GOES_TONIGHT: would_go(retention.RULES),
        Effect.ERASED_TONIGHT: erased,
    },
    communities=COMMUNITIES,
    weakened=second_factor_relaxed,
)
"""The policy of the directory, as its managers have it."""
HOME = Household.building + Household.unit
NUMBERED = (
    select(Household.id).where(bindparam("named") == HOME),
    select(Person.id).where(Person.name == bindparam("named")),
)
"""Ids of households by building and unit, and of people by their names."""
