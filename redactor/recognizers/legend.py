"""A legend that says what a sign means (`* = sekretess`, `J = sekretess`), and what bears the sign.

A sign is a symbol (`*`, `■`), a code in brackets (`[S]`) or a code alone (`J`, `x`), written in the legend or
named there (`fylld ring`). A symbol or bracketed code stands at the edge of a line or beside its number; a
code alone stands in a cell of its own, or at the edge of a line that has a number: in running text it would
be a letter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from redactor.domain.document import Span
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

RULE: Final = "sekretess.stjarna"
FIELD: Final = "sekretess.kolumn"

_SYMBOL: Final = r"[(\[]?(?P<q>[^\w\s.,:;()\[\]{}<>/\\\"'»«|%&§…•·=?~^`_\u2500-\u257f-])(?P=q){0,2}[)\]]?"
_SYMBOLS: Final = re.compile(_SYMBOL)
_BRACKETED: Final = (
    r"\[[A-Za-zÅÄÖåäö]{1,5}\.?\]|\([A-Za-zÅÄÖåäö]{1,5}\.?\)|<[A-Za-zÅÄÖåäö]{1,5}>|/[A-ZÅÄÖ]{1,5}/"
)
_CODE: Final = r"(?<![\w.:-])(?:[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö](?=[\"'«]?[ \t]*=)|[a-zåäö]|[0-9])(?![\w.:-])"
_CAPITAL: Final = r"(?<![\w.:-])(?:(?!OSL|TF)[A-ZÅÄÖ]{1,4}|x)(?![\w.:-])"
"""A code that is no word of a sentence."""
_SAID: Final = (
    r"(?:sekre|hemlig|konfidenti|förtrolig|\bOSL\b|utan åhörare|(?:stängda|slutna|lyckta) dörrar"
    r"|\bslut(?:en|et|na)\b"
    r"|\b(?:ej|inte|icke) (?:offentlig|för (?:publicering|spridning|utlämnande)|(?:får |ska )?"
    r"(?:publiceras|spridas)"
    r"|läggas? ut|läggs ut|lämnas? ut|ges ut|visas|webb)"
    r"|\b(?:lämnas|ges|läggs|publiceras|sprids|visas|redovisas|återges) (?:ej|inte)\b"
    r"|\b(?:får|ska|kan) (?:ej|inte) (?:publiceras|spridas|lämnas ut|läggas ut|offentliggöras|visas)"
    r"|undantag\w{0,3} från offentlighet|skyddade? (?:person)?uppgift)"
)
_DENIED: Final = re.compile(
    r"\b(?:ej|inte|icke|ingen|inga|utan|hävd)\b[ \w]{0,12}(?:sekre|hemlig|konfid|slut(?:en|et|na)\b|OSL)",
    re.IGNORECASE,
)
_STRETCH: Final = r"(?:(?!\.[ \t]+[A-ZÅÄÖ*]|[;,][ \t]*\S{1,7}[ \t]*=|[ \t]{2,}\S{1,3}[ \t]*=)[^\n]){0,100}?"
"""Within the meaning of one sign: not into the next sentence, nor to the next sign."""
_PLACE: Final = (
    r"(?:[ \t](?:före|framför|efter|vid|i|bakom|intill|under|på)[ \t](?:(?!\bär\b)[^\n=:.;,]){2,40}?)?"
)
_MEANS: Final = r"[ \t]{0,3}(?:=|betyder|markerar|innebär|står för)[ \t]{0,3}"
_MARKED: Final = (
    r"\b(?:märk|marker|försed|beteckna|utmärk|följ|föregå|rad|ärende|punkt|post|beslut|paragraf"
    r"|handling|uppgift)\w{0,6}"
    r" (?:med|av|genom) (?:en |ett )?(?:\w{4,15} )??"
)

_RINGS: Final = "●⬤⚫🔴"
_SQUARES: Final = "■◼◾⬛▪"
_NAMED: Final[Mapping[str, str]] = {
    r"(?:(?:fylld|svart|röd|mörk)\w{0,2}|ifyll\w{1,2}) (?:ring|cirk|prick|punkt|boll|rund)\w{0,5}": _RINGS,
    r"(?:(?:fylld|svart|röd|mörk)\w{0,2}|ifyll\w{1,2}) (?:rut|fyrkant|kvadrat|box)\w{0,4}": _SQUARES,
    r"prick(?:en|ar)?": _RINGS,
    r"fyrkant(?:en|er)?|ruta(?:n)?|rutor": _SQUARES + "#",
    r"(?:fylld\w{0,2} |svart\w{0,2} )?(?:triang|trekant)\w{0,4}": "▲►▶◆▼",
    r"(?:fylld\w{0,2} |svart\w{0,2} )?(?:romb|ruter)\w{0,3}": "◆",
    r"asterisk(?:en|er)?|(?:svart\w{0,2} |fylld\w{0,2} )?stjärn(?:a|an|or)": "*★✱∗✶",
    r"kryss(?:et)?": "x✗✘☒❌",
    r"(?:kors|dolk)(?:et|en)?": "†‡✝+",
    r"bock(?:en|ar)?": "✓✔☑",
    r"utropstecken(?:et)?": "!❗",
    r"nummertecken|brädgård(?:en|ar)?|hash(?:tagg?)?": "#",
    r"(?:häng)?lås(?:et|symbol\w{0,2})?": "🔒🔐🔏",
    r"nyckel(?:n|symbol\w{0,2})?|nycklar": "🔑🗝",
    r"plus(?:tecken)?": "+",
    r"pil(?:en|ar)?": "→►➔▶",
    r"flagga(?:n)?|flaggor": "⚑⚐🚩🏴",
}
"""Signs that a legend names in words, and the characters that may be meant."""
_NAME: Final = rf"(?P<name>(?:{'|'.join(_NAMED)}))\b"
_CALLED: Final = r"(?:bokst[aä]v\w{0,4}|kod\w{0,3}|tecknet|symbolen|beteckningen|markeringen)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        # a sign, a word that says "means", its meaning
        rf"(?:(?<=^)|(?<=[ \t:(|>.,;/»\"']))\\?(?P<sign>{_SYMBOL}|{_BRACKETED})\)?[\"'«]?{_PLACE}"
        rf"(?:{_MEANS}|[ \t](?:anger|avser|visar)[ \t])(?i:{_STRETCH}{_SAID})",
        # at a line's beginning less is enough: a colon, a dash, a wide blank
        rf"^[ \t|>(]{{0,6}}\\?(?P<sign>{_SYMBOL}|{_BRACKETED})"
        rf"(?:\)[ \t]|\)?(?:[ \t]?[:-][ \t]?|[ \t]{{2,}}))(?i:{_STRETCH}{_SAID})",
        rf"(?:(?<=^)|(?<=[ \t:(|>\"'»]))(?P<sign>{_CODE})[\"'«]?{_PLACE}{_MEANS}(?i:{_STRETCH}{_SAID})",
        rf"^[ \t]*(?P<sign>{_CODE})[ \t]{{2,}}"
        rf"(?i:(?:ärendet |uppgiften |handlingen )?(?:omfattas av )?{_SAID})",
        r"(?:(?<=^)|(?<=[ \t]))(?P<sign>[A-Za-z■])[ \t]i (?:\w{1,12} )?(?:kolumn|spalt|kant"
        r"|marginal)\w{0,4}[ \t]?"
        rf"(?:[:=]|betyder|anger|visar)(?i:{_STRETCH}{_SAID})",
        # what is marked with a sign is secret
        rf"(?i:{_MARKED}(?:{_NAME}|{_CALLED}))[ \t]?[(\"'»]?\\?(?P<sign>{_SYMBOL}|{_BRACKETED}"
        rf"|{_CODE})?[)\"'«]?"
        rf"[ \t](?i:{_STRETCH}{_SAID})",
        # pairs of a letter and its word: `Ö öppen, S sekretess`
        rf"(?:^[ \t]*(?=[^,;]{{1,40}}[,;])|(?<=[,;] ))(?P<sign>{_CAPITAL})[ \t](?i:{_SAID})"
        rf"(?=\w*[ \t]*(?:$|[,;.]))",
        # a sign named in words
        rf"(?i:(?:(?<=^)|(?<=[ \t(|>]))(?:en |ett )?{_NAME}(?P<sign>){_PLACE}"
        rf"(?:{_MEANS}|[ \t]?:[ \t]?|[ \t](?:anger|avser|visar)[ \t]){_STRETCH}{_SAID})",
        # the other way round: what is secret has the sign
        rf"(?i:\b(?:{_SAID})[^.;:=\n]{{0,40}}?(?:[ \t]?=[ \t]?"
        r"|[ \t](?:märks|markeras|betecknas|anges|visas|utmärks|(?:är|har) (?:märk|marker|försed"
        r"|beteckna)\w{1,4}|har)"
        rf"(?:[ \t](?:med|av|genom|som))?(?:[ \t]ett|[ \t]en)?[ \t])(?:{_NAME}|{_CALLED}[ \t]?))[(\"'»]?\\?"
        rf"(?P<sign>{_SYMBOL}|{_BRACKETED}|{_CAPITAL})?[)\"'«]?(?=[ \t.,;)]|$)",
    )
)
_NOTE: Final = re.compile(
    rf"(?:^[ \t]{{0,8}}|[:;,|(][ \t]{{1,3}}|[ \t]{{2}})\\?(?P<sign>{_SYMBOL})[ \t]?(?i:{_STRETCH}{_SAID})"
)
"""A note as at a page's foot: a legend if lines with a number bear its sign, else an entry of a list."""
_LABEL: Final = re.compile(
    r"(?i:uppgiften|värdet|fältet|kolumnen|spalten|rutan|raden|rubriken|koden)(?: (?:efter|under|i|vid|för))?"
    r" [»\"'(]?(?P<label>[A-ZÅÄÖ][\w.]{1,20})[«\"')]?"
    rf"(?i:[^\n.]{{0,40}}\b(?:anger|visar|säger|talar om|markerar|betyder)\b[^\n.]{{0,60}}?{_SAID})"
)
_HINT: Final = re.compile(_SAID, re.IGNORECASE)

