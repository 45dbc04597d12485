"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NotRequired, TypedDict


class CreateCommunityRequest(TypedDict):
    """`contracts.directory.communities.CreateCommunity`, loaded."""

    name: str
    name_en: str
    code: str
    address: str
    service_phone: str
    hours: str
    buildings: list[str]


class NothingRequest(TypedDict):
    """`contracts.base.Nothing`, loaded."""


class GetCommunityRequest(TypedDict):
    """`contracts.directory.communities.GetCommunity`, loaded."""

    community_id: str


class ChangeCommunityRequest(TypedDict):
    """`contracts.directory.communities.ChangeCommunity`, loaded."""

    community_id: str
    name: NotRequired[str]
    name_en: NotRequired[str]
    code: NotRequired[str]
    address: NotRequired[str]
    service_phone: NotRequired[str]
    hours: NotRequired[str]
    buildings: NotRequired[list[str]]


class CloseCommunityRequest(TypedDict):
    """`contracts.directory.communities.CloseCommunity`, loaded."""

    community_id: str
    reason: str


class ReopenCommunityRequest(TypedDict):
    """`contracts.directory.communities.ReopenCommunity`, loaded."""

    community_id: str


class ChangeCompanyRequest(TypedDict):
    """`contracts.directory.company.ChangeCompany`, loaded."""

    name: NotRequired[str]
    name_en: NotRequired[str]
    credit_code: NotRequired[str]
    address: NotRequired[str]
    phone: NotRequired[str]
    bank_account: NotRequired[str]
    public_url: NotRequired[str]


class PutCompanyPictureRequest(TypedDict):
    """`contracts.directory.company_pictures.PutCompanyPicture`, loaded."""

    kind: str
    picture: str


class OneCompanyPictureRequest(TypedDict):
    """`contracts.directory.company_pictures.OneCompanyPicture`, loaded."""

    kind: str


class GetPaperHeadRequest(TypedDict):
    """`contracts.directory.paper_heads.GetPaperHead`, loaded."""

    community_id: str | None


class FindRequest(TypedDict):
    """`contracts.finding.Find`, loaded."""

    q: str
    limit: int


class FindHouseholdsRequest(TypedDict):
    """`contracts.directory.search.FindHouseholds`, loaded."""

    limit: int
    cursor: str | None
    q: str | None
    building: str | None
    unit_type: str | None
    key_only: bool


class CreateHouseholdRequest(TypedDict):
    """`contracts.directory.households.CreateHousehold`, loaded."""

    building: str
    unit: str
    floor: int | None
    unit_type: str
    area_m2: Decimal
    owner_name: str
    phone: str
    email: str | None
    billing_from: date | None
    vacant: bool
    two_person_visit: bool


class ImportHouseholdsRequest(TypedDict):
    """`contracts.directory.imports.ImportHouseholds`, loaded."""

    file: str
    dry_run: bool
    accept_valid: bool


class ImportRowsRequest(TypedDict):
    """`contracts.directory.imports.ImportRows`, loaded."""

    rows: list[dict[str, Any]]
    dry_run: bool
    accept_valid: bool


class ExportHouseholdsRequest(TypedDict):
    """`contracts.directory.privacy.ExportHouseholds`, loaded."""

    purpose: str
    building: str | None


class GetHouseholdRequest(TypedDict):
    """`contracts.directory.households.GetHousehold`, loaded."""

    household_id: str


class IdentityCheck(TypedDict):
    """`contracts.directory.identity.IdentityCheck`, loaded."""

    method: str
    by: str


class ChangeHouseholdRequest(TypedDict):
    """`contracts.directory.changes.ChangeHousehold`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    owner_name: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str | None]
    floor: NotRequired[int]
    unit_type: NotRequired[str]
    area_m2: NotRequired[Decimal]
    billing_from: NotRequired[date | None]
    vacant: NotRequired[bool]
    two_person_visit: NotRequired[bool]
    effective_from: date | None


class HouseholdHistoryRequest(TypedDict):
    """`contracts.directory.changes.HouseholdHistory`, loaded."""

    limit: int
    cursor: str | None
    household_id: str


class RevealRequest(TypedDict):
    """`contracts.directory.privacy.Reveal`, loaded."""

    household_id: str
    member_id: str | None
    what: str
    purpose: str


class AddMemberRequest(TypedDict):
    """`contracts.directory.members.AddMember`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    name: str
    relation: str
    phone: str
    email: str | None
    id_number: str | None
    of_member_id: str | None


