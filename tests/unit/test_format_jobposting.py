"""JobPostings as sites publish them become vacancies, and what cannot be read is told, never guessed."""

import hashlib
import json
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.jobposting import JOBPOSTING, LEAVES, READS
from services.ingest.formats.jobposting_fields import vacancy
from services.ingest.formats.jobposting_html import JOBPOSTING_HTML
from services.ingest.formats.json_items import content_of
from services.ingest.formats.markup import markup_of, plain_text
from services.ingest.rows import VacancyRow

ROOT = Path(__file__).parents[2]
GOOD: dict[str, Any] = {"@type": "JobPosting", "identifier": "1", "title": "Kokki"}
SCHEMA = "https://schema.org/"


def read(body: bytes | str, format_: Format = JOBPOSTING, step: int = 0, limits: Limits | None = None) -> list[Found]:
    data = body.encode() if isinstance(body, str) else body
    reader = format_.reader(limits or Limits())
    step = step or max(1, len(data))
    found = [each for start in range(0, len(data), step) for each in reader.feed(data[start : start + step])]
    return [*found, *reader.end()]


def titles(body: Any, format_: Format = JOBPOSTING) -> list[Any]:
    found = read(body if isinstance(body, bytes | str) else json.dumps(body), format_)
    return [each.fields["title"] if each.fields else [problem.code for problem in each.problems] for each in found]


def fields_and_notes(**members: Any) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    found = read(json.dumps(GOOD | members))
    assert len(found) == 1
    assert found[0].fields is not None
    return dict(found[0].fields), [(note.field, note.code) for note in found[0].problems]


def block(text: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{text}</script>'


def address(**members: Any) -> dict[str, Any]:
    return {"@type": "Place", "address": {"@type": "PostalAddress"} | members}


A, B = GOOD | {"title": "a"}, GOOD | {"title": "b"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (A, ["a"]),
        ([A, B], ["a", "b"]),
        ({"@context": SCHEMA, "@graph": [A, {"@type": "Organization"}, B]}, ["a", "b"]),
        ({"@graph": A}, ["a"]),
        ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": A}, {"item": B}, B]}, ["a", "b", "b"]),
        ({"@type": "ItemList", "itemListElement": ["https://a.example/1", {"item": A}]}, ["a"]),
        ({"@type": "WebPage", "mainEntity": A}, ["a"]),
        ({"@type": "WebPage", "mainEntity": {"@type": "ItemList", "itemListElement": [{"item": A}]}}, ["a"]),
        ([{"@graph": [{"mainEntity": [A, B]}]}], ["a", "b"]),
        (A | {"@type": ["Thing", "JobPosting"]}, ["a"]),
        ({"type": "JobPosting", "id": "x", "title": "a"}, ["a"]),
        (A | {"@type": "http://schema.org/JobPosting"}, ["a"]),
        (A | {"@type": ["https://schema.org/JobPosting"]}, ["a"]),
        ({"@type": "schema:JobPosting", "schema:title": "a", "schema:identifier": 1}, ["a"]),
        ([{"@type": [f"{SCHEMA}JobPosting"], f"{SCHEMA}title": [{"@value": "a"}]}], ["a"]),
        ({"@type": "schema:WebPage", "schema:mainEntity": A}, ["a"]),
        ({"@type": "Organization", "name": "x"}, [["NO_JOBPOSTING"]]),
        (["https://a.example/1"], [["NO_JOBPOSTING"]]),
        ({"@graph": []}, [["NO_JOBPOSTING"]]),
        ([], [["NO_JOBPOSTING"]]),
        ({}, [["NO_JOBPOSTING"]]),
        (5, [["NO_JOBPOSTING"]]),
        ({"@type": "Job", "title": "a"}, [["NO_JOBPOSTING"]]),
        (" ", [["NO_JOBPOSTING"]]),
        ("{", [["INVALID_JSON"]]),
        ('[{"@type": "JobPosting", "title": "a"}, {"@type": ', ["a", ["INVALID_JSON"]]),
    ],
)
def test_postings_are_found_wherever_they_stand(document: Any, expected: list[Any]) -> None:
    assert titles(document) == expected


