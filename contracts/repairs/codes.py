"""Codes of repairs; each member with its meaning."""

from enum import StrEnum


class RepairCategory(StrEnum):
    """What is out of order."""

    PLUMBING = "plumbing"
    """给水: pipes, taps, toilets, water heaters."""
    ELECTRICITY = "electricity"
    """电气: wiring, sockets, breakers, lamps in the home."""
    GAS = "gas"
    """燃气: pipes, meters, stoves."""
    HEATING = "heating"
    """供暖: radiators, valves, floor heating."""
    DOOR_WINDOW = "door_window"
    """门窗: doors, windows, locks, glass."""
    LIFT = "lift"
    """电梯: lifts."""
    PUBLIC_LIGHTING = "public_lighting"
    """公共照明: lamps of stairs, garage and paths."""
    DRAINAGE = "drainage"
    """排水: drains, sewers, floor outlets."""
    ACCESS_CONTROL = "access_control"
    """门禁: entrance doors, intercoms, barriers."""
    STRUCTURE = "structure"
    """房屋本体: walls, roof, facade, leaks through them."""
    OTHER = "other"
    """其他: whatever is none of these."""


class Priority(StrEnum):
    """How soon the engineer must set out (R02)."""

    EMERGENCY = "emergency"
    """紧急: system unusable or danger; 2 hours around the clock."""
    SERIOUS = "serious"
    """严重: 24 hours of service time."""
    GENERAL = "general"
    """一般: 48 hours of service time."""


class RepairStatus(StrEnum):
    """How far a request is."""

    REQUESTED = "requested"
    """已报修: recorded, the desk has not checked it yet."""
    ADVISED = "advised"
    """指导解决: the first check showed wrong handling; solved by advice, no work order."""
    VERIFIED = "verified"
    """已核实: a work order is issued, no engineer has it."""
    DISPATCHED = "dispatched"
    """已派工: offered to an engineer who has not answered."""
    ACCEPTED = "accepted"
    """已接单: an engineer has taken it on."""
    ON_THE_WAY = "on_the_way"
    """已出发: the engineer has set out; the response clock stands still."""
    ARRIVED = "arrived"
    """已到场: the engineer is on site."""
    COMPLETED = "completed"
    """已完工: done, waiting for the follow-up."""
    REOPENED = "reopened"
    """重新打开: the follow-up said it is not solved; a new work order is issued."""
    CLOSED = "closed"
    """已结案: the follow-up said it is solved, or reached nobody on enough days."""
    CANCELLED = "cancelled"
    """已取消: withdrawn before it was done."""


class OfferStatus(StrEnum):
    """What became of a work order offered to one engineer (R08)."""

    OPEN = "open"
    """待接单: waiting for the engineer's answer."""
    ACCEPTED = "accepted"
    """已接单: taken on."""
    DECLINED = "declined"
    """已拒单: declined with a reason."""
    LAPSED = "lapsed"
    """超时未接: not answered in time."""
    WITHDRAWN = "withdrawn"
    """已撤回: a dispatcher chose somebody else, or the request was cancelled."""


class QuoteStatus(StrEnum):
    """What became of a quote for chargeable work (R04)."""

    OFFERED = "offered"
    """待确认: the resident has not answered."""
    ACCEPTED = "accepted"
    """已同意: chargeable work may be done."""
    REJECTED = "rejected"
    """已拒绝: chargeable work must not be done."""
    SUPERSEDED = "superseded"
    """已作废: replaced by another quote, or the request was cancelled."""
    CHARGED = "charged"
    """已计费: the work is done and billing was told."""
    PAID = "paid"
    """已付清: nothing is owed on the charge any more: paid, covered by credit or waived."""


class AcceptanceMeans(StrEnum):
    """How a quote was answered."""

    IN_APP = "in_app"
    """线上确认: by the resident's own login."""
    SIGNATURE = "signature"
    """签字确认: on paper, noted by the desk."""


class FollowUpResult(StrEnum):
    """What came of asking the resident (R05)."""

    SOLVED = "solved"
    """已解决: closes the repair."""
    UNSOLVED = "unsolved"
    """未解决: reopens it."""
    UNREACHED = "unreached"
    """未联系上: nobody answered; so on enough different days, it ends the repair."""


class FollowUpTiming(StrEnum):
    """When a follow-up was made, against days 2–3 after completion (R05)."""

    EARLY = "early"
    """提前回访: before day 2."""
    IN_TIME = "in_time"
    """按期回访: on day 2 or 3."""
    LATE = "late"
    """逾期回访: after day 3."""


class FollowUpState(StrEnum):
    """What a list of follow-ups is asked for."""

    DUE = "due"
    """待回访: day 2 has come, not followed up."""
    OVERDUE = "overdue"
    """逾期未回访: day 3 has passed, not followed up."""
    UNREACHED = "unreached"
    """未联系上: given up after attempts on enough different days."""
