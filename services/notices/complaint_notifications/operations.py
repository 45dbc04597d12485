"""Who is notified of events of complaints."""

from datetime import timedelta
from typing import Any

from contracts.complaints.concealment import ConcealmentRule
from contracts.complaints.escalation import EscalationReason, Tier
from contracts.complaints.event_types import (
    CallBackMadeData,
    CallBackMissedData,
    ComplaintAnsweredData,
    ComplaintAttendedData,
    ComplaintClosedData,
    ComplaintEscalatedData,
    ComplaintHandledData,
    ComplaintNotedData,
    ComplaintNotTakenOverData,
    ComplaintRepliedData,
    ComplaintSentBackData,
    ComplaintSupplementedData,
    ComplaintTakenOverData,
    ComplaintTransferredData,
    ComplaintUnattendedData,
    ComplaintUrgentData,
    ComplaintWithdrawnData,
    ConcealmentDecidedData,
    ConcealmentSuspectedData,
    DeskWaitEndedData,
    DeskWaitLongData,
    FirstAnswerGivenData,
    FirstAnswerMissedData,
)
from contracts.complaints.urgency import UrgentReason
from contracts.directory.roster import Duty
from contracts.notices.messages import SubjectKind
from contracts.notices.templates import Purpose
from contracts.roles import CASE_WORKERS, Role
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.rules import Subject
from services.notices.notifications.operations.compose import notify
from services.notices.notifications.operations.count import settle
from services.notices.notifications.operations.notify import (
    alarm,
    building_of,
    complaint,
    notification_of,
    place,
)
from services.notices.templates.rules import both, to_take_over, wanted_by


