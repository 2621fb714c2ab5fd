"""`/v1/sources/{source}/seekers`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from services.ingest.api.auth import guard
from services.ingest.api.lines import ReceiptStream, lines_of
from services.ingest.metrics import ERASED
from services.ingest.push import Push
from services.ingest.rows import SeekerRow
from services.ingest.sources import Source
from services.ingest.store import Seekers
from shared.spine.database import Pool, transaction


def seeker_routes(pool: Pool, seekers: Seekers, push: Push[SeekerRow]) -> APIRouter:
    """Push, close and erase seekers."""
    admit = guard(pool, "seekers")
    router = APIRouter(prefix="/v1/sources/{source}/seekers", tags=["seekers"])

    @router.post("")
    async def push_seekers(request: Request, source: Annotated[Source, Depends(admit)]) -> Response:
        """Send seekers, one JSON object a line; a receipt for each comes back in the same order, as NDJSON."""
        return ReceiptStream(push.receive(source.name, lines_of(request.receive, push.longest_row_bytes)))

    @router.post("/{reference:path}/close")
    async def close(reference: str, source: Annotated[Source, Depends(admit)]) -> dict[str, Any]:
        """The person seeks no longer."""
        async with transaction(pool) as connection:
            closed = await seekers.close(connection, source.name, reference)
        if closed is None:
            raise HTTPException(404, "The source has no such active seeker.")
        return {"status": "inactive", "revision": closed[1]}

    @router.delete("/{reference:path}")
    async def erase(reference: str, source: Annotated[Source, Depends(admit)]) -> dict[str, Any]:
        """Erase the person: nothing of the profile stays, and a later feed does not bring it back."""
        async with transaction(pool) as connection:
            erased = await seekers.erase(connection, source.name, reference)
        if erased is not None:
            ERASED.inc()
        return {"status": "erased"}

    return router
