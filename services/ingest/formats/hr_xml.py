"""HR-XML 3.2 (HR Open) `PositionOpening`, as the EURES network of public employment services uses it.

READS drives the reading: of the paths of a field, the first that says something readable wins.
"""

from collections.abc import Iterator
from types import MappingProxyType

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.hr_xml_fields import ADDRESS, COMPETENCY, EXPERIENCE, METHOD, NEEDS, fields_of
from services.ingest.formats.json_items import content_of
from services.ingest.formats.xml_items import Node, XmlItems

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
        f"{ADDRESS}/CityName": "place",
        f"{ADDRESS}/CountryCode": "place",
        f"{ADDRESS}/PostalCode": "place",
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
        f"{COMPETENCY}/CompetencyName": "skills",
        f"{COMPETENCY}/CompetencyID/@name": "skills",
        f"{COMPETENCY}/CompetencyID": "skills",
        f"{COMPETENCY}/TaxonomyID": "languages",
        f"{COMPETENCY}/RequiredProficiencyLevel/ScoreText": "languages",
        f"{COMPETENCY}/CompetencyDimension/Score/ScoreText": "languages",
        f"{NEEDS}/LicenseTypeCode": "licences",
        f"{NEEDS}/License/LicenseTypeCode": "licences",
        f"{NEEDS}/License/LicenseName": "licences",
        EXPERIENCE: "experience_years",
        f"{METHOD}/InternetReference/URI": "url",
        f"{METHOD}/InternetReference": "url",
        "PositionProfile/PostingInstruction/InternetReference": "url",
        "PositionProfile/HowToApply/ApplicationMethod/InternetReference": "url",
        f"{METHOD}/Instructions": "url",
    }
)
_PERSONAL = "Never taken: personal data (names, telephone numbers, e-mail addresses)."
LEAVES = MappingProxyType(
    {
        f"{METHOD}/PersonContact": _PERSONAL,
        "PostingRequester": "Who posts the opening, not who hires; with a contact person in it.",
        "PositionProfile/PositionOrganization/OrganizationContact": _PERSONAL,
        f"{ADDRESS}/AddressLine": "A municipality is enough.",
        f"{ADDRESS}/CountrySubDivisionCode": "An area is never derived from a region; a note where no city is named.",
        "PositionProfile/OfferedRemunerationPackage": "The exchange does not match by pay.",
        "PositionProfile/WorkingLanguageCode": "Says no level; languages that are needed go into PositionCompetency.",
        "PositionProfile/PositionOfferingTypeCode": "The exchange does not match by the kind of contract.",
        "PositionProfile/PositionOpenQuantity": "One opening is one vacancy, however many are hired.",
        "PositionProfile/ImmediateStartIndicator": "No date.",
        f"{NEEDS}/EducationRequirement": "The exchange does not match by level of education.",
        f"{COMPETENCY}/DesiredProficiencyLevel": "What is only desired is not required.",
        "PositionProfile/PositionOrganization/IndustryCode": "The exchange does not match by industry.",
        "AlternateDocumentID": "DocumentID is the vacancy's key.",
        "UserArea": "Private to its sender. The same holds of every other element not named here.",
    }
)


def _rows(opening: Node) -> Iterator[Found]:
    fields, notes = fields_of(opening, READS)
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
