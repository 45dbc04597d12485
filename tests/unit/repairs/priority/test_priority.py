"""Priorities: what is asked for, and what danger demands."""

import pytest

from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory
from services.repairs.policy import RepairPolicy
from services.repairs.priority.rules import at_request, word_of_danger

POLICY = RepairPolicy()
EMERGENCY, SERIOUS, GENERAL = Priority.EMERGENCY, Priority.SERIOUS, Priority.GENERAL


@pytest.mark.parametrize(
    ("category", "text", "wanted", "expected"),
    [
        (RepairCategory.PLUMBING, "龙头滴水", None, GENERAL),
        (RepairCategory.PLUMBING, "龙头滴水", SERIOUS, SERIOUS),
        (RepairCategory.PLUMBING, "水管爆了", GENERAL, EMERGENCY),
        (RepairCategory.GAS, "灶具打不着火", None, EMERGENCY),
        (RepairCategory.GAS, "灶具打不着火", GENERAL, EMERGENCY),
        (RepairCategory.LIFT, "电梯有异响", GENERAL, SERIOUS),
        (RepairCategory.LIFT, "电梯困人", None, EMERGENCY),
        (RepairCategory.LIFT, "电梯有异响", EMERGENCY, EMERGENCY),
        (RepairCategory.OTHER, "GAS LEAK in the kitchen", GENERAL, EMERGENCY),
    ],
)
def test_R02_priority_is_never_below_what_the_danger_demands(
    category: RepairCategory, text: str, wanted: Priority | None, expected: Priority
) -> None:
    decision = at_request(POLICY, category, text, wanted)
    assert decision.priority is expected
    raised = wanted is not None and wanted is not expected
    assert decision.raised_from == (wanted if raised else None)
    assert bool(decision.because) or not raised


@pytest.mark.parametrize("text", ["a smokeless stove", "the sparkster lamp", "龙头滴水"])
def test_R02_words_of_danger_in_latin_letters_count_as_whole_words(text: str) -> None:
    assert word_of_danger(POLICY.emergency_words, text) is None


def test_R02_without_its_floor_a_gas_fault_would_be_general() -> None:
    """Negative control: it is the policy data that raises it."""
    bare = RepairPolicy(priority_floors={}, emergency_words=())
    decision = at_request(bare, RepairCategory.GAS, "燃气泄漏", GENERAL)
    assert decision.priority is GENERAL
