"""`/v1/occupations/review`: titles that people should look at, and what they say these mean."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from pydantic.json_schema import SkipJsonSchema

from services.normaliser import review
from services.normaliser.api.auth import admitting, known, problems
from services.normaliser.api.classify import read_title
from services.normaliser.api.models import (
    Answering,
    AnswerSaid,
    OccupationSaid,
    QueueSaid,
    TitleSaid,
    TitleWithAnswers,
)
from services.normaliser.knowledge import Knowing, Knowledge, next_number
from services.normaliser.review import NONE, Answer, Filter, Language, Reason, Title
from shared.esco import Taxonomy
from shared.spine.database import Connection, Pool, transaction

_KEY = {"title_key": "$response.body#/titles/0/key"}
_LINKS = {name: {"operationId": name, "parameters": _KEY} for name in ("title", "answer", "undo")}
_UNKNOWN = "No vacancy has such a title, nor do three seekers."
Key = Annotated[
    str,
    Path(
        min_length=1, max_length=2000, pattern=r"^[^\x00/]+$", description="The `key` of a title", examples=["hoitaja"]
    ),
]
Part = Annotated[
    str | SkipJsonSchema[None],
    Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$", description="A part of the title"),
]


def review_routes(pool: Pool, knowing: Knowing) -> APIRouter:
    """Read the queue; answer, and take answers back."""
    router = APIRouter(prefix="/v1/occupations/review", tags=["review"], responses=problems(401, 422, 503))
    admit = admitting(pool)
    Who = Annotated[str, Depends(admit)]  # noqa: N806 - a type

    @router.get("", responses={200: {"links": _LINKS}}, summary="Read the queue")
    async def titles(
        _: Who,
        language: Annotated[
            Language | SkipJsonSchema[None], Query(description="Only titles of vacancies in this language")
        ] = None,
        reason: Annotated[Reason | SkipJsonSchema[None], Query(description="Only titles that wait for this")] = None,
        text: Part = None,
        limit: Annotated[int, Query(ge=1, le=200, description="How many at most")] = 50,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out before them")] = 0,
    ) -> QueueSaid:
        """Titles that wait, commonest first. A title of seekers alone is there only if three or more share it."""
        knowledge = known(knowing)
        async with pool.acquire() as connection:
            found = await review.queue(connection, Filter(language, reason, text), knowledge.void, limit, offset)
        said = [TitleSaid(**_fields(knowledge, each)) for each in found.titles]
        return QueueSaid(titles=said, titles_in_all=found.titles_in_all, vacancies_in_all=found.vacancies_in_all)

    @router.get("/{title_key}", responses=problems(404), summary="Read one title")
    async def title(title_key: Key, _: Who) -> TitleWithAnswers:
        """A title, whether it waits or not, with all the answers it was ever given."""
        knowledge = known(knowing)
        async with pool.acquire() as connection:
            about = await _there(connection, knowledge, title_key)
            answers = await review.answers_of(connection, title_key)
        holds = review.holding(answers)
        said = [_answer(knowledge.taxonomy, each) for each in answers]
        now = holds and _answer(knowledge.taxonomy, holds)
        return TitleWithAnswers(**_fields(knowledge, about), answer=now, answers=said)

    @router.post("/{title_key}/answer", status_code=201, responses=problems(400, 404), summary="Answer")
    async def answer(title_key: Key, said: Answering, who: Who) -> AnswerSaid:
        """Say what a title means: every vacancy and seeker with it is read again within seconds, later ones by it too.

        A later answer takes an earlier one's place; the earlier is kept as taken back.
        """
        knowledge = known(knowing)
        uri = _uri(knowledge.taxonomy, said.occupation)
        async with transaction(pool) as connection:
            about = await _there(connection, knowledge, title_key)
            given = await review.give(connection, about, uri, who, await next_number(connection))
        return _answer(knowledge.taxonomy, given)

    @router.delete("/{title_key}/answer", responses=problems(404), summary="Take an answer back")
    async def undo(title_key: Key, who: Who) -> AnswerSaid:
        """Take back what was said of a title: all that has it is read again, as if nobody had answered."""
        knowledge = known(knowing)
        async with transaction(pool) as connection:
            undone = await review.undo(connection, title_key, who, await next_number(connection))
            if undone is None:
                raise HTTPException(404, "No answer to this title holds.")
        return _answer(knowledge.taxonomy, undone)

    return router


async def _there(connection: Connection, knowledge: Knowledge, key: str) -> Title:
    about = await review.title(connection, key, knowledge.void)
    if about is None:
        raise HTTPException(404, _UNKNOWN)
    return about


def _uri(taxonomy: Taxonomy, said: str) -> str | None:
    if said == NONE:
        return None
    occupation = review.occupation_named(taxonomy, said)
    if occupation is None:
        raise HTTPException(
            422, f"body.occupation: {taxonomy.version} has no such occupation; give its ESCO URI or code, or `{NONE}`"
        )
    return occupation.uri


def _fields(knowledge: Knowledge, about: Title) -> dict[str, object]:
    none, candidates = read_title(knowledge.occupations, about.title, about.language)
    return {
        "key": about.key,
        "title": about.title,
        "vacancies": about.vacancies,
        "seekers": about.seekers,
        "languages": about.languages,
        "reasons": about.reasons,
        "sources": about.sources,
        "employers": about.employers,
        "candidates": candidates,
        "none": none,
    }


def _answer(taxonomy: Taxonomy, given: Answer) -> AnswerSaid:
    return AnswerSaid(
        occupation=None if given.uri is None else _occupation(taxonomy, given.uri),
        answered_by=given.answered_by,
        answered_at=given.answered_at,
        undone_by=given.undone_by,
        undone_at=given.undone_at,
    )


def _occupation(taxonomy: Taxonomy, uri: str) -> OccupationSaid:
    found = taxonomy.by_uri(uri)
    return OccupationSaid(uri=uri, code=found and found.code, label=dict(found.labels) if found else {})
