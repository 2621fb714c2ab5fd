"""What is left of an advert's title, and how much each part of it counts; which titles are one in the review queue."""

import pytest

from services.normaliser.occupations.title_text import (
    ASIDE,
    LATER,
    LONGEST_TITLE,
    MOST_WORDS,
    OF_WHAT,
    PLACE,
    loses_words,
    plain_words,
    read_title,
    stem,
    title_key,
    words_of,
)

NURSE = "sairaanhoitaja"
# What adverts write around the title of a nurse, a cook or a cleaner, by what it is. None of it tells one from another.
NOISE: dict[str, tuple[str, ...]] = {
    "place": (
        "Sairaanhoitaja, Turku", "Sairaanhoitaja – Kuopio", "Sairaanhoitaja (Tampere)", "Sairaanhoitaja [Oulu]",
        "Sairaanhoitaja Helsinki/Espoo/Vantaa", "Sairaanhoitaja, Vaasa, Pohjanmaa", "Turku: sairaanhoitaja",
    ),
    "inflected place": (
        "Sairaanhoitaja Turussa", "Sairaanhoitaja Kokkolaan", "Sairaanhoitaja Ylöjärvelle",
        "Sairaanhoitaja Helsingissä", "Sairaanhoitaja Seinäjoella", "Sairaanhoitaja Järvenpäästä",
        "Sairaanhoitaja Mäntsälässä", "Sairaanhoitaja Rovaniemelle, Lappi", "Sairaanhoitaja Ouluun ja Kempeleeseen",
    ),
    "percentage": (
        "Sairaanhoitaja 80 %", "Sairaanhoitaja 78%", "Sairaanhoitaja 50-100 %", "Sairaanhoitaja 50–60%",
        "Sairaanhoitaja, 75 prosenttia", "Sairaanhoitaja 77,5 %",
    ),
    "hours": (
        "Sairaanhoitaja 37,5 h/vko", "Sairaanhoitaja 20h/vko", "Sairaanhoitaja 15–25 h / viikko",
        "Sairaanhoitaja 30 tuntia/vko", "Sairaanhoitaja, 38.25 h",
    ),
    "shift": (
        "Sairaanhoitaja, yövuoro", "Sairaanhoitaja yövuoroon", "Sairaanhoitaja (iltavuoro)", "Sairaanhoitaja, vuorotyö",
        "Sairaanhoitaja, kolmivuorotyö", "Sairaanhoitaja viikonloput", "Sairaanhoitaja (night shifts)",
    ),
    "pay": (
        "Sairaanhoitaja 3100 €/kk", "Sairaanhoitaja 2 900–3 200 €/kk", "Sairaanhoitaja 19,50 €/h",
        "Sairaanhoitaja, 3 200 euroa/kk", "Sairaanhoitaja 3,2 k€",
    ),
    "date": (
        "Sairaanhoitaja 1.6.2026 alkaen", "Sairaanhoitaja 1.1.2026-30.6.2026", "Sairaanhoitaja 1.6.–31.8.",
        "Sairaanhoitaja alk. 1.9.", "Sairaanhoitaja 2026-06-01", "Sairaanhoitaja 31.12.2026 asti",
    ),
    "how long": (
        "Sairaanhoitaja (sij. 6 kk)", "Sairaanhoitaja, määräaikainen 12 kk", "Sairaanhoitaja, toistaiseksi",
        "Sairaanhoitaja, vakituinen", "Sijainen: sairaanhoitaja", "Sairaanhoitaja n. 6 kk", "Sairaanhoitaja, keikka",
        "Määräaikainen sairaanhoitaja 2 vuotta",
    ),
    "how many": (
        "2 kpl sairaanhoitaja", "Sairaanhoitaja 2 kpl", "Sairaanhoitaja (3kpl)", "2x sairaanhoitaja",
        "5 sairaanhoitaja", "Sairaanhoitaja 3 st",
    ),
    "haste": (
        "Sairaanhoitaja heti", "HETI sairaanhoitaja!", "Sairaanhoitaja ASAP", "Haetaan sairaanhoitaja",
        "Sairaanhoitaja heti töihin!!", "Haemme nyt: sairaanhoitaja",
    ),
    "gender": ("Sairaanhoitaja (m/f/d)", "Sairaanhoitaja (m/w/d)", "Sairaanhoitaja (n/m)", "Sairaanhoitaja f/m/x"),
    "seniority": (
        "Kokenut sairaanhoitaja", "Senior sairaanhoitaja", "Junior sairaanhoitaja", "Sairaanhoitaja, juniori",
    ),
    "emoji": ("Sairaanhoitaja 🩺", "💉💉 Sairaanhoitaja 💉💉", "👩‍⚕️ Sairaanhoitaja", "⭐Sairaanhoitaja⭐"),
    "job id": (
        "Sairaanhoitaja, työavain 45-123-2026", "Sairaanhoitaja #4521", "Sairaanhoitaja ref. 2026-114",
        "Sairaanhoitaja (virkanro 4521)", "Sairaanhoitaja job ID: 88213", "Sairaanhoitaja jobb-id 5522",
        "Sairaanhoitaja, id 12345",
    ),
    "temperature": ("Sairaanhoitaja -25°C", "Sairaanhoitaja, +2 °C", "Sairaanhoitaja (-20 °)"),
    "clock": (
        "Sairaanhoitaja klo 7-15", "Sairaanhoitaja klo 6.00–14.00", "Sairaanhoitaja 8.00-16.00",
        "Sairaanhoitaja 06:00-14:00", "Sairaanhoitaja kl. 17-20", "Sairaanhoitaja 8–16",
    ),
    "age": ("Sairaanhoitaja 18+", "18+ sairaanhoitaja"),
    "brackets": ("(Sairaanhoitaja)", "[Sairaanhoitaja]", "Sairaanhoitaja (", "Sairaanhoitaja ()"),
    "where from": ("Sairaanhoitaja, etätyö", "Sairaanhoitaja – remote", "Sairaanhoitaja (hybridi)"),
    "case": ("SAIRAANHOITAJA", "sAIRAANHOITAJA", "Sairaanhoitaja\u00a0", "Ｓairaanhoitaja", "  sairaanhoitaja  "),
}  # fmt: skip


