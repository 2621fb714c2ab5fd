"""What adverts say of a job in few words and many ways: shift, share of hours, contract, unit, openings. Pure.

A fact is a slug such as `shift:night`, `share:80` or `unit:3b`, the same in Finnish, Swedish and English.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from services.normaliser.jobs.guarded import Guarded

# What stands before its number: `osasto 3b`, `ward 12`, `tiimi nro 4`.
_UNIT = re.compile(
    r"""(?:osasto\w{0,4}|os\.|vuodeosasto\w{0,4}|avdelning(?:en)?|bäddavdelning(?:en)?|avd\.|ward
      |department|tiimi\w{0,3}|aluetiimi|palvelutiimi|team|områdesteam|serviceteam
      |linja\w{0,3}|linje(?:n)?|line|halli\w{0,3}|hall(?:en)?|varasto\w{0,3}|lager|lagret|warehouse
      |myymälä\w{0,3}|butik(?:en)?|store|keittiö\w{0,3}|kök(?:et)?|kitchen|kohde|kohtee\w{0,4}|objekt(?:et)?|site
      |piiri\w{0,3}|distrikt(?:et)?|district|varikko|varikol\w{0,3}|depå(?:n)?|depot|reitti|reiti\w{0,4}|rutt(?:en)?
      |route|ryhmä\w{0,3}|grupp(?:en)?|group|työryhmä|huoltoryhmä|arbetslag|crew|vastaanotto|mottagning|clinic
      |yksikkö|yksikö\w{0,4}|enhet(?:en)?|unit|terminaali\w{0,3}|terminal|lähettämö|utlastning|dispatch|piste|punkt|post
      |kasvihuone|växthus|greenhouse|servicegrupp|rivi|kerros|våning|floor|solu\w{0,3})""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"\w+\.?$")
_NUMBER_WORDS = frozenset(("n", "n.", "nro", "nro.", "nr", "nr.", "no", "no."))
_NUMBER = re.compile(r"(?:n(?:ro|r|o)\.?)?([a-zåäö]?\d{1,3}[a-zåäö]?)\b")
_SHARE = re.compile(r"\b(\d{2,3})\s?(?:%|prosent|procent|per\s?cent)")
_OF_HOURS = Guarded(
    r"työaika|työajan|osa-?aika|kokoaika|täydestä|arbetstid|deltid|heltid|av full"
    r"|working time|part.time|full.time|full hours|\bfte\b"
)
# "Probation of 4 months" is no length of the job.
_OF_CONTRACT = Guarded(r"määräai|sijai|kest|vikariat|visstid|varar|fixed|temporary|lasts")
_WEEK = r"\s?(?:h|t|tim|tuntia)\s?/\s?(?:vko|viikko|v|week)\b"
_HOURS = re.compile(r"\b(\d{1,2}(?:[.,]\d{1,2})?)(?:\s?[-–]\s?\d{1,2}(?:[.,]\d{1,2})?)?" + _WEEK)
_MONTHS = re.compile(r"\b(\d{1,2})[\s-]?(?:kk\b|kuukau\w*|mån\w*|months?\b)")
_OPENINGS = re.compile(r"\b(\d{1,3})\s?(?:kpl|st|pcs|(?:avointa\s)?paikkaa|platser|positions|openings)\b(?!\.\w)")
_NIGHT = (
    r"\byö(?:vuoro|työ|hoitaja|valvoja)|\böisin|nattskift|nattarbete|nattpass|\bnatt\b|på nätter"
    r"|night shift|night work|\bnights\b"
)
_EVENING = (
    r"\bilta(?:vuoro|työ)|iltaisin|iltoihin|kvällsskift|kvällsarbete|kvällspass|\bkvällar"
    r"|evening shift|evening work|\bevenings\b"
)
_WEEKEND = r"viikonlop(?:pu|ut|puisin|puvuoro\w*|putyö\w*)\b|veckoslut|\bhelger\b|helgarbete|\bweekend"
_FIXED = r"määräaik|määräajaksi|sijai?suu|\bsij\.|sijainen|vikariat|vikarie|\bvik\.|visstid|fixed-term|\btemporary\b"
_OF_ALL = {
    "shift:night": _NIGHT,
    "shift:evening": _EVENING,
    "shift:morning": r"aamuvuoro|aamutyö|morgonskift|morgonpass|morning shift",
    "shift:day": r"päivävuoro|päivätyö|\bdagskift|\bdagarbete|\bdagtid\b|\bday shift|\bday work",
    "shift:weekend": _WEEKEND,
    "shift:two": r"kaksivuoro|2-vuoro|tvåskift|2-skift|two-shift",
    "shift:three": r"kolmivuoro|3-vuoro|treskift|3-skift|three-shift",
    "shift:period": r"jaksotyö|periodarbete|period-based",
    "contract:permanent": r"vakitui|vakinai|toistaiseksi|tillsvidare|tills vidare|\bordinarie\b|\bpermanent\b",
    "contract:fixed": _FIXED,
    "contract:summer": r"kesätyö|kesäsija|kesäapu|sommarjobb|sommarvik|sommararbet|summer job|summer work",
}
_OF_TITLE = {
    "level:experienced": r"\bkokenut|\berfaren|\bexperienced",
    "level:responsible": r"\bvastaava|\bansvarig|\bsenior|\blead\b",
    "level:junior": r"\bjunior",
    "level:trainee": r"harjoittelija|trainee|praktikant|oppisopimus",
}
_PATTERNS = [(fact, Guarded(text)) for fact, text in _OF_ALL.items()]
_TITLE_PATTERNS = [*_PATTERNS, *((fact, Guarded(text)) for fact, text in _OF_TITLE.items())]
# Whole words, whatever of them is recognised by: `vakituinen` by `vakitui`.
_MARKED = re.compile(r"\w*\0[\w\0]*")
KINDS = ("shift", "share", "hours", "months", "contract", "openings", "level", "unit")


