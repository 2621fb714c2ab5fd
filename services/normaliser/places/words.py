"""Words in a place field that name no municipality: the whole country, remote work, abroad, and what says nothing.

Phrases are parted by bars. Those of a group mean the same to whoever reads the field.
"""

from shared.areas import spelling


def _phrases(text: str) -> frozenset[str]:
    return frozenset(spelling(phrase) for phrase in text.split("|"))


# The country by its bare name says no more than that the place is not abroad.
FINLAND = _phrases("suomi|suomessa|suomen|suomeen|finland|i finland|in finland|republic of finland|fi|fin")
COUNTRY = _phrases("""
    koko suomi|koko suomessa|koko suomen alue|koko suomen alueella|koko maa|koko maassa|koko maan|ympäri suomea
    |ympäri maata|eri puolilla suomea|eri puolilla maata|valtakunnallinen|valtakunnallisesti|missä tahansa suomessa
    |kaikkialla suomessa
    |hela finland|hela landet|i hela finland|runt om i finland|över hela landet|rikstäckande
    |whole country|whole finland|the whole country|whole of finland|all of finland|all finland|entire finland
    |across finland|around finland|throughout finland|anywhere in finland|nationwide|countrywide
""")
REMOTE = _phrases("""
    etä|etänä|etätyö|etätyönä|etätyöt|etätyössä|etätyötä|etätyömahdollisuus|etätyö mahdollinen|etätyö mahdollista
    |mahdollisuus etätyöhön|etätyöskentely|etäpaikka|kotoa|kotoa käsin|kotitoimisto|koti|kotona
    |remote|remotely|remote work|remote job|remote working|remote possible|remote ok|remote friendly|work from home
    |working from home|home office|wfh|telecommute|telework|remote finland
    |distans|distansarbete|på distans|distansjobb|distans möjligt|distansarbete möjligt|hemarbete|hemifrån
    |arbete hemifrån|distanstyö
""")
FULL_REMOTE = _phrases("""
    täysin etänä|täysin etätyö|täysetä|täysetätyö|kokonaan etänä|kokonaan etätyö|100% etätyö|100 % etätyö|100% etä
    |100 % etä|100% etänä|100 % etänä|full remote|fully remote|100% remote|100 % remote|remote only|remote first
    |helt på distans|helt distans|100% distans|100 % distans|enbart distans
""")
HYBRID = _phrases("""
    hybridi|hybridinä|hybridityö|hybridityönä|hybridityöskentely|hybridimalli|hybridi mahdollinen|osittain etänä
    |osittain etätyö|osin etänä|osin etätyö|osa-aikainen etätyö|lähi- ja etätyö|etä- ja lähityö
    |hybrid|hybrid work|hybrid working|hybrid remote|partly remote|partially remote|part remote|flexible location
    |hybridarbete|delvis distans|delvis på distans|delvis distansarbete
""")
ON_SITE = _phrases("""
    lähityö|lähityönä|lähi|paikan päällä|ei etätyötä|ei etätyömahdollisuutta|toimistolla|on site|on-site|onsite
    |in office|på plats|ej distans
""")
# Wider than the country, or nowhere: no place that an office has.
WIDER = _phrases("""
    eurooppa|euroopassa|europa|europe|eu|eea|eta|euroopan unioni|european union|europeiska unionen|emea|pohjoismaat
    |pohjoismaissa|norden|nordics|nordic countries|the nordics|skandinavia|skandinavien|scandinavia|baltia|baltian maat
    |baltikum|baltics|aasia|asien|asia|afrikka|afrika|africa|pohjois-amerikka|nordamerika|north america|etelä-amerikka
    |sydamerika|south america|worldwide|maailmanlaajuinen|globally|global|anywhere|missä vain
    |missä tahansa|var som helst
""")
_CITIES = """
    tukholma|stockholm|göteborg|gothenburg|malmö|uppsala|uumaja|umeå|luulaja|luleå|haaparanta|haparanda|kiiruna|kiruna
    |västerås|örebro|linköping|norrköping|helsingborg|jönköping|lund|gävle|sundsvall|skellefteå|piteå|boden|norrtälje
    |oslo|bergen|trondheim|tromssa|tromsø|tromsö|stavanger|alta|kirkkoniemi|kirkenes|bodø|narvik|hammerfest|vesisaari
    |vardø|vardö|vuoreija
    |kööpenhamina|köpenhamn|københavn|copenhagen|aarhus|århus|odense|aalborg
    |tallinna|tallinn|tartto|tartu|pärnu|narva|riika|riga|vilna|vilnius|kaunas|reykjavik|reykjavík
    |berliini|berlin|hampuri|hamburg|münchen|munich|frankfurt|köln|cologne|düsseldorf|stuttgart|leipzig
    |varsova|warszawa|warsaw|krakova|kraków|krakow|gdańsk|gdansk|wrocław|wroclaw|poznań|poznan
    |amsterdam|rotterdam|haag|the hague|utrecht|eindhoven|bryssel|brussels|bruxelles|antwerpen|antwerp
    |pariisi|paris|lyon|marseille|strasbourg|lontoo|london|manchester|edinburgh|edinburg|dublin|cork
    |madrid|barcelona|málaga|malaga|fuengirola|torremolinos|valencia|lissabon|lisbon|lisboa|porto
    |rooma|rom|rome|roma|milano|milan|wien|vienna|zürich|zurich|geneve|genève|geneva|basel|bern
    |praha|prag|prague|brno|budapest|bratislava|ljubljana|zagreb|bukarest|bucharest|sofia|belgrad|belgrade
    |ateena|aten|athens|istanbul|kiova|kiev|kyiv|pietari|sankt petersburg|saint petersburg|st petersburg|moskova
    |moskva|moscow|murmansk|petroskoi|viipuri|vyborg|new york|boston|chicago|san francisco|los angeles|seattle
    |toronto|vancouver|tokio|tokyo|soul|seoul|peking|beijing|shanghai|dubai|bangkok|sydney|melbourne
"""
FOREIGN_CITIES = _phrases(_CITIES)

