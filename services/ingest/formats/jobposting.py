"""schema.org JobPosting as JSON-LD: alone, in an array, in a graph, in a list of items, or as what a web page is about.

A posting is read from what stands in it: references to other parts of a graph are not followed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.jobposting_fields import vacancy
from services.ingest.formats.json_items import JsonItems, content_of
from services.ingest.formats.jsonld import each_of, members, short
from services.ingest.problems import Problem

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

_LISTS = frozenset({"@graph", "itemListElement"})
_WRAPPERS = ("@graph", "itemListElement", "item", "mainEntity")


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
        named = members(thing)
        if "JobPosting" in [short(each) for each in each_of(named.get("@type")) if isinstance(each, str)]:
            yield thing
            return
        for wrapper in _WRAPPERS:
            yield from postings(named.get(wrapper))


JOBPOSTING = Format("jobposting", "vacancies", ("application/ld+json",), JobPostings, READS, LEAVES)
