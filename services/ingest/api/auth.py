"""Who may come in: a source with its key, to its own rows only."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, HTTPException, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.ingest import sources
from services.ingest.sources import Kind, Source
from shared.spine.database import Pool

_bearer = HTTPBearer(auto_error=False, description="The key that `kohtaanto source add` printed")
Guard = Callable[..., Awaitable[Source]]
MAY_PUSH: dict[str, Kind] = {"vacancies": "broker", "seekers": "authority"}


def guard(pool: Pool, rows: str) -> Guard:
    """A dependency that lets in the source named in the path, if it may push such rows."""

    async def admit(
        source: Annotated[str, Path()], credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
    ) -> Source:
        if credentials is None:
            raise HTTPException(
                401, "Send the source's key: `Authorization: Bearer ...`.", {"WWW-Authenticate": "Bearer"}
            )
        async with pool.acquire() as connection:
            found = await sources.of_key(connection, credentials.credentials)
        if found is None:
            raise HTTPException(401, "No source has this key.", {"WWW-Authenticate": "Bearer"})
        if found.name != source:
            raise HTTPException(403, "This key belongs to another source.")
        if found.kind != MAY_PUSH[rows]:
            raise HTTPException(403, f"A source of kind `{found.kind}` does not push {rows}.")
        return found

    return admit
