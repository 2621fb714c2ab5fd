"""`/v1/pushes`: what became of a push."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query

from services.ingest import pushes
from services.ingest.api.auth import Door
from services.ingest.api.documentation import problems
from services.ingest.api.models import PushSaid, ReceiptPage
from services.ingest.sources import Source
from shared.spine.database import Pool


def push_routes(door: Door, pool: Pool) -> APIRouter:
    """Ask for a push, and for the receipts of its rows."""
    reads = door.admit("statistics:read")
    router = APIRouter(prefix="/pushes", tags=["pushes"], responses=problems(401, 403, 404, 422, 503))

    @router.get("/{push}", response_model=PushSaid, summary="What became of a push")
    async def push_of(push: UUID, source: Annotated[Source, Depends(reads)]) -> dict[str, Any]:
        """A push: its rows by status, and how many of its vacancies were read, matched and told."""
        return await _view(push, source)

    @router.get("/{push}/receipts", response_model=ReceiptPage, summary="The receipts of a push")
    async def receipts_of(
        push: UUID,
        source: Annotated[Source, Depends(reads)],
        after: Annotated[int, Query(ge=0, le=2**31 - 1, description="Begin after this row")] = 0,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
        status: Literal["created", "changed", "unchanged", "closed", "refused"] | None = None,
    ) -> dict[str, Any]:
        """The receipts of a push as they were given."""
        await _view(push, source)
        async with pool.acquire() as connection:
            found = await pushes.rows(connection, push, after, limit, status)
            more = len(found) == limit
            # What a snapshot closed stands at the end, as it did in the answer.
            closed = [] if more or status not in (None, "closed") else await pushes.closings(connection, push)
        return {"receipts": [*found, *closed], "next_after": found[-1].row if more else None}

    async def _view(push: UUID, source: Source) -> dict[str, Any]:
        async with pool.acquire() as connection:
            found = await pushes.view(connection, push, source.name)
        if found is None:
            raise HTTPException(404, "The source has no such push, or it is too long ago.")
        return found

    return router
