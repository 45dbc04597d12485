"""By what a concealed complaint is suspected (X12): a table of rules.

Each looks at the facts that it is about, whatever else happened, and gives what it saw.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from contracts.complaints.cases import Gravity, Kind, Urgency, Validity
from contracts.complaints.concealment import LOW_RATING, ConcealmentRule, Lightened
from services.complaints.policy import ComplaintPolicy

Facts = Mapping[str, Any]
Evidence = dict[str, Any]

COMPLAINTS: Final = frozenset({Kind.COMPLAINT, Kind.REPORT})
"""What says that something went wrong; the rest needs an answer and no more."""
ANY_CASE: Final = frozenset(Kind)
LIGHTER: Final = frozenset({
    (Lightened.KIND, Kind.COMPLAINT, Kind.INQUIRY),
    (Lightened.KIND, Kind.COMPLAINT, Kind.SUGGESTION),
    (Lightened.GRAVITY, Gravity.MAJOR, Gravity.GENERAL),
    (Lightened.URGENCY, Urgency.URGENT, Urgency.ORDINARY),
    (Lightened.VALIDITY, Validity.VALID, Validity.INVALID_PROPOSED),
})  # fmt: skip
"""What of a case, before and after."""


@dataclass(frozen=True)
class Rule:
    """How one of them looks."""

    sees: Callable[[Facts, ComplaintPolicy], Evidence | None]
    """What it saw; None: nothing, or it is about other facts."""
    cleared_by: frozenset[Kind] = frozenset()
    """Cases of which kinds, recorded within the days of the policy, leave nothing to suspect;
    empty: none does, and the item is there at once."""


def repeat_repair(facts: Facts, policy: ComplaintPolicy) -> Evidence | None:
    """The same was repaired, and is to be repaired again soon after."""
    done = facts.get("earlier_completed_at")
    if done is None:
        return None
    soon = timedelta(days=policy.concealment_repeat_days)
    if not done < facts["requested_at"] <= done + soon:
        return None
    return {"earlier_completed_at": done.isoformat()} | {
        name: facts[name] for name in ("earlier_id", "earlier_number")
    }


def low_rating(facts: Facts, policy: ComplaintPolicy) -> Evidence | None:
    """The resident is not content."""
    rating = facts.get("rating")
    return None if rating is None or rating > LOW_RATING else {"rating": rating}


def grievance_words(facts: Facts, policy: ComplaintPolicy) -> Evidence | None:
    """Somebody wrote down a grievance."""
    remark = (facts.get("remark") or "").casefold()
    found = [word for word in policy.concealment_words if word.casefold() in remark]
    return {"words": found} if found else None


def closed_at_once(facts: Facts, policy: ComplaintPolicy) -> Evidence | None:
    """A complaint was closed before anybody could have dealt with it."""
    closed_at = facts.get("closed_at")
    if closed_at is None or facts["kind"] not in COMPLAINTS:
        return None
    taken = closed_at - facts["lodged_at"]
    limit = timedelta(minutes=policy.concealment_close_minutes)
    return {"minutes": int(taken / timedelta(minutes=1))} if limit and taken <= limit else None


def downgraded(facts: Facts, policy: ComplaintPolicy) -> Evidence | None:
    """Triage made it lighter, without a ground, a reason or a paper."""
    found = [
        {"what": str(what), "before": before, "after": after}
        for what, (before, after) in facts.get("triaged", {}).items()
        if (what, before, after) in LIGHTER
    ]
    return {"changes": found} if found and not facts["backed"] else None


RULES: Final[Mapping[ConcealmentRule, Rule]] = {
    ConcealmentRule.REPEAT_REPAIR: Rule(repeat_repair, COMPLAINTS),
    ConcealmentRule.LOW_RATING: Rule(low_rating, COMPLAINTS),
    ConcealmentRule.GRIEVANCE_WORDS: Rule(grievance_words, ANY_CASE),
    ConcealmentRule.CLOSED_AT_ONCE: Rule(closed_at_once),
    ConcealmentRule.DOWNGRADED: Rule(downgraded),
}
