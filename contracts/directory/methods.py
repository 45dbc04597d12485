"""Methods of the directory service."""

from functools import partial

from contracts import community_closing, finding, leavers, service_admin
from contracts.base import Nothing, page_of
from contracts.directory import (
    access,
    access_cards,
    accounts,
    api_keys,
    buildings,
    changes,
    communities,
    company,
    company_login,
    company_pictures,
    forgotten,
    holdings,
    household_codes,
    household_notes,
    households,
    imports,
    key_households,
    links,
    members,
    own_data,
    paper_heads,
    people,
    pets,
    privacy,
    role_requests,
    roster,
    roster_weeks,
    search,
    second_factor,
    sessions,
    vehicles,
)
from contracts.method import Method, declared
from contracts.opening import opening
from contracts.roles import (
    ADMINS,
    ANYONE,
    COLLECTORS,
    DESK,
    EVERYONE,
    FINANCE,
    INSPECTORS,
    MANAGERS,
    PRODUCT,
    RESIDENTS,
    STAFF,
    STEWARDS,
    Task,
    who,
)
from contracts.route import delete, get, patch, post, upload

KEEPERS = MANAGERS | DESK | STEWARDS | FINANCE
"""Who keeps the archive of households; which fields each may change is in the domain."""
SEERS = COLLECTORS | RESIDENTS
"""Who may look at a number unmasked; an engineer looks at that of the own work order."""
OVERSEERS = MANAGERS | DESK
"""Who sees which households are key households, wherever they are (D04)."""
CARERS = OVERSEERS | STEWARDS
"""Those, and who calls the own ones."""
HOLDING_SEERS = KEEPERS | INSPECTORS | RESIDENTS
"""Who sees what members of a household have; residents that of their own side."""
PERSONNEL = who(Task.HIRES)
"""Who hires and assigns roles."""


method = partial(Method, "directory")

# fmt: off
CREATE_COMMUNITY = method(
    "create_community", post("/communities", "新建项目", 201),
    communities.CreateCommunity, communities.CommunityView, ADMINS, creates=True,
)
LIST_COMMUNITIES = method(
    "list_communities", get("/communities", "项目列表"),
    Nothing, communities.CommunitiesView, ANYONE,
)
ALL_COMMUNITIES = method(
    "all_communities", None,
    Nothing, communities.CommunitiesView, PRODUCT, timeout=3,
)
GET_COMMUNITY = method(
    "get_community", get("/communities/<community_id>", "查看项目"),
    communities.GetCommunity, communities.CommunityView, STAFF | ADMINS,
)
CHANGE_COMMUNITY = method(
    "change_community", patch("/communities/<community_id>", "修改项目"),
    communities.ChangeCommunity, communities.CommunityView, ADMINS, edits=True,
)
CLOSE_COMMUNITY = method(
    "close_community", post("/communities/<community_id>/close", "关闭项目"),
    communities.CloseCommunity, communities.CommunityView, ADMINS, edits=True, in_person=True,
)
"""The gateway asks all services before (`gateway.community_closing`)."""
REOPEN_COMMUNITY = method(
    "reopen_community", post("/communities/<community_id>/reopen", "重新启用项目"),
    communities.ReopenCommunity, communities.CommunityView, ADMINS, edits=True, in_person=True,
)
GET_COMPANY = method(
    "get_company", get("/company", "公司信息"),
    Nothing, company.CompanyView, STAFF | ADMINS,
)
CHANGE_COMPANY = method(
    "change_company", patch("/company", "修改公司信息"),
    company.ChangeCompany, company.CompanyView, ADMINS, edits=True,
)

