"""What is asked without a login: one-time links, opened and used, throttled as logins are (P03)."""

from typing import Any

from flask import Response, jsonify, request

from contracts.directory import methods
from contracts.method import Method
from contracts.problems import problems_of
from gateway import bodies
from gateway.api.endpoint import Endpoint
from gateway.api.examples import example_of
from gateway.api.operation import header, split_doc
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section, View
from gateway.identity import stranger
from gateway.link_check import by_link
from gateway.throttling import Attempts

PROBLEMS = (
    "too_many_links", "invalid_input", "malformed_json", "malformed_header", "body_too_large",
    "unsupported_media_type", "request_timeout", "service_away", "service_timeout",
    "storage_unavailable", "outcome_unknown", "internal_error",
)  # fmt: skip
BY_LINK = (methods.OPEN_LINK, methods.USE_LINK)


def section(attempts: Attempts, refusals: Refusals) -> Section:
    """The endpoints; `attempts` counts the failures of pages and API together."""
    views = [
        Documented(
            Endpoint(method).route, method.name, view(method, attempts), document(method, refusals)
        )
        for method in BY_LINK
    ]
    return Section("by_link", "凭链接办理 · By a one-time link", views)


def view(method: Method, attempts: Attempts) -> View:
    """What answers one of them."""
    schema = method.request()

    def answered() -> Response:
        arguments = bodies.json_body(request)
        bodies.validated(schema, arguments)
        return jsonify(by_link(attempts, stranger(request), method, arguments))

    return answered


def document(method: Method, refusals: Refusals) -> dict[str, Any]:
    """The OpenAPI operation."""
    summary, rest = split_doc(method.request)
    endpoint, schema = Endpoint(method), method.request()
    content = {"schema": schema, "example": example_of(schema)}
    return {
        "operationId": method.name,
        "summary": f"{endpoint.route.title} · {summary}",
        "description": rest,
        "x-roles": ["anyone"],
        "x-method": method.key,
        "security": [],
        "parameters": [header("Accept-Language"), header("X-Request-Id")],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {
            "200": {
                "description": f"成功 · {split_doc(method.response or method.request)[0]}",
                "content": {"application/json": {"schema": method.response}},
            },
            **refusals.of([*PROBLEMS, *problems_of(method.service)]),
        },
    }
