"""Headers that are read, passed on, and answered."""

import re

import pytest
from flask.testing import FlaskClient

from gateway import headers
from gateway.languages import preferred
from tests.api.conftest import Bearer
from tests.api.stand_in import StandIn

UUID = re.compile(r"[0-9a-f-]{36}")


def test_the_callers_request_id_is_taken_over_answered_and_passed_on(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    headers = bearer("finance") | {"X-Request-Id": "till-7.42"}
    answer = client.get("/api/v1/me", headers=headers)
    assert answer.headers["X-Request-Id"] == "till-7.42"
    assert services.last.context["request_id"] == "till-7.42"


@pytest.mark.parametrize("given", [None, "", "x" * 65, "two words", 'a"b', "电话"])
def test_without_a_fit_request_id_one_is_made(
    client: FlaskClient, services: StandIn, bearer: Bearer, given: str | None
) -> None:
    headers = bearer("finance")
    if given is not None:
        headers["X-Request-Id"] = given.encode().decode("latin-1")
    answer = client.get("/api/v1/me", headers=headers)
    assert UUID.fullmatch(answer.headers["X-Request-Id"])
    assert services.last.context["request_id"] == answer.headers["X-Request-Id"]


def test_the_idempotency_key_reaches_the_service(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    headers = bearer("finance") | {"Idempotency-Key": "run-2026-Q4"}
    body = {"period": "2026-Q4", "due_date": "2026-12-31"}
    client.post("/api/v1/bill-runs", json=body, headers=headers)
    assert services.last.context["idempotency_key"] == "run-2026-Q4"


@pytest.mark.parametrize("key", ["", "x" * 256, "with blank", "钥匙"])
def test_an_unfit_idempotency_key_is_refused(
    client: FlaskClient, services: StandIn, bearer: Bearer, key: str
) -> None:
    headers = bearer("finance") | {"Idempotency-Key": key.encode().decode("latin-1")}
    body = {"period": "2026-Q4", "due_date": "2026-12-31"}
    answer = client.post("/api/v1/bill-runs", json=body, headers=headers)
    assert answer.status_code == 400
    assert answer.get_json(force=True)["code"] == "malformed_header"
    assert not services.calls


EDIT = {"floor": 3, "identity_check": {"method": "id_card", "by": "李"}}


def test_an_edit_without_if_match_is_428(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    answer = client.patch("/api/v1/households/h1", json=EDIT, headers=bearer("supervisor"))
    assert answer.status_code == 428
    assert answer.get_json(force=True)["code"] == "precondition_required"
    assert not services.calls


def test_if_match_any_names_no_version(client: FlaskClient, bearer: Bearer) -> None:
    headers = bearer("supervisor") | {"If-Match": "*"}
    assert client.patch("/api/v1/households/h1", json=EDIT, headers=headers).status_code == 428


@pytest.mark.parametrize("tag", ['"3"', 'W/"3"'])
def test_the_version_of_an_edit_reaches_the_service(
    client: FlaskClient, services: StandIn, bearer: Bearer, tag: str
) -> None:
    headers = bearer("supervisor") | {"If-Match": tag}
    answer = client.patch("/api/v1/households/h1", json=EDIT, headers=headers)
    assert answer.status_code == 200
    assert services.last.context["if_match"] == "3"


@pytest.mark.parametrize("tag", ["3", '"three"', '"1", "2"', '"-1"'])
def test_an_if_match_that_is_no_tag_of_ours_is_refused(
    client: FlaskClient, bearer: Bearer, tag: str
) -> None:
    headers = bearer("supervisor") | {"If-Match": tag}
    answer = client.patch("/api/v1/households/h1", json=EDIT, headers=headers)
    assert answer.status_code == 400
    assert answer.get_json(force=True)["code"] == "malformed_header"


def test_what_has_a_version_is_answered_with_its_tag(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.get_household"] = {"id": "h1", "version": 7}
    answer = client.get("/api/v1/households/h1", headers=bearer("supervisor"))
    assert answer.headers["ETag"] == '"7"'


def test_what_was_made_is_answered_with_its_place(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["billing.start_bill_run"] = {"id": "run-1"}
    body = {"period": "2026-Q4", "due_date": "2026-12-31"}
    answer = client.post("/api/v1/bill-runs", json=body, headers=bearer("finance"))
    assert answer.status_code == 202
    assert answer.headers["Location"] == "/api/v1/bill-runs/run-1"


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/api/v1/me", "/nowhere"])
def test_every_answer_is_secured(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_personal_data_is_not_kept_by_caches(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.get("/api/v1/me", headers=bearer("finance"))
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_read_may_be_asked_for_its_head(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.head("/api/v1/me", headers=bearer("finance"))
    assert answer.status_code == 200
    assert answer.data == b""


def test_options_tell_the_verbs_without_a_login(client: FlaskClient) -> None:
    answer = client.options("/api/v1/complaints")
    assert answer.status_code == 200
    assert {"GET", "POST", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.5, zh;q=0.9", "zh"),
        ("fr, en;q=0.3", "en"),
        ("fr", "zh"),
        ("*", "zh"),
        ("zh;q=0, en", "en"),
        ("en;q=nonsense", "zh"),
        ("ZH-Hant-TW", "zh"),
        (";;;,,,q=1", "zh"),
    ],
)
def test_the_preferred_language_is_found(header: str | None, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize("path", ["//login", "/a//b", "//evil.example//x", "/docs", "/", "/login"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:81"])
def test_no_answer_leads_to_the_host_that_a_request_names(
    client: FlaskClient, path: str, host: str
) -> None:
    answer = client.get(path, headers={"Host": host})
    assert "evil.example:81" not in str(answer.headers)
    location = answer.headers.get("Location")
    if location is not None:
        assert location.startswith("/")
        assert not location.startswith("//")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://evil.example/login?next=/x", "/login?next=/x"),
        ("//evil.example/login", "/login"),
        ("http://evil.example//other.example/", "/other.example/"),
        ("http://evil.example/\\other.example", "/other.example"),
        ("/login?next=http://x/", "/login?next=http://x/"),
        ("?page=2", "?page=2"),
    ],
)
def test_an_address_of_ours_has_no_host(address: str, kept: str) -> None:
    assert headers.within(address) == kept