SITE = method("site", None, Nothing, company.SiteView, PRODUCT, timeout=3)
"""For the gateway, whose pages and papers name where they are reached."""
PUT_COMPANY_PICTURE = method(
    "put_company_picture",
    upload("/company/pictures/<kind>", "上传公司图样", file="picture"),
    company_pictures.PutCompanyPicture, company_pictures.CompanyPictureView, ADMINS,
    in_person=True,
)
REMOVE_COMPANY_PICTURE = method(
    "remove_company_picture", delete("/company/pictures/<kind>", "移除公司图样"),
    company_pictures.OneCompanyPicture, None, ADMINS, in_person=True,
)
GET_COMPANY_PICTURE = method(
    "get_company_picture", get("/company/pictures/<kind>", "查看公司图样"),
    company_pictures.OneCompanyPicture, company_pictures.CompanyPictureFile, ANYONE,
)
PAPER_HEAD = method(
    "paper_head", get("/paper-head", "单据抬头"),
    paper_heads.GetPaperHead, paper_heads.PaperHeadView, ANYONE,
)
ISSUER_OF_PAPER = method(
    "issuer_of_paper", None, paper_heads.GetPaperHead, paper_heads.PaperHeadView, PRODUCT,
)
"""The same for whoever verifies a paper, without a login (P10)."""

