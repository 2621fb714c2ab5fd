"""Words about skills: too general ones, tails of compounds, and what shows that a skill is meant. Data only."""

import re

# One-word labels that an advert says of much else: of benefits, of the employer, of the recruitment itself.
# They are read only beside a word such as experience or knowledge.
GENERAL = frozenset(
    """
    saavutettavuus apuvälineet valmentaminen kemia sovittelu lentäminen kalastus muotoilu sijoittaminen matematiikka
    hieronta navigointi ravitsemus varautuminen valokuvaus hinnoittelu hankinnat tuotekehitys rekrytointi valvonta
    verotus kouluttaminen kirjoittaminen tietosuoja vakuutusala verkkokauppa markkinointi työturvallisuus
    energiatehokkuus varainhankinta käyttöönotto simulointi kääntäminen hionta kaavoitus geologia tiedonhaku
    kuvataide myynti palvelu hoito opetus ohjaus suunnittelu viestintä johtaminen tutkimus kuntoutus
    turvajärjestelmät hankinta

    tillgänglighet hjälpmedel kemi coachning beredskap försäkring fiske flygning formgivning hantverk placeringar
    massage matematik navigering medling statistik skrivande övervakning försäljning packning rekrytering
    rehabilitering beskattning upphandling marknadsföring energieffektivitet dataskydd prissättning fotografering
    tryckning slipning borrning tolkning skörd produktutveckling simulering arbetarskydd e-handel drifttagning
    geologi bildkonst säkerhetssystem service undervisning handledning planering kommunikation forskning
    informationssökning näringslära hälsofrämjande inköp plockning

    accessibility chemistry coaching commissioning insurance investments marketing massage mathematics mediation
    merchandising mining navigation nutrition packing painting photography pricing printing procurement recruitment
    sales statistics surveillance writing flying fishing diving drilling grinding handicraft translation simulation
    rehabilitation e-commerce payroll make-up prescribing geology teaching care management design communication
    research planning training fieldwork
    """.split()
)

# Labels whose compounds often mean something else: marjankeräily is no warehouse work.
NO_HEADS = frozenset("keräily kotihoito fotvård hemvård ompelu muuraus murning bakning sotning sömnad".split())

# The end of a compound that leaves its first part what it was: kirjanpito+tehtäviä, bokförings+uppgifter.
TAILS = {
    "fi": re.compile(
        r"(?:tehtäv|työ(?!kal)|töi|(?:työ)?kokemu|osaami|osaaj|taito|taido|taita|tuntemu|ala|alo|koulutu|palvelu|"
        r"prosess|ammattilai|asiantuntij|tausta|toiminno|toiminta|toiminna|menetelm|projekt|tilante)\w{0,9}$"
    ),
    "sv": re.compile(
        r"(?:uppgift|arbet|erfarenhet|kunskap|kunnande|kunnighet|färdighet|vana|kompetens|bransch|tjänst|process|"
        r"utbildning|projekt)\w{0,6}$"
    ),
}

SHOWS_SKILL = re.compile(
    r"kokemu|osaami|osaat|osaaj|osaava|taito|taido|tait[aoe]|hallitset|hallinta|tuntemu|tunnet\b|koulutus\w*ta\b|"
    r"perehtyn|perehtynei|ammattilai|erfarenhet|kunskap|kunnig|kompeten|färdighet|vana (?:av|vid)|behärska|kännedom|"
    r"experience|skill|knowledge|proficien|expertise|background in|competence|trained"
)
# A sentence about the employer says what it does, not what the seeker can.
SHOWS_EMPLOYER = re.compile(
    r"\b(?:olemme|yrity[ks]\w*|konserni\w*|meillä on|asiakkaillemme|vi är|vi har|företag\w*|koncern\w*|"
    r"våra kunder|we are(?! (?:looking|hiring|seeking|searching))|we have|our (?:company|team|clients|customers)|"
    r"a leading|toimija|henkilöstöe[td]u\w*|työsuhde-?e[td]u\w*|personalförmån\w*|benefits)\b"
)
# The beginnings of both, in one word, for the marks.
SKILL_BEGINS = "|".join(re.split(r"[ \\]", each)[0] for each in re.sub(r"\(.*?\)", "", SHOWS_SKILL.pattern).split("|"))
EMPLOYER_BEGINS = (
    r"olemme|yrity|konserni|meillä|asiakkaillemme|företag|koncern|våra|toimija|henkilöstöe|työsuhde|personalförmån|"
    r"benefits|(?:vi|we|our|a)(?![^\W_])"
)

# How adverts say a skill beside its labels; only skills that the taxonomy holds are read.
OTHER_NAMES: dict[str, dict[str, str]] = {
    "bookkeeping": {"sv": "bokföringsarbete", "en": "book-keeping"},
    "customer-service": {"fi": "asiakaspalvelutyö", "sv": "kundtjänst|kundbetjäning", "en": "serving customers"},
    "sales": {"fi": "myynti", "sv": "säljarbete", "en": "selling"},
    "cash-handling": {"fi": "kassatyö|kassanhoito", "sv": "kassaarbete"},
    "financial-statements": {"fi": "tilinpäätös"},
    "databases": {"fi": "tietokanta", "sv": "databas", "en": "database"},
    "procurement": {"fi": "hankinta", "sv": "inköp", "en": "purchasing"},
    "project-management": {"fi": "projektijohtaminen", "sv": "projektstyrning"},
    "payroll": {"fi": "palkanlaskenta", "sv": "lönehantering"},
    "picking": {"sv": "plockning"},
    "forklift-driving": {"fi": "trukilla ajo|trukkityö", "sv": "köra truck"},
    "recruitment": {"en": "recruiting"},
    "food-preparation": {"fi": "ruuanvalmistus|ruoanlaitto", "en": "cooking"},
    "nursing-care": {"fi": "hoivatyö", "en": "nursing"},
}
