"""Headers of a request that are read once, checked, and passed on; headers of every answer."""

import re
from urllib.parse import urlsplit, urlunsplit

from flask import Request, Response

from gateway.problems import Refusal

REQUEST_ID = re.compile(r"[A-Za-z0-9._:\-]{1,64}")
IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,255}")
ENTITY_TAG = re.compile(r'(?:W/)?"(\d{1,18})"', re.ASCII)

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def request_id(request: Request) -> str | None:
    """The caller's own `X-Request-Id`, if it is fit for a log line."""
    given = request.headers.get("X-Request-Id", "")
    return given if REQUEST_ID.fullmatch(given) else None


def idempotency_key(request: Request) -> str | None:
    """The `Idempotency-Key`: 1 to 255 printable ASCII characters; raises `malformed_header`."""
    given = request.headers.get("Idempotency-Key")
    if given is not None and not IDEMPOTENCY_KEY.fullmatch(given):
        raise Refusal("malformed_header", header="Idempotency-Key")
    return given


def if_match(request: Request) -> str | None:
    """The version in `If-Match: "3"`; `*` names none. Raises `malformed_header`."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    found = ENTITY_TAG.fullmatch(given)
    if not found:
        raise Refusal("malformed_header", header="If-Match")
    return found.group(1)


def entity_tag(version: int) -> str:
    """The `ETag` of a version."""
    return f'"{version}"'


def secure(response: Response) -> None:
    """Add what keeps a browser from doing more with the answer than we mean."""
    if location := response.headers.get("Location"):
        response.headers["Location"] = within(location)
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)


def within(address: str) -> str:
    """An address of ours without its host: that of a request is whatever its sender wrote."""
    parts = urlsplit(address)
    if not parts.scheme and not parts.netloc and not address.startswith("//"):
        return address
    path = "/" + parts.path.lstrip("/\\")
    return urlunsplit(("", "", path, parts.query, parts.fragment))
