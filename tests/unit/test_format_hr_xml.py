"""HR-XML openings become rows: field by field, in any envelope, in any pieces, and one at a time."""

import html
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.formats.base import Found, Limits
from services.ingest.formats.codes import DRIVING_CLASSES, driving_licence
from services.ingest.formats.countries import NAMES, surely_abroad
from services.ingest.formats.hr_xml import HR_XML, LEAVES, READS
from services.ingest.rows import VacancyRow
from shared.areas import gazetteer
from shared.spine.personal_codes import fields_with_personal_code

SAMPLE = Path("examples/formats/hr-xml.xml")
PAGE = Path("docs/brokers/hr-xml.md")


def read(*pieces: bytes, limits: Limits | None = None) -> list[Found]:
    reader = HR_XML.reader(limits or Limits())
    return [*(found for piece in pieces for found in reader.feed(piece)), *reader.end()]


def opening(profile: str = "", before: str = "<DocumentID>A-1</DocumentID>", attributes: str = "") -> bytes:
    return (
        f"<PositionOpening {attributes}>{before}<PositionProfile>{profile}</PositionProfile></PositionOpening>".encode()
    )


def only(data: bytes) -> Found:
    (found,) = read(data)
    return found


def fields(data: bytes) -> dict[str, Any]:
    found = only(data)
    assert found.fields is not None
    return dict(found.fields)


def codes(found: Found) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in found.problems]


ADDRESS = "PositionProfile/PositionLocation/Address"
NEEDS = "PositionProfile/PositionQualifications"


def place(city: str = "", country: str = "", more: str = "") -> str:
    inner = (f"<CityName>{city}</CityName>" if city else "") + (
        f"<CountryCode>{country}</CountryCode>" if country else ""
    )
    return f"<PositionLocation><Address>{inner}{more}</Address></PositionLocation>"


def category(code: str, name: str) -> str:
    return f'<JobCategoryCode listName="{name}">{code}</JobCategoryCode>'


def competency(inner: str) -> str:
    return f"<PositionQualifications><PositionCompetency>{inner}</PositionCompetency></PositionQualifications>"


def language(code: str, level: str = "", taxonomy: str = "<TaxonomyID>language</TaxonomyID>") -> str:
    return competency(f"<CompetencyID>{code}</CompetencyID>{taxonomy}{level}")


def needs(inner: str) -> str:
    return f"<PositionQualifications>{inner}</PositionQualifications>"


def experience(*measures: tuple[str, str]) -> str:
    inner = "".join(
        f'<ExperienceCategory><Measure unitCode="{unit}">{value}</Measure></ExperienceCategory>'
        for value, unit in measures
    )
    return needs(f"<ExperienceSummary>{inner}</ExperienceSummary>")


def method(inner: str) -> str:
    return f"<PostingInstruction><ApplicationMethod>{inner}</ApplicationMethod></PostingInstruction>"


def required(level: str) -> str:
    return f"<RequiredProficiencyLevel><ScoreText>{level}</ScoreText></RequiredProficiencyLevel>"


URI = "http://data.europa.eu/esco/occupation/f2b15a0e"
B2 = "<CompetencyDimension><Score><ScoreText>b2</ScoreText></Score></CompetencyDimension>"
A2 = B2.replace("b2", "A2")


