"""A link for who has forgotten the password, asked for on pages and over HTTP (P03)."""

from contracts.directory import methods
from foundation.actor import Actor
from foundation.config import Settings, read
from gateway.context import gateway_context
from gateway.problems import Refusal
from gateway.throttling import FORGOTTEN, Attempts


def sends_links(settings: Settings) -> bool:
    """Whether links can be sent: a channel leads out of the house, and it is said where the pages
    are. (A request may name any host: a link that a stranger asks for does not go by it.)"""
    return bool(settings.public_url and (settings.smtp_url or read("SMS_URL")))


def send_link(attempts: Attempts, stranger: Actor, username: str) -> None:
    """Have a link sent, if it can be; raise `forgot_unavailable` where none can at all."""
    settings = gateway_context().settings
    if not sends_links(settings):
        raise Refusal("forgot_unavailable")
    attempts.spend(username, FORGOTTEN)
    told = {"username": username, "site": settings.public_url}
    gateway_context().call(methods.FORGOT_PASSWORD, told, stranger)
