"""Access tokens: signed, short-lived, and saying no more than who acts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt

from foundation.actor import Actor
from foundation.clock import Clock
from foundation.config import ConfigurationError
from foundation.errors import NotAuthenticated

ALGORITHM = "HS256"
ISSUER = "guanjia"
AUDIENCE = "guanjia-api"
LIFETIME = timedelta(hours=1)
LEEWAY = timedelta(seconds=5)
SHORTEST_SECRET = 32
REMEMBERED = 4096
"""Tokens whose signature is not checked again: whoever sends one sends it with every request."""


class Tokens:
    """Issues and reads access tokens.

    The clock is the machine's, never the demo clock: a day skipped in a demonstration must not
    log everybody out.
    """

    def __init__(self, secret: str, clock: Clock) -> None:
        if len(secret.encode()) < SHORTEST_SECRET:
            raise ConfigurationError(
                f"GUANJIA_SECRET_KEY must have at least {SHORTEST_SECRET} bytes."
            )
        self._secret = secret
        self._clock = clock
        self._verified = lru_cache(REMEMBERED)(self._verify)

    def issue(self, person: Mapping[str, Any]) -> str:
        """A token for a person as `directory.authenticate` tells of them."""
        now = self._clock.now()
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + LIFETIME,
            "sub": person["id"],
            "name": person["name"],
            "roles": sorted(person["roles"]),
            "households": sorted(person["household_ids"]),
        }
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def read(self, token: str) -> Actor:
        """Who the token speaks for; raises `NotAuthenticated` unless it is ours and in force."""
        actor, expires_at = self._verified(token)
        if self._clock.now() >= expires_at + LEEWAY:
            raise NotAuthenticated
        return actor

    def _verify(self, token: str) -> tuple[Actor, datetime]:
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub", "iss", "aud"]},
            )
            actor = Actor(
                id=claims["sub"],
                name=claims["name"],
                roles=frozenset(claims["roles"]),
                household_ids=frozenset(claims["households"]),
            )
            return actor, datetime.fromtimestamp(claims["exp"], UTC)
        except (jwt.InvalidTokenError, KeyError) as error:
            raise NotAuthenticated from error
