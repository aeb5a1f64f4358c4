"""A small identity service (OpenID Connect) over real HTTP, with its own key. It tells more than is asked."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "baeum-client", "a secret of the service"
TOLD = {
    "name": "카나리아새",
    "email": "canary@mail.example",
    "birthdate": "1977-07-07",
    "email_verified": True,
}


class Service(ThreadingHTTPServer):
    """Answers for one subject; ``asked`` holds what the token endpoint was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.key = rsa.generate_private_key(65537, 2048)
        self.subject = "subject-1"
        self.asked: list[dict[str, str]] = []
        self.nonce: str | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def id_token(self) -> str:
        at = int(time.time())
        claims = {"iss": self.address, "sub": self.subject, "aud": CLIENT, "iat": at, "exp": at + 60, **TOLD}
        if self.nonce:
            claims["nonce"] = self.nonce
        return jwt.encode(claims, self.key, "RS256", headers={"kid": "k1"})


class Answer(BaseHTTPRequestHandler):
    """The endpoints that a client calls by itself."""

    server: Service

    def do_GET(self) -> None:
        here = self.server.address
        if self.path == "/.well-known/openid-configuration":
            return self._send(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/jwks",
                    "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
                }
            )
        if self.path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
            return self._send({"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]})
        if self.path == "/userinfo":
            return self._send({"sub": self.server.subject, **TOLD})
        return self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append({name: values[0] for name, values in parse_qs(body).items()})
        self._send(
            {
                "access_token": "a",
                "token_type": "Bearer",
                "expires_in": 60,
                "id_token": self.server.id_token(),
            }
        )

    def _send(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def identity_service() -> Iterator[Service]:
    """The service, answering until the end of the context."""
    with Service() as service:
        Thread(target=service.serve_forever, daemon=True).start()
        yield service
        service.shutdown()
