"""Access tokens: signed, short-lived, and saying no more than which login they are of."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import jwt

from contracts.directory.sessions import LIFETIMES, SessionKind
from foundation.clock import Clock
from foundation.config import ConfigurationError
from foundation.errors import NotAuthenticated

ALGORITHM = "HS256"
ISSUER = "guanjia"
AUDIENCE = "guanjia-api"
LIFETIME = LIFETIMES[SessionKind.API]
LEEWAY = timedelta(seconds=5)
SHORTEST_SECRET = 32
REMEMBERED = 4096
"""Tokens whose signature is not checked again: whoever sends one sends it with every request."""


class Login(NamedTuple):
    """The session that a token is of, and whose it is."""

    session_id: str
    person_id: str


class Tokens:
    """Issues and reads access tokens.

    The clock is the machine's, never the demo clock: a day skipped in a demonstration must not
    log everybody out. Whether the session still holds is not for a token to say: see
    `gateway.sessions`.
    """

    def __init__(self, secret: str, clock: Clock) -> None:
        if len(secret.encode()) < SHORTEST_SECRET:
            raise ConfigurationError(
                f"GUANJIA_SECRET_KEY must have at least {SHORTEST_SECRET} bytes."
            )
        self._secret = secret
        self._clock = clock
        self._verified = lru_cache(REMEMBERED)(self._verify)

    def issue(self, opened: Mapping[str, Any]) -> str:
        """A token for a login as `directory.authenticate` answers it."""
        now = self._clock.now()
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + LIFETIME,
            "sub": opened["id"],
            "sid": opened["session_id"],
        }
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def read(self, token: str) -> Login:
        """Whose login the token is of; raises `NotAuthenticated` unless it is ours and in force."""
        login, expires_at = self._verified(token)
        if self._clock.now() >= expires_at + LEEWAY:
            raise NotAuthenticated
        return login

    def _verify(self, token: str) -> tuple[Login, datetime]:
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub", "sid", "iss", "aud"]},
            )
            login = Login(str(claims["sid"]), claims["sub"])
            return login, datetime.fromtimestamp(claims["exp"], UTC)
        except (jwt.InvalidTokenError, KeyError) as error:
            raise NotAuthenticated from error