# After a name, or alone: the place and what lies around it.
AROUND = _phrases("""
    seutu|seudulla|seudun|seudulta|seudulle|seutukunta|seutukunnassa|alue|alueella|alueelta|alueelle|alueet|talousalue
    |talousalueella|työssäkäyntialue|lähialue|lähialueet|lähialueella|lähialueilla|lähikunnat|lähikunnissa|lähiseutu
    |lähiseudulla|lähistö|lähistöllä|lähellä|ympäristö|ympäristössä|ympäristökunnat|ympäristökunnissa|ympärystä
    |naapurikunnat|maakunta|maakunnassa|maakunnan alue|saaristo
    |area|region|metropolitan area|metro area|metropolitan region|sub-region|subregion|surroundings|surrounding areas
    |surrounding area|nearby|vicinity|archipelago
    |trakten|nejden|regionen|området|metropolregionen|storhelsingfors|med omnejd|omnejd|med omgivning|omgivning
    |omgivningen|skärgård|skärgården
""")
# Before a name, with the same meaning.
GREATER = _phrases("greater|suur|stor|near|nära|around|metropolitan")
# What follows the Swedish name in one word: Vasatrakten, Åboregionen.
AROUND_ENDINGS = ("trakten", "nejden", "regionen", "-regionen", "området")

FILLERS = _phrases("""
    i|på|in|at|on|the|of|n.|noin|from|till|to|ja|och|and|tai|eller|or|sekä|samt
    |city|town|municipality|city of|town of|municipality of|kaupunki|kaupungissa|kaupungin
    |kaupungin alue|kaupungin alueella
    |kaupunkiin|kunta|kunnassa|kunnan|kuntaan|keskusta|keskustassa|keskustan|ydinkeskusta|ydinkeskustassa|keskustaan
    |stad|staden|stads|kommun|kommunen|centrum|centrala|center|centre|city center|city centre|downtown|central
    |kampus|kampuksella|campus|taajama|kirkonkylä|kirkonkylässä|kylä|kylässä
    |toimipaikka|toimipiste|sijainti|paikkakunta|työpaikka|työskentelypaikka|työnteko|kotikunta|asuinkunta|kotipaikka
    |sijaintikunta|työpiste|location|locations|office|based in|based|located in|workplace
    |place of work|ort|orten|arbetsort
    |arbetsplats
    |placering|plats|stationeringsort|hemort|hemkommun|mahdollinen|mahdollisesti|myös|also|även|tarvittaessa|pääasiassa
    |primarily|mainly|ensisijaisesti|or nearby
""")
