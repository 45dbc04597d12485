"""What happens around every request: its id, its language, its log line, its headers."""

from time import perf_counter

import structlog
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

from foundation.ids import new_id
from foundation.observability.figures import BUCKETS
from gateway import headers
from gateway.context import gateway_context
from gateway.languages import TAGS, language

log = structlog.get_logger("gateway")

REQUESTS = Counter("guanjia_http_requests", "Requests answered", ["endpoint", "method", "status"])
SECONDS = Histogram("guanjia_http_seconds", "How long they took", ["endpoint"], buckets=BUCKETS)


def install(app: Flask) -> None:
    """Attach it to the app."""
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    """Take over the request id or make one, so that every hop can be followed."""
    g.started = perf_counter()
    g.request_id = headers.request_id(request) or new_id(gateway_context().clock.now())
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id, service="gateway")


def plain_path() -> str:
    """The path, without a secret that stands in it: a log opens nothing."""
    secret = (request.view_args or {}).get("token")
    return request.path.replace(str(secret), "…") if secret else request.path


def finish(response: Response) -> Response:
    """Answer the request id and the language, secure the answer, count it, write one line."""
    seconds = perf_counter() - g.started
    endpoint = request.endpoint or "none"
    REQUESTS.labels(endpoint, request.method, response.status_code).inc()
    SECONDS.labels(endpoint).observe(seconds)
    response.headers["X-Request-Id"] = g.request_id
    response.headers["Content-Language"] = TAGS[language()]
    response.headers.setdefault("Cache-Control", "no-store")
    response.vary.add("Accept-Language")
    headers.secure(response)
    log.info(
        "request",
        method=request.method,
        path=plain_path(),
        endpoint=endpoint,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
        person=g.get("person"),
    )
    return response
