"""Capitalised words of Swedish public documents that are no part of a person's name."""

import re

from redactor.domain.given_names import is_given
from redactor.recognizers.persons.cues import ROLE_WORDS

_WORDS = """
hovrätt tingsrätt kammarrätt förvaltningsrätt domstolsverket regeringen riksdagen
adress ja nej avstår anmälan anmärkning anslag ansökan antal arbetsutskott arbetsutskottet attestant
avdelning avdelningen avgift avslag avtal barn barnet bakgrund bedömning beredning beslut beslutet besluten
beslutande beslutsgång beslutsunderlag besök betyg bifall bilaga bilagor bilagd bygglov bistånd budget chef
datum delegat delegation delegationsbeslut detaljplan diarienummer diarienr ärendenr
målnummer målnr aktnr direktör dnr dokument domstol domstolen
dom e-post efternamn ej elev enhet enhetschef enheten ersättare ersättaren extra familj fastighet
fastigheten fax fond fonden fråga förnamn förening föreningen förhinder förskola förslag förvaltning
förvaltningen födelsedatum född föredragande förvaltningsrätten gd granne grannar gäller handling handlingar
handläggare hemställan hovrätten hvb information inbjudna insats insatser inkom innehåll
innehållsförteckning interpellation initiativ informationsärenden ivo jäv justerare justerande justering
justeras kallelse kammarrätten kansli kansliet klagande klockan kommun kommunal kommunalråd kommunen
kommunfullmäktige kommunstyrelsen kommunstyrelse kontakt kontaktperson kontoret kopia kostnad kund
kundtjänst kvarteret lag lagen ledamot ledamoten ledamöter ledning landsting lokal lvu lvm lss län
länsstyrelsen medborgarförslag medborgarlöfte meddelande meddelanden minnesanteckning missiv mobil motion
motionär motivering myndigheten nacka namn namnteckning notering närvarande nämnd nämnden nämndinitiativ
nummer närvaro objekt ombud område ordförande ordföranden ordf org organisation org.nr organisationsnummer
ort osl paragraf paragrafen parkering part parter personnummer personnr pers.nr pnr plats plan postadress
postnummer projekt protokoll protokollet protokollsutdrag punkt rapport region regionen register rektor
remiss remissinstans reservation reservationer resultat revisor rubrik rum rådet rådhuset sammanfattning
sammanträde sammanträdet sammanträdesdatum sammanträdestid samordningsnummer sekreterare sekreteraren
sekretess sida skatt skatteverket skola skolan skrivelse skälen slutsats slutligt socialnämnden socialtjänst
socialtjänsten sol språk stad staden stadshuset stadsdel stadsdirektör stadskontoret staden stadens
statistik stiftelse stiftelsen styrelse styrelsen svar synpunkter sökande sökanden telefon telefonnummer tel
tfn tid tidpunkt till tillstånd tjänsteskrivelse tjänsteutlåtande tjänstgörande tjänsteperson
tjänstepersoner totalt underskrift underskrifter underskrivet upphandling uppgift uppgifter uppföljning
uppdrag utbetalning utdrag utredning utredare utskott utskottet val verksamhet verksamheten verksamhetschef
vice vårdnadshavare växel yrkande yrkanden yttrande yttranden åtgärd åtgärder ålder ägare ärende ärendet
ärenden ärendemening ärendenummer övrigt övriga överklagande överläggning översikt öppettider allmän
allmänna alla allt andra andre anser att av avser avseende båda bara beslutar beslutade bland både de deltar
dem den denna denne dess dessa det detta där därefter därför därmed därtill dock då eller en enda endast
enligt ett efter eftersom enskild enskilda ersätter flera finns fler fr för före första förste fortsatt från
föreslår genom ger gällande han har hela henne hennes hon honom hos hur här i idag igen in inför ingen inga
inget innan inom inte jag kan kommer man med medan mellan men mer mot mycket måste ni nu ny nya nytt något
några någon när och också om omkring oavsett på redan samt samtliga se sedan ska slut som så sådan tack
tidigare tillsammans trots tredje under upp ut utan utöver utifrån utom vad var vara varför varje vem vi vid
vidare vilka vilken vilket vill vår våra är även angående beträffande rörande ansöker överklagar yrkar
beviljas beviljar avslår bifaller gamla stora lilla norra södra östra västra övre nedre mellersta centrala
januari februari mars april juni juli augusti september oktober november december feb apr aug sept okt nov
dec måndag tisdag onsdag torsdag fredag lördag söndag måndagen tisdagen onsdagen torsdagen fredagen lördagen
söndagen jul påsk socialdemokraterna moderaterna moderata samlingspartiet centerpartiet liberalerna
folkpartiet kristdemokraterna miljöpartiet gröna vänsterpartiet sverigedemokraterna demokraterna
feministiskt partiet socialdemokratiska sverige sveriges svensk svenska svenskt europa eu norden nordiska
nordisk danmark norge finland tyskland ukraina ryssland syrien irak iran afghanistan somalia eritrea polen
england frankrike spanien italien turkiet kina usa palestina göteborg göteborgs malmö stockholm stockholms
uppsala västerås örebro linköping helsingborg jönköping norrköping umeå gävle borås södertälje eskilstuna
halmstad växjö karlstad sundsvall östersund trollhättan luleå kalmar falun skövde kristianstad karlskrona
skellefteå uddevalla skåne småland halland blekinge dalarna värmland gotland öland lappland norrbotten
västerbotten jämtland gmbh ltd ab hb kb aktiebolag aktiebolaget handelsbolag handelsbolaget bolag bolaget
brf bostadsrättsföreningen bostadsrättsförening samfällighet samfälligheten samfällighetsföreningen dödsbo
dödsboet familjen herr fru fröken hr makarna bröderna syskonen gata väg torg gränd plan allé esplanad hej
hälsningar mvh vh bästa ordningsvakt polis polisen advokat advokaten advokatbyrå åklagare tingsrätt
tingsrätten borttagen personuppgift borttaget okänd anonym saknas ingen vakant samma dito se utgår delvis
bifalles avslås godkänns kl nr st kr avlyst inställt digitalt distans teams zoom sida sid sidan medsökande
sökandens sökandena klaganden fastighetsägare fastighetsägaren fastighetsägarna eleven barnets grannen
anmälare anmälaren byggherre byggherren enskilde brukare brukaren förslagsställare förslagsställaren
förslagslämnare inlämnare initiativtagare insändare klient klienten patient patienten motpart huvudman
huvudmannen modern mor fadern far mamma pappa make maken maka makan sambo förälder föräldrar familjehem
hyresgäst hyresgästen arrendator innehavare bidragsmottagare avliden anhörig anhöriga närstående anställde
arbetstagare uppgiftslämnare låntagare kontohavare målsägande tilltalad köpare säljare exploatör dotter
dottern sonen son systern brodern syster bror mannen kvinnan pojken flickan barnen eleverna grannarna
vårdnadshavaren vårdnadshavarna avlidne bygglov marklov rivningslov strandskydd socialt social sociala
"""

