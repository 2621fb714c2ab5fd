"""What is read from the free text of adverts, and what is not: invented passages as adverts have them."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.normaliser.requirements.free_text import TextReader, experience_years, language_skill
from services.normaliser.requirements.licence_words import ONLY_LISTED
from services.normaliser.requirements.page import Page
from shared.esco import starter_taxonomy
from shared.events.base import LanguageSkill
from shared.events.vacancies import Evidence


@cache
def reader() -> TextReader:
    return TextReader(starter_taxonomy())


def read(text: str, language: str | None = None) -> tuple[Evidence, ...]:
    return reader().read(text, language)


def whats(text: str, language: str | None = None) -> tuple[str, ...]:
    return tuple(each.what for each in read(text, language))


REQUIRED_LICENCES = [
    ("Edellytämme: hygieniapassi, B-ajokortti, ea1", ("hygiene-passport", "driving-b", "first-aid-1")),
    ("Työturvallisuuskortti vaaditaan, trukkikortti katsotaan eduksi.", ("occupational-safety-card",)),
    ("Sinulla on voimassa oleva hygieniapassi ja EA1, sekä mielellään myös anniskelupassi.",
     ("hygiene-passport", "first-aid-1")),
    ("B-ajokortti ja oman auton käyttömahdollisuus ovat välttämättömiä.", ("driving-b",)),
    ("Ei vaadita aiempaa kokemusta, mutta B-ajokortti tarvitaan.", ("driving-b",)),
    ("Tehtävässä tarvitaan ajokortti, mutta omaa autoa ei tarvita.", ("driving-b",)),
    ("Kuljettajalta vaaditaan C-kortti ja ammattipätevyys.", ("driving-c", "driver-cpc")),
    ("Odotamme sinulta CE-ajokorttia, kuljettajan ammattipätevyyttä ja digipiirturikorttia. ADR katsotaan eduksi.",
     ("driving-ce", "driver-cpc")),
    ("Työ edellyttää tulityö- ja työturvallisuuskorttia sekä C/CE-luokan ajokorttia.",
     ("hot-work-card", "occupational-safety-card", "driving-c")),
    ("Hygienia- ja anniskelupassi vaaditaan.", ("hygiene-passport", "alcohol-passport")),
    ("Tieturva 1 ja SFS 6002 ovat pakollisia. Muut kortit katsotaan eduksi.",
     ("road-work-safety-card", "electrical-safety-card")),
    ("Edellytämme C- tai CE-ajokorttia.", ("driving-c",)),
    ("Etsimme kuljettajaa, jolla on BC-kortti.", ("driving-b", "driving-c")),
    ("Haemme laillistettua sairaanhoitajaa.", ("valvira-nurse",)),
    ("Edellytämme Valviran rekisteröintiä (nimikesuojattu lähihoitaja) ja LOVe-lupaa.",
     ("valvira-registered", "valvira-practical-nurse", "medication-permit")),
    ("Edellytämme Valviran myöntämää oikeutta toimia sairaanhoitajana.", ("valvira-registered", "valvira-nurse")),
    ("Edellytämme laillistusta fysioterapeuttina.", ("valvira-physiotherapist",)),
    ("Hyväksytty LKV-tutkinto vaaditaan. Kotikatu LKV on alueensa suurin.", ("real-estate-agent-qualification",)),
    ("Truckkort är meriterande men B-körkort krävs.", ("driving-b",)),
    ("Vi kräver inte körkort, men hygienpass behövs.", ("hygiene-passport",)),
    ("Heta arbeten-kort och arbetarskyddskort krävs. Du har körkort klass CE.",
     ("hot-work-card", "occupational-safety-card", "driving-ce")),
    ("Vi förutsätter legitimation som sjukskötare.", ("valvira-nurse",)),
    ("B-ajokortti vaaditaan. Työ ei onnistu ilman B-ajokorttia.", ("driving-b",)),
    ("B-körkort krävs. Det erbjuds bra förmåner.", ("driving-b",)),
    ("Työpaikalle ei pääse julkisilla, joten ajokortti ja oma auto vaaditaan.", ("driving-b",)),
    ("B-ajokortti vaaditaan. Hygieniapassin voit suorittaa meillä.", ("driving-b",)),
    ("**Vaatimukset:** hygieniapassi, ajokortti. **Eduksi:** trukkikortti.", ("hygiene-passport", "driving-b")),
    ("Mitä odotamme?\n\nHygieniapassia\nB-ajokorttia\n\nMitä tarjoamme?\n\nAnniskelupassin",
     ("hygiene-passport", "driving-b")),
    ("Vi söker en legitimerad läkare till hälsovårdscentralen.", ("valvira-physician",)),
    ("Must have: driving licence B, hot work card. Nice to have: ADR.", ("driving-b", "hot-work-card")),
    ("A driver's licence is required.", ("driving-b",)),
    ("You have a valid driver's license (class C) and an occupational safety card.",
     ("driving-c", "occupational-safety-card")),
    ("You must be a registered nurse.", ("valvira-nurse",)),
]  # fmt: skip

NO_LICENCES = [
    "Eduksi katsotaan trukkikortti ja B-ajokortti.",
    "Trukkikortti ja hygieniapassi ovat plussaa.",
    "Meriittiä: työturvallisuuskortti, tulityökortti",
    "Toivomme, että sinulla on hygieniapassi.",
    "Työ sopii sinulle, jos sinulla on B-ajokortti.",
    "Hygieniapassi ei ole välttämätön, mutta se katsotaan eduksi.",
    "Hygieniapassia ei vaadita, vaan voit suorittaa sen meillä.",
    "Edellytämme hygieniapassia, mutta voit suorittaa sen meillä.",
    "Edellytämme trukkikorttia. Kortin voit suorittaa meillä.",
    "Sinulla on oltava hygieniapassi ja työturvallisuuskortti tai valmius hankkia ne.",
    "Järjestämme sinulle EA1-koulutuksen ja työturvallisuuskortin.",
    "Edellytämme hygieniapassia tai vastaavaa osaamista.",
    "Edellytämme: hygieniapassi, anniskelupassi tai ea1",
    "Olet laillistettu lähihoitaja tai sairaanhoitaja.",
    "Onko sinulla B-ajokortti?",
    "Sinulla on siis B-ajokortti ja halu ajaa?",
    "Ilman ajokorttia et pärjää.",
    "Tulityö- ja asennustehtävät vaativat tarkkuutta. Haemme S2-opettajaa.",
    "Vaaditaan vahva ammattipätevyys.",
    "Etsimme järjestyksenvalvojaa. Työ ensiavussa vaatii rauhallisuutta.",
    "Trukin ajokortti vaaditaan eduksi.",
    "Körkort krävs inte. Vi ordnar hygienpass åt dig.",
    "Hygienpass krävs men kan avläggas hos oss.",
    "Hygienpass krävs. Du kan avlägga det hos oss.",
    "Som merit räknas B-körkort och truckkort.",
    "Giltig legitimation ska visas upp i porten.",
    "No driving licence needed. Hygiene passport is not required.",
    "We will help you get the hot work card. A forklift licence is an advantage.",
    "We love our customers and require a smile.",
    # Anyone can order an extract: it is a condition only where a source lists it.
    "Rikosrekisteriote on esitettävä ennen työn alkua.",
    "Utdrag ur straffregistret måste uppvisas. A criminal record extract is required.",
]

REQUIRED_LANGUAGES = [
    ("Suomen kieli vähintään B1.", ("fi B1",)),
    ("Vaatimuksena suomen kieli (YKI-taso 4).", ("fi B2",)),
    ("YKI-todistus suomen kielestä (taitotaso 3) vaaditaan.", ("fi B1",)),
    ("Edellytämme suomen kielen taitoa.", ("fi B1",)),
    ("Tehtävän hoitaminen edellyttää erinomaista suomen kielen suullista ja kirjallista taitoa sekä tyydyttävää "
     "ruotsin kielen suullista ja kirjallista taitoa.", ("fi C1", "sv B1")),
    ("Kielitaitovaatimuksena on suomen kielen hyvä suullinen ja kirjallinen taito. Ruotsin kielen taito on etu.",
     ("fi B2",)),
    ("Puhut sujuvasti suomea ja englantia.", ("fi C1", "en C1")),
    ("Edellytämme, että osaat suomea vähintään tasolla B1 ja englantia auttavasti.", ("fi B1", "en A2")),
    ("Vaadittu kielitaito: suomi (sujuva), englanti (hyvä), ruotsi (eduksi)", ("fi C1", "en B2")),
    ("Suomen- ja ruotsinkielen taito vaaditaan.", ("fi B1", "sv B1")),
    ("Hakijalta edellytetään suomen, ruotsin ja englannin kielen sujuvaa taitoa.", ("fi C1", "sv C1", "en C1")),
    ("Suomi äidinkielenä vaaditaan. Suomen kielen perustaidot eivät riitä.", ()),
    ("Vaatimukset: suomi äidinkielenä, englannin perustaidot", ("fi C2", "en A2")),
    ("Pohjoissaamen kielen taito on välttämätön. Somalin kielen taito katsotaan eduksi.", ("se B1",)),
    ("Du talar flytande svenska och har goda kunskaper i finska.", ("sv C1", "fi B2")),
    ("Vi kräver god svenska i tal och skrift samt grundläggande finska.", ("sv B2", "fi A2")),
    ("Behörighetsvillkor: god muntlig och skriftlig förmåga i svenska och nöjaktig muntlig och skriftlig förmåga "
     "i finska.", ("sv B2", "fi B1")),
    ("Vi kräver finska eller svenska samt god engelska.", ("en B2",)),
    ("We expect fluent Finnish and at least good English skills. Swedish is not required.", ("fi C1", "en B2")),
    ("Excellent command of written and spoken English is required; Finnish is considered an advantage.", ("en C1",)),
    ("Native-level Finnish and basic English are required.", ("fi C2", "en A2")),
    ("The working language is English. You must speak Finnish at B1 level or higher.", ("fi B1",)),
    ("English is our working language, and Finnish is a must.", ("fi B1",)),
    ("Candidates should have a good command of Finnish and Swedish.", ("fi B2", "sv B2")),
    ("Sinulla on hyvä suomen kielen taito sekä ruotsin tai englannin kielen taito.", ("fi B2",)),
    ("Proficiency in Finnish (B2) and English (C1) is required.", ("fi B2", "en C1")),
]  # fmt: skip

NO_LANGUAGES = [
    "Edellytämme suomen tai ruotsin kielen taitoa.",
    "Suomi tai ruotsi vähintään B1.",
    "Osaat suomea, ruotsia tai englantia hyvin.",
    "Englannin kielen taito katsotaan eduksi.",
    "Ruotsin kielen taitoa ei edellytetä.",
    "Tarjoamme suomen kielen kursseja, ja voit opetella suomea työssä.",
    "Haemme englannin kielen opettajaa. Edellytämme englannin kielen opettajan kelpoisuutta.",
    "Työkielemme on englanti. Palvelet asiakkaita suomeksi, ruotsiksi ja englanniksi.",
    "Olemme Suomen suurin toimija, ja edellytämme matkustamista Ruotsiin ja Venäjälle.",
    "Vi söker en försäljare till svenska och finska företag.",
    "Arbetsspråket är svenska. Kunskaper i engelska är meriterande.",
    "Du talar svenska eller finska.",
    "Fluent Finnish or English is required.",
    "We are looking for an English teacher for a Finnish company.",
    "Finnish is a plus, and you are welcome to learn Swedish with us.",
    "Vaaditaan C1-ajokortti.",
    "Sinun tulee opettaa ruotsia ja kääntää englantia.",
    "You must teach English.",
    "Etsimme suomen kielen asiantuntijaa.",
]


@pytest.mark.parametrize(("text", "expected"), REQUIRED_LICENCES)
def test_licences_that_are_required(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(each.what for each in read(text) if each.kind == "licence") == expected


@pytest.mark.parametrize("text", NO_LICENCES)
def test_licences_that_are_not(text: str) -> None:
    assert [each for each in read(text) if each.kind == "licence"] == []


@pytest.mark.parametrize(("text", "expected"), REQUIRED_LANGUAGES)
def test_languages_that_are_required(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(each.what for each in read(text) if each.kind == "language") == expected


@pytest.mark.parametrize("text", NO_LANGUAGES)
def test_languages_that_are_not(text: str) -> None:
    assert [each for each in read(text) if each.kind == "language"] == []


NURSE = """Lähihoitaja, Kuusikodon palvelutalo

