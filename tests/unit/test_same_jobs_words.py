"""An advert is read word by word, and what a word tells is kept: what is read stays what the whole text says."""

import re
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.normaliser.jobs import tokens
from services.normaliser.jobs.fact_patterns import SPEAKS_OF_CONTRACT, SPEAKS_OF_HOURS, STATED
from services.normaliser.jobs.facts import facts_of
from services.normaliser.jobs.guarded import Guarded
from services.normaliser.jobs.sentences import one_sentence, sentences_of
from services.normaliser.jobs.sketch import sample_of, sketch_of
from services.normaliser.jobs.text import read_text
from services.normaliser.jobs.title import title_parts
from services.normaliser.jobs.tokens import Tokens

# Words that state something alone or in twos, those that nearly do, and what may stand between words.
WORDS = """sairaanhoitaja yövuoro yö iltavuorossa iltaan nattskift night nights shift work på nätter day daytime
    tills vidare tillsvidare summer job sommarvikarie sij. sijaisuus sijainen vik. vakituinen av full part time
    part-time full-time hours työaika osasto os. avd. 3 3b nro 12 80 % 80% 6 kk 30 h/vko kpl 2 paikkaa senior
    Kanerva Oy Virtanen-Mäki (vakituinen) kaksivuoro/kolmivuoro viikonloput viikonloppu, helger fixed-term""".split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@given(TEXTS)
def test_facts_read_word_by_word_are_those_of_the_whole(text: str) -> None:
    stated = {fact for fact, pattern in STATED.items() if pattern.pattern.search(text.casefold())}
    found = {fact for fact in facts_of(one_sentence(text), ()) if fact in STATED}
    assert found == stated


@given(TEXTS)
def test_a_guarded_pattern_finds_what_its_pattern_finds(text: str) -> None:
    for guarded in (*STATED.values(), SPEAKS_OF_HOURS, SPEAKS_OF_CONTRACT):
        assert guarded.search(text) == bool(guarded.pattern.search(text))


@pytest.mark.parametrize("guarded", [*STATED.values(), SPEAKS_OF_HOURS, SPEAKS_OF_CONTRACT])
def test_no_pattern_is_of_three_words(guarded: Guarded) -> None:
    assert all(len(re.findall(r" |\\s", each)) <= 1 for each in guarded.pattern.pattern.split("|"))
    assert len(guarded.second_words) == len(
        {each.split(" ")[1] for each in re.findall(r"\w+ \w+", str(guarded.pattern))}
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Työ alkaa heti. Tule meille! Miksi?", ["työ alkaa heti.", "tule meille!", "miksi?"]),
        ("Paikka on os. 3 ja avd. 4. Tervetuloa.", ["paikka on os. 3 ja avd. 4.", "tervetuloa."]),
        ("• Siivous • Tiskaus\n\n▪ Kassa", ["siivous", "tiskaus", "kassa"]),
        (
            "<p>Työ <b>yöllä</b>.</p>",
            [
                "työ yöllä .",
            ],
        ),
        ("Edellytämme hygieniapassia ja tyo…", ["edellytämme hygieniapassia ja"]),
        ("Työ on vakituinen. Soita 040 123 4567.", ["työ on vakituinen."]),
        ("Hyvä palkka. För more information call us. Fråga mer av Maija.", ["hyvä palkka."]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence.text() for sentence in sentences_of(text)] == sentences


def test_what_a_text_tells_is_hashes_of_its_words() -> None:
    told = read_text(sentences_of("Haemme kokkia, osasto 3. Ravintola on Kanerva. Tule!"), ())
    runs = ("haemme kokkia osasto", "kokkia osasto 3", "ravintola on kanerva", "tule")
    assert told.shingles == sample_of([crc32(run.encode()) for run in runs])
    named = [crc32(b"3"), crc32(b"kaner")]
    assert list(memoryview(told.details).cast("I")) == sorted(named)
    around = [crc32(b"kokkia osasto $"), crc32(b"ravintola on $")]
    stated = sorted(where << 32 | what for where, what in zip(around, named, strict=True))
    assert list(memoryview(told.statements).cast("Q")) == stated
    assert not read_text(sentences_of("Haemme kokkia, Kanerva."), ("kanerva",)).details


@pytest.mark.parametrize("count", [1, 2, 65, 256])
def test_a_sketch_is_of_remainders(count: int) -> None:
    hashes = np.random.default_rng(count).integers(0, 1 << 32, count).tolist()
    random = np.random.Generator(np.random.PCG64(20250101))
    factors, offsets = random.integers(1, 1 << 31, 128).tolist(), random.integers(0, 1 << 31, 128).tolist()
    least = [
        min((value * factor + offset) % 4_294_967_311 for value in hashes)
        for factor, offset in zip(factors, offsets, strict=True)
    ]
    assert sketch_of(sample_of(hashes)) == bytes(value & 0xFF for value in least)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Sairaanhoitaja, osasto 3, 80 %", [["sairaanhoitaja"]]),
        ("Kokki (vakituinen), Ravintola Kanerva", [["kokki"], ["ravintola", "kanerva"]]),
        ("Nurse, night shift, ward 12 - surgery", [["nurse"], ["surgery"]]),
        ("Lähihoitaja yövuoro/iltavuoro 2 kpl 30 h/vko", [["lähihoitaja"]]),
    ],
)
def test_parts_of_titles(title: str, parts: list[list[str]]) -> None:
    assert title_parts(one_sentence(title)) == parts


def test_no_more_words_are_kept_than_memory_should_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST", 3)
    known = Tokens()
    first = known["Kokki"]
    assert known["Kokki"] is first
    for word in ("ja", "tai", "eli"):
        assert known[word].folded == word
    assert "Kokki" not in known
    assert known["Kokki"] == first
