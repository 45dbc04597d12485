"""B02: the page of bills that are not delivered, and the message that leads there."""

import pytest

from contracts.notices import methods as notices
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PATH = "/finance/undelivered"
BILL = {
    "bill_id": "b1", "number": "ZD-2026-000001", "household_id": "h1", "building": "1栋",
    "unit": "1-101", "debtor_name": "王芳", "period": "2026-Q4", "issued_on": "2026-11-02",
    "due_date": "2026-11-30",
}  # fmt: skip
MESSAGE = {
    "id": "m1", "purpose": "bills_undelivered", "title": "账单未送达", "text": "尚有 1 户未送达",
    "sent_at": "2026-11-23T09:00:00+08:00", "first_at": "2026-11-23T09:00:00+08:00", "times": 1,
    "read_at": None, "settled_at": None, "settled": None, "household_id": None,
    "subject": {"kind": "bill_run", "id": "u1", "number": None},
}  # fmt: skip


@pytest.fixture
def bills(services: StandIn) -> StandIn:
    services.answers |= {
        "billing.list_undelivered": {"items": [BILL], "next_cursor": None},
        "directory.list_buildings": {"items": []},
        notices.READ_MESSAGE.key: MESSAGE,
    }
    return services


@pytest.mark.parametrize("role", ["finance", "supervisor", "director"])
def test_B02_the_page_names_bill_and_door(log_in: LogIn, bills: StandIn, role: str) -> None:
    text = log_in(role).text(f"{PATH}?bill_run_id=u1").replace(" ", "")
    for said in ("ZD-2026-000001", "1栋1-101", "2026年第4季度", "王芳"):
        assert said in text, said
    sent = [call.data for call in bills.calls if call.method == "list_undelivered"]
    assert sent[0]["bill_run_id"] == "u1"


def test_B02_the_message_leads_there(log_in: LogIn, bills: StandIn) -> None:
    assert f'href="{PATH}?bill_run_id=u1"' in log_in("supervisor").text("/messages/m1")


def test_B02_others_have_no_page_of_it(log_in: LogIn, bills: StandIn) -> None:
    assert log_in("receptionist").get(PATH).status_code == 403
