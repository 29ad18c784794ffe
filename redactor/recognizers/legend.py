"""A legend that says what a sign means (`* = sekretess`, `J = sekretess`), and what bears the sign.

A sign is a symbol (`*`, `■`), a code in brackets (`[S]`) or a code alone (`J`, `x`). A symbol or bracketed
code stands at the edge of a line, a code alone in a cell of its own: in running text it would be a letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

RULE: Final = "sekretess.stjarna"
FIELD: Final = "sekretess.kolumn"

_SYMBOL: Final = r"[*#¤†‡•✱∗■▪●◆▲►○□☒✓✗!+]"
_BRACKETED: Final = r"\[[A-Za-zÅÄÖåäö]{1,5}\.?\]|\([A-Za-zÅÄÖåäö]{1,5}\.?\)|/[A-ZÅÄÖ]{1,5}/"
_CODE: Final = r"(?<![\w.:-])(?:[A-ZÅÄÖ]{1,4}|[a-zåäö]|[0-9])(?![\w.:-])"
_SAID: Final = (
    r"(?:sekre|hemlig|konfidenti|\bOSL\b|utan åhörare|(?:stängda|slutna|lyckta) dörrar|\bslut(?:en|et|na)\b"
    r"|\b(?:ej|inte|icke) (?:offentlig|för publicering|publiceras|läggas ut|lämnas ut|ges ut)"
    r"|\b(?:lämnas|ges|läggs|publiceras|visas|redovisas|återges) (?:ej|inte)\b"
    r"|undantag\w{0,3} från offentlighet|skyddade (?:person)?uppgifter)"
)
_DENIED: Final = re.compile(
    r"\b(?:ej|inte|icke|ingen|inga|utan|hävd)\b[ \w]{0,12}(?:sekre|hemlig|konfid|slut|OSL)", re.IGNORECASE
)
_STRETCH: Final = r"(?:(?!\.[ \t]+[A-ZÅÄÖ*]|[;,][ \t]*\S{1,7}[ \t]*=)[^\n]){0,100}?"
"""Within the meaning of one sign: not into the next sentence, nor to the next sign."""
_PLACE: Final = (
    r"(?:[ \t](?:före|framför|efter|vid|i|bakom|intill|under|på)[ \t](?:(?!\bär\b)[^\n=:.;,]){2,40}?)?"
)
_MEANS: Final = r"[ \t]{0,3}(?:=|betyder|markerar|innebär|står för)[ \t]{0,3}"
_MARKED: Final = (
    r"\b(?:märk|marker|försed|rad|ärende|punkt|post|beslut|paragraf|handling|uppgift)\w{0,6}"
    r" med (?:en |ett )?"
)
_NAMED: Final = {"asterisk": "*", "stjärna": "*", "kryss": "x", "fyrkant": "■", "ruta": "■", "prick": "●"}
_NAME: Final = rf"(?:(?:svart |fylld )?(?P<name>{'|'.join(_NAMED)})|bokstaven|koden|tecknet)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?:^|.*?[ \t:(|>.,;])\\?(?P<sign>{_SYMBOL}|{_BRACKETED})\)?{_PLACE}"
        rf"(?:{_MEANS}|[ \t](?:anger|avser|visar)[ \t])(?i:{_STRETCH}{_SAID})",
        rf"[ \t|>(]{{0,6}}\\?(?P<sign>{_SYMBOL}|{_BRACKETED})(?:\)[ \t]|\)?(?:[ \t]?[:-][ \t]?|[ \t]{{2,}}))"
        rf"(?i:{_STRETCH}{_SAID})",
        rf"(?:^|.*?[ \t:(|>\"'»])(?P<sign>{_CODE})[\"'«]?{_PLACE}{_MEANS}(?i:{_STRETCH}{_SAID})",
        rf"^[ \t]*(?P<sign>{_CODE})[ \t]{{2,}}"
        rf"(?i:(?:ärendet |uppgiften |handlingen )?(?:omfattas av )?{_SAID})",
        r"^(?:.*?[ \t])?(?P<sign>[A-Za-z■])[ \t]i (?:\w{1,12} )?(?:kolumn|spalt|kant|marginal)\w{0,4}[ \t]?"
        rf"(?:[:=]|betyder|anger|visar)(?i:{_STRETCH}{_SAID})",
        rf"(?:^|.*?)(?i:{_MARKED}{_NAME})[ \t]?[(\"'»]?\\?(?P<sign>{_SYMBOL}|{_BRACKETED}|{_CODE})?[)\"'«]?"
        rf"[ \t](?i:{_STRETCH}{_SAID})",
    )
)
_LABEL: Final = re.compile(
    r"(?i:uppgiften|värdet|fältet|kolumnen|spalten|rutan|raden|rubriken|koden)(?: (?:efter|under|i|vid|för))?"
    r" [»\"'(]?(?P<label>[A-ZÅÄÖ][\w.]{1,20})[«\"')]?"
    rf"(?i:[^\n.]{{0,40}}\b(?:anger|visar|säger|talar om|markerar|betyder)\b[^\n.]{{0,60}}?{_SAID})"
)
_HINT: Final = re.compile(_SAID, re.IGNORECASE)

_EMPHASIS = re.compile(r"\*\*|\\\*|\*(?=\w)[^*\n]{1,200}(?<=\w)\*")
_NUMBER = r"(?:§{0,2}[ \t]?[A-ZÅÄÖ]?[ ]?\d{1,4}(?:[ ]?[a-h])?(?:[ ]?§)?[.)]?)"
_CELL_ENDS = r"(?=[ ]{0,2}(?:$|[\t|]|[ ]{2,}))"
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
        symbols = [_edge(sign) for sign in signs if not sign[0].isalnum()]
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
            yield from _starred(line, text, symbols)
            for rule, form in forms:
                for match in form.finditer(line.cut(text)):
                    place = Span(line.start + match.start(), line.start + match.end())
                    yield Hit(_stripped(text, place), "SEKRETESS_MARKER", 0.9, rule, Certainty.CERTAIN)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        if line:
            yield Span(at, at + len(line))
        at += len(line) + 1


def _said(text: str) -> Iterator[_Legend]:
    for line in _lines(text):
        written = line.cut(text)
        if not _HINT.search(written):
            continue
        for form in _FORMS:
            match = form.match(written)
            if match is not None and not _DENIED.search(written, match.start("sign"), match.end()):
                named = _NAMED.get((match.groupdict().get("name") or "").casefold(), "")
                yield _Legend(line, named if named.isalnum() else match["sign"] or named or "*")
        for label in _LABEL.finditer(written):
            yield _Legend(line, label=label["label"])


def _cell(code: str) -> re.Pattern[str]:
    either = f"[{code}{code.swapcase()}]" if code in "xX" else re.escape(code)
    begins = rf"(?:(?:^|[\t|]|[ ]{{2,}})[ ]{{0,2}}|^[ \t]{{0,3}}{_NUMBER}[ \t]{{1,3}})"
    return re.compile(begins + either + _CELL_ENDS)


def _edge(sign: str) -> re.Pattern[str]:
    """The sign at a line's beginning, before or after its number, or at its end."""
    bare = re.escape(sign)
    first = rf"[ \t]{{0,3}}{_NUMBER}?[ \t]{{0,3}}{bare}"
    return re.compile(rf"(?:{first}|[^\n]{{0,400}}\S[ \t]{{0,3}}{bare}[ \t]{{0,3}}$)")


def _stripped(text: str, span: Span) -> Span:
    piece = span.cut(text)
    left = len(piece) - len(piece.lstrip(" \t|"))
    return Span(span.start + left, span.start + len(piece.rstrip()))


def _starred(line: Span, text: str, symbols: Sequence[re.Pattern[str]]) -> Iterator[Hit]:
    # Markdown's own stars are blanked; an escaped star is a star.
    written = line.cut(text)
    plain = _EMPHASIS.sub(lambda m: " *" if m.group() == "\\*" else _blanked(m.group()), written)
    if any(symbol.match(plain) for symbol in symbols):
        start = line.start + len(written) - len(written.lstrip())
        span = Span(start, line.start + len(written.rstrip()))
        yield Hit(span, "SEKRETESS_MARKER", 0.9, RULE, Certainty.CERTAIN)


def _blanked(emphasis: str) -> str:
    if emphasis == "**":
        return "  "
    return " " + emphasis[1:-1] + " "
