"""How people write the licences, cards and passes of the taxonomy: spellings by slug. Data only."""

CLASSES = ("am", "a1", "a2", "a", "be", "b", "c1e", "c1", "ce", "c", "d1e", "d1", "de", "d", "lt", "t")
# Classes written in one breath. A list, not a rule: otherwise the word "bad" would be a driving licence.
RUNS = {
    "ab": ("a", "b"),
    "abc": ("a", "b", "c"),
    "abce": ("a", "b", "ce"),
    "abe": ("a", "be"),
    "abece": ("a", "be", "ce"),
    "bc": ("b", "c"),
    "bcd": ("b", "c", "d"),
    "bce": ("b", "ce"),
    "bece": ("be", "ce"),
    "cede": ("ce", "de"),
}

SPELLINGS: dict[str, str] = {
    "driver-cpc": "kuljettajan ammattipätevyys|ammattipätevyys|kuljetusalan ammattipätevyys|"
    "direktiivipätevyys|yrkeskompetens|yrkeskompetens för förare|yrkesförarkompetens|ykb|cpc|"
    "driver cpc|driver certificate of professional competence|code 95|koodi 95|95",
    "adr-permit": "adr|adr-ajolupa|adr-lupa|adr-kortti|adr-intyg|adr-körtillstånd|"
    "adr driver certificate|adr certificate",
    "taxi-driver-permit": "taksinkuljettajan ajolupa|taksilupa|taksikortti|taksiajolupa|"
    "körtillstånd för taxiförare|taxiförarlegitimation|taxi driver permit|taxi driving licence|"
    "taxi permit",
    "forklift-card": "trukkikortti|trukinajolupa|trukkilupa|trukkiajolupa|truckkort|gaffeltruckkort|"
    "truckförarbevis|forklift licence|forklift license|forklift card|forklift permit",
    "hygiene-passport": "hygieniapassi|hygieniaosaamistodistus|hygieniaosaaminen|hygienpass|"
    "hygienkompetens|hygienintyg|hygiene passport|hygiene pass|food hygiene certificate",
    "alcohol-passport": "anniskelupassi|a-passi|alkoholipassi|serveringspass|alkoholpass|"
    "alcohol passport|alcohol serving passport|alcohol pass",
    "occupational-safety-card": "työturvallisuuskortti|työturvakortti|turvakortti|arbetarskyddskort|"
    "arbetssäkerhetskort|säkerhetskort|occupational safety card|work safety card|safety card",
    "hot-work-card": "tulityökortti|tulityölupa|heta arbeten|heta arbeten-kort|hetarbetskort|"
    "certifikat heta arbeten|kort för heta arbeten|hot work card|hot work licence|hot work license|"
    "hot work permit",
    "road-work-safety-card": "tieturva|tieturvakortti|tieturva 1|tieturva 2|tieturva i|"
    "vägsäkerhetskort|vägskydd|vägskydd 1|road work safety card|road safety card",
    "electrical-safety-card": "sähkötyöturvallisuuskortti|sähkötyöturvallisuus|sfs 6002|sfs6002|"
    "sfs 6002 -kortti|elsäkerhetskort|elarbetssäkerhetskort|electrical work safety card|"
    "electrical safety card",
    "wet-room-certificate": "vedeneristäjän sertifikaatti|märkätilasertifikaatti|vedeneristäjä|"
    "våtrumscertifikat|wet room certificate|wet room waterproofing certificate",
    "crane-operator-qualification": "nosturinkuljettajan pätevyys|nosturikortti|"
    "nosturinkuljettajan ammattitutkinto|kranförarkompetens|krankort|crane licence|crane license|"
    "crane operator qualification",
    "first-aid-1": "ensiapu|ensiapu 1|ea1|ea 1|ensiapukortti|ensiapukurssi|ensiapukurssi ea1|"
    "hätäensiapu|första hjälpen|första hjälpen 1|första hjälpen fhj 1|fhj 1|fhj1|first aid|"
    "first aid 1|first aid certificate",
    "first-aid-2": "ensiapu 2|ea2|ea 2|ensiapukurssi ea2|första hjälpen 2|första hjälpen fhj 2|fhj 2|fhj2|first aid 2",
    "electrical-s1": "s1|sähköpätevyys 1|sähköpätevyys s1|sähköpätevyys 1 (s1)|elbehörighet 1|"
    "elbehörighet 1 (s1)|electrical qualification s1",
    "electrical-s2": "s2|sähköpätevyys 2|sähköpätevyys s2|sähköpätevyys 2 (s2)|elbehörighet 2|"
    "elbehörighet 2 (s2)|electrical qualification s2",
    "electrical-s3": "s3|sähköpätevyys 3|sähköpätevyys s3|sähköpätevyys 3 (s3)|elbehörighet 3|"
    "elbehörighet 3 (s3)|electrical qualification s3",
    "order-keeper": "järjestyksenvalvojakortti|järjestyksenvalvoja|jv-kortti|jv|ordningsvaktskort|"
    "ordningsvakt|order keeper card|order keeper|crowd controller licence|crowd controller card",
    "security-guard-card": "vartijakortti|vartijan kortti|vartijan peruskurssi|väktarkort|"
    "väktarutbildning|security guard card|guard card|security guard licence",
    "medication-permit": "love|love-lupa|lääkelupa|lääkehoitolupa|love-lääkehoito|lääkehoidon lupa|"
    "lääkehoidon lupa (love)|läkemedelstillstånd|läkemedelslov|läkemedelstillstånd (love)|"
    "medication permit|medication permit (love)",
    "teacher-qualification": "opettajan kelpoisuus|opettajan pätevyys|opettajan pedagogiset opinnot|"
    "luokanopettajan kelpoisuus|varhaiskasvatuksen opettajan kelpoisuus|lärarbehörighet|"
    "behörig lärare|pedagogiska studier för lärare|teacher qualification|qualified teacher",
    "criminal-record-extract": "rikosrekisteriote|rikosrekisteri|rikostaustaote|straffregisterutdrag|"
    "criminal record extract|criminal record check",
    "law-degree": "oikeustieteen maisteri|otm|varatuomari|juris magister|master of laws|law degree",
    "police-qualification": "poliisin tutkinto|poliisi (amk)|polisexamen|police qualification",
    "rescue-qualification": "pelastajan tutkinto|pelastajatutkinto|räddningsmannaexamen|rescue qualification",
    "valvira-registered": "valvira|valviran laillistus|valviran rekisteröinti|valvira-rekisteröinti|"
    "valvira-numero|terhikki|terhikki-rekisteri|suosikki-rekisteri|"
    "laillistettu terveydenhuollon ammattihenkilö|valviran laillistus tai nimikesuojaus|"
    "valvira legitimation|valviras legitimation|valvira registration|"
    "valviras legitimation eller skyddade yrkesbeteckning|registered with valvira|valvira licence",
    "real-estate-agent-qualification": "lkv|lkv-pätevyys|laillistettu kiinteistönvälittäjä|afm|"
    "afm-kompetens|licensed real estate agent",
}
# The titles in the health and social care register of Valvira, with or without the words that say so.
HEALTH: dict[str, str] = {
    "valvira-nurse": "sairaanhoitaja|terveydenhoitaja|sjukskötare|sjuksköterska|hälsovårdare|nurse|registered nurse",
    "valvira-practical-nurse": "lähihoitaja|perushoitaja|närvårdare|primärskötare|practical nurse",
    "valvira-physician": "lääkäri|läkare|physician|doctor",
    "valvira-dentist": "hammaslääkäri|tandläkare|dentist",
    "valvira-midwife": "kätilö|barnmorska|midwife",
    "valvira-pharmacist": "farmaseutti|proviisori|farmaceut|provisor|pharmacist|"
    "farmaseutti tai proviisori|farmaceut eller provisor",
    "valvira-physiotherapist": "fysioterapeutti|fysioterapeut|physiotherapist",
    "valvira-occupational-therapist": "toimintaterapeutti|ergoterapeut|occupational therapist",
    "valvira-speech-therapist": "puheterapeutti|talterapeut|speech therapist",
    "valvira-radiographer": "röntgenhoitaja|röntgenskötare|radiographer",
    "valvira-biomedical-scientist": "bioanalyytikko|laboratoriohoitaja|bioanalytiker|biomedical scientist",
    "valvira-dental-hygienist": "suuhygienisti|munhygienist|dental hygienist",
    "valvira-psychologist": "psykologi|psykolog|psychologist",
    "valvira-social-worker": "sosiaalityöntekijä|socialarbetare|social worker",
    "valvira-social-instructor": "sosionomi|socionom|bachelor of social services|sosiaaliohjaaja|socialhandledare",
}
# The first words of driving licences in text, and the second of `BC-kortti`, for the marks.
DRIVING_BEGINS = (
    r"ajo(?:kort|oikeu|(?![^\W_]))|kör(?:kort|rätt)|driv(?:ing|ers?)(?![^\W_])|kort(?:ti|in|ill|it|et|(?![^\W_]))"
)

