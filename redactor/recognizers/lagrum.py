"""Sections of law beside which an item is confidential: every writing of OSL's, told from other laws'.

A lagrum is a marker by where it stands and by what stands around it: alone on its line or with nothing
but words such as `Sekretess enligt`, in a parenthesis or after a dash at the end of a line, or in a
sentence about this very item. A lagrum in running prose is none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from presidio_analyzer import EntityRecognizer

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

ENTITY = "SEKRETESS_MARKER"
FIRST_GROUND = 15
"""OSL 1–14 hold definitions, procedure and exceptions: never a ground."""

_OLD = r"SekrL\.?|sekr\w{2,10}lag(?!rum)\w{0,3} ?\(?(?:SFS )?1980:100\)?|(?:SFS )?1980:100"
_OSL = (
    r"(?:[O0]SL|OffSekrL)\b\.?(?: ?\(?(?:SFS )?2009:400\)?)?"
    r"|offen\w{3,10}[- \n]{0,3}(?:och|o\.?|&|0ch)\s{1,3}sekr\w{2,10}lag\w{0,3}(?: ?\(?(?:SFS )?2009:400\)?)?"
    r"|sekr\w{2,10}lag(?!rum)\w{0,3}(?! ?\(?(?:SFS )?1980)(?: ?\(?(?:SFS )?2009:400\)?)?"
    r"|\(?(?:SFS )?2009:400\)?"
)
_OTHER = (
    r"\b(?:KL|KomL|FL|FPL|PBL|ÄPBL|SoL|LVU|LVM|LOU|LUF|LUK|LSS|TF|YGL|RF|MB|FB|ÄB|BrB|RB|JB|AL|LAS|MBL|HSL|PDL|SFL|LOV|GDPR"
    r"|DSL|PuL|LPT|LRV|ÄktB|SkolL|UL|AvtL|LPF|SekF|OSF|VAL|FOS|LFF)\b"
    r"|\b(?!sekr|offentl)\w{0,30}(?:lag|lagen|lagens|balken|balk|balkens|förordning|förordningen|ordningen|formen|direktivet"
    r"|reglementet|reglemente|stadgan|stadgarna|kungörelsen|föreskrifter|föreskrifterna|koden|grundlag)\b"
)
_SIGN = r"(?:§{1,2}|[8S$5](?!\d))"
_NUMBER = r"\d{1,2}(?: ?[a-z](?![\w.]))?"
_SECTIONS = rf"{_NUMBER}(?: ?(?:,|och|samt|-|o\.?) ?{_NUMBER}(?= ?§| ?(?:,|och|-)))*"
_PARTS = (
    r"(?P<parts>(?:,? ?(?:\d{1,2} ?(?:st|stycket|p|punkten|men)\b\.?"
    r"|(?:första|andra|tredje|fjärde) ?(?:st|stycket|p|punkten|meningen)\b\.?"
    r"|(?:st|p|punkt|stycke)\.? ?\d{1,2}\b)){0,3})"
)
_BODY = (
    rf"(?:(?P<c1>\d{{1,2}}) ?(?:kap(?:itlet|itel)?\b\.?|kap\.(?=\d)|kap(?=\d)) ?,?"
    rf" ?(?:§{{1,2}} ?)?(?P<s1>{_SECTIONS})? ?{_SIGN}?(?!\d)"
    rf"|kap(?:itel)?\b\.? ?(?P<c2>\d{{1,2}})[ ,:]{{1,2}}(?:§{{1,2}} ?)?(?P<s2>{_SECTIONS}) ?{_SIGN}?"
    rf"|(?<![\d:.-])(?P<c3>\d{{1,2}}) ?: ?(?P<s3>{_SECTIONS})(?![\d:]) ?§?)"
    rf"{_PARTS}"
)
_LINK = r"[ \t]{0,3},?\n?[ \t]{0,3}(?:i |av |enligt )?(?:den )?[(,]? ?"
_LAGRUM = re.compile(
    rf"(?P<before>\b(?:{_OLD}|{_OSL}),?[ \t]{{0,3}}\n?[ \t]{{0,3}}|)(?<!\d){_BODY}"
    rf"(?P<after>{_LINK}(?:{_OLD}|{_OSL})|)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"(?P<n>\d) ?(?:st|stycket)\b|(?P<word>första|andra|tredje|fjärde) ?(?:st|stycket)\b"
    r"|st(?:ycke)?\.? ?(?P<m>\d)\b",
    re.IGNORECASE,
)
_ORDINALS = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}
_NAME_REACH = 140
"""Characters before and after the core that the whole form can take."""
_OLD_LAW = re.compile(_OLD, re.IGNORECASE)
_OTHER_LAW = re.compile(_OTHER)
_SECTION = re.compile(_NUMBER)

_WORD = re.compile(r"sekr\w{0,3}ess?\w*|\bhemlig\w*", re.IGNORECASE)
"""A word about secrecy, also misspelt."""
_ABOUT = re.compile(
    r"sekretess(?:avtal|förbindelse|prövning|fråg|utbildning|regl|bestämmelse|lagstiftning|policy|rutin)\w*",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:sekretess(?:belagt|belagda|belagd|markering|markerad|markerat|stämpel|stämplad|skydd|skyddad|ärende|grund|lagrum)?"
    r"|sekr|hemlig(?:t|a|stämpel|stämplad)?|enligt|enl|jml|iml|stämplat|stämplad|samma|jämlikt|jfr|med|stöd|av|ms|msa|i|är|och|o|samt|eller|gäller|råder|föreligger"
    r"|omfattas|omfattad|som|skyddas|den|denna|detta|det|dessa|här|hela|ärende|ärendet|handling|handlingen|handlingarna|uppgift|uppgifter"
    r"|uppgifterna|beslutet|protokollet|paragrafen|punkten|innehåller|lagrum|grund|för|på|st|stycket|kap|osl|lagen|lag|offentlighets"
    r"|sekretesslagen|datum|den|dnr|diarienummer|sign|signatur|handläggare|kommun|kommunen|stad|stads|region|kl|myndighet|upprättad"
    r"|inkom|ank|se|not|bedömning|gruppen|delen|avsnittet|avdelningen|samtliga|alla|ärenden|ärendena|punkter|punkterna|nedan"
    r"|skydd|skyddskod|sekretesskod|sekretessgrund|klass|absolut|stark|\w{3,18}sekretess|utdrag|stämpel|\w{2,30}(?:nämnd|nämnden|nämndens|styrelsen|styrelse|utskott|utskottet|förvaltningen"
    r"|förvaltning|kommun|kontoret|kontor|enheten)|jan\w*|feb\w*|mars|apr\w*|maj|juni|juli|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*)\b\.?",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"\b(?:en|om|enskilds?|personliga|ekonomiska|förhållanden|hälsotillstånd|elev\w*|anställd\w*)\b",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(r"^[\s*#_|>-]*(?:§{1,2} ?)?\d{1,3}(?:\.\d{1,2}){0,2}[.)]?[\s*]+")
_CASE_NUMBER = re.compile(r"\b[A-ZÅÄÖ]{2,5}[ -]?\d{2,4}[-/ ]\d{1,6}(?:[-/]\d{1,6})?\b|\bDnr\b\.?:?")
_LAW_NAME = re.compile(rf"{_OLD}|{_OSL}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SEPARATOR = re.compile(
    r"\*\*|(?<=[\w)])[.:;](?=\s)(?<!kap\.)(?<!enl\.)(?<!st\.)|\s[-/](?=\s)|,(?=\s)|[ ]{3,}"
)
_WITHHELD = (
    r"(?:ej|inte|icke) (?:(?:för )?publicer\w{2,4}|offentlig\w{0,7}|läggas ut|lämnas ut|redovisas|återges"
    r"|anges|visas|ut)\b"
)
_DENIED = re.compile(
    rf"\b(?!{_WITHHELD})(?:ej|inte|ingen|inga|utan|icke)\b|\bhävd\w*|\bupphäv\w*|\bupphör\w*|\bborttag\w*"
    r"|(?<!ej )(?<!inte )(?<!icke )\boffentligt?\b(?! och)",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    rf"\b(?:lämnas|redovisas|återges|anges|visas|publiceras|offentliggörs)\b[^\n.]{{0,40}}?\b(?:inte|ej)\b|\b{_WITHHELD}",
    re.IGNORECASE,
)
"""Of an item that the document says it does not show."""
_OF_PART = re.compile(
    r"[ \t]{0,3}\((?:i fråga om|avseende|gäller|vad avser|såvitt avser|beträffande)\b"
    r"[^()\n]{1,100}\)[ \t.]{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
"""What a marker is about, behind it: a denial in there is of something else."""
_STAMP = re.compile(
    r"[^\w\n]{0,6}(?:stämpel\b[^\n]{0,150}\bsekretess|[^\n]{0,60}\bSEKRETESS\b[^\n]{0,60}(?i:\bdatum|\bsign))",
    re.IGNORECASE,
)
"""A stamp written out on one line, with authority, date and signature."""
_UNTIL = re.compile(r"\b(?:tills|till dess|intill dess|fram till)\b[^.;:\n]{0,80}", re.IGNORECASE)
"""How long secrecy lasts: absolute secrecy in procurement ends with the decision (OSL 19:3)."""
_ENDED = re.compile(r"[ \t.]{0,3}(?:\n|$)")
_REACH = 300
_SEPARATORS = 3
"""As many dashes and commas before a lagrum can belong to its marker."""


@dataclass(frozen=True, slots=True)
class Lagrum:
    """What a place of the text cites. `laws` are the sections that exist, as `OSL 26:1 1 st`."""

    span: Span
    chapter: int
    named: bool
    """The law's name, OSL or the old one, stands beside it."""
    old: bool
    foreign: bool
    """Another law is named on it."""
    laws: tuple[str, ...]


