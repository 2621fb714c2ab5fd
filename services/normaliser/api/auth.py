"""Who may come in: a reviewer with a key of their own. And the problems a route may answer with."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from services.normaliser import reviewers
from services.normaliser.api.models import Responses
from services.normaliser.knowledge import Knowing, Knowledge, Unreadable
from shared.spine.database import Pool
from shared.spine.http import ProblemBody

_bearer = HTTPBearer(auto_error=False, description="The key that `kohtaanto occupations reviewer add` printed")
_ASK = {"WWW-Authenticate": "Bearer"}
_SAID = {
    400: "The body is not UTF-8.",
    401: "No key, or no good one.",
    404: "No vacancy has such a title, nor do three seekers; or it has no answer.",
    422: "What is wrong, by field.",
    503: "The database is away, or the taxonomy is still being loaded.",
}
Admit = Callable[..., Awaitable[str]]


def admitting(pool: Pool) -> Admit:
    """A dependency that lets reviewers in, and gives their name."""

    async def admit(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
        if credentials is None:
            raise HTTPException(401, "Send the reviewer's key: `Authorization: Bearer ...`.", _ASK)
        async with pool.acquire() as connection:
            name = await reviewers.of_key(connection, credentials.credentials)
        if name is None:
            raise HTTPException(401, "No reviewer has this key.", _ASK)
        return name

    return admit


def known(knowing: Knowing) -> Knowledge:
    """What is known now; a 503 before the first load."""
    try:
        return knowing.knowledge
    except Unreadable:
        raise HTTPException(503, "The taxonomy is still being loaded.", {"Retry-After": "5"}) from None


def problems(*statuses: int) -> Responses:
    """The problems a route may answer with, for its documentation."""
    found: Responses = {status: {"description": _SAID[status], "model": ProblemBody} for status in statuses}
    for status, header in ((401, "WWW-Authenticate"), (503, "Retry-After")):
        if status in found:
            found[status]["headers"] = {header: {"required": True, "schema": {"type": "string"}}}
    return found
