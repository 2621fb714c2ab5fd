"""The national job posting, version 1: a Hakutulos, a list of Tyopaikkailmoitus, or one of them.

People stay out of it: a household's name, contact persons and street addresses are never taken.
"""

from collections.abc import Mapping
from typing import Any

from services.ingest.formats import national
from services.ingest.formats.base import Format
from services.ingest.formats.json_reading import Reading
from services.ingest.formats.national import FREE_TEXT, HOUSEHOLD, PERSONAL, UNUSED
from services.ingest.formats.national_codes import PERMITS
from services.ingest.formats.national_places import Where
from services.ingest.formats.row_model import LONGEST_TEXT, TEXT_LANGUAGES, given

_SHIP = "perustiedot.palvelussuhde"
_CLIENTS = (
    f"{_SHIP}.tyosuhde.vuokratyoToimeksiantaja",
    f"{_SHIP}.tyosuhde.rekrytointiToimeksiantaja",
    f"{_SHIP}.toimeksianto.rekrytointiToimeksiantaja",
)
_NEEDS = "osaamisvaatimukset"
_OCCUPATIONS = f"{_NEEDS}.ammatit"
_WHERE = Where(
    municipalities="sijainti.kunta",
    regions="sijainti.maakunta",
    countries="sijainti.maa",
    post_code="sijainti.toimipaikka.postinumero",
    post_office="sijainti.toimipaikka.postitoimipaikka",
)

READS: Mapping[str, str] = {
    "ilmoituksenID": "external_id",
    "perustiedot.tyonOtsikko": "title",
    "perustiedot.tyonKuvaus": "description",
    "perustiedot.tyonTiivistelma": "description",
    "ilmoittajanNimi": "employer",
    "tyollistaja": "employer",
    **dict.fromkeys(_CLIENTS, "employer"),
    "ilmoituksenKielet": "language",
    _OCCUPATIONS: "occupation",
    f"{_NEEDS}.osaamiset": "skills",
    f"{_NEEDS}.kielitaidot": "languages",
    f"{_NEEDS}.ajokortti.vaaditutAjokorttiluokat": "licences",
    f"{_NEEDS}.kortitJaLuvat.lupaKoodit": "licences",
    f"{_NEEDS}.rikosrekisteriote": "licences",
    "sijainti.kunta": "place",
    "sijainti.toimipaikka.postitoimipaikka": "place",
    "sijainti.toimipaikka.postinumero": "place",
    "sijainti.maa": "place",
    "sijainti.maakunta": "place",
    "sijainti.sijaintiJoustava": "remote",
    "perustiedot.tyoAika": "work_time",
    "perustiedot.tyoAlkaaPvm": "starts_on",
    "hakeminen.hakuaikaPaattyy": "expires_at",
    "hakeminen.hakemuksenUrl": "url",
}
LEAVES: Mapping[str, str] = {
    "hakeminen.ilmoittajanYhteystiedot": PERSONAL,
    "kotitaloudenNimi": f"{PERSONAL}; the employer is then called {HOUSEHOLD}",
    "sijainti.toimipaikka.postiosoite": "may be a home: never taken",
    "sijainti.toimipaikka.toimipaikanNimi": FREE_TEXT,
    "hakeminen.hakuohjeet": f"{FREE_TEXT}, often with contact persons",
    "markkinointikuvaus": FREE_TEXT,
    f"{_NEEDS}.ajokortti.ajokortinLisatieto": FREE_TEXT,
    f"{_NEEDS}.kielitaidot.kielitaidonLisatieto": FREE_TEXT,
    f"{_NEEDS}.kortitJaLuvat.kortitJaLuvatLisatieto": FREE_TEXT,
    f"{_NEEDS}.koulutusaste": UNUSED,
    "perustiedot.maaraaikaisuudenPaattymisPvm": UNUSED,
    "perustiedot.maaraaikaisuudenSyy": FREE_TEXT,
    "perustiedot.paikkojenMaara": UNUSED,
    "perustiedot.palkanPeruste": UNUSED,
    "perustiedot.palkanLisatieto": FREE_TEXT,
    "perustiedot.kutsutaanTarvittaessa": UNUSED,
    "perustiedot.kuuluuMatkustamista": UNUSED,
    "perustiedot.tyoAlkaa": "the date says it",
    "perustiedot.tyoAlkaaLisatieto": FREE_TEXT,
    "perustiedot.tyoTunnitAjanjakso": UNUSED,
    "perustiedot.tyoTunnitMinimi": UNUSED,
    "perustiedot.tyoTunnitMaksimi": UNUSED,
    "perustiedot.tyonJatkuvuus": UNUSED,
    "perustiedot.tyoskentely": UNUSED,
    f"{_SHIP}.tyyppi": UNUSED,
    f"{_SHIP}.virkasuhde": UNUSED,
    f"{_SHIP}.yrittajyys": UNUSED,
    f"{_SHIP}.tyosuhde.oppisopimus": UNUSED,
    f"{_SHIP}.tyosuhde.tyoharjoittelu": UNUSED,
    f"{_SHIP}.tyosuhde.vuorotteluvapaanSijaisuus": UNUSED,
    f"{_SHIP}.tyosuhde.vuokratyo": "the client's name says it",
    f"{_SHIP}.tyosuhde.rekrytointiToimeksianto": "the client's name says it",
    f"{_SHIP}.toimeksianto.rekrytointiToimeksianto": "the client's name says it",
    "ilmoittajanYTunnus": UNUSED,
    "ilmoituksenOhjaus": UNUSED,
    "kotisivut": UNUSED,
    "julkaisupvm": UNUSED,
    "luontipvm": UNUSED,
    "muokattupvm": UNUSED,
}


