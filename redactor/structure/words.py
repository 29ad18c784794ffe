"""The closed lists of words that tell the parts of Swedish agendas and minutes apart.

A line is looked up by its key: case, accents, punctuation and what OCR does to å ä ö don't count.
"""

import re
import unicodedata
from typing import Final

from redactor.domain.openness import asks

_NOT_LETTERS: Final = re.compile(r"[^a-z0-9/]+")
_SENTENCE: Final = 170
LONGEST: Final = 60
"""No word of a list is longer, with all that stands around it."""

_DIGIT: Final = re.compile("[0156]")
_OCR: Final = str.maketrans({"0": "o", "6": "o", "1": "l", "5": "s"})


def _bare() -> dict[int, str | None]:
    """Latin letters to the letter without accent; combining accents to nothing."""
    letters = {c: unicodedata.normalize("NFD", chr(c))[0] for c in range(0xC0, 0x180)}
    return letters | {ord("ø"): "o", ord("æ"): "a"} | dict.fromkeys(range(0x300, 0x370))


_BARE: Final = _bare()


def key(text: str) -> str:
    """Letters and digits in lower case, single blanks, no accents: "Övriga frågor:" is "ovriga fragor"."""
    return _NOT_LETTERS.sub(" ", text.casefold().translate(_BARE)).strip()


def _keys(*texts: str) -> frozenset[str]:
    return frozenset(key(text) for text in texts)


def known(text: str, words: frozenset[str]) -> bool:
    """Whether a line is one of the words, read by a person or by OCR (`6vriga fragor`, `f6rslag`)."""
    return len(text) <= LONGEST and listed(key(text), words)


def listed(plain: str, words: frozenset[str]) -> bool:
    """As `known`, for a key."""
    return plain in words or (_DIGIT.search(plain) is not None and plain.translate(_OCR) in words)


_TELLING: Final = re.compile(
    r"sekr|\bosl\b|hemlig|slut(?:en|et|na)\b|dörrar|skydda|konfident|publicer|\blv[um]\b|placer|umgäng|adopt"
    r"|fader|vårdnad|bist.{1,2}nd|\bkap\b|individ|person|[0-9]{6}[ +-]{0,3}[0-9x]{4}|\ufffc|jml",
    re.IGNORECASE,
)


def telling(text: str) -> bool:
    """Whether a line has a trace of anything that could make an item secret. Wide: it decides only doubts."""
    return _TELLING.search(text) is not None


_MARKING: Final = re.compile(
    r"\W{0,9}(?:[A-ZÅÄÖ0-9].{0,150}?(?i:sekr|\bosl\b|hemlig|\bslut(?:en|et|na)\b|publicer)"
    r"|(?i:sekr|osl|hemlig|slut(?:en|et|na)\b|(?:individ|person)ärende\b)|[0-9]{1,2}(?: ?kap|:[0-9]))",
    re.DOTALL,
)


def marking(text: str) -> bool:
    """Whether a line reads as a remark on secrecy rather than as the rest of the heading above it."""
    return _MARKING.match(text) is not None


_SEVERAL: Final = re.compile(r"ärenden\b|\bpunkter\b", re.IGNORECASE)


def remark(text: str) -> bool:
    """As `marking`, and not the name of several items: that is a group's heading even above none."""
    return marking(text) and not _SEVERAL.search(text)


_GROUND: Final = re.compile(r"[0-9] ?(?:kap|§|:)|\bosl\b|\bomfattas\b", re.IGNORECASE)


def grounds(text: str) -> bool:
    """As `remark`, and it says by which law, as the name of a group hardly does."""
    return remark(text) and _GROUND.search(text) is not None


_FOLLOWING: Final = re.compile(
    r"\W{0,6}(?:(?:nedanstående|följande|efterföljande|resterande|återstående) (?:ärenden|punkter|paragrafer)"
    r"|(?:ärendena|punkterna|paragraferna) (?:nedan|härunder|i denna del))\b[^.;:]{0,30}"
    r"\b(?:sekretess|hemlig|(?:stängda|lyckta|slutna) dörrar|slut(?:en|et)\b|publiceras (?:inte|ej)\b)"
    r"[^:;]{0,90}[:*_ ]{0,4}",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:omfattas|är|behandlas|hanteras) (?:inte|ej)\b", re.IGNORECASE)


def following(text: str) -> bool:
    """Whether a line says of the items below it that they are confidential."""
    return len(text) < _SENTENCE and _FOLLOWING.fullmatch(text) is not None and not _NOT.search(text)


