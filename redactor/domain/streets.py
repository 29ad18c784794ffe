"""How Swedish streets are called and numbered.

Over folded text (redactor.domain.folding). A name is a compound (`Storgatan`), a word of its own behind
whom the
street remembers (`Karl XI:s väg`) or behind an adjective (`Gamla vägen`); the number behind it may go on
with a
letter, the stairs and the flat (SS 637003, *Belägenhetsadresser*).
"""

import re

UPPER, LOWER = "A-ZÅÄÖÉÜ", "a-zåäöéü"
WORD = rf"[{UPPER}][{UPPER}{LOWER}.'-]{{0,24}}"


def marks_lost(pattern: str) -> str:
    """The pattern, also where OCR lost the marks of å ä ö; what stands in a character class is left alone."""
    either = {"å": "[åa]", "ä": "[äa]", "ö": "[öo]", "Å": "[ÅA]", "Ä": "[ÄA]", "Ö": "[ÖO]"}
    return re.sub(r"[åäöÅÄÖ](?![^\[\]]*\])", lambda mark: either[mark.group()], pattern)


_WORDS_APART = """
gata väg gränd torg allé stig backe backar esplanad kaj plats plan park led trappor trappa strand bro promenad
"""
_WORDS_AFTER_GENITIVE = """
aveny boulevard bulevard brink brygga båge gång gård glänta hage höjd kulle krok lid lund passage ring runda
slinga slänt spår stråk sväng terrass tun udde vall vret äng
"""
_WORD_ENDS = """
gatan gata vägen väg gränden gränd torget torg allén allé stigen stig backen backe esplanaden esplanad kajen
kaj leden slingan slinga stranden strand platsen plats liden promenaden höjden trappan trappor parken plan
planen
ringen gården gård dalen bron terrassen stråket gången åsen udden viken kroken svängen tået avenyn boulevarden
bulevarden brinken bågen gläntan gärdet passagen rundan slänten spången tunet tvären vreten vändan
"""
_NO_DAMAGE = frozenset({"åsen", "allén", "allé"})
"""Without its mark it ends other words: `Fasen 2`, `Hallen 3`."""
_BARE = str.maketrans("åäöé", "aaoe")


def _damaged(words: str) -> tuple[str, ...]:
    """The words, also as OCR reads them without their marks."""
    plain = words.split()
    return tuple(dict.fromkeys((*plain, *(w.translate(_BARE) for w in plain if w not in _NO_DAMAGE))))


_APART, _GENITIVE, _COMPOUND = map(_damaged, (_WORDS_APART, _WORDS_AFTER_GENITIVE, _WORD_ENDS))
_SHORT = ("g.", "gat.", "v.", "gr.", "st.")
"""How `gatan`, `vägen`, `gränd` and `stigen` end where room is short: `Fabriksg. 8`."""
ENDINGS = (*_APART, *_GENITIVE, *_COMPOUND, *_SHORT)
"""What a street's name ends with, lower case: quickly asked for."""

_TURN = marks_lost(
    r"(?:(?:(?i:Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|Övre|Nedre|Yttre|Inre|Mellersta|Första"
    r"|Andra|Tredje"
    r"|Fjärde|Sankta?)|S:ta?|[NSVÖ]\.?|\d:[ae])[ ])?"
)
_NUMERAL = r"(?:[ ][IVX]{1,4}(?::s)?)?"
"""A king's: `Karl XI:s väg`, `Gustav II Adolfs torg`."""
_LEADS = (
    r"(?!(?:Angående|Ang|På|Vid|I|Från|Till|Hos|Avser|Gäller|Utanför|Bakom|Intill|Nära|Adress(?:en)?|Plats|Hem|Bor"
    r"|Bostad|Boende|Även|Mellan|Längs|Invid|Kring|Om|För|Av|Enligt|Ring|Sv|Re|Vb)(?![\w'-]))"
)
"""A sentence's first word, which is no part of the name."""
_BEARER = rf"{_LEADS}(?:(?:S:ta?|von|af|de|van)[ ])?{WORD}(?::s)?{_NUMERAL}[ ]"
NAME = re.compile(
    rf"(?<![\w-])(?P<street>{_TURN}[{UPPER}][{UPPER}{LOWER}'-]{{0,28}}(?i:{'|'.join(_COMPOUND)})"
    rf"|[{UPPER}][{LOWER}]{{1,20}}a[ ](?:gatan|vägen|gränden|stigen|torget|backen|allén|kajen|bron|trappan)"
    rf"|{_TURN}[{UPPER}][{LOWER}]{{3,20}}(?:{'|'.join(map(re.escape, _SHORT))})"
    rf"|(?:{_BEARER}){{1,3}}(?i:{'|'.join(_APART)})"
    rf"|(?:{_BEARER}){{0,2}}{WORD}(?::s|(?<=[sxzSXZ]))[ ](?:{'|'.join(_GENITIVE)}))$"
)
"""A street's name at the end of what stands before its number."""
LONGEST = 70
"""Characters of a street's name, at most."""

