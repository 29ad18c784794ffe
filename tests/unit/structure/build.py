"""Documents for the tests of structure, and a short way to look at their sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from redactor.domain.document import (
    Anchored,
    Block,
    Cell,
    Document,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.formats.text import Text
from redactor.structure import sections

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ITEMS = (SectionKind.ITEM, SectionKind.ROW)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of a Word document; line breaks inside are `\\n`."""

    text: str
    level: int | None = None
    bold: bool = False
    label: str = ""
    style: str = ""
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A text and its sections."""

    text: str
    sections: tuple[Section, ...]

    def of(self, *kinds: SectionKind) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if s.kind in kinds)

    @property
    def items(self) -> tuple[Section, ...]:
        return self.of(*ITEMS)

    @property
    def numbers(self) -> list[str | None]:
        return [s.number for s in self.items]

    def item(self, number: str | None) -> Section:
        return next(s for s in self.items if s.number == number)

    def cut(self, span: Span | None) -> str | None:
        return None if span is None else span.cut(self.text)

    def heading(self, number: str | None) -> str | None:
        return self.cut(self.item(number).heading)

    def body(self, number: str | None) -> str | None:
        return self.cut(self.item(number).body)

    def emptied(self, number: str | None) -> list[str]:
        return [span.cut(self.text) for span in self.item(number).emptied]


def plain(text: str) -> Read:
    """A plain text file."""
    document = Text().read(text.encode(), ocr=lambda _: None)
    return Read(text, sections(document))


def word(*paragraphs: Para | str) -> Read:
    """The body of a Word document."""
    text, blocks = "", []
    for number, given in enumerate(paragraphs):
        paragraph = given if isinstance(given, Para) else Para(given)
        label = paragraph.label
        for line in paragraph.text.split("\n"):
            if line.strip() or label:
                blocks.append(_block(paragraph, line, len(text), number, label))
            text += line + "\n"
            label = ""
    return Read(text, sections(_document(text, blocks)))


def _block(paragraph: Para, line: str, at: int, number: int, label: str) -> Block:
    cell = Cell(*paragraph.cell) if paragraph.cell else None
    span = Span(at, at + max(len(line), 1))
    return Block(span, number, paragraph.style, paragraph.level, paragraph.bold, label, cell)


def table(*rows: Sequence[str], number: int = 0) -> list[Para]:
    """The cells of a Word table."""
    return [
        Para(line, cell=(number, r, c)) for r, row in enumerate(rows) for c, line in enumerate(row) if line
    ]


def _document(text: str, blocks: Sequence[Block]) -> Document:
    anchors = (Anchored(Span(0, len(text)), Span(0, len(text))),) if text else ()
    layer = TextLayer(LayerId("body"), LayerKind.BODY, text, anchors, tuple(blocks))
    return Document(Sha256("0" * 64), DOCX, None, (layer,))
