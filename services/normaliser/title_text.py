"""What an advert's title says once hours, dates and exclamations are gone, and the stems of its words."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer import stemmer

_TRAILERS = re.compile(
    r"""\d+(?:[.,]\d+)?(?:\s*[-–]\s*\d+(?:[.,]\d+)?)?\s*
        (?:%|prosent\w*|procent|percent|kpl\b|st\b|pcs\b|x\b
          |(?:h|t|tuntia?|tim|hours?)\b\.?(?:\s*/\s*\w+)?
          |(?:kk|vko|viikkoa?|v|mån|månader|veckor|months?|weeks?|€|eur|euroa?)(?!\w)(?:\s*/\s*\w+)?)
      | \d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})? | \b\d{4}-\d\d-\d\d\b | \b(?:klo|kl)\.?\s*\d[\d.:–-]*
      | \(\s*[mfwdxnk](?:\s*/\s*[mfwdxnk]){1,3}\s*\) | \b[mfw]/[mfw](?:/[dx])?\b
      | \b(?:full|part)[\s-]?time\b | \bosa-?aika\w* | \bfixed[\s-]term\b
      | \b(?:day|night)\s(?:shifts?|time)\b
      | (?<=\w)[/:*](?:in|innen)\b | \bsij\.(?=\s|$) | \bn\.(?=\s|\d)""",
    re.VERBOSE,
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BREAKS = re.compile(r"\s+[-–—]+\s+|[–—,;:|/•\n!?]+|\s(?:ja|tai|sekä|och|eller|and|or|&|\+)\s")
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_LATER_PART = "\n"

# What adverts add and no occupation is told apart by. Whole words only: `yö` stays in `yövastaava`.
_NOISE_WORDS = """
    heti asap nyt haetaan haemme etsitään etsimme tarvitaan hakusessa avoin avoinna työpaikka töihin
    työ uusi kiireellinen haku jatkuva vuorotyö vuorotyöhön päivätyö päivävuoro yövuoro yövuorot
    yövuoroon iltavuoro aamuvuoro viikonloppu viikonloput viikonlopputyö iltatyö yötyö kaksivuorotyö
    kolmivuorotyö kokoaikainen kokoaikatyö täysaikainen määräaikainen vakituinen vakinainen
    toistaiseksi sijainen sijaisuus sijaisuuteen sijaisuuksiin sijaisia vuosiloma vuosilomasijainen
    kesätyö kesätyöntekijä kesäsijainen kesätöihin keikkatyö keikka tuntityö määräajaksi alkaen
    saakka asti kausityö virka toimi junior senior juniori seniori kokenut harjoittelija trainee
    lead sökes söker sök vi nu genast omgående deltid heltid deltids heltids vikariat vikarie
    vikarier visstid visstids tillsvidare sommarjobb sommarvikarie nattskift skiftarbete dagtid
    kvällar helger extra jobb erfaren fast wanted hiring needed urgent immediately fulltime parttime
    permanent temporary temp shift shifts weekend summer job experienced position vacancy opening we
    are looking for hybrid remote etä etätyö hybridi
"""
_NOISE = frozenset(_NOISE_WORDS.split())

_STEMMERS = {"fi": stemmer("finnish"), "sv": stemmer("swedish"), "en": stemmer("english")}


def title_parts(title: str) -> tuple[tuple[str, ...], ...]:
    """The words of the whole title and of its parts, in the order in which to believe them, without repeats.

    Brackets come last, because they hold a place or a speciality far more often than the occupation.
    """
    text = _TRAILERS.sub(" ", unicodedata.normalize("NFKC", title).casefold())
    asides = " , ".join(_BRACKETS.findall(text))
    text = _BRACKETS.sub(" ", text)
    pieces = [text.replace(_LATER_PART, " "), *_BREAKS.split(text), *_BREAKS.split(asides)]
    parts = (words_of(piece) for piece in pieces)
    return tuple(dict.fromkeys(part for part in parts if part))


def words_of(text: str) -> tuple[str, ...]:
    """Casefolded words that may name an occupation: no noise, no numbers, no emoji."""
    words = _WORD.findall(text.casefold())
    return tuple(word for word in words if word not in _NOISE and not word.isdigit())


def plain_words(text: str) -> tuple[str, ...]:
    """All the words of a taxonomy text, as `words_of` would spell them."""
    return words_of(text) or tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem under which the inflected forms of a word meet, such as lähihoitajia and lähihoitaja."""
    stemmed: str = _STEMMERS[language].stemWord(word)
    return _finnish_repairs(stemmed) if language == "fi" else stemmed


def _finnish_repairs(stemmed: str) -> str:
    """Bring together what the Finnish stemmer leaves apart: -jä/-jiä/-jöitä, kokki/kokkeja, -mies/-miehiä."""
    if stemmed.endswith(("jä", "ja", "jö", "jo")):
        return stemmed[:-1]
    if stemmed.endswith("ej"):
        stemmed = stemmed[:-2]
        return stemmed[:-1] if stemmed[-1:] == stemmed[-2:-1] else stemmed
    if stemmed.endswith(("mies", "mieh")):
        return stemmed[:-1]
    return stemmed
