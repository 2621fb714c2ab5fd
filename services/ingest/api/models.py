"""What the door answers, as its documentation has it."""

from datetime import datetime
from re import compile as regex
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path
from pydantic import AfterValidator, AnyUrl, BaseModel, Field, HttpUrl, UrlConstraints

from services.ingest.rows import LONGEST_KEY, LONGEST_URL
from shared.spine.http import ProblemBody
from shared.spine.personal_codes import carries_personal_code

# Something to see, no NUL (Postgres has none), and no U+FFFD: it stands where an address is not UTF-8, so that two
# such addresses would be one. Written so that Python and JavaScript, who differ in what space is, read it alike.
NAME = r"^[^\x00\ufffd]*[^\s\x00-\x1f\x85\ufeff\ufffd][^\x00\ufffd]*$"
_NAME = regex(NAME)


def _checked(value: str) -> str:
    if "\0" in value or "\ufffd" in value:
        raise ValueError("has a NUL character, or is not UTF-8")
    if not _NAME.match(value):
        raise ValueError("is blank")
    if carries_personal_code(value):
        raise ValueError("a personal identity code was found here; take it out at the source")
    return value.strip()


_SLASH = "; a slash in it may be written `/` or `%2F`, before a final `close` only `%2F`"
Name = Annotated[str, Field(max_length=LONGEST_KEY, json_schema_extra={"pattern": NAME}), AfterValidator(_checked)]
ExternalId = Annotated[
    Name, Path(description=f"The source's own id of the vacancy{_SLASH}", examples=["job-2041", "2026/17"])
]
Reference = Annotated[
    Name, Path(description=f"The source's own pseudonymous reference of the person{_SLASH}", examples=["p-0001"])
]


class ProblemSaid(BaseModel):
    """Which field, what is wrong, and what to do. Never the value."""

    field: str
    code: str
    message: str
    hint: str


class ReceiptSaid(BaseModel):
    """The fate of one row."""

    row: int | None = Field(description="Counts the rows of a push from 1; null: the push as a whole")
    external_id: str | None
    id: UUID | None
    status: Literal["created", "changed", "unchanged", "closed", "refused"]
    revision: int | None
    problems: list[ProblemSaid] = []


class Ended(BaseModel):
    """A row that was closed or deleted."""

    external_id: str
    status: str
    changed: bool = Field(description="False: it was so already")


class SeekerSaid(BaseModel):
    """A seeker as its source may see it."""

    id: UUID
    revision: int
    status: Literal["active", "inactive"]


class Erased(BaseModel):
    """An erasure, done."""

    status: Literal["erased"] = "erased"


class NormalisedSaid(BaseModel):
    """How a vacancy was read."""

    at: datetime
    occupation: dict[str, Any] | None
    place: dict[str, Any] | None
    marks: list[str] = Field(description="What could not be told, such as `place:unknown`")
    same_job: dict[str, Any] | None = Field(
        description="Where other sources advertise the job too: how many `vacancies` there are of it, whether this one "
        "`stands` for it (offices are told of that one; the numbers here are its), and `because` of what they share"
    )


class OutcomeSaid(BaseModel):
    """What an office answered."""

    area: str
    role: str
    outcome: str
    reason: str | None
    given_at: datetime


class FateSaid(BaseModel):
    """What became of a vacancy. Numbers, never who."""

    external_id: str
    id: UUID
    status: Literal["open", "closed", "expired"]
    revision: int
    received_at: datetime
    changed_at: datetime
    normalised: NormalisedSaid | None = Field(description="Null until the normaliser has read it")
    matches: int = Field(description="Seekers in other areas who fit it")
    seekers_by_area: dict[str, int]
    offices_told: list[str] = Field(description="Areas whose offices have an open notice of it")
    first_told_at: datetime | None
    outcomes: list[OutcomeSaid]


class PushSaid(BaseModel):
    """A push, and what became of its rows, in numbers."""

    id: UUID
    kind: Literal["vacancies", "seekers"]
    format: str
    snapshot: bool
    state: Literal["receiving", "done", "interrupted", "held_back"]
    attempt: int = Field(description="How many connections it took so far")
    started_at: datetime
    ended_at: datetime | None
    rows: int
    receipts: dict[str, int] = Field(description="Rows by status")
    fates: dict[str, int] | None = Field(description="Of vacancies: normalised, matched, told")


class ReceiptPage(BaseModel):
    """Receipts of a push, a page."""

    receipts: list[ReceiptSaid]
    next_after: int | None = Field(description="Ask with `after` set to this for the next page; null: there is none")


class VacancyFigures(BaseModel):
    """A source's vacancies in numbers."""

    open: int
    new: int
    matched: int
    matches: int
    told: int


class TimeToMatch(BaseModel):
    """Seconds from the receipt of a vacancy to the first notice of it."""

    p50: float | None
    p90: float | None


class StatisticsSaid(BaseModel):
    """A source's own figures."""

    since: datetime
    rows: dict[str, dict[str, int]] = Field(description="By kind and status")
    refusals: dict[str, dict[str, int]] = Field(description="By kind and code")
    vacancies: VacancyFigures
    outcomes: dict[str, int]
    time_to_first_match_s: TimeToMatch


class WebhookAsked(BaseModel):
    """Where changes of status are to be sent."""

    url: Annotated[HttpUrl, UrlConstraints(max_length=LONGEST_URL)] = Field(
        examples=["https://rekry.example/kohtaanto/events"]
    )


class WebhookSaid(BaseModel):
    """The secret by which webhooks are signed: shown only now."""

    url: AnyUrl = Field(description="As it was understood: its escapes may have made it longer")
    secret: str


class RowProblemBody(ProblemBody):
    """The same for a row, with its problems one by one."""

    problems: list[ProblemSaid] = Field(default=[], description="Where the row was read: what is wrong in it")
