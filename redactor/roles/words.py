"""Words that tell what somebody is in public life: parties, titles, public acts, mail domains.

The large patterns are functions, so that only those that a text asks for are compiled.
"""

import re
from functools import cache

_PARTY_LETTERS = """
s m sd c v kd mp l fp fi pp nyd apf kp rnp ö d
"""
PARTIES = frozenset(_PARTY_LETTERS.split())
"""Party letters on every level, old and new."""

_NO_PARTY_WORDS = """
lvu lvm lss sol lspv lrv osl pbl fb kl fl tf rf mb ub brf ab hb kb vd gd it hr ks kf asn stk dnr pnr org tel
nr kr st kl jo iv bo
"""
NO_PARTY = frozenset(_NO_PARTY_WORDS.split())
"""Letters in parentheses after a name that are a law, a firm or something else, never a local party."""

_OFFICES = (
    r"[\w-]{0,40}(?:chef|direktör|sekreterare|handläggare|jurist|strateg|utredare|samordnare|controller|ingenjör"
    r"|arkitekt|inspektör|planerare|administratör|kurator|registrator|råd|revisor|ekonom|kommunikatör"
    r"|koordinator|specialist|bibliotekarie|antikvarie|arkivarie|geolog|ekolog|hydrolog|rådgivare|utvecklare"
    r"|upphandlare|statistiker|analytiker|aktuarie|intendent|kamrer|kanslist|notarie|ombudsman|informatör"
    r"|redaktör|(?:brand|trädgårds)mästare)"
    r"|[\w-]{3,30}(?:ledare(?<!scoutledare)|förvaltare|ansvarig)"
    r"|(?:biträdande )?rektor|studierektor|lektor|prefekt|dekan|föredragande|protokollförare"
    r"|protokollsjusterare|tjänsteman|tjänsteperson|rådman|lagman|domare|åklagare|polismästare|borgmästare"
    r"|landshövding|minister|statsråd|länsråd|överförmyndare|docent|professor|praktikant|lantmätare|kyrkoherde"
    r"|komminister|kantor|mötesledare|vd|vvd|generaldirektör|GD|MAS|MAR|SAS"
)
_REPRESENTS = (
    r"(?:facklig[at]?|lokal[at]?|central[at]?|regional[at]?) (?:representant|förtroende(?:man|vald)|ombud"
    r"|företrädare|motpart|part)|fackombud|personal(?:representant|företrädare)|[\w-]{0,20}skyddsombud"
    r"|arbetsplatsombud|dataskyddsombud"
)
_SEATS = (
    r"[\w-]{0,30}(?:ordförande|ledamot|ledamöter|ersättare|suppleant|gruppledare)"
    r"|(?:v\.? ?)?ordf(?:\.|(?![^\W_]))"
    r"|[12](?:[:.][aeo])? ?v(?:\.|ice)?(?: ?ordf\.?)?(?![^\W_])|presidieledamot|justerare|insynsplats"
    r"|adjungerad|tjänstgörande|riksdagsledamot|nämndeman|oppositionsråd"
)
_SHORT = (
    r"[\w-]{0,24}(?:sekr|handl)(?:\.|(?![^\W_]))|(?:förv|enh|avd|soc|bitr|ekon|pers|områdes|verks)\.? ?chef"
    r"|soc\. ?sekr|(?:kommun|stads|region|förv)\.? ?dir\.?"
)
_TITLES = rf"{_OFFICES}|{_REPRESENTS}|{_SEATS}|{_SHORT}"
_PROFESSIONS = (
    r"[\w-]{0,30}(?:lärare|pedagog|läkare|sköterska|psykolog|terapeut|logoped|barnmorska"
    r"|assistent|tekniker|vägledare|behandlare|planerare|brandman|stödjare|konsulent)"
    r"|mentor|vaktmästare|tandläkare|fysioterapeut|sjukgymnast|kommissarie|[\w-]{2,20}partner|socionom"
    r"|DSK|SSK|USK"
)
"""What officials are, and private persons too: it makes nobody public whom the text calls private."""
_INFLECTED = r"(?:n|en|ens|ns|ar|arna|na|et|s)?"
_PLURAL = (
    r"[\w-]{0,40}(?:chefer|direktörer|sekreterare|handläggare|jurister|strateger|utredare|samordnare|ingenjörer"
    r"|arkitekter|inspektörer|planerare|administratörer|kuratorer|revisorer|ekonomer|ledamöter|ersättare"
    r"|utvecklare|upphandlare|justerare|rektorer|tjänstemän|tjänstepersoner|föredragande|förtroendemän"
    r"|skyddsombud|ordförande)(?:na|n)?|[\w-]{3,40}(?:ledare|förvaltare)(?:na)?"
    r"|fackliga (?:representanter|företrädare|ombud)(?:na)?"
)
_LEAD = (
    r"(?:\w{2,24}- (?:och|samt) )?"
    r"(?:(?:förste|första|1:e|1:a|andre|andra|2:e|tredje|3:e|tf\.?|t\.f\.|bitr\.?|biträdande|vice"
    r"|tillförordnad|tidigare|nuvarande|vald|valda|ordinarie|tjänstgörande|sammankallande|ny|leg\.|legitimerad"
    r"|medicinskt|kommunens|regionens|nämndens|utskottets|förvaltningens|styrelsens|kommunstyrelsens?"
    r"|[a-zåäö]{3,20}(?:sk|ell|ig|isk|al|ial)a?) ){0,3}"
)
_NOT_WORD = r"(?<![^\W_])(?<!-)"
_ENDS = r"(?![^\W_]|-)"
_PARTS = r"(?: \(\w{1,4}\))?(?:, ?| \(|[ ]-[ ]|[ ]|:[ ]|\t{1,3}|[ ]{2,40}| – |,? som )"
"""What parts a name, or the sign that a list gives it, from its title."""