class LagrumRecognizer(Recognizer):
    """Lagrum that mark an item. `has_section` says which sections OSL 15–44 has (the catalogue's)."""

    name = "lagrum"  # type: ignore[misc]  # as in the base class
    entities = (ENTITY,)

    def __init__(self, has_section: Callable[[int, str], bool]) -> None:
        self._has_section = has_section
        EntityRecognizer.__init__(
            self, supported_entities=list(self.entities), name=self.name, supported_language="sv"
        )

    def cited(self, text: str) -> Iterator[Lagrum]:
        """Every lagrum in folded text, of OSL, of its forerunner, of other laws or of none named."""
        for match in _written(text):
            chapter = int(match["c1"] or match["c2"] or match["c3"])
            named = bool(match["before"] or match["after"])
            old = _OLD_LAW.search(match["before"] + " " + match["after"]) is not None
            foreign = not named and _is_foreign(text, match)
            sections = _SECTION.findall(match["s1"] or match["s2"] or match["s3"] or "")
            laws = () if old or foreign else tuple(self._laws(chapter, sections))
            if len(laws) == 1:
                laws = (laws[0] + _paragraph(match["parts"]),)
            yield Lagrum(Span(*match.span()), chapter, named, old, foreign, laws)

    def hits(self, text: str) -> Iterator[Hit]:
        for lagrum in self.cited(text):
            if lagrum.foreign:
                continue
            reading = _read(text, lagrum)
            if reading is not None:
                yield reading
            if (
                reading is not None
                and reading.reason == "sekretess.lagrum_rubrik"
                and _ends_line(text, reading)
            ):
                # Below the heading a person must see what it is about.
                yield Hit(reading.span, ENTITY, 0.5, "sekretess.lagrum_mening", Certainty.SUSPECT)

    def _laws(self, chapter: int, sections: list[str]) -> Iterator[str]:
        for written in sections:
            section = re.sub(r"(?<=\d) ?(?=[a-z])", " ", written.lower())
            # A § that OCR joined to the number: 18 for 1 §.
            for read in (section, section[:-1] if section[-1:] in "85" else ""):
                if read and chapter >= FIRST_GROUND and self._has_section(chapter, read):
                    yield f"OSL {chapter}:{read}"
                    break