class ChangeMemberRequest(TypedDict):
    """`contracts.directory.members.ChangeMember`, loaded."""

    household_id: str
    member_id: str
    identity_check: IdentityCheck
    name: NotRequired[str]
    relation: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str | None]
    id_number: NotRequired[str | None]


class RemoveMemberRequest(TypedDict):
    """`contracts.directory.members.RemoveMember`, loaded."""

    household_id: str
    member_id: str
    identity_check: IdentityCheck


class HoldingsOfRequest(TypedDict):
    """`contracts.directory.holdings.HoldingsOf`, loaded."""

    limit: int
    cursor: str | None
    household_id: str
    ended: bool


class AddVehicleRequest(TypedDict):
    """`contracts.directory.vehicles.AddVehicle`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    member_id: str | None
    plate: str
    foreign: bool
    colour: str | None
    parking_space: str | None


class ChangeVehicleRequest(TypedDict):
    """`contracts.directory.vehicles.ChangeVehicle`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    vehicle_id: str
    plate: NotRequired[str]
    foreign: bool
    colour: NotRequired[str | None]
    parking_space: NotRequired[str | None]
    ended: bool


class IssueCardRequest(TypedDict):
    """`contracts.directory.access_cards.IssueCard`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    member_id: str | None
    kind: str
    number: str
    issued_on: date | None


class ChangeCardRequest(TypedDict):
    """`contracts.directory.access_cards.ChangeCard`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    card_id: str
    status: str


class AddPetRequest(TypedDict):
    """`contracts.directory.pets.AddPet`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    member_id: str | None
    kind: str
    breed: str | None
    registration: str | None


class ChangePetRequest(TypedDict):
    """`contracts.directory.pets.ChangePet`, loaded."""

    household_id: str
    identity_check: IdentityCheck
    pet_id: str
    breed: NotRequired[str | None]
    registration: NotRequired[str | None]
    ended: bool


class ListNotesRequest(TypedDict):
    """`contracts.directory.household_notes.ListNotes`, loaded."""

    limit: int
    cursor: str | None
    household_id: str
    ended: bool


class AddNoteRequest(TypedDict):
    """`contracts.directory.household_notes.AddNote`, loaded."""

    household_id: str
    text: str
    important: bool


class ChangeNoteRequest(TypedDict):
    """`contracts.directory.household_notes.ChangeNote`, loaded."""

    household_id: str
    note_id: str
    important: NotRequired[bool]
    ended: NotRequired[bool]


class ListKeyHouseholdsRequest(TypedDict):
    """`contracts.directory.key_households.ListKeyHouseholds`, loaded."""

    limit: int
    cursor: str | None
    due: str
    kind: str | None
    household_id: str | None
    mine: bool


class MarkKeyHouseholdRequest(TypedDict):
    """`contracts.directory.key_households.MarkKeyHousehold`, loaded."""

    household_id: str
    kind: str
    reason: str | None
    responsible_id: str | None
    interval_days: int | None


class ChangeKeyHouseholdRequest(TypedDict):
    """`contracts.directory.key_households.ChangeKeyHousehold`, loaded."""

    key_household_id: str
    kind: NotRequired[str]
    reason: NotRequired[str | None]
    responsible_id: NotRequired[str | None]
    interval_days: NotRequired[int | None]
    ended: bool


class RecordKeyCallRequest(TypedDict):
    """`contracts.directory.key_households.RecordKeyCall`, loaded."""

    key_household_id: str
    outcome: str
    remark: str | None
    needs: str | None
    next_call_on: date | None


class ListKeyCallsRequest(TypedDict):
    """`contracts.directory.key_households.ListKeyCalls`, loaded."""

    limit: int
    cursor: str | None
    key_household_id: str


class PrintCodesRequest(TypedDict):
    """`contracts.directory.household_codes.PrintCodes`, loaded."""

    building: str
    community_code: str | None


class LetInRequest(TypedDict):
    """`contracts.directory.household_codes.LetIn`, loaded."""

    household_id: str
    name: str
    relation: str


class ListLetInRequest(TypedDict):
    """`contracts.directory.household_codes.ListLetIn`, loaded."""

    household_id: str


class TakeOutRequest(TypedDict):
    """`contracts.directory.household_codes.TakeOut`, loaded."""

    household_id: str
    member_id: str


class OpenCodeRequest(TypedDict):
    """`contracts.directory.household_codes.OpenCode`, loaded."""

    code: str


class UseCodeRequest(TypedDict):
    """`contracts.directory.household_codes.UseCode`, loaded."""

    code: str
    name: str
    phone: str
    username: str
    password: str


class ListLooksRequest(TypedDict):
    """`contracts.directory.privacy.ListLooks`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None