def _after(titles: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_PARTS}{_LEAD}(?:{titles}){_INFLECTED}{_ENDS}"
        rf"|,? ?\((?:[\w:.-]+ ){{0,3}}(?:{titles}){_INFLECTED}{_ENDS}",
        re.IGNORECASE,
    )


@cache
def title_after() -> re.Pattern[str]:
    """A title on the name's line, right after it, or after the sign that a list gives the name."""
    return _after(_TITLES)


@cache
def titles_after() -> re.Pattern[str]:
    """A title that several share, in parentheses or after a comma (`Mona Ek och Eva Lind (inspektörer)`)."""
    return re.compile(rf"(?:, ?|,? ?\(|: )(?:båda |samtliga )?{_LEAD}(?:{_PLURAL}){_ENDS}", re.IGNORECASE)


@cache
def profession_after() -> re.Pattern[str]:
    """A profession there."""
    return _after(_PROFESSIONS)


@cache
def title_below() -> re.Pattern[str]:
    """A title alone on the line below the name."""
    return re.compile(
        rf"[ \t*,|]*\n{{1,2}}[ \t*|]*{_LEAD}(?:{_TITLES})"
        r"(?: (?:i|för|vid|på) [^\n]{1,60})?(?:, [\d +()–-]{6,24})?[ \t*|,]*(?:\n|$)",
        re.IGNORECASE,
    )


@cache
def unit_below() -> re.Pattern[str]:
    """The unit that somebody signs for, on the line below the name."""
    return re.compile(
        r"[ \t]*\n[ \t]*(?:[\w-]+ (?:och )?){0,2}[\w-]{1,30}"
        r"(?:avdelningen|enheten|kontoret|förvaltningen|kansliet|sekretariatet|expeditionen|staben)"
        r"[ \t]*(?:[,\n]|$)",
        re.IGNORECASE,
    )


