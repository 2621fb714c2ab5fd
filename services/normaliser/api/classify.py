"""`/v1/occupations/classify`: what titles would be read as, by what is known now."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends

from services.normaliser.api.auth import admitting, known, problems
from services.normaliser.api.models import Asking, CandidateSaid, Read, TitleRead
from services.normaliser.knowledge import Knowing, Knowledge
from services.normaliser.occupations.recognising import Occupations
from shared.spine.database import Pool


def classify_routes(pool: Pool, knowing: Knowing) -> APIRouter:
    """Ask what titles mean."""
    router = APIRouter(prefix="/v1/occupations", tags=["occupations"], responses=problems(400, 401, 422, 503))
    admit = admitting(pool)

    @router.post("/classify", summary="Read titles")
    async def classify(asked: Asking, _: Annotated[str, Depends(admit)]) -> Read:
        """What titles mean, in the order in which they are asked. Nothing of them is kept."""
        return await asyncio.to_thread(_read, known(knowing), asked)

    return router


def read_title(occupations: Occupations, title: str, language: str | None) -> tuple[float, list[CandidateSaid]]:
    """How likely a title names no occupation, and up to five that it may mean."""
    found = occupations.recognise(title, None, language)
    return found.no_occupation, [CandidateSaid(**candidate.model_dump()) for candidate in found.candidates]


def _read(knowledge: Knowledge, asked: Asking) -> Read:
    said = []
    for each in asked.titles:
        none, candidates = read_title(knowledge.occupations, each.title, each.language)
        said.append(TitleRead(title=each.title, none=none, candidates=candidates))
    return Read(taxonomy=knowledge.taxonomy.version, titles=said)
