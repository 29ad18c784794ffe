"""A layer's lines as structure sees them: emphasis marks apart, headings that run together parted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from redactor.domain.document import Block, Cell, Span, TextLayer
from redactor.domain.folding import Folded, fold
from redactor.structure import cases, words
from redactor.structure.numbers import begins_item

_MARK: Final = re.compile(r"\*\*|__")
_BREAK: Final = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_HASHES: Final = re.compile(r"#{1,6}\s+")
_UNDERLINE: Final = re.compile(r"={3,}|-{3,}")
_TITLE: Final = 150
"""Characters; no title is longer."""
_BULLET: Final = re.compile(r"[-•*·–—‒▪◦oe»]\s+\S|[\uf0b7\uf0a7]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one piece of a line in which headings run together.

    `span` is the content without marks around it; `outer` has the marks. `text` is the folded
    content. `gap` says that a blank line (or the text's beginning) stands before it.
    """

    index: int
    span: Span
    outer: Span
    folded: Folded = field(repr=False)
    gap: bool
    block: Block
    piece: int = 0
    bold: bool = False
    cell: Cell | None = None
    key: str = ""

    def named(self, among: frozenset[str]) -> bool:
        """Whether the line is one of these words."""
        return self.key != "" and words.listed(self.key, among)

    @property
    def text(self) -> str:
        return self.folded.text

    @property
    def level(self) -> int | None:
        return self.block.level if self.piece == 0 else None

    @property
    def label(self) -> str:
        return self.block.label if self.piece == 0 else ""

    @property
    def bulleted(self) -> bool:
        signs = self.label != "" and not any(c.isdigit() for c in self.label)
        return signs or _BULLET.match(self.text) is not None

    def part(self, start: int, end: int) -> Span | None:
        """The source span of folded characters start..end, without blanks around; None when empty."""
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left >= right:
            return None
        inner = self.folded.span(Span(left, right))
        return Span(self.span.start + inner.start, self.span.start + inner.end)


def lines(layer: TextLayer, is_text: bool) -> tuple[Line, ...]:
    """In order. `is_text`: a text file, in which one row set with tabs is no table but a line."""
    found: list[Line] = []
    end = 0
    for block in _blocks(layer, is_text):
        if is_text and found and _underlines(layer.text, found[-1], block, end):
            found[-1] = _underlined(found[-1], block, layer.text)
            end = block.span.end
            continue
        gap = not found or len(_BREAK.findall(layer.text, end, block.span.start)) > 1
        for line in _pieces(layer.text, block, gap, len(found)):
            found.append(line)
        end = block.span.end
    return tuple(found)


def _underlines(text: str, above: Line, block: Block, end: int) -> bool:
    """Whether a line only underlines the title above it (Markdown's setext headings)."""
    return (
        block.cell is None
        and _UNDERLINE.fullmatch(block.span.cut(text)) is not None
        and len(_BREAK.findall(text, end, block.span.start)) == 1
        and above.gap
        and above.cell is None
        and above.piece == 0
        and len(above.text) < _TITLE
        and above.text[-1:] not in ".,;:"
    )


def _underlined(above: Line, block: Block, text: str) -> Line:
    level = above.level or (1 if text[block.span.start] == "=" else 2)
    outer = Span(above.outer.start, block.span.end)
    return replace(above, block=replace(above.block, level=level), outer=outer)


def _blocks(layer: TextLayer, is_text: bool) -> Iterator[Block]:
    """The layer's blocks; what only looks like a table, or is one column wide, is none."""
    columns: dict[int, int] = {}
    last_row: dict[int, int] = {}
    for block in layer.blocks:
        if block.cell is not None:
            table = block.cell.table
            columns[table] = max(columns.get(table, 0), block.cell.column)
            last_row[table] = max(last_row.get(table, 0), block.cell.row)
    row: list[Block] = []
    for block in layer.blocks:
        cell = block.cell
        if row and (cell is None or row[0].cell is None or cell.table != row[0].cell.table):
            yield _joined(row)
            row = []
        if cell is None:
            yield block
        elif columns[cell.table] == 0:
            yield replace(block, cell=None)
        elif (
            is_text
            and last_row[cell.table] == 0
            and layer.text[block.span.start - 1 : block.span.start] != "|"
        ):
            row.append(block)
        else:
            yield block
    if row:
        yield _joined(row)


