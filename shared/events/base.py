"""What all event payloads have in common."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=500)]
AreaCode = Annotated[str, Field(pattern=r"^\d{2}$", description="Employment area, 01..46")]
MunicipalityCode = Annotated[str, Field(pattern=r"^\d{3}$", description="Statistics Finland code")]
Level = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
Remote = Literal["no", "hybrid", "full"]
WorkTime = Literal["full_time", "part_time"]


class Payload(BaseModel):
    """An event's data. Unknown fields are ignored, so that an older reader stands a newer writer."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class LanguageSkill(Payload):
    """A language (ISO 639-1) at a level of the Common European Framework."""

    code: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    level: Level = "B1"


def utcnow() -> datetime:
    """The present moment, with its zone."""
    return datetime.now(UTC)
