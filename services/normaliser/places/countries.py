"""The countries of the world but Finland: their ISO 3166 codes, and their names in Finnish, Swedish and English."""

from shared.areas import spelling

# Two letters, three letters, then the names: Finnish first, other words for the same country last.
_TABLE = """
AD AND andorra
AE ARE arabiemiirikunnat|förenade arabemiraten|united arab emirates|arabiemiraatit|yhdistyneet arabiemiirikunnat|uae
AF AFG afganistan|afghanistan
AG ATG antigua ja barbuda|antigua och barbuda|antigua and barbuda
AL ALB albania|albanien
AM ARM armenia|armenien
AO AGO angola
AR ARG argentiina|argentina
AT AUT itävalta|österrike|austria
AU AUS australia|australien
AZ AZE azerbaidžan|azerbajdzjan|azerbaijan
BA BIH bosnia ja hertsegovina|bosnien och hercegovina|bosnia and herzegovina|bosnia|bosnien
BB BRB barbados
BD BGD bangladesh
BE BEL belgia|belgien|belgium
BF BFA burkina faso
BG BGR bulgaria|bulgarien
BH BHR bahrain
BI BDI burundi
BJ BEN benin
BN BRN brunei
BO BOL bolivia
BR BRA brasilia|brasilien|brazil
BS BHS bahama|bahamas
BT BTN bhutan
BW BWA botswana
BY BLR valko-venäjä|belarus|vitryssland
BZ BLZ belize
CA CAN kanada|canada
CD COD kongon demokraattinen tasavalta|demokratiska republiken kongo|democratic republic of the congo|dr congo
CF CAF keski-afrikan tasavalta|centralafrikanska republiken|central african republic
CG COG kongo|congo
CH CHE sveitsi|schweiz|switzerland
CI CIV norsunluurannikko|elfenbenskusten|ivory coast|côte d'ivoire
CL CHL chile
CM CMR kamerun|cameroon
CN CHN kiina|kina|china
CO COL kolumbia|colombia
CR CRI costa rica
CU CUB kuuba|kuba|cuba
CV CPV kap verde|cape verde
CY CYP kypros|cypern|cyprus
CZ CZE tšekki|tjeckien|czechia|tšekin tasavalta|tjeckiska republiken|czech republic
DE DEU saksa|tyskland|germany|deutschland
DJ DJI djibouti
DK DNK tanska|danmark|denmark
DO DOM dominikaaninen tasavalta|dominikanska republiken|dominican republic
DZ DZA algeria|algeriet
EC ECU ecuador
EE EST viro|estland|estonia|eesti
EG EGY egypti|egypten|egypt
ER ERI eritrea
ES ESP espanja|spanien|spain|españa|kanariansaaret|kanarieöarna|canary islands
ET ETH etiopia|etiopien|ethiopia
FJ FJI fidži|fiji
FO FRO färsaaret|färöarna|faroe islands
FR FRA ranska|frankrike|france
GA GAB gabon
GB GBR iso-britannia|storbritannien|united kingdom|yhdistynyt kuningaskunta|förenade kungariket|great britain|uk
GB GBR britannia|englanti|england|skotlanti|skottland|scotland|wales|pohjois-irlanti|nordirland|northern ireland
GE GEO georgia|georgien
GH GHA ghana
GI GIB gibraltar
GL GRL grönlanti|grönland|greenland
GM GMB gambia
GN GIN guinea
GQ GNQ päiväntasaajan guinea|ekvatorialguinea|equatorial guinea
GR GRC kreikka|grekland|greece
GT GTM guatemala
GW GNB guinea-bissau
GY GUY guyana
HK HKG hongkong|hong kong
HN HND honduras
HR HRV kroatia|kroatien|croatia
HT HTI haiti
HU HUN unkari|ungern|hungary
ID IDN indonesia|indonesien
IE IRL irlanti|irland|ireland
IL ISR israel
IN IND intia|indien|india
IQ IRQ irak|iraq
IR IRN iran
IS ISL islanti|island|iceland
IT ITA italia|italien|italy
JM JAM jamaika|jamaica
JO JOR jordania|jordanien|jordan
JP JPN japani|japan
KE KEN kenia|kenya
KG KGZ kirgisia|kirgizistan|kyrgyzstan
KH KHM kambodža|kambodja|cambodia
KM COM komorit|komorerna|comoros
KP PRK pohjois-korea|nordkorea|north korea
KR KOR etelä-korea|sydkorea|south korea|korea
KW KWT kuwait
KZ KAZ kazakstan|kazakhstan
LA LAO laos
LB LBN libanon|lebanon
LI LIE liechtenstein
LK LKA sri lanka
LR LBR liberia
LS LSO lesotho
LT LTU liettua|litauen|lithuania|lietuva
LU LUX luxemburg|luxembourg
LV LVA latvia|lettland|latvija
LY LBY libya|libyen
MA MAR marokko|marocko|morocco
MC MCO monaco
MD MDA moldova|moldavien
ME MNE montenegro
MG MDG madagaskar|madagascar
MK MKD pohjois-makedonia|nordmakedonien|north macedonia|makedonia|makedonien|macedonia
ML MLI mali
MM MMR myanmar|burma
MN MNG mongolia|mongoliet
MR MRT mauritania|mauretanien
MT MLT malta
MU MUS mauritius
MV MDV malediivit|maldiverna|maldives
MW MWI malawi
MX MEX meksiko|mexiko|mexico
MY MYS malesia|malaysia
MZ MOZ mosambik|moçambique|mozambique
NA NAM namibia
NE NER niger
NG NGA nigeria
NI NIC nicaragua
NL NLD alankomaat|nederländerna|netherlands|the netherlands|hollanti|holland|nederland
NO NOR norja|norge|norway|huippuvuoret|svalbard
NP NPL nepal
NZ NZL uusi-seelanti|nya zeeland|new zealand
OM OMN oman
PA PAN panama
PE PER peru
PG PNG papua-uusi-guinea|papua nya guinea|papua new guinea
PH PHL filippiinit|filippinerna|philippines
PK PAK pakistan
PL POL puola|polen|poland|polska
PR PRI puerto rico
PS PSE palestiina|palestina|palestine
PT PRT portugali|portugal
PY PRY paraguay
QA QAT qatar
RO ROU romania|rumänien
RS SRB serbia|serbien
RU RUS venäjä|ryssland|russia|russian federation
RW RWA ruanda|rwanda
SA SAU saudi-arabia|saudiarabien|saudi arabia
SC SYC seychellit|seychellerna|seychelles
SD SDN sudan
SE SWE ruotsi|sverige|sweden
SG SGP singapore
SI SVN slovenia|slovenien
SK SVK slovakia|slovakien
SL SLE sierra leone
SM SMR san marino
SN SEN senegal
SO SOM somalia
SR SUR surinam|suriname
SS SSD etelä-sudan|sydsudan|south sudan
SV SLV el salvador
SY SYR syyria|syrien|syria
SZ SWZ swazimaa|swaziland|eswatini
TD TCD tšad|tchad|chad
TG TGO togo
TH THA thaimaa|thailand
TJ TJK tadžikistan|tadzjikistan|tajikistan
TL TLS itä-timor|östtimor|timor-leste|east timor
TM TKM turkmenistan
TN TUN tunisia|tunisien
TR TUR turkki|turkiet|turkey|türkiye
TT TTO trinidad ja tobago|trinidad och tobago|trinidad and tobago
TW TWN taiwan
TZ TZA tansania|tanzania
UA UKR ukraina|ukraine
UG UGA uganda
US USA yhdysvallat|förenta staterna|united states|usa|united states of america|amerikan yhdysvallat
UY URY uruguay
UZ UZB uzbekistan
VA VAT vatikaani|vatikanstaten|vatican city|vatikaanivaltio
VE VEN venezuela
VN VNM vietnam
XK XKX kosovo
YE YEM jemen|yemen
ZA ZAF etelä-afrikka|sydafrika|south africa
ZM ZMB sambia|zambia
ZW ZWE zimbabwe
"""
# Swedish for abroad is an adverb; a feed says `ulkomaat` where it names no country.
ABROAD = frozenset("ulkomaat ulkomailla ulkomaille ulkomailta utomlands utlandet abroad overseas".split())

_ROWS = [row.split(maxsplit=2) for row in _TABLE.strip().splitlines()]
# Islands and dependencies that no advert names in words, and what the European Union calls Greece and Britain.
_MORE_CODES = """
    AI AQ AS AW BL BM BQ BV CC CK CW CX DM EH EL FK FM GD GF GG GP GS GU HM IM IO JE KI KN KY LC MF MH MO MP MQ MS NC
    NF NR NU PF PM PN PW RE SB SH SJ ST SX TC TF TK TO TV UK UM VC VG VI VU WF WS YT
"""
COUNTRY_CODES = frozenset(code for row in _ROWS for code in row[:2]) | frozenset(_MORE_CODES.split())
FINNISH_NAMES = tuple(spelling(row[2].split("|")[0]) for row in _ROWS)
FOREIGN_COUNTRIES = frozenset(spelling(name) for row in _ROWS for name in row[2].split("|")) | ABROAD