FIND = method("find", None, finding.Find, finding.Found, STAFF, searches=True)
"""For the gateway, which asks all services at once (P07)."""
FIND_HOUSEHOLDS = method(
    "find_households", get("/households", "查询住户"),
    search.FindHouseholds, page_of(households.HouseholdItem), STAFF,
    refusals=("too_many_searches",),
)
CREATE_HOUSEHOLD = method(
    "create_household", post("/households", "新建住户档案", 201),
    households.CreateHousehold, households.HouseholdView, MANAGERS | FINANCE, creates=True,
)
IMPORT_HOUSEHOLDS = method(
    "import_households", upload("/households/import", "导入住户表格"),
    imports.ImportHouseholds, imports.ImportView, FINANCE | ADMINS, timeout=60, brings_in=True,
)
IMPORT_ROWS = method(
    "import_rows", None,
    imports.ImportRows, imports.ImportView, FINANCE | ADMINS, brings_in=True,
)
EXPORT_HOUSEHOLDS = method(
    "export_households", post("/households/export", "导出住户档案"),
    privacy.ExportHouseholds, privacy.ExportView, MANAGERS | FINANCE, in_person=True,
)
GET_HOUSEHOLD = method(
    "get_household", get("/households/<household_id>", "查看住户档案"),
    households.GetHousehold, households.HouseholdView, EVERYONE,
)
CHANGE_HOUSEHOLD = method(
    "change_household", patch("/households/<household_id>", "修改住户档案"),
    changes.ChangeHousehold, households.HouseholdView, KEEPERS | RESIDENTS, edits=True,
)
HOUSEHOLD_HISTORY = method(
    "household_history", get("/households/<household_id>/changes", "住户档案变更记录"),
    changes.HouseholdHistory, page_of(changes.HouseholdChangeView),
    KEEPERS | INSPECTORS | RESIDENTS,
)
REVEAL = method(
    "reveal", post("/households/<household_id>/reveal", "查看完整号码"),
    privacy.Reveal, privacy.RevealView, SEERS, in_person=True,
)
ADD_MEMBER = method(
    "add_member", post("/households/<household_id>/members", "添加家庭成员", 201),
    members.AddMember, households.HouseholdView, KEEPERS, creates=True,
)
CHANGE_MEMBER = method(
    "change_member", patch("/households/<household_id>/members/<member_id>", "修改家庭成员"),
    members.ChangeMember, households.HouseholdView, KEEPERS | RESIDENTS, edits=True,
)
REMOVE_MEMBER = method(
    "remove_member", post("/households/<household_id>/members/<member_id>/remove", "移除家庭成员"),
    members.RemoveMember, households.HouseholdView, KEEPERS, edits=True,
)
LIST_VEHICLES = method(
    "list_vehicles", get("/households/<household_id>/vehicles", "住户车辆"),
    holdings.HoldingsOf, page_of(vehicles.VehicleView), HOLDING_SEERS,
)
ADD_VEHICLE = method(
    "add_vehicle", post("/households/<household_id>/vehicles", "登记车辆", 201),
    vehicles.AddVehicle, vehicles.VehicleView, KEEPERS, creates=True,
)
CHANGE_VEHICLE = method(
    "change_vehicle", patch("/households/<household_id>/vehicles/<vehicle_id>", "修改或注销车辆"),
    vehicles.ChangeVehicle, vehicles.VehicleView, KEEPERS, edits=True,
)
LIST_CARDS = method(
    "list_cards", get("/households/<household_id>/cards", "住户钥匙门卡"),
    holdings.HoldingsOf, page_of(access_cards.CardView), HOLDING_SEERS,
)
ISSUE_CARD = method(
    "issue_card", post("/households/<household_id>/cards", "发放钥匙门卡", 201),
    access_cards.IssueCard, access_cards.CardView, KEEPERS, creates=True,
)
CHANGE_CARD = method(
    "change_card", patch("/households/<household_id>/cards/<card_id>", "钥匙门卡交回或挂失"),
    access_cards.ChangeCard, access_cards.CardView, KEEPERS, edits=True,
)
LIST_PETS = method(
    "list_pets", get("/households/<household_id>/pets", "住户宠物"),
    holdings.HoldingsOf, page_of(pets.PetView), HOLDING_SEERS,
)
ADD_PET = method(
    "add_pet", post("/households/<household_id>/pets", "登记宠物", 201),
    pets.AddPet, pets.PetView, KEEPERS, creates=True,
)
CHANGE_PET = method(
    "change_pet", patch("/households/<household_id>/pets/<pet_id>", "修改或注销宠物"),
    pets.ChangePet, pets.PetView, KEEPERS, edits=True,
)
LIST_NOTES = method(
    "list_notes", get("/households/<household_id>/notes", "住户备注"),
    household_notes.ListNotes, page_of(household_notes.NoteView), KEEPERS | INSPECTORS,
)
ADD_NOTE = method(
    "add_note", post("/households/<household_id>/notes", "添加住户备注", 201),
    household_notes.AddNote, household_notes.NoteView, KEEPERS | INSPECTORS, creates=True,
)
CHANGE_NOTE = method(
    "change_note", patch("/households/<household_id>/notes/<note_id>", "标记或停用住户备注"),
    household_notes.ChangeNote, household_notes.NoteView, KEEPERS, edits=True,
)
LIST_KEY_HOUSEHOLDS = method(
    "list_key_households", get("/key-households", "重点户回访清单"),
    key_households.ListKeyHouseholds, page_of(key_households.KeyHouseholdView), CARERS,
)
MARK_KEY_HOUSEHOLD = method(
    "mark_key_household", post("/households/<household_id>/key-household", "标记重点户", 201),
    key_households.MarkKeyHousehold, key_households.KeyHouseholdView, CARERS, creates=True,
)
CHANGE_KEY_HOUSEHOLD = method(
    "change_key_household", patch("/key-households/<key_household_id>", "修改或取消重点户"),
    key_households.ChangeKeyHousehold, key_households.KeyHouseholdView, CARERS, edits=True,
)
RECORD_KEY_CALL = method(
    "record_key_call", post("/key-households/<key_household_id>/calls", "登记重点户回访", 201),
    key_households.RecordKeyCall, key_households.KeyHouseholdView, CARERS, creates=True,
)
LIST_KEY_CALLS = method(
    "list_key_calls", get("/key-households/<key_household_id>/calls", "重点户回访记录"),
    key_households.ListKeyCalls, page_of(key_households.KeyCallView), CARERS,
)
PRINT_CODES = method(
    "print_codes", post("/households/codes", "生成入户邀请码", 201),
    household_codes.PrintCodes, household_codes.PrintedCodesView,
    MANAGERS | DESK | STEWARDS, creates=True, in_person=True,
)
LET_IN = method(
    "let_in", post("/households/<household_id>/let-in", "邀请家人或租户", 201),
    household_codes.LetIn, household_codes.LetInCodeView, RESIDENTS, creates=True,
)
LIST_LET_IN = method(
    "list_let_in", get("/households/<household_id>/let-in", "我邀请的人员"),
    household_codes.ListLetIn, household_codes.LetInsView, RESIDENTS,
)
TAKE_OUT = method(
    "take_out", post("/households/<household_id>/members/<member_id>/take-out", "移出受邀人员"),
    household_codes.TakeOut, households.HouseholdView, RESIDENTS,
)
OPEN_CODE = method(
    "open_code", post("/auth/code", "查看入户邀请码"),
    household_codes.OpenCode, household_codes.OpenedCodeView, PRODUCT,
    refusals=("code_unknown", "code_over"),
)
USE_CODE = method(
    "use_code", post("/auth/code/use", "使用入户邀请码"),
    household_codes.UseCode, links.UsedLinkView, PRODUCT, brings_in=True,
)
LIST_BUILDINGS = method(
    "list_buildings", get("/buildings", "楼栋列表"),
    Nothing, buildings.BuildingsView, ANYONE,
)
LIST_LOOKS = method(
    "list_looks", get("/looks", "号码查看记录"),
    privacy.ListLooks, page_of(privacy.LookView), MANAGERS | INSPECTORS,
)

