"""Words that tell whose an address, a phone, a mail address or an account is. All over folded text."""

import re

_EDGE, _END = r"(?<![^\W\d_])", r"(?![^\W\d_])"

HOME = re.compile(
    rf"(?i){_EDGE}(?:hemadress(?:en)?|bostadsadress(?:en)?|hemvist|folkbokförda?|i hemmet|hem(?= (?:till|hos)"
    r"|[:,])|hemma|bo(?:r|dde|tt)?(?: (?:numera|tidigare|nu|då|kvar|hemma|ensam|sedan [\w ]{1,20}))? (?:på"
    r"|i|vid)|bosatta?|boende på|inneboende|skriven (?:på|i)|flytta(?:t|r|de)? (?:in |hem |ut )?(?:till"
    r"|från)|vistas|adressen|hem(?:telefon(?:en)?|nummer|nr)|hem(?=:? ?\+?0\d)|privat(?:telefon|adress"
    rf"|nummer|nr|mejl)?|c/o){_END}"
)
"""Where somebody lives or is reached at home."""
PRIVATE = re.compile(
    rf"(?i){_EDGE}(?:(?:med)?sökande[ns]?s?|klagande[ns]?s?|fastighetsägare[ns]?s?|vårdnadshavare[ns]?s?"
    r"|elev(?:ens?)?|grann(?:e|ar|en|arna)s?|anmälare[ns]?s?|byggherre[ns]?|brukare[ns]?s?|klient(?:en)?s?"
    r"|patient(?:en)?s?|den enskildes?|förslagsställare[ns]?s?|personnummer|personnr|pnr|hyresgäst(?:en)?s?"
    r"|hennes|mamma[ns]?|pappa[ns]?|moderns?|faderns?|modern|fadern|anhörig(?:as?|e|es)?|mak[ae]ns?"
    r"|sambo(?:n|ns)?|dödsbo(?:et)?s?|huvudmannens?|ombud(?:et)?s? för|(?:kommun)?invånare[ns]?"
    r"|uppgiftslämnare[ns]?|insändare[ns]?|målsägande[ns]?s?|syster(?:n|ns)?|bro(?:r|dern)s?|dottern?s?"
    rf"|sonens?|honom|henne){_END}|(?<!\w)(?-i:hans(?![\w@]|[.-]\w)|Hans(?= [a-zåäö]))"
)
"""Whom a matter is about, and what is said of somebody without a name."""
PRONOUN = re.compile(r"(?<![^\W_])(?:[Hh]an|[Hh]on|[Hh]en|[Mm]ig|[Jj]ag|[Mm]i(?:n|tt|na))(?![\w@]|[.-]\w)")
"""Somebody whom another sentence names, or who writes."""
SHE = re.compile(r"(?i)h[aoe]n")
"""The one who was named last."""

