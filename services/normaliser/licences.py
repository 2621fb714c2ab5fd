"""Licences, cards and passes as people write them, read into the taxonomy's slugs. Pure."""

import re
import unicodedata
from collections.abc import Iterable

_CLASSES = ("am", "a1", "a2", "a", "be", "b", "c1e", "c1", "ce", "c", "d1e", "d1", "de", "d", "lt", "t")
# Classes written in one breath. A list, not a rule: otherwise the word "bad" would be a driving licence.
_RUNS = {
    "ab": ("a", "b"),
    "abc": ("a", "b", "c"),
    "abce": ("a", "b", "ce"),
    "abe": ("a", "be"),
    "abece": ("a", "be", "ce"),
    "bc": ("b", "c"),
    "bcd": ("b", "c", "d"),
    "bce": ("b", "ce"),
    "bece": ("be", "ce"),
    "cede": ("ce", "de"),
}
_DRIVING_WORDS = re.compile(
    r"\b(?:ajokort\w*|ajokorttiluokka|ajo-?oikeu\w*|kortti|kortin|luokan|luokka|körkort\w*|körrätt\w*|klass"
    r"|driving|driver'?s?|licen[cs]e|class|category|eu)\b"
)
_BETWEEN_CLASSES = re.compile(r"[\s,;/+&-]+|\b(?:ja|och|and|tai|eller|or)\b")
_BETWEEN_VALUES = re.compile(r"[,;+&\n]+|\s(?:ja|och|and|sekä|samt)\s")
_SPACES = re.compile(r"[\s_]+")

