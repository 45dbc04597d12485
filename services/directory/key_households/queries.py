"""The work list of regular calls, and the calls of a key household (D04)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select

from contracts.directory.key_households import CallsDue
from contracts.directory.methods import OVERSEERS
from contracts.directory.request_types import ListKeyCallsRequest, ListKeyHouseholdsRequest
from contracts.roles import Role
from foundation.clock import local_date
from foundation.errors import NotFound
from foundation.masking import mask_phone
from foundation.storage.filtered import where_held
from foundation.storage.listing import Listing, listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import ServedBuilding
from services.directory.households.queries.owners import owners
from services.directory.households.tables import Household
from services.directory.key_households.tables import KeyCall, KeyHousehold
from services.directory.people.queries import staff
from services.directory.policy import DirectoryPolicy

KEYS: Final = KeyHousehold.__table__.c
HOMES: Final = Household.__table__.c
SERVED: Final = ServedBuilding.__table__.c
SERVES: Final = (
    select(SERVED.person_id)
    .where(
        SERVED.person_id == bindparam("me"),
        SERVED.community_id == HOMES.community_id,
        SERVED.building == HOMES.building,
    )
    .exists()
)
MINE: Final = or_(KEYS.responsible_id == bindparam("me"), KEYS.responsible_id.is_(None) & SERVES)
OWN: Final = or_(KEYS.responsible_id == bindparam("me"), SERVES)
"""What a steward sees: what the own buildings have, and what the steward was named for."""
ROWS: Final = select(KeyHousehold.__table__, HOMES.building, HOMES.unit).join(
    Household.__table__, HOMES.id == KEYS.household_id
)
LIST: Final = Listing(
    ROWS.where(KEYS.until.is_(None)),
    KEYS.id,
    {
        CallsDue.DUE: KEYS.next_call_on <= bindparam("soon"),
        CallsDue.OVERDUE: KEYS.due_on < bindparam("today"),
        "kind": KEYS.kind == bindparam("kind"),
        "household_id": KEYS.household_id == bindparam("household_id"),
        "mine": MINE,
        "seen": or_(where_held(KeyHousehold, "overseen"), OWN),
    },
    by=KEYS.next_call_on,
)
ONE: Final = ROWS.where(KEYS.id == bindparam("key"))
CALLS: Final = listing(KeyCall, "key_household_id")


def list_key_households(uow: UnitOfWork, data: ListKeyHouseholdsRequest) -> dict[str, Any]:
    """Whom to call, the earliest first; stewards are shown those of their buildings."""
    filters = [name for name in ("kind", "household_id", "mine") if data[name]]  # type: ignore[literal-required]
    filters += ["seen", *({data["due"]} - {CallsDue.ALL.value})]
    today, ahead = local_date(uow.now), uow.policy(DirectoryPolicy).key_call_ahead_days
    found = LIST.page(
        uow, data, filters, me=uow.actor.id, today=today, soon=today + timedelta(days=ahead),
        **uow.held("overseen", *OVERSEERS),
    )  # fmt: skip
    return found | {"items": views(uow, found["items"])}


def views(uow: UnitOfWork, rows: Any) -> list[dict[str, Any]]:
    """Key households with who calls them."""
    if not rows:
        return []
    firsts = owners(uow, [row.household_id for row in rows])
    names: dict[str, str] = {}
    stewards: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in staff(uow):
        names[person.id] = person.name
        if Role.STEWARD in person.roles:
            for building, community in person.serves:
                stewards[community, building].append(person.name)
    policies = uow.policies(DirectoryPolicy)
    today = local_date(uow.now)
    return [
        view(row, firsts[row.household_id], today)
        | {
            "responsible": names.get(row.responsible_id)
            or "、".join(stewards[row.community_id, row.building])
            or None,
            "every_days": row.interval_days
            or policies.get(row.community_id, policies[None]).key_household_call_days,
        }
        for row in rows
    ]


def view(row: Any, owner: Any, today: date) -> dict[str, Any]:
    """A key household as it stands."""
    shown: Mapping[str, Any] = row._mapping
    return {
        **shown,
        "owner_name": owner.name,
        "phone_masked": mask_phone(owner.phone),
        "overdue": row.due_on < today,
    }


def key_household_view(uow: UnitOfWork, key: str) -> dict[str, Any]:
    """One of them."""
    (shown,) = views(uow, uow.rows(ONE, key=key))
    return shown


def require_seen(uow: UnitOfWork, key: KeyHousehold | None, home: Household) -> None:
    """Raise `NotFound` for a steward who neither serves the building nor was named."""
    if uow.actor.has(*OVERSEERS) or (key and key.responsible_id == uow.actor.id):
        return
    mine = select(SERVED.person_id).where(
        and_(SERVED.person_id == uow.actor.id, SERVED.community_id == home.community_id),
        SERVED.building == home.building,
    )
    if uow.session.scalar(mine) is None:
        raise NotFound


def list_calls(uow: UnitOfWork, data: ListKeyCallsRequest) -> dict[str, Any]:
    """The calls of a key household, newest first."""
    key = uow.load(KeyHousehold, data["key_household_id"])
    require_seen(uow, key, uow.load(Household, key.household_id))
    return CALLS.page(uow, data)
