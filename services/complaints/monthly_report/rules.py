"""The month's statistics (X02, X03, X10, X11), from a snapshot of the month's cases."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from contracts.complaints.cases import Final, Kind, Outcome, Validity
from contracts.complaints.cases import FirstAnswerState as First
from contracts.complaints.departments import DESK
from contracts.complaints.escalation import Tier
from services.complaints.cases.rules import first_answer_state
from services.complaints.figures.rules import kept, per_cent


@dataclass(frozen=True)
class Case:
    """What the statistics need of a case."""

    id: str
    community_id: str
    number: str
    kind: Kind
    validity: Validity
    category: str
    tier: Tier
    final: Final | None
    outcome: Outcome | None
    department: str | None
    handler: str | None
    judged_by_id: str | None
    judged_by: str | None
    failed_visits: int
    due_at: datetime | None
    answered_at: datetime | None
    stopped_at: datetime | None
    """Since when its clock stands still."""
    first_answer_by: datetime | None
    """Until when a person was to answer (C12); None: nobody waited for that."""
    first_answered_at: datetime | None
    pauses: tuple[timedelta, ...] = field(default=())
    """Service time of each pause."""


def statistics(
    month: str, cases: Sequence[Case], now: datetime, categories: Iterable[str]
) -> dict[str, Any]:
    """The month's report in the shape of `MonthReport`; each of the categories is named."""
    counted = [case for case in cases if is_counted(case)]
    return {
        "month": month,
        "contacts": contacts(cases),
        "complaints": len(counted),
        "by_category": by(counted, lambda case: case.category, categories),
        "by_tier": by(counted, lambda case: case.tier, Tier),
        "by_team": teams(counted),
        "by_final": by(counted, lambda case: case.final or Final.GENERAL, Final),
        "punctuality": punctuality(counted, now),
        "first_answers": first_answers(cases, now),
        "repeat": [case for case in counted if case.final is Final.REPEAT],
        "malignant": [case for case in counted if case.final is Final.MALIGNANT],
        "unreached": [case for case in counted if case.outcome is Outcome.UNREACHED],
        "withdrawn": [case for case in counted if case.outcome is Outcome.WITHDRAWN],
        "pauses": pauses(counted),
        "invalid_verdicts": verdicts(cases),
    }


def is_counted(case: Case) -> bool:
    """Whether a case enters complaint figures (X02)."""
    return case.kind is Kind.COMPLAINT and case.validity is not Validity.INVALID


def contacts(cases: Sequence[Case]) -> dict[str, int]:
    """The line that a year's report prints: all contacts by what they turned out to be (X02)."""
    kinds = Counter(case.kind for case in cases)
    verdict = Counter(case.validity for case in cases if case.kind is Kind.COMPLAINT)
    return {
        "contacts": len(cases),
        "valid": verdict[Validity.VALID],
        "invalid": verdict[Validity.INVALID],
        "undecided": verdict[Validity.UNDECIDED] + verdict[Validity.INVALID_PROPOSED],
        "inquiries": kinds[Kind.INQUIRY],
        "suggestions": kinds[Kind.SUGGESTION],
        "reports": kinds[Kind.REPORT],
    }


def by(
    cases: Iterable[Case], key: Callable[[Case], str], codes: Iterable[str]
) -> list[dict[str, Any]]:
    """Counts per code, every code named, in the order of the codes."""
    counts = Counter(key(case) for case in cases)
    return [{"key": str(code), "count": counts[code]} for code in codes]


def teams(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Counts per responsible team, most complaints first."""
    counts = Counter(case.department or DESK for case in cases)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"key": team, "count": count} for team, count in ranked]


def punctuality(cases: Iterable[Case], now: datetime) -> dict[str, Any]:
    """How many were answered in time, late, or may still be (X05).

    What was withdrawn in time is none of these; withdrawn late, it was missed (C13).
    """
    states = Counter(
        state
        for case in cases
        if (state := kept(case.due_at, case.answered_at, case.stopped_at or now)) is not None
        or case.outcome is not Outcome.WITHDRAWN
    )
    decided = states[True] + states[False]
    return {
        "kept": states[True],
        "missed": states[False],
        "running": states[None],
        "share_kept": per_cent(states[True], decided) if decided else None,
    }


def first_answers(cases: Iterable[Case], now: datetime) -> dict[str, Any]:
    """How many contacts had a first answer in time, late or not, or may still have it (C12)."""
    states = Counter(
        first_answer_state(case.first_answer_by, case.first_answered_at, now)
        for case in cases
        if case.first_answer_by is not None
    )
    kept_, missed = states[First.KEPT], states[First.LATE] + states[First.MISSED]
    return {
        "asked": states.total(),
        "kept": kept_,
        "missed": missed,
        "running": states[First.DUE],
        "share_kept": per_cent(kept_, kept_ + missed) if kept_ + missed else None,
    }


def pauses(cases: Sequence[Case]) -> dict[str, int]:
    """How often and how long clocks were stopped to wait for residents (X09)."""
    spans = [span for case in cases for span in case.pauses]
    return {
        "cases": sum(1 for case in cases if case.pauses),
        "pauses": len(spans),
        "minutes": int(sum(spans, timedelta()) / timedelta(minutes=1)),
    }


def verdicts(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """The share of invalid verdicts per officer who judged (X03), highest first."""
    judged = Counter[tuple[str, str]]()
    invalid = Counter[tuple[str, str]]()
    for case in cases:
        if case.kind is Kind.COMPLAINT and case.judged_by_id:
            officer = case.judged_by_id, case.judged_by or ""
            judged[officer] += 1
            invalid[officer] += case.validity is Validity.INVALID
    shares = [
        {
            "officer_id": officer[0],
            "officer": officer[1],
            "verdicts": count,
            "invalid": invalid[officer],
            "share": per_cent(invalid[officer], count),
        }
        for officer, count in judged.items()
    ]
    return sorted(shares, key=lambda row: (-row["share"], row["officer"]))
