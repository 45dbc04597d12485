"""The complaints' part of the demo: two months of cases, and open ones on every tier."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from contracts.complaints.cases import Channel, Final, Kind
from contracts.repairs.requests import RepairCategory
from guanjia.demo import complaint_texts as texts
from guanjia.demo.community import Home, by_login, homes
from guanjia.demo.complaint_texts import Matter
from guanjia.demo.estates import WORKS, estate
from guanjia.demo.past import NEVER, Past, Story
from services.complaints.service import ComplaintsService as Complaints

FINISHED = 14
"""Cases of the past months that are closed."""
FEW = 4
"""Of the smaller community."""


@dataclass(frozen=True)
class Plan:
    """How far a case gets, and what happens on the way."""

    matter: Matter
    home: Home
    stop: str = "closed"
    by: str = "receptionist"
    invalid: bool = False
    unsolved_visits: int = 0
    unreached: bool = False
    malignant: bool = False
    paused: bool = False
    acknowledged_by: tuple[str, ...] = ()
    """Who takes note of an escalation, the morning after it was told."""
    repair: RepairCategory | None = None


def load(past: Past) -> None:
    """Fill the complaints."""
    past.fill_replicas()
    plans = (*history(past), *lately(past))
    past.play(((begins, case(past, plan)) for begins, plan in plans), Complaints.deadline_handlers)
    past.leave_unpublished(past.days_ago(3), "fee_dispute_opened", "repair_wanted")
    past.leave_unpublished(past.days_ago(2), "complaint_urgent", "complaint_escalated")


def lately(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """What is open; of the smaller community a few of everyday's."""
    if estate().is_first:
        yield from on_every_tier(past)
        yield from today(past)
    else:
        yield from some_today(past)


