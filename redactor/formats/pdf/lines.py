"""A page -> its text as MuPDF parts it into lines, and where each character stands.

Two ways over the same text: `read_page` is fast and knows lines only; `line_glyphs` gives each character's
cell and is for pages from which something goes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, overload

import pymupdf

from redactor.formats.pdf.values import Matrix, Point, Quad, Rect

FLAGS: Final = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_COLLECT_VECTORS
)
"""What is shown is read: a text that stands instead of glyphs (ActualText) is a layer of its own."""
_UNPRINTED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BOLD: Final = 16
_OPAQUE: Final = 250
"""Of 255."""
_SHOWN: Final = 16 | 32
"""MuPDF's character flags for text that is filled or stroked."""
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|semibold|,b", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """Characters of one of MuPDF's lines, from its character `start` on, that are shown alike.

    The box is a shown place in the reading frame: turned by `turn` quarters so that the line runs from left
    to right. `painted`: in some colour, filled or stroked.
    """

    page: int
    line: int
    start: int
    text: str = field(repr=False)
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    turn: int
    color: int
    order: int
    painted: bool
    hidden: bool = False
    caption: bool = False
    """It stands on a push button."""
    box: Rect | None = None
    """The shown place of a word that was read in a picture; it stands in no line of MuPDF's."""
    joint: str | None = None
    """What is set between it and the piece before on its line, where not their distance decides."""
    apart: bool = False
    """A rule, or the strip between two columns, stands between it and the piece before."""
    words: tuple[tuple[int, int, float, float], ...] = ()
    """Start, end, left and right edge of each word, where they were measured."""

    def part(self, start: int, end: int) -> "Piece":
        """Some of its words, which were measured."""
        own = tuple((s - start, e - start, x0, x1) for s, e, x0, x1 in self.words if start <= s and e <= end)
        return replace(
            self, start=self.start + start, text=self.text[start:end], x0=own[0][2], x1=own[-1][3], words=own
        )


@dataclass(frozen=True, slots=True)
class Painted:
    """A filled or stroked path: a shown place, its colour (sRGB) and its place in drawing order."""

    box: Rect
    color: int
    opaque: bool
    stroked: bool
    rectangle: bool
    order: int


@dataclass(slots=True)
class PageText:
    """What one page shows. `box` is the shown page: its origin is the top left corner.

    `pictures` are the places of its images; `draws`: it may have some, be it in patterns or masks.
    """

    number: int
    box: Rect
    pieces: list[Piece]
    painted: list[Painted] = field(default_factory=list)
    pictures: tuple[Rect, ...] = ()
    draws: bool = True


def read_page(drawn: pymupdf.Document, number: int) -> PageText:
    """The page's lines in drawing order; their numbers are those of `PdfRun.line`."""
    page = drawn[number]
    pieces: list[Piece] = []
    painted: list[Painted] = []
    lines = 0
    for order, block in enumerate(text_page(page).extractDICT(sort=False)["blocks"]):
        if block["type"] == 0:
            for line in block["lines"]:
                pieces += _pieces(number, lines, order, line)
                lines += 1
        elif block["type"] == 3:
            painted.append(_painted(block, order))
    return PageText(number, _page_box(page), pieces, painted)


def text_pieces(widget: pymupdf.mupdf.PdfAnnot, page: int) -> Iterator[Piece]:
    """What a form's widget draws, as it stands among the pieces of its page."""
    drawn = pymupdf.TextPage(pymupdf.mupdf.FzStextPage(widget, pymupdf.mupdf.FzStextOptions(FLAGS)))
    for order, block in enumerate(drawn.extractDICT(sort=False)["blocks"]):
        for number, line in enumerate(block.get("lines", ())):
            yield from _pieces(page, number, order, line)


def _page_box(page: pymupdf.Page) -> Rect:
    box = page.this.fz_bound_page()
    return 0.0, 0.0, box.x1 - box.x0, box.y1 - box.y0


def _painted(block: dict[str, Any], order: int) -> Painted:
    opaque = block["alpha"] > _OPAQUE
    return Painted(block["bbox"], block["color"], opaque, block["stroked"], block["isrect"], order)


def text_page(page: pymupdf.Page, flags: int = FLAGS) -> pymupdf.TextPage:
    """As displayed; `Page.get_textpage` would undo the page's rotation first."""
    engine = pymupdf.mupdf
    return pymupdf.TextPage(engine.FzStextPage(page.this, engine.FzStextOptions(flags)))


def _pieces(page: int, number: int, order: int, line: dict[str, Any]) -> list[Piece]:
    """One piece for a line, or several where its parts differ in being shown."""
    turn = _turn(line["dir"])
    found: list[Piece] = []
    start = 0
    for span in line["spans"]:
        text = _printed(span["text"])
        shown = bool(span["char_flags"] & _SHOWN) and span["alpha"] > 0
        bold = bool(span["flags"] & _BOLD) or _BOLD_NAME.search(span["font"]) is not None
        last = found[-1] if found else None
        if last is not None and last.painted == shown and (last.color == span["color"] or text.isspace()):
            _extend(last, text, span, bold)
        else:
            box = framed(span["bbox"], turn)
            base = span["origin"][1] if not turn else framed((*span["origin"], *span["origin"]), turn)[1]
            found.append(
                Piece(
                    page,
                    number,
                    start,
                    text,
                    *box,
                    base,
                    span["size"],
                    bold,
                    turn,
                    span["color"],
                    order,
                    shown,
                )
            )
        start += len(text)
    return found


