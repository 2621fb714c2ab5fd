"""What the inbox takes and shows, as its documentation has it."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from shared.events.matches import OutcomeKind, Role
from shared.spine.personal_codes import carries_personal_code


def _written(value: Any) -> Any:
    """A bare number is no time: nobody agrees on its unit."""
    if isinstance(value, str) and "-" not in value.strip()[1:]:
        raise ValueError("is no date and time with its zone, such as 2026-11-02T08:00:00Z")
    return value


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:  # at either end of the calendar: all notices, or none
        return (datetime.max if value.year > 5000 else datetime.min).replace(tzinfo=UTC)


def _reason(value: str) -> str:
    if "\0" in value:
        raise ValueError("has a NUL character")
    if carries_personal_code(value):
        raise ValueError("a personal identity code was found here; take it out")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_utc)]
Reason = Annotated[str, Field(max_length=500, json_schema_extra={"pattern": r"^[^\x00]*$"}), AfterValidator(_reason)]


class Answer(BaseModel):
    """What an office says to a notice."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"outcome": "contacted", "reason": "Soitettu 2.11."}]}
    )

    outcome: OutcomeKind
    reason: Reason | None = Field(default=None, description="In your own words; no names, no identity codes")
    seeker_id: UUID | None = Field(
        default=None, description="The candidate it is about; only for the seekers' own area"
    )


class AnswerSaid(BaseModel):
    """An answer that was kept."""

    outcome_id: UUID = Field(description="The same for a later answer about the same")
    outcome: OutcomeKind


class CandidateSaid(BaseModel):
    """A seeker of the office's own area who fits."""

    seeker_id: UUID
    score: float
    reasons: dict[str, Any] = Field(description="Why they fit")


class NoticeSaid(BaseModel):
    """A notice as it stands: of an open one the vacancy, and what the office's role lets it know."""

    notice_id: UUID
    revision: int
    area: str
    role: Role = Field(description="The seekers' own area is given candidates, the vacancy's area only numbers")
    status: Literal["open", "withdrawn"]
    vacancy_id: UUID
    text: list[str] = Field(description="The notice in words: a headline, then a line for each candidate or area")
    vacancy: dict[str, Any] | None = None
    candidates: list[CandidateSaid] | None = Field(default=None, description="The best of them")
    more: int | None = Field(default=None, description="How many fit beside them")
    seekers_by_area: dict[str, int] | None = None
    relations: dict[str, int] | None = Field(default=None, description="How many fit for which reason")
    changed_at: datetime


class Inbox(BaseModel):
    """Notices, newest first."""

    notices: list[NoticeSaid]