FIND_PEOPLE = method(
    "find_people", get("/people", "查询人员"),
    people.FindPeople, page_of(people.PersonView), STAFF | ADMINS,
)
CREATE_PERSON = method(
    "create_person", post("/people", "新建人员", 201),
    access.CreatePerson, people.PersonView, PERSONNEL, creates=True, in_person=True,
)
GET_PERSON = method(
    "get_person", get("/people/<person_id>", "查看人员"),
    people.GetPerson, people.PersonView, STAFF | ADMINS,
)
CHANGE_PERSON = method(
    "change_person", patch("/people/<person_id>", "修改人员"),
    access.ChangePerson, people.PersonView, PERSONNEL, edits=True, in_person=True,
)
CLOSE_PERSON = method(
    "close_person", post("/people/<person_id>/close", "停用人员"),
    access.ClosePerson, access.ClosedPersonView, PERSONNEL, in_person=True,
)
GET_ACCESS = method(
    "get_access", get("/people/<person_id>/access", "查看登录方式"),
    links.GetAccess, links.AccessView, PERSONNEL, in_person=True,
)
INVITE = method(
    "invite", post("/people/<person_id>/invitation", "发出开通邀请", 201),
    links.Invite, links.LinkView, ADMINS, creates=True, in_person=True,
)
RESET_PASSWORD = method(
    "reset_password", post("/people/<person_id>/reset", "发出重设密码链接", 201),
    links.ResetPassword, links.LinkView, ADMINS, creates=True, goes_on=True, in_person=True,
)
PERSON_SESSIONS = method(
    "person_sessions", get("/people/<person_id>/sessions", "人员的登录"),
    sessions.ListPersonSessions, page_of(sessions.SessionView), ADMINS,
    in_person=True,
)
END_PERSON_SESSION = method(
    "end_person_session", delete("/people/<person_id>/sessions/<session_id>", "退出人员的某次登录"),
    sessions.EndPersonSession, None, ADMINS, in_person=True,
)
COMPANY_IDENTITIES = method(
    "company_identities", get("/people/<person_id>/company-logins", "人员的公司账号"),
    company_login.ListCompanyIdentities, company_login.CompanyIdentitiesView,
    ADMINS, in_person=True,
)
UNLINK_COMPANY_IDENTITY = method(
    "unlink_company_identity",
    delete("/people/<person_id>/company-logins/<identity_id>", "解除关联公司账号"),
    company_login.UnlinkCompanyIdentity, None, ADMINS, in_person=True,
)
OPEN_LINK = method(
    "open_link", post("/auth/link", "查看一次性链接"),
    links.OpenLink, links.OpenedLinkView, PRODUCT,
    refusals=("link_unknown", "link_used", "link_replaced", "link_waits", "link_expired"),
)
USE_LINK = method(
    "use_link", post("/auth/link/use", "使用一次性链接"),
    links.UseLink, links.UsedLinkView, PRODUCT,
)
CREATE_ACCOUNT = method(
    "create_account", post("/people/<person_id>/account", "开通登录账号", 201),
    accounts.CreateAccount, accounts.AccountView, ADMINS, creates=True, in_person=True,
)
CHANGE_ACCOUNT = method(
    "change_account", patch("/people/<person_id>/account", "停用账号或重设密码"),
    accounts.ChangeAccount, accounts.AccountView, ADMINS, in_person=True,
)