def test_no_jobposting_is_told_clearly() -> None:
    (found,) = read(json.dumps({"@type": "Organization"}))
    assert (found.problems[0].field, found.problems[0].code) == ("row", "NO_JOBPOSTING")
    assert found.problems[0].hint


def test_what_came_is_kept_whole() -> None:
    posting = GOOD | {"applicationContact": {"name": "x"}, "schema:datePosted": "2026-11-01"}
    (found,) = read(json.dumps({"@graph": [{"mainEntity": posting}]}))
    assert found.given == posting
    assert found.content == content_of(posting)


LONG = "https://a.example/" + "x" * 200
HASHED = "sha256:" + hashlib.sha256(LONG.encode()).hexdigest()[:32]
NURSE = "data.europa.eu/esco/occupation/1cc24b77-5b28-4ff9-8ef3-eb5a6a1a7b6f"


@pytest.mark.parametrize(
    ("field", "value", "name", "expected", "notes"),
    [
        ("identifier", "A-1", "external_id", "A-1", []),
        ("identifier", " A  1 ", "external_id", "A  1", []),
        ("identifier", 17, "external_id", "17", []),
        ("identifier", 17.0, "external_id", "17", []),
        ("identifier", [{"@type": "PropertyValue", "value": 17}], "external_id", "17", []),
        ("identifier", LONG, "external_id", HASHED, []),
        ("identifier", {"name": "Duuni", "value": "7"}, "origin", {"system": "Duuni", "id": "7"}, []),
        ("identifier", {"name": "Duuni", "value": LONG}, "origin", {"system": "Duuni", "id": HASHED}, []),
        ("identifier", {"value": "7"}, "origin", None, []),
        ("identifier", {"name": "x" * 101, "value": "7"}, "origin", None, [("identifier.name", "NOT_READ")]),
        ("identifier", {"name": "x\0", "value": "7"}, "origin", None, [("identifier.name", "NOT_READ")]),
        ("identifier", True, "external_id", None, [("identifier", "NOT_READ")]),
        ("title", " Kokki,\n yö ", "title", "Kokki, yö", []),
        ("title", [{"@value": "Kokki", "@language": "fi"}, {"@value": "Kock"}], "title", "Kokki", []),
        ("title", "x" * 501, "title", "x" * 500, [("title", "CUT")]),
        ("title", {"a": 1}, "title", {"a": 1}, []),
        ("description", "<p>Yksi&nbsp;<b>kak</b>si</p><p>Kolme &amp; neljä</p>", "description",
         "Yksi kaksi\n\nKolme & neljä", []),
        ("description", "ä" * 20_001, "description", "ä" * 20_000, [("description", "CUT")]),
        ("description", ["a", "b"], "description", "a\n\nb", []),
        ("description", 1.5, "description", "1.5", []),
        ("description", {"x": 1}, "description", None, [("description", "NOT_READ")]),
        ("responsibilities", ["Keität", "Paistat"], "description", "Keität\n\nPaistat", []),
        ("qualifications", {"credentialCategory": "tutkinto"}, "description", "tutkinto", []),
        ("educationRequirements", "no requirements", "description", None, []),
        ("incentives", "<p>Lounasetu</p>", "description", "Lounasetu", []),
        ("incentiveCompensation", "Bonus", "description", "Bonus", []),
        ("jobBenefits", "Lounasetu", "description", "Lounasetu", []),
        ("experienceRequirements", "Kaksi vuotta", "description", "Kaksi vuotta", []),
        ("hiringOrganization", "Keittiö Oy", "employer", "Keittiö Oy", []),
        ("hiringOrganization", {"@type": "Organization", "name": "Keittiö Oy"}, "employer", "Keittiö Oy", []),
        ("hiringOrganization", [{"legalName": "Keittiö Oy"}], "employer", "Keittiö Oy", []),
        ("hiringOrganization", {"@id": "#org"}, "employer", None, [("hiringOrganization", "REFERENCE")]),
        ("hiringOrganization", {"url": "x"}, "employer", None, [("hiringOrganization", "NOT_READ")]),
        ("hiringOrganization", "x" * 600, "employer", "x" * 500, [("hiringOrganization", "CUT")]),
        ("jobLocation", "Turku", "place", "Turku", []),
        ("jobLocation", address(addressLocality="Turku"), "place", "Turku", []),
        ("jobLocation", address(postalCode="00100", addressLocality="Helsinki", addressRegion="Uusimaa",
                                addressCountry="FI"), "place", "00100 Helsinki, Uusimaa", []),
        ("jobLocation", address(addressLocality="Turku", addressRegion="Turku", addressCountry="Suomi"),
         "place", "Turku", []),
        ("jobLocation", address(addressLocality="Stockholm", addressCountry="SE"), "place", "Stockholm, Sweden", []),
        ("jobLocation", address(addressLocality="Stockholm", addressRegion="Stockholms län",
                                addressCountry={"@type": "Country", "name": "Sweden"}),
         "place", "Stockholm, Sweden", []),
        ("jobLocation", address(addressRegion="Skåne", addressCountry="se"), "place", "Skåne, Sweden", []),
        ("jobLocation", address(addressLocality="Pune", addressCountry="IN"), "place", "Pune, abroad (IN)", []),
        ("jobLocation", address(addressLocality="Sund", addressCountry="Ruotsi"), "place", "Sund, abroad (Ruotsi)", []),
        ("jobLocation", address(addressLocality="Mariehamn", addressCountry="AX"), "place", "Mariehamn, Åland", []),
        ("jobLocation", address(addressCountry="FIN"), "place", "Suomi", []),
        ("jobLocation", {"address": "Torikatu 1, Oulu"}, "place", "Torikatu 1, Oulu", []),
        ("jobLocation", {"@type": "Place", "name": "Oulu"}, "place", "Oulu", []),
        ("jobLocation", {"@type": "PostalAddress", "addressLocality": "Oulu"}, "place", "Oulu", []),
        ("jobLocation", [address(addressLocality="Oulu"), "Kemi", "Oulu"], "place", "Oulu / Kemi", []),
        ("jobLocation", ["x" * 300, "y" * 300], "place", "x" * 300, [("jobLocation", "CUT")]),
        ("jobLocation", {"@id": "#place"}, "place", None, [("jobLocation", "REFERENCE")]),
        ("jobLocation", [False], "place", None, [("jobLocation", "NOT_READ")]),
        ("jobLocationType", "TELECOMMUTE", "remote", "full", []),
        ("jobLocationType", "https://schema.org/TELECOMMUTE", "remote", "full", []),
        ("jobLocationType", "hybrid", "remote", "hybrid", []),
        ("jobLocationType", "on-site", "remote", "no", []),
        ("jobLocationType", "MOON", "remote", "no", [("jobLocationType", "NOT_READ")]),
        ("employmentType", "FULL_TIME", "work_time", "full_time", []),
        ("employmentType", ["PART_TIME", "TEMPORARY"], "work_time", "part_time", []),
        ("employmentType", "part-time", "work_time", "part_time", []),
        ("employmentType", "osa-aikainen", "work_time", "part_time", []),
        ("employmentType", "FULL_TIME, PART_TIME", "work_time", None, []),
        ("employmentType", "INTERN", "work_time", None, []),
        ("employmentType", {"a": 1}, "work_time", None, [("employmentType", "NOT_READ")]),
        ("skills", "Excel, ajokortti; Excel\nWord", "skills", ["Excel", "ajokortti", "Word"], []),
        ("skills", ["Excel", {"@type": "DefinedTerm", "name": "a, b"}], "skills", ["Excel", "a, b"], []),
        ("skills", "<ul><li>Excel</li><li>Word</li></ul>", "skills", ["Excel", "Word"], []),
        ("skills", [str(n) for n in range(101)], "skills", [str(n) for n in range(100)], [("skills", "CUT")]),
        ("skills", "x" * 501, "skills", ["x" * 500], [("skills", "CUT")]),
        ("skills", {"a": "b"}, "skills", None, [("skills", "NOT_READ")]),
        ("experienceRequirements", {"monthsOfExperience": 18}, "experience_years", 1.5, []),
        ("experienceRequirements", {"monthsOfExperience": "24"}, "experience_years", 2.0, []),
        ("experienceRequirements", {"monthsOfExperience": 0}, "experience_years", 0.0, []),
        ("experienceRequirements", {"monthsOfExperience": "kaksi"}, "experience_years", None,
         [("experienceRequirements.monthsOfExperience", "NOT_READ")]),
        ("experienceRequirements", {"monthsOfExperience": 1e9}, "experience_years", None,
         [("experienceRequirements.monthsOfExperience", "NOT_READ")]),
        ("experienceRequirements", {"x": 1}, "experience_years", None, [("experienceRequirements", "NOT_READ")]),
        ("occupationalCategory", "2221", "occupation", "2221", []),
        ("occupationalCategory", 2221, "occupation", "2221", []),
        ("occupationalCategory", "ISCO-08: 2221 Sairaanhoitajat", "occupation", "2221", []),
        ("occupationalCategory", ["2221", "2221.2"], "occupation", "2221.2", []),
        ("occupationalCategory", f"https://{NURSE}", "occupation", f"http://{NURSE}", []),
        ("occupationalCategory", "http://data.europa.eu/esco/isco/C2221", "occupation", "2221", []),
        ("occupationalCategory", {"codeValue": "2221", "inCodeSet": {"name": "ISCO-08"}}, "occupation", "2221", []),
        ("occupationalCategory", {"codeValue": "2221", "url": f"http://{NURSE}"}, "occupation", f"http://{NURSE}", []),
        ("occupationalCategory", {"codeValue": "2221", "inCodeSet": "SSYK 2012"}, "occupation", None,
         [("occupationalCategory", "OTHER_CODE")]),
        ("occupationalCategory", "15-1252.00", "occupation", None, [("occupationalCategory", "OTHER_CODE")]),
        ("occupationalCategory", ["15-1252.00", "2512"], "occupation", "2512",
         [("occupationalCategory", "OTHER_CODE")]),
        ("occupationalCategory", "Kokki", "occupation", None, [("occupationalCategory", "OTHER_CODE")]),
        ("jobStartDate", "2026-12-01", "starts_on", "2026-12-01", []),
        ("jobStartDate", "2026-11-30T23:00:00Z", "starts_on", "2026-12-01", []),
        ("jobStartDate", "heti", "starts_on", None, [("jobStartDate", "NOT_READ")]),
        ("validThrough", "2026-12-01", "expires_at", "2026-12-01T23:59:59", []),
        ("validThrough", "2026-12-01T16:00", "expires_at", "2026-12-01T16:00:00", []),
        ("validThrough", "2026-12-01T16:00:00+02:00", "expires_at", "2026-12-01T14:00:00+00:00", []),
        ("validThrough", "0001-01-01T00:00:00", "expires_at", None, [("validThrough", "NOT_READ")]),
        ("validThrough", "9999-12-31T23:59:59-12:00", "expires_at", None, [("validThrough", "NOT_READ")]),
        ("validThrough", "1.12.2026", "expires_at", None, [("validThrough", "NOT_READ")]),
        ("validThrough", 1796000000, "expires_at", None, [("validThrough", "NOT_READ")]),
        ("inLanguage", "fi-FI", "language", "fi", []),
        ("inLanguage", {"@type": "Language", "name": "Swedish", "alternateName": "sv"}, "language", "sv", []),
        ("inLanguage", ["de", "English"], "language", "en", []),
        ("inLanguage", "de", "language", None, [("inLanguage", "NOT_READ")]),
        ("url", "https://a.example/1", "url", "https://a.example/1", []),
        ("url", "/tyot/1", "url", None, [("url", "NOT_READ")]),
        ("url", "https://a.example/" + "x" * 2_000, "url", None, [("url", "NOT_READ")]),
        ("datePosted", "eilen", "starts_on", None, []),
        ("employmentType", None, "work_time", None, []),
        ("hiringOrganization", "", "employer", None, []),
        ("skills", [], "skills", None, []),
    ],
)  # fmt: skip
def test_a_field_is_read(field: str, value: Any, name: str, expected: Any, notes: list[tuple[str, str]]) -> None:
    fields, told = fields_and_notes(**{field: value})
    assert fields.get(name) == expected
    assert told == notes


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"url": "https://a.example/1", "@id": "x"}, "https://a.example/1"),
        ({"@id": "https://a.example/2"}, "https://a.example/2"),
        ({"@id": LONG}, HASHED),
        ({"@id": "#job"}, None),
        ({"@id": "_:b0"}, None),
        ({"identifier": {"name": "x"}, "url": "/3"}, "/3"),
        ({}, None),
    ],
)
def test_without_an_identifier_the_address_is_the_key(members: dict[str, Any], expected: str | None) -> None:
    fields, _ = vacancy({"@type": "JobPosting", "title": "Kokki"} | members)
    assert fields.get("external_id") == expected