_BODY = (
    r"kommun(?:en|ens)?|förvaltning(?:en|ens)?|kontor(?:et|ets)?|nämnd(?:en|ens)?|styrelse[n]?s?|verket"
    r"|myndighet(?:en)?s?|domstol(?:en)?|tingsrätt(?:en)?|hovrätt(?:en)?|förvaltningsrätt(?:en)?"
    r"|kammarrätt(?:en)?|polisen|länsstyrelse(?:n|ns)?|regionens?|region|(?<!bo)stadshus(?:et)?|rådhuset"
    r"|kommunhuset|kansli(?:et|ets)?|expedition(?:en|ens)?|registratur(?:en|ens)?|registrator(?:n|ns)?"
    r"|reception(?:en|ens)?|avdelning(?:en|ens)?|enhet(?:en|ens)?|mottagning(?:en|ens)?|vårdcentral(?:en)?"
    r"|kundtjänst|kundcenter|kontaktcenter|servicecenter|medborgar(?:service|kontor)|utskott(?:et)?"
    r"|direktion(?:en)?|räddningstjänst(?:en)?|socialtjänst(?:en)?|hemtjänst(?:en)?|arkivet|diariet"
    r"|biblioteket"
)
AUTHORITY = re.compile(
    rf"(?i){_EDGE}(?:(?:förskola|skola|expedition|enhet)(?:ns|ens|s) (?:telefon)?nummer|växel(?:n|numret"
    r"|telefon(?:en)?)?|besöksadress|besök(?=  |:|\t)|leveransadress|fakturaadress|kontaktperson|fax"
    r"|[\w-]{0,20}jour(?:nummer|telefon|en)?|felanmälan|telefontid(?:er)?|öppettider|handläggare"
    rf"|vår referens|upplysningar|direktnummer|direkt(?= ?:? ?\+?0\d)|[\w-]{{0,30}}(?:{_BODY})"
    rf"|region [^\W\d_]{{2,}}|[^\W\d_]{{2,}} stad){_END}"
)
INVITES = re.compile(
    rf"(?i){_EDGE}(?:förhinder(?: anmäls)?|frågor(?: (?:om|kring|angående|på)[^.\n]{{1,60}}?)?(?: besvaras|:"
    r"| (?:går|ställs|riktas|skickas|hänvisas) till)|mer information|ytterligare (?:upplysningar"
    r"|information)|upplysningar (?:lämnas|fås|ges)|hör av sig|hör av (?:er|dig)|anmäl(?:an|ning"
    r"|er)?(?: (?:görs|sker|senast[^.\n]{1,30}))?(?: på [^.\n]{1,30})? till|anmäl (?:er|dig|förhinder)"
    r"|intresse(?:rade|anmälan)|synpunkter(?: [^.\n]{1,60})? lämnas|(?:du|ni|man|den som|de som|alla"
    r"|rätten) (?:kan|når|hittar|ringer|mejlar)|hänvisa(?:s)? till|ansökan (?:skickas|lämnas|görs)"
    r"|lämnas till|(?:den|de|alla|du|ni|ledamot|ledamöter|ersättare|klient|sökande|patient|anhörig|förälder"
    r"|föräldrar|elev|brukare|boende|hyresgäst|medborgare|ombud|part) som [^.\n:]{1,60}?(?:ringer|mejlar"
    r"|skriver|meddelar|anmäler|kontaktar|vänder sig)|(?:vill|kan|behöver) (?:du|ni"
    rf"|man) [^.\n:]{{1,60}}?(?:ring|mejla|skriv|kontakta)|ring(?:a)? (?:växeln|kansliet)){_END}"
)
"""How an authority tells everybody where to turn."""
FIRM = re.compile(
    rf"{_EDGE}(?:[Oo]rg\.? ?(?:-|\.)?nr|[Oo]rganisationsnummer|AB|HB|KB|Aktiebolag(?:et)?"
    r"|[Ee]k(?:onomisk)?\.? ?för(?:ening|\.)|[\w-]{0,30}(?i:föreningens?|förening|förbundets?|förbund"
    r"|stiftelsens?|stiftelse|bolagets?|bolag|klubbens?|klubb|församling(?:en)?s?|företagets?|byråns?|byrå"
    r"|firman?s?|museet|teatern|butik(?:en|er|erna)?s?|restaurang(?:en)?|hotell(?:et)?|kyrkan|pizzeria[n]?"
    rf"|kiosk(?:en)?|verkstad(?:en)?)|[Bb]rf|IF|IK|BK|VAT|[Mm]omsnr|[Bb]ankgiro till){_END}"
    r"|[A-ZÅÄÖÉ][\w-]+ & [A-ZÅÄÖÉ][\w-]+"
)
PLACE = re.compile(
    rf"(?i){_EDGE}(?:plats|sammanträdes(?:plats|lokal|rum)?|lokal(?:en|er)?|sal(?:en)?|hörsalen"
    r"|samling(?:en)?|möte[t]?|verksamhetsbesök|studiebesök|invigning(?:en)?|entrén?|trafik\w{0,20}"
    r"|parkering\w{0,12}|hastighet\w{0,20}|cykelbana\w{0,3}|gångbana\w{0,3}|busshållplats\w{0,3}"
    r"|hållplats\w{0,3}|lekplats\w{0,3}|detaljplan\w{0,12}|kvarter\w{0,3}|byggprojekt\w{0,3}"
    r"|byggnation\w{0,3}|om- och tillbyggnad|[\w-]{0,20}skola[n]?|äldreboende\w{0,3}|boende\w{0,2}"
    r"|gruppbostad\w{0,3}|park(?:en)?|torget|gatan|korsningen|renovering\w{0,3}|ombyggnad\w{0,3}"
    r"|nybyggnad\w{0,3}|idrottshall\w{0,3}|folkets hus|(?:folkets|sockn?e|församlings|trapp|medborgar"
    r"|kultur|ungdoms|sjuk|bad|vård)hus(?:et)?|bygdegård(?:en)?|träffpunkt(?:en)?|fritidsgård(?:en)?"
    rf"|serveringstillstånd|allmänheten){_END}"
)
"""What is built, slowed down or met at in town."""
AT_PLACE = re.compile(
    rf"(?i){_EDGE}(?<!bor )(?<!bodde )(?<!boende )(?<!bosatt )(?:vid|längs|utmed|invid|intill|mellan"
    r"|korsningen|hörnet av|(?:farthinder|övergångsställen?|gatubelysning|hastighet(?:en)?|trafiken"
    r"|entrén?) på) $"
)
"""Right before an address that is a spot in town, whoever is named beside it."""
FETCHED = re.compile(
    rf"(?i){_EDGE}(?:(?:av|upp)?hämt\w{{0,6}}|(?:av)?lämn\w{{0,6}}|hembesök\w{{0,3}}|(?:an|på)?träff(?:as"
    r"|ades|ats|ade)|hittade[s]?|greps?|gripen|omhändert\w{1,4}|taxi|färdtjänst\w{0,3}"
    rf"|skjuts\w{{0,3}}){_END}[^.\n]{{0,30}}$"
)
"""What happens to somebody at home."""
LETTERHEAD = re.compile(rf"(?i){_EDGE}(?:box \d{{1,5}}|webb(?:plats)?\b|www\.\S{{3,}}){_END}")
"""What authorities and firms put in their letterheads, and private persons' papers mention too: it counts
where no holder is named, and never for a mobile phone."""
MOBILE = re.compile(r"(?:\+|00)?(?:46)?(?:\(0\))?[ -]?0?[ ]?7[02369]")
HEADER = re.compile(r"(?i)[ \t>|*]*(?:från|till|kopia|from|to|cc)[ *]*:")
"""The head of a printed mail, also quoted."""