LIST_SHIFTS = method(
    "list_shifts", get("/shifts", "值班表"),
    roster.ListShifts, page_of(roster.ShiftView), STAFF | ADMINS,
)
PUT_SHIFT = method(
    "put_shift", post("/shifts", "安排或调整班次", 201),
    roster.PutShift, roster.ShiftView, MANAGERS, creates=True,
)
CANCEL_SHIFT = method(
    "cancel_shift", post("/shifts/<shift_id>/cancel", "取消班次"),
    roster.CancelShift, roster.ShiftView, MANAGERS, edits=True,
)
WHO_IS_ON_DUTY = method(
    "who_is_on_duty", get("/roster/on-duty", "当前值班人员"),
    roster.OnDuty, roster.OnDutyView, STAFF | ADMINS,
)
ROSTER_GAPS = method(
    "roster_gaps", get("/roster/gaps", "值班空缺"),
    roster.RosterGaps, roster.GapsView, STAFF,
)
ROSTER_WEEK = method(
    "roster_week", get("/roster/week", "一周值班表"),
    roster_weeks.RosterWeek, roster_weeks.RosterWeekView, STAFF | ADMINS,
)
COPY_ROSTER_WEEK = method(
    "copy_roster_week", post("/roster/week/copy", "沿用上周值班表"),
    roster_weeks.CopyRosterWeek, roster_weeks.CopiedWeekView, MANAGERS, creates=True,
)

ME = method(
    "me", get("/me", "当前登录人"),
    Nothing, sessions.ActorView, ANYONE,
)
LIST_SESSIONS = method(
    "list_sessions", get("/me/sessions", "我的登录"),
    sessions.ListSessions, page_of(sessions.SessionView), ANYONE, in_person=True,
)
END_SESSION = method(
    "end_session", delete("/me/sessions/<session_id>", "退出某次登录"),
    sessions.EndSession, None, ANYONE, in_person=True,
)
AUTHENTICATE = method(
    "authenticate", post("/auth/token", "登录，取得访问令牌"),
    sessions.Authenticate, sessions.OpenedView, PRODUCT,
)
CHANGE_PASSWORD = method(
    "change_password", post("/me/password", "修改密码"),
    accounts.ChangePassword, sessions.OpenedView, ANYONE, in_person=True,
)
SESSION = method(
    "session", None,
    sessions.SessionOf, sessions.ActorView, PRODUCT, timeout=3,
)

SECOND_FACTOR = method(
    "own_second_factor", get("/me/second-factor", "我的二次验证"),
    Nothing, second_factor.SecondFactorView, ANYONE, in_person=True,
)
ENROL_SECOND_FACTOR = method(
    "enrol_second_factor", post("/me/second-factor", "开始设置二次验证"),
    second_factor.EnrolSecondFactor, second_factor.SecretView, ANYONE, in_person=True,
)
CONFIRM_SECOND_FACTOR = method(
    "confirm_second_factor", post("/me/second-factor/confirm", "确认二次验证"),
    second_factor.ConfirmSecondFactor, second_factor.RecoveryCodesView, ANYONE, in_person=True,
)
RENEW_RECOVERY_CODES = method(
    "renew_recovery_codes", post("/me/second-factor/recovery-codes", "更换恢复码"),
    second_factor.RenewRecoveryCodes, second_factor.RecoveryCodesView, ANYONE, in_person=True,
)
REMOVE_SECOND_FACTOR = method(
    "remove_second_factor", post("/me/second-factor/remove", "停用二次验证"),
    second_factor.RemoveSecondFactor, None, ANYONE, in_person=True,
)
RESET_SECOND_FACTOR = method(
    "reset_second_factor", post("/people/<person_id>/second-factor/reset", "重置人员的二次验证"),
    second_factor.ResetSecondFactor, second_factor.ResetView, ADMINS,
    in_person=True,
)
LOG_IN_BY_CODE = method(
    "log_in_by_code", None,
    second_factor.LogInByCode, sessions.OpenedView, PRODUCT,
)
ENROL_AT_LOGIN = method(
    "enrol_at_login", None,
    second_factor.EnrolAtLogin, second_factor.SecretView, PRODUCT,
)
CONFIRM_AT_LOGIN = method(
    "confirm_at_login", None,
    second_factor.ConfirmAtLogin, second_factor.RecoveryCodesView, PRODUCT,
)

