"""Titles as adverts write them find their occupation, and scores are honest."""

import time

import pytest

from services.normaliser.titles import LOWEST_SCORE, TitleIndex
from shared.esco import LANGUAGES, starter_taxonomy


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(starter_taxonomy())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_and_title_finds_its_own_occupation(index: TitleIndex, language: str) -> None:
    for occupation in starter_taxonomy().occupations:
        for title in (occupation.labels[language], *occupation.titles[language]):
            found = index.classify(title, language).candidates
            assert occupation.uri in [candidate.uri for candidate in found], title
            assert found[0].score >= 0.95, title


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Sairaanhoitaja (AMK), sij. 6 kk, Turku", "2221.2"),
        ("SAIRAANHOITAJAA haetaan heti!", "2221.2"),
        ("sairaanhoitajan sijaisuus 1.1.2026-30.6.2026", "2221.2"),
        ("2 kpl lähihoitaja 100 % yövuoro – Oulu", "5321.1"),
        ("Lähihoitajia", "5321.1"),
        ("Närvårdare, deltid 80 %", "5321.1"),
        ("Kokki 37,5 h/vko 🍕", "5120.1"),
        ("Senior Full Stack Developer – Helsinki", "2513.5"),
        ("Full-time software developer (m/f/d)", "2512.4"),
        ("Software Developer (m/w/d)", "2512.4"),
        ("Yhdistelmäajoneuvonkuljettaja, Vantaa", "8332.2"),
        ("CE-kuljettajia", "8332.2"),
        ("Varhaiskasvatuksen opettaja (2 kpl), määräaikainen", "2342.1"),
        ("Laitoshuoltaja, toistaiseksi", "9112.2"),
        ("Osa-aikainen myyjä", "5223.4"),
        ("myyjiä", "5223.4"),
        ("kokkeja", "5120.1"),
        ("Varastotyöntekijöitä", "9333.8"),
        ("Kirvesmiehiä", "7115.1"),
        ("Lastbilschaufförer sökes", "8332.2"),
    ],
)
def test_adverts_wordings_are_certain(index: TitleIndex, title: str, code: str) -> None:
    best = index.classify(title).candidates[0]
    assert (best.code, best.relation in ("label", "title")) == (code, True)
    assert best.score >= 0.95


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Lähihoitajia kotihoitoon, Tampere", "5321.1"),
        ("Kesätarjoilija", "5131.2"),
        ("Sommarkock", "5120.1"),
        ("Myyjiä Prismaan 15-25h/vko", "5223.4"),
        ("Registered nurses for a hospital in Helsinki", "2221.2"),
        ("Sjuksköterskor till äldreboende i Vasa", "2221.2"),
        ("toimitusjohtajan sihteeri", "4120.1"),
        ("projektichef", "1219.6"),
        ("Sairanhoitaja", "2221.2"),
    ],
)
def test_less_certain_wordings_score_less(index: TitleIndex, title: str, code: str) -> None:
    best = index.classify(title).candidates[0]
    assert (best.code, best.relation) == (code, "words")
    assert LOWEST_SCORE <= best.score < 0.95


def test_two_occupations_in_one_title_are_both_told_in_order(index: TitleIndex) -> None:
    found = index.classify("Sairaanhoitaja/lähihoitaja").candidates
    assert [candidate.code for candidate in found] == ["2221.2", "5321.1"]


@pytest.mark.parametrize(
    "title", ["", "   ", "!!!", "🍕🍕", "100 %", "Astronautti", "xyzzy", "Tule meille heti!", "12345"]
)
def test_nothing_is_better_than_a_guess(index: TitleIndex, title: str) -> None:
    assert index.classify(title).candidates == ()
    assert index.classify(title).words == ()


def test_the_advert_says_the_language(index: TitleIndex) -> None:
    assert index.classify("mjukvaruutvecklare", "sv").candidates[0].label == "programvaruutvecklare"
    assert index.classify("kokki", "en").candidates[0].label == "cook"
    assert index.classify("kokki", "ru").candidates[0].label == "kokki"


def test_our_title_goes_before_the_label_it_corrects(index: TitleIndex) -> None:
    found = index.classify("Städare", "sv").candidates
    assert [candidate.code for candidate in found] == ["9112.2", "9112.4"]


def test_the_words_that_decided(index: TitleIndex) -> None:
    assert index.classify("Lähihoitajia kotihoitoon").words == ("lähihoitajia",)
    assert index.classify("Full Stack Developer, full-time").words == ("full", "stack", "developer")


def test_answers_are_few_sorted_and_bounded(index: TitleIndex) -> None:
    for title in (
        "työntekijä tehdas varasto",
        "opettaja",
        "assistant",
        "chef för försäljning och marknadsföring",
    ):
        scores = [candidate.score for candidate in index.classify(title).candidates]
        assert len(scores) <= 5 and scores == sorted(scores, reverse=True)
        assert all(LOWEST_SCORE <= score <= 1 for score in scores)


def test_a_very_long_title_does_not_hold_up_the_rest(index: TitleIndex) -> None:
    started = time.perf_counter()
    index.classify("sairaanhoitajan " * 20 + "x" * 20_000)
    assert time.perf_counter() - started < 1
