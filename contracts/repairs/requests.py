"""Requests (报修, `WX`, R01): a repair, its rounds, and the states that it goes through."""

from contracts.base import Payload
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.fields import Id
from foundation.errors import ServiceError


class RepairCategory(Code):
    """What is out of order."""

    PLUMBING = "plumbing", "给水管道", "Plumbing"
    """Pipes, taps, toilets, water heaters."""
    ELECTRICITY = "electricity", "电气", "Electricity"
    """Wiring, sockets, breakers, lamps in the home."""
    GAS = "gas", "燃气", "Gas"
    """Pipes, meters, stoves."""
    HEATING = "heating", "供暖", "Heating"
    """Radiators, valves, floor heating."""
    DOOR_WINDOW = "door_window", "门窗", "Doors and windows"
    """Doors, windows, locks, glass."""
    LIFT = "lift", "电梯", "Lift"
    """Lifts."""
    PUBLIC_LIGHTING = "public_lighting", "公共照明", "Public lighting"
    """Lamps of stairs, garage and paths."""
    DRAINAGE = "drainage", "排水", "Drainage"
    """Drains, sewers, floor outlets."""
    ACCESS_CONTROL = "access_control", "门禁对讲", "Access control"
    """Entrance doors, intercoms, barriers."""
    STRUCTURE = "structure", "房屋本体", "Walls and roof"
    """Walls, roof, facade, leaks through them."""
    OTHER = "other", "其他", "Other"
    """Whatever is none of these."""


class RepairStatus(Code):
    """How far a request is."""

    REQUESTED = "requested", "已报修", "Requested", WAITING
    """Recorded, the desk has not checked it yet."""
    ADVISED = "advised", "指导解决", "Solved by advice", GOOD
    """The first check showed wrong handling; solved by advice, no work order."""
    VERIFIED = "verified", "已核实", "Checked", ACTIVE
    """A work order is issued, no engineer has it."""
    DISPATCHED = "dispatched", "已派工", "Offered to engineer", ACTIVE
    """Offered to an engineer who has not answered."""
    ACCEPTED = "accepted", "已接单", "Engineer assigned", ACTIVE
    """An engineer has taken it on."""
    ON_THE_WAY = "on_the_way", "已出发", "On the way", ACTIVE
    """The engineer has set out; the response clock stands still."""
    ARRIVED = "arrived", "已到场", "On site", ACTIVE
    """The engineer is on site."""
    COMPLETED = "completed", "已完工", "Completed", GOOD
    """Done, waiting for the follow-up."""
    REOPENED = "reopened", "返修", "Reopened", BAD
    """The follow-up said it is not solved; a new work order is issued."""
    CLOSED = "closed", "已结案", "Closed"
    """The follow-up said it is solved, or reached nobody on enough days."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Withdrawn before it was done."""

    @property
    def is_completed(self) -> bool:
        """Done, and not followed up yet."""
        return self is RepairStatus.COMPLETED

    @property
    def has_offer(self) -> bool:
        """An engineer was asked, or has said yes: nobody else is asked without taking it back."""
        return self in (RepairStatus.DISPATCHED, RepairStatus.ACCEPTED)

    @property
    def is_over(self) -> bool:
        """Nothing more will be done."""
        return self in OVER

    @property
    def is_not_set_out(self) -> bool:
        """The response clock is running."""
        return self in NOT_SET_OUT


WITHOUT_ENGINEER = (RepairStatus.REQUESTED, RepairStatus.VERIFIED, RepairStatus.REOPENED)
"""Nobody has been asked, or nobody is left."""
NOT_SET_OUT = (*WITHOUT_ENGINEER, RepairStatus.DISPATCHED, RepairStatus.ACCEPTED)
"""The response clock is running."""
OVER = (RepairStatus.ADVISED, RepairStatus.CLOSED, RepairStatus.CANCELLED)
"""Nothing more will be done."""


class NotYourOrder(ServiceError):
    """This work order is not yours."""

    code, status = "not_your_order", 403
    zh = "这张派工单不是派给您的。"


class OneRepair(Payload):
    """An action that needs nothing but the repair."""

    repair_id = Id(required=True)
