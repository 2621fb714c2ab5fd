"""Names of places are known in all Finnish local cases, and no form leads to the wrong place."""

from datetime import date

import pytest

from services.normaliser.places.forms import inflected
from services.normaliser.places.index import _WORDS, place_index
from services.normaliser.places.reading import read_places
from shared.areas import gazetteer, spelling

TODAY = date(2026, 11, 1)

# By hand: genitive, then in, from, to, as the place itself says it (sisä- or ulkopaikallissijat).
GOLD = """
    Akaa: Akaan Akaassa Akaasta Akaaseen
    Alavus: Alavuden Alavudella Alavudelta Alavudelle
    Asikkala: Asikkalan Asikkalassa Asikkalasta Asikkalaan
    Enontekiö: Enontekiön Enontekiöllä Enontekiöltä Enontekiölle
    Espoo: Espoon Espoossa Espoosta Espooseen
    Eurajoki: Eurajoen Eurajoella Eurajoelta Eurajoelle
    Haapavesi: Haapaveden Haapavedellä Haapavedeltä Haapavedelle
    Hailuoto: Hailuodon Hailuodossa Hailuodosta Hailuotoon
    Hanko: Hangon Hangossa Hangosta Hankoon
    Helsinki: Helsingin Helsingissä Helsingistä Helsinkiin
    Huittinen: Huittisten Huittisissa Huittisista Huittisiin
    Hyvinkää: Hyvinkään Hyvinkäällä Hyvinkäältä Hyvinkäälle
    Ii: Iin Iissä Iistä Iihin
    Iisalmi: Iisalmen Iisalmessa Iisalmesta Iisalmeen
    Iitti: Iitin Iitissä Iitistä Iittiin
    Ikaalinen: Ikaalisten Ikaalisissa Ikaalisista Ikaalisiin
    Inkoo: Inkoon Inkoossa Inkoosta Inkooseen
    Isokyrö: Isonkyrön Isossakyrössä Isostakyröstä Isoonkyröön
    Joensuu: Joensuun Joensuussa Joensuusta Joensuuhun
    Juuka: Juuan Juuassa Juuasta Juukaan
    Juva: Juvan Juvalla Juvalta Juvalle
    Jämsä: Jämsän Jämsässä Jämsästä Jämsään
    Järvenpää: Järvenpään Järvenpäässä Järvenpäästä Järvenpäähän
    Kangasala: Kangasalan Kangasalla Kangasalta Kangasalle
    Kankaanpää: Kankaanpään Kankaanpäässä Kankaanpäästä Kankaanpäähän
    Kannus: Kannuksen Kannuksessa Kannuksesta Kannukseen
    Kauhajoki: Kauhajoen Kauhajoella Kauhajoelta Kauhajoelle
    Kauniainen: Kauniaisten Kauniaisissa Kauniaisista Kauniaisiin
    Kaustinen: Kaustisen Kaustisella Kaustiselta Kaustiselle
    Keitele: Keiteleen Keiteleellä Keiteleeltä Keiteleelle
    Kempele: Kempeleen Kempeleessä Kempeleestä Kempeleeseen
    Keuruu: Keuruun Keuruulla Keuruulta Keuruulle
    Kitee: Kiteen Kiteellä Kiteeltä Kiteelle
    Koski Tl: Kosken_Tl Koskella_Tl Koskelta_Tl Koskelle_Tl
    Kruunupyy: Kruunupyyn Kruunupyyssä Kruunupyystä Kruunupyyhyn
    Kuhmo: Kuhmon Kuhmossa Kuhmosta Kuhmoon
    Kuortane: Kuortaneen Kuortaneella Kuortaneelta Kuortaneelle
    Kurikka: Kurikan Kurikassa Kurikasta Kurikkaan
    Lahti: Lahden Lahdessa Lahdesta Lahteen
    Leppävirta: Leppävirran Leppävirralla Leppävirralta Leppävirralle
    Lieto: Liedon Liedossa Liedosta Lietoon
    Liminka: Limingan Limingassa Limingasta Liminkaan
    Loppi: Lopen Lopella Lopelta Lopelle
    Luhanka: Luhangan Luhangassa Luhangasta Luhankaan
    Muhos: Muhoksen Muhoksella Muhokselta Muhokselle
    Muonio: Muonion Muoniossa Muoniosta Muonioon
    Muurame: Muuramen Muuramessa Muuramesta Muurameen
    Mänttä-Vilppula: Mänttä-Vilppulan Mänttä-Vilppulassa Mänttä-Vilppulasta Mänttä-Vilppulaan
    Nurmes: Nurmeksen Nurmeksessa Nurmeksesta Nurmekseen
    Orivesi: Oriveden Orivedellä Orivedeltä Orivedelle
    Oulainen: Oulaisten Oulaisissa Oulaisista Oulaisiin
    Outokumpu: Outokummun Outokummussa Outokummusta Outokumpuun
    Parainen: Paraisten Paraisilla Paraisilta Paraisille
    Pedersören kunta: Pedersören_kunnan Pedersöressä Pedersörestä Pedersöreen
    Pello: Pellon Pellossa Pellosta Pelloon
    Pihtipudas: Pihtiputaan Pihtiputaalla Pihtiputaalta Pihtiputaalle
    Porvoo: Porvoon Porvoossa Porvoosta Porvooseen
    Punkalaidun: Punkalaitumen Punkalaitumella Punkalaitumelta Punkalaitumelle
    Puolanka: Puolangan Puolangalla Puolangalta Puolangalle
    Pyhtää: Pyhtään Pyhtäällä Pyhtäältä Pyhtäälle
    Pyhäntä: Pyhännän Pyhännällä Pyhännältä Pyhännälle
    Raahe: Raahen Raahessa Raahesta Raaheen
    Rautalampi: Rautalammin Rautalammilla Rautalammilta Rautalammille
    Riihimäki: Riihimäen Riihimäellä Riihimäeltä Riihimäelle
    Rovaniemi: Rovaniemen Rovaniemellä Rovaniemeltä Rovaniemelle
    Sastamala: Sastamalan Sastamalassa Sastamalasta Sastamalaan
    Savitaipale: Savitaipaleen Savitaipaleella Savitaipaleelta Savitaipaleelle
    Siikajoki: Siikajoen Siikajoella Siikajoelta Siikajoelle
    Tampere: Tampereen Tampereella Tampereelta Tampereelle
    Toivakka: Toivakan Toivakassa Toivakasta Toivakkaan
    Turku: Turun Turussa Turusta Turkuun
    Utsjoki: Utsjoen Utsjoella Utsjoelta Utsjoelle
    Uurainen: Uuraisten Uuraisilla Uuraisilta Uuraisille
    Uusikaarlepyy: Uudenkaarlepyyn Uudessakaarlepyyssä Uudestakaarlepyystä Uuteenkaarlepyyhyn
    Uusikaupunki: Uudenkaupungin Uudessakaupungissa Uudestakaupungista Uuteenkaupunkiin
    Vantaa: Vantaan Vantaalla Vantaalta Vantaalle
    Varkaus: Varkauden Varkaudessa Varkaudesta Varkauteen
    Vesanto: Vesannon Vesannolla Vesannolta Vesannolle
    Vesilahti: Vesilahden Vesilahdella Vesilahdelta Vesilahdelle
    Vihti: Vihdin Vihdissä Vihdistä Vihtiin
    Virrat: Virtain Virroilla Virroilta Virroille
    Ähtäri: Ähtärin Ähtärissä Ähtäristä Ähtäriin
    Äänekoski: Äänekosken Äänekoskella Äänekoskelta Äänekoskelle
    Haukipudas: Haukiputaan Haukiputaalla Haukiputaalta Haukiputaalle
    Hervanta: Hervannan Hervannassa Hervannasta Hervantaan
    Kamppi: Kampin Kampissa Kampista Kamppiin
    Leppävaara: Leppävaaran Leppävaarassa Leppävaarasta Leppävaaraan
    Levi: Levin Levillä Leviltä Leville
    Sörnäinen: Sörnäisten Sörnäisissä Sörnäisistä Sörnäisiin
    Tammisaari: Tammisaaren Tammisaaressa Tammisaaresta Tammisaareen
    Vaajakoski: Vaajakosken Vaajakoskella Vaajakoskelta Vaajakoskelle
    Vähäkyrö: Vähänkyrön Vähässäkyrössä Vähästäkyröstä Vähäänkyröön
"""
FORMS = [
    (name, form.replace("_", " "))
    for name, forms in (line.strip().split(": ") for line in GOLD.strip().splitlines())
    for form in forms.split()
]


