"""Capitalised words that name a firm, an authority, a place or a party: no person, whatever stands beside."""

from collections.abc import Sequence

from redactor.domain.given_names import is_given

_PLACE_WORDS = """
ale alingsås alvesta aneby arboga arjeplog arvidsjaur arvika askersund avesta bengtsfors bjurholm bjuv boden
bollebygd bollnäs borgholm borlänge borås botkyrka boxholm bromölla bräcke burlöv båstad danderyd degerfors
dorotea eksjö ekerö emmaboda enköping eskilstuna eslöv essunga fagersta  falköping falun filipstad
finspång flen forshaga färgelanda gagnef gislaved gnesta gnosjö gotland grums grästorp gullspång gällivare
gävle göteborg götene habo hagfors hallsberg hallstahammar halmstad hammarö haninge haparanda heby hedemora
helsingborg herrljunga hjo hofors huddinge hudiksvall hultsfred hylte hällefors härjedalen härnösand härryda
hässleholm håbo höganäs högsby hörby höör jokkmokk järfälla jönköping kalix kalmar karlsborg karlshamn
karlskoga karlskrona karlstad katrineholm kinda kiruna klippan knivsta kramfors kristianstad kristinehamn
krokom kumla kungsbacka kungsör kungälv kävlinge köping laholm landskrona laxå lekeberg leksand lerum
lessebo lidingö lidköping lindesberg linköping ljungby ljusdal ljusnarsberg lomma ludvika luleå lycksele
lysekil malmö malung malå mariestad markaryd mellerud mjölby motala mullsjö munkedal munkfors mölndal
mönsterås mörbylånga nacka nordanstig nordmaling norrköping norrtälje norsjö nybro nykvarn nyköping nynäshamn
nässjö ockelbo olofström orsa orust osby oskarshamn ovanåker oxelösund pajala partille perstorp piteå ragunda
robertsfors ronneby rättvik sandviken sigtuna simrishamn sjöbo skara skellefteå skinnskatteberg skurup skövde
smedjebacken sollefteå sollentuna solna sorsele sotenäs staffanstorp stenungsund stockholm storfors storuman
strängnäs strömstad strömsund sundbyberg sundsvall sunne surahammar svalöv svedala svenljunga säffle sävsjö
söderhamn söderköping södertälje sölvesborg tanum tibro tidaholm tierp timrå tingsryd tjörn tomelilla torsby
torsås tranemo tranås trelleborg trollhättan trosa tyresö täby töreboda uddevalla ulricehamn umeå uppsala
uppvidinge vadstena vaggeryd valdemarsvik vallentuna vansbro varberg vaxholm vellinge vetlanda vilhelmina
vimmerby vindeln vingåker vänersborg vännäs värmdö värnamo väsby västervik västerås växjö vårgårda ystad
älmhult älvdalen älvkarleby älvsbyn ängelholm åmål ånge årjäng åsele åstorp åtvidaberg öckerö ödeshög örebro
örkelljunga örnsköldsvik östersund österåker östhammar överkalix övertorneå skåne halland blekinge småland
dalarna värmland västmanland södermanland sörmland uppland östergötland västergötland bohuslän dalsland
gästrikland hälsingland medelpad ångermanland jämtland norrland norrbotten västerbotten lappland sverige
köpenhamn oslo helsingfors  london paris bryssel baltic europa öresund mälardalen
"""
PLACES = frozenset(_PLACE_WORDS.split())
"""Municipalities and other places, lower case."""

