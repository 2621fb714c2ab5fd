"""Municipalities, employment areas and distances, each with the dates between which it holds."""

from shared.areas.distance import distance_km
from shared.areas.gazetteer import ALAND, FIRST_DAY, Area, Gazetteer, Municipality, gazetteer, spelling

__all__ = [
    "ALAND",
    "FIRST_DAY",
    "Area",
    "Gazetteer",
    "Municipality",
    "distance_km",
    "gazetteer",
    "spelling",
]
