"""What a complaint about a fee sets going: paused dunning (B13)."""

import pytest

from tests.operations.complaints.conftest import Answer, Desk


def disputes(desk: Desk) -> list[str]:
    """Openings and closings, in order."""
    return ["opened"] * len(desk.published("fee_dispute_opened")) + ["closed"] * len(
        desk.published("fee_dispute_closed")
    )


def test_B13_a_complaint_about_a_fee_opens_a_dispute_and_its_end_closes_it(desk: Desk) -> None:
    case = desk.lodge(category="fee")
    published = {"complaint_id": case["id"], "number": case["number"], "household_id": "h1"}
    assert desk.published("fee_dispute_opened") == [published]
    desk.bring("answered", case)
    assert desk.published("fee_dispute_closed") == []
    desk.bring("closed", desk.get(case))
    assert desk.published("fee_dispute_closed") == [published]


def test_B13_triage_opens_and_closes_a_dispute_once_each(desk: Desk) -> None:
    case = desk.lodge()
    assert disputes(desk) == []
    for data in ({"category": "fee"}, {"category": "fee"}, {"urgency": "urgent"}):
        desk.triage(case, **data)
    assert disputes(desk) == ["opened"]
    desk.triage(case, kind="inquiry")
    assert disputes(desk) == ["opened", "closed"]
    desk.triage(case, kind="complaint")
    assert disputes(desk) == ["opened", "opened", "closed"]


@pytest.mark.parametrize(
    "contact", [{"household_id": None, "place": "大门"}, {"kind": "inquiry"}, {"category": "mail"}]
)
def test_B13_nothing_else_pauses_dunning(desk: Desk, contact: Answer) -> None:
    desk.bring("closed", **({"category": "fee"} | contact))
    assert disputes(desk) == []
