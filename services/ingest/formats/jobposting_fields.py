"""The fields of a vacancy's row, read from one JobPosting."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from services.ingest.formats import codes, occupation_codes
from services.ingest.formats.jobposting_values import (
    codes_in,
    day_or_moment,
    key_of,
    place_of,
    text_of_markup,
    tidy,
    word_of,
)
from services.ingest.formats.jsonld import each_of, members, plain, text_of, texts_of
from services.ingest.formats.notes import Notes
from services.ingest.formats.row_model import (
    LONGEST_SYSTEM,
    LONGEST_TEXT,
    MOST_YEARS,
    TEXT_LANGUAGES,
    given,
)
from services.ingest.problems import Problem
from services.ingest.rows import HELSINKI, LONGEST_URL

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
_MORE_TEXT = (
    "responsibilities", "qualifications", "educationRequirements", "experienceRequirements", "jobBenefits",
    "incentiveCompensation", "incentives",
)  # fmt: skip
_NOTHING = frozenset({"no requirements", "no requirement", "none", "ei vaatimuksia"})
_WORK_TIMES = codes.WORK_TIMES | {
    "kokoaikainen": "full_time", "kokopäiväinen": "full_time", "heltid": "full_time",
    "osaaikainen": "part_time", "osapäiväinen": "part_time", "deltid": "part_time",
}  # fmt: skip
_LANGUAGES = {"finnish": "fi", "suomi": "fi", "swedish": "sv", "svenska": "sv", "ruotsi": "sv", "english": "en"}
_ADDRESS = re.compile("https?://", re.IGNORECASE)
_HINT = "Write it as docs/brokers/jobposting.md says."


def vacancy(posting: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The fields of a vacancy's row, unchecked, and notes on what was left out."""
    reading = _Reading({name: plain(value) for name, value in members(posting).items()})
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
    return given(fields), reading.notes.all