def history(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """Cases of the past months that are over."""
    random = Random(estate().seed + 1)  # noqa: S311 - nothing secret is drawn
    lived_in = [one for one in homes() if not one.vacant]
    for number in range(FINISHED if estate().is_first else FEW):
        plan = Plan(
            texts.USUAL[number % len(texts.USUAL)],
            random.choice(lived_in),
            unsolved_visits={3: 2, 9: 1, 11: 2}.get(number, 0),
            unreached=number == 6,
        )
        hour = f"{random.randrange(9, 12):02d}:{random.randrange(60):02d}"
        yield past.days_ago(8 + 4 * number, hour), plan
    yield past.days_ago(20, "09:40"), Plan(texts.NEIGHBOUR, random.choice(lived_in), invalid=True)
    malignant = Plan(texts.FLOOD, random.choice(lived_in), unsolved_visits=2, malignant=True)
    yield past.days_ago(33, "10:15"), malignant


def on_every_tier(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """Cases whose deadline was missed so many evenings ago that they stand on a tier.

    Of one day's own cases the supervisor hears at closing, the deputy manager a service day
    later, the director another one later.
    """
    evening = past.present >= past.days_ago(0, "20:00")
    missed = 0 if evening else 1
    some = [one for one in homes() if one.building == "8栋" and not one.vacant]
    steps = (
        (missed, texts.NOISE, "accepted", ()),
        (missed, texts.PARCEL, "lodged", ("supervisor",)),
        (missed + 1, texts.NOISE, "handled", ("supervisor", "deputy_manager")),
        (missed + 2, texts.PARCEL, "accepted", ("supervisor", "deputy_manager")),
        (missed + 3, texts.PESTS, "handling", ("supervisor",)),
    )
    for number, (days, matter, stop, noted) in enumerate(steps):
        plan = Plan(matter, some[number], stop, acknowledged_by=noted)
        yield past.days_ago(days, f"09:{10 + number}"), plan


def today(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """What came lately: in every state and of every kind, some due today or in a day or two."""
    mine = by_login()
    some = [one for one in homes() if one.building == "4栋" and not one.vacant]
    plans = (
        (4, Plan(texts.CLEAN, mine["resident1"], "lodged", by="resident1")),
        (11, Plan(texts.SUGGESTION, mine["resident4"], "lodged", by="resident4")),
        (25, Plan(texts.PARCEL, some[0], "accepted")),
        (40, Plan(texts.LIGHTS, some[1], "handling")),
        (55, Plan(texts.LIFT, some[2], "handling")),
        (75, Plan(texts.HEATER, some[3], "accepted", repair=RepairCategory.ACCESS_CONTROL)),
        (110, Plan(texts.NOISE, some[4], "handled")),
        (60 * 22, Plan(texts.FEE, mine["resident2"], "handling")),
        (60 * 24, Plan(texts.INQUIRY, some[5], "answered")),
        (60 * 25, Plan(texts.MANNER, some[6], "handling")),
        (60 * 27, Plan(texts.PLATFORM, some[7], "handling", paused=True)),
        (60 * 30, Plan(texts.NEIGHBOUR, some[8], "invalid_proposed", invalid=True)),
        (60 * 50, Plan(texts.CLEAN, mine["resident3"], "answered", by="resident3")),
        (60 * 54, Plan(texts.REPORT, some[9], "answered")),
    )
    for minutes, plan in plans:
        yield past.present - timedelta(minutes=minutes), plan


def some_today(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """What the desk of the smaller community has before it."""
    mine = by_login()
    some = [one for one in homes() if one.building == "2栋" and not one.vacant]
    plans = (
        (18, Plan(texts.CLEAN, mine["resident7"], "lodged", by="resident7")),
        (70, Plan(texts.PARCEL, some[0], "accepted")),
        (60 * 3, Plan(texts.NOISE, some[1], "handling")),
        (60 * 26, Plan(texts.INQUIRY, some[2], "answered")),
    )
    for minutes, plan in plans:
        yield past.present - timedelta(minutes=minutes), plan


def case(past: Past, plan: Plan) -> Story:
    """A case from intake to its end, or as far as the plan goes."""
    matter = plan.matter
    made = past.call(Complaints.lodge, plan.by, **lodged(plan))
    one = {"complaint_id": made["id"]}
    if plan.stop == "lodged":
        yield from noted(past, plan, one)
        return
    yield timedelta(minutes=4)
    past.call(Complaints.triage, "receptionist", **one, **verdict(plan))
    if plan.repair:
        past.call(Complaints.request_repair, "receptionist", **one, category=plan.repair)
    if plan.invalid:
        yield from declined(past, plan, one)
        return
    if plan.stop != "accepted" and matter.kind in (Kind.COMPLAINT, Kind.REPORT):
        yield from handled(past, plan, one)
    if plan.stop in ("accepted", "handling", "handled"):
        yield from noted(past, plan, one)
        return
    yield timedelta(minutes=15)
    past.call(Complaints.answer, "receptionist", **one, channel=matter.channel, text=matter.answer)
    if plan.stop != "answered":
        yield from visited(past, plan, one)


def lodged(plan: Plan) -> dict[str, Any]:
    """The contact as the desk types it, read back to the caller (C03)."""
    matter, person = plan.matter, plan.home.contact
    online = matter.channel in (Channel.ONLINE, Channel.PLATFORM)
    staff = not plan.by.startswith("resident")
    return {
        "household_id": None if matter.place else plan.home.id,
        "place": matter.place,
        "channel": matter.channel,
        "kind": matter.kind,
        "category": matter.category,
        "description": matter.description,
        "wish": matter.wish,
        "contact_name": person.name,
        "contact_phone": person.phone,
        "restated": None if online else {"text": matter.description, "confirmed": True},
        **({"gravity": matter.gravity, "urgency": matter.urgency} if staff else {}),
    }


def verdict(plan: Plan) -> dict[str, Any]:
    """What the desk says the case is (X03)."""
    if plan.matter.kind != Kind.COMPLAINT:
        return {}
    if plan.invalid:
        return {"valid": False, "ground": "不属于物业服务合同约定的服务范围"}
    return {"valid": True}


def handled(past: Past, plan: Plan, one: dict[str, Any]) -> Story:
    """The department or the desk deals with it; some wait for the resident meanwhile."""
    if plan.matter.department:
        yield timedelta(minutes=3)
        past.call(Complaints.transfer, "receptionist", **one, department=plan.matter.department)
    if plan.matter.department == WORKS:
        yield timedelta(minutes=12)
        past.call(Complaints.take_over, "engineer", **one)
    if plan.paused:
        yield timedelta(minutes=20)
        past.call(Complaints.pause, "receptionist", **one, reason="等待住户确认停车区位置")
    if plan.stop != "handling":
        yield timedelta(minutes=30)
        past.call(Complaints.handle, "receptionist", **one, result=plan.matter.result)


def declined(past: Past, plan: Plan, one: dict[str, Any]) -> Story:
    """An invalid complaint: a second person agrees, and it is declined with the ground (X03)."""
    if plan.stop == "invalid_proposed":
        return
    yield timedelta(minutes=50)
    past.call(Complaints.confirm_invalid, "supervisor", **one, agrees=True)
    yield timedelta(minutes=10)
    matter = plan.matter
    past.call(Complaints.answer, "receptionist", **one, channel=matter.channel, text=matter.answer)
    yield from visited(past, plan, one)


def visited(past: Past, plan: Plan, one: dict[str, Any]) -> Story:
    """Somebody else asks department and resident whether it is solved, then closes (X10)."""
    if plan.matter.kind in (Kind.INQUIRY, Kind.SUGGESTION):
        past.call(Complaints.close, "receptionist", **one)
        return
    if plan.matter.channel == Channel.LETTER:
        past.call(Complaints.acknowledge, "deputy_manager", **one)
    for _ in range(plan.unsolved_visits):
        yield past.until("10:00")
        ask(past, one, "department", "solved", "已整改")
        ask(past, one, "resident", "unsolved", "问题又出现了")
        yield timedelta(minutes=30)
        past.call(Complaints.handle, "receptionist", **one, result=plan.matter.result)
        yield timedelta(minutes=15)
        text = plan.matter.answer
        answer = {"channel": plan.matter.channel, "text": text}
        past.call(Complaints.answer, "receptionist", **one, **answer)
    if plan.malignant:
        final = {"final": Final.MALIGNANT, "reason": "多户受损，处理两次仍未解决"}
        past.call(Complaints.classify, "supervisor", **one, **final)
    yield past.until("10:30")
    ask(past, one, "department", "solved", "已完成")
    if plan.unreached:
        for _ in range(3):
            ask(past, one, "resident", "unreached", "无人接听")
            yield past.until("11:00")
        return
    ask(past, one, "resident", "solved", "满意")
    past.call(Complaints.close, "supervisor", **one)


def ask(past: Past, one: dict[str, Any], party: str, result: str, remark: str) -> None:
    """One return visit."""
    visit = {"party": party, "result": result, "remark": remark}
    past.call(Complaints.return_visits, "supervisor", **one, **visit)


def noted(past: Past, plan: Plan, one: dict[str, Any]) -> Story:
    """The tiers that were told take note by name, the morning after (X09)."""
    for login in plan.acknowledged_by:
        while not waits_for(past, login, one):
            yield past.until("08:40")
        past.call(Complaints.acknowledge, login, **one, remark="已了解，督促办理")
    yield NEVER


def waits_for(past: Past, login: str, one: dict[str, Any]) -> bool:
    """Whether the case waits for this person's acknowledgement."""
    waiting = past.call(Complaints.escalations, login, limit=200)["items"]
    return one["complaint_id"] in {item["id"] for item in waiting}
