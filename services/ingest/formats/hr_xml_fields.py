"""The fields of a vacancy's row, read from one HR-XML opening by a table of where each of them may stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.ingest.formats import codes, countries
from services.ingest.formats.hr_xml_values import dates, is_language, licence, moment, source, with_one_profile
from services.ingest.formats.markup import plain_text, unescape
from services.ingest.formats.notes import Notes
from services.ingest.formats.occupation_codes import isco_code
from services.ingest.formats.row_model import (
    LONGEST_LINE,
    LONGEST_SYSTEM,
    LONGEST_TEXT,
    MOST_LANGUAGES,
    MOST_YEARS,
    TEXT_LANGUAGES,
    given,
    is_url,
)
from services.ingest.formats.xml_items import Node, elements, text_of, values
from services.ingest.problems import Problem

ADDRESS = "PositionProfile/PositionLocation/Address"
NEEDS = "PositionProfile/PositionQualifications"
COMPETENCY = f"{NEEDS}/PositionCompetency"
METHOD = "PositionProfile/PostingInstruction/ApplicationMethod"
EXPERIENCE = f"{NEEDS}/ExperienceSummary/ExperienceCategory/Measure"

_CATEGORY = "PositionProfile/JobCategoryCode"
_CLOSED = frozenset("closed inactive cancelled canceled filled expired suspended onhold withdrawn deleted".split())
_OPEN = frozenset("active open published new".split())
_LINK = re.compile(r"https?://[^\s\"'<>]+")
_MEASURE = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?", re.ASCII)
_YEARS = {"year": 1, "years": 1, "yr": 1, "ann": 1, "month": 12, "months": 12, "mon": 12}
_NO_DATE = frozenset(("na", "n/a", "-"))  # what EURES partners write where they have none
_MOST_NOTES = 20


def fields_of(opening: Node, reads: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The fields of a row that an opening gives, unchecked, and notes on what could not be taken over."""
    reading = _Reading(with_one_profile(opening), reads)
    return reading.fields(), reading.notes


