"""A small OpenID Connect provider on the loopback, as strict as a real one and, where a test asks for it, dishonest."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLIENT, SECRET = "sanphalang", "a secret of the tests"


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Person:
    """Whom the provider vouches for."""

    sub: str = "a-citizen"
    email: str = "rattana@example.org"
    email_verified: Any = True


@dataclass
class Provider:
    """A running provider: ``issuer`` is its address, ``claims`` are put over what it would say, ``signed`` how."""

    issuer: str = ""
    person: Person = field(default_factory=Person)
    claims: dict[str, Any] = field(default_factory=dict)
    signed: str = "well"  # or "by another", "not", "with the public key"
    asked: list[dict[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _key: rsa.RSAPrivateKey = field(default_factory=_new_key)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def description(self) -> dict[str, Any]:
        """Return what stands at the well-known address."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """Return the public key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Let the person in at once; return the address to which the browser is sent back."""
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Exchange a code for tokens, once, and only for whoever asked for it."""
        asked = self._codes.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        right = (
            asked is not None
            and (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
            and form.get("redirect_uri") == asked["redirect_uri"]
            and asked.get("code_challenge_method") == "S256"
            and asked.get("code_challenge") == challenge
        )
        if asked is None or not right:
            self.refused.append(form.get("code", ""))
            return None
        return {"access_token": "any", "token_type": "Bearer", "expires_in": 60, "id_token": self._id_token(asked)}

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.person.sub,
            "email": self.person.email,
            "email_verified": self.person.email_verified,
            "iat": now,
            "exp": now + 300,
            "nonce": asked.get("nonce", ""),
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.signed == "not":
            return jwt.encode(claims, "", algorithm="none", headers={"kid": "1"})
        if self.signed == "with the public key":
            return self._with_public_key(claims)
        key = self._key if self.signed == "well" else _new_key()
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"})

    def _with_public_key(self, claims: dict[str, Any]) -> str:
        """Sign symmetrically with what everybody can read: careless checkers take that for the provider's word."""
        public = self._key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return jwt.encode(claims, public, algorithm="HS256", headers={"kid": "1"})


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(asked))
            self.end_headers()
            return
        answers = {
            "/.well-known/openid-configuration": self.provider.description,
            "/keys": self.provider.keys,
            "/userinfo": lambda: vars(self.provider.person),
        }
        self._answer(answers[parts.path]())  # type: ignore[no-untyped-call]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(self.provider.token({name: values[0] for name, values in parse_qs(body).items()}))

    def _answer(self, content: dict[str, Any] | None) -> None:
        self.send_response(400 if content is None else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content or {"error": "invalid_grant"}).encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (http.server's name)
        """Say nothing."""


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Start a provider, and end it afterwards."""
    provider = Provider()
    handler = type("Handler", (_Handler,), {"provider": provider})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
