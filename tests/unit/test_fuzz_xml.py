"""Whatever a body holds, reading it as XML never raises, resolves nothing, and says why a row cannot be read."""

import encodings.aliases
import random
import time
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ingest.formats.base import Found, Limits
from services.ingest.formats.hr_xml import HR_XML
from services.ingest.formats.json_items import content_of
from services.ingest.rows import VacancyRow
from shared.spine.personal_codes import fields_with_personal_code

CODES = {"INVALID_XML", "XML_FORBIDDEN", "TOO_DEEP", "TOO_LONG", "NO_POSITION_OPENING"}
GOOD = b"<PositionOpening><DocumentID>good</DocumentID></PositionOpening>"
SECRET = "c4n4ry"


def _refuse(*_: Any, **__: Any) -> Any:
    raise AssertionError("something was opened")


def read(data: bytes, size: int = 65_536, limits: Limits | None = None) -> list[Found]:
    """All that is found, with what must hold of it whatever the body is."""
    reader = HR_XML.reader(limits or Limits())
    with patch("builtins.open", _refuse), patch("socket.socket.connect", _refuse), patch("socket.getaddrinfo", _refuse):
        found = [each for place in range(0, len(data), size) for each in reader.feed(data[place : place + size])]
        found += reader.end()
    for each in found:
        assert SECRET not in str(each.problems)
        assert {problem.code for problem in each.problems} <= CODES | {"NOT_READ", "CUT"}
        if each.fields is None:
            assert len(each.problems) == 1 and each.problems[0].code in CODES
        else:
            assert set(each.fields) <= set(VacancyRow.model_fields)
            assert each.content == content_of({"PositionOpening": each.given["PositionOpening"]})
            fields_with_personal_code(each.given)
    return found


def good(found: list[Found]) -> int:
    return sum(1 for each in found if each.fields == {"external_id": "good"})


def codes(found: list[Found]) -> list[str]:
    return [each.problems[0].code for each in found if each.fields is None]


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    + "]><PositionOpening>&a9;</PositionOpening>"
)
BLOW_UP = f'<!DOCTYPE l [<!ENTITY a "{"x" * 50_000}">]><PositionOpening>{"&a;" * 10_000}</PositionOpening>'
EXTERNAL = '<!DOCTYPE l [<!ENTITY x SYSTEM "{}">]><PositionOpening><DocumentID>&x;</DocumentID></PositionOpening>'
PARAMETER = '<!DOCTYPE l [<!ENTITY % x SYSTEM "http://127.0.0.1:1/{}.dtd"> %x;]><PositionOpening/>'


@pytest.mark.parametrize("size", [1, 65_536])
@pytest.mark.parametrize(
    "document",
    [
        LAUGHS,
        BLOW_UP[:60_000],
        EXTERNAL.format("file:///etc/passwd"),
        EXTERNAL.format("http://127.0.0.1:1/" + SECRET),
        PARAMETER.format(SECRET),
        f'<!DOCTYPE l SYSTEM "http://127.0.0.1:1/{SECRET}.dtd"><PositionOpening/>',
        f'<!DOCTYPE l PUBLIC "-//{SECRET}//" "{SECRET}.dtd"><PositionOpening/>',
        f'<?xml version="1.0" standalone="yes"?><!DOCTYPE {SECRET}><PositionOpening/>',
        '<!DOCTYPE l [<!ATTLIST PositionOpening status CDATA "Closed">]><PositionOpening/>',
    ],
)
def test_types_and_entities_are_forbidden_before_they_do_anything(document: str, size: int) -> None:
    start = time.process_time()
    assert codes(read(document.encode(), size)) == ["XML_FORBIDDEN"]
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "inner",
    [
        f"<DocumentID>&{SECRET};</DocumentID>",
        f'<xi:include href="file:///etc/passwd#{SECRET}" xmlns:xi="http://www.w3.org/2001/XInclude"/>',
        f'<DocumentID xsi:schemaLocation="x http://127.0.0.1:1/{SECRET}.xsd"/>',
        f'<?xml-stylesheet href="http://127.0.0.1:1/{SECRET}.xsl"?>',
    ],
)
def test_references_are_never_followed(inner: str) -> None:
    found = read(f"<E>{GOOD.decode()}<PositionOpening>{inner}</PositionOpening></E>".encode())
    assert good(found) == 1 and len(found) == 2
    assert codes(found) in ([], ["INVALID_XML"])


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (b"<a>" * 100_000, "TOO_DEEP"),
        (b"<PositionOpening>" + b"<a>" * 100_000, "TOO_DEEP"),
        (b"<PositionOpening " + b"a='" + b"x" * 2_000_000, "TOO_LONG"),
        (b"<PositionOpening><!-- " + b"x" * 2_000_000, "TOO_LONG"),
        (b"<" + b"x" * 2_000_000, "TOO_LONG"),
        (b"<x " + b"".join(b"a%d='' " % n for n in range(100_000)) + b"/>", "TOO_LONG"),
        (b"<x " + b"a='' " * 1000 + b"/>", "INVALID_XML"),
        (b"<PositionOpening><a></b>", "INVALID_XML"),
        (b"<PositionOpening><DocumentID>x", "INVALID_XML"),
        (b"<PositionOpening>\xff\xfe</PositionOpening>", "INVALID_XML"),
        (b"<PositionOpening>\xed\xa0\x80</PositionOpening>", "INVALID_XML"),
        (b"<PositionOpening>\0</PositionOpening>", "INVALID_XML"),
        (b"<PositionOpening>&#0;&#xD800;</PositionOpening>", "INVALID_XML"),
        (b"<PositionOpening><![CDATA[", "INVALID_XML"),
        (b"</E><E/>", "INVALID_XML"),
        (b"<?xml version='1.0' encoding='utf-16'?>", "INVALID_XML"),
    ],
)
def test_the_good_items_before_a_break_are_found(broken: bytes, code: str) -> None:
    for size in (777, 65_536):
        found = read(b"<E>" + GOOD + GOOD + broken, size)
        assert good(found) == 2 and codes(found) == [code] and len(found) == 3


