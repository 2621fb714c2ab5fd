"""What is written of a job: titles and texts in three languages, put together from sentences of one thing each."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from examples.generator.country import ON
from examples.generator.families import phrases
from examples.generator.jobs import DISTRICTS, Job
from examples.generator.work import SENIORITY, plain_title
from shared.esco import starter_taxonomy

SHIFT_TITLES = {
    "fi": {
        "night": "yövuoro", "evening": "iltavuoro", "morning": "aamuvuoro", "day": "päivätyö", "weekend": "viikonloppu",
        "two": "kaksivuorotyö", "three": "kolmivuorotyö", "period": "jaksotyö",
    },
    "sv": {
        "night": "nattskift", "evening": "kvällsskift", "morning": "morgonskift", "day": "dagtid",
        "weekend": "veckoslut", "two": "tvåskift", "three": "treskift", "period": "periodarbete",
    },
    "en": {
        "night": "night shift", "evening": "evening shift", "morning": "morning shift", "day": "day shift",
        "weekend": "weekends", "two": "two-shift work", "three": "three-shift work", "period": "period-based work",
    },
}  # fmt: skip
CONTRACTS = {
    "fi": {"permanent": "vakituinen", "fixed": "sij. {n} kk", "summer": "kesätyö"},
    "sv": {"permanent": "ordinarie", "fixed": "vik. {n} mån", "summer": "sommarjobb"},
    "en": {"permanent": "permanent", "fixed": "fixed-term {n} months", "summer": "summer job"},
}
OPENINGS = {"fi": "{n} kpl", "sv": "{n} st", "en": "{n} positions"}
AT_ONCE = {"fi": "heti", "sv": "omgående", "en": "immediate start"}
MUNICIPALITY = {"fi": "fi", "sv": "sv", "en": "fi"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an advert and what it says; of tasks, which of the family's."""

    about: str
    text: str
    tasks: tuple[int, ...] = ()


def place_name(job: Job, language: str) -> str:
    """The town as that language has it."""
    return job.town.municipality.names[MUNICIPALITY[language]]


def title_of(job: Job, language: str, words: random.Random) -> str:
    """A title as an advert has it: with shifts, units, places, seniority and capitals."""
    title = plain_title(job.occupation, language, words)
    if job.facts.seniority:
        title = f"{SENIORITY[job.facts.seniority][language]} {title}"
    title = title[:1].upper() + title[1:]
    # What differs between the jobs of one employer is mostly said in the title. One draw each, said or not.
    said = [text for share, text in _tails(job, language) if words.random() < share and text]
    for text in said[:2]:
        title = f"{title}, {text}"
    return f"{title} ({said[2]})" if len(said) > 2 else title


def _tails(job: Job, language: str) -> Iterator[tuple[float, str]]:
    facts = job.facts
    yield 0.4, unit_name(job, language)
    yield 0.45, SHIFT_TITLES[language][facts.shift] if facts.shift else ""
    yield 0.5, f"{facts.share} %" if facts.share else ""
    yield 0.35, district_name(job, language)
    yield 0.3, CONTRACTS[language][facts.contract].format(n=facts.months) if facts.contract else ""
    yield 0.6, OPENINGS[language].format(n=facts.openings) if facts.openings > 1 else ""
    yield 0.2, place_name(job, language)
    yield 0.1, AT_ONCE[language]


def unit_name(job: Job, language: str) -> str:
    """The unit, such as `osasto 3`; empty where there is none."""
    if job.facts.unit is None:
        return ""
    kind, name = job.facts.unit
    return job.family.units[kind][language].format(n=name)


def district_name(job: Job, language: str) -> str:
    """The part of town; empty where it does not matter."""
    return "" if job.facts.district is None else DISTRICTS[job.facts.district][1 if language == "sv" else 0]


def sentences(job: Job, language: str, title: str, words: random.Random) -> list[Sentence]:
    """The advert's text in the order in which adverts go: who, what, where and when, whom, what one gets, how."""
    said = phrases()[language]
    return [
        *_opening(job, title, said, words),
        *_tasks(job, language, words),
        *_place(job, language, said, words),
        *_hours(job, language, said, words),
        *_wanted(job, language, said, words),
        *_stock(said, words),
        *_closing(language, said, words),
    ]


