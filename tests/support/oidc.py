"""A provider of OpenID Connect on this machine: real HTTP, tokens really signed."""

import hashlib
import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "guanjia", "a secret of the provider's tests"


@dataclass
class Company:
    """The provider, and what it is to get wrong."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    published: list[RSAKey] = field(default_factory=list)
    claims: dict[str, Any] = field(default_factory=dict)
    """What differs in the next id token; None leaves a claim out."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the browser asked with, by the code that it was given."""
    away: bool = False
    header: dict[str, Any] = field(default_factory=dict)
    redeemed: list[dict[str, str]] = field(default_factory=list)

    def authorize(self, address: str, code: str = "code-1") -> str:
        """Somebody logs in there: the query with which the browser comes back."""
        asked = {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
        self.codes[code] = asked
        return f"code={code}&state={asked['state']}"

    def token(self, asked: dict[str, str]) -> str:
        """The id token."""
        now = int(time())
        said = {
            "iss": self.issuer, "sub": "s-1", "aud": CLIENT, "exp": now + 300, "iat": now,
            "nonce": asked["nonce"], "email": "Lin.Xiaomei@example.com", "email_verified": True,
        }  # fmt: skip
        said = {name: one for name, one in (said | self.claims).items() if one is not None}
        header = {"alg": "RS256", "kid": self.key.kid} | self.header
        return jwt.encode(header, said, self.key)

    def redeem(self, form: dict[str, str], credentials: str) -> tuple[int, dict[str, Any]]:
        """What is answered to a code."""
        self.redeemed.append(form)
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or challenge != asked.get("code_challenge"):
            return 400, {"error": "invalid_grant"}
        if not credentials.startswith("Basic "):
            return 401, {"error": "invalid_client"}
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self.token(asked)}


@contextmanager
def company() -> Iterator[Company]:
    """The provider while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = {
                "/.well-known/openid-configuration": {
                    "issuer": here.issuer,
                    "authorization_endpoint": f"{here.issuer}/authorize",
                    "token_endpoint": f"{here.issuer}/token",
                    "jwks_uri": f"{here.issuer}/keys",
                },
                "/keys": {"keys": [key.as_dict(private=False) for key in here.published]},
            }
            self.answer(200, told[self.path])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: value[0] for name, value in parse_qs(body).items()}
            self.answer(*here.redeem(form, self.headers.get("Authorization", "")))

        def answer(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(503 if here.away else status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Company(f"http://127.0.0.1:{server.server_address[1]}")
    here.published = [here.key]
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    serving.start()
    try:
        yield here
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