@pytest.mark.parametrize(
    "title", [pytest.param(title, id=f"{kind}: {title}") for kind, titles in NOISE.items() for title in titles]
)
def test_noise_goes(title: str) -> None:
    assert title_key(title) == NURSE
    named = [segment for segment in read_title(title) if segment.weight == 1.0]
    assert [word for segment in named for word in segment.words][:1] == [NURSE]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Närvårdare, deltid 80 %", "närvårdare"),
        ("Närvårdare i Jakobstad", "närvårdare"),
        ("Närvårdare till Åland", "närvårdare"),
        ("Närvårdare sökes till Vasa!", "närvårdare"),
        ("Erfaren närvårdare, Åbo", "närvårdare"),
        ("Vikarie för närvårdare", "närvårdare"),
        ("Närvårdare, tillsvidare, heltid", "närvårdare"),
        ("Sommarvikarie: närvårdare", "närvårdare"),
        ("Städare 25 tim/vecka", "städare"),
        ("Städare 15 €/h, Helsingfors", "städare"),
        ("Kock nattskift", "kock"),
        ("3 st. kockar", "kockar"),
        ("Kock, visstids 6 mån", "kock"),
        ("Part-time cook in Helsinki", "cook"),
        ("Full time cook", "cook"),
        ("We are looking for a cook", "cook"),
        ("Cook, permanent position", "cook"),
        ("Cook 30 hours/week", "cook"),
        ("Urgent: cleaner wanted", "cleaner"),
        ("Osa-aikainen kokki", "kokki"),
        ("Osa-aikatyö: kokki", "kokki"),
        ("Full-time kokki", "kokki"),
        ("Kokki 24 h/vko, alk. 1.5., Pargas", "kokki"),
    ],
)
def test_noise_goes_in_each_language(title: str, key: str) -> None:
    assert title_key(title) == key


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Yövastaava", ["yövastaava"]),
        ("Työnohjaaja", ["työnohjaaja"]),
        ("Keikkakuski", ["keikkakuski"]),
        ("Kesätarjoilija", ["kesätarjoilija"]),
        ("C++ developer", ["c++", "developer"]),
        ("C#-kehittäjä", ["c#", "kehittäjä"]),
        ("CE-kuljettaja", ["ce", "kuljettaja"]),
        ("Ohjelmistokehittäjä (.NET 8)", ["ohjelmistokehittäjä", "net"]),
        ("3D-artisti", ["3d", "artisti"]),
        ("1. luokan opettaja", ["luokan", "opettaja"]),
        ("B2B-myyjä", ["b2b", "myyjä"]),
        ("Vaasan vesilaitoksen hoitaja", ["vesilaitoksen", "hoitaja"]),
    ],
)
def test_what_names_the_occupation_stays(title: str, words: list[str]) -> None:
    assert title_key(title).split() == words


