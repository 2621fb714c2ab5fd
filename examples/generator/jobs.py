"""One job as it is in the world: employer, place, unit, hours. What is written of it is in `adverts`."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from examples.generator.country import ON, Town, language_of, town_for
from examples.generator.families import Family, family_of
from examples.generator.work import SENIORITY, draw_occupation, skills_of
from shared.esco import Occupation

FIRST = (
    "Harmaa", "Kuusi", "Lumi", "Meri", "Pohjan", "Sini", "Tammi", "Virta", "Aurinko", "Halla", "Kaarna", "Koivu",
    "Louna", "Niitty", "Otso", "Pilvi", "Rauta", "Ruska", "Salo", "Suvi", "Tähti", "Usva", "Vaahtera", "Ylä",
)  # fmt: skip
SECOND = (
    "silta", "kulma", "lintu", "tuuli", "kaari", "vuokko", "piha", "paja", "ranta", "lampi", "mäki", "portti",
    "aitta", "kallio", "karhu", "latva", "majakka", "neula", "polku", "saari", "talo", "torni", "vene", "väylä",
)  # fmt: skip
FORMS = ("Oy", "Ab", "Palvelut Oy", "Logistiikka Oy", "Hoiva Oy", "Rakennus Oy")
MUNICIPAL = {"health": 0, "social": 0, "service": 0, "teaching": 1, "food": 1, "office": 1}
DEPARTMENTS = ("sosiaali- ja terveyspalvelut", "sivistyspalvelut", "tekniset palvelut")
DISTRICTS = (
    ("Keskusta", "Centrum"), ("Rantakylä", "Strandby"), ("Puistola", "Parkstad"), ("Koivukylä", "Björkby"),
    ("Harjula", "Åsbacka"), ("Niittylä", "Ängsbacka"), ("Kalliola", "Bergvik"), ("Myllymäki", "Kvarnbacken"),
    ("Satamakylä", "Hamnby"), ("Kirkonmäki", "Kyrkbacken"), ("Lehtola", "Lundby"), ("Itäharju", "Österås"),
    ("Länsiranta", "Västerstrand"), ("Pohjola", "Norrby"), ("Etelälahti", "Söderviken"), ("Haapalahti", "Aspviken"),
    ("Saarela", "Holmby"), ("Peltola", "Åkerby"), ("Mäntylä", "Tallbacka"), ("Vanhakylä", "Gammelby"),
    ("Uusikylä", "Nyby"), ("Kuusela", "Granby"), ("Jokivarsi", "Åbrinken"), ("Lammela", "Träskända"),
)  # fmt: skip
NAMES = (
    "Kielo", "Lehmus", "Aalto", "Pihlaja", "Satakieli", "Kuura", "Otava", "Helmi", "Vilja", "Onni", "Sointu", "Pouta",
    "Kanerva", "Orvokki", "Apila", "Tervapääsky", "Lumme", "Verso", "Kimmel", "Loimu",
)  # fmt: skip
FACETS = ("unit", "shift", "share", "district", "starts")
SHARES = (50, 60, 70, 75, 80, 90)


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells a job from the others of its employer. None: it does not matter there, or nobody says."""

    unit: tuple[int, str] | None
    district: int | None
    shift: str | None
    share: int | None
    contract: str | None
    months: int
    openings: int
    starts: date | None
    team: int | None
    seniority: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """A job. `twin` is the number of the job whose texts it follows: its own, or that of the job it nearly is."""

    number: int
    twin: int
    town: Town
    occupation: Occupation
    family: Family
    language: str
    employer: str
    facts: Facts
    tasks: tuple[int, ...]
    work_time: str | None
    skills: tuple[str, ...]
    years: int | None
    remote: str | None
    licence: str | None
    speaks: tuple[str, str] | None
    ends: str | None


