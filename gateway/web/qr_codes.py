"""QR codes of our own addresses, as pictures within the page."""

from functools import lru_cache

from flask import Flask


@lru_cache(maxsize=256)
def qr_code(address: str) -> str:
    """The address as a `data:` picture."""
    import segno  # loaded where a paper is shown

    return segno.make(address, error="m", micro=False).svg_data_uri(border=2, light="white")


def install(app: Flask) -> None:
    """Make the filter known to the templates."""
    app.jinja_env.filters["qr_code"] = qr_code
