"""What directory refuses; the docstring is the English wording, `{name}` a parameter."""

from foundation.errors import ServiceError


class FieldNotEditable(ServiceError):
    """Your role may not change: {fields}."""

    code, status = "field_not_editable", 403
    zh = "您的岗位不能修改以下内容：{fields}。"


class NothingToChange(ServiceError):
    """The request names nothing to change."""

    code, status = "nothing_to_change", 422
    zh = "没有填写要修改的内容。"


class OwnerNeeded(ServiceError):
    """A household keeps at least one owner."""

    code, status = "owner_needed", 409
    zh = "每户至少保留一名业主。"


class UnitTaken(ServiceError):
    """There is a household at {building} {unit} already."""

    code, status = "unit_taken", 409
    zh = "{building} {unit} 已有档案。"


class SpreadsheetColumnsTwice(ServiceError):
    """Several columns say which unit it is: {columns}. Keep one of them, or rename the others."""

    code, status = "spreadsheet_columns_twice", 422
    zh = "表格中有几列都像是房号（或单元）：{columns}。请只保留一列，或改掉其余列的标题。"


class UsernameTaken(ServiceError):
    """The user name {username} is taken."""

    code, status = "username_taken", 409
    zh = "用户名 {username} 已被使用。"


class WeakPassword(ServiceError):
    """The password is too easy to guess: at least {min_length} characters, no known password, no
    birthday or other figures alone, no row of the keyboard, no repetition, and more than the
    user name or a name with figures."""

    code, status = "weak_password", 422
    zh = (
        "密码过于简单：至少 {min_length} 个字符，不能是常见密码、纯数"
        "字（如生日、电话）、键盘顺序或重复字符，也不能只是用户名、姓名拼音加数字。"
    )


class ShiftOverlaps(ServiceError):
    """This person is already on that duty in that period."""

    code, status = "shift_overlaps", 409
    zh = "该人员在此时段已有同类值班。"


class ShiftOver(ServiceError):
    """A shift that is over is not changed any more."""

    code, status = "shift_over", 409
    zh = "已结束的班次不能再修改。"


class NotQualifiedForDuty(ServiceError):
    """The roles of {name} do not qualify for this duty."""

    code, status = "not_qualified_for_duty", 409
    zh = "{name} 的岗位不能担任该值班。"


class TooManySearches(ServiceError):
    """Too many searches by phone: {limit} within {minutes} minutes; try again later, or look for
    a name or unit."""

    code, status = "too_many_searches", 429
    zh = "按电话查找过于频繁：每 {minutes} 分钟最多 {limit} 次，请稍后再试，或按姓名、房号查找。"


class OwnRoles(ServiceError):
    """Nobody changes their own roles."""

    code, status = "own_roles", 403
    zh = "不能修改自己的岗位权限。"


class AdminOnly(ServiceError):
    """Only an administrator gives or takes the role of an administrator."""

    code, status = "admin_only", 403
    zh = "只有系统管理员可以授予或收回系统管理员权限。"


class RoleAboveYours(ServiceError):
    """This role is above yours: you neither give nor take it."""

    code, status = "role_above_yours", 403
    zh = "该岗位高于您的岗位，您不能授予或收回。"


class LastAdmin(ServiceError):
    """The last administrator who can log in stays one."""

    code, status = "last_admin", 409
    zh = "至少保留一名可以登录的系统管理员。"


class LastSecondPerson(ServiceError):
    """Beside you, only this person can decide as the second: have the role given to somebody
    else first."""

    code, status = "last_second_person", 409
    zh = "除您以外只有该人员可以审批权限申请；请先另行授权一人，再停用或变更该人员。"


class RoleRequestDecided(ServiceError):
    """This request has been decided."""

    code, status = "role_request_decided", 409
    zh = "该申请已经处理。"


class RoleRequestOutdated(ServiceError):
    """What was asked for no longer fits, since the person or who asked has changed; ask again."""

    code, status = "role_request_outdated", 409
    zh = "申请内容已不适用：人员或申请人的情况有变化，请重新申请。"