@cache
def royal_before() -> re.Pattern[str]:
    """What royals and saints have before a given name."""
    return re.compile(
        r"(?<![^\W_])(?:kung(?:en)?|drottning(?:en)?|prins(?:en|essan?)?|påven?|sankta?|S:ta?)[ ]$",
        re.IGNORECASE,
    )


@cache
def title_before() -> re.Pattern[str]:
    """A title or an office's label right before the name, on the line above too."""
    return re.compile(
        rf"{_NOT_WORD}{_LEAD}(?:{_TITLES}){_INFLECTED}(?:[ ]?§§?[ \d,–-]{{1,20}})?[ \t*]*[:|,]?[ \t*|]*$"
        rf"|(?:^|\n)[ \t*|]*{_LEAD}(?:{_TITLES}){_INFLECTED}[ \t*:|]*\n{{1,2}}[ \t*|]*$",
        re.IGNORECASE,
    )


@cache
def titles_before() -> re.Pattern[str]:
    """A title that the next names may share (`inspektörerna Mona Ek och Eva Lind`, `sekreterare A och B`)."""
    return re.compile(
        rf"{_NOT_WORD}{_LEAD}(?:{_PLURAL})[ ]$|(?:^|\n)[ \t*]*{_LEAD}(?:{_PLURAL})[ \t]*:[ \t]*\n?[ \t]*$",
        re.IGNORECASE,
    )


@cache
def profession_before() -> re.Pattern[str]:
    """A profession right before the name, also with its subject (`läraren i svenska, Lisa Ek`)."""
    return re.compile(
        rf"{_NOT_WORD}(?:{_PROFESSIONS}){_INFLECTED}(?: i [\w ]{{2,30}},)?,?[ \t*]*:?[ \t*|]*$", re.IGNORECASE
    )


@cache
def title_line() -> re.Pattern[str]:
    """A title and nothing else."""
    return re.compile(
        rf"[ \t*]*{_LEAD}(?:{_TITLES})(?: (?:i|för|vid|på) [^\n\t]{{1,60}})?(?:, [\d +()–-]{{6,24}})?[ \t*]*",
        re.IGNORECASE,
    )


@cache
def seat() -> re.Pattern[str]:
    """A seat on a board, and nothing else."""
    return re.compile(rf"{_LEAD}(?:{_SEATS}){_INFLECTED}", re.IGNORECASE)


@cache
def seat_after() -> re.Pattern[str]:
    """A seat on a board right after a name."""
    return _after(_SEATS)


@cache
def figure_before() -> re.Pattern[str]:
    """Somebody known for what they do in public."""
    return re.compile(
        r"(?<![^\W\d_])(?:författare|konstnär|skulptör|målare|fotograf|artist|musiker|kompositör|tonsättare|poet"
        r"|skald|dramatiker"
        r"|regissör|skådespelare|forskare|filosof|uppfinnare|journalist|krönikör|debattör|föreläsare|estradör"
        r"|sångare|sångerska"
        r"|dirigent|koreograf|dansare|formgivare|illustratör|pristagare|stipendiat|kung|drottning|biskop"
        r"|ärkebiskop|statsminister)"
        r"(?:n|en|na|rna|erna)?[ \n]$",
        re.IGNORECASE,
    )


