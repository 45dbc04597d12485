"""Deadlines (时限, X05, X09): the clock of a case, its limit, and what stops it."""

from contracts.code import BAD, GOOD, WAITING, Code


class DeadlineClass(Code):
    """Which limit of time holds (X05)."""

    OWN_SCOPE = "own_scope", "当日办结", "Same day"
    """Within the desk's own scope, the same day."""
    TRANSFERRED = "transferred", "转职能部门", "With a department"
    """At most three days."""
    URGENT = "urgent", "紧急", "Urgent", BAD
    """At most three days, and told at once."""


class StopCause(Code):
    """Why the clock of a case stands still (X09)."""

    PAUSED = "paused", "暂停", "Paused", WAITING
    """Waiting for the resident, with the reason."""
    ANSWERED = "answered", "已回复", "Answered", GOOD
    """Runs on where it stood if the answer does not hold."""
    WITHDRAWN = "withdrawn", "住户撤回", "Withdrawn"
    """For good (C13)."""


class CountedDays(Code):
    """Which days of a limit count."""

    CALENDAR = "calendar", "日历日", "Calendar days"
    WORKING = "working", "工作日", "Working days"


LONGEST_OWN_DAYS = 366
"""How far ahead a limit that a case comes with may be."""