@pytest.mark.parametrize(
    ("location", "remote"),
    [("Oulu", "hybrid"), (address(addressCountry="FI"), "full"), (address(addressCountry="SE"), "hybrid")],
)
def test_telecommute_with_a_place_is_hybrid(location: Any, remote: str) -> None:
    assert fields_and_notes(jobLocation=location, jobLocationType="TELECOMMUTE")[0]["remote"] == remote


def test_the_description_gathers_what_it_does_not_say_itself() -> None:
    fields, _ = fields_and_notes(
        description="<p>Keität. Lounasetu.</p>", responsibilities="Keität.", qualifications="Hygieniapassi"
    )
    assert fields["description"] == "Keität. Lounasetu.\n\nHygieniapassi"


def test_a_name_serves_as_title() -> None:
    assert vacancy({"name": "Kokki"})[0]["title"] == "Kokki"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Ensin\n\n\n\nsitten", "Ensin\n\nsitten"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>c", "a\n\nb\n\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "a & b"),
        ("3 < 5 ja 5 > 3", "3 < 5 ja 5 > 3"),
        ("a<!-- <p>piilo</p> -->b<style>p {}</style>c<SCRIPT>x</SCRIPT >d", "abcd"),
        ("a<!-- b", "a<!-- b"),
        ('<a href="https://a.example">linkki</a>', "linkki"),
        ("<p>\u00a0</p>", ""),
        ("&#" + "9" * 5_000 + ";", "&#" + "9" * 5_000 + ";"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain_text(markup_of(markup)) == text


@pytest.mark.parametrize("hard", ["<!--", "<script>", "<", "<p", "&", "<b>", "&lt;", "</", " ", "<p>" + "<"])
def test_no_markup_takes_long(hard: str) -> None:
    plain_text(markup_of(hard * 200_000))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (block(json.dumps(A)) + "<p>x</p>" + block(json.dumps([B])), ["a", "b"]),
        (block(json.dumps(A), "Application/LD+JSON; charset=utf-8"), ["a"]),
        (f"<SCRIPT async TYPE=application/ld+json>{json.dumps(A)}</SCRIPT >", ["a"]),
        (block("{broken") + block(json.dumps(B)), [["INVALID_JSON"], "b"]),
        (block(f"[{json.dumps(A)}, {{") + block(json.dumps(B)), ["a", ["INVALID_JSON"], "b"]),
        (block('{"@type": "Organization"}') + block(json.dumps(A)), ["a"]),
        (block(f"<!-- {json.dumps(A)} -->"), ["a"]),
        (block(f"//<![CDATA[\n{json.dumps([A, B])}\n//]]>"), ["a", "b"]),
        (block(f"<![CDATA[{json.dumps([A])}]]>"), ["a"]),
        (block(f"/*<![CDATA[*/{json.dumps(A)}/*]]>*/"), ["a"]),
        (block(f"<!--//--><![CDATA[// ><!--\n{json.dumps(A)}\n//--><!]]>"), ["a"]),
        ("<!-- " + block(json.dumps(A)) + " -->" + block(json.dumps(B)), ["b"]),
        (block(json.dumps(A), "text/javascript"), [["NO_JOBPOSTING"]]),
        (block(json.dumps(A), "application/json"), [["NO_JOBPOSTING"]]),
        (block('var x = "<!--"', "text/javascript") + block(json.dumps(A)), ["a"]),
        (block("  ") + block('{"@type": "WebSite"}'), [["NO_JOBPOSTING"]]),
        (f'<script type="application/ld+json">[{json.dumps(A)}', ["a", ["INVALID_JSON"]]),
        ("<p>Ei mitään</p>", [["NO_JOBPOSTING"]]),
        ("", [["NO_JOBPOSTING"]]),
        (b"\xef\xbb\xbf" + block(json.dumps(A)).encode(), ["a"]),
        (b"<p>\xff</p>" + block(json.dumps(A)).encode(), ["a"]),
        (block('{"@type": "JobPosting", "title": "\xff"}').encode("latin-1") + block(json.dumps(B)).encode(),
         [["INVALID_JSON"], "b"]),
        (b'<meta charset="ISO-8859-1">' + block('{"@type": "JobPosting", "title": "yö"}').encode("latin-1"),
         ["yö"]),
        (b'<script type="application/ld+json" id="\xff">' + json.dumps(A).encode() + b"</script>", ["a"]),
    ],
)  # fmt: skip
def test_the_blocks_of_a_page_are_read(page: bytes | str, expected: list[Any]) -> None:
    assert titles(page, JOBPOSTING_HTML) == expected


