"""schema.org JobPosting as JSON-LD: alone, in an array, in a graph, in a list of items, or as what a web page is about.

A posting is read from what stands in it: references to other parts of a graph are not followed.
"""

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.json_items import JsonItems, content_of
from services.ingest.problems import Problem
from services.ingest.rows import HELSINKI

READS: Mapping[str, str] = {
    "identifier": "external_id",
    "identifier.name": "origin",
    "@id": "external_id",
    "title": "title",
    "name": "title",
    "description": "description",
    "responsibilities": "description",
    "qualifications": "description",
    "educationRequirements": "description",
    "incentives": "description",
    "incentiveCompensation": "description",
    "jobBenefits": "description",
    "hiringOrganization": "employer",
    "jobLocation": "place",
    "jobLocationType": "remote",
    "employmentType": "work_time",
    "skills": "skills",
    "experienceRequirements": "experience_years",
    "occupationalCategory": "occupation",
    "jobStartDate": "starts_on",
    "validThrough": "expires_at",
    "inLanguage": "language",
    "url": "url",
}
LEAVES: Mapping[str, str] = {
    "datePosted": "Left: a vacancy is as new as its last change here.",
    "baseSalary": "Left: pay takes no part in matching; the seeker reads it behind the url.",
    "estimatedSalary": "Left, as baseSalary.",
    "salaryCurrency": "Left, as baseSalary.",
    "workHours": "Left: employmentType says full or part time.",
    "jobDuration": "Left: write it in the description.",
    "jobImmediateStart": "Left: send jobStartDate.",
    "totalJobOpenings": "Left: one posting is one vacancy.",
    "applicantLocationRequirements": "Left: seekers say themselves where they can work.",
    "applicationContact": "Left: the exchange keeps no contact persons; applying happens behind the url.",
    "directApply": "Left, as applicationContact.",
    "industry": "Left: the occupation decides.",
    "relevantOccupation": "Left: send occupationalCategory.",
    "experienceInPlaceOfEducation": "Left: write it in the description.",
    "eligibilityToWorkRequirement": "Left: write it in the description.",
    "securityClearanceRequirement": "Left: write it in the description.",
    "physicalRequirement": "Left: write it in the description.",
    "sensoryRequirement": "Left: write it in the description.",
    "specialCommitments": "Left: write it in the description.",
    "employerOverview": "Left: write it in the description.",
    "employmentUnit": "Left: hiringOrganization is the employer.",
    "image": "Left: pictures are not kept.",
    "sameAs": "Left: url is the address.",
}
NO_JOBPOSTING = Problem(
    "row",
    "NO_JOBPOSTING",
    "There is no JobPosting here.",
    "Send schema.org JobPosting objects, each with its @type, and not their addresses.",
)

_NOTES: Mapping[str, tuple[str, str]] = {
    "NOT_READ": ("This could not be read and was left out.", "Write it as docs/brokers/jobposting.md says."),
    "REFERENCE": (
        "This refers to another part of the document and was left out.",
        "Write the object out in full here.",
    ),
    "CUT": ("This is longer than is kept: the rest was left out.", "Shorten it."),
    "OTHER_CODE": ("What is no ISCO-08 or ESCO code was left out.", "Send an ISCO-08 or ESCO code."),
}
# Fields of the row that a posting may do without, and what they are read from.
_NAMED: Mapping[str, str] = {
    "employer": "hiringOrganization",
    "language": "inLanguage",
    "place": "jobLocation",
    "skills": "skills",
    "starts_on": "jobStartDate",
    "expires_at": "validThrough",
    "url": "url",
}
_LISTS = frozenset({"@graph", "itemListElement"})
_WRAPPERS = ("@graph", "itemListElement", "item", "mainEntity")
_PREFIX = re.compile(r"https?://(?:www\.)?schema\.org/|schema:")
_ADDRESS = re.compile("https?://", re.IGNORECASE)
_ALIASES = {"id": "@id", "type": "@type"}

