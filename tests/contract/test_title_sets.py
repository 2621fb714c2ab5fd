"""The labelled advert titles measure what they should: there are enough, their labels are ESCO's, and none was learnt.

Held-out titles fit the weighing, the others measure it; those that measure may not be in the lexicon that the model is
trained on.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.titles import Labelled, Part, read_titles
from services.normaliser.occupations.title_text import title_key
from shared.esco import LANGUAGES, starter_taxonomy

V1_1_0 = Path(__file__).resolve().parents[3] / "shared" / "reference" / "esco" / "v1.1.0" / "occupations.fi-sv-en.json"
PARTS: tuple[Part, ...] = ("measured", "fresh", "held_out")
EVERY = pytest.mark.parametrize("part", PARTS)
EACH = pytest.mark.parametrize("language", LANGUAGES)


def _plain(title: str) -> str:
    """As written, but for case and spaces."""
    return " ".join(title.casefold().split())


def _titles(language: str, part: Part) -> list[Labelled]:
    return read_titles(language, part)


@cache
def _everyday(language: str) -> frozenset[str]:
    return frozenset(_plain(title) for each in starter_taxonomy().occupations for title in each.titles[language])


@EACH
def test_there_are_enough_to_measure_by(language: str) -> None:
    assert len({_plain(each.title) for each in _titles(language, "measured")}) >= 300


@EACH
@EVERY
def test_no_title_is_there_twice(language: str, part: Part) -> None:
    titles = [_plain(each.title) for each in _titles(language, part)]
    assert len(set(titles)) == len(titles), sorted({title for title in titles if titles.count(title) > 1})


@EACH
@EVERY
def test_each_has_a_label(language: str, part: Part) -> None:
    titles = _titles(language, part)
    assert all(each.title.strip() for each in titles)
    assert all(len(set(each.uris)) == len(each.uris) for each in titles)
    assert any(each.uris for each in titles)
    assert any(not each.uris for each in titles), "some name no occupation"


@EACH
@EVERY
def test_every_label_is_an_occupation_of_esco(language: str, part: Part) -> None:
    if not V1_1_0.exists():
        pytest.skip(f"no ESCO reference at {V1_1_0}")
    published = {row["uri"] for row in json.loads(V1_1_0.read_text(encoding="utf-8-sig"))}
    assert {uri for each in _titles(language, part) for uri in each.uris} <= published


@EACH
def test_none_that_measures_is_an_everyday_title_of_the_lexicon(language: str) -> None:
    """As they are written. Without their noise some coincide with known titles, as titles of adverts do."""
    titles = [_plain(each.title) for each in _titles(language, "measured")]
    cleaned = {title_key(title) for title in _everyday(language)}
    coincide = sum(title_key(title) in cleaned for title in titles)
    learnt = sorted(set(titles) & _everyday(language))
    assert not learnt, f"{len(learnt)} are: {learnt}; {coincide} of {len(titles)} coincide once their noise is gone"


@EACH
def test_no_title_is_in_two_parts(language: str) -> None:
    titles = Counter(_plain(each.title) for part in PARTS for each in _titles(language, part))
    assert not [title for title, times in titles.items() if times > 1]