_STAMP: Final = re.compile(
    r"\W{0,9}(?:omfattas av )?(?:sekretess(?:belagt|belagd|handling|märkt|markering)?|hemligt?"
    r"|konfidentiellt?)"
    r"(?:[ ,:(]{1,3}(?:enligt |enl\. |jml )?(?:osl|offentlighets|[0-9]{1,2} ?kap)[^\n]{0,60})?\W{0,9}",
    re.IGNORECASE,
)


def stamp(text: str) -> bool:
    """Whether a line is a marker and nothing else, so that it heads nothing of its own."""
    return _STAMP.fullmatch(text) is not None


_GROUP: Final = re.compile(
    r"\W{0,6}(?:del [0-9a-z]{1,3}[ .:-]{1,3})?"
    r"(?:sekretess(?:belagda )?(?:ärenden|punkter|paragrafer)|(?:individ|person)ärenden|slutna ärenden"
    r"|ärenden (?:som|med|under|inom|bakom|belagda) [^.:;]{0,30}(?:sekretess|dörrar))[^.;]{0,30}"
    r"(?:[0-9][^;]{0,60})?",
    re.IGNORECASE,
)


def confidential_group(text: str) -> bool:
    """Whether a line names several items as confidential, with or without the law."""
    return len(text) < _SENTENCE and _GROUP.fullmatch(text) is not None and not _NOT.search(text)


_MARKED_TITLE: Final = re.compile(
    r"[A-ZÅÄÖ][^.:;\n]{3,90}(?:[ ]-{1,2}[ ]|,[ ]|[ ]\()"
    r"(?:(?:omfattas av |belagd med )?sekretess(?:belagt?|belagda|handling)?|hemligt?|sluten del"
    r"|slutet ärende|(?:ej|inte) (?:för publicering|offentligt?|publiceras))\)?[*_ ]{0,4}",
    re.IGNORECASE,
)


def marked_title(text: str) -> bool:
    """Whether a line is a title with a marker at its end: `Underlag - ej för publicering`."""
    return text[:1].isupper() and _MARKED_TITLE.fullmatch(text) is not None


_CLOSING: Final = re.compile(
    r"(?:anmälan av delegationsbeslut|(?:redovisning av )?delegationsbeslut|sammanträdestider"
    r"|sammanträdesdagar|(?:nästa|kommande) (?:möte|sammanträde)|övriga frågor|övrigt"
    r"|(?:mötets|sammanträdets) avslutande"
    r"|avslutning|mötet avslutas|sammanträdet avslutas)\b",
    re.IGNORECASE,
)


def closing(text: str) -> bool:
    """Whether a heading is of the formal items with which an agenda ends."""
    return _CLOSING.match(text) is not None


_LEGEND: Final = re.compile(
    r"\W{0,6}(?:betyder|anger|avser|=).{0,60}sekre|.{0,80}\b(?:märkt|marker|försed)\w{0,4} med.{0,80}sekre",
    re.IGNORECASE | re.DOTALL,
)


def legend(text: str) -> bool:
    """Whether a line says what a sign at an item's heading means: `* = sekretess`."""
    return _LEGEND.match(text) is not None


def secrecy_column(title: str) -> bool:
    """Whether a column's title says that its cells tell which rows are confidential, or which are public."""
    return asks(title) is not None