def facts_of(title: str, sentences: Iterable[str]) -> frozenset[str]:
    """The facts that a title and the sentences of a text state. Of what the title says, the text is not asked."""
    folded = title.casefold()
    of_title = {*_numbered(folded), *_shares(folded), *_months(folded)}
    of_title.update(fact for fact, pattern in _TITLE_PATTERNS if pattern.search(folded))
    settled = {_kind(fact) for fact in of_title}
    return frozenset(of_title.union(fact for fact in _of_text(sentences) if _kind(fact) not in settled))


def _of_text(sentences: Iterable[str]) -> Iterator[str]:
    said = [sentence.casefold() for sentence in sentences]
    text = "\n".join(said)
    yield from (fact for fact, pattern in _PATTERNS if pattern.among(text, said))
    yield from _numbered(text)
    for sentence in said:
        if _OF_HOURS.search(sentence):
            yield from _shares(sentence)
        if _OF_CONTRACT.search(sentence):
            yield from _months(sentence)


def without_facts(title: str) -> str:
    """A casefolded title without the words and numbers that state facts."""
    words = title.split()
    for _, places in _units(words):
        for place in places:
            words[place] = ""
    title = " ".join(filter(None, words))
    for numbers in (_SHARE, _HOURS, _MONTHS, _OPENINGS):
        title = numbers.sub(" ", title)
    for _, stated in _TITLE_PATTERNS:
        title = stated.sub("\0", title)
    return _MARKED.sub(" ", title)


def contradicting(a: frozenset[str], b: frozenset[str]) -> str | None:
    """The kind of fact of which both say something and nothing the same, if there is any."""
    if not a or not b:
        return None
    for kind in KINDS:
        one, other = _of(kind, a), _of(kind, b)
        if one and other and one.isdisjoint(other):
            return kind
    return None


def _of(kind: str, facts: frozenset[str]) -> frozenset[str]:
    return frozenset(fact for fact in facts if _kind(fact) == kind)


def _kind(fact: str) -> str:
    return fact.partition(":")[0]


def _numbered(text: str) -> Iterator[str]:
    yield from (f"unit:{number}" for number, _ in _units(text.split()))
    yield from (f"hours:{number.replace(',', '.')}" for number in _HOURS.findall(text))
    yield from (f"openings:{int(number)}" for number in _OPENINGS.findall(text))


def _units(words: Sequence[str]) -> list[tuple[str, range]]:
    """The numbers of wards, teams, shops and the like, with the places of the words that say so."""
    found = []
    for place, word in enumerate(words):
        if word.isalpha() or not place:
            continue
        if number := _NUMBER.match(word):
            first = place - 2 if words[place - 1] in _NUMBER_WORDS and place > 1 else place - 1
            before = _WORD_BEFORE.search(words[first])
            if before and _UNIT.fullmatch(before[0]):
                found.append((number[1], range(first, place + 1)))
    return found


def _shares(text: str) -> Iterator[str]:
    return (f"share:{int(share)}" for share in _SHARE.findall(text))


def _months(text: str) -> Iterator[str]:
    return (f"months:{int(number)}" for number in _MONTHS.findall(text))
