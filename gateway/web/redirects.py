"""Going on to another page."""

from flask import Response, redirect


def redirect_to(address: str) -> Response:
    """Go on to an address of ours with GET."""
    return redirect(address, 303)  # type: ignore[return-value]
