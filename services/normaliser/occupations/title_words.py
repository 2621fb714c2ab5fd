"""What adverts add to a title and no occupation is told apart by."""

import re

from services.normaliser.places.forms import inflected
from shared.areas import FIRST_DAY, gazetteer, spelling

_WITHOUT_DIGITS = r"""
        \(\s*[mfwdxnkh](?:\s*/\s*[mfwdxnkh]){1,3}\s*\) | \b[mfw]/[mfw](?:/[dx])?\b
      | \b(?:full|part)[\s-]?time\b | \bosa-?aika\w* | \bfixed[\s-]term\b
      | \b(?:day|night)\s(?:shifts?|time)\b
      | (?<=\w)[/:*](?:in|innen)\b | \b(?:sij|vik|alk|ma|määr|vak)\.(?=\s|$|,) | \bn\.(?=\s|\d)"""
_TRAILERS = re.compile(
    r"""\b(?:job|työ|jobb)[\s-]?(?:id|nro|nr|no|avain)\b[\s.:#]*[\w-]*\d[\w-]*
      | \b(?:id|ref|req|virkanro|nro|nr)[\s.:#-]+[\w-]*\d[\w-]*
      | \#\s*\d[\d-]*
      | [-+]?\d+\s*°\s*c?\b | \b\d{1,2}\s*\+(?=[\s,;)]|$)
      | \b\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d\b
      | \d+(?:[.,]\d+)?(?:\s*[-–]\s*\d+(?:[.,]\d+)?)?\s*
        (?:%|prosent\w*|procent|percent|kpl\b|st\b|pcs\b|x\b
          |(?:h|t|tuntia?|tim|min|hours?)\b\.?(?:\s*/\s*\w+)?
          |(?:kk|vko|viikkoa?|v|vuotta|år|mån|mo|mth|yrs?|månader|veckor|months?|weeks?|years?|k?€|eur|euroa?)(?!\w)\.?(?:\s*/\s*\w+)?)
      | \d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})? | \b\d{4}-\d\d-\d\d\b | \b(?:klo|kl)\.?\s*\d[\d.:–-]*
      | """
    + _WITHOUT_DIGITS,
    re.VERBOSE,
)
_TRAILERS_WITHOUT_DIGITS = re.compile(_WITHOUT_DIGITS, re.VERBOSE)
_DIGIT = re.compile(r"\d")

# Whole words only: `yö` stays in `yövastaava`.
_NOISE = """
    heti asap nyt haetaan haemme haussa etsitään etsimme etsii hakee palkkaa tarvitaan hakusessa avoin avoinna
    työpaikka työpaikkoja töihin töitä työ uusi kiireellinen haku jatkuva vuorotyö vuorotyöhön päivätyö
    päivävuoro yövuoro yövuorot yövuoroon iltavuoro aamuvuoro viikonloppu viikonloput viikonlopputyö iltatyö
    yötyö kaksivuorotyö kolmivuorotyö kokoaikainen kokoaikatyö täysaikainen määräaikainen vakituinen vakinainen
    toistaiseksi sijainen sijaisuus sijaisuuden sijaisuuteen sijaisuuksiin sijaisia vuosiloma
    vuosilomasijainen kesätyö kesätyöt kesätyöntekijä kesäsijainen kesätöihin kesälle keikkatyö keikka keikalle
    tuntityö määräajaksi alkaen saakka asti kausityö virka viran virkasuhde toimi toimen junior senior juniori
    seniori kokenut kokeneita lead sökes söker sök sökas vi nu genast omgående deltid heltid deltids heltids
    vikariat vikarie vikarier visstid visstids tillsvidare sommarjobb sommarvikarie nattskift skiftarbete
    dagtid kvällar helger extra jobb erfaren fast tjänst anställning wanted hiring needed urgent urgently immediately
    fulltime parttime permanent temporary temp shift shifts weekend weekends summer job jobs experienced
    position vacancy opening we are is looking seeking a an the our hybrid remote etä etätyö etänä hybridi
    distans sekä
"""
NOISE = frozenset(_NOISE.split())
PREPOSITIONS = frozenset("till på för i inom vid åt hos med som from for at in with to on near within".split())

_WIDER = """
    ahvenanmaa åland uusimaa nyland pirkanmaa satakunta lappi lapland kainuu pohjanmaa österbotten savo karjala
    häme kymenlaakso pääkaupunkiseutu pääkaupunkiseudulle pääkaupunkiseudulla huvudstadsregionen helsingforsregionen
    suomi suomessa suomeen finland sverige norge pohjoismaat norden nordics europe eurooppa pasila kamppi kalasatama
    tikkurila leppävaara hervanta itäkeskus ruoholahti otaniemi vasatrakten skärgården saaristo area seutu
"""
# Towns whose names are words of work in another language.
_WORDS = frozenset(("kemi", "aura", "salon"))


def without_trailers(text: str) -> str:
    """A casefolded title without its hours, shares, dates, numbers and marks of gender."""
    # Most titles hold no digit, and most of what is looked for does.
    return (_TRAILERS if _DIGIT.search(text) else _TRAILERS_WITHOUT_DIGITS).sub(" ", text)


def _place_words() -> frozenset[str]:
    found = set(_WIDER.split())
    for municipality in gazetteer().municipalities(FIRST_DAY):
        for name in municipality.names.values():
            found.add(spelling(name))
        found |= inflected(municipality.names["fi"])
    return frozenset(word for word in found if " " not in word and len(word) > 2) - _WORDS


PLACES = _place_words()
