"""Municipalities and areas are found by code and name, on the days on which they hold."""

import unicodedata
from datetime import date
from itertools import combinations

import pytest

from shared.areas import (
    ALAND,
    FIRST_DAY,
    Area,
    Gazetteer,
    Localities,
    Municipality,
    distance_km,
    gazetteer,
    spelling,
    spellings,
)
from shared.areas.gazetteer import Abolished, Standing

TODAY = date(2026, 11, 1)
BEFORE = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("091", "091"),
        ("Helsinki", "091"),
        ("  helsingfors ", "091"),
        ("HELSINKI", "091"),
        (unicodedata.normalize("NFD", "Jyväskylä"), "179"),
        ("Åbo", "853"),
        ("Kimitoön", "322"),
        ("S:t Karins", "202"),
        ("Sankt Karins", "202"),
        ("St. Michel", "491"),
        ("koski tl", "284"),
        ("Mariehamn", "478"),
    ],
)
def test_a_municipality_is_found_by_code_and_by_name_in_any_language(text: str, code: str) -> None:
    found = gazetteer().municipality(text, TODAY)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "91", "0911", "999", "Uusimaa", "Helsink", "Atlantis"])
def test_what_is_no_whole_name_or_code_is_not_found(text: str) -> None:
    assert gazetteer().municipality(text, TODAY) is None


@pytest.mark.parametrize("old", ["588", "Pertunmaa", "pertunmaa"])
def test_old_codes_and_names_lead_to_the_successor(old: str) -> None:
    found = gazetteer().municipality(old, TODAY)
    assert found is not None
    assert found.names["fi"] == "Mäntyharju"
    assert gazetteer().area_of("588", TODAY) == gazetteer().area_of("507", TODAY)


def test_areas_hold_from_the_first_day_and_not_before() -> None:
    assert gazetteer().area_of("091", FIRST_DAY) == "08"
    assert gazetteer().area_of("091", BEFORE) is None
    assert gazetteer().municipality("091", BEFORE) is None
    assert gazetteer().municipalities(BEFORE) == ()


@pytest.mark.parametrize("code", ["", "Helsinki", "08", "999"])
def test_the_area_is_asked_for_by_a_municipality_code_only(code: str) -> None:
    assert gazetteer().area_of(code, TODAY) is None


def test_areas_have_names_and_aland_is_the_last() -> None:
    aland = gazetteer().area(ALAND)
    assert aland is not None
    assert aland.names == {"fi": "Ahvenanmaa", "sv": "Åland", "en": "Åland"}
    assert gazetteer().areas[-1] == aland
    assert gazetteer().area("8") is None
    assert gazetteer().area_of("478", TODAY) == ALAND


def test_no_two_municipalities_share_a_name() -> None:
    everyone = gazetteer().municipalities(TODAY)
    names = [{spelling(name) for name in each.names.values()} for each in everyone]
    assert not [(a, b) for a, b in combinations(names, 2) if a & b]


def test_a_change_of_area_name_and_standing_takes_effect_on_its_day() -> None:
    change, merger = date(2027, 1, 1), date(2028, 1, 1)
    old = Municipality("001", {"fi": "Vanhala"}, 60.0, 20.0)
    new = Municipality("001", {"fi": "Uusila"}, 60.0, 20.0)
    heir = Municipality("002", {"fi": "Perilä"}, None, None)
    changing = Gazetteer(
        [Area("02", {"fi": "B"}), Area("01", {"fi": "A"})],
        [
            Standing(old, "01", FIRST_DAY, change),
            Standing(new, "02", change, merger),
            Standing(heir, "02", FIRST_DAY, None),
        ],
        [Abolished("001", "Uusila", merger, "002")],
        Localities(postcodes={"12340": "001"}),
    )
    assert [area.code for area in changing.areas] == ["01", "02"]
    eve = date(2026, 12, 31)
    assert (changing.area_of("001", eve), changing.area_of("001", change)) == ("01", "02")
    assert changing.municipality("Vanhala", eve) == old
    assert changing.municipality("Vanhala", change) is None
    assert changing.municipality("Uusila", eve) is None
    assert changing.municipality("Uusila", change) == new
    assert changing.municipality("Uusila", merger) == changing.municipality("001", merger) == heir
    assert changing.municipalities(merger) == (heir,)
    assert changing.all_municipalities() == (old, new, heir)
    assert [changing.at_postcode("12340", on) for on in (BEFORE, eve, change, merger)] == [None, old, new, heir]
    assert changing.at_postcode("12345", eve) is None
    assert changing.abolished_names(change) == ()
    assert changing.abolished_names(merger) == (("001", "002"), ("uusila", "002"))


