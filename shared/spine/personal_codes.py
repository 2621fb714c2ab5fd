"""Finnish personal identity codes (*henkilötunnus*): found anywhere in a value, whatever the checksum says.

A mistyped code is a person's too, so the shape and a possible day are enough. What is found is never repeated.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_DASHES = "+\\-\u2010-\u2015\u2212\u207b\u208b\u00ad"
_CODE = re.compile(
    rf"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{{2}}\s?[{_DASHES}YXWVUABCDEF]\s?\d{{3}}[0-9A-FHJ-NPR-Y](?!\d)",
    re.IGNORECASE,
)


def carries_personal_code(text: str) -> bool:
    """Whether a personal identity code stands in the text, also in wide digits or with invisible characters."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(_CODE.search("".join(each for each in plain if unicodedata.category(each) != "Cf")))


def fields_with_personal_code(value: Any) -> list[str]:
    """The paths (`languages.0.code`) of the fields of a JSON value that carry one, in keys or values."""
    return [path for path, text in _texts(value, ()) if carries_personal_code(text)]


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, inner in value.items():
                # The key itself may be one: it is tested, and never shown.
                shown = "?" if carries_personal_code(key) else key[:50]
                yield ".".join((*path, shown)), key
                yield from _texts(inner, (*path, shown))
        case list():
            for place, inner in enumerate(value):
                yield from _texts(inner, (*path, str(place)))
        case bool() | None:
            return
        case _:
            yield ".".join(path) or "row", str(value)
