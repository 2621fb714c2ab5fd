"""How Finnish inflects the names of places: Helsingissä, Tampereella, Lahteen, Virroilta.

Built by rule, a little too generously on purpose: a form that nobody uses does no harm, and one that two places
share is told as ambiguous. What no rule gives is listed by hand.
"""

import re
from collections.abc import Iterator

from shared.areas import spelling

Stems = tuple[str, str]
"""What stands before the endings: the weak stem (lahde-ssa), and the strong one of the illative (lahte-en)."""
Form = tuple[str, str]
"""A case and a form in it."""

# name:weak/strong, several ways with a bar between them
_BY_HAND = """
    alavus:alavude/alavute varkaus:varkaude/varkaute juuka:juua/juuka loppi:lope/loppe pihtipudas:pihtiputaa/pihtiputaa
    haukipudas:haukiputaa/haukiputaa punkalaidun:punkalaitume/punkalaitume raahe:raahe/raahe muurame:muurame/muurame
    kangasala:kangasala/kangasala|kangasa/kangasa
    veromies:veromiehe/veromiehe syöte:syöttee/syöttee iso-syöte:iso-syöttee/iso-syöttee
"""
# name:stem of the cases/stem of the illative:genitives
_PLURALS = """
    virrat:virroi/virtoi:virtain|virtojen yhdysvallat:yhdysvalloi/yhdysvaltoi:yhdysvaltain|yhdysvaltojen
    alankomaat:alankomai/alankomai:alankomaiden filippiinit:filippiinei/filippiinei:filippiinien
    färsaaret:färsaari/färsaari:färsaarten kuusiokunnat:kuusiokunni/kuusiokunti:kuusiokuntien
    hiekkasärkät:hiekkasärki/hiekkasärkki:hiekkasärkkien
"""
# First parts that are inflected too: Uudessakaupungissa, Isossakyrössä.
_ADJECTIVES = {
    "uusi": ("uude", "uute", "a"), "iso": ("iso", "iso", "a"), "vähä": ("vähä", "vähä", "ä"),
    "vanha": ("vanha", "vanha", "a"),
}  # fmt: skip

# The ends of names, and what stands in their place, weak and strong.
_ENDINGS = (
    ("järvi", "järve", "järve"), ("joki", "joe", "joke"), ("mäki", "mäe", "mäke"), ("lahti", "lahde", "lahte"),
    ("vesi", "vede", "vete"), ("niemi", "nieme", "nieme"), ("nummi", "numme", "numme"), ("salmi", "salme", "salme"),
    ("saari", "saare", "saare"), ("koski", "koske", "koske"), ("kivi", "kive", "kive"), ("suomi", "suome", "suome"),
    ("vuori", "vuore", "vuore"), ("lampi", "lamme", "lampe"), ("lampi", "lammi", "lampi"), ("haka", "haa", "haka"),
    ("nen", "se", "se"), ("nen", "si", "si"), ("kaski", "kaske", "kaske"), ("rinne", "rintee", "rintee"),
    ("lähde", "lähtee", "lähtee"),
)  # fmt: skip
# The same of names that may as well be foreign: Kannuksessa, but Korsnäsissä.
_CONSONANTS = (
    ("us", "ukse"), ("ys", "ykse"), ("os", "okse"), ("es", "ekse"), ("is", "ikse"), ("as", "akse"), ("äs", "äkse"),
    ("kangas", "kankaa"),
)  # fmt: skip
_WEAK = (
    ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr"), ("rk", "r"), ("lk", "l"),
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("ht", "hd"),
)  # fmt: skip
_VOWELS = "aeiouyäöå"
_SINGLE = re.compile(rf"(?<=[{_VOWELS}])([tp])(?=[{_VOWELS}]$)")
_LONG = re.compile(r"([aeiouyäö])\1$")
_DIPHTHONG = re.compile(r"(?:uo|yö|ie)$")
_UNINFLECTED = re.compile(r" (?:tl|hl|tp)$")


