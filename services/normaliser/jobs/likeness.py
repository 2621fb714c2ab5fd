"""What is compared of one open vacancy, small enough to keep for all of them. Pure.

`VERSION` grows whenever the same advert would be read into something else: what was read before is then read anew.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson

from services.normaliser.jobs.employer import employer_words, hides_client
from services.normaliser.jobs.facts import facts_of
from services.normaliser.jobs.sentences import one_sentence, sentences_of
from services.normaliser.jobs.sketch import sketch_of
from services.normaliser.jobs.text import Told, read_text
from services.normaliser.jobs.title import naming_words, title_parts, title_words
from shared.events.vacancies import VacancyNormalised, VacancySubmitted

VERSION = 2
PLAUSIBLE = 0.1  # below that an occupation is no more than one of many that the title might mean
SURE = 0.4  # below that the occupation counts as unknown
_FIELDS = (
    "origins language employer hides places groups occupation work_time starts ends years licences languages skills"
    " facts title naming"
).split()


@dataclass(frozen=True, slots=True)
class Likeness:
    """One advert as it is compared with others.

    `origins`: where it stands under which id, beginning with its own source. `places`: municipality codes, `remote` or
    `country`, the main one first; none where it is unknown or abroad. `groups`: the ISCO unit groups it may belong to;
    none: unknown. `starts`, `ends`: days (proleptic ordinal). `facts`: see `facts`. `title`: its words, `naming`:
    those that are not of the occupation. `text`: see `text.Told`. `sketch`: see `sketch`; empty without a text.
    """

    id: UUID
    origins: tuple[tuple[str, str], ...]
    language: str | None
    employer: tuple[str, ...]
    hides: bool
    places: tuple[str, ...]
    groups: frozenset[str]
    occupation: str | None
    work_time: str | None
    starts: int | None
    ends: int | None
    years: float | None
    licences: frozenset[str]
    languages: frozenset[str]
    skills: frozenset[str]
    facts: frozenset[str]
    title: tuple[str, ...]
    naming: frozenset[str]
    text: Told
    sketch: bytes

    @property
    def source(self) -> str:
        """Whose advert it is."""
        return self.origins[0][0]

    def to_bytes(self) -> bytes:
        """Everything but the id, to be read by `from_bytes` of the same VERSION."""
        fields = [_plain(getattr(self, name)) for name in _FIELDS]
        parts = (orjson.dumps(fields), self.text.shingles, self.text.details, self.text.statements, self.sketch)
        return b"".join(len(part).to_bytes(4, "little") for part in parts) + b"".join(parts)

    @classmethod
    def from_bytes(cls, id_: UUID, content: bytes) -> "Likeness":
        """What `to_bytes` has written. Raises ValueError on anything else."""
        sizes = [int.from_bytes(content[place : place + 4], "little") for place in range(0, 20, 4)]
        if len(content) != 20 + sum(sizes):
            raise ValueError("not a likeness: its parts do not add up")
        parts, at = [], 20
        for size in sizes:
            parts.append(content[at : at + size])
            at += size
        return cls(id=id_, **_fields(parts[0]), text=Told(*parts[1:4]), sketch=parts[4])


def likeness_of(submitted: VacancySubmitted, normalised: VacancyNormalised) -> Likeness | None:
    """What is compared of a vacancy; None unless it is open."""
    if normalised.status != "open":
        return None
    place = [*normalised.place.name.values()]
    employer = employer_words(submitted.employer, place, normalised.municipality)
    unsaid = _own_words(submitted, place)
    title = one_sentence(submitted.title)
    parts = title_parts(title)
    sentences = sentences_of(submitted.description or "")
    text = read_text(sentences, unsaid)
    return Likeness(
        id=submitted.vacancy_id,
        origins=_origins(submitted),
        language=submitted.language,
        employer=_shared(employer),
        hides=hides_client(submitted.employer, submitted.description or ""),
        places=_places(normalised),
        groups=_groups(normalised),
        occupation=normalised.occupation.code if normalised.occupation else None,
        work_time=normalised.work_time,
        starts=_day(normalised.starts_on),
        ends=_day(normalised.expires_at.date() if normalised.expires_at else None),
        years=normalised.experience_years,
        licences=frozenset(_shared(normalised.licences)),
        languages=frozenset(_shared(f"{each.code} {each.level}" for each in normalised.languages)),
        skills=frozenset(_shared(normalised.skills)),
        facts=frozenset(_shared(facts_of(title, sentences))),
        title=_shared(title_words(parts, unsaid)),
        naming=frozenset(_shared(naming_words(parts, unsaid, _occupation_words(normalised)))),
        text=text,
        sketch=sketch_of(text.shingles),
    )


def _origins(submitted: VacancySubmitted) -> tuple[tuple[str, str], ...]:
    own = (sys.intern(submitted.source.casefold()), submitted.external_id)
    named = submitted.origin
    return (own, (sys.intern(named.system.casefold()), named.id)) if named else (own,)


def _own_words(submitted: VacancySubmitted, place: list[str]) -> frozenset[str]:
    """Words that tell nothing: the town's and the employer's."""
    named = " ".join((*place, submitted.employer or ""))
    return frozenset(word for word in named.casefold().replace("-", " ").replace(":", " ").split() if word)


def _places(normalised: VacancyNormalised) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for place in (normalised.place, *normalised.other_places):
        if place.kind in ("municipality", "remote", "country"):
            found.setdefault(place.municipality or place.kind)
    return tuple(found)


def _groups(normalised: VacancyNormalised) -> frozenset[str]:
    """The unit groups that the advert may belong to; none where nothing is at all sure."""
    found = {each.isco: each.score for each in normalised.candidates if each.score >= PLAUSIBLE}
    for guess in (normalised.occupation, normalised.unit_group):
        if guess:
            found[guess.isco] = max(found.get(guess.isco, 0), guess.confidence)
    sure = max(found.values(), default=0) >= SURE
    return frozenset(_shared(found)) if sure else frozenset()


def _occupation_words(normalised: VacancyNormalised) -> frozenset[str]:
    labels = normalised.occupation.label.values() if normalised.occupation else ()
    return _telling_words(" ".join((*labels, *normalised.decided_by)))


@lru_cache(maxsize=4096)  # as many as there are occupations in use, and more
def _telling_words(text: str) -> frozenset[str]:
    words = text.casefold().replace("/", " ").replace(",", " ").split()
    return frozenset(word for word in words if len(word) > 2)


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _shared(words: Iterable[str]) -> tuple[str, ...]:
    """The words, each kept in memory once for all adverts."""
    return tuple(map(sys.intern, words))


def _plain(value: Any) -> Any:
    """As JSON has it, the same for the same."""
    return sorted(value) if isinstance(value, frozenset) else value


def _fields(content: bytes) -> dict[str, Any]:
    values = dict(zip(_FIELDS, orjson.loads(content), strict=True))
    values["origins"] = tuple((sys.intern(system), id_) for system, id_ in values["origins"])
    for name in ("employer", "places", "title"):
        values[name] = _shared(values[name])
    for name in ("groups", "licences", "languages", "skills", "facts", "naming"):
        values[name] = frozenset(_shared(values[name]))
    return values
