"""Events about vacancies: as submitted by a source, and as normalised."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.events.base import AreaCode, LanguageSkill, MunicipalityCode, Payload, Remote, Text, WorkTime
from shared.events.occupations import OccupationGuess
from shared.events.places import Place

VacancyStatus = Literal["open", "closed", "expired"]


class Origin(Payload):
    """Where a vacancy was first published: the same origin from two sources is one vacancy."""

    system: Annotated[str, Field(min_length=1, max_length=100)]
    id: Annotated[str, Field(min_length=1, max_length=200)]


class VacancySubmitted(Payload):
    """The state of one vacancy as its source gave it. Key: vacancy_id. Written by ingest."""

    vacancy_id: UUID
    source: Text
    external_id: Text
    status: VacancyStatus
    title: Text
    description: Annotated[str, Field(max_length=20_000)] | None = None
    employer: Text | None = None
    language: Annotated[str, Field(pattern=r"^(fi|sv|en)$")] | None = None
    occupation: Text | None = Field(default=None, description="ESCO URI or code, or ISCO code, if the source has one")
    place: Text | None = Field(default=None, description="Municipality by code or name, or a wider place")
    remote: Remote = "no"
    work_time: WorkTime | None = None
    skills: tuple[Text, ...] = ()
    licences: tuple[Text, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    experience_years: Annotated[float, Field(ge=0, le=60)] | None = None
    starts_on: date | None = None
    expires_at: datetime | None = None
    url: Annotated[str, Field(max_length=2000)] | None = None
    origin: Origin | None = None


class VacancyNormalised(Payload):
    """A vacancy in the exchange's own terms. Key: vacancy_id. Written by the normaliser.

    What could not be told is None and named in `marks`; nothing is dropped for it.
    """

    vacancy_id: UUID
    source: Text
    status: VacancyStatus
    title: Text
    employer: Text | None = None
    url: str | None = None
    occupation: OccupationGuess | None = None
    place: Place
    area: AreaCode | None = None
    municipality: MunicipalityCode | None = None
    remote: Remote = "no"
    work_time: WorkTime | None = None
    skills: tuple[str, ...] = Field(default=(), description="Skill slugs of the taxonomy")
    licences: tuple[str, ...] = Field(default=(), description="Licence slugs that are required")
    languages: tuple[LanguageSkill, ...] = ()
    experience_years: float | None = None
    starts_on: date | None = None
    expires_at: datetime | None = None
    marks: tuple[str, ...] = Field(default=(), description="What the normaliser did not know, such as `place:unknown`")
