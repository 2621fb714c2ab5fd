"""`/v1/offices/{area}/notices`: what concerns an office, and its answers."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from services.notifier import offices, outcomes
from services.notifier.offices import Office
from services.notifier.store import PACKAGE, Notice
from services.notifier.telling import view
from shared.events.matches import OutcomeKind
from shared.spine.database import Pool, sql, transaction
from shared.spine.personal_codes import carries_personal_code

_bearer = HTTPBearer(auto_error=False, description="The key that `kohtaanto office add` printed")


class Answer(BaseModel):
    """What an office says to a notice."""

    model_config = ConfigDict(extra="forbid")

    outcome: OutcomeKind
    reason: Annotated[str, Field(max_length=500)] | None = None
    seeker_id: UUID | None = Field(
        default=None, description="The candidate it is about; only for the seekers' own area"
    )


def inbox_routes(pool: Pool) -> APIRouter:
    """Read notices, answer them."""
    router = APIRouter(prefix="/v1/offices/{area}/notices", tags=["inbox"])

    async def admit(
        area: Annotated[str, Path(pattern=r"^\d{2}$")],
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    ) -> Office:
        if credentials is None:
            raise HTTPException(
                401, "Send the office's key: `Authorization: Bearer ...`.", {"WWW-Authenticate": "Bearer"}
            )
        async with pool.acquire() as connection:
            office = await offices.of_key(connection, credentials.credentials)
        if office is None:
            raise HTTPException(401, "No office has this key.", {"WWW-Authenticate": "Bearer"})
        if office.area != area:
            raise HTTPException(403, "This key belongs to another office.")
        return office

    @router.get("")
    async def inbox(
        office: Annotated[Office, Depends(admit)],
        withdrawn: bool = False,
        before: datetime | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        lang: Literal["fi", "sv", "en"] | None = None,
    ) -> dict[str, Any]:
        """The latest notices, newest first; older ones by `before` (the `changed_at` of the last)."""
        async with pool.acquire() as connection:
            rows = await connection.fetch(sql(PACKAGE, "inbox"), office.area, withdrawn, before, limit)
        return {
            "notices": [
                view(
                    Notice(row["id"], row["vacancy_id"], office.area, row["role"], row["revision"], row["content"]),
                    lang or office.locale,
                )
                | {"changed_at": row["changed_at"]}
                for row in rows
            ]
        }

    @router.post("/{notice}/outcomes", status_code=201)
    async def answer(notice: UUID, said: Answer, office: Annotated[Office, Depends(admit)]) -> dict[str, Any]:
        """Answer a notice, for one candidate or in whole; a later answer replaces an earlier one."""
        if said.reason and carries_personal_code(said.reason):
            raise HTTPException(422, "reason: a personal identity code was found here; take it out.")
        async with transaction(pool) as connection:
            given = await outcomes.give(connection, office.area, notice, said.outcome, said.reason, said.seeker_id)
        if given is None:
            raise HTTPException(404, "The office has no such notice, or the notice no such candidate.")
        return {"outcome_id": str(given), "outcome": said.outcome}

    return router
