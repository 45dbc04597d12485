"""What all services are asked for at once: their policies and their audit trails (P05)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema, fields

from contracts.base import Nothing, View
from contracts.fields import Coded
from contracts.method import Method
from contracts.methods import METHODS
from contracts.policy import PolicyOwner
from contracts.route import Route, get
from contracts.service_admin import (
    AUDITORS,
    READERS,
    AuditCheck,
    AuditItem,
    AuditQuery,
    ListPolicies,
    PolicyList,
)
from foundation.actor import Actor
from gateway import audit_trails, bodies
from gateway.api.operation import ALWAYS, ANY_SERVICE, COMMUNITY, header
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section
from gateway.communities import ARGUMENT
from gateway.context import gateway_context
from gateway.identity import authenticate

POLICIES = get("/policies", "查看全部制度")
AUDIT = get("/audit", "查询审计记录")
VERIFY = get("/audit/verify", "核验审计记录")
LISTS = tuple(method for method in METHODS if method.name == "list_policies")
"""Of each service, in the order of the document."""


class AuditEntry(AuditItem):
    """Who did what, with before and after, in which service."""

    service = Coded(PolicyOwner, required=True)


class AuditPage(View):
    """One page of what was done, newest first."""

    items = fields.List(fields.Nested(AuditEntry), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class ServiceCheck(View):
    """What came of recomputing the trail of a service."""

    service = Coded(PolicyOwner, required=True)
    check = fields.Nested(AuditCheck, required=True)


class AuditVerification(View):
    """What came of recomputing all trails; `intact` where every row is as it was."""

    intact = fields.Boolean(required=True)
    items = fields.List(fields.Nested(ServiceCheck), required=True)


def section(refusals: Refusals) -> Section:
    """The endpoints."""
    found = (
        (POLICIES, policies, ListPolicies, PolicyList, READERS, "Every value of all services."),
        (AUDIT, trail, AuditQuery, AuditPage, AUDITORS, "Who did what, before and after."),
        (VERIFY, verify, Nothing, AuditVerification, AUDITORS, "Recompute the audit trail."),
    )
    views = tuple(
        Documented(
            route, view.__name__, view, documentation(route, asks, gives, roles, en, refusals)
        )
        for route, view, asks, gives, roles, en in found
    )
    return Section("company", "公司制度与审计 · Policies and audit trail of the company", views)


def arguments_of(schema: Schema) -> dict[str, Any]:
    """What the query asks for; raises `InvalidInput` for what it must not."""
    arguments = bodies.query_arguments(request, schema)
    if ARGUMENT not in schema.fields:
        arguments.pop(ARGUMENT, None)
    bodies.validated(schema, arguments)
    return arguments


def acting() -> Actor:
    """Who asks, as they act in the community that the query names."""
    actor, named = authenticate(request), request.args.get(ARGUMENT)
    return actor if named is None else gateway_context().communities.within(actor, named)


def policies() -> Response:
    """The values of all services, one after another."""
    actor, arguments = authenticate(request), arguments_of(ListPolicies())
    answers = asking(actor)(*((method, arguments) for method in LISTS))
    return jsonify(items=[item for answer in answers for item in answer["items"]])


def trail() -> Response:
    """A page of the audit trails together."""
    actor, arguments = acting(), arguments_of(AuditQuery())
    limit = AuditQuery().load(arguments)["limit"]
    found = audit_trails.page_of(asking(actor), arguments, limit)
    return jsonify(items=found["items"], next_cursor=found["next_cursor"])


def verify() -> Response:
    """Recompute all chains that the caller may see."""
    actor = acting()
    arguments_of(Nothing())
    found = audit_trails.checked(asking(actor))
    return jsonify(intact=not any(one["check"]["broken"] for one in found), items=found)


def asking(actor: Actor) -> audit_trails.Ask:
    """Asks one service after another on behalf of somebody."""

    def ask(*questions: tuple[Method, Mapping[str, Any]]) -> list[Any]:
        return [gateway_context().call(method, given, actor) for method, given in questions]

    return ask


def documentation(
    route: Route,
    asks: type[Schema],
    gives: type[Schema],
    roles: Iterable[str],
    english: str,
    refusals: Refusals,
) -> dict[str, Any]:
    """The OpenAPI operation."""
    known = asks().fields
    query: list[Any] = [{"in": "query", "schema": asks}] if known else []
    query += [] if ARGUMENT in known else [COMMUNITY]
    return {
        "operationId": route.path.strip("/").replace("/", "_"),
        "summary": f"{route.title}。 {english}",
        "x-roles": sorted(roles),
        "security": [{"bearer": []}],
        "parameters": [*query, header("Accept-Language"), header("X-Request-Id")],
        "responses": {
            "200": {
                "description": f"{route.title}。",
                "content": {"application/json": {"schema": gives}},
            },
            **refusals.of([*ALWAYS, *ANY_SERVICE, "invalid_input", "not_found"]),
        },
    }
