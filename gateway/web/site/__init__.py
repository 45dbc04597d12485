"""Pages for everybody: login, account, language, the demo clock, what a refusal's code means."""

from gateway.web.site import (
    account,
    demo,
    entrance,
    events,
    language,
    messages,
    problem,
    role_requests,
    verify,
)
from gateway.web.site.group import pages

__all__ = [
    "account",
    "demo",
    "entrance",
    "events",
    "language",
    "messages",
    "pages",
    "problem",
    "role_requests",
    "verify",
]
