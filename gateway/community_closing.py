"""Whether anything is open in a community that is to be closed: each service says so of its own,
since services never call each other (P01)."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.billing import methods as billing
from contracts.community_closing import OpenThere
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from foundation.actor import Actor
from foundation.errors import Said
from gateway.context import gateway_context
from gateway.problems import Refusal

ASKED = (
    directory.NEEDS_COMMUNITY, billing.NEEDS_COMMUNITY, repairs.NEEDS_COMMUNITY,
    complaints.NEEDS_COMMUNITY, notices.NEEDS_COMMUNITY,
)  # fmt: skip
"""In this order: the directory refuses to who may not close one, before anything is counted."""


def require_nothing_open(actor: Actor, community_id: str) -> None:
    """Raise `Refusal` (`community_in_use`) with all that is open there, and whatever a service
    refuses with."""
    about = {"community_id": community_id}
    answers = [gateway_context().call(method, about, actor) for method in ASKED]
    if found := [one for answer in answers for one in answer["reasons"]]:
        raise Refusal("community_in_use", reasons=sentence(found))


def sentence(found: Iterable[Mapping[str, Any]]) -> Said:
    """What is open, with its figures, in both languages."""
    said = [figures(OpenThere(one["reason"]), one["count"], one["amount"]) for one in found]
    return Said("、".join(one.zh for one in said), ", ".join(one.en for one in said))


def figures(reason: OpenThere, count: int, amount: str | None) -> Said:
    """One reason with its count and, of money, its sum."""
    zh, en = reason.word[:2]
    if amount is None:
        return Said(f"{zh} {count}", f"{en} {count}")
    return Said(f"{zh} {count}（{amount} 元）", f"{en} {count} ({amount} yuan)")
