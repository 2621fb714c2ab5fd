"""The languages of Finland's labour market as adverts name them, and the words for how well. Data only."""

import re

# ISO 639-1: Finnish nominative and genitive; Swedish; English.
_NAMES = """
    fi  suomi suomen           finska         finnish
    sv  ruotsi ruotsin         svenska        swedish
    en  englanti englannin     engelska       english
    ru  venäjä venäjän         ryska          russian
    et  viro viron             estniska       estonian
    et  eesti eestin           -              -
    de  saksa saksan           tyska          german
    fr  ranska ranskan         franska        french
    es  espanja espanjan       spanska        spanish
    it  italia italian         italienska     italian
    pt  portugali portugalin   portugisiska   portuguese
    pl  puola puolan           polska         polish
    uk  ukraina ukrainan       ukrainska      ukrainian
    so  somali somalin         somaliska      somali
    so  somalia somalian       -              -
    ar  arabia arabian         arabiska       arabic
    ku  kurdi kurdin           kurdiska       kurdish
    fa  persia persian         persiska       persian
    fa  farsi farsin           farsi          farsi
    ps  pašto pašton           pashto         pashto
    vi  vietnam vietnamin      vietnamesiska  vietnamese
    th  thai thain             thailändska    thai
    zh  kiina kiinan           kinesiska      chinese
    zh  mandariini mandariinin mandarin       mandarin
    ja  japani japanin         japanska       japanese
    ko  korea korean           koreanska      korean
    tr  turkki turkin          turkiska       turkish
    sq  albania albanian       albanska       albanian
    se  pohjoissaame pohjoissaamen nordsamiska -
    se  saame saamen           samiska        sami
    no  norja norjan           norska         norwegian
    da  tanska tanskan         danska         danish
    nl  hollanti hollannin     nederländska   dutch
    lv  latvia latvian         lettiska       latvian
    lt  liettua liettuan       litauiska      lithuanian
    ro  romania romanian       rumänska       romanian
    bg  bulgaria bulgarian     bulgariska     bulgarian
    hu  unkari unkarin         ungerska       hungarian
    cs  tšekki tšekin          tjeckiska      czech
    hi  hindi hindin           hindi          hindi
    ur  urdu urdun             urdu           urdu
    bn  bengali bengalin       bengali        bengali
    ne  nepali nepalin         nepali         nepali
    tl  tagalog tagalogin      tagalog        tagalog
    am  amhara amharan         amhariska      amharic
    ti  tigrinja tigrinjan     tigrinska      tigrinya
    sw  swahili swahilin       swahili        swahili
    my  burma burman           burmesiska     burmese
"""
_ROWS = [tuple(line.split()) for line in _NAMES.strip().splitlines()]


def _partitive(name: str) -> str:
    if name == "suomi":
        return "suomea"
    ending = "a" if re.search("[aou]", name) else "ä"
    return name + ("i" + ending if name[-1] not in "aeiouyäö" else ending)


# What stands before `kielen taito`, with or without the others of a list.
GENITIVES = {genitive: code for code, _, genitive, _, _ in _ROWS}
# What stands by itself: osaat suomea, kielitaito: suomi, palvelet suomeksi.
FINNISH = {
    form: code for code, name, genitive, _, _ in _ROWS for form in (name, _partitive(name), f"{genitive[:-1]}ksi")
}
SWEDISH = {name + ending: code for code, _, _, name, _ in _ROWS if name != "-" for ending in ("", "n")}
ENGLISH = {name: code for code, _, _, _, name in _ROWS if name != "-"}

# How well, by the Common European Framework. Tyydyttävä, hyvä, erinomainen: as the decree on language skills in the
# public service has them. A word that could be two levels is the lower one.
_SAID = {
    "C2": r"äidinkiel\w*|natiivi\w*|syntyperäi\w+|modersmål\w*|infödd\w*|native(?:[- ]level)?|mother tongue|bilingual",
    "C1": r"erinomai\w+|sujuv\w+|moitteet\w+|täydelli\w+|flytande|utmärkt\w*|obehindra\w+|felfri\w*|fluen(?:t|tly|cy)|"
    r"excellent|proficient|advanced|full professional",
    "B2": r"hyvä|hyvää|hyvän|hyvällä|hyvin|hyvät|vahva\w*|goda?|gott|bra|väl|good|strong|well|"
    r"professional(?: working)?|upper[- ]intermediate",
    "B1": r"tyydyttäv\w+|kohtuulli\w+|kohtalai\w+|riittäv\w+|keskitaso\w*|nöjaktig\w*|tillfredsställande|"
    r"tillräcklig\w*|"
    r"satisfactory|intermediate|working|conversational|sufficient|adequate|decent",
    "A2": r"perustai\w+|perustaso\w*|perusteet|perusteiden|välttäv\w+|auttav\w+|grundläggande|grunderna|"
    r"grundkunskap\w*|basics?|elementary",
    "A1": r"alkeet|alkeiden|alkeistaso\w*|nybörjar\w*|beginner\w*",
}
_BY_EXAM = dict(zip("123456", ("A1", "A2", "B1", "B2", "C1", "C2"), strict=True))
_EXAM = (
    r"(?:(?:yki|yleinen kielitutkinto|yleisen kielitutkinnon|allmänn?a? språkexamen)"
    r"(?:[-\s]?(?:todistu|tutkin|testi|taso|intyg|certificate|test|examen)\w*)?"
    r"(?:[-\s,:(]{0,3}(?:keski|perus|ylin )?(?:taso|nivå|level)\w*)?|(?:kieli)?taitotaso\w*)"
)
# `b1`, but not the driving class: `c1-ajokortti`.
LEVEL = re.compile(
    r"(?<![^\W_])(?:(?P<cefr>[abc][12])(?![^\W_]|-?(?:ajo|kort|luok|körkort))"
    rf"|{_EXAM}[-\s:(]{{0,3}}(?P<exam>[1-6])(?![^\W_])"
    + "".join(rf"|(?P<{level}>{words})(?![^\W_])" for level, words in _SAID.items())
    + ")",
)
# The first words of those that are of several words, for the marks.
LEVEL_BEGINS = r"yki|yleinen|yleisen|allmän|(?:kieli)?taitotaso|mother|full|upper"


def level_of(found: re.Match[str]) -> str:
    """The level that a match of LEVEL says."""
    if found["cefr"]:
        return found["cefr"].upper()
    return _BY_EXAM[found["exam"]] if found["exam"] else str(found.lastgroup)
