"""HTML to plain text, in a time that grows with its length only, whatever it holds.

By patterns and not by a parser: they take the same time a character whatever the markup.
"""

import html
import re

_HIDDEN = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<(?:script|style)\b", re.IGNORECASE), re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)),
)
_NEW_LINE = re.compile(
    r"<(?:/(?!(?:li|tr|td|th|dt|dd)\b))?"
    r"(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|table|tr|td|th|section|article|header|footer|blockquote|pre|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[/!?]?[a-zA-Z\[][^<>]*>")
# No longer than any that means something: `html.unescape` raises for a number of thousands of digits.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def plain_text(markup: str) -> str:
    """HTML, or text, as text: a line for each block, and no more than one empty line between two."""
    for start, end in _HIDDEN:
        markup = _without(markup, start, end)
    lines = unescape(_TAG.sub("", _NEW_LINE.sub("\n", markup))).splitlines()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def markup_of(text: str) -> str:
    """HTML as it is, or as it was before it was escaped once too often."""
    return unescape(text) if "&lt;" in text and not _TAG.search(text) else text


def unescape(text: str) -> str:
    """The characters that entities such as `&amp;` stand for."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _without(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    kept, at = [], 0
    while (begun := start.search(text, at)) and (ended := end.search(text, begun.end())):
        kept.append(text[at : begun.start()])
        at = ended.end()
    return "".join((*kept, text[at:]))
