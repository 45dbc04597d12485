"""The stream by which a page knows when to refresh."""

from flask import Response, current_app, request

from gateway.web.live import Hub
from gateway.web.site.group import pages
from gateway.web.visitor import whole_visitor


@pages.get("/events")
def events() -> Response:
    """What changes for the visitor, by kind, as it happens."""
    request.environ["eventlet.minimum_write_chunk_size"] = 0  # else the server waits for 4 KB
    request.environ.get("guanjia.streams", lambda: None)()
    hub: Hub = current_app.extensions["guanjia.live"]
    response = Response(hub.open(whole_visitor()), content_type="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"  # a proxy must not wait for more
    return response
