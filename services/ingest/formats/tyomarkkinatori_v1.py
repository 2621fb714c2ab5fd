"""The national job posting, version 1: a Hakutulos, a list of Tyopaikkailmoitus, or one of them.

People stay out of it: a household's name, contact persons and street addresses are never taken.
"""

from collections.abc import Mapping
from typing import Any

from services.ingest.formats import national
from services.ingest.formats.base import Format
from services.ingest.formats.national import LONG, PERMITS, Reading, Where

HOUSEHOLD = "Kotitalous"
_SHIP = "perustiedot.palvelussuhde"
_CLIENTS = (
    f"{_SHIP}.tyosuhde.vuokratyoToimeksiantaja",
    f"{_SHIP}.tyosuhde.rekrytointiToimeksiantaja",
    f"{_SHIP}.toimeksianto.rekrytointiToimeksiantaja",
)
_NEEDS = "osaamisvaatimukset"
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
    f"{_NEEDS}.ammatit": "occupation",
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
_PERSONAL = "personal data: never taken"
_FREE_TEXT = "free text beside the description"
_UNUSED = "nothing in the exchange depends on it"
LEAVES: Mapping[str, str] = {
    "hakeminen.ilmoittajanYhteystiedot": _PERSONAL,
    "kotitaloudenNimi": f"{_PERSONAL}; the employer is then called {HOUSEHOLD}",
    "sijainti.toimipaikka.postiosoite": "may be a home: never taken",
    "sijainti.toimipaikka.toimipaikanNimi": _FREE_TEXT,
    "hakeminen.hakuohjeet": f"{_FREE_TEXT}, often with contact persons",
    "markkinointikuvaus": _FREE_TEXT,
    f"{_NEEDS}.ajokortti.ajokortinLisatieto": _FREE_TEXT,
    f"{_NEEDS}.kielitaidot.kielitaidonLisatieto": _FREE_TEXT,
    f"{_NEEDS}.kortitJaLuvat.kortitJaLuvatLisatieto": _FREE_TEXT,
    f"{_NEEDS}.koulutusaste": _UNUSED,
    "perustiedot.maaraaikaisuudenPaattymisPvm": _UNUSED,
    "perustiedot.maaraaikaisuudenSyy": _FREE_TEXT,
    "perustiedot.paikkojenMaara": _UNUSED,
    "perustiedot.palkanPeruste": _UNUSED,
    "perustiedot.palkanLisatieto": _FREE_TEXT,
    "perustiedot.kutsutaanTarvittaessa": _UNUSED,
    "perustiedot.kuuluuMatkustamista": _UNUSED,
    "perustiedot.tyoAlkaa": "the date says it",
    "perustiedot.tyoAlkaaLisatieto": _FREE_TEXT,
    "perustiedot.tyoTunnitAjanjakso": _UNUSED,
    "perustiedot.tyoTunnitMinimi": _UNUSED,
    "perustiedot.tyoTunnitMaksimi": _UNUSED,
    "perustiedot.tyonJatkuvuus": _UNUSED,
    "perustiedot.tyoskentely": _UNUSED,
    f"{_SHIP}.tyyppi": _UNUSED,
    f"{_SHIP}.virkasuhde": _UNUSED,
    f"{_SHIP}.yrittajyys": _UNUSED,
    f"{_SHIP}.tyosuhde.oppisopimus": _UNUSED,
    f"{_SHIP}.tyosuhde.tyoharjoittelu": _UNUSED,
    f"{_SHIP}.tyosuhde.vuorotteluvapaanSijaisuus": _UNUSED,
    f"{_SHIP}.tyosuhde.vuokratyo": "the client's name says it",
    f"{_SHIP}.tyosuhde.rekrytointiToimeksianto": "the client's name says it",
    f"{_SHIP}.toimeksianto.rekrytointiToimeksianto": "the client's name says it",
    "ilmoittajanYTunnus": _UNUSED,
    "ilmoituksenOhjaus": _UNUSED,
    "kotisivut": _UNUSED,
    "julkaisupvm": _UNUSED,
    "luontipvm": _UNUSED,
    "muokattupvm": _UNUSED,
}


def _read(posting: Reading) -> Mapping[str, Any]:
    spoken = [code.casefold() for code in posting.codes("ilmoituksenKielet")]
    title, language = posting.localised("perustiedot.tyonOtsikko", spoken)
    spoken = [language or "", *spoken]
    description, _ = posting.localised("perustiedot.tyonKuvaus", spoken, LONG)
    if description is None:
        description, _ = posting.localised("perustiedot.tyonTiivistelma", spoken, LONG)
    external_id = posting.value("ilmoituksenID")
    place, somewhere = _WHERE.place(posting)
    flexible = posting.flag("sijainti.sijaintiJoustava")
    return national.given(
        {
            "external_id": external_id,
            "title": title,
            "description": description,
            "employer": _employer(posting, spoken),
            "language": language if language in ("fi", "sv", "en") else None,
            "occupation": _occupation(posting),
            "place": place,
            "remote": ("hybrid" if somewhere else "full") if flexible else None,
            "work_time": national.work_time(posting, "perustiedot.tyoAika"),
            "skills": posting.listed(f"{_NEEDS}.osaamiset", posting.codes(f"{_NEEDS}.osaamiset", "luokiteltuArvo")),
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


def _occupation(posting: Reading) -> str | None:
    path = f"{_NEEDS}.ammatit"
    codes = posting.codes(path, "luokiteltuArvo")
    if len(codes) > 1:
        posting.cut(path, "Only the first occupation is taken.")
    return codes[0] if codes else None


def _licences(posting: Reading) -> list[str]:
    codes = f"{_NEEDS}.kortitJaLuvat.lupaKoodit"
    licences = [
        *national.driving(posting, f"{_NEEDS}.ajokortti.vaaditutAjokorttiluokat"),
        *national.of_table(posting, codes, PERMITS),
    ]
    if posting.flag(f"{_NEEDS}.rikosrekisteriote"):
        licences.insert(0, "criminal-record-extract")
    return posting.listed(codes, licences)


TYOMARKKINATORI_V1 = Format(
    "tyomarkkinatori-v1",
    "vacancies",
    ("application/vnd.tyomarkkinatori.v1+json",),
    national.document(_read, frozenset({"Ilmoitukset"}), _is_empty),
    READS,
    LEAVES,
)
