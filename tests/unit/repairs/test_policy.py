"""Policy of repairs refuses what makes no sense."""

import json

import pytest

from contracts.repairs.requests import RepairCategory
from foundation.policy import same_shape, values
from services.repairs.policy import RepairPolicy


@pytest.mark.parametrize(
    "changed",
    [
        {"follow_up_from_day": 4},
        {"response_hours": {"emergency": 2}},
        {"accept_minutes": {}},
        {"priority_floors": {"spaceship": "emergency"}},
        {"priority_floors": {"gas": "whenever"}},
        {"service_opens": "21:00"},
        {"service_opens": "early"},
    ],
)
def test_R02_senseless_policy_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        RepairPolicy(**changed)  # type: ignore[arg-type]


def test_R01_each_category_has_its_guided_questions() -> None:
    questions = RepairPolicy().first_check_questions
    assert set(questions) == set(RepairCategory)
    codes = [one["code"] for listed in questions.values() for one in listed]
    assert all(questions.values()) and len(codes) == len(set(codes))


def test_R02_policy_values_are_json_of_their_own_shape() -> None:
    policy = RepairPolicy()
    shown = json.loads(json.dumps(values(policy)))
    assert all(same_shape(getattr(policy, name), value) for name, value in shown.items())
