"""A vacancy or seeker as submitted, in the exchange's own terms. Pure: the same input gives the same state.

What is not known is marked and goes on; nothing is dropped.
"""

from dataclasses import dataclass
from datetime import date

from services.normaliser.licences import implied, read_licences
from services.normaliser.occupations import Occupations
from services.normaliser.places import read_place
from services.normaliser.skills import read_skills
from shared.areas import Gazetteer
from shared.events.places import Place
from shared.events.seekers import KnownOccupation, SeekerNormalised, SeekerSubmitted
from shared.events.vacancies import VacancyNormalised, VacancySubmitted


@dataclass(frozen=True)
class Normaliser:
    """What is known of the world: occupations and places."""

    occupations: Occupations
    gazetteer: Gazetteer

    def vacancy(self, submitted: VacancySubmitted, on: date) -> VacancyNormalised:
        """`on` is the day whose municipalities and areas count."""
        occupation, marks = self.occupations.recognise(submitted.title, submitted.occupation, submitted.language)
        place, place_marks = self._place(submitted.place, on)
        skills, unknown_skills = read_skills(submitted.skills, self.occupations.taxonomy)
        licences, unknown_licences = read_licences(submitted.licences)
        remote = "full" if place.kind == "remote" and submitted.remote == "no" else submitted.remote
        return VacancyNormalised(
            vacancy_id=submitted.vacancy_id,
            source=submitted.source,
            status=submitted.status,
            title=submitted.title,
            employer=submitted.employer,
            url=submitted.url,
            occupation=occupation,
            place=place,
            area=place.area,
            municipality=place.municipality,
            remote=remote,
            work_time=submitted.work_time,
            skills=(*skills, *unknown_skills),
            # An unknown licence stays a condition: nobody is proposed without what the employer requires.
            licences=(*licences, *unknown_licences),
            languages=submitted.languages,
            experience_years=submitted.experience_years,
            starts_on=submitted.starts_on,
            expires_at=submitted.expires_at,
            marks=(*marks, *place_marks, *_unread(unknown_skills, unknown_licences)),
        )

    def seeker(self, submitted: SeekerSubmitted, on: date) -> SeekerNormalised:
        """`on` is the day whose municipalities and areas count."""
        marks: dict[str, None] = {}
        occupations = []
        for sought in submitted.occupations:
            occupation, found = self.occupations.recognise(sought.title, sought.occupation)
            marks.update(dict.fromkeys(found))
            if occupation:
                occupations.append(KnownOccupation(occupation=occupation, experience_years=sought.experience_years))
        place, place_marks = self._place(submitted.place, on)
        skills, unknown_skills = read_skills(submitted.skills, self.occupations.taxonomy)
        licences, unknown_licences = read_licences(submitted.licences)
        held = sorted({*licences, *implied(licences), *unknown_licences})
        return SeekerNormalised(
            seeker_id=submitted.seeker_id,
            source=submitted.source,
            status=submitted.status,
            place=place,
            area=place.area,
            municipality=place.municipality,
            occupations=tuple(occupations),
            skills=(*skills, *unknown_skills),
            licences=tuple(held),
            languages=submitted.languages,
            mobility=submitted.mobility,
            work_time=submitted.work_time,
            available_from=submitted.available_from,
            marks=(*marks, *place_marks, *_unread(unknown_skills, unknown_licences)),
        )

    def _place(self, text: str | None, on: date) -> tuple[Place, tuple[str, ...]]:
        place = read_place(text, on, self.gazetteer)
        return place, () if place.kind != "unknown" else ("place:unknown",)


def _unread(skills: tuple[str, ...], licences: tuple[str, ...]) -> tuple[str, ...]:
    return (*(("skills:unknown",) if skills else ()), *(("licences:unknown",) if licences else ()))
