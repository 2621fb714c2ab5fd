"""OAuth 2.0 client credentials: access tokens of the operator's issuer, checked against its published keys."""

import time
from dataclasses import dataclass, field

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.spine.logs import logger

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LEEWAY_S = 30
KEYS_S = 3600
AGAIN_S = 10
_log = logger(__name__)


class IssuerAway(ConnectionError):
    """The issuer's keys cannot be had now."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says: whose it is, and what it may do (None: it does not say)."""

    client: str
    scopes: tuple[str, ...] | None


@dataclass
class Tokens:
    """Checks tokens; the issuer's keys are fetched when needed, and anew for one that nobody knows."""

    issuer: str
    audience: str
    jwks_url: str
    _keys: KeySet | None = None
    _fetched: float = field(default=float("-inf"))

    async def read(self, text: str) -> Token | None:
        """What a token says, or None where it is no good. Raises IssuerAway."""
        keys = await self._current()
        try:
            found = jwt.decode(text, keys, algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            # Perhaps the issuer has a new key; asked for it often, we would work for whoever sends rubbish.
            if time.monotonic() - self._fetched < AGAIN_S:
                return None
            keys = await self._fetch()
            try:
                found = jwt.decode(text, keys, algorithms=ALGORITHMS)
            except (JoseError, ValueError):
                return None
        claims = found.claims
        try:
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY_S,
                iss={"essential": True, "value": self.issuer},
                aud={"essential": True, "value": self.audience},
                exp={"essential": True},
            ).validate(claims)
        except (JoseError, ValueError):
            return None
        client = claims.get("client_id") or claims.get("azp") or claims.get("sub")
        if not isinstance(client, str):
            return None
        said = claims.get("scope", claims.get("scp"))
        scopes = said.split() if isinstance(said, str) else said if isinstance(said, list) else None
        return Token(client, None if scopes is None else tuple(str(scope) for scope in scopes))

    async def _current(self) -> KeySet:
        if self._keys is None or time.monotonic() - self._fetched > KEYS_S:
            return await self._fetch()
        return self._keys

    async def _fetch(self) -> KeySet:
        try:
            async with httpx.AsyncClient(timeout=5, follow_redirects=False) as client:
                answer = await client.get(self.jwks_url)
                answer.raise_for_status()
                self._keys = KeySet.import_key_set(answer.json())
        except (httpx.HTTPError, JoseError, ValueError) as error:
            _log.warning("issuer_away", error=type(error).__name__)
            if self._keys is None:
                raise IssuerAway from None
        self._fetched = time.monotonic()
        return self._keys
