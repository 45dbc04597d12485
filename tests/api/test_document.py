"""The OpenAPI document is valid and complete, and the endpoints are those of the contracts."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from contracts.method import Method
from contracts.methods import METHODS as ALL
from contracts.problems import SERVICES
from contracts.roles import Role
from gateway.api.endpoint import Endpoint
from gateway.api.endpoints import BY_HAND, ENDPOINTS
from gateway.api.examples import example_of
from tests.api.test_matrix import OPEN_TO_ALL

ROOT = Path(__file__).resolve().parents[2]
METHODS: list[Method] = [
    method
    for service in SERVICES
    for method in import_module(f"contracts.{service}.methods").METHODS
]

INTERNAL = {
    "directory.import_rows",  # the command line's import, with progress
    "directory.issuer_of_paper",  # for whoever verifies a paper without a login
    "directory.all_communities",  # among which somebody chooses
    "billing.history", "complaints.history", "directory.history", "notices.history",  # pages
    "directory.site",  # where pages are reached
    "directory.session", "directory.open_api_key",  # whom the gateway lets in
    "notices.channels_in_use",  # whether a link can be sent
    "directory.own_data",  # a part of what somebody takes along
    "directory.erase_leaver",  # once no service has anything open with them
    "directory.needs_leaver", "billing.needs_leaver", "repairs.needs_leaver",
    "complaints.needs_leaver",
    "directory.needs_community", "billing.needs_community", "repairs.needs_community",
    "complaints.needs_community", "notices.needs_community",  # before one is closed
    "directory.log_in_by_company",  # whom the company's provider tells
    "directory.log_in_by_code", "directory.enrol_at_login", "directory.confirm_at_login",  # pages
    "billing.find_paper", "repairs.find_paper", "complaints.find_paper",  # by who issued the paper
    "directory.find", "billing.find", "repairs.find", "complaints.find", "notices.find",  # P07
    "complaints.find_alike",  # by the page on which a contact is written down
}  # fmt: skip
"""Methods that are called by RPC only."""

PROMISED = """
POST /auth/token · GET /me · GET /households · GET /households/{id} · PATCH /households/{id}
POST /households/import · GET /fee-items · POST /fee-items · POST /bill-runs · GET /bill-runs/{id}
GET /bills · POST /payments · POST /payments/{id}/void · GET /households/{id}/statement
GET /dunning/preview · GET /dunning/visits · POST /dunning/visits/{id}/outcome
GET /reports/collection · POST /repairs · GET /repairs · GET /repairs/{id}
POST /repairs/{id}/verify · POST /repairs/{id}/dispatch · POST /repairs/{id}/accept
POST /repairs/{id}/decline · POST /repairs/{id}/set-out · POST /repairs/{id}/arrive
POST /repairs/{id}/quote · POST /repairs/{id}/accept-quote · POST /repairs/{id}/reject-quote
POST /repairs/{id}/complete · POST /repairs/{id}/follow-up · POST /repairs/{id}/cancel
POST /complaints · GET /complaints · POST /complaints/import · GET /complaints/{id}
POST /complaints/{id}/triage · POST /complaints/{id}/transfer · POST /complaints/{id}/handle
POST /complaints/{id}/answer · POST /complaints/{id}/return-visits · POST /complaints/{id}/pause
POST /complaints/{id}/resume · POST /complaints/{id}/acknowledge · POST /complaints/{id}/classify
POST /complaints/{id}/close · GET /escalations · GET /reports/complaints
POST /notices · GET /notices · POST /notices/{id}/submit · POST /notices/{id}/approve
POST /notices/{id}/publish · POST /notices/{id}/withdraw · POST /notices/{id}/correct
POST /notices/{id}/read · POST /notices/{id}/acknowledge · POST /notices/{id}/photos
GET /notices/{id}/reach · GET /demo/clock · POST /demo/clock
"""


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    """The document as it is served."""
    answer: dict[str, Any] = app.test_client().get("/openapi.json").get_json()
    return answer


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """All operations by `VERB path`, path parameters called `id`."""
    return {
        f"{verb.upper()} {re.sub(r'{[a-z_]+}', '{id}', path).removeprefix('/api/v1')}": operation
        for path, item in document["paths"].items()
        for verb, operation in item.items()
        if verb in ("get", "post", "put", "patch", "delete")
    }


def test_the_document_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)


def test_everything_that_was_promised_is_there(document: dict[str, Any]) -> None:
    promised = {line.strip() for line in re.split("[·\n]", PROMISED) if line.strip()}
    assert promised <= set(operations(document))


def test_every_method_has_an_endpoint_or_is_internal_on_purpose() -> None:
    without = {method.key for method in METHODS if method.route is None}
    assert without == INTERNAL
    assert {endpoint.method for endpoint in ENDPOINTS} | BY_HAND == {
        method for method in METHODS if method.route
    }


def test_the_methods_of_all_services_are_offered() -> None:
    assert sorted(method.key for method in ALL) == sorted(method.key for method in METHODS)


def test_the_document_offers_a_method_at_its_route(document: dict[str, Any]) -> None:
    """And nothing else, but verifying papers, the clock, and what is of all services, which are no
    methods."""
    found = operations(document)
    routes = {m.key: m.route for m in METHODS if m.route}
    assert {o["x-method"]: name for name, o in found.items() if "x-method" in o} == {
        key: f"{route.verb} {re.sub('<[a-z_]+>', '{id}', route.path)}"
        for key, route in routes.items()
    } | {"billing.find_paper": "GET /papers/verify"}
    assert {name for name, o in found.items() if "x-method" not in o} == {
        "GET /demo/clock", "POST /demo/clock", "GET /policies", "GET /audit",
        "GET /audit/verify", "GET /search",
    }  # fmt: skip


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: f"{e.route.verb} {e.route.path}")
def test_the_path_names_arguments_of_the_method(endpoint: Endpoint) -> None:
    assert set(endpoint.route.in_path) <= set(endpoint.schema.fields)
    if endpoint.route.file:
        assert endpoint.route.file in endpoint.schema.fields
    if endpoint.route.verb in ("GET", "DELETE"):
        assert not endpoint.method.creates
        assert not endpoint.method.edits


def test_every_write_but_the_login_takes_an_idempotency_key(document: dict[str, Any]) -> None:
    keyed = {
        name
        for name, operation in operations(document).items()
        if any(one["name"] == "Idempotency-Key" for one in operation["parameters"])
    }
    writing = {name for name in operations(document) if not str(name).upper().startswith("GET")}
    login = {name for name in writing if "/auth/" in str(name)}
    assert login
    assert keyed == writing - login


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: f"{e.route.verb} {e.route.path}")
def test_the_example_of_a_body_is_a_valid_body(endpoint: Endpoint) -> None:
    example = example_of(endpoint.schema)
    assert endpoint.schema.validate(example) == {}


def test_every_operation_says_who_may_call(document: dict[str, Any]) -> None:
    found = operations(document)
    assert all(operation["x-roles"] for operation in found.values())
    by_method = {o["x-method"]: o for o in found.values() if "x-method" in o}
    for method in METHODS:
        if method.key not in INTERNAL and Role.SYSTEM not in method.roles:
            assert by_method[method.key]["x-roles"] == sorted(method.roles)


def test_every_operation_is_told_in_both_languages(document: dict[str, Any]) -> None:
    for name, operation in operations(document).items():
        summary = operation["summary"]
        assert any("\u4e00" <= letter <= "\u9fff" for letter in summary), name
        assert re.search("[A-Za-z]{2}", summary), name


def test_every_operation_but_those_open_to_all_needs_a_token(document: dict[str, Any]) -> None:
    for name, operation in operations(document).items():
        assert operation["security"] == ([] if name in OPEN_TO_ALL else [{"bearer": []}])


def test_every_refusal_is_a_problem_document(document: dict[str, Any]) -> None:
    for name, operation in operations(document).items():
        refused = {s: r["$ref"] for s, r in operation["responses"].items() if s >= "400"}
        assert {"500", "503"} <= set(refused), name
        for reference in refused.values():
            shared = document["components"]["responses"][reference.rpartition("/")[2]]
            assert set(shared["content"]) == {"application/problem+json"}


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(document).values()]
    assert len(names) == len(set(names))


def test_headers_that_matter_are_documented(document: dict[str, Any]) -> None:
    found = operations(document)

    def headers(name: str) -> dict[str, bool]:
        listed = found[name]["parameters"]
        return {p["name"]: p["required"] for p in listed if p["in"] == "header"}

    assert "Idempotency-Key" in headers("POST /payments")
    assert headers("PATCH /households/{id}")["If-Match"] is True
    assert "X-Request-Id" in headers("GET /bills")
    assert "ETag" in found["GET /households/{id}"]["responses"]["200"]["headers"]


def test_the_document_is_answered_from_memory_and_can_be_revalidated(client: FlaskClient) -> None:
    first = client.get("/openapi.json")
    again = client.get("/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_no_public_address_stands_in_the_document(client: FlaskClient) -> None:
    assert not re.search(r"https?://", client.get("/openapi.json").get_data(as_text=True))
