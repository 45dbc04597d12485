"""How months compare, and who is ranked (X14)."""

from typing import Any

import pytest

from foundation.errors import InvalidInput
from tests.operations import conftest as support
from tests.operations.complaints.conftest import Desk

pytestmark = pytest.mark.both_databases


def trend(desk: Desk, **data: Any) -> dict[str, Any]:
    return dict(desk.call("trend", desk.director, **{"month": "2026-11", **data}))


def found(desk: Desk, **filters: Any) -> int:
    return len(desk.call("search", desk.supervisor, **filters)["items"])


def test_X14_a_month_of_the_trend_says_what_the_months_report_says(desk: Desk) -> None:
    desk.bring("answered")
    desk.lodge(kind="inquiry")
    invalid = desk.triage(desk.lodge(), valid=False, ground="不在范围")
    desk.act(invalid, "confirm_invalid", desk.deputy)
    late = desk.bring("accepted")
    desk.at("2026-11-02 21:00")
    desk.bring("answered", late)
    malignant = desk.bring("accepted")
    desk.act(malignant, "classify", desk.supervisor, final="malignant", reason="冲突")
    desk.at("2026-12-01 10:00")
    desk.lodge()
    november, december = trend(desk, month="2026-12", months=2)["months"]
    for line in (november, december):
        report = desk.call("report", desk.director, month=line["month"])
        figures = {row["key"]: row["count"] for row in report["by_final"]}
        assert line == {
            "month": line["month"],
            "contacts": report["contacts"]["contacts"],
            "complaints": report["complaints"],
            **report["punctuality"],
            "repeat": figures["repeat"],
            "malignant": figures["malignant"],
        }
        assert found(desk, month=line["month"], counted=True) == line["complaints"]
    assert november["complaints"] == 3 and december["complaints"] == 1


def test_X14_the_trend_names_every_month_also_those_without_complaints(desk: Desk) -> None:
    desk.lodge()
    lines = trend(desk, months=14)["months"]
    assert [line["month"] for line in lines][:2] == ["2025-10", "2025-11"]
    assert [line["complaints"] for line in lines] == [0] * 13 + [1]
    assert lines[0]["share_kept"] is None


def test_X14_teams_are_ranked_by_complaints_per_household_they_serve(desk: Desk) -> None:
    for number in range(3, 6):
        support.put_household(desk.store, f"h{number}", building="2栋", unit=f"1-{number}")
    desk.bring("accepted", household_id="h1")
    desk.bring("accepted", household_id="h2")
    moved = desk.bring("accepted", household_id="h3")
    desk.act(moved, "transfer", desk.supervisor, department="工程部")
    desk.lodge(kind="suggestion", household_id="h1")
    made = trend(desk)
    assert [(row["rank"], row["key"], row["per_hundred"]) for row in made["by_building"]] == [
        (1, "1栋", "100.00"), (2, "2栋", "50.00"),
    ]  # fmt: skip
    assert [(row["rank"], row["key"], row["per_hundred"]) for row in made["by_team"]] == [
        (1, "desk", "40.00"), (2, "engineering", "20.00"),
    ]  # fmt: skip
    for row in made["by_building"]:
        drilled = found(desk, building=row["key"], month="2026-11", counted=True)
        assert drilled == row["complaints"]


def test_X14_equal_teams_share_a_rank(desk: Desk) -> None:
    for home in ("h1", "h2"):
        desk.lodge(household_id=home)
    assert [row["rank"] for row in trend(desk)["by_building"]] == [1, 1]


@pytest.mark.parametrize("wrong", [{"month": "2026-13"}, {"months": 0}, {"months": 37}])
def test_a_course_of_no_months_is_refused(desk: Desk, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        trend(desk, **wrong)
    assert list(refused.value.errors) == list(wrong)
