"""The code lists of the national formats (Työmarkkinatori), in the terms of the exchange."""

from services.ingest.formats.codes import DRIVING_CLASSES
from services.ingest.formats.codes import LEVELS as CEFR_LEVELS

WORK_TIMES = {"01": "full_time", "02": "part_time"}
LEVELS = {level: level for level in CEFR_LEVELS} | {"L1": "C2"}  # L1 is the mother tongue
ALAND_REGION = "21"  # the one region that is one employment area, and all of it

# A group of classes is met by the least of them: who holds more is known downstream to hold the least.
DRIVING = {"A1A2A": "a1", "B96BE": "b", "C1C": "c1", "C1ECE": "c1e", "D1D": "d1", "D1EDE": "d1e"} | {
    name.upper(): name for name in DRIVING_CLASSES
}
# Codes of the list "Kortit ja luvat". Those that the exchange has a name for get it; the others keep their Finnish
# name, put so that it is one condition: downstream, a comma or "ja" stands between two.
PERMITS = {
    "002": "adr-permit", "005": "alcohol-passport", "009": "real-estate-agent-qualification", "013": "first-aid-1",
    "014": "first-aid-2", "022": "hygiene-passport", "027": "order-keeper", "041": "driver-cpc",
    "051": "wet-room-certificate", "069": "electrical-safety-card", "071": "taxi-driver-permit",
    "072": "road-work-safety-card", "074": "forklift-card", "075": "hot-work-card",
    "079": "occupational-safety-card", "086": "security-guard-card",
    "001": "A/T-pätevyys (antenniverkkotyöt)", "003": "Alikonemestarinkirja", "004": "Alkusammutuskortti AS1",
    "006": "ARPA-kurssi", "007": "Asbestipurkutyövaltuutus",
    "008": "Asiakirjahallinnon perustutkinto", "010": "AT-pätevyys (tietoverkkotyöt)", "011": "Auktorisoitu kääntäjä",
    "012": "BRM-kurssi", "015": "Erikoiskuljetusten liikenteenohjaajakoulutus EKL", "016": "GOC-kurssi",
    "017": "Henkilöauton ammattiajolupa", "018": "Henkilönostinkortti", "019": "Hissiturvallisuustutkinto",
    "020": "Hitsauspätevyydet", "021": "HTM-tilintarkastajatutkinto", "023": "Ikärajapassi", "024": "IMDG-kurssi",
    "025": "Itämeren laivurinkirja", "026": "JHTT-tilintarkastajatutkinto", "028": "Kaasusumutinlupa",
    "029": "Kaasusäiliöalusten turvallisuuskurssi", "030": "Kansimiehen pätevyyskirja", "031": "Kattotulityökortti",
    "032": "Kemikaalisäiliöalusten turvallisuuskurssi", "033": "KHT-tilintarkastajatutkinto",
    "034": "Kokkistuertin pätevyyskirja", "035": "Konehoitajankirja", "036": "Konemestarinkirja",
    "037": "Konemiehen pätevyyskirja", "038": "Konevahtimiehen pätevyyskirja", "039": "Korjausmiehen pätevyyskirja",
    "040": "Kotimaan laivurinkirja", "042": "Kuljettajankirja I", "043": "Kuljettajankirja II",
    "044": "Laivahuoltajan pätevyyskirja", "045": "Laivakokin pätevyyskirja", "046": "Laivasähkömiehen pätevyyskirja",
    "047": "Laivatarjoilijan pätevyyskirja", "048": "Matruusin pätevyyskirja", "049": "Matkailualan turvallisuuspassi",
    "050": "Merikapteeninkirja", "052": "Pelastautumiskurssi", "053": "Pelastusvenemiehen pätevyyskirja",
    "054": "Perämiehenkirja", "055": "Potilassiirtojen Ergonomiakortti", "056": "Pumppumiehen pätevyyskirja",
    "057": "Puolimatruusin pätevyyskirja", "058": "Pursimiehen pätevyyskirja", "059": "Putkistopassi",
    "060": "Putoamissuojainten määräaikaistarkastaja", "061": "Puuturvakortti", "062": "Siltanosturikortti",
    "063": "Sosiaalialan turvakortti (Soster)", "064": "STCW-95 Basic", "065": "Suojainasiantuntijakortti",
    "066": "Suojakaasujärjestelmäkurssi", "067": "Sähkömestarinkirja", "068": "Sähköturvallisuustutkinto",
    "070": "Säiliöalusten perehdyttämiskurssi", "073": "T-pätevyys (tietoverkkotyöt)",
    "076": "Turvallisuusneuvonantajakoulutus", "077": "Turvasuojaajakortti", "078": "Työhyvinvointikortti",
    "080": "Vaarallisten kemikaalien käytönvalvoja", "081": "Vaaralliset aineet (VAK- tai ADR-koulutus)",
    "082": "Vaarallisten aineiden ilmakuljetus (DGR)", "083": "Vahtikonemestarinkirja",
    "084": "Vahtimiehen pätevyyskirja", "085": "Vahtiperämiehenkirja", "087": "Vesihygieniapassi",
    "088": "Vesityökortti", "089": "Vuokrahuoneiston välittäjä LVV", "090": "Yleinen vakuutustutkinto VTS",
    "091": "Laivasähkömies YT-pätevyys", "092": "Ylempi vakuutustutkinto YVTS", "093": "Ylikonemestarinkirja",
    "094": "Yliperämiehenkirja", "095": "Öljysäiliöalusten turvallisuuskurssi",
}  # fmt: skip
