"""Seekers as their own areas would send them: pseudonymous, by population, common occupations often."""

import random
from collections.abc import Iterator
from typing import Any

from examples.generator.country import areas, town_for
from examples.generator.work import draw_occupation, plain_title, skills_of

Row = dict[str, Any]


def seeker_rows(count: int, seed: int) -> Iterator[tuple[str, Row]]:
    """`count` rows, each with its area."""
    for number in range(count):
        rng = random.Random(f"seeker {seed} {number}")
        town = town_for(number, rng)
        yield town.area, _row(number, town.area, town.municipality.names["fi"], rng)


def _row(number: int, area: str, place: str, rng: random.Random) -> Row:
    language = "sv" if area == "46" or rng.random() < 0.05 else "fi"
    known = [draw_occupation(rng) for _ in range(rng.choices((1, 2, 3), (6, 3, 1))[0])]
    skills = {skill for occupation in known for skill in skills_of(occupation, rng, 0.6)}
    licences = {occupation.licences[0] for occupation in known if occupation.licences and rng.random() < 0.85}
    row: Row = {
        "reference": f"{area}-{number:07d}",
        "place": place,
        "occupations": [
            {
                "title": plain_title(occupation, language, rng),
                "experience_years": min(40, round(rng.expovariate(0.2), 1)),
            }
            for occupation in known
        ],
        "skills": sorted(skills),
        "licences": sorted(licences),
        "languages": _languages(language, rng),
        "mobility": _mobility(area, rng),
        "work_time": rng.choices((None, "full_time", "part_time"), (7, 2, 1))[0],
    }
    return {key: value for key, value in row.items() if value not in (None, [])}


def _languages(language: str, rng: random.Random) -> list[Row]:
    if rng.random() < 0.12:  # an immigrant on the way to the language
        return [{"code": "fi", "level": rng.choice(("A2", "B1"))}, {"code": "en", "level": "B2"}]
    spoken = [{"code": language, "level": "C2"}]
    if language == "sv" or rng.random() < 0.3:
        spoken.append({"code": "fi" if language == "sv" else "sv", "level": rng.choice(("A2", "B1", "B2"))})
    return [*spoken, {"code": "en", "level": "B2"}] if rng.random() < 0.6 else spoken


def _mobility(area: str, rng: random.Random) -> Row:
    mobility: Row = {"commute_km": rng.choices((0, 20, 40, 60, 80, 120), (1, 2, 3, 3, 3, 1))[0]}
    if rng.random() < 0.15:
        mobility["whole_country"] = True
    elif rng.random() < 0.25:
        others = [each for each in areas() if each != area]
        mobility["areas"] = sorted(rng.sample(others, rng.choice((1, 2, 3))))
    if rng.random() < 0.2:
        mobility["remote"] = True
    return mobility
