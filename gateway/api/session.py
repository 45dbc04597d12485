"""Logging in: user name and password against an access token."""

from typing import Any

from flask import Response, jsonify, request
from marshmallow import fields

from contracts.base import View
from contracts.directory import methods
from contracts.directory.sessions import Credentials, SessionKind
from contracts.route import Route
from gateway import bodies
from gateway.api.endpoint import Endpoint
from gateway.api.examples import example_of
from gateway.api.operation import header, operation
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section
from gateway.context import gateway_context
from gateway.identity import authenticate, stranger, user_agent
from gateway.throttling import Attempts
from gateway.tokens import LIFETIME

PROBLEMS = (
    "bad_credentials", "second_factor_required", "bad_second_factor", "second_factor_missing",
    "secret_missing", "too_many_attempts", "invalid_input", "malformed_json", "body_too_large",
    "unsupported_media_type", "service_away", "service_timeout", "internal_error",
)  # fmt: skip


class TokenView(View):
    """访问令牌。 An access token, sent as `Authorization: Bearer …`."""

    access_token = fields.String(required=True)
    token_type = fields.String(required=True, metadata={"example": "Bearer"})
    expires_in = fields.Integer(required=True, metadata={"description": "秒。 Seconds."})


TOKEN = {
    "description": "令牌。 The token.",
    "content": {"application/json": {"schema": TokenView}},
}


def section(attempts: Attempts, refusals: Refusals) -> Section:
    """The login and the change of password; `attempts` counts the failures of both."""
    schema = Credentials()
    login = Endpoint(methods.AUTHENTICATE).route
    change = Endpoint(methods.CHANGE_PASSWORD)

    def token() -> Response:
        """Check the credentials with the directory and sign a token of the session it opens."""
        actor = stranger(request)
        arguments = bodies.json_body(request)
        bodies.validated(schema, arguments)
        given = arguments | {"kind": SessionKind.API, "user_agent": user_agent(request)}
        with attempts.attempt(str(arguments["username"])):
            opened = gateway_context().call(methods.AUTHENTICATE, given, actor)
        return bearer_of(opened)

    def password() -> Response:
        """Change the own password; whoever found a token must not guess the password with it.

        All logins end, the one that asks as well: it goes on under the token that is answered.
        """
        actor = authenticate(request)
        arguments = change.arguments({})
        bodies.validated(change.schema, arguments)
        with attempts.attempt(actor.id):
            opened = gateway_context().call(methods.CHANGE_PASSWORD, arguments, actor)
        return bearer_of(opened)

    of_login = documentation(login, schema, refusals)
    of_change = answering_a_token(operation(change, refusals))
    views = (
        Documented(login, "token", token, of_login),
        Documented(change.route, "password", password, of_change),
    )
    return Section("session", "登录 · Logging in", views)


def bearer_of(opened: dict[str, Any]) -> Response:
    """The token of a session that has just been opened."""
    return jsonify(
        access_token=gateway_context().tokens.issue(opened),
        token_type="Bearer",  # noqa: S106 - the kind of token, not one
        expires_in=int(LIFETIME.total_seconds()),
    )


def answering_a_token(document: dict[str, Any]) -> dict[str, Any]:
    """An operation that answers a token instead of what its method gives."""
    document["responses"]["200"] = TOKEN
    return document


def documentation(route: Route, schema: Credentials, refusals: Refusals) -> dict[str, Any]:
    """The OpenAPI operation of the login."""
    return {
        "operationId": "authenticate",
        "summary": f"{route.title}。 Log in and get an access token.",
        "x-roles": ["anyone"],
        "x-method": methods.AUTHENTICATE.key,
        "security": [],
        "parameters": [header("Accept-Language"), header("X-Request-Id")],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schema, "example": example_of(schema)}},
        },
        "responses": {
            "200": TOKEN,
            **refusals.of(PROBLEMS),
        },
    }