Etsimme joukkoomme lähihoitajaa. Työtehtäviisi kuuluvat asukkaiden hoitotyö, lääkehoito ja hoitotyön kirjaaminen.

Edellytämme:
- nimikesuojatun lähihoitajan pätevyyttä
- voimassa olevia lääkelupia tai valmiutta suorittaa ne (LOVe)
- hyvää suomen kielen suullista ja kirjallista taitoa
- hygieniapassia

Arvostamme:
- ajokorttia
- ruotsin kielen taitoa

Tarjoamme sinulle mahdollisuuden suorittaa EA1-kurssin. Lisätietoja antaa Maija Mallikas, 040 123 4567,
maija.mallikas@example.org. Valitun tulee esittää rikosrekisteriote ennen työn alkua."""

DRIVER = """Yhdistelmäajoneuvonkuljettaja Seinäjoelle
Vaatimukset

CE-ajokortti
Kuljettajan ammattipätevyys
Vähintään kahden vuoden kokemus raskaan ajoneuvon ajamisesta

Eduksi

ADR-ajolupa
Englannin kielen taito

Tarjoamme

Trukkikortin suorittamisen"""

ACCOUNTANT = """Vi söker en bokförare till Vasa

Du sköter bokföringsuppgifter, fakturering och löneräkning. Du har minst tre års erfarenhet av bokföring.