_LONGEST_KEY, _LONGEST_LINE, _LONGEST_SYSTEM, _LONGEST_TEXT, _LONGEST_ADDRESS = 200, 500, 100, 20_000, 2_000
_MOST = 100
_MORE_TEXT = (
    "responsibilities", "qualifications", "educationRequirements", "experienceRequirements", "jobBenefits",
    "incentiveCompensation", "incentives",
)  # fmt: skip
_NOTHING = frozenset({"no requirements", "no requirement", "none", "ei vaatimuksia"})
_WORK_TIMES = {
    "fulltime": "full_time", "kokoaikainen": "full_time", "kokopäiväinen": "full_time", "heltid": "full_time",
    "parttime": "part_time", "osaaikainen": "part_time", "osapäiväinen": "part_time", "deltid": "part_time",
}  # fmt: skip
_LANGUAGES = {"finnish": "fi", "suomi": "fi", "swedish": "sv", "svenska": "sv", "ruotsi": "sv", "english": "en"}
_FINLAND = frozenset({"fi", "fin", "finland", "suomi"})
# Codes of countries, spelt as the reader of places knows them; other countries stay as they came.
_COUNTRIES = dict(
    pair.split(":")
    for pair in """
    AX:Åland SE:Sweden NO:Norway DK:Denmark IS:Iceland EE:Estonia LV:Latvia LT:Lithuania DE:Germany PL:Poland
    NL:Netherlands BE:Belgium LU:Luxembourg FR:France ES:Spain PT:Portugal IT:Italy AT:Austria CH:Switzerland
    GB:UK IE:Ireland GR:Greece CZ:Czechia HU:Hungary US:USA CA:Canada RU:Russia
    """.split()
)
_ESCO_URI = re.compile(r"https?://(data\.europa\.eu/esco/occupation/[\w-]{1,100})")
_ISCO_URI = re.compile(r"https?://data\.europa\.eu/esco/isco/C([0-9]{4})")
_CODE = re.compile(
    r"(?:(?:isco|esco)[\s-]?(?:08)?[\s:]{0,3})?([0-9]{4}(?:\.[0-9]{1,3}){0,6})(?=$|[\s:,;])", re.IGNORECASE
)
_ONET = re.compile(r"[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?\b")
_OUR_CODES = re.compile(r"isco|esco|ammattiluokitus", re.IGNORECASE)

# By patterns and not by a parser: they take the same time a character whatever the markup.
_HIDDEN = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<(?:script|style)\b", re.IGNORECASE), re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)),
)
_NEW_LINE = re.compile(
    r"<(?:/(?!(?:li|tr|td|th|dt|dd)\b))?"
    r"(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|table|tr|td|th|section|article|header|footer|blockquote|pre|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[/!?]?[a-zA-Z\[][^<>]*>")


class JobPostings:
    """Reads a JSON-LD document: the postings in it are its rows, other things are none."""

    def __init__(self, limits: Limits) -> None:
        self._items = JsonItems(_rows, _LISTS, limits)
        self._answered = False

    def feed(self, piece: bytes) -> Iterator[Found]:
        """The postings that end in this piece."""
        yield from self._answers(self._items.feed(piece))

    def end(self) -> Iterator[Found]:
        """The last posting, or that there was none."""
        yield from self._answers(self._items.end())
        if not self._answered:
            yield Found(None, None, problems=(NO_JOBPOSTING,))

    def _answers(self, found: Iterable[Found]) -> Iterator[Found]:
        for each in found:
            # A list of addresses, say: no posting, and nothing is broken.
            if [problem.code for problem in each.problems] != ["NOT_AN_OBJECT"]:
                self._answered = True
                yield each


def _rows(item: dict[str, Any]) -> Iterator[Found]:
    for posting in postings(item):
        fields, notes = vacancy(posting)
        yield Found(posting, fields, content_of(posting), notes)


def postings(thing: Any) -> Iterator[dict[str, Any]]:
    """The postings in a thing: itself, or what it wraps."""
    if isinstance(thing, list):
        for each in thing:
            yield from postings(each)
    elif isinstance(thing, dict):
        members = _members(thing)
        if "JobPosting" in [_short(each) for each in _each(members.get("@type")) if isinstance(each, str)]:
            yield thing
            return
        for wrapper in _WRAPPERS:
            yield from postings(members.get(wrapper))


