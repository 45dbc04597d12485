"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict


class CommunityChangedData(TypedDict):
    """`contracts.directory.events.CommunityChanged`, loaded."""

    community_id: str
    version: int
    name: str
    code: str
    name_en: str
    address: str
    service_phone: str
    hours: str
    closed: bool


class CompanyChangedData(TypedDict):
    """`contracts.directory.events.CompanyChanged`, loaded."""

    company_id: str
    version: int
    name: str
    name_en: str
    credit_code: str
    address: str
    phone: str
    bank_account: str


class HouseholdMember(TypedDict):
    """`contracts.directory.events.HouseholdMember`, loaded."""

    id: str | None
    side: str | None
    sees_from: datetime | None
    person_id: str | None
    name: str
    relation: str
    phone: str
    email: str | None


class HouseholdChangedData(TypedDict):
    """`contracts.directory.events.HouseholdChanged`, loaded."""

    household_id: str
    version: int
    building_id: str | None
    building: str
    unit: str
    floor: int
    unit_type: str
    area_m2: Decimal
    owner_name: str
    billing_from: date | None
    vacant: bool
    two_person_visit: bool
    members: list[HouseholdMember]
    owner_since: datetime | None
    effective_from: date | None


class HeldRole(TypedDict):
    """`contracts.directory.events.HeldRole`, loaded."""

    role: str
    community_id: str | None


class ServedBuilding(TypedDict):
    """`contracts.directory.events.ServedBuilding`, loaded."""

    building: str
    community_id: str


class PersonChangedData(TypedDict):
    """`contracts.directory.events.PersonChanged`, loaded."""

    person_id: str
    version: int
    name: str
    roles: list[str]
    buildings: list[str]
    grants: list[HeldRole] | None
    serves: list[ServedBuilding] | None
    skills: list[str]
    phone: str | None
    email: str | None
    active: bool
    department: str | None
    login: bool | None
    household_ids: list[str]
    erased: bool
    contact_erased: bool


class DutyChangedData(TypedDict):
    """`contracts.directory.events.DutyChanged`, loaded."""

    shift_id: str
    version: int
    person_id: str
    duty: str
    starts_at: datetime
    ends_at: datetime
    cancelled: bool


class AccessChangedData(TypedDict):
    """`contracts.directory.events.AccessChanged`, loaded."""

    person_id: str


class DutyUncoveredData(TypedDict):
    """`contracts.directory.events.DutyUncovered`, loaded."""

    duty: str
    day: date
    starts_at: datetime
    ends_at: datetime


class DutyCoveredData(TypedDict):
    """`contracts.directory.events.DutyCovered`, loaded."""

    duty: str
    day: date


class PersonLeftData(TypedDict):
    """`contracts.directory.events.PersonLeft`, loaded."""

    person_id: str
    name: str
    roles: list[str]
    grants: list[HeldRole]
    shifts: int
    by: str


class PasswordForgottenData(TypedDict):
    """`contracts.directory.events.PasswordForgotten`, loaded."""

    person_id: str
    link: str | None
    expires_at: datetime | None


class KeyCallMissedData(TypedDict):
    """`contracts.directory.events.KeyCallMissed`, loaded."""

    key_household_id: str
    home_id: str
    building: str
    unit: str
    due_on: date
    responsible_id: str | None


class KeyCallSettledData(TypedDict):
    """`contracts.directory.events.KeyCallSettled`, loaded."""

    key_household_id: str
    home_id: str


class RoleRequestedData(TypedDict):
    """`contracts.directory.events.RoleRequested`, loaded."""

    role_request_id: str
    kind: str
    person_id: str
    name: str
    requested_by_id: str
    requested_by: str


class RoleRequestClosedData(TypedDict):
    """`contracts.directory.events.RoleRequestClosed`, loaded."""

    role_request_id: str
    person_id: str
    status: str


class SecondFactorRelaxedData(TypedDict):
    """`contracts.directory.events.SecondFactorRelaxed`, loaded."""

    change_id: str
    policy: str
    roles: list[str]
    before: int | None
    after: int | None
    holds_from: datetime
    by: str
