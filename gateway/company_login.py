"""The company's login by OpenID Connect (P06): authorization code with PKCE, state and nonce.

Nothing that comes by the browser counts but the code, which is redeemed directly with the provider;
what the provider answers counts when it is signed by its keys, for us, for this login and in time.
"""

import json
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic, time
from typing import Any, NamedTuple

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from foundation.config import Settings
from gateway.problems import Refusal

SCOPE = "openid email profile"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""By which the provider may sign: with a key of which we know the public half alone."""
LEEWAY = 60
"""Seconds by which its clock may differ from ours."""
SECONDS = 5.0
"""In which it answers."""
LONGEST = 500_000
"""Letters of an answer."""
FRESH = 3600.0
"""Seconds for which it is not asked again where its pages and keys are."""
AGAIN = 30.0
"""Seconds until it is asked again for a key that it did not have."""


class Begun(NamedTuple):
    """A login that was begun: where the browser goes, and what only this browser knows."""

    address: str
    state: str
    nonce: str
    verifier: str


class Identity(NamedTuple):
    """Whom the provider has told us."""

    issuer: str
    subject: str
    email: str | None
    """Only one that the provider has verified."""


@dataclass
class Provider:
    """The company's provider."""

    issuer: str
    client_id: str
    client_secret: str
    clock: Callable[[], float] = monotonic
    _pages: dict[str, Any] = field(default_factory=dict)
    _keys: Any = None
    _asked_at: float = field(default=-FRESH)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, settings: Settings) -> "Provider | None":
        """The one that is configured, if one is."""
        if not settings.oidc_issuer:
            return None
        return cls(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret)

    def begin(self, back: str) -> Begun:
        """Begin a login that comes back to an address of ours."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        address, _state = self._session(back).create_authorization_url(
            self._page("authorization_endpoint"), state=state, nonce=nonce, code_verifier=verifier
        )
        return Begun(address, state, nonce, verifier)

    def finish(self, begun: Mapping[str, str], answered: Mapping[str, str], back: str) -> Identity:
        """Whom the provider tells us; raise `company_login_failed` for anything that is not just
        that, and `company_login_away` where the provider does not answer."""
        state = answered.get("state", "")
        if not secrets.compare_digest(state.encode(), begun["state"].encode()):
            raise Refusal("company_login_failed")
        if answered.get("iss", self.issuer) != self.issuer or not answered.get("code"):
            raise Refusal("company_login_failed")
        try:
            token = self._session(back).fetch_token(
                self._page("token_endpoint"),
                grant_type="authorization_code",
                code=answered["code"],
                code_verifier=begun["verifier"],
            )
            return self._identity(str(token.get("id_token", "")), begun["nonce"])
        except requests.RequestException as error:
            raise Refusal("company_login_away") from error
        except (AuthlibBaseError, JoseError, ValueError, TypeError) as error:
            raise Refusal("company_login_failed") from error

    def _identity(self, token: str, nonce: str) -> Identity:
        """Whom an id token tells; raise what is wrong with it."""
        claims = self._decoded(token)
        wanted = JWTClaimsRegistry(
            now=lambda: int(time()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        wanted.validate(claims)
        audience = claims["aud"]
        alone = audience == self.client_id or audience == [self.client_id]
        if claims.get("azp", self.client_id) != self.client_id or not (alone or "azp" in claims):
            raise ValueError("issued to somebody else")
        verified = claims.get("email_verified") is True
        email = claims.get("email") if verified else None
        return Identity(self.issuer, str(claims["sub"]), email if isinstance(email, str) else None)

    def _decoded(self, token: str) -> dict[str, Any]:
        """The claims of a token that the provider has signed; with its keys as they are now, where
        it has a new one."""
        try:
            return dict(jwt.decode(token, self._known_keys(), algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError):
            if self.clock() < self._asked_at + AGAIN:
                raise
            self._ask()
            return dict(jwt.decode(token, self._keys, algorithms=ALGORITHMS).claims)

    def _session(self, back: str) -> Any:
        return OAuth2Session(
            self.client_id,
            self.client_secret,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            default_timeout=SECONDS,
        )

    def _page(self, name: str) -> str:
        self._known_keys()
        return str(self._pages[name])

    def _known_keys(self) -> Any:
        with self._lock:
            if self._keys is None or self.clock() >= self._asked_at + FRESH:
                self._ask()
            return self._keys

    def _ask(self) -> None:
        """Ask where its pages are, and for its keys; raise `company_login_away`."""
        try:
            pages = fetched(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if pages.get("issuer") != self.issuer:
                raise ValueError("another provider")
            kept = {one: str(pages[one]) for one in ("authorization_endpoint", "token_endpoint")}
            safe = self.issuer.partition(":")[0] + "://"
            if not all(one.startswith(safe) for one in (*kept.values(), str(pages["jwks_uri"]))):
                raise ValueError("pages without TLS")
            keys = KeySet.import_key_set(fetched(pages["jwks_uri"]))  # type: ignore[arg-type]
        except (requests.RequestException, JoseError, ValueError, KeyError, TypeError) as error:
            raise Refusal("company_login_away") from error
        self._pages, self._keys, self._asked_at = kept, keys, self.clock()


def fetched(address: str) -> dict[str, Any]:
    """A JSON object of the provider's."""
    with requests.get(address, timeout=SECONDS, allow_redirects=False, stream=True) as answer:
        answer.raise_for_status()
        body = answer.raw.read(LONGEST, decode_content=True)
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
