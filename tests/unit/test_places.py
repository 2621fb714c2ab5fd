"""What sources write about places is read, and what is not known stays unknown and is marked."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.formats.countries import NAMES, surely_abroad
from services.normaliser.places.countries import COUNTRY_CODES
from services.normaliser.places.reading import MARKS, Reading, read_place, read_places
from shared.areas import FIRST_DAY, Area, Gazetteer, Localities, Locality, Municipality, Region, gazetteer
from shared.areas.gazetteer import Abolished, Standing
from shared.events.places import Place

TODAY = date(2026, 11, 1)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "concepts" / "places.md"


def read(text: str | None) -> Reading:
    return read_places(text, TODAY, gazetteer())


def said(place: Place) -> str:
    """A place in one word: the municipality's Finnish name, an area by its code, else the kind."""
    if place.kind == "municipality":
        return place.name["fi"]
    return f"area {place.area}" if place.area else place.kind


def in_words(text: str | None) -> tuple[str, str, str, str]:
    reading = read(text)
    others = ", ".join(map(said, reading.others))
    return said(reading.main), others, reading.remote, " ".join(reading.marks)


def rows_of_the_page() -> list[list[str]]:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", rows_of_the_page(), ids=lambda row: row[0])
def test_the_table_of_the_page(row: list[str]) -> None:
    text, place, others, remote, marks = row
    assert in_words(text.strip("`")) == (place, others, remote, marks.replace("`", ""))


