"""`/v1/sources/{source}/vacancies`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from services.ingest.api.auth import guard
from services.ingest.api.lines import ReceiptStream, lines_of
from services.ingest.push import Push
from services.ingest.rows import VacancyRow
from services.ingest.sources import Source
from services.ingest.store import Vacancies
from shared.spine.database import Pool, transaction


def vacancy_routes(pool: Pool, vacancies: Vacancies, push: Push[VacancyRow]) -> APIRouter:
    """Push, close, delete, and ask what became of a vacancy."""
    admit = guard(pool, "vacancies")
    router = APIRouter(prefix="/v1/sources/{source}/vacancies", tags=["vacancies"])

    @router.post("")
    async def push_vacancies(request: Request, source: Annotated[Source, Depends(admit)]) -> Response:
        """Send vacancies, one JSON object a line; a receipt for each comes back in the same order, as NDJSON."""
        return ReceiptStream(push.receive(source.name, lines_of(request.receive, push.longest_row_bytes)))

    @router.post("/{external_id:path}/close")
    async def close(external_id: str, source: Annotated[Source, Depends(admit)]) -> dict[str, Any]:
        """The vacancy is filled or withdrawn."""
        return await _end(source, external_id, "closed")

    @router.delete("/{external_id:path}")
    async def delete(external_id: str, source: Annotated[Source, Depends(admit)]) -> dict[str, Any]:
        """The vacancy should never have been here: its content goes."""
        return await _end(source, external_id, "deleted")

    @router.get("/{external_id:path}")
    async def fate(external_id: str, source: Annotated[Source, Depends(admit)]) -> dict[str, Any]:
        """What became of a vacancy, and what offices answered."""
        async with pool.acquire() as connection:
            found = await vacancies.fate(connection, source.name, external_id)
        if found is None:
            raise HTTPException(404, "The source has no such vacancy.")
        return {"external_id": external_id} | {
            "id": found.id, "status": found.status, "revision": found.revision, "outcomes": found.outcomes
        }  # fmt: skip

    async def _end(source: Source, external_id: str, status: str) -> dict[str, Any]:
        async with transaction(pool) as connection:
            ended = await vacancies.end(connection, source.name, external_id, status)
            known = ended or await vacancies.fate(connection, source.name, external_id)
        if known is None:
            raise HTTPException(404, "The source has no such vacancy.")
        return {"external_id": external_id, "status": status, "changed": ended is not None}

    return router
