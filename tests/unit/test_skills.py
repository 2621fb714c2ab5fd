"""Skills are read from lists and from running text, by labels in any form and language."""

import pytest

from services.normaliser.requirements.free_text import TextReader
from services.normaliser.requirements.skills import read_skills
from services.normaliser.requirements.stems import key
from shared.esco import Taxonomy, starter_taxonomy

READER = TextReader(starter_taxonomy())


def skills(text: str, language: str | None = None) -> tuple[str, ...]:
    return tuple(each.what for each in READER.read(text, language) if each.kind == "skill")


def test_skills_by_slug_and_by_label_in_any_language() -> None:
    values = [
        "patient-care",
        "Hitsaus",
        "svetsning",
        " Customer  service ",
        "Origami",
        "origami",
        "• siivous",
        "",
    ]
    known, unknown = read_skills(values, starter_taxonomy())
    assert known == ("patient-care", "welding", "customer-service", "cleaning")
    assert unknown == ("origami",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sinulla on kokemusta kirjanpidosta ja tilinpäätöksistä.", ("bookkeeping", "financial-statements")),
        ("Asiakaspalvelukokemusta ja kirjanpitotehtäviä", ("customer-service", "bookkeeping")),
        ("Työ on toimistosiivousta ja laitossiivousta.", ("cleaning",)),
        ("Kokemus MIG-hitsauksesta ja teollisuuden kunnossapidosta", ("welding", "industrial-maintenance")),
        ("Teet laadunvalvontaa ja CNC-ohjelmointia.", ("quality-control", "cnc-programming")),
        ("Siivousalan kokemus katsotaan eduksi.", ("cleaning",)),
        ("Du sköter bokföringsuppgifter och kundtjänst.", ("bookkeeping", "customer-service")),
        ("Erfarenhet av flyttstädning och matlagning", ("cleaning", "food-preparation")),
        ("Arbetet består av bokslut samt fakturering.", ("financial-statements", "invoicing")),
        ("Experience with databases, CNC programming and welding", ("databases", "cnc-programming", "welding")),
        ("You do order picking, packing and shelf stocking.", ("picking", "packing", "shelf-stocking")),
        ("Asiakaspalvelu- ja kassatyöskentely sujuvat. Customer service too.", ("customer-service", "cash-handling")),
        ("Myyntikokemusta toivotaan.", ("sales",)),
        ("Minst två års erfarenhet av försäljning.", ("sales",)),
        ("Osaamista markkinoinnista tarvitaan.", ("marketing",)),
        ("Vi är ett växande företag och söker dig som har erfarenhet av bokföring.", ("bookkeeping",)),
    ],
)
def test_skills_in_text(text: str, expected: tuple[str, ...]) -> None:
    assert skills(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Et tarvitse kokemusta hitsauksesta.",
        "Erfarenhet av bokföring krävs inte.",
        "No experience of welding is needed.",
        "Yrityksemme tarjoaa kirjanpitoa ja laskutusta pk-yrityksille.",
        "We are a leading company with 25 years of experience in customer service.",
        "Rekrytointi on jatkuva, ja myynti kasvaa.",
        "Försäljningen ökar. Rekryteringen pågår.",
        "Työsuhde-etuna hieronta, lounasetu ja vakuutukset.",
        "We are a market leader. Keep the place clean, and write to us.",
        "Uusasiakashankinta kuuluu kaikille. Olet asiakaspalveluhenkinen.",
        "Marjankeräily alkaa. Siivouskomero on alakerrassa. Siivoojat viihtyvät meillä.",
        "Förpackningar och bakverk",
        "Kemi on kaupunki Lapissa, jossa kokemus karttuu.",
    ],
)
def test_no_skills_in_text(text: str) -> None:
    assert skills(text, "fi" if "Kemi" in text else None) == ()


def test_in_the_order_of_the_text_and_not_more_than_fifteen() -> None:
    labels = [labels["fi"] for slug, labels in sorted(starter_taxonomy().skills.items())]
    text = "Kokemusta:\n" + "\n".join(f"- {label}" for label in labels)
    found = skills(text, "fi")
    places = [text.find(starter_taxonomy().skills[slug]["fi"]) for slug in found]
    assert len(found) == 15
    assert places == sorted(places)


def test_every_label_is_read_and_of_two_skills_with_one_label_the_first() -> None:
    before = {"fi": "Kokemusta", "sv": "Erfarenhet", "en": "Experience"}
    seen: set[tuple[str, str]] = set()
    for slug, labels in sorted(starter_taxonomy().skills.items()):
        for language, label in labels.items():
            if (language, label.casefold()) not in seen:
                assert skills(f"{before[language]}: {label}.", language) == (slug,), label
            seen.add((language, label.casefold()))


def test_the_longest_label_counts() -> None:
    names = {"cleaning": "siivous", "home-cleaning": "kodin siivous"}
    taxonomy = Taxonomy("t", (), {slug: {"fi": name, "sv": slug, "en": slug} for slug, name in names.items()}, {}, {})
    read = TextReader(taxonomy).read("Kodin siivousta ja muuta siivousta", "fi")
    assert [(each.what, each.words) for each in read] == [
        ("home-cleaning", "Kodin siivousta"),
        ("cleaning", "siivousta"),
    ]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fi", "kirjanpito kirjanpidon kirjanpidosta kirjanpitoon"),
        ("fi", "siivous siivousta siivouksen siivouksesta siivoukset"),
        ("fi", "laadunvalvonta laadunvalvonnan laadunvalvontaa laadunvalvonnasta"),
        ("fi", "ohjelmointi ohjelmoinnin ohjelmointia ohjelmoinnista"),
        ("fi", "pakkaaminen pakkaamisen pakkaamista pakkaamisesta"),
        ("fi", "tietokannat tietokantojen tietokannoista tietokanta"),
        ("fi", "ammattipätevyys ammattipätevyyden ammattipätevyyttä"),
        ("fi", "hygieniapassi hygieniapassin hygieniapassia hygieniapassit"),
        ("fi", "ensiapu ensiavun ensiapua"),
        ("fi", "sairaanhoitaja sairaanhoitajaa sairaanhoitajia sairaanhoitajana"),
        ("fi", "tilinpäätös tilinpäätöksen tilinpäätöksiä tilinpäätösten"),
        ("sv", "körkort körkortet körkorten"),
        ("sv", "bokföring bokföringen"),
        ("sv", "legitimerad legitimerade legitimerat"),
        ("en", "database databases"),
    ],
)
def test_the_forms_of_a_word_have_one_key(language: str, forms: str) -> None:
    assert len({key(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fi", "siivous", "siivooja"),
        ("fi", "puheterapia", "puheterapeutti"),
        ("fi", "sairaanhoitaja", "sairaanhoito"),
        ("en", "marketing", "market"),
        ("en", "cleaning", "clean"),
        ("en", "packing", "pack"),
    ],
)
def test_other_words_have_other_keys(language: str, one: str, other: str) -> None:
    assert key(one, language) != key(other, language)
