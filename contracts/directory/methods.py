"""Methods of the directory service."""

from typing import Any

from contracts.base import Nothing, page_of
from contracts.directory import household_schemas as households
from contracts.directory import people_schemas as people
from contracts.directory import privacy_schemas as privacy
from contracts.directory import role_schemas as roles
from contracts.directory import roster_schemas as roster
from contracts.directory import session_schemas as sessions
from contracts.directory import sheet_schemas as sheets
from contracts.method import Method
from contracts.roles import ANYONE, COLLECTORS, DESK, EVERYONE, MANAGERS, STAFF, Role

KEEPERS = MANAGERS | DESK | {Role.STEWARD, Role.FINANCE}
"""Who keeps the archive of households; which fields each may change is in the domain."""
SEERS = COLLECTORS | {Role.RESIDENT}
"""Who may look at a number unmasked; an engineer looks at that of the own work order."""
PERSONNEL = frozenset({Role.ADMIN, Role.DEPUTY_MANAGER, Role.DIRECTOR})
"""Who hires and assigns roles."""


def _method(
    name: str, takes: type, gives: type | None, who: frozenset[Role], **more: Any
) -> Method:
    return Method("directory", name, takes, gives, who, **more)


FIND_HOUSEHOLDS = _method(
    "find_households", households.FindHouseholds, page_of(households.HouseholdItem), STAFF,
    refusals=("too_many_searches",),
)  # fmt: skip
GET_HOUSEHOLD = _method(
    "get_household", households.GetHousehold, households.HouseholdView, EVERYONE
)
CREATE_HOUSEHOLD = _method(
    "create_household", households.CreateHousehold, households.HouseholdView,
    MANAGERS | {Role.FINANCE}, creates=True,
)  # fmt: skip
CHANGE_HOUSEHOLD = _method(
    "change_household", households.ChangeHousehold, households.HouseholdView,
    KEEPERS | {Role.RESIDENT}, edits=True,
)  # fmt: skip
ADD_MEMBER = _method(
    "add_member", households.AddMember, households.HouseholdView, KEEPERS, creates=True
)
CHANGE_MEMBER = _method(
    "change_member", households.ChangeMember, households.HouseholdView,
    KEEPERS | {Role.RESIDENT}, edits=True,
)  # fmt: skip
REMOVE_MEMBER = _method(
    "remove_member", households.RemoveMember, households.HouseholdView, KEEPERS, edits=True
)
HOUSEHOLD_HISTORY = _method(
    "household_history", households.HouseholdHistory, page_of(households.HouseholdChangeView),
    KEEPERS | {Role.INSPECTOR, Role.RESIDENT},
)  # fmt: skip
LIST_BUILDINGS = _method("list_buildings", Nothing, households.BuildingsView, ANYONE)
REVEAL = _method("reveal", privacy.Reveal, privacy.RevealView, SEERS)
LIST_LOOKS = _method(
    "list_looks", privacy.ListLooks, page_of(privacy.LookView),
    MANAGERS | {Role.INSPECTOR},
)  # fmt: skip
IMPORT_HOUSEHOLDS = _method(
    "import_households", sheets.ImportHouseholds, sheets.ImportView,
    frozenset({Role.FINANCE, Role.ADMIN}), timeout=60,
)  # fmt: skip
IMPORT_ROWS = _method(
    "import_rows", sheets.ImportRows, sheets.ImportView,
    frozenset({Role.FINANCE, Role.ADMIN}),
)  # fmt: skip
EXPORT_HOUSEHOLDS = _method(
    "export_households", sheets.ExportHouseholds, sheets.ExportView,
    MANAGERS | {Role.FINANCE},
)  # fmt: skip