SUBHEADINGS: Final = _keys(
    "Sammanfattning", "Sammanfattning av ärendet", "Ärendebeskrivning", "Beskrivning av ärendet", "Ärendet",
    "Ärende", "Bakgrund", "Bakgrund och ärende", "Förslag till beslut", "Förslag till beslut på sammanträdet",
    "Förvaltningens förslag till beslut", "Arbetsutskottets förslag till beslut", "Nämndens beslut",
    "Kommunstyrelsens beslut", "Arbetsutskottets beslut", "Utskottets beslut", "Beslut", "Beslutar",
    "Beslutsgång", "Beslutsmotivering", "Motivering", "Motivering till beslut", "Skäl för beslutet",
    "Skäl till beslut", "Yrkanden", "Yrkande", "Tilläggsyrkande", "Propositionsordning", "Proposition",
    "Omröstning", "Voteringsordning", "Omröstningsresultat", "Omröstning - huvudvotering", "Reservation",
    "Reservationer", "Reservationer och särskilda yttranden", "Särskilt yttrande", "Särskilda yttranden",
    "Protokollsanteckning", "Protokollsanteckningar", "Beslutsunderlag", "Bilagor", "Beslutsplanering",
    "Underlag",
    "Handling", "Handlingar", "Handlingar i ärendet", "Tidigare behandling", "Tidigare beslut", "Beredning",
    "Beslutet skickas till", "Beslutet expedieras till", "Beslut skickas till", "Skickas till", "Expedieras",
    "Protokollsutdrag skickas till", "Protokollsutdrag till", "Protokollsutdrag", "Expediering", "Sändlista",
    "Kopia till", "Delges", "Delgivning", "Justering", "Omedelbar justering", "Jäv", "Lagrum", "Överväganden",
    "Bedömning", "Förvaltningens bedömning", "Stadskontorets bedömning", "Förvaltningens synpunkter",
    "Förvaltningens förslag", "Föredragande", "Föredragning", "Handläggare", "Ekonomiska konsekvenser",
    "Ekonomi", "Konsekvenser", "Barnets bästa", "Barnkonsekvensanalys", "Barnperspektivet", "Utredning",
    "Hur man överklagar", "Upplysningar", "Upplysning", "Kommunicering", "Yttrande", "Yttranden", "Remiss",
    "Ajournering", "Deltar inte i beslutet", "Ansvariga", "Uppföljning", "Slutsats", "Kommentar", "Bifall",
    "Dagens sammanträde", "Beslutsordning", "Beslutsformulering", "Förvaltningens yttrande", "Sökande",
    "Klagande", "Ansökan", "Inledning", "Syfte", "Lagstiftning", "Aktuella lagrum", "Tillämpliga lagrum",
)  # fmt: skip
"""Parts of an item's body: they begin no item and end none."""

MAY_HEAD: Final = _keys(
    "Ansökan", "Yttrande", "Yttranden", "Remiss", "Uppföljning", "Utredning", "Delgivning", "Ekonomi", "Jäv",
    "Lagstiftning", "Reservation", "Upplysningar", "Kommunicering", "Justering",
)  # fmt: skip
"""Subheadings that may also be an item's whole heading, below a number that stands alone."""

DECISIONS: Final = _keys(
    "Förslag till beslut", "Förvaltningens förslag till beslut", "Arbetsutskottets förslag till beslut",
    "Nämndens beslut", "Kommunstyrelsens beslut", "Arbetsutskottets beslut", "Utskottets beslut", "Beslut",
    "Yrkanden", "Yrkande", "Tilläggsyrkande", "Förvaltningens förslag", "Beslutsformulering",
)  # fmt: skip
"""Subheadings above a decision list."""

PAPERS: Final = _keys(
    "Beslutsunderlag", "Underlag", "Handling", "Handlingar", "Handlingar i ärendet", "Bilagor",
    "Beslutet skickas till", "Beslutet expedieras till", "Beslut skickas till", "Skickas till", "Expedieras",
    "Protokollsutdrag skickas till", "Protokollsutdrag till", "Expediering", "Sändlista", "Kopia till",
)  # fmt: skip
"""Subheadings above a list of papers or receivers: the decision list is over, these lines are no items."""

GROUPS: Final = _keys(
    "Beslutsärenden", "Ärenden för beslut", "Anmälningsärenden",
    "Informationsärenden", "Ärenden för information", "Initiativärenden",
    "Nämndinitiativ", "Valärenden", "Remissärenden", "Delegationsärenden", "Delegationsbeslut",
    "Anmälan av delegationsbeslut", "Delgivningsärenden", "Delgivningar", "Meddelanden", "Anmälningar",
    "Sekretessärenden", "Sekretessbelagda ärenden", "Ärenden med sekretess",
    "Ärenden som omfattas av sekretess", "Individärenden", "Individuella ärenden",
    "Personärenden", "Slutna ärenden", "Sluten del", "Slutet sammanträde",
    "Stängda ärenden", "Offentliga ärenden", "Öppna ärenden", "Öppen del", "Offentlig del", "Övriga ärenden",
    "Bygglovsärenden", "Bygglov", "Tillsynsärenden", "Planärenden", "Tillståndsärenden", "Elevärenden",
    "Övriga frågor", "Övrigt", "Ekonomiärenden", "Personalärenden", "Information", "Informationspunkter",
    "Sekretessärenden enligt offentlighets- och sekretesslagen", "Extra ärenden", "Tillkommande ärenden",
    "Föredragningslista", "Dagordning", "Ärendelista", "Mötets avslutande", "Sammanträdets avslutande",
    "Rapporter", "Frågor", "Interpellationer", "Motioner", "Medborgarförslag", "Kommande sammanträden",
)  # fmt: skip
"""Unnumbered headings that end an item wherever they stand alone on a line."""

