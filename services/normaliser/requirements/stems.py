"""One key for the inflected forms of a word, so that a label is found in running text. Pure.

Snowball takes the endings off; what it leaves apart is brought together here: Finnish consonant gradation
(kirjanpito, kirjanpidosta), the Finnish nouns in -us and -minen, and the Swedish definite form in -et.
"""

import re

from services.normaliser.stemmers import stemmed

_SHORT = 4  # words of so many letters and fewer are only themselves: `tuki`, `cad`
VOWELS = "aeiouyäö"
_DOUBLE = re.compile(r"([bdfghjklmnprstv])\1")
_US_NOUN = re.compile(r"(?<=[uyoö])(?:ks|st|s)$|(?<=uu|yy)[dt]$|(?<=[uy])j$")
_MINEN = re.compile(r"(?<=m)(?:in|is)$")
# Strong and weak grade as one: pito/pido, apu/avun, valvonta/valvonna, ohjelmointi/ohjelmoinni.
WEAK = {"nt": "n", "lt": "l", "rt": "r", "mp": "m", "d": "t", "p": "v"}
_LAST_CLUSTER = re.compile(rf"(nt|lt|rt|mp|d|p)([{VOWELS}]{{0,2}})$")


def key(word: str, language: str) -> str:
    """The key of one lower-case word in `fi`, `sv` or `en`; words with one key are forms of one word."""
    if len(word) <= _SHORT or not word.isalpha() or (language == "en" and word.endswith("ing")):
        return word  # -ing: marketing is no market, and cleaning is not clean
    stem = stemmed(word, language)
    if language == "fi":
        return _finnish(stem)
    return _swedish(stem) if language == "sv" else stem


def _finnish(stem: str) -> str:
    if stem.endswith(("oo", "öö")):
        return stem  # who does it: siivooja is not siivous
    stem = _US_NOUN.sub("", _DOUBLE.sub(r"\1", stem))
    stem = _MINEN.sub("", stem)
    stem = _LAST_CLUSTER.sub(_weakened, stem)
    while len(stem) > _SHORT + 1 and stem[-1] in VOWELS:
        stem = stem[:-1]
    return stem


def _weakened(found: re.Match[str]) -> str:
    return WEAK[found[1]] + found[2]


def _swedish(stem: str) -> str:
    return stem[:-2] if len(stem) > _SHORT + 2 and stem.endswith("et") else stem
