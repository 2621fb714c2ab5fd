"""The values of JSON-LD, read without its rules for contexts: short names, plain lists, texts wherever they stand."""

import re
from collections.abc import Mapping
from typing import Any

_PREFIX = re.compile(r"https?://(?:www\.)?schema\.org/|schema:")
_ALIASES = {"id": "@id", "type": "@type"}


def short(name: str) -> str:
    """A name without the address of its vocabulary."""
    bare = _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name
    return _ALIASES.get(bare, bare)


def members(thing: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a thing by their short names."""
    found: dict[str, Any] = {}
    for key, value in thing.items():
        found.setdefault(short(key), value)
    return found


def plain(value: Any) -> Any:
    """A thing with short keys, its JSON-LD values and lists as plain ones."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    for wrapper in ("@value", "@list", "@set"):
        if wrapper in value:
            return plain(value[wrapper])
    return {name: plain(inner) for name, inner in members(value).items()}


def each_of(value: Any) -> list[Any]:
    """A value is as good as a list of it."""
    if isinstance(value, list):
        return [inner for each in value for inner in each_of(each)]
    return [] if value is None else [value]


def text_of(value: Any, *names: str) -> str:
    """A text, a number as one, or the first of these members of a thing that is one; else nothing."""
    for each in each_of(value):
        if isinstance(each, str) and each.strip():
            return each.strip()
        if isinstance(each, int | float) and not isinstance(each, bool) and abs(each) < 2**63:
            return str(int(each) if each == int(each) else each)
        if isinstance(each, dict):
            for name in names:
                if found := text_of(each.get(name)):
                    return found
    return ""


def texts_of(value: Any, *names: str) -> list[str]:
    """The text of each of several values that has one."""
    return [text for each in each_of(value) if (text := text_of(each, *names))]
