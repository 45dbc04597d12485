"""The repairs' part of the demo: three months of requests, and one in every state today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from contracts.directory.households import UnitType
from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory
from guanjia.demo.community import Home, by_login, homes
from guanjia.demo.estates import estate
from guanjia.demo.past import NEVER, Past, Story
from guanjia.demo.staff import member
from services.repairs.service import RepairsService as Repairs

C = RepairCategory
FINISHED = 14
"""Repairs of the past months that are done and followed up."""
FEW = 3
"""Of the smaller community: those that are in somebody's home."""


@dataclass(frozen=True)
class Fault:
    """What is out of order, how it is mended, and who can."""

    category: RepairCategory
    description: str
    result: str
    engineer: str
    place: str | None = None
    """A public place; else it is in somebody's home."""
    price: str | None = None
    """Outside the free scope: what it costs, in yuan."""
    priority: Priority | None = None


FAULTS = (
    Fault(C.PLUMBING, "厨房水龙头关不紧，一直滴水", "更换陶瓷阀芯，试水正常", "engineer2"),
    Fault(C.DRAINAGE, "卫生间地漏返味，排水慢", "疏通地漏并更换防臭芯", "engineer2"),
    Fault(C.ELECTRICITY, "客厅插座没电，空开没有跳", "重新接线，更换插座面板", "engineer3"),
    Fault(C.PUBLIC_LIGHTING, "六楼楼道灯不亮", "更换感应灯头", "engineer3", "5栋2单元6楼楼道"),
    Fault(C.DOOR_WINDOW, "入户门锁舌卡住，锁不上", "更换锁体", "engineer5", price="180.00"),
    Fault(C.HEATING, "主卧暖气片不热", "排气并清洗过滤器", "engineer6"),
    Fault(C.ACCESS_CONTROL, "单元门禁刷卡没有反应", "更换读卡器电源", "engineer4", "7栋1单元门口"),
    Fault(C.LIFT, "电梯运行时有异响", "调整导靴，加注润滑油", "engineer4", "2栋1单元电梯"),
    Fault(C.PLUMBING, "马桶水箱漏水", "更换进水阀和密封圈", "engineer2", price="65.00"),
    Fault(C.STRUCTURE, "卧室外墙雨后渗水", "外墙打胶封堵，观察无渗漏", "engineer5"),
    Fault(C.GAS, "燃气灶打不着火", "检查管路正常，更换灶具电池", "engineer6"),
    Fault(C.OTHER, "阳台晾衣架升降卡住", "更换钢丝绳", "engineer5", price="120.00"),
    Fault(C.ELECTRICITY, "电表箱空开频繁跳闸", "排查为热水器受潮，更换空开", "engineer3"),
    Fault(C.DRAINAGE, "一楼下水井满溢", "疏通化粪池前管道", "engineer2", "9栋北侧下水井"),
)
WATER_HEATER = Fault(C.PLUMBING, "热水器打不着火，洗不了澡", "更换点火器，试烧正常", "engineer2")
LOAN = {"item": "热水器主板", "consent_signature": "住户签字", "lent_item": "备用电热水器"}
ADVICE = "请先打开水槽下方角阀，仍无水再联系我们"


@dataclass(frozen=True)
class Plan:
    """How far a repair gets, and what happens on the way."""

    fault: Fault
    home: Home
    stop: str = "closed"
    by: str = "receptionist"
    wrong_handling: bool = False
    solved_at_once: bool = True
    rating: int = 5
    engineer: str | None = None
    lent: bool = False
    """A part was taken away to be mended, and something lent meanwhile (R03)."""
    hurried: bool = False
    """Steps follow each other within minutes, so that all of it is today."""


def load(past: Past) -> None:
    """Fill the repairs."""
    past.fill_replicas()
    lately = today if estate().is_first else some_today
    stories = ((begins, repair(past, plan)) for begins, plan in (*history(past), *lately(past)))
    past.play(stories, Repairs.deadline_handlers)
    past.leave_unpublished(
        past.days_ago(1), "repair_dispatched", "repair_unaccepted", "repair_response_overdue"
    )
    past.leave_unpublished(past.days_ago(90), "repair_charge_due")


