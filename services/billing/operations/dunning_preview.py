"""Who would get which dunning step on a day, and why or why not; nothing is sent (B12)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from contracts.billing.codes import CaseStatus, PauseKind
from foundation.errors import InvalidInput
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from foundation.written import in_chinese, in_english
from services.billing.domain import ladder
from services.billing.domain.ladder import Decision, Ladder, Verdict
from services.billing.domain.policy import BillingPolicy
from services.billing.operations.daily import today
from services.billing.queries.dunning import Dossier, dossiers
from services.billing.tables import DunningCase

REST_ZH = {
    PauseKind.PROMISE: "承诺缴费",
    PauseKind.INSTALMENTS: "分期履行中",
    PauseKind.IN_FLIGHT: "缴费在途",
    PauseKind.DISPUTE: "费用投诉处理中",
}
REST_EN = {
    PauseKind.PROMISE: "a promise to pay is running",
    PauseKind.INSTALMENTS: "an instalment plan is kept",
    PauseKind.IN_FLIGHT: "a payment is under way",
    PauseKind.DISPUTE: "a complaint about the fee is open",
}
STEP_ZH = {
    "reminder": "缴费提醒",
    "message": "催缴信息",
    "visit": "上门催缴",
    "letter": "催缴函",
    "lawyer_letter": "律师函草稿",
}
STEP_EN = {
    "reminder": "the reminder",
    "message": "the message",
    "visit": "the door visit",
    "letter": "the formal letter",
    "lawyer_letter": "the draft for the lawyer",
}


def preview(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One page of cases, newest first, each with what it would get on the day, or why nothing."""
    on = data["on"] or today(work)
    if on < today(work):
        raise InvalidInput("Must not be in the past.", field="on")
    steps = work.policy(BillingPolicy).ladder()
    limit, cursor = data["limit"], data["cursor"]
    items: list[dict[str, Any]] = []
    while True:
        rows = cases(work, data, on, steps, cursor, limit + 1 - len(items))
        found = [item(dossier, steps, today(work), on) for dossier in dossiers(work, rows)]
        items += [one for one in found if one["would_get"] or not data["only_taken"]]
        if not rows or len(items) > limit:
            break
        cursor = rows[-1].id
    more = len(items) > limit
    items = items[:limit]
    return {"items": items, "next_cursor": items[-1]["case_id"] if more else None}


def cases(
    work: UnitOfWork, data: dict[str, Any], on: date, steps: Ladder, cursor: Any, limit: int
) -> list[DunningCase]:
    """Cases that are not over, and those settled whose ladder would not be."""
    last_days = max(days for _, days in steps)
    statement = select(DunningCase).where(
        or_(
            DunningCase.status == CaseStatus.RUNNING,
            DunningCase.due_date >= on - timedelta(days=last_days),
        )
    )
    if data["only_taken"]:
        statement = statement.where(
            DunningCase.status == CaseStatus.RUNNING, DunningCase.next_on <= on
        )
    if data["household_id"]:
        statement = statement.where(DunningCase.household_id == data["household_id"])
    if data["building"]:
        home = household_replica
        statement = statement.join(home, home.c.household_id == DunningCase.household_id).where(
            home.c.building == data["building"]
        )
    if cursor:
        statement = statement.where(DunningCase.id < cursor)
    statement = statement.order_by(DunningCase.id.desc()).limit(max(limit, 50))
    return list(work.session.scalars(statement))


def item(dossier: Dossier, steps: Ladder, now: date, on: date) -> dict[str, Any]:
    """What a case would get on the day, or why nothing."""
    decision = ladder.foresee(dossier.case, steps, now, on, dossier.owed, dossier.rests)
    zh, en = reason(decision, dossier)
    return {
        "case_id": dossier.row.id,
        "household_id": dossier.row.household_id,
        "building": dossier.household.building,
        "unit": dossier.household.unit,
        "due_date": dossier.row.due_date,
        "step": decision.step,
        "step_on": decision.step_on,
        "would_get": decision.verdict == Verdict.TAKE,
        "amount": dossier.owed,
        "bill_numbers": dossier.bill_numbers,
        "reason": zh,
        "reason_en": en,
    }


def reason(decision: Decision, dossier: Dossier) -> tuple[str, str]:
    """The decision in words, Chinese and English; a pause that is running is always named (B13)."""
    zh, en = outlook(decision, dossier)
    if decision.rest is None:
        return zh, en
    kind, until = decision.rest.kind, decision.rest.until
    rest_zh = f"暂停：{REST_ZH[kind]}" + (f"，至{in_chinese(until)}" if until else "")
    rest_en = f"rests: {REST_EN[kind]}" + (f" until {in_english(until)}" if until else "")
    return f"{rest_zh}；{zh}", f"{rest_en}; {en}"


def outlook(decision: Decision, dossier: Dossier) -> tuple[str, str]:
    """What comes next, in words; whether dunning rests is not looked at."""
    due, step, planned = dossier.case.due_date, decision.step or "", decision.step_on
    match decision.verdict:
        case Verdict.SETTLED:
            return "已缴清，无需催缴", "nothing is owed"
        case Verdict.EXHAUSTED:
            return "各步骤均已走完，转人工处理", "every step was taken; a person decides"
        case Verdict.REST:
            return f"下一步“{STEP_ZH[step]}”已顺延", f"the next step, {STEP_EN[step]}, is put off"
        case Verdict.WAIT:
            return (
                f"下一步“{STEP_ZH[step]}”在{in_chinese(planned)}",
                f"the next step, {STEP_EN[step]}, is due on {in_english(planned)}",
            )
        case _:
            return (
                f"截止日{in_chinese(due)}，欠 {dossier.owed} 元，应发“{STEP_ZH[step]}”",
                f"due on {in_english(due)}, {dossier.owed} yuan owed: {STEP_EN[step]} is due",
            )