@pytest.mark.parametrize(
    "title", ["", "   ", "!!!", "🍕🍕", "100 %", "12345", "Kesätyö 2026", "HETI!", "klo 8-16", "(m/f/d)"]
)
def test_nothing_may_be_left(title: str) -> None:
    assert (read_title(title), title_key(title)) == ((), "")


@pytest.mark.parametrize("title", ["Turku", "Turku, Naantali", "Helsingfors!", "Espooseen"])
def test_a_title_of_places_only_is_no_title(title: str) -> None:
    assert title_key(title) == ""


def _read(title: str) -> list[tuple[str, float]]:
    return [(" ".join(segment.words), segment.weight) for segment in read_title(title)]


@pytest.mark.parametrize(
    ("title", "first", "then"),
    [
        ("Sairaanhoitaja/lähihoitaja", "sairaanhoitaja", ["lähihoitaja"]),
        ("Sairaanhoitaja tai lähihoitaja", "sairaanhoitaja", ["lähihoitaja"]),
        ("Sairaanhoitaja, lähihoitaja", "sairaanhoitaja", ["lähihoitaja"]),
        ("Sairaanhoitaja ja terveydenhoitaja", "sairaanhoitaja", ["terveydenhoitaja"]),
        ("Kokki / tarjoilija / kassa", "kokki", ["tarjoilija", "kassa"]),
        ("Sjuksköterska eller närvårdare", "sjuksköterska", ["närvårdare"]),
        ("Cook and waiter", "cook", ["waiter"]),
        ("Kokki – Ravintola Kuusitupa", "kokki", ["ravintola kuusitupa"]),
        ("Myyjä - Lampomart Oy", "myyjä", ["lampomart oy"]),
        ("Kokki | Ravintola Meripirtti", "kokki", ["ravintola meripirtti"]),
        ("Sairaanhoitaja, psykiatria", "sairaanhoitaja", ["psykiatria"]),
        ("Kirjanpitäjä; palkanlaskenta", "kirjanpitäjä", ["palkanlaskenta"]),
        ("Kokki! Tule meille", "kokki", ["tule meille"]),
    ],
)
def test_what_stands_first_counts_most(title: str, first: str, then: list[str]) -> None:
    assert _read(title) == [(first, 1.0), *((words, LATER) for words in then)]


@pytest.mark.parametrize(
    ("title", "first", "of_what"),
    [
        ("Närvårdare till hemvården", "närvårdare", "hemvården"),
        ("Barnskötare till Solgläntan 80 %", "barnskötare", "solgläntan"),
        ("Städare för skola", "städare", "skola"),
        ("Lärare i matematik", "lärare", "matematik"),
        ("Kock på restaurang", "kock", "restaurang"),
        ("Cook for school kitchen", "cook", "school kitchen"),
        ("Nurse at health centre", "nurse", "health centre"),
        ("Engineer in acoustics", "engineer", "acoustics"),
    ],
)
def test_what_a_preposition_leads_in_counts_less(title: str, first: str, of_what: str) -> None:
    assert _read(title) == [(first, 1.0), (of_what, OF_WHAT)]


@pytest.mark.parametrize(
    ("title", "segments"),
    [
        ("Sairaanhoitaja (lasten osasto)", [("sairaanhoitaja", 1.0), ("lasten osasto", ASIDE)]),
        ("(Lasten osasto) sairaanhoitaja", [("sairaanhoitaja", 1.0), ("lasten osasto", ASIDE)]),
        ("Kokki [koulu] (Turku)", [("kokki", 1.0), ("koulu", ASIDE), ("turku", PLACE)]),
        ("(Kokki)", [("kokki", 1.0)]),
        ("(Kokki, Turku)", [("kokki", 1.0), ("turku", PLACE)]),
        ("Turku, kokki", [("turku", PLACE), ("kokki", 1.0)]),
        ("Turku – Kaarina – kokki", [("turku", PLACE), ("kaarina", PLACE), ("kokki", 1.0)]),
        ("Kokki (Turku", [("kokki turku", 1.0)]),
    ],
)
def test_brackets_and_places_count_little(title: str, segments: list[tuple[str, float]]) -> None:
    assert _read(title) == segments


