"""What the directory keeps how long (P08): who looked at whole numbers and what for, and what was
once a household's and is no more."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func

from contracts.directory.role_requests import RoleRequestStatus
from foundation import retention
from foundation.storage.sealed import seal_open
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.api_keys.tables import ApiKey
from services.directory.holdings.operations import KINDS
from services.directory.household_codes.tables import HouseholdCode
from services.directory.household_notes.tables import HouseholdNote
from services.directory.households.tables import Member
from services.directory.key_households.tables import KeyCall, KeyHousehold
from services.directory.links.tables import OneTimeLink
from services.directory.privacy.tables import Look
from services.directory.role_requests.tables import RoleRequest
from services.directory.roster.tables import Shift
from services.directory.sessions.operations import logins
from services.directory.sessions.tables import LoginSession

LOOKS: Any = Look.__table__
MEMBERS: Any = Member.__table__
CALLS: Any = KeyCall.__table__


def seal_numbers(uow: UnitOfWork, _policy: Any) -> bool:
    """Seal identity numbers that were entered where there was no secret (P08)."""
    return seal_open(uow, MEMBERS, "id_number")


def ended(model: Any) -> retention.RetentionRule:
    """What has ended is deleted in the end."""
    table = model.__table__
    older = retention.since(table.c.until)
    return retention.RetentionRule(table, "keep_ended_days", older, table.c.until)


KEYS: Any = ApiKey.__table__
SESSIONS: Any = LoginSession.__table__
LINKS: Any = OneTimeLink.__table__
CODES: Any = HouseholdCode.__table__
REQUESTS: Any = RoleRequest.__table__
SHIFTS: Any = Shift.__table__


def logged_out(moment: datetime) -> ColumnElement[bool]:
    """Logins that had expired before a moment; by the machine's clock as well, as they expire."""
    expired: ColumnElement[bool] = SESSIONS.c.expires_at < moment
    really: ColumnElement[bool] = SESSIONS.c.expires_at < logins.machine_now()
    return expired & really


def over(*ends: Any) -> retention.Age:
    """By the first of these moments that there is."""

    def older(moment: datetime) -> ColumnElement[bool]:
        ended_at: ColumnElement[bool] = func.coalesce(*ends) < moment
        return ended_at

    return older


RULES = (
    retention.RetentionRule(LOOKS, "keep_looks_days", retention.by_id(LOOKS), LOOKS.c.id),
    retention.RetentionRule(CALLS, "keep_ended_days", retention.by_id(CALLS), CALLS.c.id),
    retention.RetentionRule(
        KEYS, "keep_ended_days", retention.since(KEYS.c.expires_at), KEYS.c.expires_at
    ),
    *map(ended, (*KINDS, HouseholdNote, KeyHousehold)),
    retention.RetentionRule(SESSIONS, "keep_logins_days", logged_out, SESSIONS.c.id),
    retention.RetentionRule(
        LINKS,
        "keep_logins_days",
        over(LINKS.c.used_at, LINKS.c.ended_at, LINKS.c.expires_at),
        LINKS.c.id,
    ),
    retention.RetentionRule(
        CODES, "keep_logins_days", over(CODES.c.ended_at, CODES.c.expires_at), CODES.c.id
    ),
    retention.RetentionRule(
        REQUESTS,
        "keep_ended_days",
        retention.by_id(REQUESTS, REQUESTS.c.status != RoleRequestStatus.REQUESTED),
        REQUESTS.c.id,
    ),
    retention.RetentionRule(
        SHIFTS, "keep_ended_days", retention.since(SHIFTS.c.ends_at), SHIFTS.c.ends_at
    ),
)