@pytest.mark.parametrize(
    ("profile", "field", "expected"),
    [
        ("<PositionTitle>\n  Kokki  ja \n leipuri </PositionTitle>", "title", "Kokki ja leipuri"),
        ("<PositionTitle><![CDATA[Kokki & leipuri]]></PositionTitle>", "title", "Kokki & leipuri"),
        ("<PositionTitle>Kok<!-- hidden -->ki</PositionTitle>", "title", "Kokki"),
        ("<x:PositionTitle>Kokki</x:PositionTitle>", "title", "Kokki"),
        (f"<PositionTitle>{'k' * 600}</PositionTitle>", "title", "k" * 500),
        ("<PositionFormattedDescription><Content>Text</Content></PositionFormattedDescription>", "description", "Text"),
        ("<PositionFormattedDescription>Text</PositionFormattedDescription>", "description", "Text"),
        ("<PositionDescription>Text</PositionDescription>", "description", "Text"),
        ("<PositionDescription>one\n  two\n\n\n\nthree</PositionDescription>", "description", "one\ntwo\n\nthree"),
        (
            "<PositionDescription><![CDATA[<p>A &amp; <b>b</b>\nc</p><ul><li>1</li> <li>2</li></ul>]]>"
            "</PositionDescription>",
            "description",
            "A & b\nc\n\n1\n2",
        ),
        ("<PositionDescription>&lt;p&gt;Caf&amp;#233;&lt;/p&gt;</PositionDescription>", "description", "Café"),
        ("<PositionDescription><p>A &lt; B</p><p>C</p></PositionDescription>", "description", "A < B\n\nC"),
        (
            "<PositionDescription><![CDATA[a<script>if (1 < 2) x()</script>b]]></PositionDescription>",
            "description",
            "ab",
        ),
        ("<PositionDescription><![CDATA[a<!-- <b>x</b> -->b]]></PositionDescription>", "description", "ab"),
        ("<PositionDescription><![CDATA[5 < 6 && 7 > 6]]></PositionDescription>", "description", "5 < 6 && 7 > 6"),
        (f"<PositionDescription>{'d' * 20_001}</PositionDescription>", "description", "d" * 20_000),
        (
            "<PositionOrganization><OrganizationIdentifiers><OrganizationName>Oy Ab</OrganizationName>"
            "</OrganizationIdentifiers></PositionOrganization>",
            "employer",
            "Oy Ab",
        ),
        (place("Kokkola", "FI"), "place", "Kokkola"),
        (place("Kokkola"), "place", "Kokkola"),
        (place("Stockholm", "SE"), "place", "Stockholm, Sweden"),
        (place("Sund", "BG"), "place", "Sund, abroad (Bulgaria)"),
        (place("Sund", "JP"), "place", "Sund, abroad (JP)"),
        (place("", "NO"), "place", "Norway"),
        (place("", "FI"), "place", None),
        (place("Mariehamn", "AX"), "place", "Mariehamn, Åland"),
        (place("", "FI", "<PostalCode>00100</PostalCode>"), "place", "00100"),
        (place("Vaasa", "FI", "<PostalCode>65100</PostalCode>"), "place", "Vaasa"),
        (place("Umeå", "SE") + place("Vaasa", "fi") + place("Vaasa"), "place", "Vaasa / Umeå, Sweden"),
        ("<PositionLocation><LocationName>Vaasa</LocationName></PositionLocation>", "place", "Vaasa"),
        (category("2221", "ISCO2008"), "occupation", "2221"),
        (category("http://data.europa.eu/esco/isco/C2221", "ISCO2008"), "occupation", "2221"),
        (category("5120", "ISCO2008") + category(URI, "ESCO_Occupations"), "occupation", URI),
        (category("123", "STYRK08"), "occupation", None),
        (category("2221", "STYRK08"), "occupation", None),
        (category(URI + "a" * 500, "ESCO_Occupations"), "occupation", None),
        ("<PositionScheduleTypeCode>FullTime</PositionScheduleTypeCode>", "work_time", "full_time"),
        ("<PositionScheduleTypeCode> part-time </PositionScheduleTypeCode>", "work_time", "part_time"),
        (
            "<PositionScheduleTypeCode>FullTime</PositionScheduleTypeCode>"
            "<PositionScheduleTypeCode>PartTime</PositionScheduleTypeCode>",
            "work_time",
            None,
        ),
        ("<ApplicationCloseDate>2030-05-01</ApplicationCloseDate>", "expires_at", "2030-05-01T23:59:59"),
        ("<ApplicationCloseDate>2030-05-01Z</ApplicationCloseDate>", "expires_at", "2030-05-01T23:59:59+00:00"),
        ("<ApplicationCloseDate>2030-05-01T12:00</ApplicationCloseDate>", "expires_at", "2030-05-01T12:00:00"),
        (
            "<ApplicationCloseDate>2030-05-01T12:00:00+03:00</ApplicationCloseDate>",
            "expires_at",
            "2030-05-01T09:00:00+00:00",
        ),
        ("<ApplicationCloseDate>9999-12-31</ApplicationCloseDate>", "expires_at", None),
        ("<ApplicationCloseDate>0001-01-01</ApplicationCloseDate>", "expires_at", None),
        (
            "<PositionPeriod><EndDate><DateText>2031-01-01</DateText></EndDate></PositionPeriod>"
            "<ApplicationCloseDate>soon</ApplicationCloseDate>",
            "expires_at",
            "2031-01-01T23:59:59",
        ),
        ("<ValidTo>2030-05-01</ValidTo>", "expires_at", "2030-05-01T23:59:59"),
        (
            "<PositionDateInformation><StartDate>2030-05-01</StartDate></PositionDateInformation>",
            "starts_on",
            "2030-05-01",
        ),
        (
            "<PositionPeriod><StartDate><FormattedDateTime>2030-05-01T08:00:00+02:00</FormattedDateTime>"
            "<DateText>snarest</DateText></StartDate></PositionPeriod>",
            "starts_on",
            "2030-05-01",
        ),
        (competency("<CompetencyName>Leipominen</CompetencyName>"), "skills", ["Leipominen"]),
        (competency('<CompetencyID name="Baking">x</CompetencyID>'), "skills", ["Baking"]),
        (competency("<CompetencyID>baking</CompetencyID>") * 2, "skills", ["baking"]),
        (language("fi", required("C1")), "languages", [{"code": "fi", "level": "C1"}]),
        (language("swe"), "languages", [{"code": "sv"}]),
        (language("EN", B2 + A2), "languages", [{"code": "en", "level": "B2"}]),
        (language("en", required("good")), "languages", [{"code": "en"}]),
        (
            competency('<CompetencyID schemeID="ISO-639-1/2-Languages">et</CompetencyID>'),
            "languages",
            [{"code": "et"}],
        ),
        (language("c", taxonomy="<TaxonomyID>ProgrammingLanguages</TaxonomyID>"), "skills", ["c"]),
        (needs("<LicenseTypeCode>B</LicenseTypeCode>"), "licences", ["driving-b"]),
        (needs("<LicenseTypeCode>C+E</LicenseTypeCode>"), "licences", ["driving-ce"]),
        (needs("<License><LicenseName>Hygieniapassi</LicenseName></License>"), "licences", ["Hygieniapassi"]),
        (experience(("3", "year")), "experience_years", 3.0),
        (experience(("18", "month"), ("1,25", "years")), "experience_years", 1.5),
        (experience(("61", "year")), "experience_years", None),
        (experience(("3", "day")), "experience_years", None),
        (method("<InternetReference><URI>https://a.example/1</URI></InternetReference>"), "url", "https://a.example/1"),
        (method("<InternetReference>https://a.example/1</InternetReference>"), "url", "https://a.example/1"),
        (
            method('<Instructions>&lt;a href="https://a.example/1?a=1&amp;amp;b=2"&gt;x&lt;/a&gt;</Instructions>'),
            "url",
            "https://a.example/1?a=1&b=2",
        ),
        (method("<Instructions>Call Jane at a@b.example</Instructions>"), "url", None),
        (method("<InternetReference>mailto:a@b.example</InternetReference>"), "url", None),
        (
            method(
                "<PersonContact><PersonName><FamilyName>X</FamilyName></PersonName><Communication>"
                "<URI>https://jane.example</URI></Communication></PersonContact>"
            ),
            "url",
            None,
        ),
    ],
)
def test_fields_of_a_profile(profile: str, field: str, expected: Any) -> None:
    assert fields(opening(profile)).get(field) == expected


