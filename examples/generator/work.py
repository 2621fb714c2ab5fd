"""What people do: occupations from common to rare, and how their titles are really written."""

import random
from functools import cache
from itertools import accumulate

from shared.esco import Occupation, starter_taxonomy

# How much commoner than the rest, by ISCO unit group: roughly the open vacancies of the Finnish labour market.
COMMON = {
    "5321": 14, "5223": 12, "9112": 11, "2221": 9, "5311": 7, "8332": 6, "5120": 6, "3322": 6, "5131": 5, "9412": 5,
    "7115": 4, "7411": 4, "8331": 3, "2342": 4, "2341": 4, "3412": 3, "2512": 3, "7212": 3, "9333": 4, "5230": 3,
    "4110": 3, "7231": 3, "8344": 2, "9111": 2, "3258": 3, "2211": 2, "4311": 2, "2635": 2, "8322": 3, "9621": 3,
}  # fmt: skip
RARE = 0.15
SENIORITY = {
    "experienced": {"fi": "kokenut", "sv": "erfaren", "en": "experienced"},
    "responsible": {"fi": "vastaava", "sv": "ansvarig", "en": "senior"},
    "junior": {"fi": "junior", "sv": "junior", "en": "junior"},
}


@cache
def _weighted() -> tuple[tuple[Occupation, ...], tuple[float, ...]]:
    occupations = starter_taxonomy().occupations
    # Within a unit group the first is the commonest: each next one half as common.
    weights = []
    for occupation in occupations:
        rank = starter_taxonomy().in_unit_group(occupation.isco).index(occupation)
        weights.append(COMMON.get(occupation.isco, RARE) / 2**rank)
    return occupations, tuple(accumulate(weights))


def draw_occupation(rng: random.Random) -> Occupation:
    """An occupation, the common ones often."""
    occupations, weights = _weighted()
    return rng.choices(occupations, cum_weights=weights)[0]


def plain_title(occupation: Occupation, language: str, rng: random.Random) -> str:
    """One of the names of an occupation."""
    names = (occupation.label(language), *occupation.titles.get(language, ()))
    return names[min(int(rng.expovariate(1.0)), len(names) - 1)]


def skills_of(occupation: Occupation, rng: random.Random, share: float) -> list[str]:
    """Some of the skills of an occupation."""
    return [skill for skill in occupation.skills if rng.random() < share]