ALSO_SUBHEADINGS: Final = _keys(
    "Information", "Meddelanden", "Övrigt", "Rapporter", "Frågor", "Bygglov", "Sluten del", "Öppen del",
    "Offentlig del", "Slutet sammanträde", "Motioner", "Medborgarförslag", "Interpellationer", "Delgivningar",
    "Delegationsbeslut", "Anmälningar", "Elevärenden", "Dagordning", "Föredragningslista", "Ärendelista",
)  # fmt: skip
"""Headings of GROUPS that also stand as subheadings inside items: the place decides."""

OPEN: Final = _keys("Öppen del", "Offentlig del", "Öppna ärenden", "Offentliga ärenden")

PARTS: Final = OPEN | _keys(
    "Sluten del", "Slutet sammanträde", "Slutna ärenden", "Stängda ärenden", "Övriga frågor",
    "Övriga ärenden", "Övrigt", "Mötets avslutande", "Sammanträdets avslutande", "Kommande sammanträden",
)  # fmt: skip
"""Headings of GROUPS that stand under no other heading, unless their style says so."""

SIGNATURES: Final = _keys(
    "Underskrifter", "Underskrift", "Vid protokollet", "Justeras", "Justerat", "Protokollet justeras",
    "Anslag/bevis", "Anslagsbevis", "Bevis om anslag", "Tillkännagivande av anslag",
    "Protokollsunderskrifter", "Bevis", "Tillkännagivande",
    "Rätt utdraget", "Rätt utdraget intygar", "Rätt utdraget bestyrker", "Utdragsbestyrkande",
    "Utdraget bestyrks", "Utdragets riktighet intygas", "Utdragets riktighet bestyrks",
    "Rätt avskrivet intygar", "Avskriftens riktighet intygas", "Avskriftens riktighet bestyrks",
)  # fmt: skip

CONTENTS: Final = _keys(
    "Innehåll", "Innehållsförteckning", "Ärendelista", "Ärendeförteckning", "Ärendeöversikt",
    "Föredragningslista", "Dagordning", "Förteckning över ärenden", "Paragrafförteckning",
    "Ärenden", "Lista över ärenden", "Innehållsförteckning för protokoll",
)  # fmt: skip

ATTACHMENTS: Final = _keys(
    "Bilagor", "Bilageförteckning", "Bilagelista", "Bilagda handlingar", "Bilagor till protokollet"
)

PEOPLE: Final = _keys(
    "Beslutande", "Beslutande ledamöter", "Ledamöter", "Ordinarie ledamöter", "Tjänstgörande ledamöter",
    "Tjänstgörande ersättare", "Ej tjänstgörande ersättare", "Ersättare", "Närvarande ersättare",
    "Närvarande ledamöter", "Närvarande", "Övriga närvarande", "Övriga deltagare", "Övriga", "Deltagare",
    "Närvarande tjänstemän", "Tjänstemän", "Tjänstepersoner", "Frånvarande", "Frånvarande ledamöter",
    "Insynsplats", "Ordförande", "Vice ordförande", "Sekreterare", "Justerare", "Justerande",
    "Utses att justera", "Utsedd att justera", "Utsedda att justera", "Personalföreträdare", "Föredragande",
    "Fackliga företrädare", "Kallade", "Kallas", "Kallade ersättare", "Förtroendevalda", "Adjungerade",
    "Inbjudna",
)  # fmt: skip
"""Labels of an attendance list."""

ROSTERS: Final = PEOPLE - _keys(
    "Föredragande", "Övriga", "Deltagare", "Sekreterare", "Ordförande", "Justerare", "Justerande", "Inbjudna"
)
"""Labels that begin an attendance list by themselves."""

FRONT: Final = _keys(
    "Sammanträdestid", "Sammanträdesdatum", "Tid", "Plats", "Tid och plats", "Plats och tid", "Datum",
    "Justeringen", "Justeringens plats och tid", "Paragrafer", "Protokollet omfattar", "Sammanträdesdag",
)  # fmt: skip
"""Other labels of the first page."""

COVERS: Final = _keys(
    "Protokollet omfattar", "Paragrafer", "Paragraf", "Omfattar", "Avser paragraf", "Avser paragrafer"
)
"""Labels before the numbers that the minutes cover: those numbers begin no item."""
