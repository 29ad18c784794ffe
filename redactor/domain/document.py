"""What was read: layers of text in which every character knows its place in the file."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType, assert_never

LayerId = NewType("LayerId", str)
"""`body`, `header:1`, `comment:3` … in file order."""

Sha256 = NewType("Sha256", str)
"""64 hexadecimal digits, lower case."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points; never empty.

    Raises ValueError when empty or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def cut(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class PdfBox:
    """A rectangle on a page as displayed: 0-based page number, points from its top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PdfRun:
    """Characters `span` of one line of a page, as MuPDF parts pages into lines; page and line are 0-based."""

    page: int
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class XmlRun:
    """Characters `span` of the text held by one element (or attribute) of one package part.

    `path` is the element's way down from the part's root as child positions, elements only,
    0-based: "0.3.1"; "" is the root. An attribute adds "@" and its Clark name: "0.3@{ns}descr".
    A break, a tab, a paragraph's end or a drawing is one character wide: Span(0, 1).
    A picture's text is anchored to its media part with path "".
    """

    part: str
    path: str
    span: Span


Anchor = Span | XmlRun | PdfRun | PdfBox
"""Where in the source; a Span counts characters of a plain text file."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Characters `span` of a layer stand at `at` in the file."""

    span: Span
    at: Anchor


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place: the table's number in its layer, row and column, all 0-based."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text with what the format knows of it: the paragraph's style, number and cell.

    `paragraph` numbers the paragraph in its layer (a paragraph with line breaks gives several
    blocks). `level` is a heading's level from 1, None for no heading style. `label` is an automatic
    number ("3.", "§ 12") that is shown but is not in the text. Blank lines are no blocks.
    """

    span: Span
    paragraph: int
    style: str = ""
    level: int | None = None
    bold: bool = False
    label: str = ""
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Narrow:
    """Lines of a column that is narrower than some of its words. `full`: where lines end that are one
    word and have no room for another letter, so that the word may go on below."""

    span: Span
    full: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Host:
    """Where a layer hangs on another: a footnote, a picture or a comment at its reference."""

    layer: LayerId
    offset: int


class LayerKind(StrEnum):
    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    COMMENT = "comment"
    TEXTBOX = "textbox"
    DELETED = "deleted"
    HIDDEN = "hidden"
    ALT_TEXT = "alt"
    FIELD = "field"
    LINK = "link"
    NAME = "name"
    OUTLINE = "outline"
    """Bookmarks' titles."""
    PROPERTY = "property"
    EMBEDDED = "embedded"
    OCR = "ocr"


TECHNICAL = frozenset({LayerKind.PROPERTY, LayerKind.NAME, LayerKind.FIELD, LayerKind.LINK})
"""Layers in which software writes (namespaces, field codes, the names of styles): no sentences."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """One stream of text. Anchors are sorted and disjoint and cover the text; blocks and narrow columns
    are sorted.

    Raises ValueError when the anchors leave a gap, overlap or reach outside the text.
    """

    id: LayerId
    kind: LayerKind
    text: str = field(repr=False)
    anchors: tuple[Anchored, ...] = field(repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    host: Host | None = None
    narrow: tuple[Narrow, ...] = ()

    def __post_init__(self) -> None:
        at = 0
        for anchored in self.anchors:
            if anchored.span.start != at:
                raise ValueError(f"layer {self.id}: anchors leave a gap or overlap at {at}")
            at = anchored.span.end
        if at != len(self.text):
            raise ValueError(f"layer {self.id}: anchors cover {at} of {len(self.text)} characters")

    def anchors_of(self, span: Span) -> tuple[Anchor, ...]:
        """The source places of `span`, each cut to it."""
        first = bisect_right(self.anchors, span.start, key=lambda a: a.span.start) - 1
        found: list[Anchor] = []
        for anchored in self.anchors[max(first, 0) :]:
            if anchored.span.start >= span.end:
                break
            start = max(span.start, anchored.span.start) - anchored.span.start
            end = min(span.end, anchored.span.end) - anchored.span.start
            if start < end:
                found.append(_cut(anchored.at, start, end))
        return tuple(found)

    def page_of(self, span: Span) -> int | None:
        """The 0-based page on which `span` begins; None where the format has no pages."""
        places = self.anchors_of(Span(span.start, span.start + 1))
        return places[0].page if places and isinstance(places[0], PdfRun | PdfBox) else None


def _cut(anchor: Anchor, start: int, end: int) -> Anchor:
    match anchor:
        case Span():
            return Span(anchor.start + start, anchor.start + end)
        case XmlRun(part, path, span):
            if len(span) == 1:
                return anchor
            return XmlRun(part, path, Span(span.start + start, span.start + end))
        case PdfRun(page, line, span):
            if len(span) == 1:
                return anchor
            return PdfRun(page, line, Span(span.start + start, span.start + end))
        case PdfBox():
            return anchor
    assert_never(anchor)


class SectionKind(StrEnum):
    ITEM = "item"
    """An agenda item or a minutes section with its body."""
    ROW = "row"
    """An item that is one table row."""
    HEADING = "heading"
    """A part of the document under an unnumbered heading, outside every item."""
    CONTENTS = "contents"
    """One entry of the contents list."""
    ATTACHMENT = "attachment"
    """One entry of an attachment list, or the attachment itself."""
    ATTENDANCE = "attendance"
    SIGNATURES = "signatures"
    GROUP = "group"
    """An unnumbered heading with the items below it, such as `Sekretessärenden`."""
    PASSAGE = "passage"
    """What a marker outside every item is about, or one within an item that is about a part of it alone."""
    DOCUMENT = "document"
    """All of it, when it is confidential as a whole."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a layer with the spans a redaction needs. All spans lie within `span`.

    `number` and `case_number` are as written, without label; their spans include the label and
    what else must stay on the line. `heading` excludes number, leader and page number, and spans
    several lines when the heading does. `body` begins at the first and ends with the last
    character that is not blank. `emptied` goes without a placeholder (lines between heading and
    case number, a row's other cells). `ambiguous_end` says that an earlier end was possible and
    public headings may have fallen inside. `group` is the span of the group heading above.
    """

    layer: LayerId
    span: Span
    kind: SectionKind
    number: str | None = None
    number_span: Span | None = None
    heading: Span | None = None
    case_number: str | None = None
    case_span: Span | None = None
    body: Span | None = None
    emptied: tuple[Span, ...] = ()
    ambiguous_end: bool = False
    group: Span | None = None

    def __post_init__(self) -> None:
        parts = [self.number_span, self.heading, self.case_span, self.body, *self.emptied]
        for part in parts:
            if part is not None and not self.span.contains(part):
                raise ValueError(f"section {self.kind} at {self.span.start}: a part lies outside")


@dataclass(frozen=True, slots=True)
class Unread:
    """What no reader could examine. `where` and `why` are Swedish and quote nothing of the document.

    `at` is the object that must go when the copy is written; None when the writer drops it anyway.
    """

    where: str
    why: str
    at: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a Format read it; `id` is the SHA-256 of its bytes."""

    id: Sha256
    media_type: str
    page_count: int | None
    layers: tuple[TextLayer, ...]
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a copy cannot have of the original, such as its signature. Swedish; quotes nothing of it."""

    def layer(self, layer_id: LayerId) -> TextLayer:
        """Raises KeyError for an unknown id."""
        for layer in self.layers:
            if layer.id == layer_id:
                return layer
        raise KeyError(layer_id)