def draw_job(number: int, rng: random.Random) -> Job:
    """A job of its own."""
    town, occupation = town_for(number, rng), draw_occupation(rng)
    family, language = family_of(occupation.isco), language_of(town, rng)
    work_time = rng.choices(("full_time", "part_time", None), (6, 2, 4))[0]
    licensed = bool(occupation.licences) and rng.random() < 0.7
    return Job(
        number=number,
        twin=number,
        town=town,
        occupation=occupation,
        family=family,
        language=language,
        employer=_employer(town.municipality.names["fi"], family, rng),
        facts=_facts(family, work_time, rng),
        tasks=tuple(rng.sample(range(len(family.tasks["fi"])), rng.choice((3, 4, 5)))),
        work_time=work_time,
        skills=tuple(skills_of(occupation, rng, 0.4)),
        years=rng.choices((None, 1, 2, 5), (6, 2, 2, 1))[0],
        remote=rng.choices((None, "full", "hybrid"), (83, 7, 10))[0],
        licence=occupation.licences[0] if licensed else None,
        speaks=("sv" if language == "sv" else "fi", rng.choice(("A2", "B1", "B2"))) if rng.random() < 0.25 else None,
        ends="2035-12-31T23:59:00" if rng.random() < 0.05 else None,
    )


def near_miss(job: Job, number: int, rng: random.Random) -> tuple[Job, Job]:
    """The job with one of its facts known, and another job of the same employer and week that differs in that."""
    facet = rng.choice(FACETS)
    if facet == "shift" and len(job.family.shifts) < 2:
        facet = "unit"
    job = _with(job, facet, _known(job, facet, rng))
    return job, replace(_with(job, facet, _other(job, facet, rng)), number=number)


def _with(job: Job, facet: str, fact: Any) -> Job:
    work_time = "part_time" if facet == "share" else job.work_time
    return replace(job, facts=replace(job.facts, **{facet: fact}), work_time=work_time)


def _known(job: Job, facet: str, rng: random.Random) -> Any:
    held = getattr(job.facts, facet)
    return _draw(job, facet, rng) if held is None else held


def _other(job: Job, facet: str, rng: random.Random) -> Any:
    """Something else than what the job has."""
    held = getattr(job.facts, facet)
    while (drawn := _draw(job, facet, rng)) == held:
        pass
    return drawn


def _draw(job: Job, facet: str, rng: random.Random) -> Any:
    if facet == "unit":
        held = job.facts.unit
        return _unit(job.family, held[0] if held else rng.randrange(len(job.family.units)), rng)
    if facet == "starts":
        held_day = job.facts.starts
        return held_day + timedelta(days=rng.choice((14, 21, 28, 60))) if held_day else _start(rng)
    return rng.choice({"district": range(len(DISTRICTS)), "share": SHARES, "shift": job.family.shifts}[facet])


def _facts(family: Family, work_time: str | None, rng: random.Random) -> Facts:
    return Facts(
        unit=_unit(family, rng.randrange(len(family.units)), rng) if rng.random() < 0.55 else None,
        district=rng.randrange(len(DISTRICTS)) if rng.random() < 0.35 else None,
        shift=rng.choice(family.shifts) if rng.random() < 0.65 else None,
        share=rng.choice(SHARES) if work_time == "part_time" and rng.random() < 0.75 else None,
        contract=rng.choices((None, "permanent", "fixed", "summer"), (3, 8, 5, 1))[0],
        months=rng.choice((2, 3, 4, 6, 6, 8, 10, 12)),
        openings=rng.choices((1, 2, 3, 5, 10), (92, 3, 2, 2, 1))[0],
        starts=_start(rng) if rng.random() < 0.55 else None,
        team=rng.randrange(3, 45) if rng.random() < 0.5 else None,
        seniority=rng.choice(tuple(SENIORITY)) if rng.random() < 0.12 else None,
    )


def _unit(family: Family, index: int, rng: random.Random) -> tuple[int, str]:
    if family.units[index]["of"] == "name":
        return index, rng.choice(NAMES)
    return index, f"{rng.randrange(1, 25)}{rng.choices(('', 'A', 'B'), (6, 1, 1))[0]}"


def _start(rng: random.Random) -> date:
    """Half of all start on the first of a month."""
    if rng.random() < 0.5:
        return date(ON.year, rng.randrange(1, 13), 1)
    return ON + timedelta(days=rng.randrange(365))


def _employer(town: str, family: Family, rng: random.Random) -> str:
    if rng.random() < 0.35:
        return f"{town}: {DEPARTMENTS[MUNICIPAL.get(family.name, 2)]}"
    # A few employers hire often, most seldom.
    first, second = (_often(parts, rng) for parts in (FIRST, SECOND))
    return f"{first}{second} {rng.choice(FORMS)}"


def _often(parts: Sequence[str], rng: random.Random) -> str:
    return parts[int(len(parts) * rng.random() ** 1.5)]