_EMPHASIS = re.compile(r"\*\*|\\\*|\*(?=\w)[^*\n]{1,200}(?<=\w)\*")
_NUMBER = (
    r"(?:(?i:ärende|punkt|p|pkt|nr|paragraf)\.?[ \t]{0,2})?"
    r"(?:§{0,2}[ \t]?[A-ZÅÄÖ]?[ ]?\d{1,4}(?:[./-]\d{1,5})?(?:[ ]?[a-h](?!\w))?(?:[ ]?§)?[.):]?)"
)
_TAKEN: Final = re.compile(rf"^[ \t]{{0,9}}{_NUMBER}[^\n]{{0,9}}{re.escape(PLACEHOLDER)}", re.MULTILINE)
_CELL_ENDS = r"(?=[ ]{0,2}(?:$|[\t|;]|[ ]{2,}))"
_YES = ("ja", "j", "x", "s")


@dataclass(frozen=True, slots=True)
class _Legend:
    """A sentence in a legend; `sign` is empty where it only names a field, `label` where it names none."""

    line: Span
    sign: str = ""
    label: str = ""


class Legend(Recognizer):
    """Lines and cells with a sign, where the same text says that the sign means secrecy."""

    name = "legend"  # type: ignore[misc]  # as in the base class
    entities = ("SEKRETESS_MARKER",)

    def legends(self, text: str) -> Iterator[Span]:
        """The lines that say what a sign means: about all that bear it, never about where they stand."""
        yield from dict.fromkeys(legend.line for legend in _said(text))

    def hits(self, text: str) -> Iterator[Hit]:
        """A hit on each line or cell with a sign; none on the legends."""
        said = tuple(_said(text))
        if not said:
            return
        own = {legend.line.start for legend in said}
        signs = dict.fromkeys(legend.sign for legend in said if legend.sign)
        edges = [_edge(sign) for sign in signs]
        codes = [sign for sign in signs if sign[0].isalnum()]
        forms = [(RULE, _cell(code)) for code in codes]
        labels = "|".join(re.escape(legend.label) for legend in said if legend.label)
        if labels:
            values = "|".join(map(re.escape, (*_YES, *codes)))
            field = rf"^[ \t]{{0,9}}(?:{labels})[ \t]{{0,3}}:[ \t]{{0,9}}(?i:{values})(?![\w])"
            forms.append((FIELD, re.compile(field)))
        for line in _lines(text):
            if line.start in own:
                continue
            if _bears(line.cut(text), edges):
                yield Hit(_stripped(text, line), "SEKRETESS_MARKER", 0.9, RULE, Certainty.CERTAIN)
                continue
            for rule, form in forms:
                for match in form.finditer(line.cut(text)):
                    place = Span(line.start + match.start(), line.start + match.end())
                    yield Hit(_stripped(text, place), "SEKRETESS_MARKER", 0.9, rule, Certainty.CERTAIN)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _said(text: str) -> Iterator[_Legend]:
    noted: list[_Legend] = []
    for line in _lines(text):
        written = line.cut(text)
        if not _HINT.search(written):
            continue
        found = tuple(_explained(line, written))
        yield from found
        for note in () if found else _NOTE.finditer(written):
            if _DENIED.search(written, note.start("sign"), note.end()):
                continue
            noted.append(_Legend(line, _bare(note["sign"])))
    signs = {legend.sign for legend in noted}
    notes = {legend.line.start for legend in noted}
    borne = {sign for sign in signs if _is_borne(sign, text, notes) or _was_borne(sign, text, notes)}
    yield from (legend for legend in noted if legend.sign in borne)


