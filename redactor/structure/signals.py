"""Words that say that something is confidential, and the forms in which they mark it.

A signal is a marker by its form: alone on a line, in brackets, in capitals, before or behind what it marks.
The same words in a running sentence only talk of secrecy. The forms are wide: nothing is taken out for them
alone, they make sure that no marker goes unseen.
"""

import re
from collections.abc import Iterator
from typing import Final

from redactor.domain.document import Span
from redactor.domain.records import PLACEHOLDER

_LONGEST: Final = 200
"""Characters; a longer line is running text."""
_REMARK: Final = 8
"""Words beside the signal that a remark in brackets, or before or behind a title, may have."""

_COMPOUND: Final = (
    r"avtal|förbindelse|pröv|fråg|utbildning|regl|regel|bestämmelse|lag|policy|rutin|bryt|kod\b|nivå"
    r"|genomgång"
    r"|information|område|instruktion|försäkran|ansvar|hantering|bedömning|hinder|skäl"
    r"|skydd\b(?! \w)|stämpling"
    r"|markeringar|begrepp|plikt|intyg|blankett|upplysning|eftergift|genombrott|gräns|överenskommelse"
)
"""What makes `sekretess` a word about secrecy in general."""
_NOT: Final = r"(?:ej|inte|icke)"
_GIVEN: Final = (
    r"(?:lämnas ut|utlämnas|ges ut|publiceras|spridas|sprids|offentliggöras|offentliggörs|läggas ut|läggs ut"
    r"|kopieras|visas|delas|röjas|vidarebefordras|redovisas|återges|anslås)"
)
_OSL: Final = r"(?:OSL|SekrL|offentlighets-? och sekretesslagen|sekretesslagen)"
_GROUND: Final = r"(?<![\d.])(?:1[5-9]|[23]\d|4[0-4])"
"""The chapters of OSL that say what is secret; the others are about the law itself."""
_LAW: Final = (
    rf"{_OSL}(?: ?\(\d{{4}}:\d{{3}}\))?[ ,]{{0,2}}(?:{_GROUND} ?(?::|kap\.?)|kap\.? ?{_GROUND})"
    r"(?: ?\d{1,2}(?: ?[a-z]\b)?)?(?: ?§{1,2})?"
    rf"|{_GROUND} ?(?::|kap\.?) ?\d{{1,2}}(?: ?[a-z]\b)?(?: ?§{{1,2}})?(?: \w{{1,8}} (?:st\w{{0,5}}"
    rf"|p\w{{0,5}})\.?)?,?"
    rf" (?:i |av |enligt )?{_OSL}(?!\w)(?: ?\(\d{{4}}:\d{{3}}\))?"
)
_SIGNAL: Final = re.compile(
    rf"(?<!\w)(?:s[ ]e[ ]k[ ]r[ ]e[ ]t[ ]e[ ]s[ ]s|h[ ]e[ ]m[ ]l[ ]i[ ]g(?:[ ]t)?"
    rf"|(?:[a-zåäö]{{4,14}}-?)?sekretess?(?!\w{{0,2}}(?:{_COMPOUND}))\w{{0,14}}"
    r"|sekr\b\.?(?!\.? ?L\b)(?-i:(?!\.?[ :]{1,2}[A-ZÅÄÖ][a-zåäöé]+[ -][A-ZÅÄÖ]))|sekr\.?bel\w*\.?"
    r"|(?:topp)?hemlig(?:t|a|stämpl\w+|handling\w*|märkt)?(?!\w)|konfidentiel\w{1,5}|strikt förtroligt?"
    r"|förtroligt?(?!\w)"
    r"|(?:bakom|inom|för|vid) (?:stängda|lyckta|slutna) dörrar|utan (?:åhörare|allmänhet|insyn)"
    r"|slut(?:en|et|na) (?:del(?:en)?|ärende\w{0,2}|paragraf\w*|punkt\w*|protokoll\w*|handling\w*"
    r"|möte|session"
    r"|sammanträde|sektion|avdelning)"
    rf"|{_NOT} (?:för |till )?(?:offentlig\w{{0,4}}|publicering|spridning|webb\w*|utlämnande|allmänheten)\b"
    rf"|(?:(?:får|ska|skall|bör|kan) )?{_NOT} {_GIVEN}|{_GIVEN} {_NOT}\b|(?:sprid|kopiera|publicera) {_NOT}\b"
    r"|skydda(?:d|de) (?:person)?uppgift\w{0,3}|skyddad (?:identitet|adress|folkbokföring)"
    rf"|undantag\w{{0,3}} från (?:offentlighet\w{{0,3}}|publicering)|(?:{_LAW}))",
    re.IGNORECASE,
)

