"""What waits for the desk: cases and repairs in one list, by the time that is left."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from contracts.code import Code
from contracts.complaints import methods as complaints
from contracts.complaints.call_backs import CallBackState
from contracts.complaints.cases import FirstAnswerState, Kind, Status
from contracts.complaints.taking_over import TakeOverState
from contracts.repairs import methods as repairs
from contracts.repairs.follow_up import FollowUpState
from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairStatus
from gateway.translations import _
from gateway.web import formats
from gateway.web.calls import Call
from gateway.words import choices, worded

MOST = 200
"""Of one list; more than the desk can look through."""
REPAIR = "repair"
KINDS = (*Kind, REPAIR)


def kinds() -> list[tuple[str, str]]:
    """What there is in the list, with its words."""
    return [*choices(Kind), (REPAIR, _("Repair"))]


@dataclass(frozen=True)
class Item:
    """A line of the queue."""

    id: str
    kind: str
    """What it is, in words."""
    number: str
    text: str
    about: str
    place: str
    about_what: Mapping[str, Any]
    """The case or repair itself."""
    status: Code
    due: str | None
    """Until when something has to happen; None where no clock runs."""
    grave: str
    """What makes it more than ordinary, in words."""
    who: str | None
    address: str
    since: str
    unread: bool = False
    """Whether words of the resident wait in it (C13)."""
    calls: bool = False
    """Whether it calls for somebody at once: grave and not taken up, or left lying (C06)."""


def questions(wanted: Mapping[str, Any]) -> list[Call]:
    """What has to be asked for a filter."""
    common = {"limit": MOST, "building": wanted["building"] or None, "mine": wanted["mine"]}
    calls: list[Call] = []
    if wanted["kind"] != REPAIR:
        of_kind = {"open": True, "kind": wanted["kind"] or None, "late": wanted["late"]}
        calls.append((complaints.SEARCH, common | of_kind))
    if wanted["kind"] in ("", REPAIR) and wanted["late"]:
        calls.append((repairs.SEARCH, common | {"overdue": True}))
        calls.append((repairs.SEARCH, common | {"follow_up": FollowUpState.OVERDUE}))
    elif wanted["kind"] in ("", REPAIR):
        calls.append((repairs.SEARCH, common | {"waiting": True}))
    return calls


def spoken(wanted: Mapping[str, Any]) -> list[Call]:
    """What has to be asked so that no words of residents are missing from a cut list (C13)."""
    return [
        (method, {**asked, "unread": True})
        for method, asked in questions(wanted)
        if method is complaints.SEARCH
    ]


def is_cut(answers: list[Any]) -> bool:
    """Whether a list is longer than what was answered; its oldest lines are those that miss."""
    return any(answer and answer["next_cursor"] for answer in answers)


def items(calls: list[Call], answers: list[Any]) -> list[Item]:
    """The lines of all that was found, each once."""
    return list({item.id: item for item in lines(calls, answers)}.values())


def lines(calls: list[Call], answers: list[Any]) -> Iterator[Item]:
    """The lines of all that was found."""
    for (method, _arguments), answer in zip(calls, answers, strict=True):
        for found in (answer or {"items": []})["items"]:
            yield of_repair(found) if method is repairs.SEARCH else of_case(found)


UNANSWERED = (FirstAnswerState.DUE, FirstAnswerState.MISSED)


def of_case(case: Mapping[str, Any]) -> Item:
    """A case; answered ones wait for a return visit, and no clock runs. A call that was promised
    (C04), the first answer (C12) and a department's taking over (C14) may be due before."""
    still = case["paused"] or case["status"] == Status.ANSWERED
    weight = [worded(one) for one in (case["urgency"], case["gravity"]) if one.stands_out]
    due = [
        None if still else case["due_at"],
        case.get("call_back_at"),
        case["attend_by"],
        case["first_answer_by"] if case["first_answer"] in UNANSWERED else None,
        case["take_over_by"],
    ]
    return Item(
        id=case["id"],
        kind=worded(case["kind"]),
        number=case["number"],
        text=case["description"],
        about=case["category_name"],
        place=place_of(case["building"], case["unit"], case["place"]),
        about_what=case,
        status=case["status"],
        due=min(filter(None, due), default=None),
        grave=" ".join([*weight, *marks(case)]),
        who=case["handler"] or case["department_name"],
        address=url_for("desk.case", complaint_id=case["id"]),
        since=case["lodged_at"],
        unread=case["unread_since"] is not None,
        calls=case["status"] == Status.LODGED and (bool(weight) or lies(case)),
    )


def marks(case: Mapping[str, Any]) -> Iterator[str]:
    """What somebody has promised or is to do with a case, in words."""
    if case.get("call_back_at"):
        yield worded(CallBackState.PROMISED)
    if untaken := case["take_over_by"]:
        late = formats.urgency(untaken) == "bad"
        yield worded(TakeOverState.LATE if late else TakeOverState.WAITING)
    if lies(case):
        yield _("Not taken up in time")
    if case["first_answer"] == FirstAnswerState.MISSED:
        yield worded(FirstAnswerState.MISSED)


def lies(case: Mapping[str, Any]) -> bool:
    """Whether what was written online should have been taken up by now (C06)."""
    return bool(case["attend_by"]) and formats.urgency(case["attend_by"]) == "bad"


def of_repair(repair: Mapping[str, Any]) -> Item:
    """A repair: until when somebody sets out, and once it is done until when it is followed up."""
    done = repair["status"] == RepairStatus.COMPLETED
    return Item(
        id=repair["id"],
        kind=_("Repair"),
        number=repair["number"],
        text=repair["description"],
        about=worded(repair["category"]),
        place=place_of(repair["building"], repair["unit"], repair["public_place"]),
        about_what=repair,
        status=follow_up(repair) if done else repair["status"],
        due=repair["follow_up_by"] if done else repair["respond_by"],
        grave=worded(repair["priority"]) if repair["priority"].stands_out else "",
        who=repair["engineer_name"],
        address=url_for("desk.repair", repair_id=repair["id"]),
        since=repair["requested_at"],
        calls=repair["status"] == RepairStatus.REQUESTED
        and repair["priority"] == Priority.EMERGENCY,
    )


def follow_up(repair: Mapping[str, Any]) -> FollowUpState:
    """Whether the resident should have been asked by now (R05)."""
    late = formats.urgency(repair["follow_up_by"]) == "bad"
    return FollowUpState.OVERDUE if late else FollowUpState.DUE


def place_of(building: str | None, unit: str | None, place: str | None) -> str:
    """Where it is, as people say it."""
    return place or " ".join(filter(None, (building, unit)))
