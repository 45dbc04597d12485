"""The Flask app: API, documents, health, pages. Made once per process."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from foundation.clock import Clock, SystemClock
from foundation.config import Settings
from gateway import context, documents, health, lifecycle, problems
from gateway.api import (
    by_link,
    demo,
    document,
    endpoints,
    of_all_services,
    papers,
    search,
    section,
    session,
)
from gateway.api.refusals import Refusals
from gateway.bodies import LARGEST_UPLOAD
from gateway.calls import Calls
from gateway.communities import Communities
from gateway.concurrency_limit import ConcurrencyLimit
from gateway.sessions import Sessions
from gateway.site import Site
from gateway.throttling import Attempts
from gateway.tokens import Tokens
from gateway.web.install import install as install_pages


def create_app(calls: Calls, settings: Settings, clock: Clock | None = None) -> Flask:
    """The app that answers with what `calls` reaches.

    `clock` dates tokens; it is the machine's unless a test says else. Raises
    `ConfigurationError` where the settings have no fit secret.
    """
    app = Flask("gateway", static_folder=None, template_folder="web/templates")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    proxies = settings.trusted_proxies
    of_address = settings.connections_per_address if proxies else 0
    app.wsgi_app = ConcurrencyLimit(app.wsgi_app, settings.requests_at_once, of_address)  # type: ignore[method-assign]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies)  # type: ignore[method-assign]
    chosen = clock or SystemClock()
    tokens, sessions = Tokens(settings.secret_key, chosen), Sessions(calls)
    known = context.GatewayContext(
        calls, settings, chosen, tokens, sessions, Communities(calls),
        Site(calls, settings.public_url),
    )  # fmt: skip
    context.install(app, known)
    lifecycle.install(app)
    problems.install(app)
    refusals = Refusals()
    attempts = app.extensions["attempts"] = Attempts(settings.rate_limit_storage)
    sections = [session.section(attempts, refusals), papers.section(attempts, refusals)]
    sections.append(by_link.section(attempts, refusals))
    sections += endpoints.sections(refusals)
    sections.append(of_all_services.section(refusals))
    sections.append(search.section(refusals))
    if settings.demo:
        sections.append(demo.section(refusals))
    section.register(app, sections)
    documents.install(app, document.document_of(sections, refusals))
    health.install(app)
    install_pages(app, settings, attempts, sessions)
    return app
