"""Pages for everybody: login, account, language, the demo clock, what a refusal's code means."""

from gateway.web.site import (
    account,
    come_in,
    community,
    company_login,
    demo,
    events,
    forgotten,
    inbox,
    join,
    language,
    problem,
    role_requests,
    search,
    second_factor,
    sessions,
    steps,
    verify,
)
from gateway.web.site.group import pages

__all__ = [
    "account",
    "come_in",
    "community",
    "company_login",
    "demo",
    "events",
    "forgotten",
    "inbox",
    "join",
    "language",
    "pages",
    "problem",
    "role_requests",
    "search",
    "second_factor",
    "sessions",
    "steps",
    "verify",
]