def reworded(sentence: Sentence, job: Job, language: str, words: random.Random) -> Sentence:
    """Another sentence that says the same, where there is one."""
    said = phrases()[language]
    if sentence.about == "task":
        return _task(job, language, sentence.tasks, words)
    if sentence.about in ("offer", "trait"):
        return Sentence(sentence.about, _one_of(words, said[sentence.about]))
    made = [*_place(job, language, said, words), *_hours(job, language, said, words)]
    return next((each for each in made if each.about == sentence.about), sentence)


def _opening(job: Job, title: str, said: Any, words: random.Random) -> Iterator[Sentence]:
    yield Sentence("about", _one_of(words, said["about"]).format(employer=job.employer))
    yield Sentence("seek", _one_of(words, said["seek"]).format(title=title))
    if job.facts.openings > 1:
        yield Sentence("openings", _one_of(words, said["openings"]).format(n=job.facts.openings))


def _tasks(job: Job, language: str, words: random.Random) -> Iterator[Sentence]:
    tasks = list(job.tasks)
    while tasks:
        size = 2 if len(tasks) > 1 and words.random() < 0.4 else 1
        yield _task(job, language, tuple(tasks[:size]), words)
        del tasks[:size]


def _task(job: Job, language: str, tasks: tuple[int, ...], words: random.Random) -> Sentence:
    said, named = phrases()[language], [job.family.tasks[language][each] for each in tasks]
    pattern = _one_of(words, said["task"] if len(tasks) == 1 else said["tasks"])
    return Sentence("task", pattern.format(task=named[0], other=named[-1]), tasks)


def _place(job: Job, language: str, said: Any, words: random.Random) -> Iterator[Sentence]:
    if unit := unit_name(job, language):
        yield Sentence("unit", _one_of(words, said["unit"]).format(unit=unit))
    if district := district_name(job, language):
        yield Sentence("district", _one_of(words, said["district"]).format(district=district))


def _hours(job: Job, language: str, said: Any, words: random.Random) -> Iterator[Sentence]:
    facts = job.facts
    if facts.shift:
        yield Sentence("shift", _one_of(words, said["shift"][facts.shift]))
    if facts.share:
        yield Sentence("share", _one_of(words, said["share"]).format(n=facts.share))
    if facts.contract:
        yield Sentence("contract", _one_of(words, said["contract"][facts.contract]).format(n=facts.months))
    if facts.starts:
        yield Sentence("starts", _one_of(words, said["starts"]).format(date=written_day(facts.starts, language)))
    if facts.team:
        yield Sentence("team", _one_of(words, said["team"]).format(n=facts.team))


def _wanted(job: Job, language: str, said: Any, words: random.Random) -> Iterator[Sentence]:
    taxonomy = starter_taxonomy()
    for slug in job.skills[:3]:
        if labels := taxonomy.skill_labels(slug):
            yield Sentence("skill", _one_of(words, said["skill"]).format(skill=labels[language]))
    labels = taxonomy.licence_labels(job.licence) if job.licence else None
    if labels:
        yield Sentence("licence", _one_of(words, said["licence"]).format(licence=labels[language]))
    if job.years:
        yield Sentence("years", _one_of(words, said["years"]).format(n=job.years))
    if job.speaks:
        code, level = job.speaks
        yield Sentence("speaks", _one_of(words, said["speaks"]).format(language=said["language"][code], level=level))


def _stock(said: Any, words: random.Random) -> Iterator[Sentence]:
    for about, most in (("trait", 3), ("offer", 4)):
        for text in words.sample(said[about], words.randrange(1, most)):
            yield Sentence(about, text)


def _closing(language: str, said: Any, words: random.Random) -> Iterator[Sentence]:
    day = date(ON.year, words.randrange(1, 13), words.randrange(1, 29))
    yield Sentence("apply", _one_of(words, said["apply"]).format(date=written_day(day, language)))
    if words.random() < 0.6:
        hours = f"{words.randrange(8, 11)}–{words.randrange(11, 16)}"
        yield Sentence("contact", _one_of(words, said["contact"]).format(n=hours))


def _one_of(words: random.Random, texts: Sequence[str]) -> str:
    """One draw, however many there are: so the texts of near misses go on alike after what differs."""
    return texts[int(words.random() * len(texts))]


def written_day(day: date, language: str) -> str:
    """A day as that language writes it."""
    return f"{day.day} {day:%B} {day.year}" if language == "en" else f"{day.day}.{day.month}.{day.year}"