def _explained(line: Span, written: str) -> Iterator[_Legend]:
    for form in _FORMS:
        for match in form.finditer(written):
            if _DENIED.search(written, match.start(), match.end()):
                continue
            name = match.groupdict().get("name")
            if match["sign"]:
                yield _Legend(line, _bare(match["sign"]))
            elif name:
                yield from (_Legend(line, sign) for sign in _meant(name))
    for label in _LABEL.finditer(written):
        yield _Legend(line, label=label["label"])


def _bare(sign: str) -> str:
    """A sign as written, a symbol without the brackets that set it off from the words."""
    symbol = sign.strip("()[]")
    return sign if symbol[:1].isalnum() else symbol


def _meant(name: str) -> str:
    """The characters that a sign's name may mean."""
    return next(signs for form, signs in _NAMED.items() if re.fullmatch(form, name, re.IGNORECASE))


def _is_borne(sign: str, text: str, notes: set[int]) -> bool:
    beside = _beside(re.escape(sign))
    return any(beside.match(line.cut(text)) is not None for line in _lines(text) if line.start not in notes)


def _was_borne(sign: str, text: str, notes: set[int]) -> bool:
    """Whether what bore the sign may be taken out already: a numbered line is, and the sign leads no list."""
    if not _TAKEN.search(text):
        return False
    return not any(
        line.cut(text).lstrip(" \t\\").startswith(sign) for line in _lines(text) if line.start not in notes
    )