Krav:
• flytande svenska
• goda kunskaper i finska

Meriterande:
• kunskaper i engelska
• B-körkort"""

WAREHOUSE = """Warehouse operative - Vantaa

We are a leading logistics company with over 25 years of experience in customer service.

Requirements
• Forklift licence and occupational safety card
• Good English or Finnish
• Experience of order picking, packing and invoicing

We consider it a plus if you have a hot work card or a driving licence (class C).

What we offer
• Occupational health care and massage
• We will arrange the hygiene passport course for you"""

MIXED = """Siivooja / Cleaner

Etsimme siivoojia toimistosiivoukseen. Aiempaa kokemusta siivousalalta ei edellytetä. Sinulla tulee olla
työturvallisuuskortti.

We are looking for cleaners. You need an occupational safety card. Basic English is required."""


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (NURSE, "fi", ("nursing-care", "medication-administration", "care-records", "valvira-practical-nurse", "fi B2",
                       "hygiene-passport")),
        (DRIVER, "fi", ("driving-ce", "driver-cpc", "heavy-vehicle-driving")),
        (ACCOUNTANT, "sv", ("bookkeeping", "invoicing", "payroll", "sv C1", "fi B2")),
        (WAREHOUSE, "en", ("forklift-card", "occupational-safety-card", "picking", "packing", "invoicing")),
        (MIXED, "fi", ("cleaning", "occupational-safety-card", "en A2")),
    ],
)  # fmt: skip
def test_whole_adverts(text: str, language: str, expected: tuple[str, ...]) -> None:
    assert whats(text, language) == expected


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Vaadimme hygieniapassin.", "licence", "hygieniapassin"),
        ("Työssä vaaditaan B-luokan ajokorttia.", "licence", "B-luokan ajokorttia"),
        ("You must have a driver's licence (class B).", "licence", "driver's licence (class B)"),
        ("Edellytämme hyvää suomen kielen suullista ja kirjallista taitoa.", "language",
         "hyvää suomen kielen suullista ja kirjallista taitoa"),
        ("Vi kräver god svenska i tal och skrift.", "language", "god svenska i tal och skrift"),
        ("Sinulla on asiakaspalvelukokemusta.", "skill", "asiakaspalvelukokemusta"),
    ],
)  # fmt: skip
def test_the_words_that_show_it(text: str, kind: str, words: str) -> None:
    assert [(each.kind, each.words) for each in read(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        NURSE,
        "Vaaditaan sujuva (p. 040 123 4567) suomi.",
        "Vaaditaan sujuva (0401234567) suomi.",
        "Vaaditaan sujuva (maija.mallikas@example.org) suomi.",
    ],
)
def test_nothing_personal_is_shown(text: str) -> None:
    found = read(text)
    assert found
    for each in found:
        assert not [sign for sign in ("@", "123", "4567", "allikas") if sign in each.words]


def test_a_sentence_goes_on_in_the_next_line() -> None:
    text = "Etsimme siivoojia toimistoihin, ja sinulla tulee ehdottomasti olla voimassa oleva\ntyöturvallisuuskortti."
    assert whats(text) == ("occupational-safety-card",)
    assert whats(text.replace("\n", "\n\n")) == ()


def test_decomposed_letters_are_read_as_composed() -> None:
    assert whats("Tyo\u0308turvallisuuskortti vaaditaan.") == ("occupational-safety-card",)


def test_what_is_required_here_and_offered_there_is_not_required() -> None:
    assert whats("Hygieniapassi vaaditaan.\n\nTarjoamme hygieniapassin kaikille.") == ()


def test_one_language_at_the_level_that_is_said_and_of_several_the_lowest() -> None:
    assert whats("Edellytämme suomen kielen taitoa. Sinulla on sujuva suomen kielen taito.") == ("fi C1",)
    assert whats("Vaaditaan suomi C1. Vähintään suomi B2 vaaditaan.") == ("fi B2",)


def test_a_language_skill_from_its_evidence() -> None:
    assert language_skill("sv B1") == LanguageSkill(code="sv", level="B1")


def test_every_licence_is_read_by_its_labels() -> None:
    before = {"fi": "Vaaditaan", "sv": "Krav", "en": "Required"}
    for slug, labels in starter_taxonomy().licences.items():
        for language, label in labels.items():
            read_as = () if slug in ONLY_LISTED else (slug,)
            assert whats(f"{before[language]}: {label}.", language) == read_as, label


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Edellytämme vähintään 2 vuoden työkokemusta.", 2),
        ("Sinulla on 3–5 vuoden työkokemus myyntityöstä.", 3),
        ("Vähintään kahden vuoden kokemus alalta.", 2),
        ("Sinulla on kokemusta kirjanpidosta, vähintään 2 vuotta.", 2),
        ("Vähintään puolen vuoden työkokemus vaaditaan.", 0.5),
        ("Edellytämme 6 kk kokemusta.", 0.5),
        ("Vaadimme vuoden työkokemusta.", 1),
        ("Vaatimukset:\n- 5 vuoden kokemus hitsauksesta\n- 2 vuoden kokemus asennuksesta", 2),
        ("Minst tre års erfarenhet krävs.", 3),
        ("Du har några års erfarenhet. Minst två års arbetserfarenhet krävs.", 2),
        ("You have a minimum of five years' experience in software testing.", 5),
        ("3+ years of experience with databases", 3),
        ("At least 1.5 years of experience is required.", 1.5),
        ("Yrityksellämme on 20 vuoden kokemus alalta.", None),
        ("Meillä on vähintään 30 vuoden kokemus.", None),
        ("Yli 20 vuoden kokemuksella rakennamme koteja.", None),
        ("Toivomme vähintään kolmen vuoden kokemusta.", None),
        ("Kahden vuoden kokemus katsotaan eduksi.", None),
        ("Vi har över 40 års erfarenhet.", None),
        ("We have 25+ years of experience.", None),
        ("Sinun tulee olla 18 vuotta täyttänyt.", None),
        ("Sopimuksen kesto on 2 vuotta, ja edellytämme kokemusta.", None),
        ("Sinulla on usean vuoden kokemus.", None),
        ("", None),
    ],
)
def test_years_of_experience(text: str, years: float | None) -> None:
    assert experience_years(text) == years


PIECES = st.sampled_from(
    "Edellytämme eduksi vaaditaan ei B-ajokortti hygieniapassi suomen kielen taito svenska finska English and tai ja "
    "eller krävs must sujuva B1 YKI 3 vuoden kokemus : . , - ( ) / \n \n\n • ? Vaatimukset: 2 kirjanpito İ tulityö- "
    "körkort driver's licence laillistettu sairaanhoitaja LOVe a A".split(" ")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=60).map(" ".join))
def test_any_text_is_read_and_only_its_own_words_are_shown(text: str) -> None:
    plain = " ".join(Page(text).text.split())
    for each in read(text):
        assert each.words
        assert len(each.words) <= 80
        assert all(word in plain for word in each.words.split())
    experience_years(text)
