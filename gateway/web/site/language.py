"""The choice of language."""

from flask import Response, request

from gateway.languages import COOKIE, TAGS
from gateway.web.redirects import redirect_to
from gateway.web.site.forms import Language
from gateway.web.site.group import pages
from gateway.web.site.sessions import local, start

YEAR = 365 * 86_400


@pages.post("/language", Language, otherwise=start)
def choose_language(form: Language) -> Response:
    """Keep the choice in a cookie and go back."""
    response = redirect_to(local(form.back.data) or "/")
    if form.language.data in TAGS:
        response.set_cookie(
            COOKIE, form.language.data, YEAR, secure=request.is_secure, httponly=True,
            samesite="Lax",
        )  # fmt: skip
    return response