_DENIED: Final = re.compile(
    rf"\b(?:ingen|inga|inget|utan(?! (?:åhörare|allmänhet|insyn))|upphäv\w*|hävd\w*|hävs|hävts|upphör\w*"
    r"|bortfall\w*|lyfts?|ej längre|inte längre)\b|ej aktuellt|ej tillämpligt|saknas"
    rf"|\b{_NOT}\b(?! (?:(?:för |till )?(?:offentlig|publicering|spridning|webb|utlämnande|allmänhet)"
    rf"|{_GIVEN}))(?<!lämnas ej)(?<!lämnas inte)(?<!ut ej)(?<!ut inte)(?<!ras ej)(?<!ras inte)"
    r"(?<!sprids ej)(?<!sprids inte)(?<!visas ej)(?<!sprid ej)(?<!sprid inte)(?<!era ej)(?<!era inte)"
    r"(?<!visas inte)",
    re.IGNORECASE,
)
_NO_VALUE: Final = re.compile(
    r"[ \t]{0,3}[:=|?][ \t]{0,3}(?:(?:nej|n|ingen|inga|0|öppen|offentlig\w*)\b|-{1,3}[ \t|]*$)", re.IGNORECASE
)
_TALK: Final = re.compile(
    r"\b(?:utbild\w+|kurs\w*|föreläsning\w*|rutin\w*|riktlinje\w*|policy\w*|avtal\w{0,3}|motion\w*|remiss\w*"
    r"|interpellation\w*|medborgarförslag\w*|betänkande\w*|lagändring\w*|lagförslag\w*|ändring\w*|information"
    r"|informera\w*|genomgång\w*|tystnadsplikt\w*|handbok\w*|anvisning\w*|delegation\w*|reglement\w*"
    r"|arbetsordning\w*|statistik|granskning av|tillsyn\w* av|hantering\w*|tillämpning\w*|tolkning\w*"
    r"|bestämmelser\w*|regler\w*|frågor om|intern ?kontroll\w*|utred\w+ (?:om|av)|översyn\w*|lagring\w*"
    r"|system\w*|skydd av|brott mot|bryt\w* mot|exempel\w*|vad (?:är|innebär)|så funkar|om sekretess)\b",
    re.IGNORECASE,
)
"""What a line that talks of secrecy is about."""
_PUBLIC: Final = re.compile(
    r"(?<!ej )(?<!inte )(?<!icke )\b(?:offentligt?|öppe[nt]|öppna|publik\w?)\b", re.IGNORECASE
)
_FILLER: Final = re.compile(
    r"\b(?:enligt|enl|jml|jämlikt|med|stöd|av|i|är|och|samt|eller|gäller|råder|föreligger|omfattas"
    r"|den|denna|det"
    r"|detta|dessa|här|hela|helt|ärende\w{0,3}|handling\w{0,5}|uppgift\w{0,3}|beslut\w{0,2}|protokoll\w{0,2}"
    r"|paragraf\w{0,4}|punkt\w{0,4}|innehåller|lagrum|grund|för|på|st|stycke\w{0,2}|första|andra|tredje|kap"
    r"|osl|lag\w{0,3}|offentlighets?|lyder|under|belag[dt]a?|nedan|ovan|obs|märkt|stämpel|absolut"
    r"|stark|får|ska"
    r"|ej|inte|text\w{0,2}|del\w{0,2}|personärende|individärende|bilaga|som|börjar|slutar|start|slut"
    r"|ut|post|ja|vidare"
    r"|webb\w*|internet|hemsida\w*|nätet|allmänhet\w{0,3}|behandla[sd]\w*|hantera[sd]\w*"
    r"|avhandla[sd]\w*|föredras"
    r"|hålls|sker|mötet|sammanträdet|frågan|denne|grupp\w{0,3}|avdelning|avsnitt|följande|nedanstående"
    r"|samtliga|alla)\b\.?",
    re.IGNORECASE,
)
WORD: Final = (
    r"(?:sekretess\w{0,14}|sekr\.?|hemlig\w{0,12}|konfidentiel\w{1,3}|sluten|slutet|slutna|maskera\w{1,3}"
    r"|ej offentlig\w?)"
)
"""What a mark at a passage's beginning or end bears."""
OF_TEXT: Final = r"(?:[ ](?:text|del|delen|uppgift(?:er)?|avsnitt|stycke|passage|innehåll|information))?"
_CLOSES: Final = re.compile(
    rf"\W{{0,12}}(?:{WORD}{OF_TEXT}[ :,-]{{1,3}}(?:slut(?:ar)?|upphör|avslutas|till(?: och med)? hit)"
    rf"|(?:här )?slut(?:ar|et)?(?: på| av| för)?(?:[ :]{{1,2}}{WORD}{OF_TEXT})?|/{WORD}"
    rf"|(?:åter )?(?:offentlig|öppen)\w?(?: (?:text|del|uppgifter|igen))?)\W{{0,12}}",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_BRACKETS: Final = re.compile(r"[(\[{<][^()\[\]{}<>\n]{2,90}[)\]}>]|(?<![\w/])/[^/\n]{3,60}/(?![\w/])")
_CAPITALS: Final = re.compile(r"(?<!\w)(?:SEKRETESS[A-ZÅÄÖ]*|SEKR|HEMLIGT?|KONFIDENTIELLT?)\b")
_LEADS: Final = re.compile(
    r"[ \t*_#>|•·–-]{0,9}(?:(?:§{1,2} ?|(?:ärende|punkt|pkt|nr"
    r"|paragraf)\.? ?)?[A-ZÅÄÖ]{0,2}\d{1,4}(?:[.:]\d{1,3})?"
    r"[ ]?[a-h]?(?: ?§)?[.):]{0,2}[ \t*–-]{0,9}|[a-zåäö]\)[ \t]{1,3}|[IVX]{1,5}\.[ \t]{1,3})?",
    re.IGNORECASE,
)
_PARTING: Final = re.compile(
    r"[ \t]-{1,2}[ \t]|(?<!kap)(?<!enl)(?<!\bst)[:;.,!–—][ \t]|[:;.,!]$|[\t|*/]|[ ]{3,}"
)
_SENTENCE_END: Final = re.compile(r"[.!?](?=[ ][A-ZÅÄÖ])")
_GOES_ON: Final = re.compile(r"[ ]?[a-zåäö]")
_ATTACHED: Final = re.compile(r"\bbilag", re.IGNORECASE)
_ENDS: Final = re.compile(r"[ \t*_!|)\]]{0,6}$")
_TITLE: Final = re.compile(r"[ \t]{1,3}(?:[A-ZÅÄÖ]|[0-9§])")
_LEADS_ON: Final = re.compile(
    r"\b(?:enligt|enl\.?|jml|i|av|och|med|för|om|på|till|se|jfr|följer|lagen|ur|från|den|som|mot"
    r"|kring|regleras)"
    r"[ \t]{1,3}$",
    re.IGNORECASE,
)
_IS_LAW: Final = re.compile(_LAW, re.IGNORECASE)
_TITLE_LENGTH: Final = 120


def signals(text: str) -> Iterator[Span]:
    """Every signal in folded text, in whatever form."""
    for match in _SIGNAL.finditer(text):
        yield Span(*match.span())


def marker(line: str) -> Span | None:
    """The signal by which a folded line or cell marks something as confidential; None where it does not."""
    line = line.replace(PLACEHOLDER, " " * len(PLACEHOLDER))
    if len(line) > _LONGEST or closes(line) or not _SIGNAL.search(line):
        return None
    for signal in signals(line):
        if not _NO_VALUE.match(line, signal.end) and _is_formed(line, signal):
            return signal
    return None


def closes(line: str) -> bool:
    """Whether a folded line says that what is confidential is over: `--- slut sekretess ---`."""
    return _CLOSES.fullmatch(line) is not None


def alone(line: str) -> bool:
    """Whether a folded line has a signal, and nothing that it could be about."""
    bare = _SIGNAL.sub(" ", line)
    return bare != line and not _words(bare) and not _DENIED.search(line) and not _is_open(line)


def denied(line: str) -> bool:
    """Whether a folded line says that there is no secrecy, or that it is over."""
    return _DENIED.search(line) is not None


def _is_formed(line: str, signal: Span) -> bool:
    if alone(line):
        return True
    talks = _TALK.search(line) is not None
    denied_here = denied(_sentence(line, signal))
    for bracket in _BRACKETS.finditer(line):
        if bracket.start() <= signal.start and signal.end <= bracket.end():
            of_law = _IS_LAW.match(line, signal.start) is not None
            running = _GOES_ON.match(line, bracket.end()) is not None and line.rstrip().endswith(".")
            cited = of_law and (talks or denied_here)
            return _is_remark(bracket.group()) and not (cited or running or _ATTACHED.search(bracket.group()))
    if talks or denied_here:
        return False
    if any(alone(line[part.start : part.end]) for part in _segments(line) if part.overlaps(signal)):
        return True
    led = _LEADS.match(line)
    before, after = line[led.end() if led is not None else 0 : signal.start], line[signal.end :]
    if _DENIED.search(line) or _is_open(line):
        return False
    if not _LETTERS.search(before):
        return _is_short(line, signal) and _TITLE.match(after) is not None
    if _ENDS.match(after):
        return _is_short(line, signal) and _LEADS_ON.search(before) is None
    return _CAPITALS.fullmatch(signal.cut(line)) is not None and not line.isupper()


def _sentence(line: str, signal: Span) -> str:
    ends = [m.start() for m in _SENTENCE_END.finditer(line)]
    start = max((end + 1 for end in ends if end < signal.start), default=0)
    return line[start : min((end for end in ends if end >= signal.end), default=len(line))]


def _segments(line: str) -> Iterator[Span]:
    """What dashes, colons, full stops and wide blanks part a line into."""
    edges = [0, *(edge for parting in _PARTING.finditer(line) for edge in parting.span()), len(line)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start < end:
            yield Span(start, end)


def _is_remark(text: str) -> bool:
    """Whether a piece of a line only says that something is confidential."""
    left = len(_words(_SIGNAL.sub(" ", text)))
    return left <= _REMARK and not (_DENIED.search(text) or _TALK.search(text) or _is_open(text))


def _is_open(text: str) -> bool:
    return _PUBLIC.search(_SIGNAL.sub(" ", text)) is not None


def _words(text: str) -> list[str]:
    return _LETTERS.findall(_FILLER.sub(" ", text))


def _is_short(line: str, signal: Span) -> bool:
    """An abbreviation, a word in capitals or a lagrum beside a title is no part of a sentence."""
    written = signal.cut(line)
    loud = _CAPITALS.fullmatch(written) is not None and not line.isupper()
    short = loud or _IS_LAW.match(line, signal.start) is not None or written.casefold().startswith("sekr")
    return len(line) < _TITLE_LENGTH and (written[:1].isupper() or written[:1].isdigit()) and short
