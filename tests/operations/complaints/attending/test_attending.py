"""C06: what residents write online is taken up within half an hour of service, or it is told."""

import pytest

from services.complaints.attending import operations
from tests.operations.complaints.conftest import Desk, shown


@pytest.fixture(autouse=True)
def ten_in_the_morning(desk: Desk) -> None:
    """When residents write here."""
    desk.at("2026-11-02 10:00")


def lying(desk: Desk) -> list[str]:
    return [one["id"] for one in desk.call("search", desk.supervisor, unattended=True)["items"]]


@pytest.mark.both_databases
def test_C06_what_nobody_takes_up_within_thirty_minutes_is_told_once(desk: Desk) -> None:
    case = desk.lodge_online()
    assert desk.get(case)["attend_by"] == shown("2026-11-02 10:30")
    desk.at("2026-11-02 10:29")
    assert (desk.published("complaint_unattended"), lying(desk)) == ([], [])
    desk.at("2026-11-02 10:30")
    (told,) = desk.published("complaint_unattended")
    assert (told["complaint_id"], told["building"]) == (case["id"], "1栋")
    assert lying(desk) == [case["id"]]
    desk.later(hours=30)
    assert len(desk.published("complaint_unattended")) == 1
    desk.triage(case)
    (ended,) = desk.published("complaint_attended")
    assert ended["complaint_id"] == case["id"]
    assert lying(desk) == []


@pytest.mark.both_databases
def test_C06_what_is_taken_up_in_time_is_not_told(desk: Desk) -> None:
    case = desk.lodge_online()
    desk.at("2026-11-02 10:20")
    assert desk.triage(case)["attend_by"] is None
    desk.later(hours=5)
    assert desk.published("complaint_unattended") == desk.published("complaint_attended") == []


def test_C06_without_it_what_was_taken_up_would_be_listed_as_lying(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(operations, "attended", lambda *_: None)
    case = desk.triage(desk.lodge_online())
    desk.at("2026-11-02 10:30")
    assert lying(desk) == [case["id"]]
    assert desk.published("complaint_unattended") == [], "its deadline looks at the state"


def test_C06_minutes_are_those_of_service(desk: Desk) -> None:
    desk.at("2026-11-02 19:50")
    assert desk.get(desk.lodge_online())["attend_by"] == shown("2026-11-03 08:20")
    desk.policy(desk_breaks="12:00–13:30")
    desk.at("2026-11-03 11:45")
    assert desk.get(desk.lodge_online())["attend_by"] == shown("2026-11-03 13:45")


def test_C06_other_channels_are_before_a_person_already(desk: Desk) -> None:
    assert desk.lodge()["attend_by"] is None


def test_C06_residents_do_not_see_how_the_desk_is_watched(desk: Desk) -> None:
    case = desk.lodge_online()
    assert case["attend_by"] is None
    assert desk.get(case, desk.resident)["attend_by"] is None
    desk.later(hours=1)
    assert "unattended" not in desk.actions(case, desk.resident)
    assert "unattended" in desk.actions(case)
