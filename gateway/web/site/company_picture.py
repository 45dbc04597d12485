"""Letterhead and seal of the company, for whoever has papers of it (P10)."""

from base64 import b64decode

from flask import Response

from contracts.directory import methods
from gateway.web.calls import call
from gateway.web.site.group import pages


@pages.get("/company-pictures/<kind>")
def company_picture(kind: str) -> Response:
    """The picture that papers bear."""
    found = call(methods.GET_COMPANY_PICTURE, kind=kind)
    response = Response(b64decode(found["content"]), content_type=found["media_type"])
    response.headers["Cache-Control"] = "private, no-store"
    return response