def test_the_page_shows_every_mark() -> None:
    assert set(MARKS) == {mark for row in rows_of_the_page() for mark in row[4].replace("`", "").split()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("837", "Tampere"),
        ("Tammerfors", "Tampere"),
        ("TAMPEREEN", "Tampere"),
        ("i Helsingfors", "Helsinki"),
        ("Vasa stad", "Vaasa"),
        ("Helsingin kaupunki", "Helsinki"),
        ("Helsingin keskustassa", "Helsinki"),
        ("City of Oulu", "Oulu"),
        ("Pedersören kunta", "Pedersören kunta"),
        ("St. Michel", "Mikkeli"),
        ("Sankt Karins", "Kaarina"),
        ("00100 Helsinki", "Helsinki"),
        ("FI-33100 Tampere", "Tampere"),
        ("FI-00100 HELSINKI", "Helsinki"),
        ("Hämeenkatu 1 33100 Tampere", "Tampere"),
        ("Mannerheimintie 12 B 4, 00100 Helsinki, Finland", "Helsinki"),
        ("PL 100, 00101 Helsinki", "Helsinki"),
        ("Helsinki (Pasila/Kalasatama)", "Helsinki"),
        ("Tampereen Hervanta", "Tampere"),
        ("Espoo, Suomi", "Espoo"),
        ("Tampere, Pirkanmaa, Finland", "Tampere"),
        ("Mariehamn, Åland", "Maarianhamina"),
        ("Sund", "Sund"),
        ("Toimipaikka: Tampere", "Tampere"),
        ("Espoo.", "Espoo"),
        ("Nastola", "Lahti"),
        ("Nastolassa", "Lahti"),
        ("Mänttä-Vilppula", "Mänttä-Vilppula"),
        ("Kittilä (Levi)", "Kittilä"),
        ("Karis", "Raasepori"),
        ("Ekenäs", "Raasepori"),
        ("Anjalankoski", "Kouvola"),
        ("Itä-Helsinki", "Helsinki"),
        ("HKI", "Helsinki"),
        ("Helsinki Airport", "Vantaa"),
        ("Helsinki-Vantaan lentoasemalla", "Vantaa"),
        ("Kärsämäki (Turku)", "Turku"),
        ("Kärsämäki", "Kärsämäki"),
        ("Ylläs, Kolari", "Kolari"),
        ("Koski Tl", "Koski Tl"),
        ("Koski, Marttila", "Marttila"),
        ("Jyvaskyla", "Jyväskylä"),
        ("Abo", "Turku"),
    ],
)
def test_one_municipality(text: str, name: str) -> None:
    assert in_words(text) == (name, "", "no", "")
    place = read(text).main
    assert place.area == gazetteer().area_of(place.municipality or "", TODAY)
    assert place.lat is not None
    assert place.lon is not None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Helsinki, Espoo, Vantaa", "Helsinki Espoo Vantaa"),
        ("Espoo ja Helsinki", "Espoo Helsinki"),
        ("Esbo eller Helsingfors", "Espoo Helsinki"),
        ("Åbo och/eller Nådendal", "Turku Naantali"),
        ("Oulu – Kempele", "Oulu Kempele"),
        ("Vaasa - Mustasaari", "Vaasa Mustasaari"),
        ("Helsinki-Espoo-Vantaa", "Helsinki Espoo Vantaa"),
        ("Kuopio; Iisalmi; Kuopio", "Kuopio Iisalmi"),
        ("Tampereella, Nokialla tai Ylöjärvellä", "Tampere Nokia Ylöjärvi"),
        ("Pasila / Tikkurila / Leppävaara", "Helsinki Vantaa Espoo"),
        ("Uusimaa: Helsinki, Espoo", "Helsinki Espoo"),
        ("091 / 049", "Helsinki Espoo"),
        ("Forssa, Tammela, Tampere", "Forssa Tammela Tampere"),
    ],
)
def test_several_municipalities_in_their_order(text: str, names: str) -> None:
    reading = read(text)
    assert " ".join(map(said, (reading.main, *reading.others))) == names
    assert (reading.remote, reading.marks) == ("no", ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hela Finland", "country"),
        ("Whole country", "country"),
        ("Suomi", "country"),
        ("valtakunnallinen", "country"),
        ("Tukholma", "abroad"),
        ("Tukholmassa", "abroad"),
        ("Yhdysvalloissa", "abroad"),
        ("Isossa-Britanniassa", "abroad"),
        ("Bosnia ja Hertsegovina", "abroad"),
        ("Norja", "abroad"),
        ("Lund, Sverige", "abroad"),
        ("Örkelljunga, Sverige", "abroad"),
        ("Sankt Petersburg", "abroad"),
        ("10115 Berlin, Germany", "abroad"),
        ("Berlin 10115", "abroad"),
        ("SE-903 25 Umeå", "abroad"),
        ("111 22 Stockholm", "abroad"),
        ("0150 Oslo", "abroad"),
        ("JP", "abroad"),
        ("ulkomailla", "abroad"),
    ],
)
def test_the_country_and_abroad(text: str, kind: str) -> None:
    assert read(text) == Reading(Place(kind=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("etätyö", ("remote", "", "full", "")),
        ("på distans", ("remote", "", "full", "")),
        ("Remote, Finland", ("remote", "", "full", "")),
        ("Etätyö / Kuopio", ("Kuopio", "", "hybrid", "")),
        ("Helsinki tai etätyö", ("Helsinki", "", "hybrid", "")),
        ("Helsingissä ja etänä", ("Helsinki", "", "hybrid", "")),
        ("Espoo (hybridi)", ("Espoo", "", "hybrid", "")),
        ("Hybrid, Helsingfors", ("Helsinki", "", "hybrid", "")),
        ("Turku, 100% etätyö", ("Turku", "", "full", "")),
        ("Turku, lähityö", ("Turku", "", "no", "")),
        ("Remote or Stockholm", ("abroad", "", "hybrid", "")),
        ("hybridi", ("unknown", "", "hybrid", "place:unknown")),
        ("Etätyö, Uusimaa", ("remote", "", "full", "place:region")),
        ("Helsinki tai koko Suomi", ("Helsinki", "country", "no", "")),
        ("Finland (hybrid)", ("country", "", "hybrid", "")),
        ("Suomi ja Ruotsi", ("abroad", "country", "no", "")),
    ],
)
def test_remote_work(text: str, expected: tuple[str, str, str, str]) -> None:
    assert in_words(text) == expected


@pytest.mark.parametrize("text", ["Åland", "Ahvenanmaa", "på Åland", "Ahvenanmaalla", "Åland Islands", "AX"])
def test_aland_by_name_is_an_area_without_a_municipality(text: str) -> None:
    reading = read(text)
    assert (reading.main.kind, reading.main.municipality, reading.main.area) == ("unknown", None, "46")
    assert reading.main.name["sv"] == "Åland"
    assert (reading.others, reading.marks) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Helsinki / Åland", ("Helsinki", "area 46", "no", "")),
        ("Kainuussa", ("area 10", "", "no", "")),
        ("Kajaani / Kainuu", ("Kajaani", "", "no", "")),
        ("North Karelia", ("area 29", "", "no", "")),
        ("Åboland", ("area 41", "", "no", "")),
    ],
)
def test_a_region_in_one_employment_area(text: str, expected: tuple[str, str, str, str]) -> None:
    assert in_words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Uusimaa",
        "Uudellamaalla",
        "Nyland",
        "Lapissa",
        "Lapland",
        "Österbotten",
        "pääkaupunkiseudulla",
        "huvudstadsregionen",
        "Tampereen seutu",
        "Oulun seudulla",
        "Helsinki area",
        "the Helsinki region",
        "Greater Helsinki",
        "Åbo med omnejd",
        "Vasaregionen",
        "Pirkanmaan maakunta",
    ],
)
def test_other_regions_are_no_place(text: str) -> None:
    assert read(text) == Reading(Place(kind="unknown"), marks=("place:region",))


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        ",",
        "-",
        "00000",
        "91",
        "08",
        "Helsink",
        "Atlantis",
        "Oulun yliopistollinen sairaala",
        "keskusta",
        "Atlantis, Suomi",
        "Helsinki 837",
    ],
)
def test_what_is_not_known_stays_unknown(text: str | None) -> None:
    assert read(text) == Reading(Place(kind="unknown"), marks=("place:unknown",))


