"""The national job posting, version 2 (JobPostingV2), as far as it is publicly known.

Nobody outside can try the live service, and the names of its fields for driving licences, permits and languages are
not public: a posting whose `position` holds more than is known here is taken, with a note that says so.
"""

from collections.abc import Mapping
from typing import Any

from services.ingest.formats import national
from services.ingest.formats.base import Format
from services.ingest.formats.codes import driving_licence
from services.ingest.formats.json_reading import Reading
from services.ingest.formats.national import FREE_TEXT, HOUSEHOLD, PERSONAL, UNUSED
from services.ingest.formats.national_codes import DRIVING, PERMITS
from services.ingest.formats.national_places import Where
from services.ingest.formats.row_model import LONGEST_TEXT, TEXT_LANGUAGES, given

_WHERE = Where(
    municipalities="location.municipalities",
    regions="location.regions",
    countries="location.countries",
    post_code="location.workplacePostalCode",
    post_office="location.workplacePostOffice",
)
_LICENCES = {code: driving_licence(name) for code, name in DRIVING.items()} | PERMITS

READS: Mapping[str, str] = {
    "metadata.externalId": "external_id",
    "metadata.archived": "status",
    "languages": "language",
    "client.company": "employer",
    "owner.company": "employer",
    "owner.householdEmployer": "employer",
    "position.title": "title",
    "position.jobDescription": "description",
    "position.mainOccupation": "occupation",
    "position.occupations": "occupation",
    "position.skills": "skills",
    "position.licences": "licences",
    "position.workTime": "work_time",
    "location.municipalities": "place",
    "location.workplacePostOffice": "place",
    "location.workplacePostalCode": "place",
    "location.countries": "place",
    "location.regions": "place",
    "application.expires": "expires_at",
    "application.url": "url",
}
LEAVES: Mapping[str, str] = {
    "contacts": PERSONAL,
    "externalLinks": UNUSED,
    "application.helpText": f"{FREE_TEXT}, often with contact persons",
    "application.openPositions": UNUSED,
    "application.published": UNUSED,
    "location.workplaceAddress": "may be a home: never taken",
    "location.workplaceName": FREE_TEXT,
    "metadata.created": UNUSED,
    "metadata.lastModified": UNUSED,
    "owner.businessId": UNUSED,
    "owner.officeName": UNUSED,
    "owner.industry": UNUSED,
    "client.businessId": UNUSED,
    "client.officeName": UNUSED,
    "position.marketingDescription": FREE_TEXT,
    "position.employmentRelationship": UNUSED,
    "position.continuityOfWork": UNUSED,
    "position.wagePrincipal": UNUSED,
    "position.wageRange": UNUSED,
    "position.wagePrincipalInfo": FREE_TEXT,
    "position.partTimeInfo": FREE_TEXT,
    "position.permitCardsDescription": FREE_TEXT,
}
_KNOWN = frozenset(path.removeprefix("position.") for path in (*READS, *LEAVES) if path.startswith("position."))


def _read(posting: Reading) -> Mapping[str, Any]:
    spoken = [code.casefold() for code in posting.codes("languages")]
    title, language = posting.localised("position.title", spoken)
    spoken = [language or "", *spoken]
    external_id = posting.value("metadata.externalId")
    position = posting.value("position")
    if isinstance(position, Mapping) and not _KNOWN.issuperset(position):
        posting.note(
            "position", "Some of its fields are not known here.", "A requirement among them belongs in the description."
        )
    return given(
        {
            "external_id": external_id,
            # When it was archived matters to nobody: that it was, does.
            "status": "closed" if posting.value("metadata.archived") not in (None, False, "") else None,
            "title": title,
            "description": posting.localised("position.jobDescription", spoken, LONGEST_TEXT)[0],
            "employer": _employer(posting, spoken),
            "language": language if language in TEXT_LANGUAGES else None,
            "occupation": _occupation(posting),
            "place": _WHERE.place(posting)[0],
            "work_time": national.work_time(posting, "position.workTime"),
            "skills": posting.notes.once("position.skills", posting.codes("position.skills")),
            "licences": posting.notes.once(
                "position.licences", national.of_table(posting, "position.licences", _LICENCES)
            ),
            "expires_at": posting.text("application.expires"),
            "url": posting.url("application.url", posting.localised("application.url", spoken, LONGEST_TEXT)[0]),
            "origin": national.origin(external_id),
        }
    )


def _employer(posting: Reading, spoken: list[str]) -> str | None:
    """For whom the work is done: a commissioning party before the owner. A household has no name here."""
    if posting.value("owner.householdEmployer") not in (None, False, ""):
        return HOUSEHOLD
    return posting.localised("client.company", spoken)[0] or posting.localised("owner.company", spoken)[0]


def _occupation(posting: Reading) -> str | None:
    main, others = posting.code("position.mainOccupation"), posting.codes("position.occupations")
    return national.occupation(posting, "position.occupations", ([main] if main else []) + others)


TYOMARKKINATORI_V2 = Format(
    "tyomarkkinatori-v2",
    "vacancies",
    ("application/vnd.tyomarkkinatori.v2+json",),
    national.document(_read),
    READS,
    LEAVES,
)
TYOMARKKINATORI_V2_LINES = Format(
    "tyomarkkinatori-v2-lines",
    "vacancies",
    ("application/vnd.tyomarkkinatori.v2+x-ndjson",),
    national.lines(_read),
    READS,
    LEAVES,
)
