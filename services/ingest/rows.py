"""The project's own row formats: what a source sends, one JSON object a line. Strict: an unknown field is an answer."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, StringConstraints

from shared.events.base import LanguageSkill, Remote, WorkTime
from shared.events.seekers import Mobility, SoughtOccupation

HELSINKI = ZoneInfo("Europe/Helsinki")
LONGEST_URL = 2000
LONGEST_KEY = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")


def _zoned(value: datetime) -> datetime:
    """National date-times carry no zone: they are Finnish time. Of an hour that comes twice, the first."""
    try:
        return (value if value.tzinfo else value.replace(tzinfo=HELSINKI)).astimezone(UTC)
    except OverflowError:
        raise ValueError("is beyond any calendar") from None


def _day_or_moment(value: Any) -> Any:
    """A day alone means its end: the last day still counts. Bare numbers are no times: nobody agrees on their unit."""
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        return f"{value.strip()}T23:59:59"
    return _no_number(value)


def _no_number(value: Any) -> Any:
    if isinstance(value, (int, float)) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip())):
        raise ValueError("is a number; write it as YYYY-MM-DD, or with a time as YYYY-MM-DDThh:mm:ss")
    return value


def _not_long(value: HttpUrl) -> HttpUrl:
    if len(str(value)) > LONGEST_URL:  # with its escapes, which the model's own bound does not count
        raise ValueError(f"is longer than {LONGEST_URL} characters")
    return value


def _no_nul(value: str) -> str:
    if "\0" in value:
        raise ValueError("has a NUL character")
    return value


_TIDY = StringConstraints(strip_whitespace=True, min_length=1, max_length=500)
_NAME = StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_KEY)
Line = Annotated[str, _TIDY, AfterValidator(_no_nul)]
Key = Annotated[str, _NAME, AfterValidator(_no_nul)]
Zoned = Annotated[datetime, BeforeValidator(_day_or_moment), AfterValidator(_zoned)]
Day = Annotated[date, BeforeValidator(_no_number)]
Url = Annotated[HttpUrl, AfterValidator(_not_long)]
Many = Annotated[tuple[Line, ...], Field(max_length=100)]
Languages = Annotated[tuple[LanguageSkill, ...], Field(max_length=30)]


class Row(BaseModel):
    """What all rows have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(Row):
    """Where the vacancy was first published: a system's name, and its id there."""

    system: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, to_lower=True)]
    id: Key


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
    starts_on: Day | None = None
    expires_at: Zoned | None = None
    url: Url | None = None
    origin: Origin | None = None


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
    available_from: Day | None = None