def inflected(name: str) -> frozenset[str]:
    """The genitive and the local cases of a Finnish name, without capitals: of Lahti lahden, lahdessa, lahteen..."""
    whole = spelling(name)
    tail = _UNINFLECTED.search(whole)
    kept = tail[0] if tail else ""
    stem = whole.removesuffix(kept)
    return frozenset(form + kept for _, form in (*_forms(stem), *_twofold(stem))) if stem else frozenset()


def _forms(name: str) -> Iterator[Form]:
    if name in _IRREGULAR_PLURALS:
        stems, genitives = _IRREGULAR_PLURALS[name]
        yield from (("genitive", genitive) for genitive in genitives)
        yield "illative", f"{stems[1]}hin"
        yield from _local(stems[0])
        return
    for stems in _stems(name):
        yield "genitive", f"{stems[0]}n"
        yield from _local(stems[0])
        yield from (("illative", form) for form in _illatives(stems[1]))
    if name.endswith("nen"):  # Huittinen: Huittisten
        yield "genitive", f"{name.removesuffix('nen')}sten"


def _stems(name: str) -> Iterator[Stems]:
    if name in _IRREGULAR:
        yield from _IRREGULAR[name]
        return
    found = [(name.removesuffix(end) + weak, name.removesuffix(end) + strong) for end, weak, strong in _ENDINGS
             if name.endswith(end)]  # fmt: skip
    yield from found or _regular(name)


def _regular(name: str) -> Iterator[Stems]:
    if name[-1] not in _VOWELS:
        yield f"{name}i", f"{name}i"
        yield from ((stem, stem) for stem in _of_consonants(name))
        return
    yield name, name
    if name[-1] == "e":
        yield f"{name}e", f"{name}e"
    weak = _weakened(name)
    if weak:
        yield weak, name


def _of_consonants(name: str) -> Iterator[str]:
    for ending, stem in _CONSONANTS:
        if name.endswith(ending):
            yield name.removesuffix(ending) + stem


def _weakened(name: str) -> str | None:
    """Consonant gradation before the last vowel: Hanko, Hangon; Lieto, Liedon."""
    body, vowel = name[:-1], name[-1]
    for strong, weak in _WEAK:
        if body.endswith(strong):
            return body.removesuffix(strong) + weak + vowel
    single = _SINGLE.search(name)
    return f"{name[: single.start()]}{'d' if single[1] == 't' else 'v'}{vowel}" if single else None


def _local(stem: str, vowels: str = "aä") -> Iterator[Form]:
    """Both vowels: in compounds the last part decides (Rovaniemellä), and no rule here knows the parts."""
    for case in ("ss", "st", "ll", "lt"):
        yield from ((case, f"{stem}{case}{vowel}") for vowel in vowels)
    yield "lle", f"{stem}lle"


def _illatives(stem: str) -> Iterator[str]:
    """Lahteen, Espooseen, Järvenpäähän, Varissuohon."""
    last = stem[-1]
    if _LONG.search(stem) or _DIPHTHONG.search(stem):
        yield f"{stem}h{last}n"
        yield f"{stem}seen"
    else:
        yield f"{stem}{last}n"


def _twofold(name: str) -> Iterator[Form]:
    for adjective, (weak, strong, vowel) in _ADJECTIVES.items():
        rest = name.removeprefix(adjective)
        if rest != name and len(rest) >= 3:
            first = {"genitive": f"{weak}n", "illative": f"{strong}{strong[-1]}n", **dict(_local(weak, vowel))}
            yield from ((case, first[case] + form) for case, form in _forms(rest))


def _pair(stems: str) -> Stems:
    weak, strong = stems.split("/")
    return weak, strong


_IRREGULAR = {
    name: tuple(map(_pair, stems.split("|"))) for name, stems in (line.split(":") for line in _BY_HAND.split())
}
_IRREGULAR_PLURALS = {
    name: (_pair(stems), tuple(genitives.split("|")))
    for name, stems, genitives in (line.split(":") for line in _PLURALS.split())
}
