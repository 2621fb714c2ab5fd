"""How the parts of an HR-XML opening are read: its profile, its dates, its descriptions, what is a language."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from services.ingest.formats import codes
from services.ingest.formats.row_model import TEXT_LANGUAGES
from services.ingest.formats.xml_items import Node, elements, is_attribute, name_of, text_of, values

_PROFILE = "PositionProfile"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ZONE = re.compile(r"Z|[+-]\d{2}:\d{2}")
_LANGUAGE_LIST = re.compile(r"(?<![a-z])languages?(?![a-z])|iso[-_ ]?639")


def with_one_profile(opening: Node) -> Node:
    """The opening with the profile that is read: one with a title, in Finnish, Swedish, English or another language."""
    best = min(elements(opening, _PROFILE), key=_rank, default=None)
    contents = opening[name_of(opening)]
    return {
        name_of(opening): [each for each in contents if each is best or _PROFILE not in each or isinstance(each, str)]
    }


def _rank(profile: Node) -> tuple[bool, int]:
    said = next((value for name in ("@languageCode", "@lang") for value in values(profile, name)), "")
    language = codes.language_code(said)
    place = TEXT_LANGUAGES.index(language) if language in TEXT_LANGUAGES else len(TEXT_LANGUAGES)
    return not values(profile, "PositionTitle"), place


def is_language(competency: Node) -> bool:
    """Whether a competency is a language, by the list that its code is of."""
    names = ("TaxonomyID", "CompetencyID/@schemeID", "CompetencyID/@schemeName")
    said = (value for name in names for value in values(competency, name))
    return any(_LANGUAGE_LIST.search(value.casefold()) for value in said)


def licence(value: str) -> str:
    """A class of driving licences by the name that the exchange has for it; all else as it came."""
    category = re.sub(r"[\s+]", "", value.casefold())
    return codes.driving_licence(category) if category in codes.DRIVING_CLASSES else value


def dates(opening: Node, path: str) -> Iterator[str]:
    """A date stands in its element or in one within it: EURES partners use both."""
    if "@" in path:
        yield from values(opening, path)
        return
    for element in elements(opening, path):
        within = [each for each in element[name_of(element)] if isinstance(each, dict) and not is_attribute(each)]
        for holder in within or (element,):
            if text := " ".join(text_of(holder).split()):
                yield text


def moment(text: str) -> str | None:
    """A moment, or a day, which is over at its end; None for what is neither."""
    try:
        found = datetime.fromisoformat(f"{text[:10]}T23:59:59{text[10:]}" if _is_day(text) else text)
    except ValueError:
        return None
    # Beyond these years a moment in one zone is none in another.
    if not _DATE.match(text) or not 1900 <= found.year < 9999:
        return None
    return (found.astimezone(UTC) if found.tzinfo else found).isoformat()


def _is_day(text: str) -> bool:
    return bool(_DATE.match(text)) and (len(text) == 10 or bool(_ZONE.fullmatch(text[10:])))


def source(element: Node) -> str:
    """A description as it would stand in HTML: it comes as text, as escaped HTML, or as elements."""
    contents = [each for each in element[name_of(element)] if not is_attribute(each)]
    if all(isinstance(each, str) for each in contents):
        return "".join(contents)
    return "".join(
        html.escape(each) if isinstance(each, str) else f"<{name_of(each)}>{source(each)}</{name_of(each)}>"
        for each in contents
    )