def codes(text: str) -> list[str | None]:
    reading = read_places(text, TODAY, gazetteer())
    return [place.municipality for place in (reading.main, *reading.others)]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_gold_forms(name: str, form: str) -> None:
    assert codes(form) == codes(name) != [None]
    assert read_places(form, TODAY, gazetteer()).marks == ()


def test_every_municipality_in_every_language_and_case() -> None:
    for municipality in gazetteer().municipalities(TODAY):
        names = municipality.names
        swedish = names["sv"]
        texts = {
            municipality.code, *names.values(), *inflected(names["fi"]), f"{swedish}s", f"i {swedish}", f"på {swedish}",
            f"in {names['en']}", f"{swedish} stad", f"{swedish} kommun", names["fi"].upper(), f" {swedish.lower()} ",
        }  # fmt: skip
        assert len(inflected(names["fi"])) >= 7
        for text in texts:
            reading = read_places(text, TODAY, gazetteer())
            assert (reading.main.municipality, reading.others, reading.marks) == (municipality.code, (), ()), text


def test_every_locality_by_its_names_and_forms() -> None:
    known = {municipality.code for municipality in gazetteer().municipalities(TODAY)}
    for locality in gazetteer().localities.localities:
        assert set(locality.municipalities) <= known
        if gazetteer().municipality(locality.names[0], TODAY):
            continue  # Tammela: the municipality's own name
        for text in (*locality.names, *inflected(locality.names[0])):
            reading = read_places(text, TODAY, gazetteer())
            found = () if reading.main.municipality is None else (reading.main.municipality,)
            expected = locality.municipalities if len(locality.municipalities) == 1 else ()
            marks = () if expected else ("place:ambiguous",)
            assert (found, reading.others, reading.marks) == (expected, (), marks), text


def test_no_word_for_something_else_is_hidden_by_a_name_or_another_word() -> None:
    phrases = place_index(gazetteer(), TODAY).phrases
    assert [(kind, phrase) for kind, group in _WORDS for phrase in group if phrases[phrase].kind != kind] == []
    regions = [spelling(name) for region in gazetteer().localities.regions for name in region.names]
    assert [name for name in regions if phrases[name].kind != "region"] == []


def test_no_form_of_one_municipality_is_anothers() -> None:
    owners: dict[str, set[str]] = {}
    for municipality in gazetteer().municipalities(TODAY):
        for form in {*map(spelling, municipality.names.values()), *inflected(municipality.names["fi"])}:
            owners.setdefault(form, set()).add(municipality.code)
    assert {form: of for form, of in owners.items() if len(of) > 1} == {}


def test_nothing_is_inflected_to_nothing() -> None:
    assert inflected("") == inflected("  ") == frozenset()
