"""Intake: who takes a contact, what it records, and for whom (C01, C02, C03, X02, X06)."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.complaints.intake import DeskDecides, OnlineOnly
from contracts.complaints.triage import RestatementMissing
from foundation.errors import InvalidInput, NotFound, NotYourHousehold
from tests.operations import conftest as support
from tests.operations.complaints.conftest import Answer, Desk, shown


def test_C02_a_contact_records_who_where_when_what_and_how(desk: Desk) -> None:
    case = desk.lodge(category="public_facility", place="1栋电梯厅")
    assert case["number"] == "TS-2026-000001"
    facts = {
        "status": "lodged", "kind": "complaint", "tier": "receiver", "channel": "phone",
        "building": "1栋", "unit": "1-101", "place": "1栋电梯厅", "contact_name": "王芳",
        "contact_phone": "138****5678", "lodged_at": shown("2026-11-02 10:00"),
        "due_at": shown("2026-11-02 20:00"), "category": "public_facility",
    }  # fmt: skip
    assert facts.items() <= case.items()


def test_C02_a_case_is_told_to_the_others(desk: Desk) -> None:
    case = desk.lodge()
    assert desk.published("complaint_lodged") == [
        {
            "complaint_id": case["id"],
            "number": case["number"],
            "household_id": "h1",
            "kind": "complaint",
            "category": "other",
            "channel": "phone",
            "description": "三天没有热水",
            "first_responsible_id": "p-receptionist",
            "due_at": shown("2026-11-02 20:00"),
        }
    ]


def test_C02_an_unknown_household_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.lodge(household_id="h9")


def test_C01_whoever_takes_it_stays_first_responsible_through_transfers(desk: Desk) -> None:
    case = desk.bring("accepted")
    case = desk.act(case, "transfer", desk.supervisor, department="工程部", handler_id="p-engineer")
    assert (case["first_responsible_id"], case["handler_id"]) == ("p-receptionist", "p-engineer")
    case = desk.act(case, "transfer", desk.supervisor, department="保安部")
    assert (case["first_responsible_id"], case["handler_id"]) == ("p-receptionist", None)


def test_C01_my_open_cases_are_those_i_answer_for_or_work_on(desk: Desk) -> None:
    def mine(by: Any) -> list[str]:
        return [one["id"] for one in desk.call("search", by, mine=True)["items"]]

    first, second = desk.lodge(), desk.lodge(desk.steward)
    desk.triage(first)
    desk.act(first, "transfer", desk.supervisor, department="工程部", handler_id="p-engineer")
    assert mine(desk.receptionist) == [first["id"]]
    assert mine(desk.engineer) == [first["id"]]
    assert mine(desk.steward) == [second["id"]]
    desk.bring("closed", desk.get(first))
    assert mine(desk.receptionist) == mine(desk.engineer) == []


def test_C01_what_comes_online_is_taken_by_whoever_has_the_desk(desk: Desk) -> None:
    support.put_person(desk.store, "p-lin", "receptionist", name="林静")
    now = desk.clock.now()
    support.put_duty(desk.store, "p-lin", "desk", now, now + timedelta(hours=8))
    case = desk.lodge_online()
    assert (case["first_responsible_id"], case["first_responsible"]) == ("p-lin", "林静")


def test_C01_what_nobody_received_is_taken_by_who_triages_it(desk: Desk) -> None:
    case = desk.lodge_online()
    assert case["first_responsible_id"] is None
    assert desk.triage(case, desk.receptionist)["first_responsible_id"] == "p-receptionist"
    assert desk.triage(case, desk.supervisor)["first_responsible_id"] == "p-receptionist"


@pytest.mark.parametrize("channel", ["phone", "visit", "letter", "patrol"])
@pytest.mark.parametrize("restated", [None, False, {"text": "读了一遍", "confirmed": False}])
def test_C03_a_case_does_not_leave_intake_unconfirmed(
    desk: Desk, channel: str, restated: Any
) -> None:
    case = desk.lodge(channel=channel, restated=restated)
    with pytest.raises(RestatementMissing):
        desk.triage(case)
    assert desk.get(case)["status"] == "lodged"


@pytest.mark.parametrize("restated", [True, "已复述", {"text": "已复述", "confirmed": True}])
def test_C03_the_restatement_can_be_given_at_intake_later_or_at_triage(
    desk: Desk, restated: Any
) -> None:
    at_intake, later, at_triage = (
        desk.lodge(restated=restated),
        *(desk.lodge(restated=None) for _ in range(2)),
    )
    desk.act(later, "restate", desk.receptionist, restated=restated)
    for case, extra in ((at_intake, {}), (later, {}), (at_triage, {"restated": restated})):
        assert desk.triage(case, **extra)["status"] == "accepted"
        assert desk.get(case)["restated"]["confirmed"] is True


def test_C03_online_and_platform_texts_speak_for_themselves(desk: Desk) -> None:
    for case in (desk.lodge_online(), desk.lodge(channel="platform", restated=None)):
        assert desk.triage(case)["status"] == "accepted"


def test_X02_a_contact_can_be_an_inquiry_suggestion_or_report(desk: Desk) -> None:
    kinds = ("inquiry", "suggestion", "report")
    assert [desk.lodge(kind=kind)["kind"] for kind in kinds] == list(kinds)


@pytest.mark.parametrize("channel", ["phone", "visit", "letter", "platform", "patrol"])
def test_residents_lodge_online_only(desk: Desk, channel: str) -> None:
    with pytest.raises(OnlineOnly):
        desk.lodge(desk.resident, channel=channel)


def test_residents_lodge_for_their_own_household_only(desk: Desk) -> None:
    with pytest.raises(NotYourHousehold):
        desk.lodge_online(household_id="h2")
    assert desk.lodge_online(household_id=None)["household_id"] == "h1"
    of_two = desk.actor("resident", id="p-two", household_ids=["h1", "h2"])
    with pytest.raises(InvalidInput) as refused:
        desk.lodge_online(of_two, household_id=None)
    assert "household_id" in refused.value.errors


@pytest.mark.parametrize("wanted", [{"gravity": "major"}, {"urgency": "urgent"}])
def test_X04_how_grave_it_is_the_desk_says(desk: Desk, wanted: Answer) -> None:
    with pytest.raises(DeskDecides):
        desk.lodge_online(**wanted)


@pytest.mark.parametrize(
    ("weight", "reason"),
    [
        ({"urgency": "urgent"}, "urgent"),
        ({"gravity": "major"}, "major"),
        ({"gravity": "major", "urgency": "urgent"}, "urgent"),
    ],
)
def test_X06_urgent_and_major_cases_are_made_known_at_intake(
    desk: Desk, weight: Answer, reason: str
) -> None:
    case = desk.lodge(**weight)
    assert desk.published("complaint_urgent") == [
        {
            "complaint_id": case["id"],
            "number": case["number"],
            "household_id": "h1",
            "category": "other",
            "reason": reason,
            "building": "1栋",
        }
    ]


def test_X06_a_case_that_becomes_urgent_or_major_is_made_known_once_each(desk: Desk) -> None:
    case = desk.lodge()
    assert desk.published("complaint_urgent") == []
    for weight in ({"urgency": "urgent"}, {"urgency": "urgent"}, {"gravity": "major"}, {}):
        desk.triage(case, **weight)
    assert [data["reason"] for data in desk.published("complaint_urgent")] == ["urgent", "major"]


def test_C02_the_same_key_gives_the_same_case(desk: Desk) -> None:
    again = desk.actor("receptionist", idempotency_key="k1")
    assert desk.lodge(again)["id"] == desk.lodge(again)["id"]
    assert desk.lodge()["number"] == "TS-2026-000002"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"contact_phone": "12"}, "contact_phone"),
        ({"description": "  "}, "description"),
        ({"wish": "x" * 501}, "wish"),
        ({"restated": {"said": "x"}}, "restated"),
        ({"restated": 7}, "restated"),
        ({"mood": "bad"}, "mood"),
    ],
)
def test_bad_input_names_its_field(desk: Desk, wrong: Answer, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.lodge(**wrong)
    assert list(refused.value.errors) == [field]
