"""What the parts of the gateway share: made once, kept with the Flask app."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request

from contracts.directory.methods import CHANGE_COMPANY, MAY_END_RIGHTS, NAMES_COMMUNITIES
from contracts.method import Method
from foundation.actor import SYSTEM, Actor
from foundation.clock import Clock
from foundation.config import Settings
from gateway.calls import Calls
from gateway.communities import Communities
from gateway.sessions import HINT, Sessions
from gateway.site import Site
from gateway.tokens import Tokens

READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class GatewayContext:
    """What every request of the gateway needs."""

    calls: Calls
    settings: Settings
    clock: Clock
    tokens: Tokens
    sessions: Sessions
    communities: Communities
    site: Site

    def call(self, method: Method, arguments: Mapping[str, Any], actor: Actor) -> Any:
        """The service's answer in wire form; raises what it refuses with."""
        g.service = method.service
        try:
            answer = self.calls.call(
                method.service,
                method.name,
                dict(arguments),
                actor.to_context(),
                timeout=method.timeout,
            )
        finally:
            if method in MAY_END_RIGHTS:  # refused, too: of a timeout nobody knows the outcome
                self.ask_anew()
            if method in NAMES_COMMUNITIES:
                self.communities.forget()
            if method is CHANGE_COMPANY:
                self.site.forget()
        if request.method not in READING and actor.id != SYSTEM.id:
            self.tell_screens(method, actor, answer)
        return answer

    def ask_anew(self) -> None:
        """Let nobody in, here or at another gateway, on what was known before this call."""
        self.sessions.forget()
        current_app.extensions["guanjia.live"].say(HINT, {}, None)

    def tell_screens(self, method: Method, actor: Actor, answer: Any) -> None:
        """Hint to open pages that something has changed; not every change is an event."""
        household = answer.get("household_id") if isinstance(answer, dict) else None
        at = actor.where(*method.roles).community
        current_app.extensions["guanjia.live"].say(method.service, {"household_id": household}, at)


def install(app: Flask, gateway_context: GatewayContext) -> None:
    """Keep what is shared with the app."""
    app.extensions["guanjia"] = gateway_context


def gateway_context() -> GatewayContext:
    """What the app that answers this request shares."""
    kept: GatewayContext = current_app.extensions["guanjia"]
    return kept
