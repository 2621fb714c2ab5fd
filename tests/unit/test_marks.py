"""Marks and openings only spare work: with them the same is found as without."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.normaliser.requirements import (
    cues,
    driving_text,
    experience_words,
    language_words,
    marks,
    memo,
    skill_words,
    stances,
)
from services.normaliser.requirements.cue_words import NEGATED, NICE, OFFERED, REQUIRED, pattern_of
from services.normaliser.requirements.cues import Stance, cue_in
from services.normaliser.requirements.memo import Memo
from services.normaliser.requirements.openings import openings, plain
from services.normaliser.requirements.page import Page
from services.normaliser.requirements.stems import key
from services.normaliser.requirements.words import WORD
from shared.esco import LANGUAGES, starter_taxonomy

# What each mark stands before.
MARKED = [
    (marks.CUE, cues._CUES),
    (marks.NEGATION, cues._NEGATION),
    (marks.OFFER, stances._TO_BE_HAD),
    (marks.EMPLOYER, skill_words.SHOWS_EMPLOYER),
    (marks.LEVELS, language_words.LEVEL),
    (marks.DRIVING, driving_text._LICENCE),
    (marks.YEARS, experience_words.TIME),
]
INSIDE = [
    (marks.SKILL, skill_words.SHOWS_SKILL),
    (marks.EXPERIENCE, experience_words.SHOWS_EXPERIENCE),
]
SAID = [pattern_of(each) for each in (NEGATED, OFFERED, NICE, REQUIRED)] + [
    stances._TO_BE_HAD.pattern,
    skill_words.SHOWS_EMPLOYER.pattern,
    skill_words.SHOWS_SKILL.pattern,
    language_words.LEVEL.pattern,
    driving_text._LICENCE.pattern,
    experience_words.TIME.pattern,
    experience_words.SHOWS_EXPERIENCE.pattern,
]
LETTERS = st.characters(codec="latin-1", categories=("Ll", "Lu", "Nd", "Po", "Pd", "Zs"))
PASSAGES = st.lists(
    st.one_of(*(st.from_regex(each, alphabet=LETTERS) for each in SAID)) | st.text(LETTERS, max_size=8), max_size=12
)


def same_with_marks(text: str) -> int:
    """How much the patterns find in a text, with marks as without."""
    page = Page(text)
    found = []
    for mark, pattern in MARKED:
        marked = [each.span() for each in page.matches(mark, pattern, 0, len(page.lower))]
        assert marked == [each.span() for each in pattern.finditer(page.lower)], pattern.pattern
        found += marked
    for mark, pattern in INSIDE:
        inside = [each.span() for each in pattern.finditer(page.lower)]
        assert all(page.marked_in(mark, *each) for each in inside), pattern.pattern
        found += inside
    return len(found)


@settings(max_examples=300, deadline=None)
@given(PASSAGES.map(" ".join))
def test_marks_leave_nothing_out(text: str) -> None:
    same_with_marks(text)


SPACED = st.lists(
    st.sampled_from("ei on suomi tulityö- c++ C# b2-tasoinen, (vaaditaan) 3+ å kort_ti İstanbul e\u0301tu".split())
    | st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2028", "-", ", ", "- "]),
    max_size=20,
)


@settings(max_examples=300, deadline=None)
@given(SPACED.map("".join) | PASSAGES.map("\n".join))
def test_the_marked_words_of_a_page_are_those_of_the_whole_text(text: str) -> None:
    page = Page(text)
    words = [each for each in WORD.finditer(page.lower) if marks.PLAIN[each[0]]]
    assert list(zip(page.starts, page.ends, strict=True)) == [each.span() for each in words]
    assert [page.word(at) for at in range(len(words))] == [each[0] for each in words]


def test_a_vocabulary_adds_marks_of_its_own() -> None:
    found = marks.marks_with(lambda word: marks.TERM if word == "kirjanpito" else 0)
    page = Page("Osaat: kirjanpito, verotus.", found)
    assert [page.word(at) for at in page.marked(marks.TERM)] == ["kirjanpito"]
    assert page.marks_in(0, 5) == Page("Osaat").marks[0]
    assert not Page("kirjanpito").marks


SELDOM = """
Yleinen kielitutkinto 3|yleisen kielitutkinnon taso 4|YKI3|yki-taso 4|allmänna språkexamen: 4|taitotaso 3
kielitaitotasolla 4|B1|c1-tasoinen|mother tongue|full professional|Upper-intermediate
driver's licence|drivers license|driving-licence|ajo-kortti|ajo-oikeus|ajokorttiluokka|körrätt
valmiutta hankkia|valmius sen hankkimiseen|voit suorittaa|voidaan hankkia|skaffas|avläggas|be acquired
meillä on|asiakkaillemme|våra kunder|Vi är|our team|a leading|työsuhde-etu|henkilöstöedut
vana av|vana vid|background in|koulutusalalta|tunnet|työkokemusta
2v|ett halvt år|half a year|puolentoista vuoden|vuoden työkokemus|12 kk|3+ years
"""


@pytest.mark.parametrize("text", re.split(r"[|\n]", SELDOM.strip()))
def test_what_begins_with_many_a_word_is_found(text: str) -> None:
    assert same_with_marks(text)
    assert same_with_marks(f"Ei, {text.upper()}; ja {text}.") > 1


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("saat meiltä avaimet", Stance.OFFERED),
        ("vi utbildar dig", Stance.OFFERED),
        ("vi hjälper dig", Stance.OFFERED),
        ("du kan lära dig det", Stance.OFFERED),
        ("we will arrange it", Stance.OFFERED),
        ("we’ll see to it", Stance.OFFERED),
        ("it can be obtained", Stance.OFFERED),
        ("nice to have", Stance.NICE),
        ("vid behov", Stance.NICE),
        ("preferably a card", Stance.NICE),
        ("on pakko olla", Stance.REQUIRED),
        ("hakijalla on kortti", Stance.REQUIRED),
        ("sökanden har kort", Stance.REQUIRED),
        ("du är noggrann", Stance.REQUIRED),
        ("you’re fluent", Stance.REQUIRED),
        ("at least one", Stance.REQUIRED),
        ("proficiency in it", Stance.REQUIRED),
        ("do you have one", None),
        ("it doesn't matter", Stance.NEGATED),
        ("you can’t do it", Stance.NEGATED),
        ("korttia ei vaadita", Stance.NEGATED),
        ("kortti on", None),
    ],
)
def test_cues_of_one_word_and_of_several(text: str, stance: Stance | None) -> None:
    cue = cue_in(Page(text), 0, len(text))
    assert (cue.stance if cue else None) is stance


def test_a_word_begins_as_its_key_does() -> None:
    labels = [each for occupation in starter_taxonomy().occupations for each in occupation.labels.values()]
    words = sorted({word for label in labels for word in re.findall(r"[^\W\d_]+", label.lower())})
    words += "postin kodin pizzojen ideoiden oppaiden edustaa tvätttankar dying skies ability".split()
    for language in LANGUAGES:
        for word in words:
            assert plain(word).startswith(openings(key(word, language), language)), word


def test_each_word_is_asked_about_once_and_no_more_are_kept_than_memory_should_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memo, "_MOST", 2)
    asked: list[str] = []
    known = Memo(lambda word: asked.append(word) or len(word))
    assert [known[word] for word in ("yksi", "yksi", "kaksi", "yksi", "kolme", "yksi")] == [4, 4, 5, 4, 5, 4]
    assert asked == ["yksi", "kaksi", "kolme", "yksi"]
    assert len(known) == 2
