"""Who is notified of events of the directory."""

from typing import Any

from contracts.code import Word
from contracts.directory.event_types import (
    DutyCoveredData,
    DutyUncoveredData,
    KeyCallMissedData,
    KeyCallSettledData,
    PasswordForgottenData,
    PersonLeftData,
    RoleRequestClosedData,
    RoleRequestedData,
    SecondFactorRelaxedData,
)
from contracts.directory.methods import DECIDE_ROLE_REQUEST
from contracts.directory.policy import POLICY
from contracts.directory.role_requests import RoleRequestKind, RoleRequestStatus
from contracts.directory.roster import Duty
from contracts.notices.messages import SubjectKind
from contracts.notices.templates import Purpose
from contracts.roles import MANAGERS, Role
from foundation import replica
from foundation.clock import local_date
from foundation.formatting import in_chinese, in_english
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.rules import LINK, SEALED, Subject
from services.notices.notifications.operations.compose import notify
from services.notices.notifications.operations.count import settle
from services.notices.notifications.operations.notify import alarm, notification_of, roster_day
from services.notices.templates.rules import both

DECIDERS = DECIDE_ROLE_REQUEST.roles
WITHDRAW = POLICY["second_factor_roles"].roles


@notification_of(Purpose.ROSTER_GAP)
def duty_uncovered(uow: UnitOfWork, event: Envelope[DutyUncoveredData]) -> None:
    """Notify the managers that nobody will be on a duty (C09)."""
    data = event.data
    people = {one.person_id for role in MANAGERS for one in replica.staff(uow, role)}
    facts = data | both("duty", Duty, data["duty"])
    alarm(uow, event, Purpose.ROSTER_GAP, roster_day(data), facts, sorted(people))


@notification_of(Purpose.ROLE_REQUESTED)
def role_requested(uow: UnitOfWork, event: Envelope[RoleRequestedData]) -> None:
    """Notify whoever can decide as the second person (P03)."""
    data = event.data
    involved = {data["requested_by_id"], data["person_id"]}
    people = {one.person_id for role in DECIDERS for one in replica.staff(uow, role)} - involved
    facts = data | both("what", RoleRequestKind, data["kind"])
    about = Subject(SubjectKind.ROLE_REQUEST, data["role_request_id"])
    alarm(uow, event, Purpose.ROLE_REQUESTED, about, facts, sorted(people))


def password_forgotten(uow: UnitOfWork, event: Envelope[PasswordForgottenData]) -> None:
    """Send a link to who has forgotten the password, or whom to ask (P03). The link stays sealed
    until it leaves; what comes late is of no use any more."""
    data = event.data
    until, sealed = data["expires_at"], data["link"]
    if until is not None and until <= uow.now:
        return
    facts: dict[str, Any] = {
        "link_zh": "您的岗位须由两人办理，请联系系统管理员。",
        "link_en": "For your role two persons give one: ask your administrator. ",
    }
    if sealed is not None:
        facts = {
            "link_zh": f"请于{in_chinese(until)}前打开链接设置新密码（仅可使用一次）：\n{LINK}\n",
            "link_en": f"Open this link once, by {in_english(until)}, and choose it:\n{LINK}\n",
            SEALED: sealed,
        }
    notify(uow, event.id, Purpose.PASSWORD_FORGOTTEN, facts, people=[data["person_id"]])


@notification_of(Purpose.PERSON_LEFT)
def person_left(uow: UnitOfWork, event: Envelope[PersonLeftData]) -> None:
    """Notify the managers, where somebody worked who has left, of what waits for others (P03)."""
    data = event.data
    people: set[str] = set()
    for place in {one["community_id"] for one in data["grants"]}:
        with uow.within(place):
            people |= {one.person_id for role in MANAGERS for one in replica.staff(uow, role)}
    words = [Role(role).word for role in data["roles"]]
    facts = {"name": data["name"], "by": data["by"], "shifts": data["shifts"]}
    facts |= {"roles_zh": "、".join(word.zh for word in words)}
    facts |= {"roles_en": ", ".join(word.en.lower() for word in words)}
    about = Subject(SubjectKind.PERSON, data["person_id"])
    alarm(uow, event, Purpose.PERSON_LEFT, about, facts, sorted(people - {data["person_id"]}))


