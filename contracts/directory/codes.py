"""Codes of the directory; each member with its meaning."""

from datetime import timedelta

from contracts.code import ACTIVE, GOOD, WAITING, Code


class UnitType(Code):
    """What a unit is used for; fee items and surveys differ by it."""

    RESIDENTIAL = "residential", "住宅", "Flat"
    """A flat."""
    SHOP = "shop", "商铺", "Shop"
    """A shop on the street side."""


class Relation(Code):
    """What a person is to a household."""

    OWNER = "owner", "业主", "Owner"
    """Holds the property certificate; owes the property fee."""
    TENANT = "tenant", "租户", "Tenant"
    """Rents the unit."""
    FAMILY = "family", "家庭成员", "Family"
    """Lives with the owner or the tenant."""


class Duty(Code):
    """What a shift of the duty roster (值班表) is for."""

    DUTY_MANAGER = "duty_manager", "值班经理", "Duty manager"
    """Supervisor, deputy manager or director who decides at this hour."""
    DESK = "desk", "前台值班", "Front desk"
    """Takes contacts, around the clock (C09)."""
    ENGINEER = "engineer", "维修值班", "Engineer on duty"
    """Sets out for emergencies, around the clock (R02)."""


class Confidential(Code):
    """Personal data that is shown masked and unmasked only by a logged look (D03)."""

    PHONE = "phone", "电话", "Phone number"
    ID_NUMBER = "id_number", "身份证号", "Identity number"


class LookKind(Code):
    """How confidential data left its mask (D03)."""

    REVEAL = "reveal", "查看", "Look"
    """One person looked at one number."""
    SEARCH = "search", "按电话查找", "Search by phone"
    """Households were looked for by a number, or the end of one."""
    EXPORT = "export", "导出", "Export"
    """A list with unmasked numbers was made."""


class RowOutcome(Code):
    """What a good row of an imported spreadsheet comes to (D01)."""

    CREATED = "created", "新增", "New", GOOD
    """A household that was not known."""
    UPDATED = "updated", "更新", "Changed", ACTIVE
    """A known one, of which something changes."""
    UNCHANGED = "unchanged", "不变", "Unchanged"
    """All of it is known."""


class SessionKind(Code):
    """What was logged in with."""

    API = "api", "接口", "API"
    """An access token."""
    PAGES = "pages", "网页", "Pages"
    """The cookie of a browser."""


LIFETIMES = {SessionKind.API: timedelta(hours=1), SessionKind.PAGES: timedelta(hours=12)}
"""How long a login holds, however busy: of the pages, a shift."""


class SessionEnd(Code):
    """What ended a login before its time."""

    LOGOUT = "logout", "已退出登录", "Logged out"
    """By the person."""
    PASSWORD_CHANGED = "password_changed", "已修改密码", "Password changed"
    """By the person; what knew the old one alone must not go on."""
    PASSWORD_RESET = "password_reset", "已重设密码", "Password reset"
    """By an administrator."""
    ACCOUNT_CLOSED = "account_closed", "账号已停用", "Account closed"
    """Or the person works here no more."""


class RoleRequestKind(Code):
    """What two persons decide on (P03)."""

    ROLES = "roles", "岗位授权", "Roles"
    """Roles that two persons give."""
    PASSWORD = "password", "重设密码", "New password"
    """A new password for somebody who holds such a role, set by somebody else."""


class RoleRequestStatus(Code):
    """How far what two persons decide on is (P03)."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    """Waits for the second person."""
    GRANTED = "granted", "已同意", "Granted", GOOD
    """The roles are held, the new password opens."""
    REJECTED = "rejected", "已驳回", "Rejected"
    """The roles, or the password, stay as they were."""
    REPLACED = "replaced", "已被新申请取代", "Replaced"
    """Somebody has asked for something else since, or settled it otherwise."""


class IdentityMethod(Code):
    """How somebody who asks for a change was identified (D02)."""

    PASSWORD = "password", "密码验证", "Password"
    ID_CARD = "id_card", "身份证", "Identity card"
    CALL_BACK = "call_back", "回拨", "Call back"
    IN_PERSON = "in_person", "当面", "In person"
    CERTIFICATE = "certificate", "房产证", "Property certificate"


class HouseholdField(Code):
    """What a change of the household file names (D02)."""

    OWNER_NAME = "owner_name", "业主姓名", "Owner's name"
    NAME = "name", "姓名", "Name"
    RELATION = "relation", "关系", "Relation"
    PHONE = "phone", "电话", "Phone"
    EMAIL = "email", "电子邮箱", "E-mail"
    ID_NUMBER = "id_number", "身份证号", "Identity number"
    FLOOR = "floor", "楼层", "Floor"
    UNIT_TYPE = "unit_type", "房屋类型", "Kind of unit"
    AREA_M2 = "area_m2", "面积", "Area"
    BILLING_FROM = "billing_from", "起始计费日", "Billed from"
    VACANT = "vacant", "空置", "Vacant"
    TWO_PERSON_VISIT = "two_person_visit", "双人上门", "Visited by two"
    EFFECTIVE_FROM = "effective_from", "变更生效日", "Counts from"
    KEY_REASON = "key_reason", "重点户原因", "Why a key household"
