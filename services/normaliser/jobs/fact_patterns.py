"""How adverts state facts of a job, in Finnish, Swedish and English. All of it is read in casefolded text. Pure.

What a `Guarded` pattern matches is one word, or two with a space between: adverts are read word by word (`tokens`).
"""

import re

from services.normaliser.jobs.guarded import Guarded

# What stands before its number: `osasto 3b`, `ward 12`, `tiimi nro 4`.
UNIT = re.compile(
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
NUMBER_WORDS = frozenset(("n", "n.", "nro", "nro.", "nr", "nr.", "no", "no."))
NUMBER = re.compile(r"(?:n(?:ro|r|o)\.?)?([a-zåäö]?\d{1,3}[a-zåäö]?)\b")
SHARE = re.compile(r"\b(\d{2,3})\s?(?:%|prosent|procent|per\s?cent)")
SPEAKS_OF_HOURS = Guarded(
    r"työaika|työajan|osa-?aika|kokoaika|täydestä|arbetstid|deltid|heltid|av full"
    r"|working time|part\Stime|part time|full\Stime|full time|full hours|\bfte\b"
)
# "Probation of 4 months" is no length of the job.
SPEAKS_OF_CONTRACT = Guarded(r"määräai|sijai|kest|vikariat|visstid|varar|fixed|temporary|lasts")
_WEEK = r"\s?(?:h|t|tim|tuntia)\s?/\s?(?:vko|viikko|v|week)\b"
HOURS = re.compile(r"\b(\d{1,2}(?:[.,]\d{1,2})?)(?:\s?[-–]\s?\d{1,2}(?:[.,]\d{1,2})?)?" + _WEEK)
MONTHS = re.compile(r"\b(\d{1,2})[\s-]?(?:kk\b|kuukau\w*|mån\w*|months?\b)")
OPENINGS = re.compile(r"\b(\d{1,3})\s?(?:kpl|st|pcs|(?:avointa\s)?paikkaa|platser|positions|openings)\b(?!\.\w)")
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
STATED = {fact: Guarded(text) for fact, text in (_OF_ALL | _OF_TITLE).items()}