LOG_IN_BY_COMPANY = method(
    "log_in_by_company", None,
    company_login.LogInByCompany, company_login.OpenedByCompanyView, PRODUCT,
)
"""For the gateway, whom the company's provider has told who it is (P06)."""
LIST_API_KEYS = method(
    "list_api_keys", get("/api-keys", "接口密钥"),
    Nothing, api_keys.ApiKeysView, ADMINS, in_person=True,
)
CREATE_API_KEY = method(
    "create_api_key", post("/api-keys", "新建接口密钥", 201),
    api_keys.CreateApiKey, api_keys.NewApiKeyView, ADMINS,
    creates=True, goes_on=True, in_person=True,
)
END_API_KEY = method(
    "end_api_key", delete("/api-keys/<key_id>", "停用接口密钥"),
    api_keys.EndApiKey, None, ADMINS, in_person=True,
)
OPEN_API_KEY = method(
    "open_api_key", None,
    api_keys.OpenApiKey, api_keys.OpenedKeyView, PRODUCT,
    timeout=5,
)
"""For the gateway, which is sent the key (P06)."""

FORGOT_PASSWORD = method(
    "forgot_password", post("/auth/forgot", "忘记密码：发送重设链接"),
    forgotten.SendLink, None, PRODUCT,
)
OWN_DATA = method("own_data", None, Nothing, own_data.OwnData, ANYONE, in_person=True)
"""Of the page on which everybody takes the own data along (P08)."""
ERASE_LEAVER = method(
    "erase_leaver", None, leavers.EraseLeaver, None, leavers.ERASERS, in_person=True,
)
"""Of the page, which asks all services before (P08)."""
OWN_CONTACT = method(
    "own_contact", get("/me/contact", "我的联系方式"),
    Nothing, forgotten.ContactView, ANYONE, in_person=True,
)
CHANGE_CONTACT = method(
    "change_contact", patch("/me/contact", "修改我的联系方式"),
    forgotten.ChangeContact, forgotten.ContactView, ANYONE, in_person=True,
)

LIST_ROLE_REQUESTS = method(
    "list_role_requests", get("/role-requests", "岗位授权申请"),
    role_requests.ListRoleRequests, page_of(role_requests.RoleRequestView), PERSONNEL,
)
GET_ROLE_REQUEST = method(
    "get_role_request", get("/role-requests/<role_request_id>", "查看岗位授权申请"),
    role_requests.GetRoleRequest, role_requests.RoleRequestView, PERSONNEL,
)
DECIDE_ROLE_REQUEST = method(
    "decide_role_request", post("/role-requests/<role_request_id>/decide", "审批岗位授权"),
    role_requests.DecideRoleRequest, role_requests.RoleRequestView, PERSONNEL, in_person=True,
)
# fmt: on

OPENING = opening("directory")
NEEDS_LEAVER = leavers.needs_leaver("directory", "still_here")
NEEDS_COMMUNITY = community_closing.needs_community("directory", "company_only", "last_community")
LIST_POLICIES = service_admin.list_policies("directory")
GET_POLICY = service_admin.get_policy("directory")
CHANGE_POLICY = service_admin.change_policy("directory")
WITHDRAW_POLICY_CHANGE = service_admin.withdraw_policy_change("directory")
HISTORY = service_admin.history("directory", service_admin.READERS)

METHODS = declared(vars())

NAMES_COMMUNITIES = frozenset({
    CREATE_COMMUNITY, CHANGE_COMMUNITY, CLOSE_COMMUNITY, REOPEN_COMMUNITY,
})  # fmt: skip
"""Who carries one of these out asks anew which communities there are (P01)."""

MAY_END_RIGHTS = frozenset({
    CHANGE_HOUSEHOLD, ADD_MEMBER, CHANGE_MEMBER, REMOVE_MEMBER, IMPORT_HOUSEHOLDS, IMPORT_ROWS,
    CREATE_PERSON, CHANGE_PERSON, CREATE_ACCOUNT, CHANGE_ACCOUNT, END_SESSION, CHANGE_PASSWORD,
    DECIDE_ROLE_REQUEST, CLOSE_PERSON, END_PERSON_SESSION, USE_LINK,
    USE_CODE, TAKE_OUT, END_API_KEY, UNLINK_COMPANY_IDENTITY,
    CONFIRM_SECOND_FACTOR, CONFIRM_AT_LOGIN, RESET_SECOND_FACTOR,
})  # fmt: skip
"""Who carries one of these out asks anew what anybody may do, before the next request (P03)."""
