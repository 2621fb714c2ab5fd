"""`/v1/seekers`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from services.ingest import tallies
from services.ingest.api.auth import Door
from services.ingest.api.documentation import problems, pushed, put_as
from services.ingest.api.keys import KeyRoute
from services.ingest.api.models import Erased, Reference, SeekerSaid
from services.ingest.api.pushing import DryRun, GoAhead, Pushing, SeekerFormat, Snapshot
from services.ingest.metrics import ERASED
from services.ingest.sources import Source
from services.ingest.store import Seekers
from shared.spine.database import Pool, transaction


def seeker_routes(door: Door, pool: Pool, seekers: Seekers, pushing: Pushing) -> APIRouter:
    """Push, put, close and erase seekers."""
    writes, reads = door.admit("seekers:write"), door.admit("seekers:read")
    router = APIRouter(
        prefix="/seekers", tags=["seekers"], route_class=KeyRoute, responses=problems(401, 403, 422, 503)
    )

    @router.post("", summary="Push seekers", **pushed("seekers"))
    async def push_seekers(
        request: Request,
        source: Annotated[Source, Depends(writes)],
        format: SeekerFormat = None,  # noqa: A002 - the query's own name
        snapshot: Snapshot = False,
        go_ahead: GoAhead = False,
        dry_run: DryRun = False,
    ) -> Response:
        """Send seekers, as many as you like; a receipt for each comes back in the same order, as NDJSON."""
        return await pushing.many(request, source, format, snapshot, go_ahead, dry_run)

    @router.put(
        "/{reference:key}",
        summary="Put one seeker",
        **put_as("seekers", ask="seeker", close="close_seeker", erase="erase_seeker"),
    )
    async def put_seeker(
        request: Request,
        reference: Reference,
        source: Annotated[Source, Depends(writes)],
        format: SeekerFormat = None,  # noqa: A002 - the query's own name
        dry_run: DryRun = False,
    ) -> Response:
        """Send one seeker, in any of the formats."""
        return await pushing.one(request, source, reference, format, dry_run)

    @router.post("/{reference:key}/close", response_model=SeekerSaid, responses=problems(404), summary="Close a seeker")
    async def close_seeker(reference: Reference, source: Annotated[Source, Depends(writes)]) -> dict[str, Any]:
        """The person seeks no longer."""
        async with transaction(pool) as connection:
            if await seekers.close(connection, source.name, reference):
                await tallies.add(connection, source.name, "seekers", {"closed": 1}, {})
            return _said(await seekers.fate(connection, source.name, reference))

    @router.delete("/{reference:key}", response_model=Erased, summary="Erase a seeker")
    async def erase_seeker(reference: Reference, source: Annotated[Source, Depends(writes)]) -> dict[str, Any]:
        """Erase the person: nothing of the profile stays, and a later feed does not bring it back."""
        async with transaction(pool) as connection:
            erased = await seekers.erase(connection, source.name, reference)
        if erased is not None:
            ERASED.inc()
        return {"status": "erased"}

    @router.get("/{reference:key}", response_model=SeekerSaid, responses=problems(404), summary="The state of a seeker")
    async def seeker(reference: Reference, source: Annotated[Source, Depends(reads)]) -> dict[str, Any]:
        """Whether the exchange has this seeker, and in which state."""
        async with pool.acquire() as connection:
            return _said(await seekers.fate(connection, source.name, reference))

    return router


def _said(fate: tuple[Any, int, str] | None) -> dict[str, Any]:
    if fate is None:
        raise HTTPException(404, "The source has no such seeker.")
    return dict(zip(("id", "revision", "status"), fate, strict=True))