@pytest.mark.parametrize("text", ["Koski", "Ylläs", "Ylläksellä", "Pohja", "Myllypuro, Kotikatu 1", "Koskella"])
def test_what_several_share_is_not_placed(text: str) -> None:
    assert read(text) == Reading(Place(kind="unknown"), marks=("place:ambiguous",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("091 Tampere", "Tampere"),  # the name over the code
        ("90100 Tampere", "Tampere"),  # over the postal code
        ("Malmi, Pietarsaari", "Pietarsaari"),  # over the district of another town
        ("837, 00100", "Tampere"),  # the code over the postal code
        ("Hervanta, 00100", "Helsinki"),  # the postal code over the district
        ("Haaga, Göteborg", "abroad"),  # a town abroad over the district
        ("Haga, Sverige", "abroad"),
    ],
)
def test_of_two_statements_the_stronger_counts_and_the_place_is_contested(text: str, name: str) -> None:
    assert in_words(text) == (name, "", "no", "place:contested")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Helsink, Espoo", ("Espoo", "", "no", "place:part_unknown")),
        ("Nokia Oyj, Espoo", ("Espoo", "", "no", "place:part_unknown")),
        ("Lumikylä, 33720", ("Tampere", "", "no", "place:part_unknown")),
        ("Tampere / Uusimaa", ("Tampere", "", "no", "place:region")),
        ("Turku ja ympäristökunnat", ("Turku", "", "no", "place:region")),
        ("Pasila, Tikkurila, Helsinki, Foobar", ("Helsinki", "", "no", "place:part_unknown place:contested")),
        ("Atlantis / Uusimaa", ("unknown", "", "no", "place:part_unknown place:region")),
        ("Helsinki / Myllypuro", ("Helsinki", "", "no", "place:ambiguous")),
    ],
)
def test_what_is_not_placed_beside_what_is_is_marked(text: str, expected: tuple[str, str, str, str]) -> None:
    assert in_words(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("00120", "Helsinki"), ("02600", "Espoo"), ("01300", "Vantaa"), ("02700", "Kauniainen"), ("20100", "Turku"),
        ("21100", "Naantali"), ("28100", "Pori"), ("33720", "Tampere"), ("40100", "Jyväskylä"), ("45100", "Kouvola"),
        ("48100", "Kotka"), ("53850", "Lappeenranta"), ("57100", "Savonlinna"), ("65100", "Vaasa"),
        ("67100", "Kokkola"), ("68600", "Pietarsaari"), ("70100", "Kuopio"), ("80100", "Joensuu"), ("90100", "Oulu"),
        ("93600", "Kuusamo"), ("96100", "Rovaniemi"), ("99130", "Kittilä"), ("99800", "Inari"), ("19430", "Mäntyharju"),
        ("16230", "Orimattila"), ("22410", "Finström"), ("25500", "Salo"), ("10600", "Raasepori"),
    ],
)  # fmt: skip
def test_a_postal_code_alone_or_with_the_country_or_a_village(text: str, name: str) -> None:
    for place in (text, f"{text}, Finland", f"FI-{text}"):
        assert in_words(place) == (name, "", "no", "")
    assert in_words(f"Lumikylä, {text}") == (name, "", "no", "place:part_unknown")


@pytest.mark.parametrize("code", sorted(COUNTRY_CODES | NAMES.keys() | {"Ruritania", "Helsinki", "X (Y) Z", "1/2"}))
def test_every_country_that_a_feed_names_is_understood(code: str) -> None:
    country = surely_abroad(code)
    assert read(country).main == (read("Åland").main if code == "AX" else Place(kind="abroad"))
    assert said(read(f"Sund, {country}").main) == ("Sund" if code == "AX" else "abroad")
    assert said(read(f"12345 Sund, {country} / Kuopio").main) == ("Sund" if code == "AX" else "abroad")