STOP = frozenset(_WORDS.split()) | ROLE_WORDS

_SUFFIX_WORDS = """
aren erskan isten
nämnd nämnden nämnder nämnders nämndens styrelse styrelsen styrelsens förvaltning förvaltningen
förvaltningens förvaltningar kontor kontoret kontorets utskott utskottet utskottets fullmäktige fullmäktiges
beredning beredningen rådet rådets myndighet myndigheten verket departementet departement domstolen rätten
inspektionen kommissionen delegationen förbund förbundet föreningen förening gatan gata vägen gränd gränden
torget torg stigen backen allén platsen parken plan planen bron leden skolan skola skolans gymnasiet
gymnasium förskola förskolan huset salen lokalen rummet hallen centrum kyrkan församling stiftelsen fonden
bolaget byrån sjukhuset sjukhus vården lagen lag balken förordningen ordningen utredningen partiet partiets
demokraterna området distriktet regionen kommunen kommuns länet tjänst tjänsten avdelningen enheten gruppen
gruppens chef chefen direktör direktören sekreterare sekreteraren handläggare handläggaren ordförande
ledamot ersättare jurist strateg utredare samordnare ingenjör arkitekt inspektör controller planerare
assistent administratör utvecklare ledare skrivelse utlåtande yttrande yrkande ärende ärenden protokoll
nummer beslut beslutet underlag rapport rapporten ansökan anmälan avtal avtalet program programmet planering
redovisning policy riktlinjer rutin ning ningar ningen ningarna heten het heter tion tionen tioner ismen
logi ment arbetet arbete insats insatser boende boendet bidrag bidraget tillstånd kort datum adress namn tid
plats bistånd stöd stödet hjälp frågor uppgifter förslag förslaget personal person personer havare sökande
kretsen
"""
_SUFFIXES = tuple(_SUFFIX_WORDS.split())

# Surnames and given names that end as one of the suffixes above.
_NAMES = frozenset({"parment", "clement", "helmut", "elisabeth", "centrum"})


_ABBREVIATED = re.compile(r"[A-ZÅÄÖ]{1,5}-[a-zåäö]{3,}")
"""`ST-läkare`, `IT-chef`, `A-lag`."""


def is_stop(word: str) -> bool:
    """Whether a capitalised word is an ordinary word here."""
    if _ABBREVIATED.fullmatch(word):
        return True
    lowered = word.casefold().strip("-'’")
    if is_given(lowered):
        return False
    if lowered in STOP or (lowered.endswith("s") and lowered[:-1] in STOP and len(lowered) > 3):
        return True
    return lowered not in _NAMES and len(lowered) > 6 and lowered.endswith(_SUFFIXES)