@pytest.mark.parametrize(
    ("before", "attributes", "field", "expected"),
    [
        ("<DocumentID> A-1 </DocumentID>", "", "external_id", "A-1"),
        ("<DocumentID>A-1</DocumentID>", "", "origin", None),
        ('<DocumentID schemeAgencyID="NAV">A-1</DocumentID>', "", "origin", {"system": "NAV", "id": "A-1"}),
        ('<DocumentID schemeAgencyName="NAV">A-1</DocumentID>', "", "origin", {"system": "NAV", "id": "A-1"}),
        (f'<DocumentID schemeAgencyID="{"a" * 101}">A-1</DocumentID>', "", "origin", None),
        ("<PositionOpeningStatusCode>Active</PositionOpeningStatusCode>", "", "status", "open"),
        ("<PositionOpeningStatusCode>closed</PositionOpeningStatusCode>", "", "status", "closed"),
        ('<PositionOpeningStatusCode name="Closed"/>', "", "status", "closed"),
        ("<PositionOpeningStatusCode>Active</PositionOpeningStatusCode>", 'status="Inactive"', "status", "closed"),
        ("<PositionOpeningStatusCode>Hm</PositionOpeningStatusCode>", "", "status", None),
        ("", 'validTo="2030-05-01"', "expires_at", "2030-05-01T23:59:59"),
        ("", 'xmlns:validTo="2030-05-01"', "expires_at", None),
        ("", 'languageCode="sv-FI"', "language", "sv"),
        ("", 'languageCode="de"', "language", None),
        ("<PositionRequester><OrganizationName>R</OrganizationName></PositionRequester>", "", "employer", "R"),
        (
            "<PositionSupplier><OrganizationName>S</OrganizationName></PositionSupplier>"
            "<PositionRequester><Organization><OrganizationName>R</OrganizationName></Organization></PositionRequester>",
            "",
            "employer",
            "R",
        ),
        ("<PostingRequester><PartyName>Jane Doe</PartyName></PostingRequester>", "", "employer", None),
    ],
)
def test_fields_of_an_opening(before: str, attributes: str, field: str, expected: Any) -> None:
    assert fields(opening("", before, attributes)).get(field) == expected


