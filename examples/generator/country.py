"""Where people live and work: municipalities drawn by population, and the languages spoken there."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import accumulate

from shared.areas import FIRST_DAY, Municipality, gazetteer

DEFAULT = 6.0  # thousands of people in a municipality that population.csv does not name
ON = max(FIRST_DAY, date(2026, 1, 1))
SWEDISH_AREAS = {"46": 0.95, "25": 0.6, "26": 0.35, "07": 0.3}  # share of adverts in Swedish
ENGLISH = 0.06


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality with its area and weight."""

    municipality: Municipality
    area: str
    thousands: float

    @property
    def code(self) -> str:
        """Its code."""
        return self.municipality.code


@cache
def towns() -> tuple[Town, ...]:
    """All municipalities."""
    lines = files("examples.generator").joinpath("population.csv").read_text(encoding="utf-8").splitlines()[1:]
    known = {row["code"]: float(row["thousands"]) for row in csv.DictReader(lines)}
    return tuple(
        Town(each, gazetteer().area_of(each.code, ON) or "", known.get(each.code, DEFAULT))
        for each in gazetteer().municipalities(ON)
    )


@cache
def _weights() -> tuple[float, ...]:
    return tuple(accumulate(town.thousands for town in towns()))


def draw_town(rng: random.Random) -> Town:
    """A municipality, by population."""
    return rng.choices(towns(), cum_weights=_weights())[0]


@cache
def areas() -> tuple[str, ...]:
    """All areas."""
    return tuple(area.code for area in gazetteer().areas)


@cache
def towns_of(area: str) -> Sequence[Town]:
    """The municipalities of an area, the biggest first."""
    return sorted((town for town in towns() if town.area == area), key=lambda town: (-town.thousands, town.code))


def town_for(number: int, rng: random.Random) -> Town:
    """The town of row `number`: the first rows touch each area once, so that none is missing in a feed of some size."""
    return towns_of(areas()[number])[0] if number < len(areas()) else draw_town(rng)


def language_of(town: Town, rng: random.Random) -> str:
    """The language of an advert there."""
    chance = rng.random()
    if chance < SWEDISH_AREAS.get(town.area, 0.02):
        return "sv"
    return "en" if chance > 1 - ENGLISH else "fi"
