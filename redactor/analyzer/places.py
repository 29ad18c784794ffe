"""Where in a document a span stands: its line, its section, and which of the rules' places that is."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from redactor.domain.document import (
    Block,
    Document,
    Host,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Span,
    TextLayer,
)
from redactor.rulepack import Where
from redactor.structure.repeats import Repeat, repeats

_HEADED = frozenset(
    {SectionKind.ITEM, SectionKind.ROW, SectionKind.HEADING, SectionKind.GROUP, SectionKind.ATTACHMENT}
)

_SHORT = 45
"""A longer first line of a body is running text, no line that belongs to the heading."""


@dataclass(frozen=True, slots=True)
class _Owners:
    """Which section owns each stretch of a layer; `parents` gives the section around each section."""

    starts: tuple[int, ...]
    owners: tuple[Section | None, ...]
    parents: Mapping[int, Section | None]

    def of(self, span: Span) -> Section | None:
        """The innermost section that contains the span."""
        index = bisect_right(self.starts, span.start) - 1
        owner = self.owners[index] if index >= 0 else None
        while owner is not None and not owner.span.contains(span):
            owner = self.parents[id(owner)]
        return owner


def _owners(sections: Sequence[Section]) -> _Owners:
    ordered = sorted(sections, key=lambda s: (s.span.start, -s.span.end))
    parents: dict[int, Section | None] = {}
    stack: list[Section] = []
    edges: list[tuple[int, Section | None]] = []
    for section in ordered:
        while stack and stack[-1].span.end <= section.span.start:
            ended = stack.pop()
            edges.append((ended.span.end, stack[-1] if stack else None))
        parents[id(section)] = stack[-1] if stack else None
        stack.append(section)
        edges.append((section.span.start, section))
    while stack:
        ended = stack.pop()
        edges.append((ended.span.end, stack[-1] if stack else None))
    # Of several edges at one place the last written holds.
    final = dict(sorted(edges, key=lambda e: e[0]))
    return _Owners(tuple(final), tuple(final.values()), parents)


@dataclass(frozen=True, slots=True)
class Place:
    """A span seen in its document: the layer it is in and the section it belongs to."""

    layer: TextLayer
    span: Span
    section: Section | None = field(repr=False)

    def line(self) -> Span:
        """The whole lines the span touches; in a table, the cells."""
        return lines_of(self.layer, self.span)

    def is_at(self, where: Where) -> bool:
        """Whether the span stands at one of the places a rule may name."""
        section = self.section
        match where:
            case Where.STAMP:
                return self.layer.kind is not LayerKind.BODY
            case Where.CONTENTS:
                return section is not None and section.kind is SectionKind.CONTENTS
            case Where.TABLE_COLUMN:
                block = block_at(self.layer, self.span.start)
                return block is not None and block.cell is not None
            case Where.HEADING:
                return self._in_heading()
            case Where.UNDER_HEADING:
                return self._under_heading()
            case Where.BODY:
                return self._in_body()

    def _own(self) -> Section | None:
        """The section, where the span stands in its very layer and the section has a heading."""
        section = self.section
        if section is None or section.layer != self.layer.id or section.kind not in _HEADED:
            return None
        return section

    def _in_heading(self) -> bool:
        section = self._own()
        if section is None or section.heading is None:
            return False
        return lines_of(self.layer, section.heading).overlaps(self.span)

    def _under_heading(self) -> bool:
        """Between heading and body, on the case number's line, or on the body's first line if it is short."""
        section = self._own()
        if section is None or section.heading is None or self._in_heading():
            return False
        if section.body is None:
            return self.span.start >= section.heading.end
        first = lines_of(self.layer, Span(section.body.start, section.body.start + 1))
        end = first.end if len(first) <= _SHORT else section.body.start
        return section.heading.end <= self.span.start < end

    def _in_body(self) -> bool:
        section = self.section
        if section is None:
            # What stands in no part is text; a list without numbers is.
            return self.layer.kind is LayerKind.BODY
        if section.layer != self.layer.id:
            return False
        return section.body is not None and section.body.overlaps(self.span)


def block_at(layer: TextLayer, at: int) -> Block | None:
    index = bisect_right(layer.blocks, at, key=lambda b: b.span.start) - 1
    if index < 0 or at >= layer.blocks[index].span.end:
        return None
    return layer.blocks[index]


def lines_of(layer: TextLayer, span: Span) -> Span:
    """The lines (in a table the cells) that the span touches, from the first to the last."""
    first = block_at(layer, span.start)
    last = block_at(layer, span.end - 1)
    start = first.span.start if first else layer.text.rfind("\n", 0, span.start) + 1
    if last:
        end = last.span.end
    else:
        end = layer.text.find("\n", span.end - 1)
        end = len(layer.text) if end < 0 else end
    return Span(min(start, span.start), max(end, span.end))


class Places:
    """Sections by layer, ready to be asked.

    Layers that hang on another take the section at their host; a line around the body, the one it repeats.
    """

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self._layers = {layer.id: layer for layer in document.layers}
        by_layer: dict[LayerId, list[Section]] = {}
        for section in sections:
            by_layer.setdefault(section.layer, []).append(section)
        self._owners = {layer: _owners(found) for layer, found in by_layer.items()}
        self._repeats: dict[LayerId, list[Repeat]] = {}
        for repeat in repeats(document, sections):
            self._repeats.setdefault(repeat.layer, []).append(repeat)

    def of(self, layer: TextLayer, span: Span) -> Place:
        return Place(layer, span, self._section(layer, span))

    def _repeated(self, layer: TextLayer, span: Span) -> Section | None:
        lines = self._repeats.get(layer.id, ())
        i = bisect_right(lines, span.start, key=lambda repeat: repeat.line.start) - 1
        return lines[i].part if i >= 0 and lines[i].line.contains(span) else None

    def _section(self, layer: TextLayer, span: Span) -> Section | None:
        owners = self._owners.get(layer.id)
        found = owners.of(span) if owners is not None else None
        repeated = self._repeated(layer, span)
        seen = {layer.id}
        while found is None and layer.host is not None and layer.host.layer in self._layers:
            host: Host = layer.host
            layer = self._layers[host.layer]
            if layer.id in seen:
                break
            seen.add(layer.id)
            owners = self._owners.get(layer.id)
            found = owners.of(Span(host.offset, host.offset + 1)) if owners is not None else None
        return found or repeated


def columns(layer: TextLayer) -> tuple[tuple[Span, Span], ...]:
    """For each cell below a table's first row: the spans of its column's heading and of the cell."""
    headings: dict[tuple[int, int], Span] = {}
    cells: list[tuple[Span, Span]] = []
    for block in layer.blocks:
        if block.cell is None:
            continue
        key = (block.cell.table, block.cell.column)
        if block.cell.row == 0:
            headings.setdefault(key, block.span)
        elif key in headings:
            cells.append((headings[key], block.span))
    return tuple(cells)


def titles(layer: TextLayer) -> frozenset[Span]:
    """The cells of first rows, where rows follow; their columns may be empty."""
    first: dict[int, list[Span]] = {}
    longer: set[int] = set()
    for block in layer.blocks:
        if block.cell is not None and block.cell.row == 0:
            first.setdefault(block.cell.table, []).append(block.span)
        elif block.cell is not None:
            longer.add(block.cell.table)
    return frozenset(span for table, spans in first.items() if table in longer for span in spans)