def test_of_several_profiles_the_one_with_a_title_in_finnish_then_swedish_then_english() -> None:
    def profile(code: str, title: str) -> str:
        return f'<PositionProfile languageCode="{code}"><PositionTitle>{title}</PositionTitle></PositionProfile>'

    def title(*profiles: str) -> tuple[Any, Any]:
        found = fields(f"<PositionOpening>{''.join(profiles)}</PositionOpening>".encode())
        return found.get("title"), found.get("language")

    de, en, sv, fi = profile("de", "Koch"), profile("en", "Cook"), profile("sv", "Kock"), profile("fi-FI", "Kokki")
    assert title(de, en, sv, fi) == ("Kokki", "fi")
    assert title(de, en, sv, profile("fi", " ")) == ("Kock", "sv")
    assert title(de, en) == ("Cook", "en")
    assert title(de) == ("Koch", None)
    assert title('<PositionProfile xml:lang="sv"><PositionTitle>Kock</PositionTitle></PositionProfile>') == (
        "Kock",
        "sv",
    )
    assert title() == (None, None)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (f"<PositionTitle>{'k' * 501}</PositionTitle>", ("CUT", "PositionProfile/PositionTitle")),
        (f"<PositionDescription>{'k' * 20_001}</PositionDescription>", ("CUT", "PositionProfile/PositionDescription")),
        (
            "".join(competency(f"<CompetencyName>s{n}</CompetencyName>") for n in range(101)),
            ("CUT", f"{NEEDS}/PositionCompetency"),
        ),
        (language("klingon"), ("NOT_READ", f"{NEEDS}/PositionCompetency/CompetencyID")),
        (
            language("fi", required("good")),
            ("NOT_READ", f"{NEEDS}/PositionCompetency/RequiredProficiencyLevel/ScoreText"),
        ),
        (
            place("", "FI", "<CountrySubDivisionCode>FI1D5</CountrySubDivisionCode>"),
            ("NOT_READ", f"{ADDRESS}/CountrySubDivisionCode"),
        ),
        (category("12", "STYRK08"), ("NOT_READ", "PositionProfile/JobCategoryCode")),
        (
            "<PositionScheduleTypeCode>FlexTime</PositionScheduleTypeCode>",
            ("NOT_READ", "PositionProfile/PositionScheduleTypeCode"),
        ),
        ("<ApplicationCloseDate>soon</ApplicationCloseDate>", ("NOT_READ", "PositionProfile/ApplicationCloseDate")),
        (
            "<ApplicationCloseDate>2030-02-30</ApplicationCloseDate>",
            ("NOT_READ", "PositionProfile/ApplicationCloseDate"),
        ),
        (experience(("many", "year")), ("NOT_READ", f"{NEEDS}/ExperienceSummary/ExperienceCategory/Measure")),
        (
            method("<InternetReference>ftp://a.example</InternetReference>"),
            ("NOT_READ", "PositionProfile/PostingInstruction/ApplicationMethod/InternetReference"),
        ),
    ],
)
def test_what_is_left_out_is_said_and_never_repeated(profile: str, expected: tuple[str, str]) -> None:
    found = only(opening(f"{profile}<ApplicationCloseDate>na</ApplicationCloseDate>"))
    assert codes(found) == [expected]
    assert "klingon" not in str(found.problems) and "soon" not in str(found.problems)