class FindPeopleRequest(TypedDict):
    """`contracts.directory.people.FindPeople`, loaded."""

    limit: int
    cursor: str | None
    q: str | None
    community: str | None
    department: str | None
    role: str | None
    building: str | None
    skill: str | None
    include_inactive: bool


class HeldGrant(TypedDict):
    """`contracts.directory.access.HeldGrant`, loaded."""

    role: str
    community: str | None


class CreatePersonRequest(TypedDict):
    """`contracts.directory.access.CreatePerson`, loaded."""

    community_code: str | None
    name: str
    roles: list[str] | None
    grants: list[HeldGrant] | None
    department: str | None
    buildings: list[str]
    skills: list[str]
    phone: str | None
    email: str | None
    member_ids: list[str]


class GetPersonRequest(TypedDict):
    """`contracts.directory.people.GetPerson`, loaded."""

    person_id: str


class ChangePersonRequest(TypedDict):
    """`contracts.directory.access.ChangePerson`, loaded."""

    person_id: str
    community_code: str | None
    name: NotRequired[str]
    roles: NotRequired[list[str]]
    grants: NotRequired[list[HeldGrant]]
    department: NotRequired[str | None]
    buildings: NotRequired[list[str]]
    skills: NotRequired[list[str]]
    phone: NotRequired[str | None]
    email: NotRequired[str | None]
    active: NotRequired[bool]


class ClosePersonRequest(TypedDict):
    """`contracts.directory.access.ClosePerson`, loaded."""

    person_id: str


class GetAccessRequest(TypedDict):
    """`contracts.directory.links.GetAccess`, loaded."""

    person_id: str


class InviteRequest(TypedDict):
    """`contracts.directory.links.Invite`, loaded."""

    person_id: str


class ResetPasswordRequest(TypedDict):
    """`contracts.directory.links.ResetPassword`, loaded."""

    person_id: str
    at_once: bool


class ListPersonSessionsRequest(TypedDict):
    """`contracts.directory.sessions.ListPersonSessions`, loaded."""

    limit: int
    cursor: str | None
    person_id: str


class EndPersonSessionRequest(TypedDict):
    """`contracts.directory.sessions.EndPersonSession`, loaded."""

    person_id: str
    session_id: str


class ListCompanyIdentitiesRequest(TypedDict):
    """`contracts.directory.company_login.ListCompanyIdentities`, loaded."""

    person_id: str


class UnlinkCompanyIdentityRequest(TypedDict):
    """`contracts.directory.company_login.UnlinkCompanyIdentity`, loaded."""

    person_id: str
    identity_id: str


class OpenLinkRequest(TypedDict):
    """`contracts.directory.links.OpenLink`, loaded."""

    token: str


class UseLinkRequest(TypedDict):
    """`contracts.directory.links.UseLink`, loaded."""

    token: str
    username: str | None
    name: str | None
    roles: list[str]
    password: str


class CreateAccountRequest(TypedDict):
    """`contracts.directory.accounts.CreateAccount`, loaded."""

    person_id: str
    username: str
    password: str


class ChangeAccountRequest(TypedDict):
    """`contracts.directory.accounts.ChangeAccount`, loaded."""

    person_id: str
    disabled: NotRequired[bool]
    password: NotRequired[str]


class ListShiftsRequest(TypedDict):
    """`contracts.directory.roster.ListShifts`, loaded."""

    limit: int
    cursor: str | None
    since: datetime | None
    until: datetime | None
    duty: str | None
    person_id: str | None


class PutShiftRequest(TypedDict):
    """`contracts.directory.roster.PutShift`, loaded."""

    shift_id: str | None
    community_code: str | None
    person_id: str
    duty: str
    starts_at: datetime
    ends_at: datetime


class CancelShiftRequest(TypedDict):
    """`contracts.directory.roster.CancelShift`, loaded."""

    shift_id: str


class OnDutyRequest(TypedDict):
    """`contracts.directory.roster.OnDuty`, loaded."""

    at: datetime | None


class RosterGapsRequest(TypedDict):
    """`contracts.directory.roster.RosterGaps`, loaded."""

    since: datetime | None
    until: datetime | None