_BODY_WORDS = """
burger burgers future for fridays
academy afrika aikido akademi akademien akvarie allians alliansen alternativ amnesty andra anläggning antik
arena arkitekter assistans bageri bageriet banken baptist barnens basket begravningsbyrå bensin bibliotek
biblioteket bil bilar biltvätt bio bluff blå bokhandel bostad bostäder boxning brandkår brandskydd bredband
bruk buss bussar byggare byggen byggmästare byggnad byggnation byggtjänst byråer båtar café caféer camping
capital care catering cc center centralen cirkus city club co coaching collective college company consulting
coop corner crew cykel dagens dans data dental design development digital distribution djurklinik dräkt
ekonomi el elektriska elektronik elit energi entertainment entreprenader equity estate event exploatering
fabrik fabriken familjedaghem fastighet fastigheter fc fem fest festival festivalen ff fiber film finans
fiske fitness fk flickor flyg forskning fotboll fotbolls framtid framtiden friends frisör frisörer fritid
frukt frälsningsarmén fyra fysio fästning företag företagarna företagshälsa första försäkring försäkringar
galleri gas global gods golf greenpeace grossist gruppen gröna gula gyllene gym gården göteborgs hamn hamnen
handboll handel hav hc health hem hemtjänst herrgård himmel historia hockey holding home hostel hotel hotell
hotellet house hsb hub hus hyres hälsa hälsovård hästsport ica idrott idrotts idrottsallians if ifk ik
import ingenjörer initiativet inkomna innerstaden innerstan innovation installation institute international
intresse invandrar invest investment irish islamiska jazz jm judiska juridik juristbyrå jägare kafé katolska
kb kennel kiosk klinik klubb klubben kollektiv kollo koloni konditori konferens konserthus konst konsthall
konstmuseum kooperativ kooperativet korpen kristna krog krogen kultur kulturhus kvinno kvinnor kyrka kyrkan
kyrkans kök lab labs lantbruk liberal lidl life live livs livsmedel logistics logistik lotteri ltd lunch
lutherska lägenheter läkare läkargrupp läkarhus mack marina maskin mat maxi mc media metall miljö missions
mobile mode montessori motor motors museet museum musik muslimska män måleri mångfald nattklubb natur
naturreservat naturskydd ncc network news nordic nordisk nya nyheter nytt nätverk nätverket odlare of omsorg
omställning open opera organisation ortodoxa partiets partner partners peab pensionat pingst pizza pizzeria
plast plåt pojkar pr press pride produkter produktion projekt properties pub radio redaktion redhawks
renhållning renovering rep resecentrum reservat resor restaurang retail ridskola riksbyggen riksförbund
ringen romska rosteri rugby rädda röd röda salong samhälle samhället sb scandinavia scen schakt school
security service services sex shop shopping simhall simning sju sjukvård sk skanska skolor skydd slott
slottet slöjd social solutions spa spel sport sports spår stall start-up station stationen stiftelsen
stranden studieförbundet studio studios städ städservice ställningar supermarket support svarta svets
sydsvenska systembolaget systems tandläkare taxi team teater teatern tech teknik tele tele2 telia the
tidning tidningen tio torget torn trafik transporter trappor tre tredje trä trädgård trädgårdar tv tvätt två
tåg unga ungdom ungdomar ungdomens union united utbildning vaktbolag vasakronan vatten vattenfall vattenrike
veidekke ventilation verkstad veterinär veterinärklinik villa village villaägare vind vindkraft vision vita
vvs vänner vännerna vänster värme vård vårdcentral wellness work world yoga äldre åkeri återvinning åtta ö
ön
"""
_BODIES = frozenset(_BODY_WORDS.split())
_BODY_END_WORDS = """
affären arkitekter bageri bageriet banan beslut biblioteket bladet blommor boendet bolag bolaget bostäder
bryggeri buss bussarna butiken bygg byggarna byggen byrå byrån café centralen centret centrum dagblad
domstolen energi entreprenad fastigheter fonden förbund förbundet förening föreningen företaget församling
förskola förskolan gatan gjuteri gruppen gymnasiet gästgivargård gästgiveri gården gårdsbutik hallen
hamnen handel handeln handelsträdgård handlingar hemmet huset kliniken klubb klubben kommun kommunen
kompaniet konditori konsult konsulter kontoret krog krogen kvarteret kyrka kyrkan källan kåren laget
linjen livs mejeri museet museum myndigheten mäklare mäklarna måleri nyheter nämnden nätet parken partiet
plåtslageri porten posten rederi redovisning regionen renkött rummet rätten salen salong service sjukhus
sjukhuset skola skolan skrivelser slakteri snickeri staden stiftelse stiftelsen stiftelser stiftelserna
stranden stugan styrelsen sällskap sällskapet taxi teater teatern tidningen tjänst tjänster torget trafik
transport tryckeri trädgård vatten verket verkstad verkstaden vägen vännerna värld världen vårdhem åkeri
åkeriet
"""
_BODY_ENDS = tuple(_BODY_END_WORDS.split())
_CLUB_WORDS = """
AIF AIK BBK BF BHK BIK BK BOIS BTK FBC FC FF FK GF GIF GK GOIF HC HF HK IBF IBK IF IFK IK IOGT IS KFUK KFUM OK
PRO RF RK SF SK SKF SOK SPF TK UF VBK
"""
_CLUBS = frozenset(_CLUB_WORDS.split())
"""Capitals that associations bear before or after the rest of their names."""
_DEFINITE = ("ets", "ens", "arnas", "ornas", "ernas")
_CLOSE = 4
"""Capitals up to this length among words that are not in capitals are letters for a body."""


def is_body(words: Sequence[str]) -> bool:
    """Whether one of the words says that they name no person."""
    first = words[0].casefold()
    if first.endswith(_DEFINITE) and len(first) > 5 and not is_given(first):
        return True
    shouted = all(w.isupper() for w in words)
    return any(is_body_word(w) or (not shouted and w.isupper() and len(w) <= _CLOSE) for w in words)


def is_body_word(word: str) -> bool:
    """Whether a word is a firm's, an authority's or a place's, and hardly anybody's name."""
    lowered = word.casefold()
    stem = lowered[:-1] if lowered.endswith("s") and not lowered.endswith("ss") else lowered
    if lowered in PLACES or stem in PLACES:
        return True
    if lowered in _BODIES or stem in _BODIES:
        return True
    return len(stem) > 6 and (ends_as_body(stem) or ends_as_body(lowered))


def ends_as_body(word: str) -> bool:
    """Whether a lower-case word, or the last part of one, is a kind of firm, authority or house."""
    return word.endswith(_BODY_ENDS)


def is_club(words: Sequence[str]) -> bool:
    """Whether an association's capitals begin or end words that are no whole name themselves."""
    first, last = words[0], words[-1]
    if all(w.isupper() for w in words):
        return False
    if first in _CLUBS:
        return len(words) == 2 or not is_given(words[1])
    return last in _CLUBS and not is_given(first)
