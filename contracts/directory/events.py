"""Events that the directory publishes; the other services keep replicas by them."""

from typing import Any, ClassVar

from marshmallow import fields, validate

from contracts.base import Event, TolerantSchema
from contracts.directory.households import Relation, UnitType
from contracts.directory.role_requests import RoleRequestKind, RoleRequestStatus
from contracts.directory.roster import Duty
from contracts.fields import Day, Id, Instant, Quantity, Text, Whole
from contracts.roles import Role


class CommunityChanged(Event):
    """A community was entered or named anew; carries its whole new state (P01)."""

    source = "directory"
    type_ = "community_changed"
    placed = False

    community_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    name = fields.String(required=True)
    """What people call it; the first has none until it is given one."""
    code = fields.String(required=True)
    """What stands in the numbers of its papers; the first has none until it is given one."""
    name_en = fields.String(load_default="")
    """Empty: as in Chinese."""
    address = fields.String(load_default="")
    service_phone = fields.String(load_default="")
    """Whom residents are told to call; empty: the company's."""
    hours = fields.String(load_default="")
    """When the desk is open, such as `08:00–20:00`; empty: as the company has it."""
    closed = fields.Boolean(load_default=False)
    """Whether the company does not look after it any more: it takes nothing new."""


class CompanyChanged(Event):
    """The company is named otherwise on its papers; carries its whole new state (P10)."""

    source = "directory"
    type_ = "company_changed"
    placed = False

    company_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    credit_code = fields.String(required=True)
    address = fields.String(required=True)
    phone = fields.String(required=True)
    bank_account = fields.String(required=True)


class HouseholdMember(TolerantSchema):
    """A member of a household as replicas keep it: with the number to call, never shown so."""

    id = Id(load_default=None, allow_none=True)
    side = fields.String(load_default=None, allow_none=True)
    """Whose papers the member sees: `owner`, or the id of a tenant (D06)."""
    sees_from = Instant(load_default=None, allow_none=True)
    """From when on; null: all of them."""

    person_id = Id(required=True, allow_none=True)
    name = Text(required=True, max=60)
    relation = fields.String(required=True, validate=validate.OneOf(list(Relation)))
    phone = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)


class HouseholdChanged(Event):
    """A household was entered or changed in any way; carries its whole new state."""

    source = "directory"
    type_ = "household_changed"

    household_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    building_id = Id(load_default=None, allow_none=True)
    """The building's row; null: not told."""
    building = Text(required=True, max=30)
    unit = Text(required=True, max=30)
    floor = fields.Integer(required=True)
    unit_type = fields.String(required=True, validate=validate.OneOf(list(UnitType)))
    area_m2 = Quantity(required=True)
    owner_name = Text(required=True, max=60)
    billing_from = Day(required=True, allow_none=True)
    vacant = fields.Boolean(required=True)
    two_person_visit = fields.Boolean(required=True)
    members = fields.List(fields.Nested(HouseholdMember), required=True)
    owner_since = Instant(load_default=None, allow_none=True)
    """From when on the present owners owe what is billed; null: all of it (B19)."""
    effective_from = Day(load_default=None, allow_none=True)
    """From which day on what is new of type, area and vacancy counts; null: the day it is told."""


class HeldRole(TolerantSchema):
    """A role as somebody holds it (P01)."""

    role = fields.String(required=True)
    community_id = Id(required=True, allow_none=True)
    """Where; null: for the whole company."""


class ServedBuilding(TolerantSchema):
    """A building as somebody serves it: by its name in a community."""

    building = Text(required=True, max=30)
    community_id = Id(required=True)


class PersonChanged(Event):
    """A person with a role was entered or changed; carries the whole new state."""

    source = "directory"
    type_ = "person_changed"
    placed = False

    person_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    name = Text(required=True, max=60)
    roles = fields.List(fields.String(validate=validate.OneOf(list(Role))), required=True)
    """Those that are held anywhere; `grants` says where."""
    buildings = fields.List(Text(max=30), required=True)
    """Names of those that are served anywhere; `serves` says where."""
    grants = fields.List(fields.Nested(HeldRole), load_default=None, allow_none=True)
    """The roles, each where it is held; null: not told, then all in the first community."""
    serves = fields.List(fields.Nested(ServedBuilding), load_default=None, allow_none=True)
    """The buildings, each where it is; null: not told, then all in the first community."""
    skills = fields.List(Text(max=40), required=True)
    phone = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)
    department = Text(load_default=None, allow_none=True, max=60)
    """The functional department (职能部门) they work in (C14); null also where it was not told."""
    login = fields.Boolean(load_default=None, allow_none=True)
    """Whether they can log in now; null: not told."""
    household_ids = fields.List(Id(), required=True)
    erased = fields.Boolean(load_default=False)
    """Who has left was erased: whoever keeps what names them erases it, too (P08)."""
    contact_erased = fields.Boolean(load_default=False)
    """Of somebody of the staff who has left it was erased what they were reached by: whoever keeps
    that erases it, too, and keeps the name (P08)."""


