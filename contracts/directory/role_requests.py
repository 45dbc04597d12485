"""Role requests (双人审批): what waits for a second person."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView
from contracts.code import GOOD, WAITING, Code
from contracts.decisions import DecisionView, ReasonedDecision
from contracts.directory.people import HeldGrantView
from contracts.fields import Coded, Id, code
from contracts.roles import Role
from foundation.errors import ServiceError


class RoleRequestKind(Code):
    """What two persons decide on (P03)."""

    ROLES = "roles", "岗位授权", "Roles"
    """Roles that two persons give."""
    PASSWORD = "password", "重设密码", "New password"
    """A new password for somebody who holds such a role, set by somebody else."""
    LINK = "link", "一次性链接", "One-time link"
    """A link by which whoever holds such a role sets the own password."""

    FACTOR = "factor", "重置二次验证", "Second factor reset"
    """That the password alone of whoever holds such a role is to do."""

    @property
    def is_roles(self) -> bool:
        """It is roles that are asked for."""
        return self is RoleRequestKind.ROLES

    @property
    def is_link(self) -> bool:
        """It is a one-time link that is asked for."""
        return self is RoleRequestKind.LINK

    @property
    def is_password(self) -> bool:
        """It is a new password that is asked for."""
        return self is RoleRequestKind.PASSWORD


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


class RoleRequestDecided(ServiceError):
    """This request has been decided."""

    code, status = "role_request_decided", 409
    zh = "该申请已经处理。"


class RoleRequestOutdated(ServiceError):
    """What was asked for no longer fits, since the person or who asked has changed; ask again."""

    code, status = "role_request_outdated", 409
    zh = "申请内容已不适用：人员或申请人的情况有变化，请重新申请。"


class ListRoleRequests(PageQuery):
    """Requests to give somebody roles or a new password, newest first."""

    person_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(RoleRequestStatus)))


class GetRoleRequest(Payload):
    """One request."""

    role_request_id = Id(required=True)


class DecideRoleRequest(ReasonedDecision):
    """Give what is asked for or not; neither by who asked nor by whom it is about (P03)."""

    role_request_id = Id(required=True)


class RoleRequestView(PlacedView, DecisionView):
    """A request, whom it is about, and who decided on it."""

    kind = code(RoleRequestKind, load_default=RoleRequestKind.ROLES)
    person_id = Id(required=True)
    name = fields.String(required=True)
    present_roles = fields.List(Coded(Role), required=True)
    roles = fields.List(Coded(Role), required=True)
    """What is wanted; of anything else than roles, what the person has."""
    grants = fields.List(fields.Nested(HeldGrantView), load_default=list)
    """Where the wanted roles are to be held, where that was said one by one."""
    status = code(RoleRequestStatus, required=True)
