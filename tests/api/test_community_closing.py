"""P01: over HTTP a community is closed once no service has anything open there."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from foundation.errors import ServiceAway
from tests.api.conftest import Bearer
from tests.api.stand_in import StandIn

PATH = "/api/v1/communities/c2"
ASKED = (directory, billing, repairs, complaints, notices)
VIEW = {"id": "c2", "version": 4}


@pytest.fixture(autouse=True)
def nothing_open(services: StandIn) -> None:
    """No service has anything open."""
    services.answers |= {one.NEEDS_COMMUNITY.key: {"reasons": []} for one in ASKED}
    services.answers |= {"directory.close_community": VIEW, "directory.reopen_community": VIEW}


def called(services: StandIn) -> list[str]:
    """What the gateway asked for, in its order."""
    return [f"{one.service}.{one.method}" for one in services.calls]


def close(client: FlaskClient, headers: dict[str, str], **body: Any) -> Any:
    """Close it."""
    return client.post(f"{PATH}/close", json=body or {"reason": "合同到期"}, headers=headers)


def test_P01_all_services_are_asked_before_the_directory_closes_it(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    admin = bearer("admin") | {"If-Match": '"3"'}
    answer = close(client, admin)
    assert (answer.status_code, answer.json) == (200, VIEW)
    assert answer.headers["ETag"] == '"4"'
    assert called(services) == [
        *(f"{one.NEEDS_COMMUNITY.key}" for one in ASKED), "directory.close_community",
    ]  # fmt: skip
    assert client.post(f"{PATH}/reopen", headers=admin).status_code == 200


def test_P01_every_reason_is_named_at_once(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers |= {
        billing.NEEDS_COMMUNITY.key: {"reasons": [
            {"reason": "debts", "count": 3, "amount": "1234.00"},
            {"reason": "bill_runs", "count": 1, "amount": None},
        ]},
        notices.NEEDS_COMMUNITY.key: {"reasons": [
            {"reason": "notices", "count": 2, "amount": None},
        ]},
    }  # fmt: skip
    admin = bearer("admin") | {"If-Match": '"3"'}
    refused = close(client, admin)
    assert (refused.status_code, refused.json["code"]) == (409, "community_in_use")
    assert refused.json["detail"] == (
        "该项目尚有未了结事项：未缴清账单 3（1234.00 元）、未完成的出账批次 1、待审批公告 2。"
    )
    assert "directory.close_community" not in called(services)
    english = close(client, admin | {"Accept-Language": "en"}).json["detail"]
    assert "unpaid bills 3 (1234.00 yuan), unfinished bill runs 1" in english


def test_P01_a_service_that_is_away_is_not_taken_for_one_with_nothing_open(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers[repairs.NEEDS_COMMUNITY.key] = ServiceAway()
    assert close(client, bearer("admin") | {"If-Match": '"3"'}).status_code == 503
    assert "directory.close_community" not in called(services)


def test_P01_it_is_an_edit_of_what_was_read(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    for act in ("close", "reopen"):
        body = {"reason": "合同到期"} if act == "close" else {}
        refused = client.post(f"{PATH}/{act}", json=body, headers=bearer("admin"))
        assert (refused.status_code, refused.json["code"]) == (428, "precondition_required")
    unsaid = close(client, bearer("admin") | {"If-Match": '"3"'}, reason="")
    assert (unsaid.status_code, list(unsaid.json["errors"])) == (422, ["reason"])
    assert called(services) == [], "nothing is asked before"
