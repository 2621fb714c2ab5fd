"""Events about seekers: pseudonymous, no name, no contact details."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.events.base import AreaCode, LanguageSkill, MunicipalityCode, Payload, Text, WorkTime
from shared.events.occupations import OccupationGuess
from shared.events.places import Place

SeekerStatus = Literal["active", "inactive"]


class SoughtOccupation(Payload):
    """What a seeker can do, in the source's words, with years of experience."""

    title: Text
    occupation: Text | None = Field(default=None, description="ESCO URI or code, if the source has one")
    experience_years: Annotated[float, Field(ge=0, le=60)] = 0


class Mobility(Payload):
    """Which workplaces a seeker accepts beside the home area."""

    whole_country: bool = Field(default=False, description="Areas 01..45; Aland (46) is asked for in `areas`")
    areas: tuple[AreaCode, ...] = ()
    commute_km: Annotated[float, Field(ge=0, le=500)] | None = Field(
        default=None, description="Kilometres, as the crow flies"
    )
    remote: bool = False


class SeekerSubmitted(Payload):
    """The state of one seeker as the authority gave it, without its reference. Key: seeker_id. Written by ingest."""

    seeker_id: UUID
    source: Text
    status: SeekerStatus
    place: Text | None = None
    occupations: tuple[SoughtOccupation, ...] = ()
    skills: tuple[Text, ...] = ()
    licences: tuple[Text, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    mobility: Mobility = Mobility()
    work_time: WorkTime | None = None
    available_from: date | None = None


class KnownOccupation(Payload):
    """An occupation of a seeker, recognised."""

    occupation: OccupationGuess
    experience_years: float = 0


class SeekerNormalised(Payload):
    """A seeker in the exchange's own terms. Key: seeker_id. Written by the normaliser."""

    seeker_id: UUID
    source: Text
    status: SeekerStatus
    place: Place
    area: AreaCode | None = None
    municipality: MunicipalityCode | None = None
    occupations: tuple[KnownOccupation, ...] = ()
    skills: tuple[str, ...] = ()
    licences: tuple[str, ...] = Field(default=(), description="Licence slugs, those implied by others included")
    languages: tuple[LanguageSkill, ...] = ()
    mobility: Mobility = Mobility()
    work_time: WorkTime | None = None
    available_from: date | None = None
    marks: tuple[str, ...] = ()
