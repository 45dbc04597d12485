"""Whom to send."""

from contracts.repairs.requests import RepairCategory
from services.repairs.engineers.rules import Candidate, is_skilled, ranked
from services.repairs.policy import RepairPolicy


def engineer(id_: str, **known: object) -> Candidate:
    values = {"skilled": True, "serves_building": True, "on_duty": True, "open_orders": 0} | known
    return Candidate(engineer_id=id_, name=id_, **values)  # type: ignore[arg-type]


def order(*candidates: Candidate, roster_counts: bool = False) -> list[str]:
    return [one.engineer_id for one in ranked(candidates, roster_counts=roster_counts)]


def test_R08_skill_comes_before_building_and_load() -> None:
    near = engineer("near", skilled=False)
    able = engineer("able", serves_building=False, open_orders=5)
    assert order(near, able) == ["able", "near"]


def test_R08_building_comes_before_load() -> None:
    away = engineer("away", serves_building=False)
    here = engineer("here", open_orders=2)
    assert order(away, here) == ["here", "away"]


def test_R08_less_loaded_engineer_comes_first_among_equals() -> None:
    assert order(engineer("a", open_orders=2), engineer("b", open_orders=1)) == ["b", "a"]
    assert order(engineer("b"), engineer("a")) == ["a", "b"]


def test_R08_roster_counts_for_emergencies_only() -> None:
    off = engineer("a", on_duty=False)
    on = engineer("b", serves_building=False)
    assert order(off, on) == ["a", "b"]
    assert order(off, on, roster_counts=True) == ["b", "a"]


def test_R08_skills_of_the_policy_serve_a_category_too() -> None:
    plumber = RepairPolicy(skills={"plumbing": ("水工",)})
    assert is_skilled(plumber, RepairCategory.PLUMBING, ["水工"])
    assert is_skilled(plumber, RepairCategory.PLUMBING, ["plumbing"])
    assert not is_skilled(plumber, RepairCategory.GAS, ["水工"])
