"""The closed loop (X10, X11): ask the department, then the resident, until it is solved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.complaints.return_visits import Party, VisitResult


class Consequence(StrEnum):
    """What a return visit leads to."""

    NONE = "none"
    """记录: recorded; the case waits for what comes next."""
    REOPEN = "reopen"
    """退回处理: not solved, back to handling."""
    CLOSE_UNREACHED = "close_unreached"
    """未联系上结案: attempts on enough different days reached nobody."""


@dataclass(frozen=True)
class Visit:
    """A return visit of the present round, on its local day."""

    party: Party
    result: VisitResult
    day: date


def department_confirmed(visits: Iterable[Visit]) -> bool:
    """Whether the department has said in this round that it is solved."""
    last = [visit.result for visit in visits if visit.party is Party.DEPARTMENT]
    return bool(last) and last[-1] is VisitResult.SOLVED


def resident_confirmed(visits: Iterable[Visit]) -> bool:
    """Whether the resident's last word in this round is that it is solved."""
    last = [
        visit.result
        for visit in visits
        if visit.party is Party.RESIDENT and visit.result is not VisitResult.UNREACHED
    ]
    return bool(last) and last[-1] is VisitResult.SOLVED


def consequence(visits: Iterable[Visit], unreached_days: int) -> Consequence:
    """What follows from the visits of a round, the newest last.

    Attempts on one and the same day count once; whoever has been reached is not unreached.
    """
    *_, newest = made = list(visits)
    if newest.result is VisitResult.UNSOLVED:
        return Consequence.REOPEN
    of_resident = [visit for visit in made if visit.party is Party.RESIDENT]
    days = {visit.day for visit in of_resident if visit.result is VisitResult.UNREACHED}
    if len(days) >= unreached_days and newest.result is VisitResult.UNREACHED:
        return Consequence.NONE if resident_confirmed(made) else Consequence.CLOSE_UNREACHED
    return Consequence.NONE


def is_repeat(failed_visits: int, failed_visits_for_repeat: int) -> bool:
    """Whether so many failed return visits make a repeat complaint (X11)."""
    return failed_visits >= failed_visits_for_repeat
