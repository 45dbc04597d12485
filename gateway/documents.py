"""The OpenAPI document and the page that explores it, both served from here."""

from hashlib import sha256
from typing import Any

from flask import Flask, Response, abort, json, render_template, request, send_from_directory
from swagger_ui_bundle import swagger_ui_path

ASSETS = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})


def install(app: Flask, document: dict[str, Any]) -> None:
    """Add `/openapi.json`, `/docs` and what the page needs."""
    rendered = json.dumps(document, ensure_ascii=False).encode()
    tag = sha256(rendered).hexdigest()[:16]

    def openapi() -> Response:
        response = Response(rendered, content_type="application/json")
        response.set_etag(tag)
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
        return response

    def docs() -> str:
        return render_template("docs.html")

    def docs_asset(name: str) -> Response:
        if name not in ASSETS:
            abort(404)
        return send_from_directory(str(swagger_ui_path), name, max_age=86_400)

    app.add_url_rule("/openapi.json", view_func=openapi)
    app.add_url_rule("/docs", view_func=docs)
    app.add_url_rule("/docs/assets/<name>", view_func=docs_asset)