def test_a_page_too_long_gets_one_answer() -> None:
    limits = Limits(document_bytes=1_000)
    found = read(block(json.dumps(A)) + "x" * 2_000, JOBPOSTING_HTML, step=100, limits=limits)
    assert [problem.code for each in found for problem in each.problems] == ["TOO_LONG"]
    assert titles(block(json.dumps(A)) + " " * 800, JOBPOSTING_HTML) == ["a"]


@pytest.mark.parametrize("hard", ["<div>", "<!--", "<script", "<script type=ld+json>", "<b id=1><p>"])
def test_no_page_takes_long(hard: str) -> None:
    read(hard * (2_000_000 // len(hard)), JOBPOSTING_HTML)


@pytest.mark.parametrize(
    ("format_", "file", "rows"),
    [(JOBPOSTING, "jobposting.jsonld", 4), (JOBPOSTING_HTML, "jobposting.html", 1)],
)
def test_the_examples_are_read_alike_in_pieces_of_any_size(format_: Format, file: str, rows: int) -> None:
    body = (ROOT / "examples/formats" / file).read_bytes()
    whole = read(body, format_)
    assert len(whole) == rows
    for found in whole:
        assert found.fields is not None
        VacancyRow.model_validate(found.fields)
    for step in (1, 2, 3, 7, 64):
        assert read(body, format_, step) == whole


@pytest.mark.parametrize(
    ("format_", "body"),
    [
        (JOBPOSTING, json.dumps([A, {"mainEntity": B}, 1], ensure_ascii=False).encode()),
        (JOBPOSTING, json.dumps({"@graph": [A | {"title": "yö"}, B]}, ensure_ascii=False).encode()),
        (JOBPOSTING_HTML, (block(json.dumps(A)) + block("{") + block(json.dumps(B))).encode()),
    ],
)
def test_a_body_may_be_cut_anywhere(format_: Format, body: bytes) -> None:
    whole = read(body, format_)
    for cut in range(len(body) + 1):
        reader = format_.reader(Limits())
        assert [*reader.feed(body[:cut]), *reader.feed(body[cut:]), *reader.end()] == whole


def test_the_formats_are_described() -> None:
    page = (ROOT / "docs/brokers/jobposting.md").read_text()
    for key in (*READS, *LEAVES):
        assert f"`{key}`" in page, key
    assert set(READS.values()) <= set(VacancyRow.model_fields)
    assert JOBPOSTING.named["external_id"] == "identifier"
    assert set(JOBPOSTING.media_types).isdisjoint(JOBPOSTING_HTML.media_types)
    assert "examples/formats/jobposting.jsonld" in page


word = st.text(st.sampled_from("abcåäöÅÄÖxyz0123456789&<>\"'"), min_size=1, max_size=12)
line = st.lists(word, min_size=1, max_size=5).map(" ".join)
skill = st.text(st.sampled_from("abcåäöxyz+#"), min_size=1, max_size=12)
text = st.lists(line, min_size=1, max_size=4).map("\n\n".join)
system = st.text(st.sampled_from("abcxyz0123-. "), min_size=1, max_size=40).filter(str.strip)
town = st.sampled_from(["Oulu", "Yli-Ii", "Raasepori", "Stockholm, Sweden", "Oulu / Kemi", "Suomi"])
placing = st.one_of(
    st.fixed_dictionaries({"remote": st.just("no")}, optional={"place": town}),
    st.fixed_dictionaries({"remote": st.just("hybrid"), "place": town.filter(lambda each: each != "Suomi")}),
    st.fixed_dictionaries({"remote": st.just("full")}, optional={"place": st.just("Suomi")}),
)
keyed = st.one_of(
    st.fixed_dictionaries({"external_id": line}),
    st.builds(lambda key, name: {"external_id": key, "origin": {"system": name, "id": key}}, line, system),
)
rows = st.builds(
    lambda key, place, rest: key | place | rest,
    keyed,
    placing,
    st.fixed_dictionaries(
        {"title": line},
        optional={
            "description": text,
            "employer": line,
            "language": st.sampled_from(["fi", "sv", "en"]),
            "occupation": st.sampled_from(["2221", "2221.2", "5120.1.2", f"http://{NURSE}"]),
            "work_time": st.sampled_from(["full_time", "part_time"]),
            "skills": st.lists(skill, min_size=1, max_size=6, unique=True),
            "experience_years": st.integers(0, 720).map(lambda months: round(months / 12, 2)),
            "starts_on": st.dates(date(1990, 1, 1), date(2100, 1, 1)),
            "expires_at": st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
            "url": skill.map(lambda path: f"https://a.example/{path}"),
        },
    ),
)
PLACES: dict[str, Any] = {
    "Stockholm, Sweden": address(addressLocality="Stockholm", addressCountry="SE"),
    "Oulu / Kemi": [address(addressLocality="Oulu"), address(addressLocality="Kemi", addressCountry="FI")],
    "Suomi": address(addressCountry="FI"),
}


def posting_of(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a site would publish it."""
    key = row["external_id"]
    posting: dict[str, Any] = {"@type": "JobPosting", "title": row["title"], "identifier": key}
    if origin := row.get("origin"):
        posting["identifier"] = {"@type": "PropertyValue", "name": origin["system"], "value": key}
    if row["remote"] != "no":
        posting["jobLocationType"] = "TELECOMMUTE"
    if place := row.get("place"):
        posting["jobLocation"] = PLACES.get(place, address(addressLocality=place, addressCountry="FI"))
    if described := row.get("description"):
        posting["description"] = "".join(f"<p>{escape(each)}</p>\n" for each in described.split("\n\n"))
    if "employer" in row:
        posting["hiringOrganization"] = {"@type": "Organization", "name": row["employer"]}
    if "experience_years" in row:
        posting["experienceRequirements"] = {"monthsOfExperience": round(row["experience_years"] * 12)}
    if "starts_on" in row:
        posting["jobStartDate"] = row["starts_on"].isoformat()
    if "expires_at" in row:
        posting["validThrough"] = row["expires_at"].astimezone(ZoneInfo("Europe/Helsinki")).isoformat()
    if "work_time" in row:
        posting["employmentType"] = row["work_time"].upper()
    names = {"language": "inLanguage", "occupation": "occupationalCategory", "skills": "skills", "url": "url"}
    return posting | {theirs: row[ours] for ours, theirs in names.items() if ours in row}


@settings(deadline=None, max_examples=150)
@given(rows, st.booleans())
def test_a_row_published_and_read_back_is_the_same(row: dict[str, Any], as_page: bool) -> None:
    body = json.dumps({"@context": SCHEMA, "@graph": [posting_of(row)]}, ensure_ascii=False)
    body = body.replace("</", "<\\/")
    (found,) = read(block(body) if as_page else body, JOBPOSTING_HTML if as_page else JOBPOSTING)
    assert found.problems == ()
    assert found.fields is not None
    assert VacancyRow.model_validate(found.fields) == VacancyRow.model_validate(row)
