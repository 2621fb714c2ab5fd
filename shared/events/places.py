"""How an event names a place."""

from typing import Literal

from shared.events.base import AreaCode, MunicipalityCode, Payload

PlaceKind = Literal["municipality", "country", "remote", "abroad", "unknown"]


class Place(Payload):
    """Where a vacancy or seeker is: a municipality with its area, or why there is none."""

    kind: PlaceKind
    municipality: MunicipalityCode | None = None
    area: AreaCode | None = None
    name: dict[str, str] = {}
    lat: float | None = None
    lon: float | None = None
