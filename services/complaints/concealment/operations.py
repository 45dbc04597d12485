"""What looks like a concealed complaint is noted, once, and becomes an item (X12)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.complaints.concealment import ConcealmentRule, ReviewState, SeenAt
from contracts.complaints.events import ConcealmentSuspected
from foundation import replica
from foundation.deadlines import Deadline
from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.concealment.queries import cases_since
from services.complaints.concealment.rules import RULES, Evidence, Facts
from services.complaints.concealment.tables import CLEARED, WAITING, WORDS, ConcealmentReview
from services.complaints.policy import ComplaintPolicy

CASE_DUE: Final = "concealment"
"""Kind of deadline: until now a case could still be recorded of what was seen."""
NOTED: Final = select(ConcealmentReview.id).where(
    ConcealmentReview.rule == bindparam("rule"),
    ConcealmentReview.about_id == bindparam("about_id"),
    ConcealmentReview.seen_at == bindparam("seen_at", type_=Instant),
)


@dataclass(frozen=True)
class Seen:
    """Something that happened, and whatever of it the rules look at."""

    about: SeenAt
    about_id: str
    number: str
    at: datetime
    facts: Facts
    concerned_id: str | None
    concerned: str | None
    involved: Collection[str | None] = field(default=())
    household_id: str | None = None
    place: str | None = None
    complaint_id: str | None = None
    since: datetime | None = None
    """Cases that were open after this speak against it; None: the days of the policy before."""


def watch(uow: UnitOfWork, seen: Seen) -> None:
    """Have every rule look at what happened."""
    policy = uow.policy(ComplaintPolicy)
    for rule, one in RULES.items():
        evidence = one.sees(seen.facts, policy)
        if evidence is not None:
            note(uow, rule, seen, evidence, timedelta(days=policy.concealment_case_days))


def note(
    uow: UnitOfWork, rule: ConcealmentRule, seen: Seen, evidence: Evidence, wait: timedelta
) -> None:
    """Keep what a rule saw, unless it is kept: an item at once, or when no case has come."""
    if uow.rows(NOTED, rule=rule, about_id=seen.about_id, seen_at=seen.at):
        return
    review = ConcealmentReview(
        id=uow.new_id(),
        rule=rule,
        about=seen.about,
        about_id=seen.about_id,
        number=seen.number,
        complaint_id=seen.complaint_id,
        household_id=seen.household_id,
        place=seen.place,
        seen_at=seen.at,
        since=seen.since or seen.at - wait,
        concerned_id=seen.concerned_id,
        concerned=seen.concerned,
        involved=sorted({one for one in (*seen.involved, seen.concerned_id) if one}),
        evidence=evidence,
        remark=seen.facts.get("remark") or None,
        state=WAITING,
    )
    uow.session.add(review)
    uow.session.flush()  # so that it is found if the same is seen again
    if RULES[rule].cleared_by:
        uow.deadlines.set(CASE_DUE, review.id, seen.at + wait)
    else:
        found(uow, review)


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """No case can come in time any more: what none speaks against becomes an item, once."""
    review = uow.load(ConcealmentReview, deadline.subject_id)
    if review.state != WAITING:
        return
    kinds = RULES[ConcealmentRule(review.rule)].cleared_by
    if any(case.kind in kinds for case in cases_since(uow, review)):
        review.state = CLEARED
        for name in WORDS:
            setattr(review, name, None)
    else:
        found(uow, review)


def found(uow: UnitOfWork, review: ConcealmentReview) -> None:
    """It is an item from now on, and the supervisors are told."""
    review.state, review.found_at = ReviewState.OPEN, uow.now
    if review.concerned is None and review.concerned_id:  # not known yet when it was noted
        person = replica.person(uow, review.concerned_id)
        review.concerned = person.name if person else None
    payload = {
        "review_id": review.id,
        "rule": review.rule,
        "number": review.number,
        "home_id": review.household_id,
        "place": review.place,
        "involved": review.involved,
    }
    uow.emit(ConcealmentSuspected, review.id, payload)


def watch_case(uow: UnitOfWork, complaint: Complaint, **facts: Any) -> None:
    """Have every rule look at what the caller has done with a case."""
    workers = (
        complaint.handler_id, complaint.first_responsible_id, complaint.handled_by_id,
        complaint.judged_by_id,
    )  # fmt: skip
    seen = Seen(
        SeenAt.CASE, complaint.id, complaint.number, uow.now, facts,
        uow.actor.id, uow.actor.name, workers,
        complaint.household_id, complaint.place, complaint.id,
    )  # fmt: skip
    watch(uow, seen)
