"""The JobPostings of a web page: the JSON-LD in its `<script type="application/ld+json">` blocks."""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from services.ingest.formats.base import Format, Found, Limits
from services.ingest.formats.jobposting import LEAVES, NO_JOBPOSTING, READS, JobPostings
from services.ingest.problems import Problem, not_json

_MEDIA_TYPE = "application/ld+json"
_STARTS = re.compile(r"<!--|<script\b", re.IGNORECASE)
_ENDS = re.compile(r"</script\s*>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}(iso-8859-1|iso-8859-15|windows-1252)\b", re.IGNORECASE)
# What old pages wrap around a script, so that neither an old browser nor an XML reader stumbles over it.
_BEFORE = ("<!--", "-->", "<![CDATA[", "//", "/*", "*/", ">")
_AFTER = ("-->", "]]>", "<!", "//", "/*", "*/")


class JobPostingPage:
    """Reads a page as a whole, for a block may stand anywhere in it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._page = bytearray()
        self._too_long = False

    def feed(self, piece: bytes) -> Iterator[Found]:
        """Nothing yet, unless the page gets too long."""
        if self._too_long:
            return
        self._page += piece
        if len(self._page) > self._limits.document_bytes:
            self._too_long = True
            self._page.clear()
            yield Found(None, None, problems=(_page_too_long(self._limits.document_bytes),))

    def end(self) -> Iterator[Found]:
        """The postings of all blocks, and an answer for each block that is broken."""
        if self._too_long:
            return
        answered = False
        for block in blocks(_decoded(bytes(self._page))):
            for found in self._read(block):
                answered = True
                yield found
        if not answered:
            yield Found(None, None, problems=(NO_JOBPOSTING,))

    def _read(self, block: str) -> Iterator[Found]:
        try:
            text = block.encode()
        except UnicodeEncodeError:
            yield Found(None, None, problems=(not_json(None),))
            return
        reader = JobPostings(self._limits)
        yield from reader.feed(text)
        # That one block is about other things is no fault of the page.
        yield from (found for found in reader.end() if found.problems != (NO_JOBPOSTING,))


def blocks(page: str) -> Iterator[str]:
    """The JSON-LD of a page, block by block, as far as there is any in it.

    Only the scripts are given to the HTML parser: a page can be nested so that its tree takes hours.
    """
    at = 0
    while begun := _STARTS.search(page, at):
        if begun[0] == "<!--":
            at = page.find("-->", begun.start() + 2)
            if at < 0:
                return
            continue
        ended = _ENDS.search(page, begun.end())
        at = ended.end() if ended else len(page)
        yield from _block(page[begun.start() : at])


def _block(script: str) -> Iterator[str]:
    tag = script[: script.find(">") + 1]
    if "json" not in tag.lower():
        return
    node = LexborHTMLParser(f"{tag}</script>".encode(errors="replace")).css_first("script")
    if node is None or (node.attributes.get("type") or "").split(";")[0].strip().lower() != _MEDIA_TYPE:
        return
    bare = _bare(_ENDS.sub("", script[len(tag) :]))
    if bare:
        yield bare


def _bare(block: str) -> str:
    """The block without comment and CDATA marks around it; JSON neither begins nor ends with one of them."""
    for _ in range(10):
        block = block.strip()
        before = next((mark for mark in _BEFORE if block.startswith(mark)), "")
        after = next((mark for mark in _AFTER if block.endswith(mark)), "")
        if not before and not after:
            break
        block = block.removeprefix(before).removesuffix(after)
    return block


def _decoded(page: bytes) -> str:
    """The page as text. Bytes that are no text stay visible as halves of characters: the block with them is broken."""
    page = page.removeprefix(codecs.BOM_UTF8)
    try:
        return page.decode()
    except UnicodeDecodeError:
        said = _CHARSET.search(page[:1024])
        return page.decode(said[1].decode(), "replace") if said else page.decode(errors="surrogateescape")


def _page_too_long(most: int) -> Problem:
    hint = f"Send its JSON-LD as {_MEDIA_TYPE}: that may be of any length."
    return Problem("row", "TOO_LONG", f"The page is longer than {most} bytes.", hint)


JOBPOSTING_HTML = Format(
    "jobposting-html", "vacancies", ("text/html", "application/xhtml+xml"), JobPostingPage, READS, LEAVES
)
