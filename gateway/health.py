"""Whether the gateway lives, whether it can work, and its figures."""

from flask import Flask, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from foundation.concurrency import Pool
from foundation.config import SERVICES
from foundation.errors import ServiceError
from gateway.context import GatewayContext, gateway_context
from gateway.problems import RETRY_SECONDS

TIMEOUT = 1.0
"""Seconds that a service has to say that it is there."""


def install(app: Flask) -> None:
    """Add `/health/live`, `/health/ready` and `/metrics`."""
    app.add_url_rule("/health/live", view_func=live)
    app.add_url_rule("/health/ready", view_func=ready)
    app.add_url_rule("/metrics", view_func=metrics)


def live() -> Response:
    """The process answers; nothing else is asked."""
    return jsonify(status="ok")


def ready() -> Response:
    """Ask all services at once; 503 naming those that are away."""
    door = gateway_context()
    pool = Pool(len(SERVICES))
    states = dict(zip(SERVICES, pool.imap(lambda name: state(door, name), SERVICES), strict=True))
    away = [service for service, found in states.items() if found != "ok"]
    response = jsonify(status="away" if away else "ok", services=states, away=away)
    if away:
        response.status_code = 503
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def state(door: GatewayContext, service: str) -> str:
    """`ok`, or the code with which the service's health is refused."""
    try:
        door.calls.call(service, "health", {}, {}, timeout=TIMEOUT)
    except ServiceError as error:
        return error.code
    return "ok"


def metrics() -> Response:
    """What this process has counted, for Prometheus."""
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
