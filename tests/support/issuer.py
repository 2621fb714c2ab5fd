"""A token server on loopback: OAuth 2.0 client credentials in, signed access tokens out, its keys published."""

import base64
import time
from typing import Any

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.support.listener import Listener


class Issuer(Listener):
    """Issues tokens to the clients it knows."""

    def __init__(self, clients: dict[str, str]) -> None:
        super().__init__()
        self._clients = clients
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.asked_for_keys = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/token", self._token), web.get("/jwks", self._jwks)]

    def sign(self, **claims: Any) -> str:
        """A token with these claims beside the usual ones."""
        now = int(time.time())
        usual = {"iss": self.url, "aud": "kohtaanto", "iat": now, "exp": now + 300}
        kept = {name: value for name, value in (usual | claims).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, kept, self.key)

    def turn_key(self) -> None:
        """Take a new key in place of the old one."""
        self.key = RSAKey.generate_key(2048, {"kid": "two"})

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        client, _, password = base64.b64decode(secret).decode().partition(":") if scheme == "Basic" else ("", "", "")
        if form.get("grant_type") != "client_credentials" or self._clients.get(client) != password:
            return web.json_response({"error": "invalid_client"}, status=401)
        token = self.sign(client_id=client, scope=str(form.get("scope", "")) or None)
        return web.json_response({"access_token": token, "token_type": "Bearer", "expires_in": 300})

    async def _jwks(self, _: web.Request) -> web.Response:
        self.asked_for_keys += 1
        return web.json_response(KeySet([self.key]).as_dict(private=False))
