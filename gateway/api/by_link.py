"""What is asked without a login: one-time links, asked for, opened and used, throttled as logins
are (P03)."""

from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema

from contracts.directory import methods
from contracts.directory.forgotten import ForgotPassword
from contracts.method import Method
from contracts.problems import problems_of
from gateway import bodies
from gateway.api.endpoint import Endpoint
from gateway.api.examples import example_of
from gateway.api.operation import header, split_doc
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section, View
from gateway.forgotten import send_link
from gateway.identity import stranger
from gateway.link_check import by_code, by_link
from gateway.throttling import Attempts

PROBLEMS = (
    "too_many_links", "too_many_attempts", "forgot_unavailable", "invalid_input", "malformed_json",
    "malformed_header",
    "body_too_large", "unsupported_media_type", "request_timeout", "service_away",
    "service_timeout", "storage_unavailable", "outcome_unknown", "internal_error",
)  # fmt: skip
BY_LINK = {
    methods.OPEN_LINK: by_link, methods.USE_LINK: by_link,
    methods.OPEN_CODE: by_code, methods.USE_CODE: by_code,
}  # fmt: skip
"""Methods, and what counts their failures."""


def section(attempts: Attempts, refusals: Refusals) -> Section:
    """The endpoints; `attempts` counts the failures of pages and API together."""
    views = [
        Documented(
            Endpoint(method).route, method.name, view(method, attempts), document(method, refusals)
        )
        for method in BY_LINK
    ]
    forgot = Documented(
        Endpoint(methods.FORGOT_PASSWORD).route,
        "forgot_password",
        forgotten(attempts),
        document(methods.FORGOT_PASSWORD, refusals, ForgotPassword),
    )
    return Section("by_link", "凭链接办理 · By a one-time link", [*views, forgot])


def view(method: Method, attempts: Attempts) -> View:
    """What answers one of them."""
    schema = method.request()

    def answered() -> Response:
        arguments = bodies.json_body(request)
        bodies.validated(schema, arguments)
        return jsonify(BY_LINK[method](attempts, stranger(request), method, arguments))

    return answered


def forgotten(attempts: Attempts) -> View:
    """What answers who has forgotten the password: nothing, whoever it is."""
    schema = ForgotPassword()

    def answered() -> Response:
        arguments = bodies.json_body(request)
        bodies.validated(schema, arguments)
        send_link(attempts, stranger(request), str(arguments["username"]))
        return Response(status=204)

    return answered


def document(
    method: Method, refusals: Refusals, taken: type[Schema] | None = None
) -> dict[str, Any]:
    """The OpenAPI operation; `taken` is what the caller sends, where the gateway adds to it."""
    request_schema = taken or method.request
    summary, rest = split_doc(request_schema)
    endpoint, schema = Endpoint(method), request_schema()
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
        "responses": success(method) | refusals.of([*PROBLEMS, *problems_of(method.service)]),
    }


def success(method: Method) -> dict[str, Any]:
    """The answer."""
    if method.response is None:
        return {"204": {"description": "已完成。 Done; nothing to say."}}
    content = {"application/json": {"schema": method.response}}
    return {"200": {"description": f"成功 · {split_doc(method.response)[0]}", "content": content}}
