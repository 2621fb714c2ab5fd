"""Vacancies as three private sources would send them, some of them twice, from day to day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from examples.generator.country import language_of, town_for
from examples.generator.work import advert_title, draw_occupation, skills_of

Row = dict[str, Any]
SOURCES = ("revontuli-rekry", "satamatyo", "hoivaporras")
EMPLOYERS = (
    "Harmaasilta",
    "Kuusikulma",
    "Lumilintu",
    "Merituuli",
    "Pohjankaari",
    "Sinivuokko",
    "Tammipiha",
    "Virtapaja",
)
FORMS = ("Oy", "Ab", "Palvelut Oy", "Logistiikka Oy", "Hoiva Oy", "Rakennus Oy")
TWICE = 0.06


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row with its source, and the number of the job it is about: two rows of one job are duplicates."""

    source: str
    job: int
    row: Row


def vacancy_rows(count: int, seed: int) -> Iterator[Labelled]:
    """`count` rows; about one in sixteen is the job of an earlier row, from another source in other words."""
    job, made = 0, 0
    while made < count:
        rng = random.Random(f"vacancy {seed} {job}")
        source = rng.choices(SOURCES, (6, 2, 3))[0]
        yield Labelled(source, job, _row(job, "a", rng, random.Random(f"words {seed} {job}")))
        made += 1
        if rng.random() < TWICE and made < count:
            other = rng.choice([each for each in SOURCES if each != source])
            again = random.Random(f"vacancy {seed} {job}")
            again.choices(SOURCES, (6, 2, 3))
            yield Labelled(other, job, _row(job, "b", again, random.Random(f"other words {seed} {job}")))
            made += 1
        job += 1


def _row(job: int, copy: str, rng: random.Random, words: random.Random) -> Row:
    town, occupation = town_for(job, rng), draw_occupation(rng)
    language = language_of(town, rng)
    name = town.municipality.names["sv" if language == "sv" else "fi"]
    row: Row = {
        "external_id": f"{copy}-{job:06d}",
        "title": advert_title(occupation, language, name, words),
        "employer": _employer(town.municipality.names["fi"], rng),
        "language": language,
        "place": town.code if words.random() < 0.15 else name,
        "work_time": rng.choices(("full_time", "part_time", None), (6, 2, 4))[0],
        "skills": skills_of(occupation, rng, 0.4),
        "experience_years": rng.choices((None, 1, 2, 5), (6, 2, 2, 1))[0],
        "url": f"https://example.org/{job}{copy}",
    }
    if rng.random() < 0.07:
        row |= {"remote": "full"}
    elif rng.random() < 0.1:
        row |= {"remote": "hybrid"}
    if occupation.licences and rng.random() < 0.7:
        row["licences"] = list(occupation.licences[:1])
    if rng.random() < 0.25:
        row["languages"] = [{"code": "sv" if language == "sv" else "fi", "level": rng.choice(("A2", "B1", "B2"))}]
    if rng.random() < 0.05:
        row["expires_at"] = "2035-12-31T23:59:00"
    return {key: value for key, value in row.items() if value not in (None, [])}


def _employer(town: str, rng: random.Random) -> str:
    if rng.random() < 0.35:
        return f"{town}: {rng.choice(('sosiaali- ja terveyspalvelut', 'sivistyspalvelut', 'tekniset palvelut'))}"
    return f"{rng.choice(EMPLOYERS)} {rng.choice(FORMS)}"
