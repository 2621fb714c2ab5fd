"""The national jobseeker profile (P51, FullProfileDto), with two members of the source's own beside it.

The national service knows the person by its token. Here the source adds `reference`, its own pseudonym for the person,
and `municipality`, the home. What people write about themselves is not taken: it names them, and others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.ingest.formats import national
from services.ingest.formats.base import Format
from services.ingest.formats.countries import FINLAND_CODES
from services.ingest.formats.json_reading import Reading
from services.ingest.formats.national_codes import ALAND_REGION, PERMITS
from services.ingest.formats.national_places import municipality_code
from services.ingest.formats.row_model import MOST_OCCUPATIONS, MOST_YEARS, given
from shared.areas import ALAND, gazetteer

_WANTED = "jobPreferenceDescription.occupations"
_WORK = ("employments", "businessActivities")  # what counts as years of experience
_MENTIONED = ("educations", "projects")
_SINGLE = ("jobPreferenceDescription", "experienceDescription")
_DESCRIBED = tuple(f"{each}.description" for each in (*_WORK, *_MENTIONED))

READS: Mapping[str, str] = {
    "reference": "reference",
    "municipality": "place",
    _WANTED: "occupations",
    "experienceDescription.occupations": "occupations",
    "employments.title": "occupations",
    "employments.interval": "occupations",
    "businessActivities.interval": "occupations",
    **{f"{path}.occupations": "occupations" for path in _DESCRIBED},
    **{f"{path}.skills": "skills" for path in (*_SINGLE, *_DESCRIBED)},
    "certifications.cardCodes": "licences",
    "drivingLicenses.licenseClasses": "licences",
    "languageSkills.code": "languages",
    "languageSkills.level": "languages",
    "generalInfo.preferredMunicipalities": "mobility",
    "generalInfo.preferredRegions": "mobility",
    "generalInfo.preferredCountries": "mobility",
    "generalInfo.willingToWorkRemotely": "mobility",
    "generalInfo.startDate": "available_from",
}
_FREE_TEXT = "free text about a person: never taken"
LEAVES: Mapping[str, str] = {
    **{f"{path}.description": _FREE_TEXT for path in (*_SINGLE, *_DESCRIBED)},
    "generalInfo.caption": _FREE_TEXT,
    "generalInfo.description": _FREE_TEXT,
    "generalInfo.personAvailabilityText": _FREE_TEXT,
    "generalInfo.personAvailability": "the date says it; at once and by agreement are no date",
    "generalInfo.willingToTravel": "journeys at work, not where the work is",
    "employments.employer": "employers' names can name a person: never taken",
    "employments.employerNameHidden": national.UNUSED,
    "businessActivities.name": "names of firms can name a person: never taken",
    "businessActivities.title": _FREE_TEXT,
    "businessActivities.businessId": "can name a person: never taken",
    "businessActivities.businessType": national.UNUSED,
    "projects.title": _FREE_TEXT,
    "projects.interval": "projects are not years of experience",
    "educations.customDegreeName": _FREE_TEXT,
    "educations.degreeCode": national.UNUSED,
    "educations.degreeInstitution": national.UNUSED,
    "educations.interval": national.UNUSED,
    "certifications.description": _FREE_TEXT,
    "drivingLicenses.description": _FREE_TEXT,
    "drivingLicenses.ownCarAvailable": national.UNUSED,
    "languageSkills.description": _FREE_TEXT,
    "externalLinks": "links lead to a person: never taken",
}


@dataclass
class _Sought:
    """An occupation by title, URI or both, and the days it was worked in, from and until."""

    title: str | None = None
    uri: str | None = None
    worked: list[tuple[date, date]] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """As the row model has it. Days that two jobs share count once."""
        days, until = 0, date.min
        for start, end in sorted(self.worked):
            days += max(0, (end - max(start, until)).days)
            until = max(until, end)
        years = min(float(MOST_YEARS), round(days / 365.25, 1))
        return given({"title": self.title or self.uri, "occupation": self.uri, "experience_years": years or None})


class _Occupations:
    """The occupations of one person: what has one URI, or one title and no other URI, is one."""

    def __init__(self) -> None:
        self.all: list[_Sought] = []
        self._by_uri: dict[str, _Sought] = {}
        self._by_title: dict[str, _Sought] = {}

    def keep(self, uri: str | None, title: str | None = None, worked: tuple[date, date] | None = None) -> None:
        """One more mention of an occupation."""
        spelling = (title or "").casefold()
        sought = self._by_uri.get(uri or "")
        titled = self._by_title.get(spelling)
        if sought is None and titled is not None and (uri is None or titled.uri is None):
            sought = titled
        if sought is None:
            sought = _Sought()
            self.all.append(sought)
        sought.title, sought.uri = sought.title or title, sought.uri or uri
        if uri:
            self._by_uri[uri] = sought
        if title:
            self._by_title.setdefault(spelling, sought)
        if worked:
            sought.worked.append(worked)


def _read(profile: Reading) -> Mapping[str, Any]:
    today = date.today()
    skills = [uri for path in _SINGLE for uri in profile.codes(f"{path}.skills")]
    for path in (*_WORK, *_MENTIONED):
        for each in profile.each(path):
            skills += each.codes("description.skills")
    licences = [
        *national.driving(profile, "drivingLicenses.licenseClasses"),
        *national.of_table(profile, "certifications.cardCodes", PERMITS),
    ]
    return given(
        {
            "reference": profile.value("reference"),
            "place": _home(profile),
            "occupations": _occupations(profile, today),
            "skills": profile.notes.once("jobPreferenceDescription.skills", skills),
            "licences": profile.notes.once("certifications.cardCodes", licences),
            "languages": national.language_skills(profile, "languageSkills", "code", "level"),
            "mobility": _mobility(profile, today),
            "available_from": profile.text("generalInfo.startDate"),
        }
    )


def _home(profile: Reading) -> str | None:
    home = profile.line("municipality")
    return municipality_code(home) if home else None


def _occupations(profile: Reading, today: date) -> list[dict[str, Any]]:
    """First what is wanted, then what was done, then what is mentioned."""
    found = _Occupations()
    for uri in profile.codes(_WANTED):
        found.keep(uri)
    for path in _WORK:
        for job in profile.each(path):
            # A business is often called by its owner's name: only an employment's title is taken.
            title = job.localised("title", ("fi", "sv", "en"))[0] if path == "employments" else None
            uris, worked = job.codes("description.occupations"), _worked(job, today)
            if title or uris:
                found.keep(uris[0] if uris else None, title, worked)
            for uri in uris[1:]:
                found.keep(uri, worked=worked)
    for uri in _mentioned(profile):
        found.keep(uri)
    return [sought.row() for sought in profile.notes.first(_WANTED, found.all, MOST_OCCUPATIONS)]


def _mentioned(profile: Reading) -> Iterator[str]:
    yield from profile.codes("experienceDescription.occupations")
    for path in _MENTIONED:
        for each in profile.each(path):
            yield from each.codes("description.occupations")


def _worked(job: Reading, today: date) -> tuple[date, date] | None:
    """From when until when, until today at the latest. One open end is only believed where it is said to go on."""
    start, end = _day(job, "interval.startDate"), _day(job, "interval.endDate")
    if end is None and job.flag("interval.ongoing"):
        end = today
    if start is not None and (end is None or end < start):
        job.note("interval", "No length of time can be read from it.", "Give both dates, or say that it is ongoing.")
        return None
    return (start, min(end, today)) if start is not None and end is not None else None


def _day(job: Reading, path: str) -> date | None:
    text = job.text(path)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        job.note(path, "This is not a date.", "Write it as YYYY-MM-DD.")
        return None


def _mobility(profile: Reading, today: date) -> dict[str, Any]:
    """Areas come from municipalities: a region's borders are not theirs, but for Åland's."""
    municipalities = profile.codes("generalInfo.preferredMunicipalities")
    regions = profile.codes("generalInfo.preferredRegions")
    countries = [code.upper() for code in profile.codes("generalInfo.preferredCountries")]
    areas = [gazetteer().area_of(municipality_code(code), today) for code in municipalities]
    if None in areas:
        profile.note("generalInfo.preferredMunicipalities", "A code is not a municipality's.", "The others are taken.")
    if ALAND_REGION in regions:
        areas.append(ALAND)
    if any(region != ALAND_REGION for region in regions):
        profile.note(
            "generalInfo.preferredRegions",
            "A region is not read: employment areas cross its borders.",
            "Name the municipalities.",
        )
    at_home = bool(FINLAND_CODES.intersection(countries))
    return given(
        {
            "areas": list(dict.fromkeys(area for area in areas if area)),
            "whole_country": (at_home and not municipalities and not regions) or None,
            "remote": profile.flag("generalInfo.willingToWorkRemotely") or None,
        }
    )


P51 = Format("p51", "seekers", ("application/vnd.tyomarkkinatori.p51+json",), national.document(_read), READS, LEAVES)
P51_LINES = Format(
    "p51-lines", "seekers", ("application/vnd.tyomarkkinatori.p51+x-ndjson",), national.lines(_read), READS, LEAVES
)
