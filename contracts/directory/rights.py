"""Rights (权限): who may give and take which roles."""

from foundation.errors import ServiceError


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