def _paragraph(parts: str) -> str:
    """` 1 st` for `första stycket`; empty when none is cited."""
    found = _PARAGRAPH.search(parts)
    if found is None:
        return ""
    number = found["n"] or found["m"] or _ORDINALS[found["word"].lower()]
    return f" {number} st"


def _written(text: str) -> Iterator[re.Match[str]]:
    """Matches of the whole form, looked for only around its core, which is cheap to find."""
    start = end = 0
    lowered = text.lower() if len(text.lower()) == len(text) else text
    for core in sorted((*_finds(lowered, "kap"), *_finds(text, ":"))):
        if core - _NAME_REACH > end:
            yield from _LAGRUM.finditer(text, start, end)
            start = core - _NAME_REACH
        end = min(len(text), core + _NAME_REACH)
    yield from _LAGRUM.finditer(text, start, end)


def _finds(text: str, core: str) -> Iterator[int]:
    at = text.find(core)
    while at >= 0:
        if core != ":" or text[max(0, at - 2) : at].strip()[-1:].isdigit():
            yield at
        at = text.find(core, at + 1)


def _is_foreign(text: str, match: re.Match[str]) -> bool:
    after = re.split(r"[.;\n)](?:\s|$)|\b\d", text[match.end() : match.end() + 70])[0]
    before = text[max(0, match.start() - 30) : match.start()]
    named_before = re.search(rf"(?:{_OTHER})[ ,:(]{{0,3}}$", before)
    named_after = _OTHER_LAW.search(after)
    return named_before is not None or named_after is not None