def test_distances() -> None:
    helsinki, tampere = (60.1699, 24.9384), (61.4978, 23.7610)
    assert distance_km(helsinki, tampere) == pytest.approx(161, abs=1)
    assert distance_km(helsinki, tampere) == distance_km(tampere, helsinki)
    assert distance_km(helsinki, helsinki) == 0
    assert distance_km((90, 0), (-90, 0)) == pytest.approx(20_015, abs=1)


def test_municipalities_can_be_kept_in_sets() -> None:
    assert len(set(gazetteer().municipalities(TODAY))) == len(gazetteer().municipalities(TODAY))


def test_saints_are_spelt_in_several_ways() -> None:
    assert spellings("S:t Michel") == ("s:t michel", "sankt michel", "st michel", "st. michel")
    assert spellings("Åbo") == ("åbo",)


@pytest.mark.parametrize(
    ("postcode", "name"),
    [
        ("00100", "Helsinki"),
        ("00101", None),  # a box, which the sources put into two municipalities
        ("33720", "Tampere"),
        ("19430", "Mäntyharju"),  # of Pertunmaa until 2025
        ("22140", None),  # Mariehamn by name, Jomala by place
        ("22410", "Finström"),
        ("99130", "Kittilä"),
        ("00000", None),
        ("100", None),
        ("", None),
    ],
)
def test_postal_codes(postcode: str, name: str | None) -> None:
    found = gazetteer().at_postcode(postcode, TODAY)
    assert (found.names["fi"] if found else None) == name
    assert gazetteer().at_postcode(postcode, BEFORE) is None


def test_every_municipality_has_a_postal_code_and_every_code_a_municipality() -> None:
    postcodes = gazetteer().localities.postcodes
    assert len(postcodes) == 3562
    assert all(len(postcode) == 5 and postcode.isdigit() for postcode in postcodes)
    assert list(postcodes) == sorted(postcodes)
    assert set(postcodes.values()) == {municipality.code for municipality in gazetteer().municipalities(TODAY)}


def test_localities_are_of_municipalities_of_today_and_no_name_is_there_twice() -> None:
    localities = gazetteer().localities.localities
    codes = {municipality.code for municipality in gazetteer().municipalities(TODAY)}
    names = [spelling(name) for locality in localities for name in locality.names]
    assert len(localities) == 790
    assert len(names) == len(set(names))
    for locality in localities:
        assert locality.names and set(locality.municipalities) <= codes
        assert len(set(locality.municipalities)) == len(locality.municipalities)
        assert (locality.kind == "several") == (len(locality.municipalities) > 1)


def test_a_locality_that_names_a_municipality_is_told_with_both() -> None:
    for locality in gazetteer().localities.localities:
        for name in locality.names:
            own = gazetteer().municipality(name, TODAY)
            assert own is None or (own.code in locality.municipalities and locality.kind == "several")


def test_the_municipalities_of_a_region_are_those_of_one_area() -> None:
    regions = {region.names[0]: region for region in gazetteer().localities.regions}
    areas = {
        name: {gazetteer().area_of(code, TODAY) for code in region.municipalities}
        for name, region in regions.items()
        if region.municipalities
    }
    assert all(len(found) == 1 and None not in found for found in areas.values())
    assert areas["Ahvenanmaa"] == {ALAND}
    assert len(regions["Ahvenanmaa"].municipalities) == 16
    assert areas["Etelä-Karjala"] == {"03"}
    for name in ("Uusimaa", "Pirkanmaa", "Lappi", "Pohjanmaa", "Satakunta", "Päijät-Häme", "Pohjois-Savo"):
        assert regions[name].municipalities == (), name