def _beside(bare: str) -> re.Pattern[str]:
    """The sign right after or before a number or at the end of a line; what is no bullet, also before any."""
    numbered = rf"[ \t]{{0,9}}(?:{_NUMBER}[ \t]{{0,3}}{bare}(?!\w)|{bare}[ \t]{{0,3}}{_NUMBER}(?!\w))"
    first = "(?!)" if bare.strip("\\")[0] in "*+#-" else rf"[ \t]{{0,9}}{bare}[ \t]{{0,3}}\w"
    return re.compile(rf"(?:{numbered}|{first}|[^\n]{{0,400}}\w[ \t]{{0,3}}{bare}[ \t]{{0,3}}$)")


def _cell(code: str) -> re.Pattern[str]:
    either = f"[{code}{code.swapcase()}]" if code in "xX" else re.escape(code)
    begins = rf"(?:(?:^|[\t|;]|[ ]{{2,}})[ ]{{0,2}}|^[ \t]{{0,3}}{_NUMBER}[ \t]{{1,3}})"
    return re.compile(begins + either + _CELL_ENDS)


def _edge(sign: str) -> re.Pattern[str]:
    """The sign at a line's beginning, beside its number or at its end; a code only beside a number."""
    if sign[0].isalnum():
        if sign.isdigit():
            return re.compile(r"(?!)")
        bare = rf"[(\[/]?{re.escape(sign)}[)\]/]?"
        before = rf"[ \t]{{0,9}}(?:{bare}[ \t:.]{{1,3}}{_NUMBER}(?!\w)|{_NUMBER}[ \t]{{0,3}}{bare}(?=[ \t:])"
        return re.compile(rf"{before}|{_NUMBER}[ \t][^\n]{{0,400}}[ \t]{bare}[ \t.]{{0,3}}$)")
    bare = rf"[(\[]?{re.escape(sign)}[)\]]?"
    if not _SYMBOLS.fullmatch(sign):
        bare = f"(?i:{bare})"
    first = rf"[ \t]{{0,9}}{_NUMBER}?[ \t]{{0,3}}{bare}"
    return re.compile(rf"(?:{first}|[^\n]{{0,400}}\S[ \t]{{0,3}}{bare}[ \t.|;]{{0,3}}$)")


def _stripped(text: str, span: Span) -> Span:
    piece = span.cut(text)
    left = len(piece) - len(piece.lstrip(" \t|;"))
    return Span(span.start + left, span.start + len(piece.rstrip()))


def _bears(written: str, edges: Sequence[re.Pattern[str]]) -> bool:
    # Markdown's own stars are blanked; an escaped star is a star.
    plain = _EMPHASIS.sub(lambda m: " *" if m.group() == "\\*" else _blanked(m.group()), written)
    return any(edge.match(plain) for edge in edges)


def _blanked(emphasis: str) -> str:
    if emphasis == "**":
        return "  "
    return " " + emphasis[1:-1] + " "