def vacancy(posting: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The fields of a vacancy's row, unchecked, and notes on what was left out."""
    reading = _Reading({name: _plain(value) for name, value in _members(posting).items()})
    external_id, origin = reading.identity()
    place = reading.place()
    fields = {
        "external_id": external_id,
        "title": reading.title(),
        "description": reading.description(),
        "employer": reading.employer(),
        "language": reading.language(),
        "occupation": reading.occupation(),
        "place": place,
        "remote": reading.remote(place),
        "work_time": reading.work_time(),
        "skills": reading.skills(),
        "experience_years": reading.experience(),
        "starts_on": reading.starts_on(),
        "expires_at": reading.expires_at(),
        "url": reading.url(),
        "origin": origin,
    }
    for name, place_in_posting in _NAMED.items():
        if not fields[name]:
            reading.unread(place_in_posting)
    return {name: value for name, value in fields.items() if value not in (None, [])}, tuple(reading.notes)


class _Reading:
    """One posting being read, and the notes made meanwhile."""

    def __init__(self, posting: Mapping[str, Any]) -> None:
        self._posting = posting
        self.notes: dict[Problem, None] = {}

    def identity(self) -> tuple[str | None, dict[str, str] | None]:
        """The key, and the origin where the identifier names its system."""
        for each in _each(self._posting.get("identifier")):
            if value := _text(each, "value"):
                system = _text(each.get("name")) if isinstance(each, dict) else ""
                if len(system) > _LONGEST_SYSTEM or "\0" in system:
                    self._note("identifier.name", "NOT_READ")
                    system = ""
                return _key(value), {"system": system, "id": _key(value)} if system else None
        self.unread("identifier")
        address = self._first("url")
        name = self._first("@id")
        # A name that holds inside one document only would be the same for the next.
        return _key(address or ("" if name.startswith(("_:", "#")) else name)) or None, None

    def title(self) -> Any:
        """The title; what is no text goes on as it came, to be refused."""
        return self._line("title", self._first("title") or self._first("name")) or self._posting.get("title")

    def employer(self) -> str | None:
        """The name of the employer."""
        return self._line("hiringOrganization", self._first("hiringOrganization", "name", "legalName"))

    def description(self) -> str | None:
        """The description, and after it what other fields say in words and it does not."""
        whole = ""
        for field in ("description", *_MORE_TEXT):
            texts = _texts(self._posting.get(field), "text", "name", "description", "credentialCategory")
            if not texts and not (field == "experienceRequirements" and self._months() is not None):
                self.unread(field)
            for text in map(plain_text, texts):
                if text not in whole and text.casefold() not in _NOTHING:
                    whole = f"{whole}\n\n{text}" if whole else text
                if len(whole) > _LONGEST_TEXT:
                    self._note("description", "CUT")
                    return whole[:_LONGEST_TEXT].rstrip()
        return whole or None

    def language(self) -> str | None:
        """The language of the text, if it is one of ours."""
        for text in _texts(self._posting.get("inLanguage"), "alternateName", "name", "@id"):
            code = re.split(r"[-_]", text.casefold(), maxsplit=1)[0]
            if code in _LANGUAGES.values() or code in _LANGUAGES:
                return _LANGUAGES.get(code, code)
        return None

    def occupation(self) -> str | None:
        """The first ESCO URI, else ESCO code, else ISCO-08 code."""
        given = _each(self._posting.get("occupationalCategory"))
        texts = [text for each in given for text in _codes(each)]
        if any(_ONET.match(text) for text in texts):
            self._note("occupationalCategory", "OTHER_CODE")
        uris = [f"http://{found[1]}" for text in texts if (found := _ESCO_URI.fullmatch(text))]
        codes = [found[1] for text in texts if (found := _ISCO_URI.fullmatch(text) or _CODE.match(text))]
        best = [*uris, *(code for code in codes if "." in code), *codes]
        if given and not best:
            self._note("occupationalCategory", "OTHER_CODE")
        return best[0] if best else None

    def place(self) -> str | None:
        """The places of work, each once."""
        kept: list[str] = []
        for each in map(_place, _each(self._posting.get("jobLocation"))):
            if not each or each in kept:
                continue
            if kept and len(" / ".join((*kept, each))) > _LONGEST_LINE:
                self._note("jobLocation", "CUT")
                break
            kept.append(each)
        return self._line("jobLocation", " / ".join(kept))

    def remote(self, place: str | None) -> str:
        """Work from home; with a place beside it, from home at times."""
        kinds = [
            re.sub(r"[\W_]+", "", _short(text)).casefold() for text in _texts(self._posting.get("jobLocationType"))
        ]
        if "hybrid" in kinds or ("telecommute" in kinds and place not in (None, "Suomi")):
            return "hybrid"
        if "telecommute" in kinds:
            return "full"
        if kinds != ["onsite"]:
            self.unread("jobLocationType")
        return "no"

    def work_time(self) -> str | None:
        """Full time or part time; of both, and of other kinds of employment, neither."""
        texts = _texts(self._posting.get("employmentType"), "name")
        if not texts:
            self.unread("employmentType")
        words = [re.sub(r"[\W_]+", "", _short(word)).casefold() for text in texts for word in re.split("[,;|]", text)]
        found = {_WORK_TIMES[word] for word in words if word in _WORK_TIMES}
        return found.pop() if len(found) == 1 else None

    def skills(self) -> list[str]:
        """Skills, each once; a text may list several."""
        found: dict[str, None] = {}
        for each in _each(self._posting.get("skills")):
            text = _text(each, "name")
            for skill in [text] if isinstance(each, dict) else re.split("[,;\n]", plain_text(text)):
                if tidy := self._line("skills", skill):
                    found.setdefault(tidy)
        if len(found) > _MOST:
            self._note("skills", "CUT")
        return list(found)[:_MOST]

    def experience(self) -> float | None:
        """Years of experience, where months are given as a number."""
        months = self._months()
        if months is None:
            return None
        if 0 <= months <= 720:
            return round(months / 12, 2)
        self._note("experienceRequirements.monthsOfExperience", "NOT_READ")
        return None

    def starts_on(self) -> str | None:
        """The first day of work, as it is in Finland."""
        day = _moment(self._first("jobStartDate"))
        if isinstance(day, datetime):
            day = (day.astimezone(HELSINKI) if day.tzinfo else day).date()
        return day.isoformat() if day else None

    def expires_at(self) -> str | None:
        """The last moment to apply: of a bare date, the end of that day."""
        last = _moment(self._first("validThrough"))
        if isinstance(last, datetime):
            return (last.astimezone(UTC) if last.tzinfo else last).isoformat()
        return f"{last.isoformat()}T23:59:59" if last else None

    def url(self) -> str | None:
        """The address of the posting, if it is whole."""
        found = self._first("url")
        return found if _ADDRESS.match(found) and len(found) <= _LONGEST_ADDRESS else None

    def unread(self, field: str) -> None:
        """Nothing was read of this field: if it says something, its source is told."""
        value = [each for each in _each(self._posting.get(field)) if each not in ("", {})]
        if value:
            alone = all(isinstance(each, dict) and each.keys() <= {"@id", "@type"} for each in value)
            self._note(field, "REFERENCE" if alone else "NOT_READ")

    def _months(self) -> float | None:
        for each in _each(self._posting.get("experienceRequirements")):
            if isinstance(each, dict) and (text := _text(each.get("monthsOfExperience"))):
                try:
                    return float(text)
                except ValueError:
                    return math.nan
        return None

    def _first(self, field: str, *names: str) -> str:
        return next(iter(_texts(self._posting.get(field), *names)), "")

    def _line(self, field: str, text: str) -> str | None:
        tidy = " ".join(text.split())
        if len(tidy) > _LONGEST_LINE:
            self._note(field, "CUT")
        return tidy[:_LONGEST_LINE].rstrip() or None

    def _note(self, field: str, code: str) -> None:
        self.notes.setdefault(Problem(field, code, *_NOTES[code]))


def plain_text(markup: str) -> str:
    """HTML, or text, as text: a line for each block, and no more than one empty line between two."""
    if "&lt;" in markup and not _TAG.search(markup):
        markup = unescape(markup)  # HTML that was escaped once too often
    for start, end in _HIDDEN:
        markup = _without(markup, start, end)
    lines = unescape(_TAG.sub("", _NEW_LINE.sub("\n", markup))).splitlines()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def _without(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    kept, at = [], 0
    while (begun := start.search(text, at)) and (ended := end.search(text, begun.end())):
        kept.append(text[at : begun.start()])
        at = ended.end()
    return "".join((*kept, text[at:]))


def _short(name: str) -> str:
    bare = _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name
    return _ALIASES.get(bare, bare)


def _members(thing: Mapping[str, Any]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in thing.items():
        members.setdefault(_short(key), value)
    return members


def _plain(value: Any) -> Any:
    """A thing with short keys, its JSON-LD values and lists as plain ones."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    for wrapper in ("@value", "@list", "@set"):
        if wrapper in value:
            return _plain(value[wrapper])
    return {name: _plain(inner) for name, inner in _members(value).items()}


def _each(value: Any) -> list[Any]:
    """A value is as good as a list of it."""
    if isinstance(value, list):
        return [inner for each in value for inner in _each(each)]
    return [] if value is None else [value]


def _text(value: Any, *names: str) -> str:
    """A text, a number as one, or the first of these members of a thing that is one; else nothing."""
    for each in _each(value):
        if isinstance(each, str) and each.strip():
            return each.strip()
        if isinstance(each, int | float) and not isinstance(each, bool) and abs(each) < 2**63:
            return str(int(each) if each == int(each) else each)
        if isinstance(each, dict):
            for name in names:
                if found := _text(each.get(name)):
                    return found
    return ""


def _texts(value: Any, *names: str) -> list[str]:
    return [text for each in _each(value) if (text := _text(each, *names))]


def _key(text: str) -> str:
    """A key as it came, or one of a fixed length in its place."""
    return text if len(text) <= _LONGEST_KEY else f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def _moment(text: str) -> date | datetime | None:
    """A day, or a moment that has its place in any zone; the year 1 is how some systems write nothing."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        try:
            found = datetime.fromisoformat(text)
            for zone in (UTC, HELSINKI):
                (found if found.tzinfo else found.replace(tzinfo=HELSINKI)).astimezone(zone)
        except (ValueError, OverflowError):
            return None
    return found if found.year >= 1900 else None


def _place(location: Any) -> str:
    """An address in words: `00100 Helsinki, Uusimaa`; abroad, `Stockholm, Sweden`."""
    address = (
        next(iter(_each(location["address"])), None)
        if isinstance(location, dict) and "address" in location
        else location
    )
    if not isinstance(address, dict):
        return _text(address)
    country = _text(address.get("addressCountry"), "name", "alternateName", "identifier")
    country = _COUNTRIES.get(country.upper(), country)
    at_home = country.casefold() in _FINLAND
    locality, region = _text(address.get("addressLocality"), "name"), _text(address.get("addressRegion"), "name")
    if region and (region == locality or (locality and country and not at_home)):
        region = ""  # between a town and its country, it would part the two
    town = " ".join(filter(None, (_text(address.get("postalCode")), locality)))
    parts = [part for part in (town, region, "" if at_home else country) if part]
    return ", ".join(parts) or ("Suomi" if at_home else _text(location, "name"))


def _codes(category: Any) -> Iterator[str]:
    """What may be a code in a category; none where it says that its codes are of another set."""
    if isinstance(category, dict):
        code_set = category.get("inCodeSet", category.get("inDefinedTermSet"))
        if code_set and not any(_OUR_CODES.search(text) for text in _names(code_set)):
            return
        for name in ("url", "@id", "sameAs", "codeValue", "termCode", "name"):
            yield from _texts(category.get(name))
    else:
        yield from _texts(category)


def _names(thing: Any) -> Iterator[str]:
    for each in _each(thing):
        yield from (
            (_text(each.get(name)) for name in ("name", "url", "@id")) if isinstance(each, dict) else _texts(each)
        )


JOBPOSTING = Format("jobposting", "vacancies", ("application/ld+json",), JobPostings, READS, LEAVES)
