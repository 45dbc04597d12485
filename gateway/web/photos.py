"""Photos of repairs: taking them in with a form, and showing them."""

from base64 import b64encode
from typing import Any

from flask import Response, flash

from contracts.repairs import methods
from foundation.errors import ServiceError
from gateway import problems
from gateway.reports import files
from gateway.web.calls import call

MOST = 6
ACCEPTED = {"accept": "image/jpeg,image/png", "data-shrink": "1600"}
"""Attributes of a field for photos."""


def add(repair_id: str, sent: Any) -> None:
    """Add photos to a request that stands already: what is wrong with one is shown, not refused."""
    for file in list(sent or [])[:MOST]:
        content = file.read() if file else b""
        if not content:
            continue
        try:
            call(methods.ADD_PHOTO, repair_id=repair_id, content=b64encode(content).decode())
        except ServiceError as refusal:
            flash(f"{file.filename}: {problems.details_of(refusal).detail}", "bad")


def shown(repair_id: str, photo_id: str) -> Response:
    """A photo's content."""
    found = call(methods.GET_PHOTO, repair_id=repair_id, photo_id=photo_id)
    return files.photo(found)
