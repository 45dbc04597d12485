"""Who would get which dunning step on a day, and why or why not; nothing is sent (B12)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from contracts.billing.cases import CaseStatus
from contracts.billing.ladder import DunningStep
from contracts.billing.request_types import PreviewDunningRequest
from foundation.errors import InvalidInput
from foundation.formatting import in_chinese, in_english
from foundation.storage.filtered import Filtered
from foundation.storage.listing import no_such_page
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.cases.queries.homes import Dossier, Home, homes
from services.billing.cases.rules import foresee
from services.billing.cases.tables import DunningCase
from services.billing.daily.operations import today
from services.billing.ladder.queries import rules_ahead
from services.billing.ladder.rules import Decision, Rules, Verdict
from services.billing.letters.rules.debts import yuan_sign

CASES: Final = DunningCase.__table__.c
HOME: Final = household_replica.c
THERE: Final = select(HOME.household_id).where(HOME.building == bindparam("building"))
KNOWN: Final = select(CASES.id).where(CASES.id == bindparam("cursor"))
RUNNING: Final = CASES.status == CaseStatus.RUNNING
LADDERS: Final = Filtered(
    select(CASES.id, CASES.household_id)
    .where(or_(RUNNING, CASES.due_date >= bindparam("oldest")))
    .order_by(CASES.id.desc())
    .limit(bindparam("most")),
    {
        "only_owing": CASES.status != CaseStatus.SETTLED,
        "only_taken": RUNNING & (CASES.next_on <= bindparam("on")),
        "household_id": CASES.household_id == bindparam("household_id"),
        "building": CASES.household_id.in_(THERE),
        "cursor": CASES.id < bindparam("cursor"),
    },
)
"""Cases that are not over, and those settled whose ladder would not be."""


def preview(uow: UnitOfWork, data: PreviewDunningRequest) -> dict[str, Any]:
    """One page of cases, newest first, each with what it would get on the day, or why nothing."""
    on = data["on"] or today(uow)
    if on < today(uow):
        raise InvalidInput("Must not be in the past.", field="on")
    by = rules_ahead(uow)
    limit, cursor = data["limit"], data["cursor"]
    if cursor and not uow.rows(KNOWN, cursor=cursor):
        raise no_such_page()
    items: list[dict[str, Any]] = []
    while True:
        rows = cases(uow, data, on, by, cursor, limit + 1 - len(items))
        items += [one for one in foreseen(uow, rows, by, on) if is_wanted(one, data)]
        if not rows or len(items) > limit:
            break
        cursor = rows[-1].id
    more = len(items) > limit
    items = items[:limit]
    return {"items": items, "next_cursor": items[-1]["case_id"] if more else None}


def is_wanted(found: dict[str, Any], data: PreviewDunningRequest) -> bool:
    """Whether a case is asked for."""
    if data["only_owing"] and found["amount"] <= 0:
        return False
    return bool(found["would_get"] or not data["only_taken"])


def cases(
    uow: UnitOfWork, data: PreviewDunningRequest, on: date, by: Rules, cursor: Any, limit: int
) -> Sequence[DunningCase]:
    """So many of the cases that are asked for, behind a cursor."""
    oldest = on - timedelta(days=max(days for _, days in by.steps))
    values = {**data, "cursor": cursor, "on": on, "oldest": oldest, "most": max(limit, 50)}
    return uow.rows(LADDERS.by([name for name in LADDERS.filters if values[name]]), **values)


def foreseen(
    uow: UnitOfWork, rows: Sequence[DunningCase], by: Rules, on: date
) -> list[dict[str, Any]]:
    """What each of the cases would get on the day; a household's are looked at together."""
    wanted = {row.id: place for place, row in enumerate(rows)}
    found: dict[str, dict[str, Any]] = {}
    ids = [row.household_id for row in rows]
    for home in homes(uow, ids, also=list(wanted)):
        decisions = foresee(home.household, by, today(uow), on)
        for dossier, decision in zip(home.dossiers, decisions, strict=True):
            if dossier.row.id in wanted:
                found[dossier.row.id] = item(home, dossier, decision, by)
    return [found[key] for key in sorted(found, key=wanted.__getitem__)]


