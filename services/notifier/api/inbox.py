"""`/v1/offices/{area}/notices`: what concerns an office, and its answers."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic.json_schema import SkipJsonSchema

from services.notifier import offices, outcomes
from services.notifier.api.models import Answer, AnswerSaid, Inbox, Moment
from services.notifier.offices import Office
from services.notifier.store import PACKAGE, Notice
from services.notifier.telling import view
from shared.spine.database import Pool, sql, transaction
from shared.spine.http import ProblemBody

_bearer = HTTPBearer(auto_error=False, description="The key that `kohtaanto office add` printed")


_MOMENT = "2026-11-02T08:00:00Z"
_ANSWER = {
    "operationId": "answer",
    "parameters": {"area": "$request.path.area", "notice": "$response.body#/notices/0/notice_id"},
}
Responses = dict[int | str, dict[str, Any]]


def _problems(*statuses: int) -> Responses:
    """The problems a route may answer with, for its documentation."""
    said = {
        400: "The body is not UTF-8.", 401: "No key, or no good one.", 403: "The key is another office's.",
        404: "The office has no such notice, or the notice no such candidate.", 422: "What is wrong, by field.",
        503: "The database is away.",
    }  # fmt: skip
    found: Responses = {status: {"description": said[status], "model": ProblemBody} for status in statuses}
    for status, header in ((401, "WWW-Authenticate"), (503, "Retry-After")):
        if status in found:
            found[status]["headers"] = {header: {"required": True, "schema": {"type": "string"}}}
    return found


def inbox_routes(pool: Pool) -> APIRouter:
    """Read notices, answer them."""
    router = APIRouter(prefix="/v1/offices/{area}/notices", tags=["inbox"], responses=_problems(401, 403, 422, 503))

    async def admit(
        area: Annotated[str, Path(pattern="^[0-9]{2}$", description="The office's own area", examples=["39"])],
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

    @router.get(
        "",
        response_model=Inbox,
        response_model_exclude_unset=True,
        responses={200: {"links": {"answer": _ANSWER}}},
        summary="Read notices",
    )
    async def inbox(
        office: Annotated[Office, Depends(admit)],
        withdrawn: Annotated[bool, Query(description="Show those taken back too")] = False,
        before: Annotated[
            Moment | SkipJsonSchema[None], Query(description="Only those that changed before", examples=[_MOMENT])
        ] = None,
        limit: Annotated[int, Query(ge=1, le=500, description="How many at most")] = 100,
        lang: Annotated[
            Literal["fi", "sv", "en"] | SkipJsonSchema[None],
            Query(description="The language of the texts, if not the office's own"),
        ] = None,
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

    @router.post(
        "/{notice}/outcomes",
        status_code=201,
        response_model=AnswerSaid,
        responses=_problems(400, 404),
        summary="Answer a notice",
    )
    async def answer(notice: UUID, said: Answer, office: Annotated[Office, Depends(admit)]) -> dict[str, Any]:
        """Answer a notice, for one candidate or in whole; a later answer replaces an earlier one."""
        async with transaction(pool) as connection:
            given = await outcomes.give(connection, office.area, notice, said.outcome, said.reason, said.seeker_id)
        if given is None:
            raise HTTPException(404, "The office has no such notice, or the notice no such candidate.")
        return {"outcome_id": given, "outcome": said.outcome}

    return router