@notification_of(Purpose.COMPLAINT_URGENT)
def complaint_urgent(uow: UnitOfWork, event: Envelope[ComplaintUrgentData]) -> None:
    """Notify the duty manager, the supervisors and the stewards of the building at once (X06)."""
    data = event.data
    building = building_of(uow, data)
    people = replica.on_duty(uow, Duty.DUTY_MANAGER, uow.now)
    people += [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    if building:
        stewards = replica.staff(uow, Role.STEWARD, building=building)
        people += [one.person_id for one in stewards]
    facts = data | place(uow, data) | both("reason", UrgentReason, data["reason"])
    alarm(uow, event, Purpose.COMPLAINT_URGENT, complaint(data["complaint_id"]), facts, people)


@notification_of(Purpose.COMPLAINT_ESCALATED)
def complaint_escalated(uow: UnitOfWork, event: Envelope[ComplaintEscalatedData]) -> None:
    """Notify the people of the tier reached, and the first responsible person (X08, C01)."""
    data = event.data
    people = [data["first_responsible_id"], data["handler_id"]]
    if data["tier"] != Tier.RECEIVER:
        people += [one.person_id for one in replica.staff(uow, data["tier"])]
    facts = data | place(uow, data) | both("tier", Tier, data["tier"])
    facts |= both("reason", EscalationReason, data["reason"])
    facts |= wanted_by(data["acknowledge_by"])
    alarm(uow, event, Purpose.COMPLAINT_ESCALATED, complaint(data["complaint_id"]), facts, people)


OF_HANDS = frozenset({
    Purpose.COMPLAINT_TRANSFERRED, Purpose.COMPLAINT_TAKEN_OVER, Purpose.COMPLAINT_SENT_BACK,
    Purpose.COMPLAINT_NOT_TAKEN_OVER,
})  # fmt: skip
"""What tells whose a case is (C14): the last of it is true."""


def pass_on(uow: UnitOfWork, event: Any, purpose: Purpose, zh: str, en: str) -> None:
    """Settle what was told before of whose a case is; what this event tells is true, and what
    follows on a transfer may happen at its moment."""
    about, at = event.data["complaint_id"], event.occurred_at
    before = at - timedelta.resolution
    begins = purpose is Purpose.COMPLAINT_TRANSFERRED
    settle(uow, about, OF_HANDS - {purpose}, before if begins else at, zh, en)
    settle(uow, about, [purpose], before, zh, en)


def complaint_transferred(uow: UnitOfWork, event: Envelope[ComplaintTransferredData]) -> None:
    """It is with this department now, and no other."""
    pass_on(
        uow, event, Purpose.COMPLAINT_TRANSFERRED, "该事项已另行转办", "It was transferred anew"
    )
    notify_of_transfer(uow, event)


@notification_of(Purpose.COMPLAINT_TRANSFERRED)
def notify_of_transfer(uow: UnitOfWork, event: Envelope[ComplaintTransferredData]) -> None:
    """Notify whom a transfer names, or who of the department works on cases (C14); the supervisors
    where nobody is known to, so that it does not lie."""
    data = event.data
    named = [data["handler_id"]] if data["handler_id"] else []
    names = {data["department"], *data["department_names"]}
    working = replica.members_of(uow, names, CASE_WORKERS)
    members = [one.person_id for one in working]
    supervisors = [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    if named or members:
        zh, en = to_take_over(data["take_over_by"], named=bool(named))
    else:
        zh, en = "该部门暂无在册人员，请指定经办人", "nobody is known to work there: name somebody"
    facts = data | place(uow, data) | {"whom_zh": zh, "whom_en": en}
    facts |= {"due": data["due_at"] or "–"}
    facts |= {"department_en": data["department_en"] or data["department"]}
    people = named or members or supervisors
    alarm(uow, event, Purpose.COMPLAINT_TRANSFERRED, complaint(data["complaint_id"]), facts, people)


def complaint_taken_over(uow: UnitOfWork, event: Envelope[ComplaintTakenOverData]) -> None:
    """Somebody has it: nobody else need take it over."""
    pass_on(uow, event, Purpose.COMPLAINT_TAKEN_OVER, "该事项已接手", "Somebody has taken it over")
    notify_of_taking_over(uow, event)


@notification_of(Purpose.COMPLAINT_TAKEN_OVER)
def notify_of_taking_over(uow: UnitOfWork, event: Envelope[ComplaintTakenOverData]) -> None:
    """Notify the first responsible person of who has it, and whom a manager named; nobody of what
    they did themselves (C14)."""
    data = event.data
    first, has_it, by = data["first_responsible_id"], data["handler_id"], data["named_by_id"]
    about = complaint(data["complaint_id"])
    facts = data | place(uow, data) | {"name": data["handler_name"]}
    if by is not None:
        yours = {"whom_zh": "请您办理", "whom_en": "It is yours to handle"}
        alarm(uow, event, Purpose.COMPLAINT_TAKEN_OVER, about, facts | yours, [has_it])
    if first not in (has_it, by):
        stays = {"whom_zh": "您仍为首问责任人", "whom_en": "You stay its first responsible person"}
        alarm(uow, event, Purpose.COMPLAINT_TAKEN_OVER, about, facts | stays, [first])


def complaint_sent_back(uow: UnitOfWork, event: Envelope[ComplaintSentBackData]) -> None:
    """It is the desk's again: the department need not see to it."""
    pass_on(uow, event, Purpose.COMPLAINT_SENT_BACK, "该事项已退回前台", "It went back to the desk")
    notify_of_sending_back(uow, event)


@notification_of(Purpose.COMPLAINT_SENT_BACK)
def notify_of_sending_back(uow: UnitOfWork, event: Envelope[ComplaintSentBackData]) -> None:
    """Notify the first responsible person, or where there is none who has the desk (C14)."""
    data = event.data
    first = data["first_responsible_id"]
    people = [first] if first else replica.on_duty(uow, Duty.DESK, uow.now)
    facts = data | place(uow, data) | {"by": data["sent_back_by"], "remark": data["reason"]}
    alarm(uow, event, Purpose.COMPLAINT_SENT_BACK, complaint(data["complaint_id"]), facts, people)


@notification_of(Purpose.COMPLAINT_NOT_TAKEN_OVER)
def complaint_not_taken_over(uow: UnitOfWork, event: Envelope[ComplaintNotTakenOverData]) -> None:
    """Notify the first responsible person and the supervisors of a case that nobody has taken over
    (C14)."""
    data = event.data
    people = [data["first_responsible_id"]]
    people += [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    facts = data | place(uow, data) | {"due": data["take_over_by"]}
    about = complaint(data["complaint_id"])
    alarm(uow, event, Purpose.COMPLAINT_NOT_TAKEN_OVER, about, facts, people)


@notification_of(Purpose.CALL_BACK_MISSED)
def call_back_missed(uow: UnitOfWork, event: Envelope[CallBackMissedData]) -> None:
    """Notify who promised, who has the desk now, and the supervisors, of a call that nobody made
    (C04)."""
    data = event.data
    people = [data["promised_by_id"], *replica.on_duty(uow, Duty.DESK, uow.now)]
    people += [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    facts = data | place(uow, data) | {"due": data["due_at"]}
    alarm(uow, event, Purpose.CALL_BACK_MISSED, complaint(data["complaint_id"]), facts, people)


def call_back_made(uow: UnitOfWork, event: Envelope[CallBackMadeData]) -> None:
    """Nobody need call any more."""
    about = event.data["complaint_id"]
    zh, en = "已回电或已答复", "The call was made, or the answer given"
    settle(uow, about, [Purpose.CALL_BACK_MISSED], event.occurred_at, zh, en)


@notification_of(Purpose.COMPLAINT_MENTION)
def complaint_noted(uow: UnitOfWork, event: Envelope[ComplaintNotedData]) -> None:
    """Notify whom an internal note mentions (C13); what it says stands in the case alone."""
    data = event.data
    facts = data | place(uow, data)
    about, people = complaint(data["complaint_id"]), data["mentioned_ids"]
    notify(uow, event.id, Purpose.COMPLAINT_MENTION, facts, about=about, people=people)


@notification_of(Purpose.COMPLAINT_SUPPLEMENTED)
def complaint_supplemented(uow: UnitOfWork, event: Envelope[ComplaintSupplementedData]) -> None:
    """Notify who has the case and its first responsible, else the desk, of what the resident added
    (C13)."""
    data = event.data
    people = [data["handler_id"], data["first_responsible_id"]]
    if not any(people):
        people = [*replica.on_duty(uow, Duty.DESK, uow.now)]
    purpose = Purpose.COMPLAINT_SUPPLEMENTED
    alarm(uow, event, purpose, complaint(data["complaint_id"]), data | place(uow, data), people)


def complaint_replied(uow: UnitOfWork, event: Envelope[ComplaintRepliedData]) -> None:
    """Put a reply before the resident, and let those be who were to reply (C13)."""
    about = event.data["complaint_id"]
    zh, en = "已回复住户", "The resident has been replied to"
    settle(uow, about, [Purpose.COMPLAINT_SUPPLEMENTED], event.occurred_at, zh, en)
    notify_of_reply(uow, event)


@notification_of(Purpose.COMPLAINT_REPLIED)
def notify_of_reply(uow: UnitOfWork, event: Any) -> None:
    """Put it before who asked."""
    to_resident(uow, event, Purpose.COMPLAINT_REPLIED, event.data | place(uow, event.data))


@notification_of(Purpose.COMPLAINT_WITHDRAWN)
def complaint_withdrawn(uow: UnitOfWork, event: Envelope[ComplaintWithdrawnData]) -> None:
    """Notify who has the case; where the desk took the withdrawal down, the resident, who may not
    have meant it (C13, X12)."""
    data = event.data
    facts = data | place(uow, data)
    purpose, about = Purpose.COMPLAINT_WITHDRAWN, complaint(data["complaint_id"])
    if data["by_resident"]:
        people = [data["handler_id"], data["first_responsible_id"]]
        notify(uow, event.id, purpose, facts, about=about, people=people)
    else:
        to_resident(uow, event, purpose, facts)


def to_resident(uow: UnitOfWork, event: Any, purpose: Purpose, facts: dict[str, Any]) -> None:
    """Put something before the resident who lodged a case, else the household."""
    person, household = event.data["lodged_by_id"], event.data["household_id"]
    about, households = complaint(event.data["complaint_id"]), [] if person else [household]
    notify(uow, event.id, purpose, facts, about=about, people=[person], households=households)


@notification_of(Purpose.FIRST_ANSWER_MISSED)
def first_answer_missed(uow: UnitOfWork, event: Envelope[FirstAnswerMissedData]) -> None:
    """Notify who has the case, its first responsible person and the supervisors (C12)."""
    data = event.data
    people = [one for one in (data["handler_id"], data["first_responsible_id"]) if one]
    people += [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    facts = data | place(uow, data) | {"due": data["due_at"]}
    about = complaint(data["complaint_id"])
    alarm(uow, event, Purpose.FIRST_ANSWER_MISSED, about, facts, people)


def first_answer_given(uow: UnitOfWork, event: Envelope[FirstAnswerGivenData]) -> None:
    """Nobody need hurry any more."""
    about = event.data["complaint_id"]
    zh, en = "已首次回复或已办结", "The first answer was given, or the case has ended"
    settle(uow, about, [Purpose.FIRST_ANSWER_MISSED], event.occurred_at, zh, en)


@notification_of(Purpose.COMPLAINT_UNATTENDED)
def complaint_unattended(uow: UnitOfWork, event: Envelope[ComplaintUnattendedData]) -> None:
    """Notify the desk and the supervisors of what was written online and lies (C06)."""
    data = event.data
    facts = data | place(uow, data) | {"due": data["attend_by"]}
    about = complaint(data["complaint_id"])
    alarm(uow, event, Purpose.COMPLAINT_UNATTENDED, about, facts, at_the_desk(uow))


def complaint_attended(uow: UnitOfWork, event: Envelope[ComplaintAttendedData]) -> None:
    """It lies no more."""
    about, (zh, en) = event.data["complaint_id"], ("已受理", "It was taken up")
    settle(uow, about, [Purpose.COMPLAINT_UNATTENDED], event.occurred_at, zh, en)


@notification_of(Purpose.DESK_WAIT_LONG)
def desk_wait_long(uow: UnitOfWork, event: Envelope[DeskWaitLongData]) -> None:
    """Notify the desk and the supervisors of somebody who waits for too long (C06)."""
    about = Subject(SubjectKind.DESK_WAIT, event.data["wait_id"])
    alarm(uow, event, Purpose.DESK_WAIT_LONG, about, dict(event.data), at_the_desk(uow))


def desk_wait_ended(uow: UnitOfWork, event: Envelope[DeskWaitEndedData]) -> None:
    """They wait no more."""
    about, zh, en = event.data["wait_id"], "已接待或已离开", "They are attended to, or have left"
    settle(uow, about, [Purpose.DESK_WAIT_LONG], event.occurred_at, zh, en)


def at_the_desk(uow: UnitOfWork) -> list[str]:
    """Who has the desk now, and the supervisors."""
    supervisors = [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    return [*replica.on_duty(uow, Duty.DESK, uow.now), *supervisors]


@notification_of(Purpose.CONCEALMENT_SUSPECTED)
def concealment_suspected(uow: UnitOfWork, event: Envelope[ConcealmentSuspectedData]) -> None:
    """Notify the supervisors of what looks like a concealed complaint; whoever had a part in it
    does not decide, and where that is all of them, those above are notified (X12)."""
    data = event.data
    levels = (Role.SUPERVISOR,), (Role.DEPUTY_MANAGER, Role.DIRECTOR)
    free = (
        {one.person_id for role in roles for one in replica.staff(uow, role)} - {*data["involved"]}
        for roles in levels
    )
    people = sorted(next(filter(None, free), set()))
    where = place(uow, {"household_id": data["home_id"], "building": data["place"]})
    facts = data | where | both("rule", ConcealmentRule, data["rule"])
    about = Subject(SubjectKind.CONCEALMENT_REVIEW, data["review_id"])
    alarm(uow, event, Purpose.CONCEALMENT_SUSPECTED, about, facts, people)


def concealment_decided(uow: UnitOfWork, event: Envelope[ConcealmentDecidedData]) -> None:
    """There is a verdict."""
    zh, en = "已作出核查结论", "There is a verdict"
    about = event.data["review_id"]
    settle(uow, about, [Purpose.CONCEALMENT_SUSPECTED], event.occurred_at, zh, en)


def complaint_answered(uow: UnitOfWork, event: Envelope[ComplaintAnsweredData]) -> None:
    """Put the answer before the resident who asked, or the household (X07)."""
    end_complaint(uow, event, "该事项已答复", "The case has been answered")
    notify_of_answer(uow, event)


@notification_of(Purpose.COMPLAINT_ANSWERED)
def notify_of_answer(uow: UnitOfWork, event: Any) -> None:
    """Put the answer before who asked."""
    greeting = "" if "您好" in event.data["text"][:20] else "您好，"
    facts = event.data | place(uow, event.data) | {"greeting": greeting}
    to_resident(uow, event, Purpose.COMPLAINT_ANSWERED, facts)


OF_COMPLAINTS = (
    Purpose.COMPLAINT_URGENT,
    Purpose.COMPLAINT_ESCALATED,
    *OF_HANDS,
    Purpose.COMPLAINT_SUPPLEMENTED,
)


def complaint_handled(uow: UnitOfWork, event: Envelope[ComplaintHandledData]) -> None:
    """Nobody need see to it any more."""
    end_complaint(uow, event, "该事项已处理", "The case has been handled")


def complaint_closed(uow: UnitOfWork, event: Envelope[ComplaintClosedData]) -> None:
    """Nothing more will be done about it."""
    end_complaint(uow, event, "该事项已结案", "The case is closed")


def end_complaint(uow: UnitOfWork, event: Any, zh: str, en: str) -> None:
    """Settle the alarms about a case."""
    settle(uow, event.data["complaint_id"], OF_COMPLAINTS, event.occurred_at, zh, en)