@cache
def office_before() -> re.Pattern[str]:
    """What stands right before somebody who acts in office."""
    return re.compile(
        r"(?:(?:till[^\n]{0,40})?(?:väljs|valdes|omväljs)|(?:utses|utsågs|utse|valdes|väljs"
        r"|att) (?:till )?(?:att )?justera(?:re|s)?|justeras av|justerande"
        r"|justering(?:en)?[ \t]+av"
        r"|justera(?:s|t|d)(?: (?:den )?\d[\d/ -]{0,10}(?: [a-zåäö]{3,9} \d{4})?)?"
        r"|rätt(?: utdraget)? (?:intygar|intygas(?: av)?|bestyrk(?:er|es)(?: av)?)|rätt utdraget|tagit del"
        r"|registreras av|beslut fattat av|fattat av"
        r"|vid protokollet|protokoll(?:et)? förs av|protokollförare|förhinder anmäls[^\n]{0,20} till"
        r"|anmäls[^\n]{0,20} till"
        r"|vår referens|vår handläggare|kontaktperson|kontakt|handläggare|upplysningar lämnas av"
        r"|ytterligare upplysningar|frågor besvaras av"
        r"|delegat|beslutsfattare|beslutat av|beslut av|underskrifter|undertecknas av|enligt uppdrag"
        r"|föredras av|föredragning av"
        r"|reservation(?:en)? (?:från|av)|protokollsanteckning (?:från|av)"
        r"|informerar|närvarande|frånvarande|tjänstgör(?:ande|)(?: för| i stället för)?|ersätter|(?:ny"
        r"|som) (?:ledamot|ersättare|ordförande)"
        r"|i\s+stället för|entledig(?:as|a|ande av)|avsägelse (?:från|av)|avsagt sig|för (?:moderaterna"
        r"|socialdemokraterna|centerpartiet"
        r"|liberalerna|vänsterpartiet|miljöpartiet(?: de gröna)?|kristdemokraterna|sverigedemokraterna))"
        r"[ \t:*]*\n{0,3}[ \t*|]*$",
        re.IGNORECASE,
    )


@cache
def work_before() -> re.Pattern[str]:
    """What stands right before the one who did something, most often in the course of work."""
    return re.compile(
        rf"{_NOT_WORD}(?:vid pennan|(?:skrivet|skriven|upprättad|upprättat|mottagen|mottaget|utförd|utfört"
        r"|initierad|initierat|åtgärdad|åtgärdat|antecknat|granskad|granskat|fört) av|i samråd med"
        r"|rådgjort med|beslutsunderlag för|att\."
        r"|(?:från|för) (?:skolan|kommunen|förvaltningen|regionen|nämnden|arbetsgivaren|kontoret)[ ]?:)"
        r"[ \t:|*]*\n?[ \t|*]*$",
        re.IGNORECASE,
    )


@cache
def floor_before() -> re.Pattern[str]:
    """What stands right before somebody who has the floor or a task at a meeting."""
    return re.compile(
        r"(?:(?<!god man )(?<!förvaltare )(?<!kontaktperson )(?:utses|utsågs)"
        r"|interpellation(?:en)? (?:från|av"
        r"|till)|nämndinitiativ (?:från|av)|initiativ (?:från|av)"
        r"|fråga (?:från|av)|på förslag av"
        r"|yrkande(?:t)? (?:från|av)|särskilt yttrande (?:från|av)"
        r"|enligt förslag (?:från|av)|ordet till|anförande av"
        r"|med instämmande av"
        r"|instämmer)[ \t:*]*\n{0,2}[ \t*]*$",
        re.IGNORECASE,
    )


@cache
def affiliation_after() -> re.Pattern[str]:
    """The organisation that somebody speaks for."""
    return re.compile(
        r"(?:,(?! som | vars | tidigare )| från) (?:[\w&]+ ){0,3}?"
        r"[\w-]{0,30}(?:förvaltning(?:en)?|nämnd(?:en)?|kontoret|tjänsten|kansliet|sekretariatet|enheten"
        r"|avdelningen|mottagningen|kliniken|vården|facket"
        r"|bolaget|AB|HB|universitetet"
        r"|högskolan|regionen|verket|myndigheten|polis(?:en|område|region)|inspektionen|förbundet|föreningen|utskottet"
        r"|fullmäktige|rådet)(?![^\W_]|-)"
    )


