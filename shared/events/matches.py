"""Events about matches, and what the offices answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.events.base import AreaCode, Payload, Text

Relation = Literal["same_occupation", "same_unit_group", "shared_skills", "same_minor_group"]
MobilityReason = Literal["whole_country", "listed_area", "commute", "remote"]
OutcomeKind = Literal["proposed", "contacted", "hired", "not_suitable"]
Role = Literal["seeker_area", "vacancy_area"]


class Reasons(Payload):
    """Why a vacancy and a seeker fit: what an office is shown."""

    relation: Relation
    vacancy_occupation: dict[str, str]
    seeker_occupation: dict[str, str]
    shared_skills: tuple[str, ...] = ()
    missing_skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = Field(default=(), description="Language and level met, such as `fi B1`")
    licences: tuple[str, ...] = Field(default=(), description="Required licences the seeker holds")
    experience_years: float = 0
    distance_km: float | None = None
    mobility: MobilityReason


class MatchState(Payload):
    """One match as it now stands. `number` grows by one with each change: the reader's guard."""

    seeker_id: UUID
    seeker_area: AreaCode
    number: Annotated[int, Field(ge=1)]
    holds: bool = Field(description="False: the match is withdrawn")
    score: Annotated[float, Field(ge=0, le=1)] = 0
    reasons: Reasons | None = Field(default=None, description="None when withdrawn")


class VacancySummary(Payload):
    """What a notice says of the vacancy itself."""

    title: Text
    employer: Text | None = None
    url: str | None = None
    source: Text
    area: AreaCode | None = None
    place: dict[str, str] = {}
    occupation: dict[str, str] = {}


class MatchesChanged(Payload):
    """What changed for one vacancy in one matcher process's shards. Key: vacancy_id. Written by the matcher."""

    vacancy_id: UUID
    vacancy_sequence: int
    vacancy: VacancySummary | None = Field(default=None, description="None once the vacancy is gone")
    rules_version: str
    top_k: Annotated[int, Field(ge=1, description="How many matches a notice shows for a vacancy and area")]
    matches: tuple[MatchState, ...]


class VacancyTold(Payload):
    """What offices have been told about one vacancy, in numbers. Key: vacancy_id. Written by the notifier."""

    vacancy_id: UUID
    matches: Annotated[int, Field(ge=0, description="Matches that hold")]
    seekers_by_area: dict[AreaCode, int] = Field(default={}, description="Matching seekers by their own area")
    offices: tuple[AreaCode, ...] = Field(default=(), description="Areas whose offices have an open notice")
    first_told_at: datetime | None = Field(default=None, description="When an office was first told")
    told_at: datetime


class OutcomeGiven(Payload):
    """What an office answered to a notice. Key: vacancy_id. Written by the notifier."""

    outcome_id: UUID = Field(description="Of the (notice, seeker) pair: a later answer replaces an earlier one")
    vacancy_id: UUID
    area: AreaCode
    role: Role
    outcome: OutcomeKind
    reason: Text | None = None
    seeker_id: UUID | None = Field(default=None, description="Pseudonym; only from the seeker's own area")
    given_at: datetime


class DeadLetter(Payload):
    """An event that could not be processed, with where it came from. Key: as received."""

    service: str
    topic: str
    partition: int
    offset: int
    key: str | None
    error: str
    headers: dict[str, str]
    value_base64: str | None = Field(default=None, description="As received; never for a seeker: replay is a republish")
