"""A national jobseeker profile becomes a seeker's row: what is known of the work, nothing of the person."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.p51 import P51, P51_LINES
from services.ingest.rows import SeekerRow
from shared.areas import ALAND, gazetteer

ROOT = Path(__file__).resolve().parents[2]
NURSE = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50"
COOK = "http://data.europa.eu/esco/occupation/cook"
SKILL = "http://data.europa.eu/esco/skill/0e3493f4-0cad-4fbc-8e02-025f169b8114"
GOOD: dict[str, Any] = {"reference": "r-1", "municipality": "272"}
ROW = {"reference": "r-1", "place": "272"}


def read(feed: Format, *pieces: bytes, limits: Limits | None = None) -> list[Found]:
    reader = feed.reader(limits or Limits())
    return [found for piece in pieces for found in reader.feed(piece)] + list(reader.end())


def one(profile: dict[str, Any], feed: Format = P51) -> Found:
    (found,) = read(feed, json.dumps(profile).encode())
    assert found.given == profile
    return found


def said(found: Found) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in found.problems]


def uris(*values: str) -> list[dict[str, str]]:
    return [{"uri": value} for value in values]


def job(title: str | None, start: str | None, end: str | None = None, *occupations: str) -> dict[str, Any]:
    return {
        "title": {"fi": title},
        "interval": {"startDate": start, "endDate": end, "ongoing": end is None},
        "description": {"occupations": uris(*occupations)},
    }


def general(**values: Any) -> dict[str, Any]:
    return {"generalInfo": values}


def ago(years: float) -> str:
    return str(date.today() - timedelta(days=round(years * 365.25)))


@pytest.mark.parametrize(
    ("profile", "fields"),
    [
        ({}, {}),
        ({"municipality": "Kokkola"}, {"place": "Kokkola"}),
        ({"municipality": "74"}, {"place": "074"}),
        (
            {"jobPreferenceDescription": {"occupations": uris(NURSE), "skills": uris(SKILL)}},
            {"occupations": [{"title": NURSE, "occupation": NURSE}], "skills": [SKILL]},
        ),
        (
            {"employments": [job("Kokki", "2010-01-01", "2012-01-01")]},
            {"occupations": [{"title": "Kokki", "experience_years": 2.0}]},
        ),
        (
            {"employments": [job("Kokki", "2010-01-01", "2012-01-01"), job("KOKKI", "2015-01-01", "2016-01-01")]},
            {"occupations": [{"title": "Kokki", "experience_years": 3.0}]},
        ),
        # two jobs in the same years are no more years
        (
            {"employments": [job("Kokki", "2010-01-01", "2014-01-01"), job("Kokki", "2011-01-01", "2012-01-01")]},
            {"occupations": [{"title": "Kokki", "experience_years": 4.0}]},
        ),
        ({"employments": [job("Kokki", ago(5))]}, {"occupations": [{"title": "Kokki", "experience_years": 5.0}]}),
        (
            {"employments": [job("Kokki", ago(5), str(date.today() + timedelta(days=900)))]},
            {"occupations": [{"title": "Kokki", "experience_years": 5.0}]},
        ),
        (
            {"employments": [job("Kokki", "1900-01-01", "1990-01-01")]},
            {"occupations": [{"title": "Kokki", "experience_years": 60.0}]},
        ),
        (
            {
                "jobPreferenceDescription": {"occupations": uris(NURSE)},
                "employments": [job("Hoitaja", "2010-01-01", "2012-01-01", NURSE, COOK)],
            },
            {
                "occupations": [
                    {"title": "Hoitaja", "occupation": NURSE, "experience_years": 2.0},
                    {"title": COOK, "occupation": COOK, "experience_years": 2.0},
                ]
            },
        ),
        (
            {"employments": [job("Kokki", "2010-01-01", "2012-01-01"), job("Kokki", "2014-01-01", "2015-01-01", COOK)]},
            {"occupations": [{"title": "Kokki", "occupation": COOK, "experience_years": 3.0}]},
        ),
        (
            {"businessActivities": [job("Tmi Nimi", "2010-01-01", "2012-01-01", COOK)]},
            {"occupations": [{"title": COOK, "occupation": COOK, "experience_years": 2.0}]},
        ),
        (
            {
                "experienceDescription": {"occupations": uris("a"), "skills": uris("s1")},
                "educations": [{"description": {"occupations": uris("b"), "skills": uris("s2", "s1")}}],
                "projects": [job("Oma projekti", "2010-01-01", "2012-01-01", "c")],
            },
            {
                "occupations": [{"title": each, "occupation": each} for each in ("a", "b", "c")],
                "skills": ["s1", "s2"],
            },
        ),
        (
            {
                "certifications": {"cardCodes": ["022", "087"]},
                "drivingLicenses": {"licenseClasses": ["C1ECE"], "ownCarAvailable": True},
            },
            {"licences": ["driving-c1e", "hygiene-passport", "Vesihygieniapassi"]},
        ),
        (
            {"languageSkills": [{"code": "FI", "level": "L1"}, {"code": "sv", "level": "a2"}, {"code": "en"}]},
            {"languages": [{"code": "fi", "level": "C2"}, {"code": "sv", "level": "A2"}, {"code": "en"}]},
        ),
        (general(preferredMunicipalities=["272", "837", "074"]), {"mobility": {"areas": ["12", "39"]}}),
        (general(preferredMunicipalities=["478"], preferredRegions=["21"]), {"mobility": {"areas": [ALAND]}}),
        (general(preferredRegions=["21"]), {"mobility": {"areas": [ALAND]}}),
        (general(preferredCountries=["SE", "FI"]), {"mobility": {"whole_country": True}}),
        (general(preferredCountries=["SE"]), {}),
        (general(preferredCountries=["FI"], preferredMunicipalities=["837"]), {"mobility": {"areas": ["39"]}}),
        (general(willingToWorkRemotely=True), {"mobility": {"remote": True}}),
        (general(willingToWorkRemotely=False, willingToTravel=True), {}),
        (general(startDate="2026-06-01", personAvailability="02"), {"available_from": "2026-06-01"}),
        (general(personAvailability="01"), {}),
    ],
)
def test_fields(profile: dict[str, Any], fields: dict[str, Any]) -> None:
    for feed in (P51, P51_LINES):
        found = one(GOOD | profile, feed)
        assert found.fields == ROW | fields
        assert found.problems == ()
        SeekerRow(**found.fields)


@pytest.mark.parametrize(
    ("profile", "note"),
    [
        (general(preferredRegions=["06"]), ("generalInfo.preferredRegions", "NOT_READ")),
        (general(preferredRegions=["06"], preferredCountries=["FI"]), ("generalInfo.preferredRegions", "NOT_READ")),
        (general(preferredMunicipalities=["999"]), ("generalInfo.preferredMunicipalities", "NOT_READ")),
        (general(preferredMunicipalities=["Turku"]), ("generalInfo.preferredMunicipalities", "NOT_READ")),
        (general(startDate=20260601), ("generalInfo.startDate", "NOT_READ")),
        ({"languageSkills": [{"code": "fse", "level": "L1"}]}, ("languageSkills.code", "NOT_READ")),
        ({"languageSkills": [{"code": "fi", "level": "07"}]}, ("languageSkills.level", "NOT_READ")),
        ({"languageSkills": [{"code": "fi"}] * 31}, ("languageSkills", "CUT")),
        ({"certifications": {"cardCodes": ["000"]}}, ("certifications.cardCodes", "NOT_READ")),
        ({"drivingLicenses": {"licenseClasses": ["Q"]}}, ("drivingLicenses.licenseClasses", "NOT_READ")),
        ({"employments": [job("Kokki", "2012-01-01", "2010-01-01")]}, ("employments.interval", "NOT_READ")),
        ({"employments": [job("Kokki", "2999-01-01")]}, ("employments.interval", "NOT_READ")),
        (
            {"employments": [{"title": {"fi": "Kokki"}, "interval": {"startDate": "2010-01-01"}}]},
            ("employments.interval", "NOT_READ"),
        ),
        ({"employments": [job("Kokki", "eilen")]}, ("employments.interval.startDate", "NOT_READ")),
        ({"employments": [job("K" * 501, None)]}, ("employments.title", "CUT")),
        (
            {"jobPreferenceDescription": {"occupations": uris(*map(str, range(21)))}},
            ("jobPreferenceDescription.occupations", "CUT"),
        ),
        (
            {"jobPreferenceDescription": {"skills": uris(*map(str, range(101)))}},
            ("jobPreferenceDescription.skills", "CUT"),
        ),
        (
            {"jobPreferenceDescription": {"skills": uris("u" * 501)}},
            ("jobPreferenceDescription.skills", "NOT_READ"),
        ),
        ({"municipality": 272}, ("municipality", "NOT_READ")),
    ],
)
def test_what_is_left_out_is_said(profile: dict[str, Any], note: tuple[str, str]) -> None:
    found = one(GOOD | profile)
    assert said(found) == [note]
    assert found.fields is not None
    assert not SeekerRow(**found.fields).mobility.whole_country


def test_regions_are_never_turned_into_areas() -> None:
    every = [f"{number:02}" for number in range(1, 22) if number != 21]
    fields = one(GOOD | general(preferredRegions=every, preferredCountries=["FI"])).fields
    assert fields is not None and "mobility" not in fields


def test_aland_s_area_is_its_municipalities() -> None:
    # Why the region 21 may be read: area 46 is the province, and no other area has a municipality of it.
    names = {each.names["sv"] for each in gazetteer().municipalities(date(2026, 1, 1)) if _area(each.code) == ALAND}
    assert len(names) == 16 and {"Mariehamn", "Jomala", "Kökar"} <= names


def _area(code: str) -> str | None:
    return gazetteer().area_of(code, date(2026, 1, 1))


@pytest.mark.parametrize("reference", [None, "", " ", 5, True, ["x"], {"x": 1}, "x" * 201])
def test_a_reference_is_required(reference: Any) -> None:
    fields = one(GOOD | {"reference": reference}).fields
    with pytest.raises(ValueError, match="reference"):
        SeekerRow(**(fields or {}))


@pytest.mark.parametrize("wrong", [1, 1.5, True, "text", ["x"], [1], [[]], [None], {"x": 1}, {"fi": 1}, [{"uri": 1}]])
def test_a_wrong_type_is_left_out_and_never_raises(wrong: Any) -> None:
    for path in (*P51.reads, *P51.leaves):
        steps = path.split(".")
        for depth in range(1, len(steps) + 1):
            value = wrong
            for step in reversed(steps[1:depth]):
                value = {step: value}
            for whole in (value, [value, value]):
                found = one({"reference": "r-1", steps[0]: whole})
                assert found.fields is not None
                assert all(problem.code in ("NOT_READ", "CUT") for problem in found.problems)
                if path not in ("reference", "generalInfo.startDate"):
                    assert SeekerRow(**found.fields).reference == "r-1"


def test_people_stay_out_but_are_looked_at() -> None:
    secret = "Liisa Salainen"
    text, described = {"fi": secret}, {"description": {"fi": secret}}
    profile = GOOD | {
        "generalInfo": {"caption": text, "description": text, "personAvailabilityText": text},
        "jobPreferenceDescription": described,
        "experienceDescription": described,
        "employments": [{"title": {"fi": "Kokki"}, "employer": text, "description": described}],
        "businessActivities": [{"name": text, "title": text, "businessId": secret, "description": described}],
        "projects": [{"title": text, "description": described}],
        "educations": [{"customDegreeName": text, "degreeInstitution": text, "description": described}],
        "certifications": {"description": text},
        "drivingLicenses": {"description": text},
        "languageSkills": [{"code": "fi", "description": text}],
        "externalLinks": [{"url": secret, "label": text}],
        "name": secret,
    }
    for feed in (P51, P51_LINES):
        found = one(profile, feed)
        assert secret not in json.dumps(found.fields)
        assert not any(secret in str(problem) for problem in found.problems)
        assert json.dumps(found.given).count(secret) == json.dumps(profile).count(secret)


def test_documents_and_lines() -> None:
    profiles = [GOOD, GOOD | {"reference": "r-2"}]
    assert [found.given for found in read(P51, json.dumps(profiles).encode())] == profiles
    lines = "\n\n".join(map(json.dumps, profiles)).encode()
    assert read(P51_LINES, lines) == read(P51, json.dumps(profiles).encode())
    (found,) = read(P51, json.dumps(GOOD | {"x": ["a\0"]}).encode())
    assert (found.fields, said(found)) == (None, [("row", "NUL")])
    (found,) = read(P51_LINES, b'{"x":' * 41 + b"1" + b"}" * 41)
    assert (found.given, said(found)) == (None, [("row", "TOO_DEEP")])
    assert read(P51_LINES, b'{"x":' * 40 + b"1" + b"}" * 40)[0].fields == {}


def test_the_example_is_read_without_a_note() -> None:
    body = (ROOT / "examples" / "formats" / "p51.json").read_bytes()
    found = read(P51, body)
    assert len(found) == 2
    for each in found:
        assert each.fields is not None and each.problems == ()
        SeekerRow(**each.fields)
    for cut in range(0, len(body), 7):
        assert read(P51, body[:cut], body[cut:]) == found


def test_cut_at_every_byte() -> None:
    profile = json.dumps(GOOD | {"employments": [{"title": {"fi": "Työ"}}]}, ensure_ascii=False).encode()
    for feed, body in ((P51, b"[" + profile + b"," + profile + b"]"), (P51_LINES, profile + b"\r\n" + profile)):
        whole = read(feed, body)
        assert len(whole) == 2 and all(found.fields for found in whole)
        assert read(feed, *(body[at : at + 1] for at in range(len(body)))) == whole
        for cut in range(len(body)):
            assert read(feed, body[:cut], body[cut:]) == whole


@pytest.mark.parametrize("feed", [P51, P51_LINES])
def test_the_page_names_every_field(feed: Format) -> None:
    page = (ROOT / "docs" / "brokers" / "p51.md").read_text(encoding="utf-8")
    for path in (*feed.reads, *feed.leaves):
        assert f"`{path}`" in page
    assert all(media_type in page for media_type in feed.media_types)
    assert set(feed.reads.values()) <= set(SeekerRow.model_fields)
    assert not set(feed.reads) & set(feed.leaves)


TITLES = st.text("abcäö ", min_size=1, max_size=20).map(str.strip).filter(bool)
CODES = {"driving-b": "B", "driving-c1": "C1C", "hygiene-passport": "022"}
ROWS = st.fixed_dictionaries(
    {"reference": st.text("abc-123", min_size=1, max_size=30)},
    optional={
        "place": st.sampled_from(["837", "Kokkola"]),
        "occupations": st.lists(
            st.tuples(TITLES, st.integers(0, 40)), min_size=1, max_size=20, unique_by=lambda each: each[0].casefold()
        ),
        "skills": st.lists(st.text("abc", min_size=1), min_size=1, max_size=10, unique=True),
        "licences": st.lists(st.sampled_from(sorted(CODES)), min_size=1, unique=True),
        "languages": st.lists(
            st.fixed_dictionaries({"code": st.sampled_from(["fi", "sv"]), "level": st.sampled_from(["A1", "C2"])}),
            min_size=1,
            max_size=3,
        ),
        "whole_country": st.booleans(),
        "remote": st.booleans(),
        "available_from": st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(str),
    },
)


@given(ROWS)
@settings(deadline=None, max_examples=100)
def test_a_row_comes_back(row: dict[str, Any]) -> None:
    licences = row.get("licences", [])
    profile = {
        "reference": row["reference"],
        "municipality": row.get("place"),
        "generalInfo": {
            "startDate": row.get("available_from"),
            "preferredCountries": ["FI"] if row.get("whole_country") else [],
            "willingToWorkRemotely": row.get("remote"),
        },
        "employments": [
            job(title, "1950-01-01", str(date(1950 + years, 1, 1))) for title, years in row.get("occupations", [])
        ],
        "jobPreferenceDescription": {"skills": uris(*row.get("skills", []))},
        "certifications": {"cardCodes": [CODES[each] for each in licences if not each.startswith("driving")]},
        "drivingLicenses": {"licenseClasses": [CODES[each] for each in licences if each.startswith("driving")]},
        "languageSkills": row.get("languages"),
    }
    found = one(profile)
    assert found.fields is not None and found.problems == ()
    back = SeekerRow(**found.fields)
    expected = SeekerRow(
        reference=row["reference"],
        place=row.get("place"),
        occupations=[{"title": title, "experience_years": float(years)} for title, years in row.get("occupations", [])],
        skills=row.get("skills", ()),
        licences=sorted(licences, key=lambda each: (not each.startswith("driving"), licences.index(each))),
        languages=row.get("languages", ()),
        mobility={"whole_country": row.get("whole_country", False), "remote": row.get("remote", False)},
        available_from=row.get("available_from"),
    )
    assert back == expected
