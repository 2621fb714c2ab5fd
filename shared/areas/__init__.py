"""Municipalities, employment areas and distances, each with the dates between which it holds."""

from shared.areas.distance import distance_km
from shared.areas.gazetteer import ALAND, FIRST_DAY, Area, Gazetteer, Municipality, spelling, spellings
from shared.areas.localities import Localities, Locality, Region
from shared.areas.shipped import gazetteer

__all__ = [
    "ALAND",
    "FIRST_DAY",
    "Area",
    "Gazetteer",
    "Localities",
    "Locality",
    "Municipality",
    "Region",
    "distance_km",
    "gazetteer",
    "spelling",
    "spellings",
]