_SPELLINGS: dict[str, str] = {
    "driver-cpc": "kuljettajan ammattipätevyys|ammattipätevyys|kuljetusalan ammattipätevyys|"
    "direktiivipätevyys|yrkeskompetens|yrkeskompetens för förare|yrkesförarkompetens|ykb|cpc|"
    "driver cpc|driver certificate of professional competence|code 95|koodi 95|95",
    "adr-permit": "adr|adr-ajolupa|adr-lupa|adr-kortti|adr-intyg|adr-körtillstånd|"
    "adr driver certificate|adr certificate",
    "taxi-driver-permit": "taksinkuljettajan ajolupa|taksilupa|taksikortti|taksiajolupa|"
    "körtillstånd för taxiförare|taxiförarlegitimation|taxi driver permit|taxi driving licence|"
    "taxi permit",
    "forklift-card": "trukkikortti|trukinajolupa|trukkilupa|trukkiajolupa|truckkort|gaffeltruckkort|"
    "truckförarbevis|forklift licence|forklift license|forklift card|forklift permit",
    "hygiene-passport": "hygieniapassi|hygieniaosaamistodistus|hygieniaosaaminen|hygienpass|"
    "hygienkompetens|hygienintyg|hygiene passport|hygiene pass|food hygiene certificate",
    "alcohol-passport": "anniskelupassi|a-passi|alkoholipassi|serveringspass|alkoholpass|"
    "alcohol passport|alcohol serving passport|alcohol pass",
    "occupational-safety-card": "työturvallisuuskortti|työturvakortti|turvakortti|arbetarskyddskort|"
    "arbetssäkerhetskort|säkerhetskort|occupational safety card|work safety card|safety card",
    "hot-work-card": "tulityökortti|tulityölupa|heta arbeten|heta arbeten-kort|hetarbetskort|"
    "certifikat heta arbeten|kort för heta arbeten|hot work card|hot work licence|hot work license|"
    "hot work permit",
    "road-work-safety-card": "tieturva|tieturvakortti|tieturva 1|tieturva 2|tieturva i|"
    "vägsäkerhetskort|vägskydd|vägskydd 1|road work safety card|road safety card",
    "electrical-safety-card": "sähkötyöturvallisuuskortti|sähkötyöturvallisuus|sfs 6002|sfs6002|"
    "sfs 6002 -kortti|elsäkerhetskort|elarbetssäkerhetskort|electrical work safety card|"
    "electrical safety card",
    "wet-room-certificate": "vedeneristäjän sertifikaatti|märkätilasertifikaatti|vedeneristäjä|"
    "våtrumscertifikat|wet room certificate|wet room waterproofing certificate",
    "crane-operator-qualification": "nosturinkuljettajan pätevyys|nosturikortti|"
    "nosturinkuljettajan ammattitutkinto|kranförarkompetens|krankort|crane licence|crane license|"
    "crane operator qualification",
    "first-aid-1": "ensiapu|ensiapu 1|ea1|ea 1|ensiapukortti|ensiapukurssi|ensiapukurssi ea1|"
    "hätäensiapu|första hjälpen|första hjälpen 1|första hjälpen fhj 1|fhj 1|fhj1|first aid|"
    "first aid 1|first aid certificate",
    "first-aid-2": "ensiapu 2|ea2|ea 2|ensiapukurssi ea2|första hjälpen 2|första hjälpen fhj 2|fhj 2|fhj2|first aid 2",
    "electrical-s1": "s1|sähköpätevyys 1|sähköpätevyys s1|sähköpätevyys 1 (s1)|elbehörighet 1|"
    "elbehörighet 1 (s1)|electrical qualification s1",
    "electrical-s2": "s2|sähköpätevyys 2|sähköpätevyys s2|sähköpätevyys 2 (s2)|elbehörighet 2|"
    "elbehörighet 2 (s2)|electrical qualification s2",
    "electrical-s3": "s3|sähköpätevyys 3|sähköpätevyys s3|sähköpätevyys 3 (s3)|elbehörighet 3|"
    "elbehörighet 3 (s3)|electrical qualification s3",
    "order-keeper": "järjestyksenvalvojakortti|järjestyksenvalvoja|jv-kortti|jv|ordningsvaktskort|"
    "ordningsvakt|order keeper card|order keeper|crowd controller licence|crowd controller card",
    "security-guard-card": "vartijakortti|vartijan kortti|vartijan peruskurssi|väktarkort|"
    "väktarutbildning|security guard card|guard card|security guard licence",
    "medication-permit": "love|love-lupa|lääkelupa|lääkehoitolupa|love-lääkehoito|lääkehoidon lupa|"
    "lääkehoidon lupa (love)|läkemedelstillstånd|läkemedelslov|läkemedelstillstånd (love)|"
    "medication permit|medication permit (love)",
    "teacher-qualification": "opettajan kelpoisuus|opettajan pätevyys|opettajan pedagogiset opinnot|"
    "luokanopettajan kelpoisuus|varhaiskasvatuksen opettajan kelpoisuus|lärarbehörighet|"
    "behörig lärare|pedagogiska studier för lärare|teacher qualification|qualified teacher",
    "criminal-record-extract": "rikosrekisteriote|rikosrekisteri|rikostaustaote|straffregisterutdrag|"
    "criminal record extract|criminal record check",
    "law-degree": "oikeustieteen maisteri|otm|varatuomari|juris magister|master of laws|law degree",
    "police-qualification": "poliisin tutkinto|poliisi (amk)|polisexamen|police qualification",
    "rescue-qualification": "pelastajan tutkinto|pelastajatutkinto|räddningsmannaexamen|rescue qualification",
    "valvira-registered": "valvira|valviran laillistus|valviran rekisteröinti|valvira-rekisteröinti|"
    "valvira-numero|terhikki|terhikki-rekisteri|suosikki-rekisteri|"
    "laillistettu terveydenhuollon ammattihenkilö|valviran laillistus tai nimikesuojaus|"
    "valvira legitimation|valviras legitimation|valvira registration|"
    "valviras legitimation eller skyddade yrkesbeteckning|registered with valvira|valvira licence",
    "real-estate-agent-qualification": "lkv|lkv-pätevyys|laillistettu kiinteistönvälittäjä|afm|"
    "afm-kompetens|licensed real estate agent",
}
# The titles in the health and social care register of Valvira, with or without the words that say so.
_HEALTH: dict[str, str] = {
    "valvira-nurse": "sairaanhoitaja|terveydenhoitaja|sjukskötare|sjuksköterska|hälsovårdare|nurse|registered nurse",
    "valvira-practical-nurse": "lähihoitaja|perushoitaja|närvårdare|primärskötare|practical nurse",
    "valvira-physician": "lääkäri|läkare|physician|doctor",
    "valvira-dentist": "hammaslääkäri|tandläkare|dentist",
    "valvira-midwife": "kätilö|barnmorska|midwife",
    "valvira-pharmacist": "farmaseutti|proviisori|farmaceut|provisor|pharmacist|"
    "farmaseutti tai proviisori|farmaceut eller provisor",
    "valvira-physiotherapist": "fysioterapeutti|fysioterapeut|physiotherapist",
    "valvira-occupational-therapist": "toimintaterapeutti|ergoterapeut|occupational therapist",
    "valvira-speech-therapist": "puheterapeutti|talterapeut|speech therapist",
    "valvira-radiographer": "röntgenhoitaja|röntgenskötare|radiographer",
    "valvira-biomedical-scientist": "bioanalyytikko|laboratoriohoitaja|bioanalytiker|biomedical scientist",
    "valvira-dental-hygienist": "suuhygienisti|munhygienist|dental hygienist",
    "valvira-psychologist": "psykologi|psykolog|psychologist",
    "valvira-social-worker": "sosiaalityöntekijä|socialarbetare|social worker",
    "valvira-social-instructor": "sosionomi|socionom|bachelor of social services|sosiaaliohjaaja|socialhandledare",
}
_HEALTH_MARKS = re.compile(
    r"\bvalvira\w*\b|\b(?:laillistet\w+|laillistus|nimikesuoja\w*|rekisteröi\w+|legitim\w+)\b"
    r"|\b(?:licensed|registered|oikeus)\b|\b(?:med )?skyddad yrkesbeteckning\b|[():]"
)


