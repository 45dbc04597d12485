"""What somebody may do with a case now, for whoever shows it; the operations ask again."""

from collections.abc import Callable, Mapping

from contracts.complaints import methods
from contracts.complaints.codes import Channel, Kind, Status, StopCause, Validity
from contracts.method import Method
from foundation.actor import Actor
from services.complaints.domain.lifecycle import (
    Move,
    after,
    answering,
    needs_restatement,
    needs_return_visit,
)
from services.complaints.domain.return_visits import resident_confirmed
from services.complaints.queries.tiers import told_of
from services.complaints.queries.visits import visits_of_round
from services.complaints.queries.waiting import tiers_of
from services.complaints.tables import Complaint

Fits = Callable[[Actor, Complaint], bool]


def actions(actor: Actor, complaint: Complaint) -> list[str]:
    """The names of the methods that the caller's roles and the state of the case allow."""
    return [
        method.name
        for method, fits in FITTING.items()
        if actor.has(*method.who) and fits(actor, complaint)
    ]


def can(complaint: Complaint, *moves: Move) -> bool:
    """Whether the state allows one of the moves."""
    return any(after(Status(complaint.status), move) for move in moves)


def paused(complaint: Complaint) -> bool:
    """Whether the case waits for the resident (X09)."""
    return complaint.stop_cause == StopCause.PAUSED


def running(*moves: Move) -> Fits:
    """The moves that a pause forbids."""
    return lambda _, complaint: can(complaint, *moves) and not paused(complaint)


def read_back(_: Actor, complaint: Complaint) -> bool:
    """Whether it waits to be read back (C03)."""
    needed = needs_restatement(Channel(complaint.channel)) and not complaint.restated_confirmed
    return needed and can(complaint, Move.RESTATE)


def second_word(actor: Actor, complaint: Complaint) -> bool:
    """Whether somebody else's invalid verdict waits (X03)."""
    proposed = complaint.validity == Validity.INVALID_PROPOSED
    return proposed and complaint.judged_by_id != actor.id and can(complaint, Move.CONFIRM_INVALID)


def answer(_: Actor, complaint: Complaint) -> bool:
    """Whether the resident can be told (X07)."""
    move = answering(Kind(complaint.kind), Validity(complaint.validity))
    held = complaint.validity == Validity.INVALID_PROPOSED or paused(complaint)
    return can(complaint, move) and not held


def told_me(actor: Actor, complaint: Complaint) -> bool:
    """Whether a tier of the caller's, or one below, waits to be acknowledged (X09)."""
    mine = tiers_of(actor)
    waiting = any(row.acknowledged_at is None and row.tier in mine for row in told_of(complaint))
    return waiting and complaint.status != Status.CLOSED


def finished(_: Actor, complaint: Complaint) -> bool:
    """Whether nothing but its end is left (X10)."""
    asked = needs_return_visit(Kind(complaint.kind))
    confirmed = not asked or resident_confirmed(visits_of_round(complaint))
    return can(complaint, Move.CLOSE) and confirmed


FITTING: Mapping[Method, Fits] = {
    methods.ACKNOWLEDGE: told_me,
    methods.RESTATE: read_back,
    methods.CONFIRM_INVALID: second_word,
    methods.TRIAGE: lambda _, complaint: can(complaint, Move.TRIAGE),
    methods.TRANSFER: running(Move.TRANSFER),
    methods.HANDLE: running(Move.HANDLE),
    methods.ANSWER: answer,
    methods.RETURN_VISITS: running(Move.ASK_DEPARTMENT, Move.ASK_RESIDENT),
    methods.CLOSE: finished,
    methods.PAUSE: running(Move.PAUSE),
    methods.RESUME: lambda _, complaint: paused(complaint) and can(complaint, Move.RESUME),
    methods.CLASSIFY: lambda _, complaint: can(complaint, Move.CLASSIFY),
    methods.REQUEST_REPAIR: lambda _, complaint: (
        complaint.repair_category is None and can(complaint, Move.WANT_REPAIR)
    ),
}
"""In the order in which a case usually needs them."""
