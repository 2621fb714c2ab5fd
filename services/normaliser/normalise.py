"""A vacancy or seeker as submitted, in the exchange's own terms. Pure: the same input gives the same state.

What is not known is marked and goes on; nothing is dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from services.normaliser.occupations.recognising import Occupations, Recognised
from services.normaliser.places.reading import read_places
from services.normaliser.reading import Reading, Waiting
from services.normaliser.requirements.free_text import TextReader, language_skill, years_in
from services.normaliser.requirements.licences import implied, read_licences
from services.normaliser.requirements.skills import read_skills
from shared.areas import Gazetteer
from shared.events.base import LanguageSkill
from shared.events.seekers import KnownOccupation, SeekerNormalised, SeekerSubmitted
from shared.events.vacancies import Evidence, VacancyNormalised, VacancySubmitted


@dataclass(frozen=True)
class Normaliser:
    """What is known of the world: occupations and places, and how texts speak of what is asked for."""

    occupations: Occupations
    gazetteer: Gazetteer
    texts: TextReader

    @classmethod
    def of(cls, occupations: Occupations, gazetteer: Gazetteer) -> Self:
        """By these occupations and places."""
        return cls(occupations, gazetteer, TextReader(occupations.taxonomy))

    def answering(self, answers: Mapping[str, str | None]) -> Self:
        """The same, where people have given these answers to titles instead."""
        return replace(self, occupations=self.occupations.answering(answers))

    def vacancy(self, submitted: VacancySubmitted, on: date) -> Reading[VacancyNormalised]:
        """`on` is the day whose municipalities and areas count."""
        found = self.occupations.recognise(
            submitted.title, submitted.occupation, submitted.language, submitted.description
        )
        place = read_places(submitted.place, on, self.gazetteer)
        evidence, experience = self._from_text(submitted)
        skills, unknown_skills = read_skills(submitted.skills, self.occupations.taxonomy)
        licences, unknown_licences = read_licences(submitted.licences)
        state = VacancyNormalised(
            vacancy_id=submitted.vacancy_id,
            source=submitted.source,
            status=submitted.status,
            title=submitted.title,
            employer=submitted.employer,
            url=submitted.url,
            occupation=found.occupation,
            unit_group=found.unit_group,
            candidates=found.candidates,
            no_occupation=found.no_occupation,
            decided_by=found.decided_by,
            taxonomy=self.occupations.taxonomy.version,
            place=place.main,
            other_places=place.others,
            area=place.main.area,
            municipality=place.main.municipality,
            remote=submitted.remote if submitted.remote != "no" else place.remote,
            work_time=submitted.work_time,
            skills=_once(skills, unknown_skills, _shown("skill", evidence)),
            # An unknown licence stays a condition: nobody is proposed without what the employer requires.
            licences=_once(licences, unknown_licences, _shown("licence", evidence)),
            languages=_languages(submitted.languages, evidence),
            evidence=evidence,
            experience_years=experience,
            starts_on=submitted.starts_on,
            expires_at=submitted.expires_at,
            marks=_once(found.marks, place.marks, _unread(unknown_skills, unknown_licences)),
        )
        whose = {"language": submitted.language, "source": submitted.source, "employer": submitted.employer}
        waits = _waits(found, submitted.title, whose) if submitted.status == "open" else ()
        return Reading(state, (found.title_key,), tuple(waits))

    def seeker(self, submitted: SeekerSubmitted, on: date) -> Reading[SeekerNormalised]:
        """`on` is the day whose municipalities and areas count."""
        found = [
            (sought, self.occupations.recognise(sought.title, sought.occupation)) for sought in submitted.occupations
        ]
        place = read_places(submitted.place, on, self.gazetteer)
        skills, unknown_skills = read_skills(submitted.skills, self.occupations.taxonomy)
        licences, unknown_licences = read_licences(submitted.licences)
        state = SeekerNormalised(
            seeker_id=submitted.seeker_id,
            source=submitted.source,
            status=submitted.status,
            place=place.main,
            area=place.main.area,
            municipality=place.main.municipality,
            occupations=tuple(
                KnownOccupation(occupation=each.occupation, experience_years=sought.experience_years)
                for sought, each in found
                if each.occupation
            ),
            skills=_once(skills, unknown_skills),
            licences=tuple(sorted({*licences, *implied(licences), *unknown_licences})),
            languages=submitted.languages,
            mobility=submitted.mobility,
            work_time=submitted.work_time,
            available_from=submitted.available_from,
            marks=_once(*(each.marks for _, each in found), place.marks, _unread(unknown_skills, unknown_licences)),
        )
        active = found if submitted.status == "active" else []
        waits = [waiting for sought, each in active for waiting in _waits(each, sought.title, {})]
        return Reading(state, tuple(each.title_key for _, each in found), tuple(waits))

    def _from_text(self, submitted: VacancySubmitted) -> tuple[tuple[Evidence, ...], float | None]:
        """What the advert's text shows beyond what the source said in so many words, and the years of experience."""
        years = submitted.experience_years
        if not submitted.description:
            return (), years
        sentences = self.texts.sentences(submitted.description)
        return self.texts.shown_in(sentences, submitted.language), years_in(sentences) if years is None else years


def _waits(found: Recognised, title: str, whose: Waiting) -> Iterator[Waiting]:
    if found.review and found.title_key:
        yield {"key": found.title_key, "title": title, "reason": found.review, **whose}


def _shown(kind: str, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(each.what for each in evidence if each.kind == kind)


def _languages(said: tuple[LanguageSkill, ...], evidence: Iterable[Evidence]) -> tuple[LanguageSkill, ...]:
    """What the source gave counts; the text adds languages that it left out."""
    found = {each.code: each for each in map(language_skill, _shown("language", evidence))}
    return tuple((found | {each.code: each for each in said}).values())


def _once(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))


def _unread(skills: tuple[str, ...], licences: tuple[str, ...]) -> tuple[str, ...]:
    return (*(("skills:unknown",) if skills else ()), *(("licences:unknown",) if licences else ()))
