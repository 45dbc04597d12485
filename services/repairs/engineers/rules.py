"""Which engineer to send: skill, then duty, building and load (R08)."""

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.repairs.requests import RepairCategory
from services.repairs.policy import RepairPolicy


@dataclass(frozen=True)
class Candidate:
    """What is known of an engineer at the moment of dispatch."""

    engineer_id: str
    name: str
    skilled: bool
    serves_building: bool
    on_duty: bool
    open_orders: int


def ranked(candidates: Iterable[Candidate], *, roster_counts: bool) -> list[Candidate]:
    """Best first. Where the roster counts (emergencies), who is on duty comes before the rest.

    Skill comes first of all: a plumber next door does not repair a lift. Equals are told apart by
    their load, then by id, so that the same question has the same answer.
    """
    return sorted(
        candidates,
        key=lambda one: (
            not one.skilled,
            roster_counts and not one.on_duty,
            not one.serves_building,
            one.open_orders,
            one.engineer_id,
        ),
    )


def is_skilled(policy: RepairPolicy, category: RepairCategory, skills: Iterable[str]) -> bool:
    """Whether one of the skills serves the category."""
    wanted = {category.value, *policy.skills.get(category, ())}
    return not wanted.isdisjoint(skills)