class DutyChanged(Event):
    """A shift of the duty roster was entered, moved or cancelled."""

    source = "directory"
    type_ = "duty_changed"

    shift_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    person_id = Id(required=True)
    duty = fields.String(required=True, validate=validate.OneOf(list(Duty)))
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    cancelled = fields.Boolean(required=True)


class AccessChanged(Event):
    """Logins of a person have ended, or the account opens something else than before (P03).

    Says no more than whose: whoever lets people in asks what holds now. Changed roles, households
    and activity are published by `person_changed`.
    """

    source = "directory"
    type_ = "access_changed"
    placed = False

    person_id = Id(required=True)


class DutyUncovered(Event):
    """Within a day nobody will be on a duty: notified once per duty and day (C09)."""

    source = "directory"
    type_ = "duty_uncovered"

    duty = fields.String(required=True, validate=validate.OneOf(list(Duty)))
    day = Day(required=True)
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)


class DutyCovered(Event):
    """The gap of a duty on a day that was notified of is closed (C09)."""

    source = "directory"
    type_ = "duty_covered"

    duty = fields.String(required=True, validate=validate.OneOf(list(Duty)))
    day = Day(required=True)


class PersonLeft(Event):
    """Somebody of the staff has left: what they had to do waits for somebody else (P03)."""

    source = "directory"
    type_ = "person_left"
    placed = False

    person_id = Id(required=True)
    name = Text(required=True, max=60)
    roles = fields.List(fields.String(validate=validate.OneOf(list(Role))), required=True)
    grants = fields.List(fields.Nested(HeldRole), required=True)
    """Where they worked."""
    shifts = fields.Integer(required=True)
    """How many shifts of theirs are not over."""
    by = Text(required=True, max=120)
    """Who closed them."""


class KeyCallMissed(Event):
    """Nobody of a key household was reached by the day on which a call was due (D04)."""

    source = "directory"
    type_ = "key_call_missed"

    key_household_id = Id(required=True)
    home_id = Id(required=True)
    """The household, which itself is told nothing of it."""
    building = Text(required=True, max=30)
    unit = Text(required=True, max=30)
    due_on = Day(required=True)
    responsible_id = Id(required=True, allow_none=True)
    """Who was to call; null: the building's steward."""


class KeyCallSettled(Event):
    """Somebody of it was reached after all, or it is no key household any more (D04)."""

    source = "directory"
    type_ = "key_call_settled"

    key_household_id = Id(required=True)
    home_id = Id(required=True)


class PasswordForgotten(Event):
    """Somebody has asked for a link for a new password, to be sent where messages go (P03)."""

    source = "directory"
    type_ = "password_forgotten"
    placed = False

    person_id = Id(required=True)
    link = fields.String(required=True, allow_none=True)
    """Sealed with the installation's secret, so that nobody reads it on the way; null: none, since
    for this role two persons give one."""
    expires_at = Instant(required=True, allow_none=True)


class SecondFactorRelaxed(Event):
    """A second factor is going to be needed less, unless the change is withdrawn (P03)."""

    source = "directory"
    type_ = "second_factor_relaxed"
    placed = False

    change_id = Text(required=True, max=40)
    policy = Text(load_default="second_factor_roles", max=60)
    """The value of the directory's policy that was changed."""
    roles = fields.List(fields.String(validate=validate.OneOf(list(Role))), required=True)
    """Those that are going to need none any more; of another value, none."""
    before = Whole(load_default=None, allow_none=True)
    """Of a number, what it is so far; of what is switched on, 0; null: it is about roles."""
    after = Whole(load_default=None, allow_none=True)
    """What it is then."""
    holds_from = Instant(required=True)
    """From when it is so."""
    by = Text(required=True, max=120)
    """Who changed the policy."""


class RoleRequested(Event):
    """A second person is to decide on somebody's roles or new password (P03)."""

    source = "directory"
    type_ = "role_requested"

    role_request_id = Id(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(list(RoleRequestKind)))
    person_id = Id(required=True)
    name = Text(required=True, max=60)
    requested_by_id = Text(required=True, max=80)
    requested_by = Text(required=True, max=120)


class RoleRequestClosed(Event):
    """A request was decided on, or need not be decided on any more (P03)."""

    source = "directory"
    type_ = "role_request_closed"

    role_request_id = Id(required=True)
    person_id = Id(required=True)
    status = fields.String(required=True, validate=validate.OneOf(list(RoleRequestStatus)))


EVENTS = (
    CommunityChanged, CompanyChanged, HouseholdChanged, PersonChanged, DutyChanged, AccessChanged,
    DutyUncovered, DutyCovered, PersonLeft, PasswordForgotten, KeyCallMissed, KeyCallSettled,
    RoleRequested, RoleRequestClosed, SecondFactorRelaxed,
)  # fmt: skip
