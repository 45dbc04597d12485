"""A link for who has forgotten the password, asked for on pages and over HTTP (P03)."""

from contracts.directory import methods
from contracts.notices import methods as notices
from contracts.notices.channels import Channel
from foundation.actor import SYSTEM, Actor
from gateway.context import gateway_context
from gateway.problems import Refusal
from gateway.throttling import FORGOTTEN, Attempts

LEAD_OUT = {Channel.EMAIL, Channel.SMS}


def sends_links() -> bool:
    """Whether links can be sent: a channel leads out of the house, and it is said where the pages
    are. (A request may name any host: a link that a stranger asks for does not go by it.)"""
    if not gateway_context().site.public_url():
        return False
    found = gateway_context().call(notices.CHANNELS_IN_USE, {}, SYSTEM)["items"]
    return not LEAD_OUT.isdisjoint(found)


def send_link(attempts: Attempts, stranger: Actor, username: str) -> None:
    """Have a link sent, if it can be; raise `forgot_unavailable` where none can at all."""
    if not sends_links():
        raise Refusal("forgot_unavailable")
    attempts.spend(username, FORGOTTEN)
    told = {"username": username, "site": gateway_context().site.public_url()}
    gateway_context().call(methods.FORGOT_PASSWORD, told, stranger)
