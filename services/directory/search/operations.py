"""Looking for households; by a number, it is a look, and there are only so many (D03)."""

from collections import Counter
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.directory.methods import FIND_HOUSEHOLDS
from contracts.directory.privacy import Confidential, LookKind
from contracts.directory.request_types import FindHouseholdsRequest
from contracts.directory.search import TooManySearches
from foundation import scope
from foundation.actor import Actor
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Household
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.privacy.operations import add_look
from services.directory.privacy.tables import Look
from services.directory.search import queries

PURPOSES = {True: "按号码后四位查找", False: "按完整号码查找"}

LOCKED: Final = select(Person.id).where(Person.id == bindparam("id")).with_for_update()
MADE: Final = (
    select(func.count(Look.at.distinct()))
    .where(Look.by_id == bindparam("id"), Look.kind == LookKind.SEARCH)
    .where(Look.at > bindparam("since"))
)
"""Searches: one that found something in two communities is logged in both at one moment."""
WHERE: Final = select(Household.community_id).where(
    Household.id.in_(bindparam("ids", expanding=True))
)


def find(store: Store, actor: Actor, data: FindHouseholdsRequest) -> dict[str, Any]:
    """Households by name, unit or building; for who may reveal numbers, by a number as well.

    A search by a number is logged in the same transaction. What names a place here, as 1001 does a
    room, is a search by number only where it finds one, and always answered as far as it is a
    place. Raise `TooManySearches`.
    """
    number = queries.looked_for(data["q"]) if actor.has(*queries.FINDERS) else None
    if number is None:
        with store.read(actor, FIND_HOUSEHOLDS.key) as uow:
            return queries.find_households(uow, data)
    with store.write(actor, FIND_HOUSEHOLDS.key) as uow:
        if queries.is_there(uow, queries.named_so(data["q"] or "")):
            if not queries.is_there(uow, queries.reached_by(uow, number)) or not has_room(uow):
                return queries.find_households(uow, data)
        elif not has_room(uow):
            raise too_many(uow)
        found = queries.find_households(uow, data, number)
        purpose = PURPOSES[len(number) == queries.PHONE_END]
        log(uow, purpose, [one["id"] for one in found["items"]])
        return found


def log(uow: UnitOfWork, purpose: str, found: list[str]) -> None:
    """Log the search in each community of which it found households; one that found none, in the
    one at hand, or the first of several."""
    rows = Counter(row.community_id for row in uow.rows(WHERE, ids=found))
    present = scope.current()
    somewhere = present.community or min(present.communities or {scope.FIRST_COMMUNITY})
    for community, number in (rows or {somewhere: 0}).items():
        with uow.within(community):
            add_look(uow, LookKind.SEARCH, Confidential.PHONE, purpose, rows=number)


def has_room(uow: UnitOfWork) -> bool:
    """Whether somebody has not looked for too many numbers lately.

    One's searches take turns, so that a burst is not let in before it is counted.
    """
    uow.rows(LOCKED, id=uow.actor.id)
    policy = uow.policy(DirectoryPolicy)
    since = uow.now - timedelta(minutes=policy.phone_search_minutes)
    ((made,),) = uow.rows(MADE, id=uow.actor.id, since=since)
    return bool(made < policy.phone_searches)


def too_many(uow: UnitOfWork) -> TooManySearches:
    """The refusal, with what the policy allows."""
    policy = uow.policy(DirectoryPolicy)
    return TooManySearches(limit=policy.phone_searches, minutes=policy.phone_search_minutes)
