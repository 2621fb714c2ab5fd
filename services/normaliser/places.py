"""Where a vacancy or a seeker is: what sources write about places, read into a municipality and its area.

Whole names only, in three languages, and their Finnish inflections. What is not known stays unknown: a wrong
municipality would tell the wrong office.
"""

import re
from collections.abc import Iterator
from datetime import date

from services.normaliser.place_forms import place_forms
from shared.areas import ALAND, Gazetteer, Municipality, spelling
from shared.events.places import Place, PlaceKind

_COUNTRY = """
    suomi|suomessa|koko suomi|koko suomessa|koko suomen alue|koko maa|koko maassa|ympäri suomea
    |eri puolilla suomea|valtakunnallinen|finland|hela finland|hela landet|whole country|whole finland
    |whole of finland|all of finland|all finland|across finland|anywhere in finland|nationwide
"""
_REMOTE = """
    etä|etänä|etätyö|etätyönä|etätyöt|etätyössä|täysin etänä|täysin etätyö|kokonaan etänä|kotoa käsin
    |remote|remotely|remote work|remote job|fully remote|100% remote|work from home|remote finland
    |distans|distansarbete|på distans|distansjobb|hemarbete|100% etätyö|100 % etätyö
"""
_FOREIGN_COUNTRIES = """
    ruotsi|ruotsissa|sverige|sweden|norja|norjassa|norge|norway|tanska|tanskassa|danmark|denmark
    |viro|virossa|eesti|estland|estonia|latvia|latviassa|lettland|liettua|litauen|lithuania|islanti|island
    |iceland|saksa|saksassa|tyskland|germany|deutschland|puola|puolassa|polen|poland|hollanti|alankomaat
    |nederländerna|netherlands|belgia|belgien|belgium|ranska|frankrike|france|espanja|spanien|spain
    |portugali|portugal|italia|italien|italy|itävalta|österrike|austria|sveitsi|schweiz|switzerland
    |iso-britannia|britannia|englanti|storbritannien|england|united kingdom|uk|irlanti|irland|ireland
    |kreikka|grekland|greece|yhdysvallat|usa|united states|kanada|canada|venäjä|ryssland|russia
    |luxemburg|luxembourg|tšekki|tjeckien|czechia|unkari|ungern|hungary|ulkomaat|ulkomailla|utomlands|abroad
"""
_FOREIGN_CITIES = """
    tukholma|tukholmassa|stockholm|göteborg|gothenburg|malmö|uppsala|uumaja|umeå|luulaja|luleå|haaparanta
    |haparanda|kiiruna|kiruna|oslo|oslossa|bergen|trondheim|tromssa|tromsø|tromsö|stavanger|alta|kirkkoniemi
    |kirkenes|kööpenhamina|köpenhamn|københavn|copenhagen|aarhus|århus|tallinna|tallinnassa|tallinn|tartto
    |tartu|pärnu|riika|riiassa|riga|vilna|vilnius|kaunas|reykjavik|reykjavík|berliini|berliinissä|berlin
    |hampuri|hamburg|münchen|munich|frankfurt|varsova|warszawa|warsaw|krakova|kraków|krakow|gdańsk|gdansk
    |amsterdam|rotterdam|bryssel|brussels|bruxelles|pariisi|paris|lontoo|london|dublin|madrid|barcelona
    |lissabon|lisbon|rooma|rom|rome|milano|milan|wien|vienna|zürich|zurich|geneve|genève|geneva|praha|prag
    |prague|budapest|ateena|aten|athens|pietari|sankt petersburg|saint petersburg|new york
"""
_ALAND_NAMES = "ahvenanmaa|ahvenanmaalla|åland|på åland|åland islands|aland"


def _phrases(text: str) -> frozenset[str]:
    return frozenset(spelling(phrase) for phrase in text.split("|"))


COUNTRY, REMOTE, ALAND_NAMES = _phrases(_COUNTRY), _phrases(_REMOTE), _phrases(_ALAND_NAMES)
FOREIGN_COUNTRIES, FOREIGN_CITIES = _phrases(_FOREIGN_COUNTRIES), _phrases(_FOREIGN_CITIES)

_ALTERNATIVES = re.compile(r"[/;|&+\n–—]|\s-\s|\b(?:ja|tai|sekä|och|eller|samt|and|or)\b", re.IGNORECASE)
_PIECES = re.compile(r"[,()\[\]]")
_POSTCODE = re.compile(r"\b(?:fi-?\s?|ax-?\s?)?\d{5}\b")
_BEFORE = re.compile(r"^(?:i|på|in|at|city of|municipality of|town of|staden)\s+")
_AFTER = re.compile(
    r"\s+(?:kaupunki|kaupungissa|kaupungin|kunta|kunnassa|kunnan|keskusta|keskustassa|stad|kommun|centrum)$"
)
_UNKNOWN = Place(kind="unknown")


def read_place(text: str | None, on: date, gazetteer: Gazetteer) -> Place:
    """The place that a text names on this day, or one of kind `unknown`.

    Of several, the first that is a municipality or abroad; else remote work; else the whole country. Åland by
    its own name is an area without a municipality: kind `unknown` with area 46. A region by name is unknown.
    """
    found = [place for place in _read_all(text or "", on, gazetteer) if place != _UNKNOWN]
    for kinds in (("municipality", "abroad"), ("unknown",), ("remote",), ("country",)):
        for place in found:
            if place.kind in kinds:
                return place
    return _UNKNOWN


def _read_all(text: str, on: date, gazetteer: Gazetteer) -> Iterator[Place]:
    for alternative in _ALTERNATIVES.split(text):
        pieces = [piece for piece in map(spelling, _PIECES.split(alternative)) if piece]
        for piece, after in zip(pieces, [*pieces[1:], ""], strict=False):
            # `Sund, Norge` is not the Sund on Åland.
            yield Place(kind="abroad") if after in FOREIGN_COUNTRIES else _read_piece(piece, on, gazetteer)


def _read_piece(piece: str, on: date, gazetteer: Gazetteer) -> Place:
    for form in _without_company(piece):
        municipality = gazetteer.municipality(form, on) or _inflected(form, on, gazetteer)
        if municipality:
            return _at(municipality, on, gazetteer)
        kind = _kind(form)
        if kind:
            return Place(kind=kind)
        if form in ALAND_NAMES:
            area = gazetteer.area(ALAND)
            return Place(kind="unknown", area=ALAND, name=dict(area.names) if area else {})
    return _UNKNOWN


def _without_company(piece: str) -> Iterator[str]:
    """The text as it stands, then without its postcode, then without words such as `i` and `kaupunki`."""
    yield piece
    bare = spelling(_POSTCODE.sub(" ", piece))
    yield bare
    yield _AFTER.sub("", _BEFORE.sub("", bare))


def _inflected(form: str, on: date, gazetteer: Gazetteer) -> Municipality | None:
    code = place_forms(gazetteer, on).get(form)
    return gazetteer.municipality(code, on) if code else None


def _kind(form: str) -> PlaceKind | None:
    if form in FOREIGN_COUNTRIES or form in FOREIGN_CITIES:
        return "abroad"
    if form in REMOTE:
        return "remote"
    return "country" if form in COUNTRY else None


def _at(municipality: Municipality, on: date, gazetteer: Gazetteer) -> Place:
    return Place(
        kind="municipality",
        municipality=municipality.code,
        area=gazetteer.area_of(municipality.code, on),
        name=dict(municipality.names),
        lat=municipality.lat,
        lon=municipality.lon,
    )
