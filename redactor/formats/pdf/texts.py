"""Texts around the pages, gathered into one layer per kind, and what a plan makes of each."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.domain.document import Anchored, Block, LayerId, LayerKind, PdfBox, Span, TextLayer
from redactor.domain.records import Plan, Redaction

NOWHERE = PdfBox(0, 0, 0, 0, 0)
"""The place of what stands on no page."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A text as the copy may hold it. `touched` when the plan takes something of it."""

    text: str = field(repr=False)
    touched: bool


class Texts:
    """Gathers texts; each is one entry of its kind's layer, on lines of its own."""

    def __init__(self) -> None:
        self._entries: dict[LayerKind, list[tuple[str, PdfBox]]] = {}
        self._known: dict[tuple[LayerKind, str], int] = {}

    def add(self, kind: LayerKind, text: str, at: PdfBox = NOWHERE) -> int:
        """The entry's number. The same text again is the same entry, unless it is a bookmark's."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
        known = self._known.get((kind, text))
        if known is not None and kind is not LayerKind.OUTLINE:
            return known
        entries = self._entries.setdefault(kind, [])
        self._known[kind, text] = len(entries)
        entries.append((text, at))
        return len(entries) - 1

    def layers(self) -> tuple[TextLayer, ...]:
        """One layer for each kind that holds text, in the kinds' own order."""
        return tuple(_layer(kind, self._entries[kind]) for kind in LayerKind if kind in self._entries)


def _layer(kind: LayerKind, entries: Sequence[tuple[str, PdfBox]]) -> TextLayer:
    anchors: list[Anchored] = []
    blocks: list[Block] = []
    at = 0
    for paragraph, (text, place) in enumerate(entries):
        start = at
        for line in text.split("\n"):
            if line.strip():
                blocks.append(Block(Span(at, at + len(line)), paragraph))
            at += len(line) + 1
        anchors.append(Anchored(Span(start, at), place))
    text = "".join(f"{text}\n" for text, _ in entries)
    return TextLayer(layer_id(kind), kind, text, tuple(anchors), tuple(blocks))


def layer_id(kind: LayerKind) -> LayerId:
    return LayerId(f"{kind.value}:1")


class Edits:
    """What a plan makes of the texts of some layers."""

    def __init__(self, layers: Sequence[TextLayer], plan: Plan) -> None:
        self._layers = {layer.kind: layer for layer in layers}
        self._redactions = {
            kind: tuple(r for r in plan.redactions if r.layer == layer.id)
            for kind, layer in self._layers.items()
        }

    def of(self, kind: LayerKind, number: int) -> Edited:
        """The entry that `Texts.add` gave this number."""
        layer = self._layers[kind]
        span = layer.anchors[number].span
        redactions = self._redactions[kind]
        first = bisect_right(redactions, span.start, key=lambda r: r.span.end)
        pieces: list[str] = []
        at = span.start
        touched = False
        for redaction in redactions[first:]:
            if redaction.span.start >= span.end:
                break
            touched = True
            pieces += (layer.text[at : max(at, redaction.span.start)], _instead(redaction, span))
            at = min(redaction.span.end, span.end)
        pieces.append(layer.text[at : span.end])
        return Edited("".join(pieces).strip(), touched)


def _instead(redaction: Redaction, entry: Span) -> str:
    """Of a redaction over several entries the first one gets the placeholder."""
    return redaction.replacement if redaction.span.start >= entry.start else ""