def test_lists_are_cut_to_what_the_row_model_takes() -> None:
    skills = "".join(competency(f"<CompetencyName>{n}{'s' * 600}</CompetencyName>") for n in range(120))
    letters = [a + b for a in "abcdefgh" for b in "abcdefgh"]
    many = skills + "".join(map(language, letters)) + needs("<LicenseTypeCode>x</LicenseTypeCode>" * 200)
    row = VacancyRow(**fields(opening(f"<PositionTitle>Kokki</PositionTitle>{many}")))
    assert len(row.skills) == 100 and len(row.languages) == 30 and row.licences == ("x",)


def test_the_sample_is_read_whole() -> None:
    found = read(SAMPLE.read_bytes())
    rows = [VacancyRow(**dict(each.fields or {})) for each in found]
    assert [row.external_id for row in rows] == ["ET-2041", "ET-2042"]
    assert [row.place for row in rows] == ["Kokkola", "Mariehamn, Åland / Stockholm, Sweden"]
    assert all(each.problems == () and not fields_with_personal_code(each.given) for each in found)
    assert found[0].content != found[1].content
    assert [each.content for each in read(SAMPLE.read_bytes().replace(b"\n      <Position", b"<Position"))] == [
        each.content for each in found
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><PositionOpening><DocumentID>å-Ö</DocumentID></PositionOpening>'
    data = text.encode(encoding)
    assert [dict(each.fields or {}) for each in read(data)] == [{"external_id": "å-Ö"}]
    assert read(*(data[place : place + 1] for place in range(len(data)))) == read(data)


ENVELOPES = (
    "{}",
    "<PositionOpeningEnvelope>{}</PositionOpeningEnvelope>",
    "<s:Envelope xmlns:s='urn:s'><s:Header>x</s:Header><s:Body><a:Data>{}</a:Data></s:Body></s:Envelope>",
)


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_any_envelope(envelope: str) -> None:
    one = (
        '<hr:PositionOpening xmlns:hr="http://www.hr-xml.org/3"><hr:DocumentID>{}</hr:DocumentID></hr:PositionOpening>'
    )
    many = ["A"] if envelope == "{}" else ["A", "B", "C"]
    data = envelope.format("\n".join(map(one.format, many))).encode()
    assert [each.fields for each in read(data)] == [{"external_id": name} for name in many]


def test_pieces_cut_anywhere_give_the_same_rows() -> None:
    one = opening(
        "<PositionTitle>Jäätelökioski &amp; co</PositionTitle><Z><![CDATA[<b>]]>ä</Z>", "<DocumentID>1</DocumentID>"
    )
    data = b'<?xml version="1.0"?><!-- x --><E a="\xc3\xa4">' + one + b"\n" + one.replace(b">1<", b">2<") + b"</E>"
    whole = read(data)
    assert [each.fields and each.fields["external_id"] for each in whole] == ["1", "2"]
    for cut in range(len(data) + 1):
        assert read(data[:cut], data[cut:]) == whole
    sample = SAMPLE.read_bytes()
    assert read(*(sample[place : place + 1] for place in range(len(sample)))) == read(sample)


def test_the_rows_before_a_break_stand() -> None:
    data = b"<E>" + opening() * 3 + b"\n<PositionOpening></E>"
    *good, last = read(data)
    assert len(good) == 3 and all(each.fields for each in good)
    assert last.fields is None and codes(last) == [("INVALID_XML", "row")]
    assert "line 2, column 20" in last.problems[0].message
    reader = HR_XML.reader(Limits())
    assert [*reader.feed(data), *reader.feed(opening()), *reader.end()] == [*good, last]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<Nothing/>", "NO_POSITION_OPENING"),
        (b"<positionopening/>", "NO_POSITION_OPENING"),
        (b"", "INVALID_XML"),
        (b"no xml", "INVALID_XML"),
        (b"<E>&secret;</E>", "INVALID_XML"),
        (b'<!DOCTYPE E [<!ENTITY x "y">]><E/>', "XML_FORBIDDEN"),
        (b'<!DOCTYPE E SYSTEM "http://x.example/dtd"><E/>', "XML_FORBIDDEN"),
        (b"<a>" * 41, "TOO_DEEP"),
        (b"<a b='" + b"x" * 1_200_000, "TOO_LONG"),
        (b"<E>" + b"".join(b"<a%d/>" % n for n in range(20_000)) + b"</E>", "TOO_LONG"),
    ],
)
def test_documents_that_are_none(data: bytes, code: str) -> None:
    found = only(data)
    assert (found.fields, found.given, codes(found)) == (None, None, [(code, "row")])


