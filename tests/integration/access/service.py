"""A small OpenID Connect service on loopback: it signs its tokens and checks PKCE as a real one does."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_NAME = "meedoen", "geheim-van-de-dienst", "sleutel-1"


def new_key() -> rsa.RSAPrivateKey:
    """A key to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Service:
    """What the service says about who came, and what it was asked."""

    issuer: str
    published: rsa.RSAPrivateKey
    signing: rsa.RSAPrivateKey
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    audience: str = CLIENT
    challenges: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def authorise(self, address: str) -> str:
        """What a browser gets back after someone signed in at the service: the way home, with a code."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        """The answer of the token endpoint, or None: nothing without the verifier of this very attempt."""
        asked = self.challenges.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked.get("code_challenge_method") != "S256":
            self.refused.append("no challenge")
            return None
        if asked["code_challenge"] != shown or given.get("client_secret") != SECRET:
            self.refused.append("wrong verifier")
            return None
        now = int(time.time())
        content = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 60, **self.claims}
        signed = jwt.encode(content, self.signing, algorithm="RS256", headers={"kid": KEY_NAME})
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": signed}

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key()))
        return {"keys": [{**public, "kid": KEY_NAME, "alg": "RS256", "use": "sig"}]}


@contextmanager
def running(key: rsa.RSAPrivateKey) -> Iterator[Service]:
    """The service on a free port of this machine, gone afterwards."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/.well-known/openid-configuration": service.configuration,
                "/keys": service.keys,
                "/userinfo": lambda: service.userinfo or {"sub": service.claims.get("sub")},
            }
            self._answer(answers[urlsplit(self.path).path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(service.token({key: values[0] for key, values in parse_qs(body).items()}))

        def _answer(self, content: dict[str, Any] | None) -> None:
            body = json.dumps(content or {"error": "invalid_grant"}).encode()
            self.send_response(200 if content else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Say nothing in the middle of a test run."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    service = Service(f"http://127.0.0.1:{server.server_address[1]}", key, key)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
