"""The project's own row formats: what a source sends, one JSON object a line. Strict: an unknown field is an answer."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, StringConstraints

from shared.events.base import LanguageSkill, Remote, WorkTime
from shared.events.seekers import Mobility, SoughtOccupation

HELSINKI = ZoneInfo("Europe/Helsinki")


def _zoned(value: datetime) -> datetime:
    """National date-times carry no zone: they are Finnish time. Of an hour that comes twice, the first."""
    return (value if value.tzinfo else value.replace(tzinfo=HELSINKI)).astimezone(UTC)


def _no_nul(value: str) -> str:
    if "\0" in value:
        raise ValueError("has a NUL character")
    return value


_TIDY = StringConstraints(strip_whitespace=True, min_length=1, max_length=500)
Line = Annotated[str, _TIDY, AfterValidator(_no_nul)]
Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_no_nul)]
Zoned = Annotated[datetime, AfterValidator(_zoned)]
Many = Annotated[tuple[Line, ...], Field(max_length=100)]
Languages = Annotated[tuple[LanguageSkill, ...], Field(max_length=30)]


class Row(BaseModel):
    """What all rows have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class VacancyRow(Row):
    """A vacancy as a broker sends it."""

    external_id: Key
    status: Literal["open", "closed"] = "open"
    title: Line
    description: Annotated[str, Field(max_length=20_000), AfterValidator(_no_nul)] | None = None
    employer: Line | None = None
    language: Literal["fi", "sv", "en"] | None = None
    occupation: Line | None = None
    place: Line | None = None
    remote: Remote = "no"
    work_time: WorkTime | None = None
    skills: Many = ()
    licences: Many = ()
    languages: Languages = ()
    experience_years: Annotated[float, Field(ge=0, le=60)] | None = None
    starts_on: date | None = None
    expires_at: Zoned | None = None
    url: HttpUrl | None = None


class SeekerRow(Row):
    """A seeker as an authority sends it: its own reference, no name, no contact details."""

    reference: Key
    status: Literal["active", "inactive"] = "active"
    place: Line | None = None
    occupations: Annotated[tuple[SoughtOccupation, ...], Field(max_length=20)] = ()
    skills: Many = ()
    licences: Many = ()
    languages: Languages = ()
    mobility: Mobility = Mobility()
    work_time: WorkTime | None = None
    available_from: date | None = None
