"""`/v1/vacancies`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from services.ingest import fates, tallies
from services.ingest.api.auth import Door
from services.ingest.api.documentation import problems, pushed, put_as
from services.ingest.api.keys import KeyRoute
from services.ingest.api.models import Ended, ExternalId, FateSaid
from services.ingest.api.pushing import DryRun, GoAhead, Pushing, Snapshot, VacancyFormat
from services.ingest.sources import Source
from services.ingest.store import Vacancies
from shared.events.identity import vacancy_id
from shared.spine.database import Pool, transaction


def vacancy_routes(door: Door, pool: Pool, vacancies: Vacancies, pushing: Pushing) -> APIRouter:
    """Push, put, close, delete, and ask what became of a vacancy."""
    writes, reads = door.admit("vacancies:write"), door.admit("vacancies:read")
    router = APIRouter(
        prefix="/vacancies", tags=["vacancies"], route_class=KeyRoute, responses=problems(401, 403, 422, 503)
    )

    @router.post("", summary="Push vacancies", **pushed("vacancies"))
    async def push_vacancies(
        request: Request,
        source: Annotated[Source, Depends(writes)],
        format: VacancyFormat = None,  # noqa: A002 - the query's own name
        snapshot: Snapshot = False,
        go_ahead: GoAhead = False,
        dry_run: DryRun = False,
    ) -> Response:
        """Send vacancies, as many as you like; a receipt for each comes back in the same order, as NDJSON."""
        return await pushing.many(request, source, format, snapshot, go_ahead, dry_run)

    @router.put(
        "/{external_id:key}",
        summary="Put one vacancy",
        **put_as("vacancies", ask="fate_of_vacancy", close="close_vacancy", delete="delete_vacancy"),
    )
    async def put_vacancy(
        request: Request,
        external_id: ExternalId,
        source: Annotated[Source, Depends(writes)],
        format: VacancyFormat = None,  # noqa: A002 - the query's own name
        dry_run: DryRun = False,
    ) -> Response:
        """Send one vacancy, in any of the formats."""
        return await pushing.one(request, source, external_id, format, dry_run)

    @router.post("/{external_id:key}/close", response_model=Ended, responses=problems(404), summary="Close a vacancy")
    async def close_vacancy(external_id: ExternalId, source: Annotated[Source, Depends(writes)]) -> dict[str, Any]:
        """The vacancy is filled or withdrawn."""
        return await _end(source, external_id, "closed")

    @router.delete("/{external_id:key}", response_model=Ended, responses=problems(404), summary="Delete a vacancy")
    async def delete_vacancy(external_id: ExternalId, source: Annotated[Source, Depends(writes)]) -> dict[str, Any]:
        """The vacancy should never have been here: its content goes."""
        return await _end(source, external_id, "deleted")

    @router.get(
        "/{external_id:key}", response_model=FateSaid, responses=problems(404), summary="What became of a vacancy"
    )
    async def fate_of_vacancy(external_id: ExternalId, source: Annotated[Source, Depends(reads)]) -> dict[str, Any]:
        """What became of a vacancy: how it was read, how many fit it, who was told, what offices answered."""
        async with pool.acquire() as connection:
            found = await fates.of(connection, [vacancy_id(source.name, external_id)])
        if not found:
            raise HTTPException(404, "The source has no such vacancy.")
        return found[0].said

    async def _end(source: Source, external_id: str, status: str) -> dict[str, Any]:
        async with transaction(pool) as connection:
            ended = await vacancies.end(connection, source.name, external_id, status)
            known = ended or await fates.of(connection, [vacancy_id(source.name, external_id)])
            if ended:
                await tallies.add(connection, source.name, "vacancies", {status: 1}, {})
        if not known:
            raise HTTPException(404, "The source has no such vacancy.")
        return {"external_id": external_id, "status": status, "changed": ended is not None}

    return router