# Spellings that name a licence in a list of licences, and in running text much else: `we love`, `S2-opetus`.
NOT_IN_TEXT = frozenset(
    "95|love|s1|s2|s3|ensiapu|hätäensiapu|första hjälpen|first aid|sähkötyöturvallisuus|vedeneristäjä|"
    "järjestyksenvalvoja|jv|ordningsvakt|order keeper|lkv|afm|poliisi (amk)|"
    "ammattipätevyys|yrkeskompetens|cpc".split("|")
)
# What everybody can have is no condition in running text, only where a source lists it: anyone can order an extract.
ONLY_LISTED = frozenset({"criminal-record-extract"})
# In running text they are the driver's only where a driving licence is named in the same sentence.
WITH_DRIVING = ("ammattipätevyys", "yrkeskompetens", "cpc", "ammattipätevyyskortti", "ammattipätevyyskoulutus")
# What is written in sentences rather than in lists.
MORE_IN_TEXT: dict[str, str] = {
    "forklift-card": "trukin ajokortti|trukkiajokortti|trukinkuljettajan lupa",
    "electrical-s1": "s1-pätevyys|s1 behörighet",
    "electrical-s2": "s2-sähköpätevyys|s2-pätevyys|s2 behörighet",
    "electrical-s3": "s3-pätevyys|s3 behörighet",
    "real-estate-agent-qualification": "lkv-tutkinto|afm-examen",
    "order-keeper": "järjestyksenvalvojan kortti",
    "valvira-registered": "laillistus|valviran myöntämä laillistus|laillistettu ammattihenkilö|"
    "nimikesuojattu ammattihenkilö|nimikesuojattu terveydenhuollon ammattihenkilö|"
    "lupa- ja valvontaviraston laillistus|lupa- ja valvontaviraston rekisteröinti|legitimerad yrkesutbildad person",
    "valvira-nurse": "sjukskötarlegitimation",
    "valvira-physician": "läkarlegitimation",
}
# Around a title of the health and social care register; `*` stands for the title.
HEALTH_FORMS: dict[str, str] = {
    "fi": "laillistettu *|nimikesuojattu *|rekisteröity *|laillistama *|rekisteröimä *|* laillistus|laillistus *|"
    "* nimikesuojaus|* ammattioikeus|oikeus toimia *|oikeutta toimia *|oikeuden toimia *|"
    "oikeus harjoittaa *|oikeutta harjoittaa *",
    "sv": "legitimerad *|registrerad *|legitimation som *|rätt att verka som *|* med skyddad yrkesbeteckning|"
    "* med legitimation",
    "en": "licensed *|licenced *|registered *|right to practise as a *",
}
