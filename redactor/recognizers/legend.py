"""A legend that says what a sign at a heading means (`* = sekretess`), and the lines that bear the sign."""

import re
from collections.abc import Iterator

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_SIGN = r"[*#¤†‡•✱∗]"
_DENIED = r"(?![^\n]{0,40}\b(?:ej|inte|ingen)\b)"
_LEGENDS = (
    re.compile(
        rf"^(?:[^\W\d_][^\n*#¤†‡=]{{0,30}}[ \t:(])?[ \t|>(]{{0,6}}\\?(?P<sign>{_SIGN})\)?"
        r"[ \t]?(?:=|:|-|betyder|anger|avser|markerar)"
        rf"[ \t]{{0,3}}{_DENIED}[^\n]{{0,40}}?\bsekretess",
        re.MULTILINE | re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:märkt|markerad|markerat|försed)\w{{0,3}} med (?:en )?(?:asterisk|stjärna|tecknet)?"
        rf"[ \t]?[(\"']?\\?(?P<sign>{_SIGN})?[)\"']?"
        rf"[ \t]{_DENIED}[^\n]{{0,60}}?\bsekretess",
        re.IGNORECASE,
    ),
)
_EMPHASIS = re.compile(r"\*\*|\\\*|\*(?=\w)[^*\n]{1,200}(?<=\w)\*")
_EDGE = (
    r"(?:[ \t]{{0,3}}(?:§{{0,2}}[ \t]?[A-ZÅÄÖ]?\d{{1,3}}(?:[ ]?[a-h])?[.)]?)?[ \t]{{0,3}}{0}"
    r"|[^\n]{{0,400}}\S[ \t]{{0,3}}{0}[ \t]{{0,3}}$)"
)


class Legend(Recognizer):
    """Starred lines, where the same text says that the star means secrecy."""

    name = "legend"  # type: ignore[misc]  # as in the base class
    entities = ("SEKRETESS_MARKER",)

    def legends(self, text: str) -> Iterator[Span]:
        """The sentences that say what a sign means: about all that bear it, never about where they stand."""
        for legend in _LEGENDS:
            for match in legend.finditer(text):
                end = text.find("\n", match.end())
                yield Span(text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end)

    def hits(self, text: str) -> Iterator[Hit]:
        legends = [m for legend in _LEGENDS for m in legend.finditer(text)]
        signs = {m["sign"] or "*" for m in legends}
        if not signs:
            return
        own = {text.rfind("\n", 0, m.start()) + 1 for m in legends}
        at = 0
        for line in text.split("\n"):
            if at not in own:
                yield from _starred(line, at, signs)
            at += len(line) + 1


def _starred(line: str, at: int, signs: set[str]) -> Iterator[Hit]:
    # Markdown's own stars are blanked; an escaped star is a star.
    plain = _EMPHASIS.sub(lambda m: " *" if m.group() == "\\*" else _blanked(m.group()), line)
    for sign in signs:
        match = re.match(_EDGE.format(re.escape(sign)), plain)
        if match is not None:
            start = at + len(line) - len(line.lstrip())
            span = Span(start, at + len(line.rstrip()))
            yield Hit(span, "SEKRETESS_MARKER", 0.9, "sekretess.stjarna", Certainty.CERTAIN)


def _blanked(emphasis: str) -> str:
    if emphasis == "**":
        return "  "
    return " " + emphasis[1:-1] + " "