def item(home: Home, dossier: Dossier, decision: Decision, by: Rules) -> dict[str, Any]:
    """What a case would get on the day, or why nothing."""
    zh, en = reason(decision, dossier, by)
    is_taken = decision.verdict == Verdict.TAKE
    return {
        "case_id": dossier.row.id,
        "community_id": dossier.row.community_id,
        "household_id": dossier.row.household_id,
        "building": home.replica.building,
        "unit": home.replica.unit,
        "due_date": dossier.row.due_date,
        "step": decision.step,
        "step_on": decision.step_on,
        "would_get": is_taken,
        "told_by": decision.told_by if is_taken and decision.told_by != decision.step else None,
        "amount": dossier.owed,
        "bill_numbers": dossier.bill_numbers,
        "reason": zh,
        "reason_en": en,
    }


def reason(decision: Decision, dossier: Dossier, by: Rules) -> tuple[str, str]:
    """The decision in words, Chinese and English; a pause that is running is always named (B13)."""
    zh, en = outlook(decision, dossier, by)
    if decision.rest is None:
        return zh, en
    kind, until = decision.rest.kind, decision.rest.until
    rest_zh = f"暂停：{kind.word.zh}" + (f"，至{in_chinese(until)}" if until else "")
    rest_en = f"rests: {kind.word.en.lower()}" + (f" until {in_english(until)}" if until else "")
    return f"{rest_zh}；{zh}", f"{rest_en}; {en}"


def outlook(decision: Decision, dossier: Dossier, by: Rules) -> tuple[str, str]:
    """What comes next, in words; whether dunning rests is not looked at."""
    step, owed = decision.step, yuan_sign(dossier.owed)
    match decision.verdict:
        case Verdict.SETTLED if dossier.row.status == CaseStatus.FORMER:
            return "前业主或租户欠费，由专人处理", "owed by others; a person sees to it"
        case Verdict.SETTLED:
            return "已缴清，无需催缴", "nothing is owed"
        case Verdict.COVERED:
            return "预存款足以抵扣，无需催缴", "credit covers all that is owed"
        case Verdict.REST if step:
            return f"下一步“{step.word.zh}”已顺延", f"the next step, “{step.word.en}”, is put off"
        case Verdict.SMALL if step:
            least = yuan_sign(by.least_of(step))
            return (
                f"欠{owed}，低于“{step.word.zh}”的起催金额{least}，暂不执行",
                f"{owed} is owed, less than the {least} from which “{step.word.en}” is taken",
            )
        case Verdict.VISIT:
            return visit_outlook(decision)
        case Verdict.WAIT if step:
            return waiting(decision, step)
        case Verdict.TAKE if step:
            return taking(decision, step, dossier, owed)
    return "各步骤均已走完，转人工处理", "every step was taken; a person decides"


def visit_outlook(decision: Decision) -> tuple[str, str]:
    """The steward has yet to call."""
    if decision.visit_by is None:
        return "上门催缴待分派", "a door visit is to be assigned"
    return (
        f"上门催缴尚无结果，应于{in_chinese(decision.visit_by)}前完成",
        f"the door visit has no outcome yet; it is to be made by {in_english(decision.visit_by)}",
    )


def waiting(decision: Decision, step: DunningStep) -> tuple[str, str]:
    """The next step and its day, and what has moved it."""
    zh = f"下一步“{step.word.zh}”在{in_chinese(decision.step_on)}"
    en = f"the next step, “{step.word.en}”, is due on {in_english(decision.step_on)}"
    if decision.planned and decision.planned != decision.step_on:
        zh += f"（原定{in_chinese(decision.planned)}，遇法定节假日或当日已过催缴时间而顺延）"
        en += (
            f" (put off from {in_english(decision.planned)}: a public holiday, "
            "or the day's hours are over)"
        )
    return zh, en


def taking(decision: Decision, step: DunningStep, dossier: Dossier, owed: str) -> tuple[str, str]:
    """The step that is due, and whose text names it."""
    due = dossier.case.due_date
    zh = f"截止日{in_chinese(due)}，欠{owed}，应执行“{step.word.zh}”"
    en = f"due on {in_english(due)}, {owed} owed: “{step.word.en}” is due"
    if decision.told_by and decision.told_by != step:
        zh += f"，并入当日的“{decision.told_by.word.zh}”一次告知"
        en += f", told together with “{decision.told_by.word.en}” of that day"
    return zh, en
