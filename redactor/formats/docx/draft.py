"""A layer in the making: characters are added in reading order, each with its anchor."""

from collections import Counter as Count

from redactor.domain.document import Anchored, Block, Cell, Host, LayerId, LayerKind, Span, TextLayer, XmlRun
from redactor.formats.typed_tables import with_typed_tables

PICTURE = "\ufffc"
"""What a drawing, a picture, an object or a note's reference is in the text."""


class Draft:
    """One layer in the making."""

    def __init__(self, numbers: Count[LayerKind], kind: LayerKind, host: Host | None) -> None:
        self.numbers = numbers
        self.number = 0
        self.kind = kind
        self.host = host
        self.size = 0
        self.pieces: list[str] = []
        self.anchors: list[Anchored] = []
        self.blocks: list[Block] = []
        self.paragraphs = 0

    @property
    def id(self) -> LayerId:
        """`body`, or the kind with a number, given when the layer is first written to or hangs something."""
        if self.kind is LayerKind.BODY:
            return LayerId("body")
        if not self.number:
            self.numbers[self.kind] += 1
            self.number = self.numbers[self.kind]
        return LayerId(f"{self.kind.value}:{self.number}")

    def add(self, text: str, part: str, path: str) -> None:
        """Characters that are the text of the element (or attribute) at `path`."""
        if text:
            self.place(text, XmlRun(part, path, Span(0, len(text))))

    def mark(self, text: str, part: str, path: str) -> None:
        """Characters that stand for the whole of what is at `path`: a break, a drawing, an address."""
        if text:
            self.place(text, XmlRun(part, path, Span(0, 1)))

    def place(self, text: str, at: XmlRun) -> None:
        """Characters that stand at `at`."""
        _ = self.id
        self.anchors.append(Anchored(Span(self.size, self.size + len(text)), at))
        self.pieces.append(text)
        self.size += len(text)

    def text_from(self, offset: int) -> str:
        """The characters from `offset` on; cheap when `offset` is near the end."""
        pieces: list[str] = []
        at = self.size
        for piece in reversed(self.pieces):
            if at <= offset:
                break
            pieces.append(piece)
            at -= len(piece)
        return "".join(reversed(pieces))[offset - at :] if at < offset else "".join(reversed(pieces))

    def block(
        self, start: int, style: str, level: int | None, bold: bool, label: str, cell: Cell | None
    ) -> None:
        """Closes a paragraph that began at `start`: one block for each of its lines that is not blank."""
        at = start
        for line in self.text_from(start).split("\n"):
            if line.strip():
                span = Span(at, at + len(line))
                self.blocks.append(Block(span, self.paragraphs, style, level, bold, label, cell))
                label = ""
            at += len(line) + 1
        self.paragraphs += 1

    def layer(self) -> TextLayer:
        text = "".join(self.pieces)
        blocks = tuple(with_typed_tables(text, self.blocks))
        return TextLayer(self.id, self.kind, text, tuple(self.anchors), blocks, self.host)


class Drafts:
    """All layers of a document, numbered by kind in the order in which they are begun."""

    def __init__(self) -> None:
        self.all: list[Draft] = []
        self.numbers: Count[LayerKind] = Count()

    def begin(self, kind: LayerKind, host: Draft | None = None, offset: int | None = None) -> Draft:
        """A new layer, hosted by `host` at `offset` (its present end when None)."""
        at = None if host is None else Host(host.id, host.size if offset is None else offset)
        draft = Draft(self.numbers, kind, at)
        self.all.append(draft)
        return draft

    def layers(self) -> tuple[TextLayer, ...]:
        """Those that hold text; the body always."""
        return tuple(d.layer() for d in self.all if d.size or d.kind is LayerKind.BODY)
