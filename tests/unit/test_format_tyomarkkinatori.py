"""National job postings, versions 1 and 2, become rows; what is left out is said, and people stay out."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.countries import NAMES
from services.ingest.formats.national_codes import DRIVING, PERMITS
from services.ingest.formats.tyomarkkinatori_v1 import TYOMARKKINATORI_V1
from services.ingest.formats.tyomarkkinatori_v2 import TYOMARKKINATORI_V2, TYOMARKKINATORI_V2_LINES
from services.ingest.rows import VacancyRow
from services.normaliser.places.reading import FOREIGN_COUNTRIES
from services.normaliser.requirements.licences import read_licences

ROOT = Path(__file__).resolve().parents[2]
NURSE = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50"
FINNISH = "http://data.europa.eu/esco/skill/0e3493f4-0cad-4fbc-8e02-025f169b8114"
EXAMPLES = {
    "tyomarkkinatori-v1.json": TYOMARKKINATORI_V1,
    "tyomarkkinatori-v2.ndjson": TYOMARKKINATORI_V2_LINES,
}


def read(feed: Format, *pieces: bytes, limits: Limits | None = None) -> list[Found]:
    reader = feed.reader(limits or Limits())
    return [found for piece in pieces for found in reader.feed(piece)] + list(reader.end())


def one(feed: Format, item: Any) -> Found:
    (found,) = read(feed, json.dumps(item).encode())
    assert found.given == item
    return found


def said(found: Found) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in found.problems]


def words(text: str, language: str = "fi") -> list[dict[str, str]]:
    return [{"kieliKoodi": language, "arvo": text}]


def nested(path: str, value: Any) -> dict[str, Any]:
    for step in reversed(path.split(".")):
        value = {step: value}
    return dict(value)


def merged(*parts: dict[str, Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            both = isinstance(whole.get(key), dict) and isinstance(value, dict)
            whole[key] = merged(whole[key], value) if both else value
    return whole


V1: dict[str, Any] = {"ilmoituksenID": "a-1", "perustiedot": {"tyonOtsikko": words("Kokki")}}
V2: dict[str, Any] = {"languages": ["fi"], "metadata": {"externalId": "a-1"}, "position": {"title": {"fi": "Kokki"}}}
V1_ROW = {
    "external_id": "a-1",
    "title": "Kokki",
    "language": "fi",
    "origin": {"system": "tyomarkkinatori", "id": "a-1"},
}
SHIP = "perustiedot.palvelussuhde"
NEEDS = "osaamisvaatimukset"


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ([], {}),
        ([nested("perustiedot.tyonKuvaus", words("Työ"))], {"description": "Työ"}),
        ([nested("perustiedot.tyonTiivistelma", words("Lyhyt"))], {"description": "Lyhyt"}),
        (
            [nested("perustiedot.tyonKuvaus", words("Työ")), nested("perustiedot.tyonTiivistelma", words("Lyhyt"))],
            {"description": "Työ"},
        ),
        (
            [
                {"ilmoituksenKielet": ["sv", "fi"]},
                nested("perustiedot.tyonOtsikko", words("Kokki") + words("Kock", "sv")),
                nested("perustiedot.tyonKuvaus", words("Työ") + words("Jobb", "sv")),
            ],
            {"title": "Kock", "language": "sv", "description": "Jobb"},
        ),
        ([{"ilmoituksenKielet": ["sv", "fi"]}], {}),
        ([nested("perustiedot.tyonOtsikko", words("Kocinero", "es"))], {"title": "Kocinero", "language": None}),
        ([{"ilmoittajanNimi": words("Oy A Ab")}], {"employer": "Oy A Ab"}),
        (
            [{"ilmoittajanNimi": words("Oy A Ab")}, nested(f"{SHIP}.tyosuhde.vuokratyoToimeksiantaja", "B Oy")],
            {"employer": "B Oy"},
        ),
        ([nested(f"{SHIP}.tyosuhde.rekrytointiToimeksiantaja", "B Oy")], {"employer": "B Oy"}),
        ([nested(f"{SHIP}.toimeksianto.rekrytointiToimeksiantaja", "B Oy")], {"employer": "B Oy"}),
        ([{"tyollistaja": "02", "kotitaloudenNimi": "Perhe Esimerkki"}], {"employer": "Kotitalous"}),
        ([{"tyollistaja": "02", "ilmoittajanNimi": words("Perhe Esimerkki")}], {"employer": "Kotitalous"}),
        ([{"kotitaloudenNimi": "Perhe Esimerkki"}], {"employer": "Kotitalous"}),
        ([{"tyollistaja": "01", "kotitaloudenNimi": ""}], {}),
        ([nested(f"{NEEDS}.ammatit", [{"luokittelunNimi": "ESCO", "luokiteltuArvo": NURSE}])], {"occupation": NURSE}),
        (
            [nested(f"{NEEDS}.osaamiset", [{"luokiteltuArvo": FINNISH}, {"luokiteltuArvo": FINNISH}])],
            {"skills": [FINNISH]},
        ),
        (
            [
                nested(
                    f"{NEEDS}.kielitaidot",
                    [
                        {"kielitaito": "fi", "kielitaidonTaso": "L1"},
                        {"kielitaito": "SV", "kielitaidonTaso": "B1"},
                        {"kielitaito": "en"},
                    ],
                )
            ],
            {"languages": [{"code": "fi", "level": "C2"}, {"code": "sv", "level": "B1"}, {"code": "en"}]},
        ),
        (
            [nested(f"{NEEDS}.ajokortti.vaaditutAjokorttiluokat", ["A1A2A", "B", "B96BE", "C1C"])],
            {"licences": ["driving-a1", "driving-b", "driving-c1"]},
        ),
        (
            [nested(f"{NEEDS}.ajokortti.vaaditutAjokorttiluokat", ["C1ECE", "D1D", "D1EDE"])],
            {"licences": ["driving-c1e", "driving-d1", "driving-d1e"]},
        ),
        (
            [nested(f"{NEEDS}.kortitJaLuvat.lupaKoodit", ["022", "041", "087"])],
            {"licences": ["hygiene-passport", "driver-cpc", "Vesihygieniapassi"]},
        ),
        ([nested(f"{NEEDS}.rikosrekisteriote", True)], {"licences": ["criminal-record-extract"]}),
        ([nested(f"{NEEDS}.rikosrekisteriote", False)], {}),
        ([nested("sijainti.kunta", ["837", "74"])], {"place": "837 / 074"}),
        (
            [nested("sijainti", {"kunta": ["837"], "toimipaikka": {"postitoimipaikka": "Turku"}, "maa": ["FI"]})],
            {"place": "837"},
        ),
        (
            [nested("sijainti.toimipaikka", {"postinumero": "20100", "postitoimipaikka": "Turku"})],
            {"place": "20100 Turku"},
        ),
        ([nested("sijainti.toimipaikka.postinumero", "20100")], {}),
        ([nested("sijainti.maa", ["FI"])], {"place": "Suomi"}),
        ([nested("sijainti.maa", ["SE", "no"])], {"place": "Sweden / Norway"}),
        ([nested("sijainti.maa", ["SE", "FI"])], {"place": "Suomi"}),
        ([nested("sijainti.maa", ["JP"])], {"place": "JP"}),
        ([nested("sijainti.maa", ["578"])], {"place": "abroad (578)"}),
        ([nested("sijainti.maa", ["AX"])], {"place": "Åland"}),
        (
            [nested("sijainti", {"maa": ["NO"], "toimipaikka": {"postitoimipaikka": "Sund"}})],
            {"place": "Sund, Norway"},
        ),
        ([nested("sijainti", {"maa": ["BR"], "toimipaikka": {"postitoimipaikka": "Salo"}})], {"place": "BR"}),
        ([nested("sijainti.maakunta", ["21"])], {"place": "Åland"}),
        ([nested("sijainti", {"kunta": ["837"], "sijaintiJoustava": True})], {"place": "837", "remote": "hybrid"}),
        ([nested("sijainti", {"sijaintiJoustava": True})], {"remote": "full"}),
        ([nested("sijainti", {"sijaintiJoustava": True, "maa": ["FI"]})], {"place": "Suomi", "remote": "full"}),
        ([nested("sijainti", {"sijaintiJoustava": False})], {}),
        ([nested("perustiedot.tyoAika", "01")], {"work_time": "full_time"}),
        ([nested("perustiedot.tyoAika", "02")], {"work_time": "part_time"}),
        ([nested("perustiedot.tyoAlkaaPvm", "2026-06-01")], {"starts_on": "2026-06-01"}),
        ([nested("hakeminen.hakuaikaPaattyy", "2026-05-10T12:00:00Z")], {"expires_at": "2026-05-10T12:00:00Z"}),
        ([nested("hakeminen.hakemuksenUrl", "https://example.org/a")], {"url": "https://example.org/a"}),
        ([nested("hakeminen.hakemuksenUrl", " ")], {}),
    ],
)
def test_v1_fields(parts: list[dict[str, Any]], fields: dict[str, Any]) -> None:
    found = one(TYOMARKKINATORI_V1, merged(V1, *parts))
    assert found.fields == {key: value for key, value in (V1_ROW | fields).items() if value is not None}
    assert found.problems == ()
    assert found.content
    VacancyRow(**found.fields)


@pytest.mark.parametrize(
    ("part", "note"),
    [
        (nested(f"{NEEDS}.ammatit", [{"luokiteltuArvo": "a"}, {"luokiteltuArvo": "b"}]), (f"{NEEDS}.ammatit", "CUT")),
        (nested(f"{NEEDS}.kielitaidot", [{"kielitaito": FINNISH}]), (f"{NEEDS}.kielitaidot.kielitaito", "NOT_READ")),
        (nested(f"{NEEDS}.kielitaidot", [{}]), (f"{NEEDS}.kielitaidot.kielitaito", "NOT_READ")),
        (
            nested(f"{NEEDS}.kielitaidot", [{"kielitaito": "fi", "kielitaidonTaso": "Z"}]),
            (f"{NEEDS}.kielitaidot.kielitaidonTaso", "NOT_READ"),
        ),
        (
            nested(f"{NEEDS}.ajokortti.vaaditutAjokorttiluokat", ["X", "Y"]),
            (f"{NEEDS}.ajokortti.vaaditutAjokorttiluokat", "NOT_READ"),
        ),
        (nested(f"{NEEDS}.kortitJaLuvat.lupaKoodit", ["999"]), (f"{NEEDS}.kortitJaLuvat.lupaKoodit", "NOT_READ")),
        (nested("sijainti.maakunta", ["06"]), ("sijainti.maakunta", "NOT_READ")),
        (nested("sijainti", {"maakunta": ["06"], "maa": ["FI"]}), ("sijainti.maakunta", "NOT_READ")),
        (nested("perustiedot.tyoAika", "03"), ("perustiedot.tyoAika", "NOT_READ")),
        (nested("hakeminen.hakemuksenUrl", "www.example.org"), ("hakeminen.hakemuksenUrl", "NOT_READ")),
        (
            nested("hakeminen.hakemuksenUrl", "https://example.org/" + "ä" * 900),
            ("hakeminen.hakemuksenUrl", "NOT_READ"),
        ),
        (nested("perustiedot.tyonKuvaus", words("a" * 20_001)), ("perustiedot.tyonKuvaus", "CUT")),
        (nested("sijainti.kunta", ["837"] * 2 + [f"{number:03}" for number in range(100)]), ("sijainti.kunta", "CUT")),
        (
            nested(f"{NEEDS}.osaamiset", [{"luokiteltuArvo": f"u{number}"} for number in range(101)]),
            (f"{NEEDS}.osaamiset", "CUT"),
        ),
        (
            nested(f"{NEEDS}.osaamiset", [{"luokiteltuArvo": "u" * 501}]),
            (f"{NEEDS}.osaamiset", "NOT_READ"),
        ),
        (nested(f"{NEEDS}.kielitaidot", [{"kielitaito": "fi"}] * 31), (f"{NEEDS}.kielitaidot", "CUT")),
    ],
)
def test_what_v1_leaves_out_is_said(part: dict[str, Any], note: tuple[str, str]) -> None:
    found = one(TYOMARKKINATORI_V1, merged(V1, part))
    assert said(found) == [note]
    assert found.fields is not None
    assert VacancyRow(**found.fields).title == "Kokki"
    for problem in found.problems:
        assert problem.message and problem.hint


def test_a_long_title_and_name_are_cut() -> None:
    item = merged(V1, nested("perustiedot.tyonOtsikko", words("a" * 600)), {"ilmoittajanNimi": words("b" * 501)})
    found = one(TYOMARKKINATORI_V1, item)
    assert said(found) == [("perustiedot.tyonOtsikko", "CUT"), ("ilmoittajanNimi", "CUT")]
    assert found.fields is not None
    row = VacancyRow(**found.fields)
    assert (len(row.title), len(row.employer or "")) == (500, 500)


@pytest.mark.parametrize("wrong", [1, 1.5, True, "text", ["x"], [1], [[]], [None], {"x": 1}, {"fi": 1}])
@pytest.mark.parametrize("feed", [TYOMARKKINATORI_V1, TYOMARKKINATORI_V2])
def test_a_wrong_type_is_left_out_and_never_raises(feed: Format, wrong: Any) -> None:
    good = V1 if feed is TYOMARKKINATORI_V1 else V2
    answered = {path for path, field in feed.reads.items() if field in ("external_id", "title")}
    if wrong == "text":
        answered |= {path for path, field in feed.reads.items() if field in ("starts_on", "expires_at")}
    for path in (*feed.reads, *feed.leaves):
        for depth in range(1, len(path.split(".")) + 1):
            part = ".".join(path.split(".")[:depth])
            found = one(feed, merged(good, nested(part, wrong)))
            assert found.fields is not None
            assert all(problem.code in ("NOT_READ", "CUT") for problem in found.problems)
            if not any(name == part or name.startswith(f"{part}.") for name in answered):
                assert VacancyRow(**found.fields).title == "Kokki"


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({}, "external_id"),
        ({"ilmoituksenID": 5, "perustiedot": {"tyonOtsikko": words("Kokki")}}, "external_id"),
        ({"ilmoituksenID": "x" * 201, "perustiedot": {"tyonOtsikko": words("Kokki")}}, "external_id"),
        ({"ilmoituksenID": "a-1", "perustiedot": {"tyonOtsikko": 5}}, "title"),
        (merged(V1, nested("hakeminen.hakuaikaPaattyy", "pian")), "expires_at"),
        (merged(V1, nested("perustiedot.tyoAlkaaPvm", "pian")), "starts_on"),
    ],
)
def test_what_the_row_model_answers_has_the_format_s_name(item: dict[str, Any], field: str) -> None:
    fields = one(TYOMARKKINATORI_V1, item).fields
    with pytest.raises(ValueError, match=field):
        VacancyRow(**(fields or {}))
    assert TYOMARKKINATORI_V1.named[field]


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ([], {}),
        ([{"languages": ["EN", "fi"]}, nested("position.title", {"fi": "Kokki", "en": "Cook"})], "en"),
        ([nested("metadata.archived", "2026-03-05T09:30:00.000000")], {"status": "closed"}),
        ([nested("metadata.archived", None)], {}),
        ([nested("owner.company", {"fi": "A Oy"})], {"employer": "A Oy"}),
        ([nested("owner.company", {"fi": "A Oy"}), nested("client.company", "B Oy")], {"employer": "B Oy"}),
        (
            [nested("owner", {"company": {"fi": "A"}, "householdEmployer": "Perhe Esimerkki"})],
            {"employer": "Kotitalous"},
        ),
        ([nested("owner", {"company": {"fi": "A"}, "householdEmployer": False})], {"employer": "A"}),
        ([nested("position.jobDescription", {"sv": "Jobb", "fi": "Työ"})], {"description": "Työ"}),
        ([nested("position.mainOccupation", NURSE), nested("position.occupations", [NURSE])], {"occupation": NURSE}),
        ([nested("position.occupations", [{"uri": NURSE}])], {"occupation": NURSE}),
        ([nested("position.skills", [FINNISH, {"uri": "x"}])], {"skills": [FINNISH, "x"]}),
        ([nested("position.licences", ["C1C", "075"])], {"licences": ["driving-c1", "hot-work-card"]}),
        ([nested("position.workTime", "02")], {"work_time": "part_time"}),
        ([nested("location.municipalities", ["837"])], {"place": "837"}),
        (
            [nested("location", {"workplacePostalCode": "00100", "workplacePostOffice": "HELSINKI"})],
            {"place": "00100 HELSINKI"},
        ),
        ([nested("location", {"countries": ["EE"], "workplacePostOffice": {"fi": "Tallinna"}})], "Tallinna, Estonia"),
        ([nested("application.expires", "2026-05-10T12:00:00.000000")], {"expires_at": "2026-05-10T12:00:00.000000"}),
        ([nested("application.url", {"fi": "https://example.org/a"})], {"url": "https://example.org/a"}),
        ([{"contacts": [{"firstName": "X", "email": "x@example.org"}]}], {}),
    ],
)
def test_v2_fields(parts: list[dict[str, Any]], fields: Any) -> None:
    special = {"en": {"title": "Cook", "language": "en"}, "Tallinna, Estonia": {"place": "Tallinna, Estonia"}}
    item = merged(V2, *parts)
    for feed in (TYOMARKKINATORI_V2, TYOMARKKINATORI_V2_LINES):
        found = one(feed, item)
        assert found.fields == V1_ROW | (special[fields] if isinstance(fields, str) else fields)
        assert found.problems == ()
        VacancyRow(**found.fields)


@pytest.mark.parametrize(
    ("part", "note"),
    [
        (nested("position.driversPermits", ["B"]), ("position", "NOT_READ")),
        (nested("position.occupations", [NURSE, "b"]), ("position.occupations", "CUT")),
        (nested("location.regions", ["06"]), ("location.regions", "NOT_READ")),
        (nested("position.workTime", "1"), ("position.workTime", "NOT_READ")),
        (nested("application.url", {"fi": "example.org"}), ("application.url", "NOT_READ")),
    ],
)
def test_what_v2_leaves_out_is_said(part: dict[str, Any], note: tuple[str, str]) -> None:
    assert said(one(TYOMARKKINATORI_V2, merged(V2, part))) == [note]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-15T12:00", datetime(2026, 1, 15, 10, 0, tzinfo=UTC)),
        ("2026-07-15T12:00:00.000000", datetime(2026, 7, 15, 9, 0, tzinfo=UTC)),
        ("2026-03-29T02:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # comes never: as if winter went on
        ("2026-03-29T04:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25T03:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
        ("2026-10-25T04:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-10-25T03:30:00+02:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_date_times_without_a_zone_are_finnish(text: str, moment: datetime) -> None:
    for feed, item in (
        (TYOMARKKINATORI_V1, merged(V1, nested("hakeminen.hakuaikaPaattyy", text))),
        (TYOMARKKINATORI_V2, merged(V2, nested("application.expires", text))),
    ):
        fields = one(feed, item).fields
        assert fields is not None
        assert VacancyRow(**fields).expires_at == moment


def test_what_wraps_postings() -> None:
    page = {"ilmoituksienMaara": 2, "Ilmoitukset": [V1, V1], "sivutus": {"sivu": 0, "maara": 100}}
    for document in (page, [V1, V1]):
        assert [found.given for found in read(TYOMARKKINATORI_V1, json.dumps(document).encode())] == [V1, V1]
    for empty in ({"Ilmoitukset": [], "ilmoituksienMaara": 0}, {"Ilmoitukset": None}, {"ilmoituksienMaara": 0}, []):
        assert read(TYOMARKKINATORI_V1, json.dumps(empty).encode()) == []


def test_the_same_posting_in_another_order_has_the_same_content() -> None:
    turned = dict(reversed(V1.items()))
    assert one(TYOMARKKINATORI_V1, V1).content == one(TYOMARKKINATORI_V1, turned).content
    assert one(TYOMARKKINATORI_V2, V2).content == one(TYOMARKKINATORI_V2_LINES, dict(reversed(V2.items()))).content


def test_a_nul_anywhere_is_refused() -> None:
    for feed, item in ((TYOMARKKINATORI_V1, V1), (TYOMARKKINATORI_V2, V2), (TYOMARKKINATORI_V2_LINES, V2)):
        (found,) = read(feed, json.dumps(item | {"x": {"y": ["a\0b"]}}).encode())
        assert (found.fields, said(found)) == (None, [("row", "NUL")])


def test_people_stay_out() -> None:
    secret = "Liisa Salainen"
    v1 = merged(
        V1,
        {"tyollistaja": "02", "kotitaloudenNimi": secret, "ilmoittajanNimi": words(secret)},
        nested("hakeminen", {"ilmoittajanYhteystiedot": {"sposti": secret}, "hakuohjeet": words(secret)}),
        nested("sijainti.toimipaikka", {"postiosoite": secret, "toimipaikanNimi": words(secret)}),
    )
    v2 = merged(
        V2,
        nested("owner", {"householdEmployer": secret, "company": {"fi": secret}}),
        {"contacts": [{"lastName": secret}], "location": {"workplaceAddress": secret}},
        nested("application.helpText", {"fi": secret}),
    )
    for feed, item in ((TYOMARKKINATORI_V1, v1), (TYOMARKKINATORI_V2, v2)):
        found = one(feed, item)
        assert secret not in json.dumps(found.fields)
        assert not any(secret in str(problem) for problem in found.problems)


def test_every_licence_is_one_condition_downstream() -> None:
    for name in DRIVING.values():
        assert read_licences([f"driving-{name}"]) == ((f"driving-{name}",), ())
    for licence in PERMITS.values():
        known, unknown = read_licences([licence])
        assert (known, unknown) in [((licence,), ()), ((), (licence.casefold(),))], licence


def test_every_country_is_known_downstream() -> None:
    assert {name.casefold() for code, name in NAMES.items() if code != "AX"} <= FOREIGN_COUNTRIES


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_read_without_a_note(name: str) -> None:
    body = (ROOT / "examples" / "formats" / name).read_bytes()
    found = read(EXAMPLES[name], body)
    assert len(found) == 3
    for each in found:
        assert each.fields is not None and each.problems == ()
        VacancyRow(**each.fields)
    # However it is cut, the same comes out.
    for cut in range(0, len(body), 7):
        assert read(EXAMPLES[name], body[:cut], body[cut:]) == found


def test_cut_at_every_byte() -> None:
    v1 = json.dumps({"Ilmoitukset": [V1, merged(V1, {"ilmoituksenKielet": ["fi"]})]}, ensure_ascii=False).encode()
    v2 = json.dumps(merged(V2, nested("owner.company", {"sv": "Åbo"})), ensure_ascii=False).encode()
    for feed, body in ((TYOMARKKINATORI_V1, v1), (TYOMARKKINATORI_V2, v2), (TYOMARKKINATORI_V2_LINES, v2 + b"\n" + v2)):
        whole = read(feed, body)
        assert all(found.fields for found in whole)
        assert read(feed, *(body[at : at + 1] for at in range(len(body)))) == whole
        for cut in range(len(body)):
            assert read(feed, body[:cut], body[cut:]) == whole


@pytest.mark.parametrize("feed", [TYOMARKKINATORI_V1, TYOMARKKINATORI_V2, TYOMARKKINATORI_V2_LINES])
def test_the_page_names_every_field(feed: Format) -> None:
    page = (ROOT / "docs" / "brokers" / "tyomarkkinatori.md").read_text(encoding="utf-8")
    for path in (*feed.reads, *feed.leaves):
        assert f"`{path}`" in page
    assert all(media_type in page for media_type in feed.media_types)
    assert set(feed.reads.values()) <= set(VacancyRow.model_fields)
    assert not set(feed.reads) & set(feed.leaves)


LINES = st.text("abcäö ÅÄÖ-/123", min_size=1, max_size=40).filter(lambda text: text == text.strip() and text)
IDS = st.text("abc-123", min_size=1, max_size=30)
ROWS = st.fixed_dictionaries(
    {"external_id": IDS, "title": LINES, "language": st.sampled_from(["fi", "sv", "en"])},
    optional={
        "description": LINES,
        "employer": LINES,
        "occupation": IDS,
        "place": st.lists(st.sampled_from(["837", "091", "272"]), min_size=1, max_size=3, unique=True).map(" / ".join),
        "work_time": st.sampled_from(["full_time", "part_time"]),
        "skills": st.lists(IDS, min_size=1, max_size=5, unique=True),
        "licences": st.lists(st.sampled_from(["driving-b", "driving-c1", "hygiene-passport"]), min_size=1, unique=True),
        "starts_on": st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(str),
        "expires_at": st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(datetime.isoformat),
        "url": st.just("https://example.org/a"),
    },
)
CODES = {"driving-b": "B", "driving-c1": "C1C", "hygiene-passport": "022"}
WORK = {"full_time": "01", "part_time": "02"}


def rendered_v1(row: dict[str, Any]) -> dict[str, Any]:
    def parts() -> Iterator[dict[str, Any]]:
        licences = row.get("licences", [])
        yield {"ilmoituksenID": row["external_id"], "ilmoituksenKielet": [row["language"]]}
        yield nested("perustiedot.tyonOtsikko", words(row["title"], row["language"]))
        yield nested("perustiedot.tyonKuvaus", words(row["description"])) if "description" in row else {}
        yield {"ilmoittajanNimi": words(row["employer"])} if "employer" in row else {}
        yield nested(f"{NEEDS}.ammatit", [{"luokiteltuArvo": row["occupation"]}]) if "occupation" in row else {}
        yield nested("sijainti.kunta", row["place"].split(" / ") if "place" in row else None)
        yield nested("perustiedot.tyoAika", WORK.get(row.get("work_time", "")))
        yield nested(f"{NEEDS}.osaamiset", [{"luokiteltuArvo": uri} for uri in row.get("skills", [])])
        yield nested(f"{NEEDS}.ajokortti.vaaditutAjokorttiluokat", [CODES[x] for x in licences if x[:3] == "dri"])
        yield nested(f"{NEEDS}.kortitJaLuvat.lupaKoodit", [CODES[x] for x in licences if x[:3] != "dri"])
        yield nested("perustiedot.tyoAlkaaPvm", row.get("starts_on"))
        yield nested("hakeminen", {"hakuaikaPaattyy": row.get("expires_at"), "hakemuksenUrl": row.get("url")})

    return merged(*parts())


def rendered_v2(row: dict[str, Any]) -> dict[str, Any]:
    language = row["language"]
    return {
        "languages": [language],
        "metadata": {"externalId": row["external_id"]},
        "owner": {"company": {language: row.get("employer")}},
        "position": {
            "title": {language: row["title"]},
            "jobDescription": {language: row.get("description")},
            "mainOccupation": row.get("occupation"),
            "skills": row.get("skills"),
            "workTime": WORK.get(row.get("work_time", "")),
            "licences": [CODES[licence] for licence in row.get("licences", [])],
        },
        "location": {"municipalities": row["place"].split(" / ") if "place" in row else []},
        "application": {"expires": row.get("expires_at"), "url": {language: row.get("url")}},
    }


@given(ROWS)
@settings(deadline=None, max_examples=100)
def test_a_row_comes_back_from_both_forms(row: dict[str, Any]) -> None:
    expected = VacancyRow(**row, origin={"system": "tyomarkkinatori", "id": row["external_id"]})
    for feed, item, left in (
        (TYOMARKKINATORI_V1, rendered_v1(row), set[str]()),
        (TYOMARKKINATORI_V2, rendered_v2(row), {"starts_on"}),
    ):
        found = one(feed, item)
        assert found.problems == () and found.fields is not None
        back = VacancyRow(**found.fields).model_dump(exclude=left)
        assert back | {"licences": sorted(back["licences"])} == expected.model_dump(exclude=left) | {
            "licences": sorted(expected.licences)
        }
