"""What all clocks of deadlines have in common."""

from contracts.code import Code


class Segment(Code):
    """Why a stretch of time counts towards a deadline, or not (C11)."""

    SERVICE_HOURS = "service_hours", "服务时间", "Service hours"
    AROUND_THE_CLOCK = "around_the_clock", "全天计时", "Around the clock"
    CLOSED = "closed", "非服务时间", "Closed"
    BREAK = "break", "午休", "Break"
    DAY_OFF = "day_off", "休息日", "Day off"
    PAUSED = "paused", "暂停", "Paused"
    ANSWERED = "answered", "已回复", "Answered"