def _line(text: str, span: Span) -> Span:
    """The line or table cell around a span, at most `_REACH` characters to each side."""
    start = text.rfind("\n", max(0, span.start - _REACH), span.start) + 1 or max(0, span.start - _REACH)
    end = text.find("\n", span.end, span.end + _REACH)
    end = end if end >= 0 else min(len(text), span.end + _REACH)
    for edge in "\t|":
        start = max(start, text.rfind(edge, start, span.start) + 1)
        cut = text.find(edge, span.end, end)
        end = cut if cut >= 0 else end
    return Span(start, max(end, span.end))


def _left_over(text: str) -> tuple[int, bool]:
    """How many words a stretch has that no marker needs, and whether it has a word about secrecy."""
    bare = _LAW_NAME.sub(" ", _LAGRUM.sub(" ", text))
    bare = _CASE_NUMBER.sub(" ", _UNTIL.sub(" ", bare))
    word = _WORD.search(_ABOUT.sub(" about ", bare)) is not None
    words = _LETTERS.findall(_FILLER.sub(" ", bare))
    return len(words), word


def _read(text: str, lagrum: Lagrum) -> Hit | None:
    """What a lagrum says by where it stands; None: nothing."""
    line = _line(text, lagrum.span)
    remark = _OF_PART.search(text, lagrum.span.end, line.end)
    line = line if remark is None else Span(line.start, remark.start())
    if _DENIED.search(_NOT_GIVEN.sub(" ", line.cut(text))):
        return None
    left, word = _left_over(line.cut(text))
    if left == 0 or (word and _STAMP.match(line.cut(text))):
        return _hit(text, line, lagrum, word or _is_beside_word(text, line), "sekretess.lagrum")
    in_heading: Hit | None = None
    for part, closed in _parts(text, line, lagrum.span):
        left, word = _left_over(part.cut(text))
        if left or not (word or lagrum.named or lagrum.old):
            continue
        if (word or (lagrum.named and lagrum.laws and part.start > line.start)) and closed:
            return _hit(text, part, lagrum, word, "sekretess.lagrum")
        in_heading = in_heading or _hit(text, part, lagrum, word, "sekretess.lagrum_rubrik")
    if in_heading is not None:
        return in_heading
    left, word = _left_over(_STATUTE.sub(" ", line.cut(text)))
    if lagrum.laws and ((left == 0 and word) or (lagrum.named and _NOT_GIVEN.search(line.cut(text)))):
        return Hit(_stripped(text, line, lagrum), ENTITY, 0.5, "sekretess.lagrum_mening", Certainty.SUSPECT)
    if lagrum.laws and lagrum.named:
        return Hit(lagrum.span, ENTITY, 0.5, "sekretess.lagrum_i_rubrik", Certainty.SUSPECT)
    return None


