"""Who may come in: a source with its key or its issuer's token, to its own rows only, for what its scopes say."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.ingest import sources
from services.ingest.sources import Scope, Source
from services.ingest.tokens import IssuerAway, Tokens
from shared.spine.database import Pool
from shared.spine.keys import PREFIX

_bearer = HTTPBearer(
    auto_error=False, description="The key that `kohtaanto source add` printed, or an access token of the issuer"
)
_ASK = {"WWW-Authenticate": "Bearer"}
Admit = Callable[..., Awaitable[Source]]


class Door:
    """Lets sources in."""

    def __init__(self, pool: Pool, tokens: Tokens | None) -> None:
        self._pool, self._tokens = pool, tokens

    def admit(self, scope: Scope) -> Admit:
        """A dependency that lets in a source with this scope; where the path names a source, only that one."""

        async def admit(
            request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
        ) -> Source:
            if credentials is None:
                raise HTTPException(401, "Send the source's key: `Authorization: Bearer ...`.", _ASK)
            found = await self._found(credentials.credentials)
            named = request.path_params.get("source")
            if named is not None and named != found.name:
                raise HTTPException(403, "This key belongs to another source.")
            if scope not in found.scopes:
                raise HTTPException(403, f"This key has no scope `{scope}`.")
            return found

        return admit

    async def _found(self, secret: str) -> Source:
        if self._tokens is not None and not secret.startswith(PREFIX):
            try:
                token = await self._tokens.read(secret)
            except IssuerAway:
                raise HTTPException(
                    503, "The tokens' issuer is away; send it again in a while.", {"Retry-After": "5"}
                ) from None
            if token is None:
                raise HTTPException(401, "The token is not good.", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
            async with self._pool.acquire() as connection:
                found = await sources.of_client(connection, token.client, token.scopes)
        else:
            async with self._pool.acquire() as connection:
                found = await sources.of_key(connection, secret)
        if found is None:
            raise HTTPException(401, "No source has this key.", _ASK)
        return found