@cache
def acts_after() -> re.Pattern[str]:
    """What members and officials do at a meeting; a party to a case can do some of it too."""
    return re.compile(
        r"[ ,]{1,2}\n?(?:yrkar|yrkade|reserverar|reserverade|föredrar|föredrog|föredragar|informerar"
        r"|informerade|redogör|redogjorde|rapporterar|rapporterade|återrapporterar"
        r"|redovisar|presenterar|ger en|röstar|röstade|avstår från att|deltar inte|deltog inte"
        r"|lämnar(?=\s(?:[a-zåäö]+\s){0,3}(?:\w{0,12}information|rapport\w*|\w{0,8}redovisning"
        r"|redogörelse"
        r"|förslag|svar|lokalen|rummet|mötet|sammanträdet|salen|sammanträdeslokalen)(?![^\W\d_]))"
        r"|anmäler jäv|anmäler att|påminner|tar med sig|justerar|drar (?=ärendet|punkten|frågan)"
        r"|drar(?=[,.\n])"
        r"|ställer (?:en |följande )?(?:proposition|följande|fråga)|går igenom|får i uppdrag att"
        r"|finner att|instämmer|instämde|antecknar|besvarar|ajournerar|handlägger|maskar"
        r"|(?:öppnar|avslutar|avslutade|öppnade)(?=\s(?:[a-zåäö]+\s){0,2}(?:möte[tn]?a?|sammanträdet?)"
        r"(?![^\W\d_]))|öppnar(?=[.\n])|förklarar (?=mötet|sammanträdet)"
        r"|(?:har (?:inspekterat|mätt upp|mätt|handlagt|föredragit|redovisat))"
        r"|meddelar att|hälsar)(?![^\W\d_])",
        re.IGNORECASE,
    )


@cache
def works_after() -> re.Pattern[str]:
    """What somebody does at work and others do too: it tells whose a given name alone may be."""
    return re.compile(
        r"[ ]\n?(?:har |ska |kommer att )?"
        r"(?:påpekar?|drar?|skriver?|ringer?|undrar?|svarar?|berättar?|kallar?"
        r"|tar? fram|tar? upp|återkommer|återkomma|kollar?|mejlar?|mailar?|skickar?|bokar?|förklarar?|menar"
        r"|tillägger|anser|tackar för|föreslår|visar?|följer upp|ansvarar|hör av sig|uppdaterar?"
        r"|sammanställer?"
        r"|bevakar?|lyfter)"
        r"(?![^\W\d_])",
        re.IGNORECASE,
    )


@cache
def signed_before() -> re.Pattern[str]:
    """What stands before the name of one who signs a message, or is reached at the number beside it."""
    return re.compile(
        r"(?:^|\n)[ \t]*/{1,2}[ ]?$|(?:hälsning(?:ar)?|mvh|hälsar)[,!.]?[ \t]*\n{0,2}[ \t]*$|\d[ ]\($",
        re.IGNORECASE,
    )


_PRIVATE_PROVIDERS = """
gmail googlemail hotmail outlook live msn icloud me mac yahoo ymail telia comhem bredband
bredbandsbolaget bahnhof spray passagen home swipnet proton protonmail pm aol gmx tele2 glocalnet
tiscali mail yandex zoho tutanota fastmail hey ownit boxer tre halebop telenor algonet brevet abc
"""
PRIVATE_MAIL = frozenset(_PRIVATE_PROVIDERS.split())
"""Second-level names of mail providers for private persons."""
_FUNCTIONS = """
info kontakt kansli kansliet registrator registratur diarium diariet post postlada postlåda myndighet kommun
kommunen kundtjanst kundservice kundcenter kontaktcenter medborgarservice reception receptionen support
faktura fakturor ekonomi order bokning jobb press media socialtjanst socialnamnden overformyndaren bygglov
byggnadsnamnden miljo webbmaster dpo dataskydd dataskyddsombud styrelsen styrelse ordforande sekreterare
sekretariat sekretariatet office admin noreply no-reply hello hej mail upphandling
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Local parts of mail addresses that are nobody's own."""
