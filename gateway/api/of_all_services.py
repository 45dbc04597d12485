"""What all services are asked for at once: their policies (P05)."""

from typing import Any

from flask import Response, jsonify, request

from contracts.methods import METHODS
from contracts.route import Route, get
from contracts.service_admin import READERS, ListPolicies, PolicyList
from gateway import bodies
from gateway.api.operation import ALWAYS, ANY_SERVICE, header
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section
from gateway.context import gateway_context
from gateway.identity import authenticate

POLICIES = get("/policies", "查看全部制度")
LISTS = tuple(method for method in METHODS if method.name == "list_policies")
"""Of each service, in the order of the document."""


def section(refusals: Refusals) -> Section:
    """The endpoints."""
    views = (Documented(POLICIES, "policies", policies, documentation(POLICIES, refusals)),)
    return Section("company", "公司制度 · Policies of the company", views)


def policies() -> Response:
    """The values of all services, one after another."""
    actor, schema = authenticate(request), ListPolicies()
    arguments = bodies.query_arguments(request, schema)
    bodies.validated(schema, arguments)
    answers = (gateway_context().call(method, arguments, actor) for method in LISTS)
    return jsonify(items=[item for answer in answers for item in answer["items"]])


def documentation(route: Route, refusals: Refusals) -> dict[str, Any]:
    """The OpenAPI operation."""
    return {
        "operationId": "policies",
        "summary": f"{route.title}。 Every value that managers can change, of all services.",
        "x-roles": sorted(READERS),
        "security": [{"bearer": []}],
        "parameters": [
            {"in": "query", "schema": ListPolicies}, header("Accept-Language"),
            header("X-Request-Id"),
        ],
        "responses": {
            "200": {
                "description": "全部制度。 The values.",
                "content": {"application/json": {"schema": PolicyList}},
            },
            **refusals.of([*ALWAYS, *ANY_SERVICE, "invalid_input", "not_found"]),
        },
    }  # fmt: skip
