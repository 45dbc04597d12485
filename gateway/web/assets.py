"""Style sheets and scripts: named by their content, kept by browsers for ever, sent compressed."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import flask_bootstrap
from flask import Flask, Response, abort, request, url_for

OURS = Path(__file__).resolve().parent / "static"
BOOTSTRAP = Path(flask_bootstrap.__file__).resolve().parent / "static" / "bootstrap5"
FILES = {"bootstrap.css": BOOTSTRAP / "css" / "bootstrap.min.css"}
"""Files of others; all of `static/` is served besides."""
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file with its name's tag and its compressed form."""

    tag: str
    media_type: str
    plain: bytes
    small: bytes


@cache
def assets() -> dict[str, Asset]:
    """All files, read and compressed once per process."""
    own = {path.name: path for path in OURS.iterdir() if path.suffix in TYPES}
    return {name: loaded(path) for name, path in (own | FILES).items()}


def loaded(path: Path) -> Asset:
    """A file as it is served."""
    plain = path.read_bytes()
    tag = sha256(plain).hexdigest()[:12]
    return Asset(tag, f"{TYPES[path.suffix]}; charset=utf-8", plain, gzip.compress(plain, 9))


def asset(name: str) -> str:
    """The address of a file; raise KeyError where there is none."""
    return url_for("asset", tag=assets()[name].tag, name=name)


def serve(tag: str, name: str) -> Response:
    """A file; an address of an earlier version gets the present one, but may not keep it."""
    found = assets().get(name)
    if found is None:
        abort(404)
    small = request.accept_encodings.quality("gzip") > 0
    response = Response(found.small if small else found.plain, content_type=found.media_type)
    if small:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER if tag == found.tag else "no-cache"
    return response


def install(app: Flask) -> None:
    """Serve the files and let templates name them."""
    app.add_url_rule("/assets/<tag>/<name>", "asset", serve)
    app.jinja_env.globals["asset"] = asset