ANOTHER_ACCOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:[^\W\d_]{0,12}konto(?!r)\w{0,8}|bank-?giro\w{0,6}|(?:plus|post)-?giro\w{0,6}|bg|pg"
    r"|iban|swish\w{0,6}|clearing\w{0,8})(?![^\W_])"
)
"""On another line than the number's: what that line says, it says of an account of its own."""
OWN_ACCOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:person|löne|privat|spar|pensions)konto\w{0,8}(?![^\W_])[^\n\t|]{0,30}$"
)
"""Kinds of account that only private persons have, right before the number."""
PAID = re.compile(
    rf"(?i){_EDGE}(?:betalas(?! (?:ut|tillbaka|åter))|inbetal\w{{0,8}}|[^\W\d_]{{0,20}}avgift\w{{0,4}}"
    rf"|faktur\w{{0,6}}|kr(?:onor)?(?: per |/)(?:år|månad|kvartal|termin|person)|hyra[ns]?|priset){_END}"
)
"""What money is paid in for."""

_LINK_WORDS = """
tel tele telefon telefonen telefonnummer tfn mobil mobilen mobiltelefon mobilnummer mob fax växel direkt
direktnummer nummer nummret nr sms e post epost adress adressen adresser e-post e-postadress e-postadressen
mejl mejladress mail mailadress gatuadress postadress besöksadress besök webb bankgiro bankgironummer bg
plusgiro plusgironummer pg konto kontot kontonummer iban swish org orgnr organisationsnummer på i vid till via
med under genom för av eller och samt är har öppet öppen vardagar vardag nås nå kl klockan telefontid måndag
tisdag onsdag torsdag fredag mån tis ons tors fre lör sön ring ringa ringer mejla skriv kontakta antingen
helst besvaras lämnas finns sitter fasta ordf ordförande sekr ledamot närvarande kontakt box ort
kontaktuppgifter
"""
_LINKS = "|".join(sorted(set(_LINK_WORDS.split()), key=lambda w: (-len(w), w)))
LINK = re.compile(
    rf"(?:[\s,;:()\[\]<>|/·•*_&+–-]++|\d[\d:.–-]*|(?:{_LINKS})\.?(?![^\W_])|[A-ZÅÄÖÉ][\w.-]*+)*+"
)
"""What may stand between a holder and what reaches them: labels, prepositions, names of towns and houses."""
JOINT = re.compile(
    r"(?i)(?:[\s,;:()\[\]<>|/·•*_–-]++|\d{1,2}[:.–-]\d[\d:.–-]*|(?:tele?fon(?:nummer)?|tel|tfn|mobil(?:nummer"
    r"|telefon)?|mob|fax|växel|direkt|nr|nummer|sms|e-?post(?:adress)?|mejl|mail|(?:gatu|post|hem|bostads"
    r"|besöks)?adress|post|besök|webb(?:plats)?|hem(?:telefon)?|arbete|felanmälan|fastighet(?:sbeteckning)?"
    r"|bankgiro|bg|plusgiro|pg|eller|och|samt|på|via|nås|ring|under|ort|postnr|postnummer)\.?(?![^\W_])"
    r"|(?-i:[A-ZÅÄÖ][a-zåäöé]{1,20})(?=[ \t]*[,.;\n·|]))*+"
)
"""What stands between two ways to reach the same holder."""
