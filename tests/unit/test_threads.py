"""Titles are read in several threads of one process: a batch, the background, the API. None may disturb another."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.normaliser.occupations.title_text import stem
from services.normaliser.requirements import stems
from shared.esco import LANGUAGES, starter_taxonomy


def words() -> list[tuple[str, str]]:
    """Words of the starter's labels, each with its language."""
    found = {
        (word, language)
        for occupation in starter_taxonomy().occupations
        for language in LANGUAGES
        for word in occupation.labels.get(language, "").lower().split()
        if word.isalpha()
    }
    return sorted(found)


@pytest.mark.parametrize(
    "reduced", [stems.key, getattr(stem, "__wrapped__", stem)], ids=["stems.key", "title_text.stem"]
)
def test_stems_are_the_same_whoever_else_asks(reduced: Callable[[str, str], str]) -> None:
    asked = words()
    assert len(asked) > 3000
    alone = [reduced(*each) for each in asked]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # so that threads meet in the middle of a word
    try:
        with ThreadPoolExecutor(4) as threads:
            together = list(threads.map(lambda _: [reduced(*each) for each in asked], range(4)))
    finally:
        sys.setswitchinterval(usual)
    assert all(found == alone for found in together)
