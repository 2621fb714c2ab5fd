"""Events about vacancies: as submitted by a source, and as normalised."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.events.base import AreaCode, LanguageSkill, MunicipalityCode, Payload, Remote, Text, WorkTime
from shared.events.occupations import OccupationCandidate, OccupationGuess, UnitGroupGuess
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


class Evidence(Payload):
    """What was read in the advert's free text, with the words that show it."""

    kind: Literal["skill", "licence", "language"]
    what: Text = Field(description="A slug of the taxonomy, or a language with its level, such as `sv B1`")
    words: Text


class SameJob(Payload):
    """The job that several sources advertise: its adverts are told to offices as one."""

    job_id: UUID = Field(description="The advert of this job that is matched and told")
    vacancies: Annotated[int, Field(ge=2, description="How many adverts there are of it")]
    because: tuple[Text, ...] = Field(default=(), description="What this advert shares with another of the job")


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
    unit_group: UnitGroupGuess | None = None
    candidates: tuple[OccupationCandidate, ...] = Field(default=(), description="Up to five, the likeliest first")
    no_occupation: Annotated[float, Field(ge=0, le=1)] | None = Field(
        default=None, description="How likely it is that the title names none"
    )
    decided_by: tuple[str, ...] = Field(default=(), description="The words that decided for the occupation")
    taxonomy: str | None = Field(default=None, description="The version of the taxonomy it was read by")
    place: Place
    other_places: tuple[Place, ...] = Field(default=(), description="Where the work is done as well")
    area: AreaCode | None = None
    municipality: MunicipalityCode | None = None
    remote: Remote = "no"
    work_time: WorkTime | None = None
    skills: tuple[str, ...] = Field(default=(), description="Skill slugs of the taxonomy")
    licences: tuple[str, ...] = Field(default=(), description="Licence slugs that are required")
    languages: tuple[LanguageSkill, ...] = ()
    evidence: tuple[Evidence, ...] = Field(default=(), description="Which of these the free text has shown")
    experience_years: float | None = None
    starts_on: date | None = None
    expires_at: datetime | None = None
    same_job: SameJob | None = Field(default=None, description="Where the job is advertised more than once")
    marks: tuple[str, ...] = Field(default=(), description="What the normaliser did not know, such as `place:unknown`")
