"""Another organisation's log-in and a learning platform, played by a small server at `localhost`.

The hub of these tests is at 127.0.0.1: for a browser that is another site, as it is in life.
"""

import base64
import contextlib
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
CLIENT, SECRET = "the-course", "known-to-both"


class Provider(BaseHTTPRequestHandler):
    """An OpenID Connect provider and an LTI platform at which somebody is logged in already."""

    server: "House"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(asked.query).items()}
        getattr(self, asked.path.strip("/"), self.nothing)(given)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        getattr(self, urlsplit(self.path).path.strip("/"))({name: v[0] for name, v in parse_qs(body).items()})

    def nothing(self, _: dict[str, str]) -> None:
        """A browser asks for an icon."""
        self._answer("", status=404)

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, text: str, kind: str = "application/json", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": f"{kind}; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    # OpenID Connect

    def authorize(self, given: dict[str, str]) -> None:
        """Send back at once with a code, as a provider does that knows the browser; or say no."""
        assert (given["client_id"], given["response_type"]) == (CLIENT, "code")
        self.server.code = secrets.token_hex(8)
        said = {"code": self.server.code} if self.server.willing else {"error": "access_denied"}
        place = f"{given['redirect_uri']}?{urlencode({**said, 'state': given['state']})}"
        self._answer("", status=302, Location=place)

    def token(self, given: dict[str, str]) -> None:
        """Change the code for a token, once, for whoever knows the secret."""
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        knows = given.get("client_secret") == SECRET or self.headers.get("Authorization") == f"Basic {basic}"
        right = knows and given["code"] == self.server.code
        self.server.code = ""
        self._answer(json.dumps({"access_token": "t", "token_type": "Bearer"} if right else {"error": "no"}))

    def userinfo(self, _: dict[str, str]) -> None:
        """Say who it is."""
        assert self.headers["Authorization"] == "Bearer t"
        self._answer(json.dumps({"sub": self.server.person}))

    # LTI 1.3

    def course(self, _: dict[str, str]) -> None:
        """Show the page of a course, with the button that leads to ours."""
        hub = self.server.hub
        fields = {"iss": self.server.address, "login_hint": self.server.person, "client_id": CLIENT}
        self._form(f"{hub}/hub/lti13/oauth_login", {**fields, "target_link_uri": f"{hub}/hub/spawn"})

    def launch(self, given: dict[str, str]) -> None:
        """Send who it is, signed, as a form that sends itself."""
        assert given["login_hint"] == self.server.person
        now = int(time.time())
        claims = {
            "iss": self.server.address,
            "aud": given["client_id"],
            "sub": self.server.person,
            "nonce": given["nonce"],
            "iat": now,
            "exp": now + 60,
            f"{LTI}version": "1.3.0",
            f"{LTI}deployment_id": "1",
            f"{LTI}message_type": "LtiResourceLinkRequest",
            f"{LTI}target_link_uri": self.server.hub,
            f"{LTI}resource_link": {"id": "1"},
            f"{LTI}roles": [],
        }
        token = jwt.encode(claims, self.server.signs_with, algorithm="RS256", headers={"kid": "1"})
        self.server.sent = {"id_token": token, "state": given["state"]}
        self._form(given["redirect_uri"], self.server.sent, at_once=True)

    def again(self, _: dict[str, str]) -> None:
        """Send once more what somebody else was given."""
        self._form(f"{self.server.hub}/hub/lti13/oauth_callback", self.server.sent, at_once=True)

    def keys(self, _: dict[str, str]) -> None:
        """Show the public key."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key(), as_dict=True)
        self._answer(json.dumps({"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}))

    def _form(self, action: str, fields: dict[str, str], at_once: bool = False) -> None:
        rows = "".join(f'<input type="hidden" name="{k}" value="{html.escape(v)}">' for k, v in fields.items())
        send = "<script>document.forms[0].submit()</script>" if at_once else ""
        page = f'<!doctype html><form method="post" action="{action}">{rows}<button>Cours</button></form>{send}'
        self._answer(page, "text/html")


class House(ThreadingHTTPServer):
    """What the provider knows, and what a test changes."""

    daemon_threads = True
    hub = code = ""
    person = "4711"
    willing = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Provider)
        self.address = f"http://localhost:{self.server_address[1]}"
        self.key = self.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.sent: dict[str, str] = {}

    def settings(self, login: str) -> dict[str, Any]:
        """Return what an administrator writes into `hub.toml`."""
        here = self.address
        oauth = {"client_id": CLIENT, "client_secret": SECRET, "authorize_url": f"{here}/authorize"}
        oauth |= {"token_url": f"{here}/token", "userdata_url": f"{here}/userinfo"}
        lti = {"issuer": here, "client_ids": [CLIENT], "authorize_url": f"{here}/launch", "keys_url": f"{here}/keys"}
        return {"login": login, login: {"oauth": oauth, "lti": lti}[login]}


@contextlib.contextmanager
def house() -> Iterator[House]:
    """Open it."""
    with House() as opened:
        threading.Thread(target=opened.serve_forever, daemon=True).start()
        try:
            yield opened
        finally:
            opened.shutdown()
