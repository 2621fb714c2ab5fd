"""The labelled advert titles measure what they should: there are enough, their labels are ESCO's, and none was learnt.

Held-out titles fit the weighing, the others measure it; those that measure may not be in the lexicon that the model is
trained on.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from benchmarks.titles import Labelled, read_titles
from services.normaliser.occupations.title_text import title_key
from shared.esco import LANGUAGES, starter_taxonomy

V1_1_0 = Path(__file__).resolve().parents[3] / "shared" / "reference" / "esco" / "v1.1.0" / "occupations.fi-sv-en.json"
BOTH = pytest.mark.parametrize("held_out", [False, True], ids=["measured", "held out"])
EACH = pytest.mark.parametrize("language", LANGUAGES)


def _plain(title: str) -> str:
    """As written, but for case and spaces."""
    return " ".join(title.casefold().split())


def _titles(language: str, held_out: bool) -> list[Labelled]:
    return read_titles(language, held_out=held_out)


@cache
def _everyday(language: str) -> frozenset[str]:
    return frozenset(_plain(title) for each in starter_taxonomy().occupations for title in each.titles[language])


@EACH
def test_there_are_enough_to_measure_by(language: str) -> None:
    assert len({_plain(each.title) for each in _titles(language, False)}) >= 300


@EACH
@BOTH
def test_no_title_is_there_twice(language: str, held_out: bool) -> None:
    titles = [_plain(each.title) for each in _titles(language, held_out)]
    assert len(set(titles)) == len(titles), sorted({title for title in titles if titles.count(title) > 1})


@EACH
@BOTH
def test_each_has_a_label(language: str, held_out: bool) -> None:
    titles = _titles(language, held_out)
    assert all(each.title.strip() for each in titles)
    assert all(len(set(each.uris)) == len(each.uris) for each in titles)
    assert any(each.uris for each in titles)
    assert any(not each.uris for each in titles), "some name no occupation"


@EACH
@BOTH
def test_every_label_is_an_occupation_of_esco(language: str, held_out: bool) -> None:
    if not V1_1_0.exists():
        pytest.skip(f"no ESCO reference at {V1_1_0}")
    published = {row["uri"] for row in json.loads(V1_1_0.read_text(encoding="utf-8-sig"))}
    assert {uri for each in _titles(language, held_out) for uri in each.uris} <= published


@EACH
def test_none_that_measures_is_an_everyday_title_of_the_lexicon(language: str) -> None:
    """As they are written. Without their noise some coincide with known titles, as titles of adverts do."""
    titles = [_plain(each.title) for each in _titles(language, False)]
    cleaned = {title_key(title) for title in _everyday(language)}
    coincide = sum(title_key(title) in cleaned for title in titles)
    learnt = sorted(set(titles) & _everyday(language))
    assert not learnt, f"{len(learnt)} are: {learnt}; {coincide} of {len(titles)} coincide once their noise is gone"


@EACH
def test_what_is_measured_was_not_held_out(language: str) -> None:
    both = {_plain(each.title) for each in _titles(language, False)} & {
        _plain(each.title) for each in _titles(language, True)
    }
    assert not both, sorted(both)