def history(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """Repairs of the past months that are over."""
    random = Random(estate().seed)  # noqa: S311 - nothing secret is drawn
    flats = [one for one in homes() if one.unit_type == UnitType.RESIDENTIAL and not one.vacant]
    for number in range(FINISHED if estate().is_first else FEW):
        fault = FAULTS[number % len(FAULTS)]
        plan = Plan(
            fault,
            random.choice(flats),
            wrong_handling=number % 14 == 12,
            solved_at_once=number % 11 != 5,
            rating=random.choice((5, 5, 5, 4, 4, 3, 2)),
            stop="cancelled" if number == 10 else "closed",
        )
        if fault.price and number >= len(FAULTS):
            plan = replace(plan, fault=replace(fault, price=None))
        hour = f"{random.randrange(8, 17):02d}:{random.randrange(60):02d}"
        yield past.days_ago(6 + 5 * number, hour), plan


def today(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """What the desk finds open: one repair in every state, some of them late."""
    mine = by_login()
    others = [one for one in homes() if one.building == "2栋" and not one.vacant]
    ago = past.present - timedelta(minutes=1)
    plans = (
        (2, Plan(FAULTS[0], mine["resident2"], "requested", by="resident2")),
        (95, Plan(FAULTS[5], others[0], "requested")),
        (40, Plan(FAULTS[3], others[1], "verified", hurried=True)),
        (18, Plan(FAULTS[2], others[2], "dispatched", engineer="engineer", hurried=True)),
        (35, Plan(FAULTS[1], others[3], "accepted", engineer="engineer", hurried=True)),
        (45, Plan(FAULTS[6], others[4], "on_the_way", hurried=True)),
        (70, Plan(FAULTS[7], others[5], "arrived", hurried=True)),
        (
            60 * 4,
            Plan(WATER_HEATER, others[10], "arrived", engineer="engineer", lent=True),
        ),
        (90, Plan(FAULTS[4], mine["resident4"], "quoted", by="resident4", hurried=True)),
        (60 * 26, Plan(FAULTS[8], mine["resident3"], "completed", by="resident3", hurried=True)),
        (60 * 49, Plan(FAULTS[12], others[6], "completed", hurried=True)),
        (60 * 24 * 5, Plan(FAULTS[13], others[7], "completed", hurried=True)),
        (60 * 24 * 4, Plan(FAULTS[9], others[8], "reopened", solved_at_once=False, hurried=True)),
        (60 * 24 * 3, Plan(FAULTS[10], others[9], "verified", hurried=True)),
    )
    for minutes, plan in plans:
        yield ago - timedelta(minutes=minutes), plan


def some_today(past: Past) -> Iterator[tuple[datetime, Plan]]:
    """What the desk of the smaller community finds open."""
    mine, ago = by_login(), past.present - timedelta(minutes=1)
    others = [one for one in homes() if one.building == "2栋" and not one.vacant]
    plans = (
        (12, Plan(FAULTS[0], mine["resident6"], "requested", by="resident6")),
        (50, Plan(FAULTS[2], others[0], "dispatched", hurried=True)),
        (60 * 27, Plan(FAULTS[8], others[1], "completed", hurried=True)),
    )
    for minutes, plan in plans:
        yield ago - timedelta(minutes=minutes), plan


def repair(past: Past, plan: Plan) -> Story:
    """A repair from the request to the follow-up, or as far as the plan goes."""
    made = past.call(Repairs.create, plan.by, **requested(plan))
    one = {"repair_id": made["id"]}
    if plan.stop == "requested":
        return
    yield timedelta(minutes=6)
    if plan.wrong_handling:
        check = {"wrong_handling": True, "advice": ADVICE}
        past.call(Repairs.verify, "receptionist", **one, **check)
        return
    past.call(Repairs.verify, "receptionist", **one, chargeable=bool(plan.fault.price))
    if plan.stop == "cancelled":
        yield timedelta(minutes=50)
        past.call(Repairs.cancel, "receptionist", **one, reason="住户自行解决")
    elif plan.stop != "verified":
        yield from carried_out(past, plan, one)
        yield from followed_up(past, plan, one)


def requested(plan: Plan) -> dict[str, Any]:
    """The request as the desk types it."""
    fault, person = plan.fault, plan.home.contact
    place: dict[str, Any] = {"household_id": plan.home.id}
    if fault.place:
        place = {"public_place": fault.place, "building": fault.place.split("栋")[0] + "栋"}
    return {
        "category": fault.category,
        "description": fault.description,
        "contact_name": person.name,
        "contact_phone": person.phone,
        **place,
    }


def carried_out(past: Past, plan: Plan, one: dict[str, Any]) -> Story:
    """Dispatch, acceptance, journey and work, with a quote where it costs something."""
    engineer = plan.engineer or plan.fault.engineer
    pause = timedelta(minutes=6 if plan.hurried else 25)
    steps = ("dispatched", "accepted", "on_the_way", "arrived")
    calls = (Repairs.dispatch, Repairs.accept, Repairs.set_out, Repairs.arrive)
    for step, call in zip(steps, calls, strict=True):
        yield min(pause, timedelta(minutes=8)) if step == "accepted" else pause
        if step == "dispatched":
            past.call(call, "receptionist", **one, engineer_id=member(engineer).id)
        else:
            past.call(call, engineer, **one)
        if plan.lent and step == "arrived":
            past.call(Repairs.take_equipment, engineer, **one, **LOAN)
        if plan.stop == step:
            yield NEVER
    if plan.fault.price:
        yield from quoted(past, plan, one, engineer)
    yield timedelta(minutes=8 if plan.hurried else 45)
    past.call(Repairs.complete, engineer, **one, result=plan.fault.result)


def quoted(past: Past, plan: Plan, one: dict[str, Any], engineer: str) -> Story:
    """A quote and the resident's signature under it (R04)."""
    yield timedelta(minutes=5)
    past.call(Repairs.quote, engineer, **one, amount=plan.fault.price)
    if plan.stop == "quoted":
        yield NEVER
    yield timedelta(minutes=9)
    past.call(Repairs.accept_quote, "receptionist", **one, signature_note="住户在派工单上签字")


def followed_up(past: Past, plan: Plan, one: dict[str, Any]) -> Story:
    """Two days later somebody else asks; not solved means another visit (R05)."""
    if plan.stop == "completed":
        return
    yield past.until("10:20", days=2)
    answer = {"badge_worn": True, "gifts_taken": False}
    if not plan.solved_at_once:
        unsolved = {"solved": False, "rating": 2, "remark": "又出现同样问题"}
        past.call(Repairs.follow_up, "receptionist2", **one, **answer, **unsolved)
        if plan.stop == "reopened":
            return
        yield from carried_out(past, replace(plan, fault=replace(plan.fault, price=None)), one)
        yield past.until("15:10", days=2)
    solved = {"solved": True, "rating": plan.rating, "remark": "已修好"}
    past.call(Repairs.follow_up, "receptionist2", **one, **answer, **solved)
