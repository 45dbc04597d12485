"""P10: papers as PDF from the API, the same as the pages give."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import Role
from tests.api.conftest import Bearer
from tests.api.stand_in import StandIn
from tests.unit.foundation.test_pdf import text_of
from tests.web.test_printed import BILL, HEAD, ORDER, RECEIPT
from tests.web.test_steps import LETTER, STEP_ID

PAPERS = [
    ("/receipts/SJ-2026-000001", Role.FINANCE, ("收据", "SJ-2026-000001", "¥1,509.30")),
    ("/bills/b1", Role.FINANCE, ("账单", "ZD-2026-000001", "1栋1单元101室", "¥1,500.00")),
    (f"/dunning/steps/{STEP_ID}/letter", Role.FINANCE, ("催缴函", "CJ-2026-000001", "¥1,512.66")),
    ("/repairs/r1", Role.ENGINEER, ("派工单", "PG-2026-000001", "厨房水管漏水")),
]


@pytest.fixture(autouse=True)
def papers(services: StandIn) -> None:
    """One of each."""
    services.answers |= {
        billing.GET_RECEIPT.key: RECEIPT, billing.GET_BILL.key: BILL,
        billing.GET_LETTER.key: LETTER, directory.PAPER_HEAD.key: HEAD, repairs.GET.key: ORDER,
        directory.GET_HOUSEHOLD.key: {"id": "h1", "building": "1栋", "unit": "1-101"},
    }  # fmt: skip


@pytest.mark.parametrize(("path", "role", "parts"), PAPERS)
@pytest.mark.parametrize("by", ["query", "header"])
def test_P10_a_paper_is_given_as_pdf(
    client: FlaskClient, bearer: Bearer, path: str, role: Role, parts: tuple[str, ...], by: str
) -> None:
    by_header = {"Accept": "application/pdf"} if by == "header" else {}
    query = "?format=pdf" if by == "query" else ""
    answer: Any = client.get(f"/api/v1{path}{query}", headers={**bearer(role), **by_header})
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    said = text_of(answer.data)
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(("path", "role", "parts"), PAPERS)
def test_P10_without_being_asked_for_it_is_json(
    client: FlaskClient, bearer: Bearer, path: str, role: Role, parts: tuple[str, ...]
) -> None:
    assert client.get(f"/api/v1{path}", headers=bearer(role)).is_json


def test_P10_a_repair_that_nobody_goes_to_has_no_pdf(
    client: FlaskClient, bearer: Bearer, services: StandIn
) -> None:
    services.answers[repairs.GET.key] = ORDER | {"work_order_number": None}
    path = "/api/v1/repairs/r1?format=pdf"
    assert client.get(path, headers=bearer(Role.ENGINEER)).status_code == 404
