"""The document as one section, for one that is confidential as a whole: its kind and case number stay."""

import re

from redactor.domain.document import Document, LayerKind, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import fold, folded_text
from redactor.structure import cases

HEAD = 30
"""Lines; the case number stands at the top of a document."""
_TITLE = 8
"""Lines; its kind stands above them. Further down such a word is a subheading."""

_KIND = re.compile(
    r"(?:(?:sammanträdes)?protokoll(?:sutdrag)?|kallelse(?: och föredragningslista)?|föredragningslista"
    r"|dagordning|tjänsteskrivelse|tjänsteutlåtande|yttrande|(?:ordförande|delegations)?beslut|utredning|rapport|promemoria"
    r"|remiss)(?: nr [0-9]{1,4}(?:[/-][0-9]{2,4})?)?",
    re.IGNORECASE,
)


def whole(document: Document) -> Section | None:
    """None for a document without a body."""
    for layer in document.layers:
        if layer.kind is LayerKind.BODY and layer.text.strip():
            return _section(layer)
    return None


def _section(layer: TextLayer) -> Section:
    head = [block.span for block in layer.blocks[:HEAD]]
    kind = next(
        (s for s in head[:_TITLE] if _KIND.fullmatch(folded_text(s.cut(layer.text)).strip(" *#"))), None
    )
    case, case_span = _case(layer, [s for s in head if s != kind])
    stays = sorted(span for span in (kind, case_span) if span is not None)
    start = stays[-1].end if stays else 0
    body = _trimmed(layer.text, start, len(layer.text))
    gaps = (_trimmed(layer.text, a, b) for a, b in _between(stays))
    return Section(
        layer.id,
        Span(0, len(layer.text)),
        SectionKind.DOCUMENT,
        number_span=kind,
        case_number=case,
        case_span=case_span,
        body=body,
        emptied=tuple(gap for gap in gaps if gap is not None),
    )


def _case(layer: TextLayer, lines: list[Span]) -> tuple[str | None, Span | None]:
    for line in lines:
        folded = fold(line.cut(layer.text))
        found = cases.find(folded.text)
        if found is not None:
            span = folded.span(Span(found.start, found.end))
            return found.text, Span(line.start + span.start, line.start + span.end)
    return None, None


def _between(stays: list[Span]) -> list[tuple[int, int]]:
    starts = [0, *(span.end for span in stays[:-1])]
    return [(start, span.start) for start, span in zip(starts, stays, strict=False)]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return Span(left, right) if left < right else None