def _joined(row: Sequence[Block]) -> Block:
    bold = all(block.bold for block in row)
    return replace(row[0], span=Span(row[0].span.start, row[-1].span.end), bold=bold, cell=None)


def _pieces(text: str, block: Block, gap: bool, index: int) -> Iterator[Line]:
    raw = block.span.cut(text)
    groups = _groups(raw) if "**" in raw else ((0, len(raw), False),)
    for number, (start, end, bold) in enumerate(groups):
        outer = _stripped(text, block.span.start + start, block.span.start + end)
        if outer is None:
            continue
        inner = _without_marks(text, outer)
        if inner is None:
            continue
        folded = fold(inner.cut(text))
        key = words.key(folded.text) if len(folded.text) <= words.LONGEST else ""
        begins = gap if number == 0 else True
        yield Line(index, inner, outer, folded, begins, block, number, bold or block.bold, block.cell, key)
        index += 1


def _groups(raw: str) -> tuple[tuple[int, int, bool], ...]:
    """Where the parts of a line begin and end that are headings, case numbers or subheadings of their own."""
    marks = [m.span() for m in re.finditer(r"\*\*", raw)]
    odd = len(marks) % 2 == 1  # a mark is missing: each piece may be bold
    edges = [0, *(edge for mark in marks for edge in mark), len(raw)]
    starts: list[tuple[int, bool]] = [(0, False)]
    parted = False
    seen = raw[: edges[1]].strip() != ""
    for i in range(1, len(edges) // 2):
        bold = i % 2 == 1
        piece = raw[edges[2 * i] : edges[2 * i + 1]].strip()
        if not piece:
            continue
        alone = cases.is_case_line(piece) or words.known(piece, words.SUBHEADINGS)
        labelled = seen and cases.is_label(raw[starts[-1][0] : edges[2 * i]])
        if seen and not labelled and (alone or ((bold or parted or odd) and begins_item(piece))):
            starts.append((edges[2 * i] - 2 if bold else edges[2 * i], bold))
            parted = True
        seen = True
    if not parted:
        return ((0, len(raw), False),)
    ends = [start for start, _ in starts[1:]] + [len(raw)]
    return tuple((start, end, bold) for (start, bold), end in zip(starts, ends, strict=True))


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return Span(left, right) if left < right else None


def _without_marks(text: str, outer: Span) -> Span | None:
    """The content inside hashes and one pair of emphasis marks around it all."""
    raw = outer.cut(text)
    hashes = _HASHES.match(raw)
    start, end = outer.start + (hashes.end() if hashes else 0), outer.end
    inner = text[start:end]
    if len(inner) > 4 and inner[:2] in ("**", "__") and inner[-2:] == inner[:2]:
        core = inner[2:-2]
        if inner[:2] not in core:
            return _stripped(text, start + 2, end - 2)
    return _stripped(text, start, end)


def balanced(text: str, span: Span) -> Span | None:
    """`span` without emphasis marks at its ends whose partner stands outside."""
    start, end = span.start, span.end
    while start < end:
        piece = text[start:end]
        odd = piece.count("**") % 2 == 1
        whole = piece.startswith("**") and piece.endswith("**") and len(piece) > 4 and piece.count("**") == 2
        if whole:
            start, end = start + 2, end - 2
        elif odd and piece.endswith("**"):
            end -= 2
        elif odd and piece.startswith("**"):
            start += 2
        elif piece.endswith("*") and piece.count("*") % 2 and not piece[-2:-1].isspace():
            end -= 1
        else:
            break
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if start < end else None
