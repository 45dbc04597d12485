"""Find (P07): one box for all services."""

from typing import Any

from flask import Response, jsonify, request

from contracts.finding import Find, SearchView
from contracts.roles import STAFF
from contracts.route import get
from gateway import bodies, problems
from gateway.api.operation import ALWAYS, ANY_SERVICE, header
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section
from gateway.finding import find
from gateway.identity import authenticate

SEARCH = get("/search", "查找：编号、住户、姓名或首字母、电话后四位、车牌、内容")


def section(refusals: Refusals) -> Section:
    """The endpoint."""
    views = (Documented(SEARCH, "search", search, documentation(refusals)),)
    return Section("search", "查找 · Find", views)


def search() -> Response:
    """What all services find, in groups."""
    actor, schema = authenticate(request), Find()
    actor.require(*STAFF)
    arguments = bodies.query_arguments(request, schema)
    bodies.validated(schema, arguments)
    typed = schema.load(arguments)
    found = find(actor, typed["q"], typed["limit"])
    missing = [
        {"service": service, "detail": problems.details_of(refusal).detail}
        for service, refusal in found["missing"]
    ]
    return jsonify(SearchView().dump(found | {"missing": missing}))


def documentation(refusals: Refusals) -> dict[str, Any]:
    """The OpenAPI operation."""
    return {
        "operationId": "search",
        "summary": f"{SEARCH.title}。 Papers, households, people, plates and words, in groups. "
        "A key is told of the services that it reads.",
        "x-roles": sorted(STAFF),
        "security": [{"bearer": []}],
        "parameters": [
            {"in": "query", "schema": Find}, header("Accept-Language"), header("X-Request-Id"),
        ],
        "responses": {
            "200": {
                "description": "找到的内容。 What was found; who gives no answer is named.",
                "content": {"application/json": {"schema": SearchView}},
            },
            **refusals.of([*ALWAYS, *ANY_SERVICE, "invalid_input"]),
        },
    }  # fmt: skip
