"""What sources write about places is read, and what is not known stays unknown."""

from datetime import date

import pytest

from services.normaliser.place_forms import inflected, place_forms
from services.normaliser.places import (
    ALAND_NAMES,
    COUNTRY,
    FOREIGN_CITIES,
    FOREIGN_COUNTRIES,
    REMOTE,
    read_place,
)
from shared.areas import gazetteer
from shared.events.places import Place

TODAY = date(2026, 11, 1)


def read(text: str | None) -> Place:
    return read_place(text, TODAY, gazetteer())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("837", "Tampere"),
        ("Tammerfors", "Tampere"),
        ("Tampereella", "Tampere"),
        ("TAMPEREEN", "Tampere"),
        ("Helsingissä", "Helsinki"),
        ("Vantaalla", "Vantaa"),
        ("Lahdessa", "Lahti"),
        ("Turussa", "Turku"),
        ("Seinäjoella", "Seinäjoki"),
        ("Rovaniemellä", "Rovaniemi"),
        ("Kangasalla", "Kangasala"),
        ("Haapavedellä", "Haapavesi"),
        ("Kankaanpäässä", "Kankaanpää"),
        ("Hangossa", "Hanko"),
        ("Huittisissa", "Huittinen"),
        ("Varkaudessa", "Varkaus"),
        ("Outokummussa", "Outokumpu"),
        ("Pihtiputaalla", "Pihtipudas"),
        ("Virroilla", "Virrat"),
        ("Iissä", "Ii"),
        ("i Helsingfors", "Helsinki"),
        ("Vasa stad", "Vaasa"),
        ("Helsingin kaupunki", "Helsinki"),
        ("City of Oulu", "Oulu"),
        ("Pedersören kunta", "Pedersören kunta"),
        ("00100 Helsinki", "Helsinki"),
        ("FI-33100 Tampere", "Tampere"),
        ("Hämeenkatu 1, 33100 Tampere", "Tampere"),
        ("Helsinki (Pasila)", "Helsinki"),
        ("Espoo, Suomi", "Espoo"),
        ("Helsinki/Espoo", "Helsinki"),
        ("Espoo ja Helsinki", "Espoo"),
        ("Esbo eller Helsingfors", "Espoo"),
        ("Oulu – Kempele", "Oulu"),
        ("Etätyö / Kuopio", "Kuopio"),
        ("Helsinki, Tallinna, Viro", "Helsinki"),
        ("Nastola", "Lahti"),
        ("Mänttä-Vilppula", "Mänttä-Vilppula"),
    ],
)
def test_municipalities(text: str, name: str) -> None:
    place = read(text)
    assert (place.kind, place.name.get("fi")) == ("municipality", name)
    assert place.area == gazetteer().area_of(place.municipality or "", TODAY)
    assert place.lat is not None
    assert place.lon is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Koko Suomi", "country"),
        ("hela Finland", "country"),
        ("Whole country", "country"),
        ("etätyö", "remote"),
        ("Remote", "remote"),
        ("på distans", "remote"),
        ("Remote, Finland", "remote"),
        ("Tukholma", "abroad"),
        ("Stockholm, Sverige", "abroad"),
        ("Tallinna", "abroad"),
        ("Norja", "abroad"),
        ("Sund, Norge", "abroad"),
        ("Sankt Petersburg", "abroad"),
        ("Stockholm / Helsinki", "abroad"),
    ],
)
def test_other_kinds(text: str, kind: str) -> None:
    assert read(text) == Place(kind=kind)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        ",",
        "00100",
        "91",
        "08",
        "Pirkanmaa",
        "Uusimaa",
        "Tampereen seutu",
        "Koski",
        "Helsink",
        "Atlantis",
    ],
)
def test_what_is_not_known_stays_unknown(text: str | None) -> None:
    assert read(text) == Place(kind="unknown")


@pytest.mark.parametrize("text", ["Åland", "Ahvenanmaa", "på Åland"])
def test_aland_by_name_is_an_area_without_a_municipality(text: str) -> None:
    place = read(text)
    assert (place.kind, place.municipality, place.area) == ("unknown", None, "46")


def test_before_the_areas_began_no_municipality_is_read() -> None:
    assert read_place("Helsinki", date(2024, 12, 31), gazetteer()) == Place(kind="unknown")


def test_every_municipality_is_read_from_its_names_and_forms() -> None:
    for municipality in gazetteer().municipalities(TODAY):
        texts = {municipality.code, *municipality.names.values(), *inflected(municipality.names["fi"])}
        assert {read(text).municipality for text in texts} == {municipality.code}


def test_no_inflected_form_is_another_municipalitys_name() -> None:
    for form, code in place_forms(gazetteer(), TODAY).items():
        named = gazetteer().municipality(form, TODAY)
        assert named is None or named.code == code


def test_no_other_word_for_a_place_is_a_municipality() -> None:
    words = COUNTRY | REMOTE | ALAND_NAMES | FOREIGN_CITIES | FOREIGN_COUNTRIES
    assert not words & place_forms(gazetteer(), TODAY).keys()
    assert not [word for word in words if gazetteer().municipality(word, TODAY)]