def relaxed(data: SecondFactorRelaxedData) -> Word:
    """What is going to be so, in both languages."""
    if data["policy"] == "second_factor_days":
        was, is_ = data["before"], data["after"]
        return Word(
            f"启用二次验证的期限由{was}天延长为{is_}天",
            f"the time to set up the second factor is {is_} days instead of {was}",
        )
    if data["policy"] == "company_login_is_enough":
        return Word(
            "经公司统一登录进入的人员不再须二次验证",
            "who logs in by the company's provider needs no second factor",
        )
    words = [Role(role).word for role in data["roles"]]
    return Word(
        f"{'、'.join(word.zh for word in words)}不再须二次验证",
        f"{', '.join(word.en.lower() for word in words)}: no second factor any more",
    )


@notification_of(Purpose.SECOND_FACTOR_RELAXED)
def second_factor_relaxed(uow: UnitOfWork, event: Envelope[SecondFactorRelaxedData]) -> None:
    """Notify whoever may withdraw it, who did it as well: it may have been done in that name."""
    data = event.data
    people = {one.person_id for role in WITHDRAW for one in replica.staff(uow, role)}
    what = relaxed(data)
    facts = {"by": data["by"], "day": local_date(data["holds_from"])}
    facts |= {"relaxed_zh": what.zh, "relaxed_en": what.en}
    about = Subject(SubjectKind.SECOND_FACTOR, f"{data['policy']}:{data['change_id']}")
    alarm(uow, event, Purpose.SECOND_FACTOR_RELAXED, about, facts, sorted(people))


def duty_covered(uow: UnitOfWork, event: Envelope[DutyCoveredData]) -> None:
    """Somebody is on duty now."""
    zh, en = "已安排值班", "Somebody is on duty"
    settle(uow, roster_day(event.data).id, [Purpose.ROSTER_GAP], event.occurred_at, zh, en)


@notification_of(Purpose.KEY_CALL_MISSED)
def key_call_missed(uow: UnitOfWork, event: Envelope[KeyCallMissedData]) -> None:
    """Notify the supervisors, and whoever was to call, of a key household not reached (D04)."""
    data = event.data
    people = {one.person_id for one in replica.staff(uow, Role.SUPERVISOR)}
    people |= {data["responsible_id"]} if data["responsible_id"] else set()
    facts = {"place": f"{data['building']} {data['unit']}", "due_on": data["due_on"]}
    about = Subject(SubjectKind.KEY_HOUSEHOLD, data["home_id"])
    alarm(uow, event, Purpose.KEY_CALL_MISSED, about, facts, sorted(people))


def key_call_settled(uow: UnitOfWork, event: Envelope[KeyCallSettledData]) -> None:
    """Somebody was reached, or need not be any more."""
    zh, en = "已回访", "Somebody was reached"
    home = event.data["home_id"]
    settle(uow, home, [Purpose.KEY_CALL_MISSED], event.occurred_at, zh, en)


REQUESTS_END = {
    RoleRequestStatus.GRANTED: ("已同意", "It was agreed to"),
    RoleRequestStatus.REJECTED: ("已驳回", "It was refused"),
    RoleRequestStatus.REPLACED: ("已无需审批", "It need not be decided any more"),
}


def role_request_closed(uow: UnitOfWork, event: Envelope[RoleRequestClosedData]) -> None:
    """Nobody need decide any more."""
    zh, en = REQUESTS_END[RoleRequestStatus(event.data["status"])]
    about = event.data["role_request_id"]
    settle(uow, about, [Purpose.ROLE_REQUESTED], event.occurred_at, zh, en)
