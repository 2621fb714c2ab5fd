"""HR-XML 3.2 (HR Open) `PositionOpening`, as the EURES network of public employment services uses it.

READS drives the reading: of the paths of a field, the first that says something readable wins.
"""

import html
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from pydantic import HttpUrl, ValidationError

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.json_items import content_of
from services.ingest.formats.xml_items import Node, XmlItems, elements, is_attribute, name_of, text_of, values
from services.ingest.problems import Problem

_PROFILE = "PositionProfile"
_ADDRESS = "PositionProfile/PositionLocation/Address"
_NEEDS = "PositionProfile/PositionQualifications"
_COMPETENCY = f"{_NEEDS}/PositionCompetency"
_METHOD = "PositionProfile/PostingInstruction/ApplicationMethod"
_EXPERIENCE = f"{_NEEDS}/ExperienceSummary/ExperienceCategory/Measure"

READS = MappingProxyType(
    {
        "DocumentID": "external_id",
        "DocumentID/@schemeAgencyID": "origin",
        "DocumentID/@schemeAgencyName": "origin",
        "PositionOpeningStatusCode": "status",
        "PositionOpeningStatusCode/@name": "status",
        "@status": "status",
        "PositionProfile/@languageCode": "language",
        "PositionProfile/@lang": "language",
        "@languageCode": "language",
        "PositionProfile/PositionTitle": "title",
        "PositionProfile/PositionFormattedDescription/Content": "description",
        "PositionProfile/PositionFormattedDescription": "description",
        "PositionProfile/PositionDescription": "description",
        "PositionProfile/PositionOrganization/OrganizationIdentifiers/OrganizationName": "employer",
        "PositionProfile/PositionOrganization/OrganizationName": "employer",
        "PositionRequester/OrganizationIdentifiers/OrganizationName": "employer",
        "PositionRequester/Organization/OrganizationName": "employer",
        "PositionRequester/OrganizationName": "employer",
        "PositionSupplier/OrganizationIdentifiers/OrganizationName": "employer",
        "PositionSupplier/Organization/OrganizationName": "employer",
        "PositionSupplier/OrganizationName": "employer",
        f"{_ADDRESS}/CityName": "place",
        f"{_ADDRESS}/CountryCode": "place",
        f"{_ADDRESS}/PostalCode": "place",
        "PositionProfile/PositionLocation/LocationName": "place",
        "PositionProfile/JobCategoryCode": "occupation",
        "PositionProfile/PositionScheduleTypeCode": "work_time",
        "PositionProfile/ApplicationCloseDate": "expires_at",
        "PositionProfile/ValidTo": "expires_at",
        "PositionProfile/@validTo": "expires_at",
        "@validTo": "expires_at",
        "PositionProfile/PositionDateInformation/EndDate": "expires_at",
        "PositionProfile/PositionPeriod/EndDate": "expires_at",
        "PositionProfile/PositionDateInformation/StartDate": "starts_on",
        "PositionProfile/PositionPeriod/StartDate": "starts_on",
        f"{_COMPETENCY}/CompetencyName": "skills",
        f"{_COMPETENCY}/CompetencyID/@name": "skills",
        f"{_COMPETENCY}/CompetencyID": "skills",
        f"{_COMPETENCY}/TaxonomyID": "languages",
        f"{_COMPETENCY}/RequiredProficiencyLevel/ScoreText": "languages",
        f"{_COMPETENCY}/CompetencyDimension/Score/ScoreText": "languages",
        f"{_NEEDS}/LicenseTypeCode": "licences",
        f"{_NEEDS}/License/LicenseTypeCode": "licences",
        f"{_NEEDS}/License/LicenseName": "licences",
        _EXPERIENCE: "experience_years",
        f"{_METHOD}/InternetReference/URI": "url",
        f"{_METHOD}/InternetReference": "url",
        "PositionProfile/PostingInstruction/InternetReference": "url",
        "PositionProfile/HowToApply/ApplicationMethod/InternetReference": "url",
        f"{_METHOD}/Instructions": "url",
    }
)
_PERSONAL = "Never taken: personal data (names, telephone numbers, e-mail addresses)."
LEAVES = MappingProxyType(
    {
        f"{_METHOD}/PersonContact": _PERSONAL,
        "PostingRequester": "Who posts the opening, not who hires; with a contact person in it.",
        "PositionProfile/PositionOrganization/OrganizationContact": _PERSONAL,
        f"{_ADDRESS}/AddressLine": "A municipality is enough.",
        f"{_ADDRESS}/CountrySubDivisionCode": "An area is never derived from a region; a note where no city is named.",
        "PositionProfile/OfferedRemunerationPackage": "The exchange does not match by pay.",
        "PositionProfile/WorkingLanguageCode": "Says no level; languages that are needed go into PositionCompetency.",
        "PositionProfile/PositionOfferingTypeCode": "The exchange does not match by the kind of contract.",
        "PositionProfile/PositionOpenQuantity": "One opening is one vacancy, however many are hired.",
        "PositionProfile/ImmediateStartIndicator": "No date.",
        f"{_NEEDS}/EducationRequirement": "The exchange does not match by level of education.",
        f"{_COMPETENCY}/DesiredProficiencyLevel": "What is only desired is not required.",
        "PositionProfile/PositionOrganization/IndustryCode": "The exchange does not match by industry.",
        "AlternateDocumentID": "DocumentID is the vacancy's key.",
        "UserArea": "Private to its sender. The same holds of every other element not named here.",
    }
)