@pytest.mark.parametrize(
    "inner",
    [
        f"<PositionDescription>{'long text ' * 300}</PositionDescription>",
        f'<PositionTitle a="{"x" * 2100}"/>',
        "".join(f'<Z a{n}="1"/>' for n in range(400)),
        "<Z " + " ".join(f"a{n}=''" for n in range(101)) + "/>",
    ],
)
def test_an_item_too_long_is_answered_and_the_next_goes_on(inner: str) -> None:
    data = b"<E>" + opening() + opening(inner) + opening() + b"</E>"
    for pieces in ([data], [data[n : n + 100] for n in range(0, len(data), 100)]):
        first, long, last = read(*pieces, limits=Limits(row_bytes=2000, depth=10))
        assert first.fields and last.fields and not long.fields
        assert codes(long) == [("TOO_LONG", "row")]


def test_a_personal_code_is_seen_in_all_that_came_and_in_what_becomes_of_it() -> None:
    code = "131052-308T"
    for inner in (
        f"<PositionTitle>{code}</PositionTitle>",
        f'<UserArea secret="{code}"/>',
        f"<A{code}/>",
        method(f"<PersonContact><PersonName>{code}</PersonName></PersonContact>"),
        "<PositionDescription>131052<!-- -->-308T</PositionDescription>",
        "<PositionDescription><![CDATA[131052<b></b>-308T]]></PositionDescription>",
        "<PositionDescription>131052<b>-308</b>T</PositionDescription>",
        "<PositionDescription>131052&amp;#45;308T</PositionDescription>",
        "<PositionTitle>131052<i>-308T</i></PositionTitle>",
    ):
        found = only(opening(inner))
        assert fields_with_personal_code(found.given), inner
        assert code not in str(found.problems)