class _Reading:
    """One opening being read, and what there is to say about it."""

    def __init__(self, opening: Node, reads: Mapping[str, str]) -> None:
        self._opening, self._reads = opening, reads
        self._notes = Notes()

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Each note once."""
        return self._notes.all[:_MOST_NOTES]

    def fields(self) -> dict[str, Any]:
        """The fields of the row; those without a value are left out."""
        return given(
            {
                "external_id": self._first("external_id"),
                "origin": self._origin(),
                "status": self._status(),
                "language": self._language(),
                "title": self._line("title"),
                "description": self._description(),
                "employer": self._line("employer"),
                "place": self._place(),
                "occupation": self._occupation(),
                "work_time": self._work_time(),
                "expires_at": next((when for when, _ in self._moments("expires_at")), None),
                "starts_on": next((day for _, day in self._moments("starts_on")), None),
                "skills": self._lines(self._skills(), COMPETENCY),
                "languages": self._languages(),
                "licences": self._lines(self._licences(), f"{NEEDS}/LicenseTypeCode"),
                "experience_years": self._experience_years(),
                "url": self._url(),
            }
        )

    def _paths(self, field: str) -> Iterator[str]:
        """Where a field may come from, best first."""
        return (path for path, of_model in self._reads.items() if of_model == field)

    def _all(self, field: str) -> Iterator[tuple[str, str]]:
        """Everything that stands where a field may come from, with its path."""
        return ((path, value) for path in self._paths(field) for value in values(self._opening, path))

    def _first(self, field: str) -> str | None:
        return next((value for _, value in self._all(field)), None)

    def _line(self, field: str) -> str | None:
        return next((self._notes.text(path, value) for path, value in self._all(field)), None)

    def _lines(self, found: Iterable[tuple[str, str]], path: str) -> list[str]:
        return self._notes.once(path, [self._notes.text(at, value) for at, value in found])

    def _origin(self) -> dict[str, str] | None:
        path, system = next(self._all("origin"), ("", None))
        identifier = self._first("external_id")
        if system is None or identifier is None:
            return None
        if len(system) > LONGEST_SYSTEM:  # cut, it would be another system
            self._notes.not_read(path, f"Shorten it to {LONGEST_SYSTEM} characters.")
            return None
        return {"system": system, "id": identifier}

    def _status(self) -> str | None:
        said = [(path, value.casefold().replace(" ", "")) for path, value in self._all("status")]
        if any(value in _CLOSED for _, value in said):
            return "closed"
        for path, value in said:
            if value not in _OPEN:
                self._notes.not_read(path, "Use Active or Closed.")
        return "open" if any(value in _OPEN for _, value in said) else None

    def _language(self) -> str | None:
        path, value = next(self._all("language"), ("", None))
        if value is None:
            return None
        if (code := codes.language_code(value)) in TEXT_LANGUAGES:
            return code
        self._notes.not_read(path, "Adverts are read in fi, sv and en.")
        return None

    def _description(self) -> str | None:
        for path in self._paths("description"):
            parts = [plain_text(source(element)) for element in elements(self._opening, path)]
            if text := "\n\n".join(part for part in parts if part):
                return self._notes.text(path, text, LONGEST_TEXT)
        return None

    def _place(self) -> str | None:
        """The places, those in Finland first: of several, the normaliser takes the first that it knows."""
        found = dict(filter(None, map(self._address, elements(self._opening, ADDRESS))))
        if not found:
            found = dict.fromkeys(values(self._opening, "PositionProfile/PositionLocation/LocationName"), False)
        places = " / ".join(sorted(found, key=lambda place: found[place]))
        return self._notes.text(f"{ADDRESS}/CityName", places) or None

    def _address(self, address: Node) -> tuple[str, bool] | None:
        """An address in words, and whether it is abroad."""
        city, code, post = (next(iter(values(address, name)), "") for name in ("CityName", "CountryCode", "PostalCode"))
        abroad = "" if not code or countries.is_finland(code) else countries.surely_abroad(code)
        if not city and values(address, "CountrySubDivisionCode"):
            self._notes.not_read(f"{ADDRESS}/CountrySubDivisionCode", "A region names no municipality: send CityName.")
        place = ", ".join(part for part in (city or post, abroad) if part)
        return (place, abroad not in ("", countries.ALAND)) if place else None

    def _occupation(self) -> str | None:
        esco, isco = None, None
        for element in elements(self._opening, _CATEGORY):
            code = " ".join(text_of(element).split())
            lists = " ".join(value for name in ("@listName", "@listURI") for value in values(element, name)).casefold()
            if len(code) <= LONGEST_LINE and ("/esco/occupation/" in code or (code and "esco_occupations" in lists)):
                esco = esco or code
            elif "isco" in lists:
                isco = isco or isco_code(code)
        if not (esco or isco) and elements(self._opening, _CATEGORY):
            hint = "Use a URI of the list ESCO_Occupations or four digits of the list ISCO2008."
            self._notes.not_read(_CATEGORY, hint)
        return esco or isco

    def _work_time(self) -> str | None:
        found: set[str | None] = set()
        for path, value in self._all("work_time"):
            found.add(known := codes.WORK_TIMES.get(re.sub(r"[\s_-]", "", value.casefold())))
            if known is None:
                self._notes.not_read(path, "Use FullTime or PartTime.")
        # An opening for full or part time alike excludes nobody.
        return found.pop() if len(found) == 1 else None

    def _moments(self, field: str) -> Iterator[tuple[str, str]]:
        """The moments that stand where a field may come from, with their days."""
        for path in self._paths(field):
            for text in dates(self._opening, path):
                if (when := moment(text)) is not None:
                    yield when, text[:10]
                elif text.casefold() not in _NO_DATE:
                    self._notes.not_read(path, "Write it as YYYY-MM-DD.")

    def _competencies(self, of_languages: bool) -> list[Node]:
        return [each for each in elements(self._opening, COMPETENCY) if is_language(each) == of_languages]

    def _skills(self) -> Iterator[tuple[str, str]]:
        for competency in self._competencies(False):
            for name in ("CompetencyName", "CompetencyID/@name", "CompetencyID"):
                if found := values(competency, name):
                    yield from ((f"{COMPETENCY}/{name}", value) for value in found)
                    break

    def _languages(self) -> list[dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for competency in self._competencies(True):
            code = next((codes.language_code(value) for value in values(competency, "CompetencyID")), None)
            if code is None:
                self._notes.not_read(f"{COMPETENCY}/CompetencyID", "Use the two letters of ISO 639-1.")
            elif code not in found:
                level = self._level(competency)
                found[code] = {"code": code, "level": level} if level else {"code": code}
        return self._notes.first(COMPETENCY, list(found.values()), MOST_LANGUAGES)

    def _level(self, competency: Node) -> str | None:
        """The level that is required; where only skills such as speaking have levels, the highest of these."""
        for path in ("RequiredProficiencyLevel/ScoreText", "CompetencyDimension/Score/ScoreText"):
            said = [value.upper() for value in values(competency, path)]
            if known := [level for level in said if level in codes.LEVELS]:
                return max(known)
            if said:
                self._notes.not_read(f"{COMPETENCY}/{path}", "Use a level from A1 to C2.")
        return None

    def _licences(self) -> Iterator[tuple[str, str]]:
        return ((path, licence(value)) for path, value in self._all("licences"))

    def _experience_years(self) -> float | None:
        """Of several kinds of experience, the longest."""
        found = []
        for measure in elements(self._opening, EXPERIENCE):
            number = "".join(text_of(measure).split())
            per_year = _YEARS.get(next(iter(values(measure, "@unitCode")), "").casefold())
            years = float(number.replace(",", ".")) / per_year if per_year and _MEASURE.fullmatch(number) else None
            if years is not None and years <= MOST_YEARS:
                found.append(round(years, 2))
            elif number:
                self._notes.not_read(EXPERIENCE, 'Use a number with unitCode="year" or "month".')
        return max(found, default=None)

    def _url(self) -> str | None:
        for path, value in self._all("url"):
            free_text = path.endswith("Instructions")
            link = _LINK.search(unescape(value)) if free_text else _LINK.fullmatch(value)
            if link and is_url(link[0]):
                return link[0]
            if not free_text:
                self._notes.not_read(path, "Use an address that begins with http:// or https://.")
        return None
