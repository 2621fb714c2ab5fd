"""How ISCO-08 and ESCO codes of occupations are told from other texts."""

import re

_ISCO_LIST = r"(?:https?://data\.europa\.eu/esco/isco/)"
_ISCO_URI = re.compile(rf"{_ISCO_LIST}C([0-9]{{4}})")
_ISCO = re.compile(rf"{_ISCO_LIST}?C?([0-9]{{4}})")
_ESCO_URI = re.compile(r"https?://(data\.europa\.eu/esco/occupation/[\w-]{1,100})")
_CODE = re.compile(
    r"(?:(?:isco|esco)[\s-]?(?:08)?[\s:]{0,3})?([0-9]{4}(?:\.[0-9]{1,3}){0,6})(?=$|[\s:,;])", re.IGNORECASE
)
_ONET = re.compile(r"[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?\b")


def esco_uri(text: str) -> str | None:
    """The URI of an ESCO occupation, as ESCO writes it."""
    found = _ESCO_URI.fullmatch(text)
    return f"http://{found[1]}" if found else None


def isco_code(text: str) -> str | None:
    """The four digits of what is known to be of ISCO-08: alone, after a C, or in a URI."""
    found = _ISCO.fullmatch(text)
    return found[1] if found else None


def code_within(text: str) -> str | None:
    """The ESCO or ISCO-08 code in a URI, or at the start of a text such as `ISCO-08: 2221 Nurses`."""
    found = _ISCO_URI.fullmatch(text) or _CODE.match(text)
    return found[1] if found else None


def is_onet(text: str) -> bool:
    """Whether a text begins with a code of O*NET, which looks like none of ours."""
    return bool(_ONET.match(text))