_CLOSED = frozenset("closed inactive cancelled canceled filled expired suspended onhold withdrawn deleted".split())
_OPEN = frozenset("active open published new".split())
_WORK_TIMES = {"fulltime": "full_time", "parttime": "part_time"}
_DRIVING = frozenset("am a1 a2 a be b c1e c1 ce c d1e d1 de d lt t".split())
_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_ALPHA_3 = {
    "fin": "fi", "swe": "sv", "eng": "en", "est": "et", "rus": "ru", "deu": "de", "ger": "de", "fra": "fr",
    "fre": "fr", "spa": "es", "ita": "it", "pol": "pl", "ukr": "uk", "ara": "ar", "nor": "no", "dan": "da",
}  # fmt: skip
# By the names that the normaliser knows for abroad. A country that it does not know is called abroad in so many words:
# a `Sund` in it must never pass for the Sund on Åland.
_COUNTRIES = {
    "AX": "Åland", "AT": "Austria", "BE": "Belgium", "BG": "abroad (Bulgaria)", "CA": "Canada", "CH": "Switzerland",
    "CY": "abroad (Cyprus)", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "EL": "Greece",
    "ES": "Spain", "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HR": "abroad (Croatia)", "HU": "Hungary",
    "IE": "Ireland", "IS": "Iceland", "IT": "Italy", "LI": "abroad (Liechtenstein)", "LT": "Lithuania",
    "LU": "Luxembourg", "LV": "Latvia", "MT": "abroad (Malta)", "NL": "Netherlands", "NO": "Norway", "PL": "Poland",
    "PT": "Portugal", "RO": "abroad (Romania)", "RU": "Russia", "SE": "Sweden", "SI": "abroad (Slovenia)",
    "SK": "abroad (Slovakia)", "UK": "United Kingdom", "US": "United States",
}  # fmt: skip
_FINLAND = frozenset(("", "FI", "FIN", "FINLAND", "SUOMI"))

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ZONE = re.compile(r"Z|[+-]\d{2}:\d{2}")
_ISCO = re.compile(r"(?:https?://data\.europa\.eu/esco/isco/)?C?(\d{4})", re.ASCII)
_LINK = re.compile(r"https?://[^\s\"'<>]+")
_MEASURE = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?", re.ASCII)
_YEARS = {"year": 1, "years": 1, "yr": 1, "ann": 1, "month": 12, "months": 12, "mon": 12}
_NOTHING = frozenset(("na", "n/a", "-"))  # what EURES partners write where they have no date
_MARKUP = re.compile(r"(<!--|-->|</?[a-zA-Z][^<>]*>|<[!?][^<>]*>)")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_BLOCKS = frozenset("p div br li ul ol tr table h1 h2 h3 h4 h5 h6 section article".split())
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def fields_of(opening: Node) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The fields of a row that an opening gives, unchecked, and notes on what could not be taken over."""
    reading = _Reading(_with_one_profile(opening))
    return reading.fields(), reading.notes


class _Reading:
    """One opening being read, and what there is to say about it."""

    def __init__(self, opening: Node) -> None:
        self._opening = opening
        self._notes: dict[Problem, None] = {}

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Each note once."""
        return tuple(self._notes)[:20]

    def fields(self) -> dict[str, Any]:
        """The fields of the row; those without a value are left out."""
        found = {
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
            "expires_at": self._expires_at(),
            "starts_on": self._starts_on(),
            "skills": self._skills(),
            "languages": self._languages(),
            "licences": self._licences(),
            "experience_years": self._experience_years(),
            "url": self._url(),
        }
        return {name: value for name, value in found.items() if value is not None and value != []}

    def _all(self, field: str) -> Iterator[tuple[str, str]]:
        """Everything that stands where a field may come from, best first, with its path."""
        for path, of_model in READS.items():
            if of_model == field:
                for value in values(self._opening, path):
                    yield path, value

    def _first(self, field: str) -> str | None:
        return next((value for _, value in self._all(field)), None)

    def _not_read(self, path: str, hint: str) -> None:
        self._notes[Problem(path, "NOT_READ", "This was not understood and is left out.", hint)] = None

    def _cut(self, value: str, most: int, path: str) -> str:
        if len(value) > most:
            self._notes[Problem(path, "CUT", f"Only the first {most} characters are taken.", "Shorten it.")] = None
        return value[:most].rstrip()

    def _many(self, found: Iterable[tuple[str, str]], path: str) -> list[str]:
        """Lines, each once, as many and as long as the row model takes."""
        once = dict.fromkeys(self._cut(value, 500, at) for at, value in found)
        self._count(len(once), 100, path)
        return list(once)[:100]

    def _count(self, number: int, most: int, path: str) -> None:
        if number > most:
            self._notes[Problem(path, "CUT", f"Only the first {most} are taken.", "Send fewer.")] = None

    def _line(self, field: str) -> str | None:
        path, value = next(self._all(field), ("", None))
        return value and self._cut(value, 500, path)

    def _origin(self) -> dict[str, str] | None:
        path, system = next(self._all("origin"), ("", None))
        identifier = self._first("external_id")
        if system is None or identifier is None:
            return None
        if len(system) > 100:  # cut, it would be another system
            self._not_read(path, "Shorten it to 100 characters.")
            return None
        return {"system": system, "id": identifier}

    def _status(self) -> str | None:
        said = [(path, value.casefold().replace(" ", "")) for path, value in self._all("status")]
        if any(value in _CLOSED for _, value in said):
            return "closed"
        for path, value in said:
            if value not in _OPEN:
                self._not_read(path, "Use Active or Closed.")
        return "open" if any(value in _OPEN for _, value in said) else None

    def _language(self) -> str | None:
        path, value = next(self._all("language"), ("", None))
        if value is None:
            return None
        if (code := _language_code(value)) in ("fi", "sv", "en"):
            return code
        self._not_read(path, "Adverts are read in fi, sv and en.")
        return None

    def _description(self) -> str | None:
        for path, of_model in READS.items():
            if of_model == "description":
                parts = [_plain(_source(element)) for element in elements(self._opening, path)]
                if text := "\n\n".join(part for part in parts if part):
                    return self._cut(text, 20_000, path)
        return None

    def _place(self) -> str | None:
        """The places, those in Finland first: of several, the normaliser takes the first that it knows."""
        found: dict[str, bool] = {}
        for address in elements(self._opening, _ADDRESS):
            city, code, post = (
                next(iter(values(address, name)), "") for name in ("CityName", "CountryCode", "PostalCode")
            )
            abroad = "" if code.upper() in _FINLAND else _COUNTRIES.get(code.upper(), f"abroad ({code[:60]})")
            if not city and values(address, "CountrySubDivisionCode"):
                self._not_read(f"{_ADDRESS}/CountrySubDivisionCode", "A region names no municipality: send CityName.")
            if place := ", ".join(part for part in (city or post, abroad) if part):
                found[place] = bool(abroad) and abroad != "Åland"
        for name in values(self._opening, "PositionProfile/PositionLocation/LocationName") if not found else ():
            found[name] = False
        places = sorted(found, key=lambda place: found[place])
        return self._cut(" / ".join(places), 500, f"{_ADDRESS}/CityName") if places else None

    def _occupation(self) -> str | None:
        path = "PositionProfile/JobCategoryCode"
        esco, isco = None, None
        for element in elements(self._opening, path):
            code = " ".join(text_of(element).split())
            lists = " ".join(value for name in ("@listName", "@listURI") for value in values(element, name)).casefold()
            if len(code) <= 500 and ("/esco/occupation/" in code or (code and "esco_occupations" in lists)):
                esco = esco or code
            elif "isco" in lists and (named := _ISCO.fullmatch(code)):
                isco = isco or named[1]
        if not (esco or isco) and elements(self._opening, path):
            self._not_read(path, "Use a URI of the list ESCO_Occupations or four digits of the list ISCO2008.")
        return esco or isco

    def _work_time(self) -> str | None:
        found: set[str | None] = set()
        for path, value in self._all("work_time"):
            found.add(known := _WORK_TIMES.get(re.sub(r"[\s_-]", "", value.casefold())))
            if known is None:
                self._not_read(path, "Use FullTime or PartTime.")
        # An opening for full or part time alike excludes nobody.
        return found.pop() if len(found) == 1 else None

    def _expires_at(self) -> str | None:
        return next((moment for moment, _ in self._moments("expires_at")), None)

    def _starts_on(self) -> str | None:
        return next((day for _, day in self._moments("starts_on")), None)

    def _moments(self, field: str) -> Iterator[tuple[str, str]]:
        """The moments and days that stand where a field may come from: a day alone is over at its end."""
        for path, of_model in READS.items():
            for text in _dates(self._opening, path) if of_model == field else ():
                moment = _moment(f"{text[:10]}T23:59:59{text[10:]}" if _is_day(text) else text)
                if moment is not None:
                    yield moment, text[:10]
                elif text.casefold() not in _NOTHING:
                    self._not_read(path, "Write it as YYYY-MM-DD.")

    def _competencies(self, of_languages: bool) -> list[Node]:
        return [each for each in elements(self._opening, _COMPETENCY) if _is_language(each) == of_languages]

    def _skills(self) -> list[str]:
        def named() -> Iterator[tuple[str, str]]:
            for competency in self._competencies(False):
                for name in ("CompetencyName", "CompetencyID/@name", "CompetencyID"):
                    if found := values(competency, name):
                        yield from ((f"{_COMPETENCY}/{name}", value) for value in found)
                        break

        return self._many(named(), _COMPETENCY)

    def _languages(self) -> list[dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for competency in self._competencies(True):
            code = next((_language_code(value) for value in values(competency, "CompetencyID")), None)
            if code is None:
                self._not_read(f"{_COMPETENCY}/CompetencyID", "Use the two letters of ISO 639-1.")
            elif code not in found:
                level = self._level(competency)
                found[code] = {"code": code, "level": level} if level else {"code": code}
        self._count(len(found), 30, _COMPETENCY)
        return list(found.values())[:30]

    def _level(self, competency: Node) -> str | None:
        """The level that is required; where only skills such as speaking have levels, the highest of these."""
        for path in ("RequiredProficiencyLevel/ScoreText", "CompetencyDimension/Score/ScoreText"):
            said = [value.upper() for value in values(competency, path)]
            if known := [level for level in said if level in _LEVELS]:
                return max(known)
            if said:
                self._not_read(f"{_COMPETENCY}/{path}", "Use a level from A1 to C2.")
        return None

    def _licences(self) -> list[str]:
        return self._many(
            ((path, _licence(value)) for path, value in self._all("licences")), f"{_NEEDS}/LicenseTypeCode"
        )

    def _experience_years(self) -> float | None:
        """Of several kinds of experience, the longest."""
        found = []
        for measure in elements(self._opening, _EXPERIENCE):
            number = "".join(text_of(measure).split())
            per_year = _YEARS.get(next(iter(values(measure, "@unitCode")), "").casefold())
            years = float(number.replace(",", ".")) / per_year if per_year and _MEASURE.fullmatch(number) else None
            if years is not None and years <= 60:
                found.append(round(years, 2))
            elif number:
                self._not_read(_EXPERIENCE, 'Use a number with unitCode="year" or "month".')
        return max(found, default=None)

    def _url(self) -> str | None:
        for path, value in self._all("url"):
            free_text = path.endswith("Instructions")
            link = _LINK.search(html.unescape(value)) if free_text else _LINK.fullmatch(value)
            if link and _is_url(link[0]):
                return link[0]
            if not free_text:
                self._not_read(path, "Use an address that begins with http:// or https://.")
        return None


def _with_one_profile(opening: Node) -> Node:
    """The opening with the profile that is read: one with a title, in Finnish, Swedish, English or another language."""

    def rank(profile: Node) -> tuple[bool, int]:
        said = next((value for name in ("@languageCode", "@lang") for value in values(profile, name)), "")
        language = _language_code(said) or ""
        places = ("fi", "sv", "en")
        return not values(profile, "PositionTitle"), places.index(language) if language in places else len(places)

    best = min(elements(opening, _PROFILE), key=rank, default=None)
    contents = opening[name_of(opening)]
    return {
        name_of(opening): [each for each in contents if each is best or _PROFILE not in each or isinstance(each, str)]
    }


def _language_code(text: str) -> str | None:
    first = re.split(r"[-_\s]", text.strip().casefold(), maxsplit=1)[0]
    code = _ALPHA_3.get(first, first)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _is_language(competency: Node) -> bool:
    said = (
        value
        for name in ("TaxonomyID", "CompetencyID/@schemeID", "CompetencyID/@schemeName")
        for value in values(competency, name)
    )
    return any(re.search(r"(?<![a-z])languages?(?![a-z])|iso[-_ ]?639", value.casefold()) for value in said)


def _licence(value: str) -> str:
    category = re.sub(r"[\s+]", "", value.casefold())
    return f"driving-{category}" if category in _DRIVING else value


def _dates(opening: Node, path: str) -> Iterator[str]:
    """A date stands in its element or in one within it: EURES partners use both."""
    if "@" in path:
        yield from values(opening, path)
        return
    for element in elements(opening, path):
        within = [each for each in element[name_of(element)] if isinstance(each, dict) and not is_attribute(each)]
        for holder in within or (element,):
            if text := " ".join(text_of(holder).split()):
                yield text


def _is_day(text: str) -> bool:
    return bool(_DATE.match(text)) and (len(text) == 10 or bool(_ZONE.fullmatch(text[10:])))


def _moment(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Beyond these years a moment in one zone is none in another.
    if not _DATE.match(text) or not 1900 <= moment.year < 9999:
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()


def _is_url(text: str) -> bool:
    try:
        return len(str(HttpUrl(text))) <= 2000
    except ValidationError:
        return False


def _source(element: Node) -> str:
    """A description as it would stand in HTML: it comes as text, as escaped HTML, or as elements."""
    contents = [each for each in element[name_of(element)] if not is_attribute(each)]
    if all(isinstance(each, str) for each in contents):
        return "".join(contents)
    return "".join(
        html.escape(each) if isinstance(each, str) else f"<{name_of(each)}>{_source(each)}</{name_of(each)}>"
        for each in contents
    )


def _plain(source: str) -> str:
    """HTML without its tags. Each step looks at each character once: a description may be a megabyte of `<`."""
    texts: list[str] = []
    hidden = ""  # what ends the comment or script that we are in
    parts = _MARKUP.split(source)
    for place, part in enumerate(parts):
        tag = _TAG.match(part) if place % 2 else None
        name = tag[1].casefold() if tag else part
        if hidden:
            hidden = "" if name == hidden and part.startswith(("</", "-->")) else hidden
        elif place % 2 == 0 or part == "-->":
            texts.append(_SPACES.sub(" ", part) if len(parts) > 1 else part)
        elif part == "<!--":
            hidden = "-->"
        elif name in ("script", "style") and not part.startswith("</"):
            hidden = name
        elif name in _BLOCKS:
            texts.append("\n")
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), "".join(texts))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if len(parts) > 1:
        lines = [line for line in lines if line]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _rows(opening: Node) -> Iterator[Found]:
    fields, notes = fields_of(opening)
    # The guard sees what was read as well: a code may come together only where tags fall away.
    yield Found({**opening, "read": fields}, fields, content_of(opening), notes)


def _reader(limits: Limits) -> XmlItems:
    return XmlItems(_rows, "PositionOpening", limits)


HR_XML = Format(
    "hr-xml",
    "vacancies",
    ("application/xml", "text/xml", "application/hr-xml+xml"),
    _reader,
    READS,
    LEAVES,
)
