"""How an event names an occupation."""

from typing import Annotated

from pydantic import Field

from shared.events.base import Payload


class OccupationGuess(Payload):
    """An ESCO occupation with how sure the normaliser is of it."""

    uri: str
    code: str = Field(description="ESCO code, such as 2221.2; a string, its zeros count")
    isco: Annotated[str, Field(pattern=r"^\d{4}$", description="ISCO-08 unit group")]
    label: dict[str, str] = Field(description="Preferred label by language (fi, sv, en)")
    confidence: Annotated[float, Field(ge=0, le=1)]
    essential_skills: tuple[str, ...] = Field(
        default=(), description="Skill slugs; two occupations that share some are related"
    )


class OccupationCandidate(Payload):
    """One of the occupations that a title may mean."""

    uri: str
    code: str
    isco: Annotated[str, Field(pattern=r"^\d{4}$")]
    label: str = Field(description="Preferred label in the advert's language, or in Finnish")
    score: Annotated[float, Field(ge=0, le=1, description="Calibrated: of ten candidates at 0.8, eight are right")]


class UnitGroupGuess(Payload):
    """An ISCO-08 unit group with how sure the normaliser is of it: known more often than the occupation itself."""

    isco: Annotated[str, Field(pattern=r"^\d{4}$")]
    label: dict[str, str] = Field(default={}, description="By language (fi, sv, en)")
    confidence: Annotated[float, Field(ge=0, le=1)]
