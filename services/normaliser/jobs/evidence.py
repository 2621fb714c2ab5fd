"""How much each thing that two adverts share speaks for one job. Pure.

Weights are natural logarithms of how much commoner a thing is between two adverts of one job than between any two of
the same place and occupation that nothing shows to be two jobs (Fellegi and Sunter 1969). They were counted on the
example feeds and then rounded towards nothing, for no two of these are independent.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

from services.normaliser.jobs.employer import Relation
from services.normaliser.jobs.likeness import Likeness
from services.normaliser.jobs.sketch import Floats, overlap
from services.normaliser.jobs.title import likeness, swapped

LEAST_SHINGLES = 15  # below that a text says too little to be like another
NEVER = -99.0
# Two texts less alike than this are two jobs, whatever else agrees: the employer's own words would be the same.
LEAST_TEXT: dict[Relation, float] = {"same": 0.25, "hidden": 0.3}
# Titles alone do not tell the jobs of one employer apart: in one of four pairs that agree in all else it is two jobs.
NO_TEXT = -3.5
# Likeness of the texts to what it is worth, with straight lines between.
TEXT = ((0.0, -8.0), (0.2, -3.0), (0.3, 3.0), (0.4, 6.0), (0.5, 8.0), (1.0, 10.0))
# An employer that gives two jobs the same text gives them other titles.
SAME_TEXT = 0.65
DETAILS = (-2.0, -0.5, 1.0, 2.5, 4.0)  # by how many numbers and names both texts have
FACTS = (-0.5, 0.0, 0.7, 2.0, 3.0)
EMPLOYER, MUNICIPALITY = 5.0, 1.0  # a municipality hires for much the same jobs in many places
NAMING, NAMING_SWAPPED, NAMING_OF_ONE = 3.0, -3.0, -0.7
TITLE, OCCUPATION, WORK_TIME, STARTS, ENDS = 1.3, 0.5, 0.5, 3.0, 1.5
FIELDS = {"years": (1.5, -3.0), "languages": (1.5, -3.0), "licences": (0.5, -1.0)}  # the same, another
SKILLS, OTHER_SKILLS = (0.0, 0.3, 1.0, 2.0), -1.5

Amount = TypeVar("Amount", float, Floats)
Evidence = Iterator[tuple[str, float]]


def evidence(a: Likeness, b: Likeness, employer: Relation) -> Evidence:
    """What speaks for one job or against it, each with its weight."""
    if employer == "same":
        yield "employer", MUNICIPALITY if a.employer[0].startswith("@") else EMPLOYER
    shared = None
    if comparable_texts(a, b):
        shared = text_likeness(*overlap(a.text.shingles, b.text.shingles))
        yield f"text:{round(shared * 100)}", _worth(shared) if shared >= LEAST_TEXT[employer] else NEVER
    elif a.language == b.language:
        yield "no text", NO_TEXT
    if a.language == b.language:
        yield from _titles(a, b, shared)
    yield from _told(a, b)
    yield from _fields(a, b)


def comparable_texts(a: Likeness, b: Likeness) -> bool:
    """Whether both have a text, in one language."""
    least = 4 * LEAST_SHINGLES
    return a.language == b.language and len(a.text.shingles) >= least and len(b.text.shingles) >= least


def text_likeness(shared: float, of_shorter: float) -> float:
    """0..1: what two texts share of all they say; where one is cut short, of what it still says."""
    return max(shared, if_cut(of_shorter))


def if_cut(of_shorter: Amount) -> Amount:
    """What it is worth (0..1) that a text, or each of many, shares so much with one that is longer."""
    return 0.8 * of_shorter - 0.1


def _worth(shared: float) -> float:
    for (low, low_worth), (high, high_worth) in pairwise(TEXT):
        if shared <= high:
            return low_worth + (high_worth - low_worth) * (shared - low) / (high - low)
    return TEXT[-1][1]


def _titles(a: Likeness, b: Likeness, shared: float | None) -> Evidence:
    """`shared`: how alike the texts are; None where that cannot be told."""
    if swapped(a.naming, b.naming):
        yield "naming", NAMING_SWAPPED if shared is not None and shared < SAME_TEXT else NEVER
    elif a.naming & b.naming:
        yield "naming", NAMING
    elif a.naming or b.naming:
        yield "naming", NAMING_OF_ONE
    if likeness(a.title, b.title) >= 0.9:
        yield "title", TITLE


def _told(a: Likeness, b: Likeness) -> Evidence:
    """What the texts tell in numbers, names and facts, in whatever language."""
    if a.text.details and b.text.details:
        shared = set(memoryview(a.text.details).cast("I")).intersection(memoryview(b.text.details).cast("I"))
        yield f"details:{len(shared)}", _by_count(DETAILS, len(shared))
    if a.facts and b.facts:
        facts = sorted(a.facts & b.facts)
        yield "facts", _by_count(FACTS, len(facts))
        yield from ((fact, 0.001) for fact in facts)


def _fields(a: Likeness, b: Likeness) -> Evidence:
    if a.starts and b.starts:
        yield "starts", STARTS
    if a.ends and a.ends == b.ends:
        yield "ends", ENDS
    if a.occupation and a.occupation == b.occupation:
        yield "occupation", OCCUPATION
    if a.work_time and b.work_time:
        yield "work_time", WORK_TIME
    for name, (same, another) in FIELDS.items():
        one, other = getattr(a, name), getattr(b, name)
        if one and other:
            yield name, same if one == other else another
    if a.skills and b.skills:
        yield "skills", _skills(a.skills, b.skills)


def _skills(a: frozenset[str], b: frozenset[str]) -> float:
    return _by_count(SKILLS, len(a & b)) if a <= b or b <= a else OTHER_SKILLS


def _by_count(weights: tuple[float, ...], count: int) -> float:
    return weights[min(count, len(weights) - 1)]