FIND_PEOPLE = _method(
    "find_people", people.FindPeople, page_of(people.PersonView), STAFF | {Role.ADMIN}
)
GET_PERSON = _method("get_person", people.GetPerson, people.PersonView, STAFF | {Role.ADMIN})
CREATE_PERSON = _method(
    "create_person", people.CreatePerson, people.PersonView, PERSONNEL, creates=True
)
CHANGE_PERSON = _method(
    "change_person", people.ChangePerson, people.PersonView, PERSONNEL, edits=True
)
CREATE_ACCOUNT = _method(
    "create_account", people.CreateAccount, people.AccountView, frozenset({Role.ADMIN}),
    creates=True,
)  # fmt: skip
CHANGE_ACCOUNT = _method(
    "change_account", people.ChangeAccount, people.AccountView, frozenset({Role.ADMIN})
)

LIST_ROLE_REQUESTS = _method(
    "list_role_requests", roles.ListRoleRequests, page_of(roles.RoleRequestView), PERSONNEL
)
GET_ROLE_REQUEST = _method(
    "get_role_request", roles.GetRoleRequest, roles.RoleRequestView, PERSONNEL
)
DECIDE_ROLE_REQUEST = _method(
    "decide_role_request", roles.DecideRoleRequest, roles.RoleRequestView, PERSONNEL
)

LIST_SHIFTS = _method(
    "list_shifts", roster.ListShifts, page_of(roster.ShiftView), STAFF | {Role.ADMIN}
)
PUT_SHIFT = _method("put_shift", roster.PutShift, roster.ShiftView, MANAGERS, creates=True)
CANCEL_SHIFT = _method("cancel_shift", roster.CancelShift, roster.ShiftView, MANAGERS, edits=True)
WHO_IS_ON_DUTY = _method("who_is_on_duty", roster.OnDuty, roster.OnDutyView, STAFF | {Role.ADMIN})
ROSTER_GAPS = _method("roster_gaps", roster.RosterGaps, roster.GapsView, STAFF)

AUTHENTICATE = _method(
    "authenticate", sessions.Authenticate, sessions.OpenedView, frozenset({Role.SYSTEM})
)
SESSION = _method(
    "session", sessions.SessionOf, sessions.ActorView, frozenset({Role.SYSTEM}), timeout=3
)
ME = _method("me", Nothing, sessions.ActorView, ANYONE)
LIST_SESSIONS = _method(
    "list_sessions", sessions.ListSessions, page_of(sessions.SessionView), ANYONE
)
END_SESSION = _method("end_session", sessions.EndSession, None, ANYONE)
CHANGE_PASSWORD = _method("change_password", sessions.ChangePassword, sessions.OpenedView, ANYONE)

METHODS = (
    FIND_HOUSEHOLDS, GET_HOUSEHOLD, CREATE_HOUSEHOLD, CHANGE_HOUSEHOLD,
    ADD_MEMBER, CHANGE_MEMBER, REMOVE_MEMBER, HOUSEHOLD_HISTORY, LIST_BUILDINGS,
    REVEAL, LIST_LOOKS, IMPORT_HOUSEHOLDS, IMPORT_ROWS, EXPORT_HOUSEHOLDS,
    FIND_PEOPLE, GET_PERSON, CREATE_PERSON, CHANGE_PERSON, CREATE_ACCOUNT, CHANGE_ACCOUNT,
    LIST_ROLE_REQUESTS, GET_ROLE_REQUEST, DECIDE_ROLE_REQUEST,
    LIST_SHIFTS, PUT_SHIFT, CANCEL_SHIFT, WHO_IS_ON_DUTY, ROSTER_GAPS,
    AUTHENTICATE, SESSION, ME, LIST_SESSIONS, END_SESSION, CHANGE_PASSWORD,
)  # fmt: skip

MAY_END_RIGHTS = frozenset({
    CHANGE_HOUSEHOLD, ADD_MEMBER, CHANGE_MEMBER, REMOVE_MEMBER, IMPORT_HOUSEHOLDS, IMPORT_ROWS,
    CREATE_PERSON, CHANGE_PERSON, CREATE_ACCOUNT, CHANGE_ACCOUNT, END_SESSION, CHANGE_PASSWORD,
    DECIDE_ROLE_REQUEST,
})  # fmt: skip
"""Who carries one of these out asks anew what anybody may do, before the next request (P03)."""