class _Reading:
    """One posting being read, and the notes made meanwhile."""

    def __init__(self, posting: Mapping[str, Any]) -> None:
        self._posting = posting
        self.notes = Notes()

    def identity(self) -> tuple[str | None, dict[str, str] | None]:
        """The key, and the origin where the identifier names its system."""
        for each in each_of(self._posting.get("identifier")):
            if value := text_of(each, "value"):
                system = text_of(each.get("name")) if isinstance(each, dict) else ""
                if len(system) > LONGEST_SYSTEM or "\0" in system:
                    self.notes.not_read("identifier.name", _HINT)
                    system = ""
                return key_of(value), {"system": system, "id": key_of(value)} if system else None
        self.unread("identifier")
        address = self._first("url")
        name = self._first("@id")
        # A name that holds inside one document only would be the same for the next.
        return key_of(address or ("" if name.startswith(("_:", "#")) else name)) or None, None

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
            texts = texts_of(self._posting.get(field), "text", "name", "description", "credentialCategory")
            if not texts and not (field == "experienceRequirements" and self._months() is not None):
                self.unread(field)
            for text in map(text_of_markup, texts):
                if text not in whole and text.casefold() not in _NOTHING:
                    whole = f"{whole}\n\n{text}" if whole else text
                if len(whole) > LONGEST_TEXT:
                    return self.notes.text("description", whole, LONGEST_TEXT)
        return whole or None

    def language(self) -> str | None:
        """The language of the text, if it is one of ours."""
        for text in texts_of(self._posting.get("inLanguage"), "alternateName", "name", "@id"):
            code = re.split(r"[-_]", text.casefold(), maxsplit=1)[0]
            if code in TEXT_LANGUAGES or code in _LANGUAGES:
                return _LANGUAGES.get(code, code)
        return None

    def occupation(self) -> str | None:
        """The first ESCO URI, else ESCO code, else ISCO-08 code."""
        categories = each_of(self._posting.get("occupationalCategory"))
        texts = [text for each in categories for text in codes_in(each)]
        uris = [uri for text in texts if (uri := occupation_codes.esco_uri(text))]
        found = [code for text in texts if (code := occupation_codes.code_within(text))]
        best = [*uris, *(code for code in found if "." in code), *found]
        if any(map(occupation_codes.is_onet, texts)) or (categories and not best):
            self.notes.say(
                "occupationalCategory",
                "OTHER_CODE",
                "What is no ISCO-08 or ESCO code was left out.",
                "Send an ISCO-08 or ESCO code.",
            )
        return best[0] if best else None

    def place(self) -> str | None:
        """The places of work, each once."""
        found = dict.fromkeys(filter(None, map(place_of, each_of(self._posting.get("jobLocation")))))
        return self.notes.places("jobLocation", list(found)) if found else None

    def remote(self, place: str | None) -> str:
        """Work from home; with a place beside it, from home at times."""
        kinds = [word_of(text) for text in texts_of(self._posting.get("jobLocationType"))]
        if "hybrid" in kinds or ("telecommute" in kinds and place not in (None, "Suomi")):
            return "hybrid"
        if "telecommute" in kinds:
            return "full"
        if kinds != ["onsite"]:
            self.unread("jobLocationType")
        return "no"

    def work_time(self) -> str | None:
        """Full time or part time; of both, and of other kinds of employment, neither."""
        texts = texts_of(self._posting.get("employmentType"), "name")
        if not texts:
            self.unread("employmentType")
        words = [word_of(word) for text in texts for word in re.split("[,;|]", text)]
        found = {_WORK_TIMES[word] for word in words if word in _WORK_TIMES}
        return found.pop() if len(found) == 1 else None

    def skills(self) -> list[str]:
        """Skills, each once; a text may list several."""
        found: list[str] = []
        for each in each_of(self._posting.get("skills")):
            text = text_of(each, "name")
            for skill in [text] if isinstance(each, dict) else re.split("[,;\n]", text_of_markup(text)):
                if line := self._line("skills", skill):
                    found.append(line)
        return self.notes.once("skills", found)

    def experience(self) -> float | None:
        """Years of experience, where months are given as a number."""
        months = self._months()
        if months is None:
            return None
        if 0 <= months <= 12 * MOST_YEARS:
            return round(months / 12, 2)
        self.notes.not_read("experienceRequirements.monthsOfExperience", _HINT)
        return None

    def starts_on(self) -> str | None:
        """The first day of work, as it is in Finland."""
        day = day_or_moment(self._first("jobStartDate"))
        if isinstance(day, datetime):
            day = (day.astimezone(HELSINKI) if day.tzinfo else day).date()
        return day.isoformat() if day else None

    def expires_at(self) -> str | None:
        """The last moment to apply: of a bare date, the end of that day."""
        last = day_or_moment(self._first("validThrough"))
        if isinstance(last, datetime):
            return (last.astimezone(UTC) if last.tzinfo else last).isoformat()
        return f"{last.isoformat()}T23:59:59" if last else None

    def url(self) -> str | None:
        """The address of the posting, if it is whole."""
        found = self._first("url")
        return found if _ADDRESS.match(found) and len(found) <= LONGEST_URL else None

    def unread(self, field: str) -> None:
        """Nothing was read of this field: if it says something, its source is told."""
        value = [each for each in each_of(self._posting.get(field)) if each not in ("", {})]
        if value and all(isinstance(each, dict) and each.keys() <= {"@id", "@type"} for each in value):
            self.notes.say(
                field,
                "REFERENCE",
                "This refers to another part of the document and was left out.",
                "Write the object out in full here.",
            )
        elif value:
            self.notes.not_read(field, _HINT)

    def _months(self) -> float | None:
        for each in each_of(self._posting.get("experienceRequirements")):
            if isinstance(each, dict) and (text := text_of(each.get("monthsOfExperience"))):
                try:
                    return float(text)
                except ValueError:
                    return math.nan
        return None

    def _first(self, field: str, *names: str) -> str:
        return next(iter(texts_of(self._posting.get(field), *names)), "")

    def _line(self, field: str, text: str) -> str | None:
        return self.notes.text(field, tidy(text)) or None