@pytest.mark.parametrize(
    "titles",
    [
        (
            "Lähihoitaja, Turku",
            "Lähihoitaja 80 %, Oulu",
            "HETI: lähihoitaja Kuopioon!",
            "Lähihoitaja (sij. 3 kk) – Vantaa",
        ),
        ("Kock, Vasa", "Kock sökes till Jakobstad", "Kock 100 %, Mariehamn"),
        ("Software developer (m/f/d)", "Senior software developer – remote", "Software developer in Espoo"),
        ("Sairaanhoitaja, teho-osasto", "Sairaanhoitaja, teho osasto, Tampere", "Sairaanhoitaja (teho-osasto) yövuoro"),
    ],
)
def test_titles_that_differ_by_place_and_noise_have_one_key(titles: tuple[str, ...]) -> None:
    assert len({title_key(title) for title in titles}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sairaanhoitaja, psykiatria", "Sairaanhoitaja, teho-osasto"),
        ("Sairaanhoitaja", "Sairaanhoitaja, psykiatria"),
        ("Erikoislääkäri, kirurgia, Turku", "Erikoislääkäri, silmätaudit, Turku"),
        ("Lehtori, matematiikka", "Lehtori, kemia"),
        ("Kokki, laiva", "Kokki, koulu"),
        ("Lärare i matematik", "Lärare i musik"),
        ("Insinööri (LVI)", "Insinööri (sähkö)"),
        ("C++ developer", "C# developer"),
        ("Sairaanhoitaja", "Lähihoitaja"),
    ],
)
def test_titles_that_differ_by_speciality_have_two(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_a_key_is_its_own_key() -> None:
    for title in ("Sairaanhoitaja/lähihoitaja, Turku", "Lärare i matematik 80 %", "Kokki – Ravintola Kuusitupa"):
        assert title_key(title_key(title)) == title_key(title)


def test_an_endless_title_is_cut() -> None:
    assert title_key("kokki " + "x" * 50_000) == "kokki " + "x" * (LONGEST_TITLE - 6)
    many = title_key(" ".join(f"{chr(97 + number)}a" for number in range(26)) * 3)
    assert len(many.split()) == MOST_WORDS


def test_decomposed_letters_are_one() -> None:
    assert title_key("Lähihoitaja") == "lähihoitaja"


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("lähihoitajia", "lähihoitaja", "fi"),
        ("lähihoitajan", "lähihoitaja", "fi"),
        ("lähihoitajaa", "lähihoitaja", "fi"),
        ("sairaanhoitajille", "sairaanhoitaja", "fi"),
        ("myyjiä", "myyjä", "fi"),
        ("siivoojia", "siivooja", "fi"),
        ("työntekijöitä", "työntekijä", "fi"),
        ("kokkeja", "kokki", "fi"),
        ("kokkia", "kokki", "fi"),
        ("kirvesmiehiä", "kirvesmies", "fi"),
        ("puuseppiä", "puuseppä", "fi"),
        ("lääkäreitä", "lääkäri", "fi"),
        ("kuljettajaksi", "kuljettaja", "fi"),
        ("sjuksköterskor", "sjuksköterska", "sv"),
        ("kockar", "kock", "sv"),
        ("elektriker", "elektrikern", "sv"),
        ("nurses", "nurse", "en"),
        ("waitresses", "waitress", "en"),
        ("cleaners", "cleaner", "en"),
    ],
)
def test_inflected_forms_meet_in_one_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("one", "other"), [("myyjä", "myynti"), ("hoitaja", "hoito"), ("kokki", "kokous"), ("opettaja", "opetus")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one, "fi") != stem(other, "fi")


@pytest.mark.parametrize(
    ("text", "words", "loses"),
    [
        ("Sairaanhoitaja", ("sairaanhoitaja",), False),
        ("lead electrician", ("electrician",), True),
        ("myyjä, leipomo", ("myyjä", "leipomo"), False),
        ("lärare i kemi", ("lärare", "i", "kemi"), False),
        ("1:e fartygsingenjör", ("e", "fartygsingenjör"), True),
        ("kesätyö", ("kesätyö",), False),  # all of it is noise: then it is the text
    ],
)
def test_a_known_text_keeps_its_words_but_for_noise(text: str, words: tuple[str, ...], loses: bool) -> None:
    assert (plain_words(text), loses_words(text)) == (words, loses)


def test_words_are_casefolded_and_without_numbers() -> None:
    assert words_of("SAIRAANHOITAJA 2 kpl 🩺 C++ Straße") == ("sairaanhoitaja", "kpl", "c++", "strasse")
