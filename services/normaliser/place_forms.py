"""How adverts inflect the Finnish names of municipalities: Helsingissä, Tampereella, Lahden.

Built by rule, too generously on purpose: a form that nobody uses does no harm, and one that two
municipalities share is left out.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from shared.areas import Gazetteer, spelling

# The forty biggest, by hand: nearly every advert is about one of these.
_BIGGEST = """
    helsinki:helsingi espoo:espoo tampere:tamperee vantaa:vantaa oulu:oulu turku:turu jyväskylä:jyväskylä
    kuopio:kuopio lahti:lahde pori:pori kouvola:kouvola joensuu:joensuu lappeenranta:lappeenranna vaasa:vaasa
    hämeenlinna:hämeenlinna seinäjoki:seinäjoe rovaniemi:rovanieme mikkeli:mikkeli kotka:kotka salo:salo
    porvoo:porvoo kokkola:kokkola hyvinkää:hyvinkää lohja:lohja järvenpää:järvenpää rauma:rauma
    kirkkonummi:kirkkonumme tuusula:tuusula kajaani:kajaani kerava:kerava savonlinna:savonlinna
    nurmijärvi:nurmijärve nokia:nokia ylöjärvi:ylöjärve kaarina:kaarina kangasala:kangasala|kangasa
    riihimäki:riihimäe raasepori:raasepori vihti:vihdi imatra:imatra
"""
_BY_HAND = {name: tuple(stems.split("|")) for name, stems in (pair.split(":") for pair in _BIGGEST.split())} | {
    "virrat": ("virroi", "virtoje", "virtai"),
    "pihtipudas": ("pihtiputaa",),
    "punkalaidun": ("punkalaitume",),
}

# The ends of names, and what stands in their place before a case ending.
_ENDINGS = (
    ("järvi", "järve"), ("joki", "joe"), ("mäki", "mäe"), ("lahti", "lahde"), ("vesi", "vede"),
    ("niemi", "nieme"), ("nummi", "numme"), ("salmi", "salme"), ("saari", "saare"), ("koski", "koske"),
    ("lampi", "lamme"), ("pelto", "pello"), ("kumpu", "kummu"), ("ranta", "ranna"), ("virta", "virra"),
    ("nen", "se"), ("nen", "si"), ("us", "ukse"), ("us", "ude"), ("us", "uukse"), ("os", "okse"),
    ("es", "ekse"), ("as", "aa"), ("is", "ii"), ("e", "ee"),
)  # fmt: skip
_WEAK = (
    ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr"), ("rk", "r"), ("lk", "l"),
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("ht", "hd"),
)  # fmt: skip
_SINGLE = re.compile(r"(?<=[aeiouyäöl])([tp])(?=[aeiouyäö]$)")
_VOWELS = "aeiouyäöå"


def inflected(name: str) -> frozenset[str]:
    """The genitive and the inner and outer local cases of a Finnish name, without capitals."""
    return frozenset(form for stem in _stems(spelling(name)) for form in _cases(stem))


@lru_cache(maxsize=4)
def place_forms(gazetteer: Gazetteer, on: date) -> dict[str, str]:
    """Each inflected form that belongs to one municipality only, with its code."""
    owners: dict[str, set[str]] = {}
    for municipality in gazetteer.municipalities(on):
        for form in inflected(municipality.names["fi"]):
            owners.setdefault(form, set()).add(municipality.code)
    return {form: codes.pop() for form, codes in owners.items() if len(codes) == 1}


def _stems(name: str) -> Iterator[str]:
    if name in _BY_HAND:
        yield from _BY_HAND[name]
        return
    if name[-1] not in _VOWELS:
        yield f"{name}i"
    else:
        yield name
        yield from _weakened(name)
    for ending, instead in _ENDINGS:
        if name.endswith(ending):
            yield name.removesuffix(ending) + instead


def _weakened(name: str) -> Iterator[str]:
    """Consonant gradation before the last vowel: Hanko, Hangon; Lieto, Liedon."""
    body, vowel = name[:-1], name[-1]
    for strong, weak in _WEAK:
        if body.endswith(strong):
            yield body.removesuffix(strong) + weak + vowel
            return
    single = _SINGLE.search(name)
    if single:
        yield f"{name[: single.start()]}{'d' if single[1] == 't' else 'v'}{vowel}"


def _cases(stem: str) -> Iterator[str]:
    yield f"{stem}n"
    if stem.endswith(("se", "si")):  # Huittinen: Huittisten
        yield f"{stem[:-1]}ten"
    for case in ("ss", "st", "ll", "lt"):
        # Both vowels: in compounds the last part decides (Rovaniemellä), and no rule here knows the parts.
        yield f"{stem}{case}a"
        yield f"{stem}{case}ä"
