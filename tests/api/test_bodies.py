"""What a request may say, and how it is refused; in wire form to the service."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway.bodies import LARGEST_JSON, LARGEST_UPLOAD
from tests.api.conftest import Bearer
from tests.api.stand_in import StandIn

LODGED = {
    "channel": "phone",
    "description": "楼上装修",
    "wish": "请制止",
    "contact_name": "王芳",
    "contact_phone": "138 0013 8000",
}
PAID = {"household_id": "h1", "amount": "123.45", "method": "cash"}


def refusal(answer: Any, status: int) -> dict[str, Any]:
    """The problem document, which must have this status."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    body: dict[str, Any] = answer.get_json(force=True)
    return body


def test_a_valid_body_reaches_the_service_as_it_was_sent(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    answer = client.post("/api/v1/complaints", json=LODGED, headers=bearer("receptionist"))
    assert answer.status_code == 201
    assert services.last.data == LODGED


def test_arguments_of_the_path_join_the_body(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    client.post("/api/v1/complaints/c1/handle", json={"result": "好了"}, headers=bearer("steward"))
    assert services.last.data == {"complaint_id": "c1", "result": "好了"}


def test_an_action_without_arguments_needs_no_body(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    answer = client.post("/api/v1/complaints/c1/resume", headers=bearer("steward"))
    assert answer.status_code == 200
    assert services.last.data == {"complaint_id": "c1"}


def test_an_argument_of_the_path_is_not_given_again_in_the_body(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    body = {"complaint_id": "c2", "result": "好了"}
    answer = client.post("/api/v1/complaints/c1/handle", json=body, headers=bearer("steward"))
    assert refusal(answer, 422)["errors"].keys() == {"complaint_id"}
    assert not services.calls


def test_an_unfit_id_in_the_path_is_refused(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.get("/api/v1/complaints/%00%20'--", headers=bearer("steward"))
    assert refusal(answer, 422)["errors"].keys() == {"complaint_id"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"amount": "-1.00"}, "amount"),
        ({"amount": "0.00"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"amount": 1.5}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "many"}, "amount"),
        ({"amount": None}, "amount"),
        ({"amount": "99999999999999.00"}, "amount"),
        ({"method": "barter"}, "method"),
        ({"household_id": 7}, "household_id"),
        ({"bill_ids": "b1"}, "bill_ids"),
        ({"bill_ids": [1]}, "bill_ids.0"),
        ({"bill_ids": ["b1", "b1"]}, "bill_ids"),
    ],
)
def test_a_field_that_does_not_fit_is_named(
    client: FlaskClient, services: StandIn, bearer: Bearer, change: dict[str, Any], field: str
) -> None:
    answer = client.post("/api/v1/payments", json=PAID | change, headers=bearer("receptionist"))
    body = refusal(answer, 422)
    assert body["code"] == "invalid_input"
    assert body["errors"].keys() == {field}
    assert not services.calls


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "31.12.2026", "2026-1-1", 20261231])
def test_a_date_that_does_not_exist_is_refused(
    client: FlaskClient, bearer: Bearer, day: Any
) -> None:
    body = {"period": "2026-Q4", "due_date": day}
    answer = client.post("/api/v1/bill-runs", json=body, headers=bearer("finance"))
    assert refusal(answer, 422)["errors"] == {"due_date": ["不是有效的日期，格式应为 YYYY-MM-DD。"]}


def test_fields_are_refused_in_the_callers_language(client: FlaskClient, bearer: Bearer) -> None:
    headers = bearer("receptionist")
    chinese = client.post("/api/v1/payments", json={}, headers=headers)
    english = client.post("/api/v1/payments", json={}, headers=headers | {"Accept-Language": "en"})
    assert refusal(chinese, 422)["errors"]["amount"] == ["此项必填。"]
    assert refusal(english, 422)["errors"]["amount"] == ["Missing data for required field."]


@pytest.mark.parametrize(
    "text", ["{", "[]", "null", '"text"', "1", "{'a': 1}", '{"amount": NaN}', "[" * 100_000]
)
def test_a_body_that_is_no_json_object_is_400(
    client: FlaskClient, bearer: Bearer, text: str
) -> None:
    answer = client.post(
        "/api/v1/payments", data=text, content_type="application/json", headers=bearer("finance")
    )
    assert refusal(answer, 400)["code"] == "malformed_json"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "a/b"])
def test_a_body_of_another_kind_is_415(client: FlaskClient, bearer: Bearer, kind: str) -> None:
    answer = client.post(
        "/api/v1/payments", data='{"a": 1}', content_type=kind, headers=bearer("finance")
    )
    assert refusal(answer, 415)["code"] == "unsupported_media_type"


def test_a_body_that_is_too_large_is_413(client: FlaskClient, bearer: Bearer) -> None:
    text = '{"remark": "' + "x" * LARGEST_JSON + '"}'
    answer = client.post(
        "/api/v1/payments", data=text, content_type="application/json", headers=bearer("finance")
    )
    body = refusal(answer, 413)
    assert body["code"] == "body_too_large"
    assert "1 MB" in body["detail"]


