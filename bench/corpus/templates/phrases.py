"""What the template documents talk about: public items and secret ones, with what is said under them."""

from bench.corpus.templates.draft import Draft

TITLES = (
    "förvaltningschef",
    "nämndsekreterare",
    "enhetschef",
    "handläggare",
    "ekonom",
    "verksamhetsutvecklare",
    "jurist",
    "planarkitekt",
    "socialsekreterare",
    "rektor",
    "utredare",
    "controller",
    "registrator",
)
_PUBLIC = (
    ("Fastställande av dagordning", "Dagordningen fastställs med tillägget att ett extra ärende tas upp."),
    ("Ekonomisk uppföljning", "Prognosen för helåret visar ett underskott på 2,4 miljoner kronor."),
    ("Internkontrollplan", "Planen innehåller åtta kontrollpunkter. Utfallet redovisas i december."),
    ("Sammanträdestider nästa år", "Nämnden sammanträder elva gånger, alltid på tisdagar klockan 13.00."),
    (
        "Statistik över beslut enligt LVU och LVM",
        "Antalet beslut var 14 under perioden, mot 19 föregående år.",
    ),
    (
        "Rutin för hantering av skyddade personuppgifter",
        "Rutinen revideras med anledning av ny lagstiftning.",
    ),
    (
        "Remissvar om ändringar i offentlighets- och sekretesslagen",
        "Kommunen tillstyrker förslaget i huvudsak.",
    ),
    ("Svar på motion om belysning vid gångvägar", "Motionen anses besvarad. Utbyggnaden pågår enligt plan."),
    ("Avtal om gemensam växel", "Avtalet förlängs med två år på oförändrade villkor."),
    ("Verksamhetsberättelse", "Året präglades av hög sjukfrånvaro och svårigheter att rekrytera."),
    ("Reviderad delegationsordning", "Delegationsordningen kompletteras med beslut enligt 10 kap. 4 § OSL."),
    ("Utdelning av kulturstipendium", "Stipendiet är på 15 000 kronor och delas ut på nationaldagen."),
    ("Upphandling av måltidstjänster", "Upphandlingen genomförs som ett öppet förfarande med start i höst."),
    (
        "Information om det suicidpreventiva arbetet",
        "Ingen uppgift om enskild lämnas. Arbetet följs upp till våren.",
    ),
)
_SECRET = (
    (
        "Ansökan om bistånd enligt 4 kap. 1 § SoL",
        "{p} bor ensam sedan skilsmässan och klarar inte längre hushållet.",
    ),
    (
        "Placering i familjehem",
        "{p.first} har vistats i jourhemmet sedan i mars och längtar efter sina syskon.",
    ),
    ("Övervägande av vård", "Umgänget har fungerat sämre sedan {p.last} flyttade till en egen lägenhet."),
    ("Omprövning av personlig assistans", "{p} behöver hjälp vid måltider, förflyttning och all hygien."),
    (
        "Återkrav av ekonomiskt bistånd",
        "{p.last} har inte uppgett sin inkomst från ett vikariat i september.",
    ),
    (
        "Yttrande till förvaltningsrätten",
        "{p} anför att beslutet bygger på en missuppfattning om barnens skolgång.",
    ),
    (
        "Uppsägning av personliga skäl",
        "{p.first} har trots två erinringar uteblivit från arbetet vid sju tillfällen.",
    ),
)
MARKERS = (
    "Sekretess enligt 26 kap. 1 § OSL",
    "Omfattas av sekretess",
    "Sekretess 26 kap 1 § OSL",
    "SEKRETESS",
    "Ej för publicering",
    "OSL 26:1",
    "Sekretessärende",
    "Sekretessbelagt",
)


def public(draft: Draft, count: int) -> list[tuple[str, str]]:
    """So many different public items: heading and a sentence."""
    return draft.chance.sample(_PUBLIC, count)


def secret(draft: Draft, who: str) -> tuple[str, str]:
    """The heading of a secret item and a sentence about the person."""
    heading, sentence = draft.chance.choice(_SECRET)
    return heading, sentence.replace("{p", "{" + who)


def title(draft: Draft) -> str:
    return draft.chance.choice(TITLES)
