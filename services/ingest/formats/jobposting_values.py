"""How the parts of a JobPosting are read: its texts, its dates, its addresses, and what may be a code in a category."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from services.ingest.formats import countries
from services.ingest.formats.jsonld import each_of, short, text_of, texts_of
from services.ingest.formats.markup import markup_of, plain_text
from services.ingest.formats.row_model import LONGEST_KEY
from services.ingest.rows import HELSINKI

_OUR_CODES = re.compile(r"isco|esco|ammattiluokitus", re.IGNORECASE)


def tidy(text: str) -> str:
    """A text on one line, without doubled spaces."""
    return " ".join(text.split())


def text_of_markup(text: str) -> str:
    """What an HTML says, even if it was escaped once too often."""
    return plain_text(markup_of(text))


def word_of(text: str) -> str:
    """A value of a list of values: `FULL_TIME`, `full-time` and its address at schema.org are one."""
    return re.sub(r"[\W_]+", "", short(text)).casefold()


def key_of(text: str) -> str:
    """A key as it came, or one of a fixed length in its place."""
    return text if len(text) <= LONGEST_KEY else f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def day_or_moment(text: str) -> date | datetime | None:
    """A day, or a moment that has its place in any zone; the year 1 is how some systems write nothing."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        try:
            found = datetime.fromisoformat(text)
            for zone in (UTC, HELSINKI):
                (found if found.tzinfo else found.replace(tzinfo=HELSINKI)).astimezone(zone)
        except (ValueError, OverflowError):
            return None
    return found if found.year >= 1900 else None


def place_of(location: Any) -> str:
    """An address in words: `00100 Helsinki, Uusimaa`; abroad, `Stockholm, Sweden`."""
    address = location
    if isinstance(location, dict) and "address" in location:
        address = next(iter(each_of(location["address"])), None)
    if not isinstance(address, dict):
        return tidy(text_of(address))
    country = text_of(address.get("addressCountry"), "name", "alternateName", "identifier")
    at_home = countries.is_finland(country)
    country = countries.surely_abroad(country) if country and not at_home else country
    locality, region = (text_of(address.get(name), "name") for name in ("addressLocality", "addressRegion"))
    if region and (region == locality or (locality and country and not at_home)):
        region = ""  # between a town and its country, it would part the two
    town = " ".join(filter(None, (text_of(address.get("postalCode")), locality)))
    parts = [part for part in (town, region, "" if at_home else country) if part]
    return tidy(", ".join(parts) or ("Suomi" if at_home else text_of(location, "name")))


def codes_in(category: Any) -> Iterator[str]:
    """What may be a code in a category; none where it says that its codes are of another set."""
    if isinstance(category, dict):
        code_set = category.get("inCodeSet", category.get("inDefinedTermSet"))
        if code_set and not any(_OUR_CODES.search(text) for text in _names(code_set)):
            return
        for name in ("url", "@id", "sameAs", "codeValue", "termCode", "name"):
            yield from texts_of(category.get(name))
    else:
        yield from texts_of(category)


def _names(thing: Any) -> Iterator[str]:
    for each in each_of(thing):
        yield from (
            (text_of(each.get(name)) for name in ("name", "url", "@id")) if isinstance(each, dict) else texts_of(each)
        )