def test_a_body_of_unknown_length_is_bounded_too(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.post(
        "/api/v1/payments",
        input_stream=io.BytesIO(b'{"remark": "' + b"x" * LARGEST_JSON + b'"}'),
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
        content_type="application/json",
        headers=bearer("finance"),
    )
    assert refusal(answer, 413)["code"] == "body_too_large"


def test_who_is_not_logged_in_is_told_so_before_the_body_is_read(client: FlaskClient) -> None:
    answer = client.post("/api/v1/payments", data="{", content_type="application/json")
    assert answer.status_code == 401


# the query


def test_a_query_reaches_the_service_typed(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    query = "limit=5&overdue=true&household_id=5"
    client.get(f"/api/v1/complaints?{query}", headers=bearer("supervisor"))
    assert services.last.data == {"limit": 5, "overdue": True, "household_id": "5"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=ten", "limit"),
        ("limit=1&limit=2", "limit"),
        ("limit=99999999999999999999999", "limit"),
        ("overdue=maybe", "overdue"),
        ("cursor=%27%20or%201", "cursor"),
        ("surprise=1", "surprise"),
        ("tier=janitor", "tier"),
        ("tier=", "tier"),
        ("format=json", "format"),
    ],
)
def test_an_argument_of_the_query_that_does_not_fit_is_named(
    client: FlaskClient, services: StandIn, bearer: Bearer, query: str, field: str
) -> None:
    answer = client.get(f"/api/v1/complaints?{query}", headers=bearer("supervisor"))
    assert refusal(answer, 422)["errors"].keys() == {field}
    assert not services.calls


# files


def upload(client: FlaskClient, headers: dict[str, str], **parts: Any) -> Any:
    """Send a multipart form to the import of households."""
    return client.post(
        "/api/v1/households/import?dry_run=true",
        data=parts,
        content_type="multipart/form-data",
        headers=headers,
    )


def test_a_file_reaches_the_service_as_base64(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    answer = upload(client, bearer("finance"), file=(io.BytesIO(b"PK\x03\x04"), "名单.xlsx"))
    assert answer.status_code == 200
    assert services.last.data == {"file": "UEsDBA==", "dry_run": True}


def test_the_only_file_is_taken_by_any_name(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    answer = upload(client, bearer("finance"), document=(io.BytesIO(b"PK\x03\x04"), "a.xlsx"))
    assert answer.status_code == 200
    assert services.last.data["file"] == "UEsDBA=="


def test_other_fields_of_the_form_are_arguments(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    answer = client.post(
        "/api/v1/notices/n1/photos",
        data={"file": (io.BytesIO(b"photo"), "1.png"), "building": "3"},
        content_type="multipart/form-data",
        headers=bearer("steward"),
    )
    assert answer.status_code == 201
    assert services.last.data == {"notice_id": "n1", "building": "3", "content": "cGhvdG8="}


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"file": "text instead of a file"},
        {"file": [(io.BytesIO(b"x"), "a.xlsx"), (io.BytesIO(b"y"), "b.xlsx")]},
        {"file": (io.BytesIO(b""), "empty.xlsx")},
    ],
)
def test_a_form_without_the_file_is_refused(
    client: FlaskClient, services: StandIn, bearer: Bearer, parts: dict[str, Any]
) -> None:
    answer = upload(client, bearer("finance"), **parts)
    assert refusal(answer, 422)["errors"].keys() == {"file"}
    assert not services.calls


def test_a_file_instead_of_a_form_is_415(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.post(
        "/api/v1/households/import", data=b"PK", content_type="application/octet-stream",
        headers=bearer("finance"),
    )  # fmt: skip
    assert refusal(answer, 415)["code"] == "unsupported_media_type"


def test_a_file_that_is_too_large_is_413(client: FlaskClient, bearer: Bearer) -> None:
    file = (io.BytesIO(b"x" * LARGEST_UPLOAD), "big.xlsx")
    assert refusal(upload(client, bearer("finance"), file=file), 413)["code"] == "body_too_large"


# what marshmallow would take and the document forbids


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/complaints/c1/triage", {"valid": 1}, "valid"),
        ("/complaints/c1/triage", {"valid": "yes"}, "valid"),
        ("/payments", {"household_id": "h1", "amount": 5, "method": "cash"}, "amount"),
        ("/notices", {"audience": {"everyone": 1}}, "audience.everyone"),
        ("/repairs/r1/quote", {"amount": "1.00", "lines": [{"amount": 1}]}, "lines.0.amount"),
    ],
)
def test_a_value_of_another_json_type_is_refused(
    client: FlaskClient, services: StandIn, bearer: Bearer, path: str, body: Any, field: str
) -> None:
    roles = ("supervisor", "receptionist", "engineer", "finance")
    answer = client.post(f"/api/v1{path}", json=body, headers=bearer(*roles))
    assert refusal(answer, 422)["errors"].keys() == {field}
    assert not services.calls


@pytest.mark.parametrize("amount", [10, 10.5])
def test_a_number_where_an_amount_is_a_text_is_told_how_to_write_it(
    client: FlaskClient, services: StandIn, bearer: Bearer, amount: float
) -> None:
    paid = PAID | {"amount": amount}
    answer = client.post("/api/v1/payments", json=paid, headers=bearer("receptionist"))
    assert refusal(answer, 422)["errors"] == {
        "amount": ['金额应写作字符串，例如 "123.45"。'],
    }
    assert not services.calls
