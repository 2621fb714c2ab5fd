"""Whether two adverts have the same employer, by how adverts write its name. Pure."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Literal

from rapidfuzz import fuzz

from services.normaliser.jobs.guarded import Guarded

Words = tuple[str, ...]
Relation = Literal["same", "hidden", "other"]

_FORMS = frozenset(
    "oy ab oyj abp ky kb ry rf tmi ltd plc inc llc gmbh as a/s osk publ konserni koncernen group finland suomi".split()
)
_MUNICIPAL = frozenset("kaupunki kunta stad kommun city municipality".split())
_WORD = re.compile(r"[^\W_]+")
# An agency speaks of its client; its own name says what it is.
_CLIENT = Guarded(
    r"asiakkaallemme|asiakkaamme\s(?:palveluk|luk|tiimi|tuotanto|toimipist|tarpei)|toimii\sasiakkaamme"
    r"|\basiakasyrity|\basiakasorganisaatio|kumppanimme\slukuun"
    r"|vår\s(?:kund\b|kunds\b)|kundföretag|för\s(?:vår|en)\s(?:kunds?|samarbetspartner)"
    r"|\bclient(?:'s)?\scompany|\b(?:our|my)\sclient|behalf\sof\s(?:a|our|my)"
)
_AGENCY = Guarded("rekry|henkilöstö|staffing|recruit|rekryter|bemanning|personalservice|asiakas|kundf")


def employer_words(name: str | None, place: Sequence[str], municipality: str | None) -> Words:
    """The words of an employer's name without its company form.

    The municipality of the workplace, by whatever of its names, becomes `@` and its code: `Helsingin kaupunki`,
    `Helsingfors stad` and `Helsinki: sivistyspalvelut` begin alike.
    """
    folded = _WORD.findall(unicodedata.normalize("NFKC", name or "").casefold())
    words = [word for word in folded if word not in _FORMS] or folded
    if municipality and words and _names_place(words, place):
        return (f"@{municipality}", *(word for word in words[1:] if word not in _MUNICIPAL))
    return tuple(words)


def hides_client(name: str | None, text: str) -> bool:
    """Whether the employer named is nobody, or one who hires for others."""
    return not name or _AGENCY.search(name.casefold()) or _CLIENT.search(text.casefold())


def relation(a: Words, b: Words, same_language: bool) -> Relation:
    """How two employers stand to each other; neither of them hides a client."""
    if not a or not b:
        return "hidden"
    if a[0].startswith("@") or b[0].startswith("@"):
        return _of_municipality(a, b, same_language)
    short, long = sorted((a, b), key=len)
    # `Esperi` is `Esperi Care`; two names that only begin alike are two employers.
    if long[: len(short)] == short:
        return "same"
    return "same" if fuzz.ratio(" ".join(a), " ".join(b)) >= 90 else "other"


def _of_municipality(a: Words, b: Words, same_language: bool) -> Relation:
    if a[0] != b[0]:
        return "other"
    if len(a) == 1 or len(b) == 1 or not same_language:
        return "same"
    # Departments of one municipality hire for themselves.
    return "same" if fuzz.token_sort_ratio(" ".join(a[1:]), " ".join(b[1:])) >= 80 else "other"


def _names_place(words: Sequence[str], place: Collection[str]) -> bool:
    """The first word is the town, or its genitive before `kaupunki` and the like: Helsingin, Oulun."""
    names = {name.casefold() for name in place}
    if words[0] in names:
        return True
    genitive = words[0].endswith(("n", "s")) and not _MUNICIPAL.isdisjoint(words[1:])
    return genitive and any(words[0][:4] == name[:4] for name in names)