def _table(spellings: dict[str, str]) -> dict[str, str]:
    return {_key(spelling): slug for slug, listed in spellings.items() for spelling in (slug, *listed.split("|"))}


def _key(value: str) -> str:
    """One spelling of a value: case, hyphens, underscores and runs of spaces make no difference."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", value).casefold().replace("-", " ")).strip(" .,;:")


_KNOWN = _table(_SPELLINGS) | {_key(f"driving-{name}"): f"driving-{name}" for name in _CLASSES}
_KNOWN |= {_key(slug): slug for slug in _HEALTH}
_TITLES = _table(_HEALTH)

# What each licence is worth besides itself: by the Finnish driving licence act, and the steps of others.
_NEXT: dict[str, tuple[str, ...]] = {
    "driving-a": ("driving-a2",),
    "driving-a2": ("driving-a1",),
    "driving-a1": ("driving-am",),
    "driving-b": ("driving-am", "driving-t"),
    "driving-be": ("driving-b",),
    "driving-c1": ("driving-b",),
    "driving-c1e": ("driving-c1", "driving-be"),
    "driving-c": ("driving-c1",),
    "driving-ce": ("driving-c", "driving-c1e"),
    "driving-d1": ("driving-b",),
    "driving-d1e": ("driving-d1", "driving-be"),
    "driving-d": ("driving-d1",),
    "driving-de": ("driving-d", "driving-d1e"),
    "driving-lt": ("driving-t",),
    "driving-t": ("driving-am",),
    "electrical-s1": ("electrical-s2",),
    "electrical-s2": ("electrical-s3",),
    "first-aid-2": ("first-aid-1",),
}


def read_licences(values: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slugs that the values name, and the values that name none; each once, in the order given."""
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for value in values:
        whole = _read(value)
        for part in (value,) if whole else _BETWEEN_VALUES.split(value):
            slugs = whole or _read(part)
            known.update(dict.fromkeys(slugs))
            if not slugs and _key(part):
                unknown.setdefault(_SPACES.sub(" ", part).strip().casefold())
    return tuple(known), tuple(unknown)


def implied(licences: Iterable[str]) -> frozenset[str]:
    """The licences with all that they are worth: who may drive CE may drive C, C1, BE and B."""
    held: set[str] = set()
    waiting = list(licences)
    while waiting:
        licence = waiting.pop()
        if licence not in held:
            held.add(licence)
            waiting.extend(_NEXT.get(licence, ()))
            if licence.startswith("valvira-"):
                waiting.append("valvira-registered")
    return frozenset(held)


def _read(value: str) -> tuple[str, ...]:
    """The slugs that one whole value names: a known spelling, driving classes, or a protected title."""
    key = _key(value)
    if slug := _KNOWN.get(key):
        return (slug,)
    return _driving(key) or _health(key)


def _driving(key: str) -> tuple[str, ...]:
    rest = _DRIVING_WORDS.sub(" ", key)
    tokens = [token for token in _BETWEEN_CLASSES.split(rest) if token]
    if not tokens:
        # "Ajokortti" alone means the common car licence, in adverts and in profiles.
        return ("driving-b",) if re.search(r"ajokort|ajo oikeu|körkort|körrätt|driv", key) else ()
    classes: list[str] = []
    for token in tokens:
        found = (token,) if token in _CLASSES else _RUNS.get(token)
        if found is None:
            return ()
        classes.extend(found)
    return tuple(f"driving-{name}" for name in dict.fromkeys(classes))


def _health(key: str) -> tuple[str, ...]:
    rest = " ".join(_HEALTH_MARKS.sub(" ", key).split())
    slug = _TITLES.get(rest) or _TITLES.get(rest.removesuffix("n"))
    return (slug,) if slug else ()