def test_memory_stays_flat() -> None:
    def run(one: bytes, times: int, look: Callable[[], int]) -> int:
        """The most that was held while so many openings were read."""
        reader = HR_XML.reader(Limits())
        rows, most, before = len([*reader.feed(b"<E>")]), 0, look()
        for _ in range(times // 10):
            rows += sum(1 for _ in reader.feed(one * 10))
            most = max(most, look() - before)
        assert rows + len([*reader.feed(b"</E>"), *reader.end()]) == times
        return most

    process = psutil.Process()
    run(opening("<PositionTitle>Kokki</PositionTitle>"), 1000, lambda: 0)  # what is made once
    assert run(opening("<PositionTitle>Kokki</PositionTitle>"), 6_000, lambda: process.memory_info().rss) < 4_000_000
    tracemalloc.start()
    try:
        run(opening(f"<PositionDescription>{'x' * 20_000}</PositionDescription>"), 300, lambda: 0)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000  # of 6 MB
    finally:
        tracemalloc.stop()


def test_the_normaliser_understands_the_countries_and_the_driving_licences() -> None:
    from services.normaliser.places.reading import read_place
    from services.normaliser.requirements.licences import read_licences

    for licence in map(driving_licence, DRIVING_CLASSES):
        assert read_licences([licence]) == ((licence,), ())
    for code in (*NAMES, "EL", "UK", "BG", "CY", "HR", "LI", "MT", "RO", "SI", "SK", "JP", "Ruritania"):
        told = read_place(f"Sund, {surely_abroad(code)}", date(2026, 1, 1), gazetteer())
        assert told.kind == ("municipality" if code == "AX" else "abroad")


def test_the_page_names_all_that_is_read_and_left() -> None:
    page = PAGE.read_text()
    assert [path for path in (*READS, *LEAVES) if f"`{path}`" not in page] == []
    assert set(READS.values()) <= set(VacancyRow.model_fields)
    assert HR_XML.named["title"] == "PositionProfile/PositionTitle" and HR_XML.named["external_id"] == "DocumentID"
    assert all(media_type in page for media_type in HR_XML.media_types)


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ROWS = st.fixed_dictionaries(
    {"external_id": LINES, "title": LINES},
    optional={
        "status": st.sampled_from(["open", "closed"]),
        "description": st.lists(LINES, min_size=1, max_size=3).map("\n".join),
        "employer": LINES,
        "language": st.sampled_from(["fi", "sv", "en"]),
        "occupation": st.one_of(st.from_regex(r"[1-9][0-9]{3}", fullmatch=True), st.just(URI)),
        "place": LINES,
        "work_time": st.sampled_from(["full_time", "part_time"]),
        "skills": st.lists(LINES, min_size=1, max_size=4, unique=True),
        "licences": st.lists(st.sampled_from(["driving-b", "driving-ce", "ADR", "EA1"]), min_size=1, unique=True),
        "languages": st.lists(
            st.builds(
                lambda code, level: {"code": code, "level": level},
                st.sampled_from(["fi", "sv", "en", "et"]),
                st.sampled_from(["A1", "C2"]),
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda each: each["code"],
        ),
        "experience_years": st.integers(0, 240).map(lambda quarters: quarters / 4),
        "starts_on": st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(str),
        "expires_at": st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.isoformat()),
        "url": st.sampled_from(["https://a.example/1?x=å&y=2", "http://b.example"]),
        "origin": WORDS,
    },
)


def render(row: dict[str, Any]) -> str:
    """A row as an opening, with nothing in it that the row does not say."""

    def element(name: str, field: str, code: dict[str, str] | None = None) -> str:
        value = row.get(field)
        return "" if value is None else f"<{name}>{escape((code or {}).get(value, str(value)))}</{name}>"

    agency = f" schemeAgencyID={quoteattr(row['origin']['system'])}" if "origin" in row else ""
    lang = f" languageCode='{row['language']}'" if "language" in row else ""
    list_name = "ESCO_Occupations" if row.get("occupation") == URI else "ISCO2008"
    titles = {"closed": "Closed", "open": "Active", "full_time": "FullTime", "part_time": "PartTime"}
    period = f"<StartDate>{element('DateText', 'starts_on')}</StartDate>" if "starts_on" in row else ""
    description = html.escape(row["description"]) if "description" in row else ""
    return "".join(
        (
            f"<PositionOpening xmlns='http://www.hr-xml.org/3'><DocumentID{agency}>{escape(row['external_id'])}</DocumentID>",
            element("PositionOpeningStatusCode", "status", titles),
            f"<PositionProfile{lang}>",
            method(f"<InternetReference>{element('URI', 'url')}</InternetReference>"),
            element("PositionTitle", "title"),
            place(escape(row.get("place", "")), "FI"),
            "<PositionOrganization>" + element("OrganizationName", "employer") + "</PositionOrganization>",
            category(row["occupation"], list_name) if "occupation" in row else "",
            *(competency(f"<CompetencyName>{escape(skill)}</CompetencyName>") for skill in row.get("skills", ())),
            *(language(each["code"], required(each["level"])) for each in row.get("languages", ())),
            *(
                needs(f"<LicenseTypeCode>{each.removeprefix('driving-').upper()}</LicenseTypeCode>")
                for each in row.get("licences", ())
            ),
            experience((str(row["experience_years"]), "year")) if "experience_years" in row else "",
            f"<PositionFormattedDescription><Content>{escape(description)}</Content></PositionFormattedDescription>",
            f"<PositionPeriod>{period}</PositionPeriod>",
            element("PositionScheduleTypeCode", "work_time", titles),
            element("ApplicationCloseDate", "expires_at"),
            "</PositionProfile></PositionOpening>",
        )
    )


@settings(deadline=None, max_examples=75)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_rows_rendered_as_openings_are_read_back(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if "origin" in row:
            row["origin"] = {"system": row["origin"], "id": row["external_id"]}
    found = read(f"<E>{''.join(map(render, rows))}</E>".encode())
    assert [each.problems for each in found] == [()] * len(rows)
    assert [VacancyRow(**dict(each.fields or {})) for each in found] == [VacancyRow(**row) for row in rows]