def test_a_country_ends_where_its_address_ends() -> None:
    assert in_words("Helsinki, Tallinna, Viro") == ("Helsinki", "abroad", "no", "")
    assert in_words("Stockholm / Helsinki") == ("abroad", "Helsinki", "no", "")


def changing() -> Gazetteer:
    """Vanhala becomes Uusila in another area, and then a part of Perilä."""
    change, merger = date(2027, 1, 1), date(2028, 1, 1)
    names = ({"fi": each, "sv": each, "en": each} for each in ("Vanhala", "Uusila", "Perilä"))
    old, new, heir = (Municipality(code, name, 60.0, 20.0) for code, name in zip(("001", "001", "002"), names))  # noqa: B905
    return Gazetteer(
        [Area("01", {"fi": "A"}), Area("02", {"fi": "B"})],
        [
            Standing(old, "01", FIRST_DAY, change),
            Standing(new, "02", change, merger),
            Standing(heir, "02", FIRST_DAY, None),
        ],
        [Abolished("001", "Uusila", merger, "002")],
        Localities(
            (Locality(("Kyläkulma",), ("001",), "village"), Locality(("Rantala",), ("001", "002"), "several")),
            (Region(("Seutula",), ("001", "002")),),
            {"12340": "001"},
        ),
    )


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Vanhala", date(2026, 12, 31), ("Vanhala", "01")),
        ("Vanhala", date(2027, 1, 1), None),
        ("Uusilassa", date(2026, 12, 31), None),
        ("Uusilassa", date(2027, 12, 31), ("Uusila", "02")),
        ("Uusilassa", date(2028, 1, 1), ("Perilä", "02")),
        ("001", date(2028, 1, 1), ("Perilä", "02")),
        ("Kyläkulmalla", date(2026, 12, 31), ("Vanhala", "01")),
        ("Kyläkulmalla", date(2028, 1, 1), ("Perilä", "02")),
        ("12340", date(2026, 12, 31), ("Vanhala", "01")),
        ("12340", date(2028, 1, 1), ("Perilä", "02")),
        ("Rantala", date(2026, 12, 31), None),
        ("Rantala", date(2028, 1, 1), ("Perilä", "02")),  # of two, one is left
        ("Perilä", date(2024, 12, 31), None),
        ("12340", date(2024, 12, 31), None),
    ],
)
def test_all_of_it_holds_by_date(text: str, on: date, expected: tuple[str, str] | None) -> None:
    place = read_places(text, on, changing()).main
    found = (place.name["fi"], place.area) if place.municipality else None
    assert found == expected


def test_a_region_is_an_area_only_while_all_of_it_lies_in_one() -> None:
    areas = [read_places("Seutula", date(year, 6, 1), changing()).main.area for year in (2024, 2026, 2027, 2028)]
    assert areas == [None, None, "02", "02"]


def test_before_the_areas_began_nothing_is_read() -> None:
    for text in ("Helsinki", "33100", "Pasila", "091"):
        assert read_place(text, date(2024, 12, 31), gazetteer()) == Place(kind="unknown")


def test_a_long_text_is_read_like_a_short_one() -> None:
    text = " / ".join(["Helsinki", "Espoo"] * 25)
    assert len(text) > 400
    assert in_words(text) == ("Helsinki", "Espoo", "no", "")


PIECES = st.sampled_from(
    "Helsinki Espoossa 33100 00000 091 Sund Norge Åland Uusimaa seutu Greater Tammela Tampere Myllypuro etä hybridi "
    "koko suomi Oy 1 / , ( ) - ja tai : . abroad ( i 12 FI- AX-22100 Levi".split()
)


@given(st.lists(PIECES | st.text(max_size=6), max_size=12).map(" ".join))
def test_whatever_is_written_gives_a_sound_reading(text: str) -> None:
    reading = read(text)
    placed = reading.main.kind != "unknown" or reading.main.area is not None
    everything = [(place.kind, place.municipality, place.area) for place in (reading.main, *reading.others)]
    assert len(everything) == len(set(everything))
    assert list(reading.marks) == [mark for mark in MARKS if mark in reading.marks]
    assert placed or set(reading.marks) & {"place:unknown", "place:ambiguous", "place:region"}
    assert not (placed and "place:unknown" in reading.marks)
    assert read_place(text, TODAY, gazetteer()) == reading.main
