"""Verifying a paper (P10): open to whoever holds it, throttled as the login is."""

from typing import Any

from flask import Response, jsonify, request

from contracts.base import Payload
from contracts.billing import methods
from contracts.fields import Text
from contracts.papers import VerifiedPaper
from contracts.route import get
from gateway import bodies
from gateway.api.operation import header
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section
from gateway.identity import stranger
from gateway.paper_check import verified
from gateway.throttling import Attempts

VERIFY = get("/papers/verify", "凭编号和核验码核验单据")
PROBLEMS = (
    "paper_not_verified", "too_many_checks", "invalid_input", "malformed_header", "service_away",
    "service_timeout", "storage_unavailable", "internal_error",
)  # fmt: skip


class VerifyPaper(Payload):
    """Number and code, as they stand on the paper."""

    number = Text(required=True, max=40)
    code = Text(required=True, max=40)


def section(attempts: Attempts, refusals: Refusals) -> Section:
    """The endpoint; `attempts` counts the failures of pages and API together."""
    schema = VerifyPaper()

    def verify() -> Response:
        """Ask the issuer what the paper of this number says, if the code is its own."""
        arguments = bodies.query_arguments(request, schema)
        bodies.validated(schema, arguments)
        typed = schema.load(arguments)
        return jsonify(verified(attempts, stranger(request), typed["number"], typed["code"]))

    views = (Documented(VERIFY, "verify", verify, documentation(schema, refusals)),)
    return Section("papers", "核验单据 · Verifying papers", views)


def documentation(schema: Payload, refusals: Refusals) -> dict[str, Any]:
    """The OpenAPI operation."""
    return {
        "operationId": "verify_paper",
        "summary": f"{VERIFY.title}。 Verify a paper by its number and code.",
        "x-roles": ["anyone"],
        "x-method": methods.FIND_PAPER.key,
        "security": [],
        "parameters": [
            {"in": "query", "schema": schema}, header("Accept-Language"), header("X-Request-Id"),
        ],
        "responses": {
            "200": {
                "description": "单据属实。 The paper is genuine.",
                "content": {"application/json": {"schema": VerifiedPaper}},
            },
            **refusals.of(PROBLEMS),
        },
    }  # fmt: skip
