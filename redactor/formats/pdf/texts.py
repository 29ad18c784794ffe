"""Texts around the pages, gathered into one layer per kind, and what a plan makes of each."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from redactor.domain.document import Anchored, Block, Host, LayerId, LayerKind, PdfBox, Span, TextLayer
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
        self._known: dict[tuple[LayerKind, str, PdfBox], int] = {}

    def add(self, kind: LayerKind, text: str, at: PdfBox = NOWHERE) -> int:
        """The entry's number. The same text again is the same entry, unless it is a bookmark's or a comment
        elsewhere.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
        place = at if kind is LayerKind.COMMENT else NOWHERE
        known = self._known.get((kind, text, place))
        if known is not None and kind is not LayerKind.OUTLINE:
            return known
        entries = self._entries.setdefault(kind, [])
        self._known[kind, text, place] = len(entries)
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


def hung(layer: TextLayer, body: LayerId, offset: Callable[[PdfBox], int]) -> Iterator[TextLayer]:
    """Each entry of a layer as one of its own, hung on the body where it lies; `offset` tells that."""
    for number, anchored in enumerate(layer.anchors, 1):
        start, end = anchored.span.start, anchored.span.end
        blocks = tuple(
            replace(block, span=Span(block.span.start - start, block.span.end - start))
            for block in layer.blocks
            if anchored.span.contains(block.span)
        )
        at = anchored.at
        host = Host(body, offset(at)) if isinstance(at, PdfBox) and at.x0 < at.x1 else None
        own = Anchored(Span(0, end - start), at)
        yield TextLayer(
            LayerId(f"{layer.kind.value}:{number}"), layer.kind, layer.text[start:end], (own,), blocks, host
        )


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
