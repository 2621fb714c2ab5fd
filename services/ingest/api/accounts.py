"""`/v1/statistics` and `/v1/webhook`: a source's own figures, and where it wants to hear of changes."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query

from services.ingest import statistics
from services.ingest.api.auth import Door
from services.ingest.api.documentation import problems
from services.ingest.api.models import StatisticsSaid, WebhookAsked, WebhookSaid
from services.ingest.sources import Source
from shared import webhooks
from shared.spine.database import Pool, transaction
from shared.spine.personal_codes import carries_personal_code


def account_routes(door: Door, pool: Pool, public_only: bool) -> APIRouter:
    """What a source can ask and say of itself. `public_only`: its webhook may not lead into our own network."""
    router = APIRouter(tags=["source"], responses=problems(401, 403, 422, 503))
    hears, counts = door.admit("webhook:write"), door.admit("statistics:read")

    @router.get("/statistics", response_model=StatisticsSaid, summary="Own figures")
    async def statistics_of(
        source: Annotated[Source, Depends(counts)], days: Annotated[int, Query(ge=1, le=366)] = 30
    ) -> dict[str, Any]:
        """Rows, refusals by reason, matches, outcomes and time to the first match, of the last days."""
        async with pool.acquire() as connection:
            return await statistics.of(connection, source.name, days)

    @router.put("/webhook", response_model=WebhookSaid, responses=problems(400), summary="Set the webhook")
    async def set_webhook(asked: WebhookAsked, source: Annotated[Source, Depends(hears)]) -> dict[str, Any]:
        """Have changes of your vacancies' status sent to an address, signed as Standard Webhooks says."""
        if carries_personal_code(str(asked.url)):
            raise HTTPException(422, "url: a personal identity code was found here; take it out.")
        if public_only and not await webhooks.is_public(str(asked.url)):
            raise HTTPException(422, "url: this is no address of the public internet, or its name is not known there.")
        async with transaction(pool) as connection:
            secret = await webhooks.receive_at(connection, source.name, str(asked.url))
        return {"url": asked.url, "secret": secret}

    @router.delete("/webhook", status_code=204, summary="Remove the webhook")
    async def remove_webhook(source: Annotated[Source, Depends(hears)]) -> None:
        """Hear nothing more."""
        async with transaction(pool) as connection:
            await webhooks.stop_receiving(connection, source.name)

    return router
