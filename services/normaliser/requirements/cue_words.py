"""The words by which an advert demands, wishes for, offers or negates, in three languages. Data only.

Patterns, separated by `|` or a new line; `~` stands for any letters. Brackets stand after the first word only: by their
first words the patterns are looked for (`first_words`).
"""

import re

NEGATED = """
    ei|eivät|emme|et|eikä|ettei|ettet|ilman|älä
    inte|ej|utan|inget|ingen|inga
    not|no|without|nor|never|cannot
    don['’]t|doesn['’]t|isn['’]t|aren['’]t|won['’]t|needn['’]t|can['’]t
"""
# The employer gives it, or it can be had later: nobody needs it to be proposed.
OFFERED = """
    suorittaa|suorittamaan|suorittami~|suoritat|suoritetaan|suoritamme|järjestämme|järjestetään|järjestyy|annamme
    hankimme|hankitaan|hankkia|hankkimaan|hankkimi~|hankit|kustannamme|kustannetaan|maksamme|tarjoamme|tarjotaan|tarjoaa
    koulutamme|koulutetaan|autamme|tuemme|opetamme|saat meiltä|mahdollisuu~|perehdy~
    oppia|oppimaan|opetella|opettel~|opiskel~
    avlägga|avläggs|avläggas|vi ordnar|ordnas|erbjud~|möjlighet~|bekostar|bekostas|vi utbildar|vi betalar|hjälper dig
    lära? (?:dig|sig)|skaffa
    we (?:will |can |shall )?(?:arrange|provide|offer|organi[sz]e|pay|cover|train|teach|help)|we['’]ll|offers?|offered
    is (?:provided|arranged|paid|obtained|completed|acquired)|are (?:provided|arranged|paid|obtained|completed|acquired)
    be (?:provided|arranged|paid|obtained|completed|acquired)|opportunity|possibility|possible to
    obtain|acquire|learn|learning
"""
NICE = """
    eduksi|etu|etuna|etua|plussa~|meriit~|ansio~|lisäarvo~|hyödy~|hyötyä|hyödylli~|valtti~|suotav~|vapaaehtoi~
    toivomme|toivoisimme|toivotaan|toivottava~|toivottu~|toive~|toivee~|arvostamme|arvostetaan|arvostetta~
    mielellään|mieluusti|mieluiten|mieluimmin|tarvittaessa|jos|mikäli|ellei|ellet|jollei|harkit~
    merit|meriter~|fördel~|önskar|önskas|önskvär~|önskemål~|värdesätt~|gärna|helst|uppskattar|uppskattas
    välkom~|vid behov|om du|om man
    advantage~|nice[- ]to[- ]have|asset|beneficial|benefits?|plus|bonus|preferred|preferable|preferably
    preference|desirable|desired|appreciated?|ideal|ideally|welcome|helpful|useful|optional|we value|hope|if|unless
"""
REQUIRED = """
    edelly~|vaadi~|vaati~|~vaatimu~|tarvits~|tarvitaan|välttämät~|pakolli~|ehdoton|ehdottom~|ehtona|kelpoisuu~
    oltava|tulee|täytyy|pitää|on pakko|on tarpeen|tarpeelli~|vähintään|osoitet~|esittä~|esitettäv~|toimitettav~
    odotamme|odotetaan|odotuksemme|odotukset|sinulla on|hakijalla on|valittavalla on|löytyy|löytyvät
    jolla on|joilla on|omaa|omaat|omaav~|hallits~|osaat|puhut|kommunikoi~|pystyt|ymmärrät|kirjoitat|selviydyt|olet
    haemme|haetaan|etsimme|etsitään|kunnossa
    kräv~|krav~|~krav|förutsätt~|behövs|behöver|måste|obligatorisk~|nödvändig~|villkor|~villkor|minst
    ska ha|skall ha|bör ha
    du har|sökanden? har|som har|innehar|du talar|du behärskar|du kan|du är|du skriver|du kommunicerar|du pratar
    vi söker|söker vi|sökes|söks|förväntar|förväntas|uppvisar?|uppvisas|visa upp
    require~|must|mandatory|compulsory|necessary|essential|need|needs|needed|at least|minimum|expect~
    (?<!do )you have|you hold|you possess|you speak|(?<!if )you are|you['’]re|you['’]ve|who has|who have|who holds?
    has to|have to|should have|should be
    we are looking for|we['’]re looking for|looking for|we seek|we are seeking|wanted
    command of|proficien~ in|fluent in
"""
# What else says that it can be had later; `valmius hankkia`.
OFFER_BEGINS = r"voi|valmi|mahdol|avlägg|skaffa|be(?![^\W_])"

_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_FIRST = re.compile(r"[\w~?]+")


def pattern_of(listed: str) -> str:
    """The patterns of a list as one."""
    return "|".join(line.strip() for line in listed.strip().splitlines()).replace("~", r"[^\W_]{0,30}")


def first_words(listed: str) -> str:
    """What the first word of each pattern of a list is like, as one pattern."""
    firsts = (_FIRST.match(each.strip()) for each in re.split(r"[|\n]", _BRACKETS.sub("", listed)))
    return pattern_of("|".join(dict.fromkeys(first[0] for first in firsts if first)))