class RosterWeekRequest(TypedDict):
    """`contracts.directory.roster_weeks.RosterWeek`, loaded."""

    day: date | None


class CopyRosterWeekRequest(TypedDict):
    """`contracts.directory.roster_weeks.CopyRosterWeek`, loaded."""

    day: date
    community_code: str | None


class ListSessionsRequest(TypedDict):
    """`contracts.directory.sessions.ListSessions`, loaded."""

    limit: int
    cursor: str | None


class EndSessionRequest(TypedDict):
    """`contracts.directory.sessions.EndSession`, loaded."""

    session_id: str


class AuthenticateRequest(TypedDict):
    """`contracts.directory.sessions.Authenticate`, loaded."""

    username: str
    password: str
    totp: str | None
    kind: str
    user_agent: str | None


class ChangePasswordRequest(TypedDict):
    """`contracts.directory.accounts.ChangePassword`, loaded."""

    old_password: str
    new_password: str


class SessionOfRequest(TypedDict):
    """`contracts.directory.sessions.SessionOf`, loaded."""

    session_id: str
    person_id: str


class EnrolSecondFactorRequest(TypedDict):
    """`contracts.directory.second_factor.EnrolSecondFactor`, loaded."""

    old_password: str


class ConfirmSecondFactorRequest(TypedDict):
    """`contracts.directory.second_factor.ConfirmSecondFactor`, loaded."""

    totp: str


class RenewRecoveryCodesRequest(TypedDict):
    """`contracts.directory.second_factor.RenewRecoveryCodes`, loaded."""

    totp: str


class RemoveSecondFactorRequest(TypedDict):
    """`contracts.directory.second_factor.RemoveSecondFactor`, loaded."""

    old_password: str
    totp: str


class ResetSecondFactorRequest(TypedDict):
    """`contracts.directory.second_factor.ResetSecondFactor`, loaded."""

    person_id: str


class LogInByCodeRequest(TypedDict):
    """`contracts.directory.second_factor.LogInByCode`, loaded."""

    proof: str
    totp: str
    kind: str
    user_agent: str | None


class EnrolAtLoginRequest(TypedDict):
    """`contracts.directory.second_factor.EnrolAtLogin`, loaded."""

    proof: str


class ConfirmAtLoginRequest(TypedDict):
    """`contracts.directory.second_factor.ConfirmAtLogin`, loaded."""

    proof: str
    totp: str


class LogInByCompanyRequest(TypedDict):
    """`contracts.directory.company_login.LogInByCompany`, loaded."""

    issuer: str
    subject: str
    email: str | None
    kind: str
    user_agent: str | None


class CreateApiKeyRequest(TypedDict):
    """`contracts.directory.api_keys.CreateApiKey`, loaded."""

    name: str
    role: str
    scopes: list[str]
    communities: list[str]
    days: int


class EndApiKeyRequest(TypedDict):
    """`contracts.directory.api_keys.EndApiKey`, loaded."""

    key_id: str


class OpenApiKeyRequest(TypedDict):
    """`contracts.directory.api_keys.OpenApiKey`, loaded."""

    digest: str


class SendLinkRequest(TypedDict):
    """`contracts.directory.forgotten.SendLink`, loaded."""

    username: str
    site: str


class EraseLeaverRequest(TypedDict):
    """`contracts.leavers.EraseLeaver`, loaded."""

    household_id: str
    member_id: str
    reason: str


class ChangeContactRequest(TypedDict):
    """`contracts.directory.forgotten.ChangeContact`, loaded."""

    old_password: str
    email: NotRequired[str | None]
    phone: NotRequired[str | None]


class ListRoleRequestsRequest(TypedDict):
    """`contracts.directory.role_requests.ListRoleRequests`, loaded."""

    limit: int
    cursor: str | None
    person_id: str | None
    status: str | None


class GetRoleRequestRequest(TypedDict):
    """`contracts.directory.role_requests.GetRoleRequest`, loaded."""

    role_request_id: str


class DecideRoleRequestRequest(TypedDict):
    """`contracts.directory.role_requests.DecideRoleRequest`, loaded."""

    approve: bool
    remark: str | None
    role_request_id: str


class LeaverRequest(TypedDict):
    """`contracts.leavers.Leaver`, loaded."""

    household_id: str
    member_id: str
    person_id: str | None


class OneCommunityRequest(TypedDict):
    """`contracts.community_closing.OneCommunity`, loaded."""

    community_id: str
