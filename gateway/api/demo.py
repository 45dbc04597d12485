"""The demo clock: in demo mode an admin moves time on and watches the deadlines fire."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import isodate
from flask import Response, jsonify, request
from marshmallow import fields

from contracts.base import Payload, View
from contracts.fields import Instant
from contracts.roles import Role
from contracts.route import Route, get, post
from foundation.actor import Actor
from foundation.config import SERVICES
from gateway import bodies
from gateway.api.examples import example_of
from gateway.api.operation import header
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section
from gateway.clock_moves import ClockMove, moves
from gateway.context import gateway_context
from gateway.identity import authenticate

READ = get("/demo/clock", "读取演示时钟")
ADVANCE = post("/demo/clock", "拨动演示时钟")
FARTHEST = timedelta(days=400)
MOVES_CLOCK = Role.ADMIN
"""Who moves the clock on."""
STEP_TIMEOUT = 120.0
"""Seconds that one service may take to process what has become due in one step."""
PROBLEMS = (
    "idempotency_mismatch", "not_authenticated", "forbidden", "invalid_input", "malformed_json",
    "service_away", "service_timeout", "still_under_way", "internal_error",
)  # fmt: skip


class Duration(fields.String):
    """An ISO 8601 duration of whole seconds up to 400 days, such as `P1D` or `PT2H`."""

    default_error_messages = {
        "duration": "Not a duration such as P1D or PT2H.",
        "range": "Must be between one second and 400 days.",
    }

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            length = isodate.parse_duration(text)
        except (ValueError, OverflowError) as error:
            raise self.make_error("duration") from error
        if not isinstance(length, timedelta):
            raise self.make_error("duration")  # months and years have no fixed length
        if not timedelta(seconds=1) <= length <= FARTHEST:
            raise self.make_error("range")
        return length


class AdvanceClock(Payload):
    """把演示时钟向前拨。 Move the demo clock on; all deadlines up to then are worked."""

    advance = Duration(required=True, metadata={"example": "P1D"})


class ClockView(View):
    """演示时钟。 The time that the product goes by."""

    now = Instant(required=True)


def section(refusals: Refusals) -> Section:
    """Reading and advancing the clock; registered in demo mode only."""
    schema = AdvanceClock()

    def read_clock() -> Response:
        """The present of the services."""
        calls = ServiceCalls(administrator())
        offset = timedelta(seconds=calls(SERVICES[0], "clock_offset", {}))
        return shown(gateway_context().clock.now() + offset)

    def advance_clock() -> Response:
        """Move on, processing every deadline on the way."""
        actor = administrator()
        arguments = bodies.json_body(request)
        bodies.validated(schema, arguments)
        by = schema.load(arguments)["advance"]
        return shown(advance(actor, by))

    views = tuple(
        Documented(route, view.__name__, view, documentation(route, schema, refusals))
        for route, view in ((READ, read_clock), (ADVANCE, advance_clock))
    )
    return Section("demo", "演示 · Demonstration", views)


def advance(actor: Actor, by: timedelta) -> datetime:
    """Move the clock on for an administrator, once per key; raises `Forbidden` for everybody else,
    and as `ClockMoves.once`."""
    actor.require(MOVES_CLOCK)
    return moves().once(actor, ClockMove(ServiceCalls(actor), SERVICES, by))


class ServiceCalls:
    """Calls of the demo clock, made on behalf of an administrator."""

    def __init__(self, actor: Actor) -> None:
        self._context: Mapping[str, str] = actor.to_context()
        self._calls = gateway_context().calls  # a move outlasts the request that asked for it

    def __call__(self, service: str, method: str, data: dict[str, Any]) -> Any:
        """The service's answer; processing what is due may take its time."""
        return self._calls.call(service, method, data, self._context, timeout=STEP_TIMEOUT)


def administrator() -> Actor:
    """Who asks; raises `Forbidden` for everybody but an admin."""
    actor = authenticate(request)
    actor.require(MOVES_CLOCK)
    return actor


def shown(now: datetime) -> Response:
    """The answer to both verbs."""
    return jsonify(ClockView().dump({"now": now}))


def documentation(route: Route, schema: AdvanceClock, refusals: Refusals) -> dict[str, Any]:
    """The OpenAPI operation of a verb."""
    english = "Move the demo clock on." if route.writes else "Read the demo clock."
    document: dict[str, Any] = {
        "operationId": f"demo_clock_{route.verb.lower()}",
        "summary": f"{route.title}。 {english}",
        "x-roles": [MOVES_CLOCK.value],
        "security": [{"bearer": []}],
        "parameters": [header("Accept-Language"), header("X-Request-Id")],
        "responses": {
            "200": {
                "description": "当前时间。 The present.",
                "content": {"application/json": {"schema": ClockView}},
            },
            **refusals.of(PROBLEMS),
        },
    }
    if route.writes:
        document["parameters"].append(header("Idempotency-Key"))
        document["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema, "example": example_of(schema)}},
        }
    return document
