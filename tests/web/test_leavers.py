"""P08: on the file of a household, who has left is erased on request once nothing is open."""

from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import NO_MORE, LogIn

FILE = "/desk/households/h1/file"
ERASE = "/desk/households/h1/left/m2/erase"
AT = "2026-10-01T08:00:00+08:00"
HOME: dict[str, Any] = {
    "id": "h1", "building": "3栋", "unit": "1-101", "floor": 1, "unit_type": "residential",
    "area_m2": "90.00", "billing_from": None, "vacant": False, "two_person_visit": False,
    "version": 3, "editable": [], "members": [], "updated_at": AT, "key_reason": None,
    "former_members": [
        {"id": "m2", "name": "欧阳离去", "relation": "tenant", "phone_masked": "139****4321",
         "since": AT, "until": AT, "cards_out": [], "plates": [], "erased": False},
        {"id": "m3", "name": "—", "relation": "tenant", "phone_masked": "",
         "since": AT, "until": AT, "cards_out": [], "plates": [], "erased": True},
    ],
}  # fmt: skip
NOTHING: dict[str, Any] = {"reasons": [], "person_id": "p2"}
OTHERS = (billing.NEEDS_LEAVER, repairs.NEEDS_LEAVER, complaints.NEEDS_LEAVER)


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    """A household of which two have left; one is erased."""
    services.answers |= {
        directory.GET_HOUSEHOLD.key: HOME,
        directory.HOUSEHOLD_HISTORY.key: NO_MORE,
        directory.ERASE_LEAVER.key: None,
        directory.NEEDS_LEAVER.key: NOTHING,
        **{method.key: NOTHING for method in OTHERS},
    }


def erased(services: StandIn) -> list[dict[str, Any]]:
    """Who was erased."""
    return [one.data for one in services.calls if one.method == "erase_leaver"]


def test_P08_who_has_left_is_erased_once_no_service_has_anything_open(
    log_in: LogIn, services: StandIn
) -> None:
    person = log_in(Role.DIRECTOR)
    page = person.text(FILE)
    assert ERASE in page and "/left/m3/erase" not in page
    assert person.send(ERASE, reason="本人书面要求").status_code == 303
    assert erased(services) == [{"household_id": "h1", "member_id": "m2", "reason": "本人书面要求"}]
    asked = [one for one in services.calls if one.method == "needs_leaver"]
    assert {one.service for one in asked} == {"directory", "billing", "repairs", "complaints"}
    assert {one.data.get("person_id") for one in asked if one.service != "directory"} == {"p2"}


@pytest.mark.parametrize(("method", "reason", "said"), [
    (billing.NEEDS_LEAVER, "debt", "尚有欠费"),
    (repairs.NEEDS_LEAVER, "repair", "报修尚未办结"),
    (complaints.NEEDS_LEAVER, "complaint", "投诉尚未办结"),
    (directory.NEEDS_LEAVER, "card", "钥匙或门禁卡未交回"),
])  # fmt: skip
def test_P08_what_is_open_keeps_somebody_and_is_said(
    log_in: LogIn, services: StandIn, method: Any, reason: str, said: str
) -> None:
    services.answers[method.key] = NOTHING | {"reasons": [reason]}
    refused = log_in(Role.DIRECTOR).send(ERASE, reason="本人书面要求")
    assert refused.status_code == 409 and said in refused.get_data(as_text=True)
    assert erased(services) == []


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.SUPERVISOR])
def test_P08_nobody_else_is_offered_to_erase(log_in: LogIn, role: Role) -> None:
    assert "/erase" not in log_in(role).text(FILE)