def _read(posting: Reading) -> Mapping[str, Any]:
    spoken = [code.casefold() for code in posting.codes("ilmoituksenKielet")]
    title, language = posting.localised("perustiedot.tyonOtsikko", spoken)
    spoken = [language or "", *spoken]
    description, _ = posting.localised("perustiedot.tyonKuvaus", spoken, LONGEST_TEXT)
    if description is None:
        description, _ = posting.localised("perustiedot.tyonTiivistelma", spoken, LONGEST_TEXT)
    external_id = posting.value("ilmoituksenID")
    place, somewhere = _WHERE.place(posting)
    flexible = posting.flag("sijainti.sijaintiJoustava")
    return given(
        {
            "external_id": external_id,
            "title": title,
            "description": description,
            "employer": _employer(posting, spoken),
            "language": language if language in TEXT_LANGUAGES else None,
            "occupation": national.occupation(posting, _OCCUPATIONS, posting.codes(_OCCUPATIONS, "luokiteltuArvo")),
            "place": place,
            "remote": ("hybrid" if somewhere else "full") if flexible else None,
            "work_time": national.work_time(posting, "perustiedot.tyoAika"),
            "skills": posting.notes.once(f"{_NEEDS}.osaamiset", posting.codes(f"{_NEEDS}.osaamiset", "luokiteltuArvo")),
            "licences": _licences(posting),
            # The language is an ESCO skill, and no table here tells which: only a plain language code is read.
            "languages": national.language_skills(posting, f"{_NEEDS}.kielitaidot", "kielitaito", "kielitaidonTaso"),
            "starts_on": posting.text("perustiedot.tyoAlkaaPvm"),
            "expires_at": posting.text("hakeminen.hakuaikaPaattyy"),
            "url": posting.url("hakeminen.hakemuksenUrl", posting.text("hakeminen.hakemuksenUrl")),
            "origin": national.origin(external_id),
        }
    )


def _is_empty(item: Mapping[str, Any]) -> bool:
    """A page of search results with no posting on it."""
    page = [item[name] for name in ("Ilmoitukset", "ilmoituksienMaara") if name in item]
    return bool(page) and not any(page) and "ilmoituksenID" not in item


def _employer(posting: Reading, spoken: list[str]) -> str | None:
    """For whom the work is done: of agency work, the client. A household has no name here."""
    if posting.code("tyollistaja") == "02" or posting.value("kotitaloudenNimi") not in (None, ""):
        return HOUSEHOLD
    for path in _CLIENTS:
        if client := posting.line(path):
            return client
    return posting.localised("ilmoittajanNimi", spoken)[0]


def _licences(posting: Reading) -> list[str]:
    codes = f"{_NEEDS}.kortitJaLuvat.lupaKoodit"
    licences = [
        *national.driving(posting, f"{_NEEDS}.ajokortti.vaaditutAjokorttiluokat"),
        *national.of_table(posting, codes, PERMITS),
    ]
    if posting.flag(f"{_NEEDS}.rikosrekisteriote"):
        licences.insert(0, "criminal-record-extract")
    return posting.notes.once(codes, licences)


TYOMARKKINATORI_V1 = Format(
    "tyomarkkinatori-v1",
    "vacancies",
    ("application/vnd.tyomarkkinatori.v1+json",),
    national.document(_read, frozenset({"Ilmoitukset"}), _is_empty),
    READS,
    LEAVES,
)