def _extend(piece: Piece, text: str, span: dict[str, Any], bold: bool) -> None:
    """One more span of the same line."""
    x0, y0, x1, y1 = framed(span["bbox"], piece.turn)
    if text.strip():
        if not piece.text.strip():
            piece.bold, piece.size = bold, span["size"]
        piece.bold = piece.bold and bold
        piece.size = max(piece.size, span["size"])
    piece.text += text
    piece.x0, piece.y0 = min(piece.x0, x0), min(piece.y0, y0)
    piece.x1, piece.y1 = max(piece.x1, x1), max(piece.y1, y1)


def _printed(text: str) -> str:
    """One character for each: those that would break a line or cannot be written become blanks."""
    return text if text.isprintable() else _UNPRINTED.sub(" ", text)


def _turn(direction: Point) -> int:
    """Quarters that the line is turned clockwise as shown: 0 left to right, 1 top to bottom."""
    x, y = direction
    if abs(x) >= abs(y):
        return 0 if x > 0 else 2
    return 1 if y > 0 else 3


def framed(box: Rect, turn: int) -> Rect:
    """A shown box in the frame in which lines of that `turn` run to the right; `-turn % 4` leads back."""
    x0, y0, x1, y1 = box
    if turn == 0:
        return box
    if turn == 1:
        return y0, -x1, y1, -x0
    if turn == 2:
        return -x1, -y1, -x0, -y0
    return -y1, x0, -y0, x1


def shown_box(piece: Piece) -> Rect:
    """The piece's box as shown."""
    return framed((piece.x0, piece.y0, piece.x1, piece.y1), -piece.turn % 4)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its cell in user space. `part`: without own width, it goes with the one before."""

    text: str = field(repr=False)
    quad: Quad
    part: bool


class LineGlyphs(Sequence[tuple[Glyph, ...]]):
    """The characters of each line that `read_page` numbers; a line's cells are measured when asked for."""

    def __init__(self, lines: Iterable[dict[str, Any]], to_user: Matrix) -> None:
        self._lines = tuple(lines)
        self._to_user = to_user
        self._measured: dict[int, tuple[Glyph, ...]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> tuple[Glyph, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[Glyph, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[Glyph, ...] | Sequence[tuple[Glyph, ...]]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if at not in self._measured:
            self._measured[at] = _glyphs(self._lines[at], self._to_user)
        return self._measured[at]


def line_glyphs(drawn: pymupdf.Document, number: int) -> LineGlyphs:
    """The characters of the page's lines, with their cells."""
    page = drawn[number]
    raw = text_page(page).extractRAWDICT(sort=False)
    lines = (line for block in raw["blocks"] if block["type"] == 0 for line in block["lines"])
    return LineGlyphs(lines, user_space(page))


def _glyphs(line: dict[str, Any], to_user: Matrix) -> tuple[Glyph, ...]:
    return tuple(
        _glyph(char, _cell(line["dir"], span, char["bbox"]), to_user)
        for span in line["spans"]
        for char in span["chars"]
    )


def _cell(direction: Point, span: dict[str, Any], box: Rect) -> tuple[Point, Point, Point]:
    """Lower left, lower right and upper left corner of a character in its box: it is turned as its line.

    As `pymupdf.recover_char_quad` has it, in a fiftieth of the time.
    """
    x0, y0, x1, y1 = box
    height = (span["ascender"] - span["descender"]) * span["size"]
    wide, high = height * direction[1], height * direction[0]
    if high >= 0 and wide <= 0:
        return (x0 - wide, y1), (x1, y0 + high), (x0, y1 - high)
    if high <= 0 and wide <= 0:
        return (x1, y1 + high), (x0 - wide, y0), (x1 + wide, y1)
    if high <= 0:
        return (x1 - wide, y0), (x0, y1 + high), (x1, y0 - high)
    return (x0, y0 + high), (x1 - wide, y1), (x0 + wide, y0)


def _glyph(char: dict[str, Any], cell: tuple[Point, Point, Point], to_user: Matrix) -> Glyph:
    origin = char["origin"]
    (llx, lly), (lrx, lry), (ulx, uly) = cell
    along = (lrx - llx, lry - lly)
    up = (ulx - llx, uly - lly)
    height = up[0] ** 2 + up[1] ** 2
    rise = ((ulx - origin[0]) * up[0] + (uly - origin[1]) * up[1]) / height if height else 0.0
    end = (origin[0] + along[0], origin[1] + along[1])
    top = (origin[0] + rise * up[0], origin[1] + rise * up[1])
    quad = Quad(moved(origin, to_user), moved(end, to_user), moved(top, to_user))
    return Glyph(_printed(char["c"]), quad, along[0] ** 2 + along[1] ** 2 < 1e-6)


def user_space(page: pymupdf.Page) -> Matrix:
    """From shown places to the page's user space: rotation, crop and user unit undone."""
    native = pymupdf.mupdf.pdf_page_from_fz_page(page.this)
    matrix = pymupdf.mupdf.FzMatrix()
    pymupdf.mupdf.pdf_page_transform(native, pymupdf.mupdf.FzRect(), matrix)
    inverse = matrix.fz_invert_matrix()
    return inverse.a, inverse.b, inverse.c, inverse.d, inverse.e, inverse.f


def moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f
