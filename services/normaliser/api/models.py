"""What the review queue and the classifier take and show, as their documentation has it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.normaliser.review import Language, Reason
from shared.spine.personal_codes import carries_personal_code

_NO_NUL = {"pattern": r"^[^\x00]*$"}


def _said(value: str) -> str:
    if "\0" in value:
        raise ValueError("has a NUL character")
    if carries_personal_code(value):
        raise ValueError("a personal identity code was found here; take it out")
    return value


Said = Annotated[str, Field(min_length=1, max_length=500, json_schema_extra=_NO_NUL), AfterValidator(_said)]
Chance = Annotated[float, Field(ge=0, le=1)]


class CandidateSaid(BaseModel):
    """An occupation that a title may mean."""

    uri: str
    code: str
    isco: str
    label: str = Field(description="In the title's language, or in Finnish")
    score: Chance = Field(description="How likely it is: of ten at 0.8, about eight are right")


class OccupationSaid(BaseModel):
    """An occupation of ESCO."""

    uri: str
    code: str | None = Field(description="None where the current taxonomy does not have it any more")
    label: dict[str, str] = Field(description="By language")


class AnswerSaid(BaseModel):
    """What somebody said a title means."""

    occupation: OccupationSaid | None = Field(description="None: the title names no occupation")
    answered_by: str
    answered_at: datetime
    undone_by: str | None = Field(default=None, description="Who took it back, or put another in its place")
    undone_at: datetime | None = None


class TitleSaid(BaseModel):
    """A title, and what waits for its meaning."""

    key: str = Field(description="Under which titles are one: their words without places, hours and noise")
    title: str = Field(description="As it is mostly written")
    vacancies: int = Field(description="Open vacancies that wait")
    seekers: int = Field(description="Active seekers that wait")
    languages: list[Language]
    reasons: dict[Reason, int] = Field(description="Why they wait, and how many for each reason")
    sources: list[str] = Field(description="Whose vacancies they are")
    employers: int = Field(description="How many employers write it")
    candidates: list[CandidateSaid] = Field(description="What it would be read as now, the likeliest first")
    none: Chance = Field(description="How likely it is that it names no occupation")


class QueueSaid(BaseModel):
    """Titles that wait, commonest first."""

    titles: list[TitleSaid]
    titles_in_all: int = Field(description="How many there are that fit what was asked for")
    vacancies_in_all: int = Field(description="How many open vacancies wait for them")


class TitleWithAnswers(TitleSaid):
    """A title with all the answers it was ever given, the latest first."""

    answer: AnswerSaid | None = Field(description="The one that holds")
    answers: list[AnswerSaid]


class Answering(BaseModel):
    """What a title means."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"occupation": "5321.1"}]})

    occupation: Said = Field(description="ESCO URI or code; `none`: the title names no occupation")


class TitleAsked(BaseModel):
    """A title to be read."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(max_length=500, json_schema_extra=_NO_NUL), AfterValidator(_said)]
    language: Language | None = None


class Asking(BaseModel):
    """Titles to be read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"titles": [{"title": "Lähihoitaja kotihoitoon, Oulu", "language": "fi"}]}]},
    )

    titles: Annotated[list[TitleAsked], Field(min_length=1, max_length=100)]


class TitleRead(BaseModel):
    """What a title was read as."""

    title: str
    none: Chance = Field(description="How likely it is that it names no occupation")
    candidates: list[CandidateSaid] = Field(description="Up to five, the likeliest first")


class Read(BaseModel):
    """Titles in the order in which they were asked."""

    taxonomy: str = Field(description="The version they were read by")
    titles: list[TitleRead]


Responses = dict[int | str, dict[str, Any]]