FIGURES = r"(?:[lI]\d{1,2}|\d{1,2}[OoI]|(?!(?:19|20)\d\d)\d{1,4})"
"""A house's number, also as OCR reads it: `l2`, `1O`. Four digits that may be a year are none."""
_LETTER = r"(?:[ ]?[A-HJ-NP-T](?!\w)|[a-z](?!\w)|[ ][a-h](?=[ ]?[,.;:)\n|\t]|[ ]{2}|$))"
_UNIT = (
    r"(?:[ ]\d{3}){0,3}[ ]?(?:§|(?:kr|mnkr|tkr|st|m2|m²|kvm|km|mil|ha|kg|år|maj|mars|juni|juli|dygn|barn)\b"
    r"|(?:kronor|meter|procent|kilo|jan|feb|apr|aug|sep|okt|nov|dec|årig|dag|nätter|veck|månad|mån\b|timm|gång"
    r"|personer|platser|elever|poäng|minut)\w{0,6}\b)"
)
"""What makes a number an amount, a date or a span of time."""
HOUSE = re.compile(
    rf"[ ]{{1,2}}{FIGURES}{_LETTER}?(?:[ ]?[-/][ ]?\d{{1,3}}[A-Ha-h]?(?!\d)|[ ]?-[ ]?[A-Ha-h](?!\w))?"
    rf"(?![\d]|[.,:]\d|\w|[ ]?%)(?!{_UNIT})"
    r"(?P<flat>(?:[ ]?,)?[ ]?(?:lgh|lägenhet|lägenhetsnummer|läg\.?)[ ]?(?:nr\.?[ ]?)?[0-9]{3,4}(?!\d)"
    r"|(?:[ ]?,)?[ ]?\d{1,2}[ ]?(?:tr|trappor)\b\.?(?:[ ]?ög\b)?|(?:[ ]?,)[ ]?(?:vån|våning)\.?[ ]?\d{1,2}"
    r"|(?:[ ]?,)?[ ]?(?:uppg(?:ång)?|port|ingång)\.?[ ][A-Z0-9](?!\w)|(?:[ ]?,)?[ ](?i:nb|bv|ög|öv)\b"
    r"|[ ]?,[ ]?(?:0[89]|1[0-8])0\d(?![\d:]|[.,]\d|[ ]?(?:kr|st)\b))?"
)
"""The number behind the name, with the letter, the stairs and the flat that stand with it."""

NO_STREET = re.compile(
    marks_lost(
        r"^(?:riks|läns|europa|motor|järn|lokal|huvud|genomfarts|cykel|gång|industri|skog|ut|om|av|till"
        r"|över|in|upp)"
        r"(?:väg|vägen|gata|gatan|gången|leden|led)$"
        r"|(?:\w+s|detalj|tid|genomförande|budget|program|mål|kris|lek|skol|lokal|struktur|energi|trafik"
        r"|grön)plan(?:en)?$"
        r"|(?:[aeiouyåäö]r|nd|dr|gr|tr|ll|vis|st|le|ne|te|fö)ingen$|eringen$|änd?ringen$|framgången$"
        r"|(?:arbets|mark|bygg|sam|bo|vård|mötes)plats(?:en)?$|^(?:Skol|För|Bo|Lek)\w{0,4}gården$|tomt\w*$"
        r"|^(?:under|in|om|för)?vändan$|^(?:Bil|Övrig|Till|Sam|Fort|Uppg|Avg|Mån|Motsv|Omr)\w{0,2}\.$"
    ),
    re.IGNORECASE,
)
"""Words that end as streets do and are none, with their number: `Detaljplan 12`, `Omgången 2`."""