@pytest.mark.parametrize(
    "inner",
    [
        b"<Z>" + b"x" * 3_000_000 + b"</Z>",
        b"<Z/>" * 100_000,
        b"<Z>" + b"&amp;" * 1_100_000 + b"</Z>",
        b"<Z " + b" ".join(b"a%d=''" % n for n in range(1000)) + b"/>",
    ],
)
def test_an_item_too_big_is_skipped(inner: bytes) -> None:
    found = read(b"<E>" + GOOD + b"<PositionOpening>" + inner + b"</PositionOpening>" + GOOD + b"</E>")
    assert good(found) == 2 and codes(found) == ["TOO_LONG"] and len(found) == 3


def test_a_long_token_in_crumbs_is_not_read_over_and_over() -> None:
    start = time.process_time()
    assert codes(read(b"<a b='" + b"x" * 300_000, 1)) == ["INVALID_XML"]
    assert time.process_time() - start < 3


def described(text: str) -> bytes:
    return (
        f"<PositionOpening><PositionProfile><PositionDescription><![CDATA[{text}]]></PositionDescription>"
        f"<PostingInstruction><ApplicationMethod><Instructions><![CDATA[{text}]]></Instructions></ApplicationMethod>"
        "</PostingInstruction></PositionProfile></PositionOpening>"
    ).encode()


@pytest.mark.parametrize("text", ["&#" + "9" * 5_000 + ";", "&#x" + "f" * 50_000 + ";", "&" + "a" * 50_000 + ";"])
def test_an_entity_of_any_length_is_no_more_than_text(text: str) -> None:
    (found,) = read(described(text))
    assert found.fields is not None and found.fields["description"] == text[:20_000]


@pytest.mark.parametrize(
    "text", ["<" * 500_000, "&" * 500_000, "<a" * 250_000, "<!--" * 125_000, "<script>" * 60_000, "</p>" * 125_000]
)
def test_a_hostile_description_is_read_in_a_moment(text: str) -> None:
    start = time.process_time()
    (found,) = read(described(text))
    assert found.fields is not None and time.process_time() - start < 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the codec unicode_escape
def test_any_encoding_may_be_declared() -> None:
    names = {*encodings.aliases.aliases.values(), "idna", "punycode", "undefined", "unicode_escape", "no-such", "."}
    for name in sorted(names):
        document = f'<?xml version="1.0" encoding="{name}"?><E>'.encode() + GOOD + b"\xe4\x80\xff</E>"
        assert read(document), name
        assert read(document.decode("latin-1").encode("utf-16")), name


SNIPPETS = st.sampled_from(
    [
        *(GOOD, b"<PositionProfile languageCode='fi'>", b" a='1'", b"\xff", b"\0", b"<", b">", b"'"),
        *b"<E> </E> <PositionOpening> </PositionOpening> </PositionProfile> <PositionTitle> </PositionTitle>".split(),
        *b"<![CDATA[ ]]> <!-- --> &amp; &x; <?x?> <PositionLocation><Address><CountryCode>SE".split(),
        *b"<PositionQualifications><PositionCompetency><CompetencyID> <ApplicationCloseDate>2030-13-01T".split(),
        *b"<PositionPeriod><StartDate>9999-12-31</StartDate></PositionPeriod>".split(),
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(SNIPPETS, st.binary(max_size=8)), max_size=25).map(b"".join), st.integers(1, 200))
def test_random_documents(data: bytes, size: int) -> None:
    assert read(data, size) == read(data)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]), st.binary(max_size=300))
def test_random_bytes(mark: bytes, data: bytes) -> None:
    assert good(read(mark + data)) == 0


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 10_000), st.integers(0, 2**32))
def test_truncated_and_spoiled_documents(cut: int, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(b"<E>" + GOOD * 20 + b"</E>")
    whole = cut % (len(data) + 1)
    before = max(0, whole - 3) // len(GOOD)
    found = read(bytes(data[:whole]))
    assert good(found) == before
    assert codes(found) == ([] if whole == len(data) else ["INVALID_XML"])
    for _ in range(chance.randint(1, 5)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert read(bytes(data), chance.randint(1, 500))


VALUES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=30).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
)
PATHS = st.sampled_from([path for path in HR_XML.reads if path != "PositionProfile"])


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(PATHS, VALUES), max_size=12))
def test_any_text_in_any_place_becomes_fields_and_notes(chosen: list[tuple[str, str]]) -> None:
    document = "<PositionOpening"
    document += "".join(f' {path[1:]}="{value}"' for path, value in dict(chosen).items() if path.startswith("@")) + ">"
    for path, value in chosen:
        way, _, attribute = path.partition("@")
        names = [name for name in way.split("/") if name]
        if names:
            last = f'<{names[-1]} {attribute}="{value}">' if attribute else f"<{names[-1]}>{value}"
            document += "".join(f"<{name}>" for name in names[:-1]) + last
            document += "".join(f"</{name}>" for name in reversed(names))
    (found,) = read(f"{document}</PositionOpening>".encode())
    assert found.fields is not None
