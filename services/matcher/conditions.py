"""The hard conditions: each must hold, or there is no match. Pure, and no clock."""

from datetime import timedelta

from services.matcher.rules import Rules
from shared.areas import ALAND, distance_km
from shared.events.matches import MobilityReason
from shared.events.places import Place
from shared.events.seekers import SeekerNormalised
from shared.events.vacancies import VacancyNormalised

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


def offered(vacancy: VacancyNormalised, rules: Rules) -> bool:
    """Whether a vacancy can be matched at all."""
    sure = vacancy.occupation is not None and vacancy.occupation.confidence >= rules.lowest_confidence
    # Without an area only remote work can be matched: nobody knows where the rest would take place.
    placed = vacancy.area is not None or vacancy.remote == "full"
    # A job that several sources advertise is told once: by the advert that stands for it.
    stands = vacancy.same_job is None or vacancy.same_job.job_id == vacancy.vacancy_id
    return vacancy.status == "open" and stands and sure and placed and vacancy.place.kind != "abroad"


def seeking(seeker: SeekerNormalised) -> bool:
    """Whether a seeker can be matched at all."""
    return seeker.status == "active" and seeker.area is not None


def requirements_met(vacancy: VacancyNormalised, seeker: SeekerNormalised, rules: Rules) -> bool:
    """Licences, languages, working time and availability."""
    if not set(vacancy.licences) <= set(seeker.licences):
        return False
    spoken = {language.code: LEVELS.index(language.level) for language in seeker.languages}
    if any(spoken.get(language.code, -1) < LEVELS.index(language.level) for language in vacancy.languages):
        return False
    if vacancy.work_time and seeker.work_time and vacancy.work_time != seeker.work_time:
        return False
    if vacancy.starts_on and seeker.available_from:
        return seeker.available_from <= vacancy.starts_on + timedelta(days=rules.grace_days)
    return True


def mobility(vacancy: VacancyNormalised, seeker: SeekerNormalised, rules: Rules) -> MobilityReason | None:
    """Why the seeker accepts the workplace, or None. Areas must differ: within one, the office knows by itself."""
    if vacancy.area is not None and vacancy.area == seeker.area:
        return None
    if vacancy.remote == "full" and seeker.mobility.remote:
        return "remote"
    if vacancy.area is None:
        return None
    if vacancy.area in seeker.mobility.areas:
        return "listed_area"
    if _commutes(vacancy, seeker, rules):
        return "commute"
    # Åland has its own language and right of domicile: it is chosen by name, never meant by "the whole country".
    return "whole_country" if seeker.mobility.whole_country and vacancy.area != ALAND else None


def _commutes(vacancy: VacancyNormalised, seeker: SeekerNormalised, rules: Rules) -> bool:
    if ALAND in (vacancy.area, seeker.area):
        return False  # the sea lies between
    limit = seeker.mobility.commute_km if seeker.mobility.commute_km is not None else rules.commute_default_km
    apart = distance(vacancy.place, seeker.place)
    return limit > 0 and apart is not None and apart <= limit


def distance(a: Place, b: Place) -> float | None:
    """Kilometres as the crow flies between two places, if both are known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km((a.lat, a.lon), (b.lat, b.lon))