def _hit(text: str, part: Span, lagrum: Lagrum, word: bool, rule: str) -> Hit | None:
    span = _stripped(text, part, lagrum)
    if lagrum.old:
        return Hit(span, ENTITY, 0.9, "sekretess.lagrum_1980", Certainty.CERTAIN)
    if lagrum.laws and (lagrum.named or word):
        return Hit(span, ENTITY, 0.95, rule, Certainty.CERTAIN)
    if not word:
        return None
    if lagrum.chapter < FIRST_GROUND:
        return Hit(span, ENTITY, 0.5, "sekretess.lagrum_undantag", Certainty.SUSPECT)
    return Hit(span, ENTITY, 0.85, "sekretess.lagrum_oklart", Certainty.CERTAIN)


def _ends_line(text: str, hit: Hit) -> bool:
    """Whether a lagrum ends a line of running text: one with a full stop before or behind it."""
    ended = _ENDED.match(text, hit.span.end)
    start = text.rfind("\n", 0, hit.span.start) + 1
    return ended is not None and (
        "." in ended.group() or ". " in text[start : hit.span.start].lstrip("0123456789. ")
    )


def _parts(text: str, line: Span, inner: Span) -> Iterator[tuple[Span, bool]]:
    """The parenthesis, or the stretch between separators, holding `inner`; whether it is a sentence."""
    opened = max(text.rfind("(", line.start, inner.start), text.rfind("[", line.start, inner.start))
    if opened >= 0:
        closed = re.compile(r"[)\]]").search(text, inner.end, line.end)
        if closed is not None and ")" not in text[opened : inner.start]:
            yield Span(opened, closed.end()), False
    befores = [m.end() for m in _SEPARATOR.finditer(text, line.start, inner.start)]
    after = _SEPARATOR.search(text, inner.end - text[inner.start : inner.end].endswith("."), line.end)
    end = max(after.start() if after else line.end, inner.end)
    is_ended = after is None or after.group().startswith(".")
    # A comma or dash may stand inside a marker: `Sekretess, 31 kap. 16 §`.
    for start in [*reversed(befores[-_SEPARATORS:]), *([] if befores else [line.start])]:
        is_sentence = not befores or text[start - 1] == "."
        yield Span(start, end), is_sentence and is_ended


def _is_beside_word(text: str, line: Span) -> bool:
    """A line with nothing but a word about secrecy stands above or below."""
    above = text[max(0, line.start - 160) : line.start].split("\n")
    below = text[line.end : line.end + 160].split("\n")
    near = [part for part in above if part.strip()][-2:] + [part for part in below if part.strip()][:1]
    return any(
        word and left == 0 and not _DENIED.search(part) for part in near for left, word in [_left_over(part)]
    )


def _stripped(text: str, part: Span, lagrum: Lagrum) -> Span:
    """Without number, blanks and signs around it, but with its parentheses."""
    number = _HEADING_NUMBER.match(text[part.start : lagrum.span.start])
    start = part.start + (number.end() if number else 0)
    piece = text[start : part.end]
    begun = len(piece) - len(piece.lstrip(" \t\n*#_>-:,.|"))
    ended = len(piece.rstrip(" \t\n*_-:,|"))
    return Span(start + begun, start + ended) if begun < ended else part
