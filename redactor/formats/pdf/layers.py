"""Pages -> layers: the body over all pages, running headers and footers, text that is not displayed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Final

from redactor.domain.document import Cell, LayerId, LayerKind, Span, TextLayer
from redactor.formats.pdf.captions import caption_layers, mark_captions
from redactor.formats.pdf.draft import Draft, Run, join_hyphens, runs_of, set_in
from redactor.formats.pdf.hidden import Places, hidden_layers
from redactor.formats.pdf.justified import join_stretched
from redactor.formats.pdf.letters import join_letters, measure_words
from redactor.formats.pdf.lines import PageText, Piece, read_page
from redactor.formats.pdf.narrow import Placed, narrow_columns
from redactor.formats.pdf.optional import add_switched_off
from redactor.formats.pdf.order import strands
from redactor.formats.pdf.paragraphs import rows
from redactor.formats.pdf.rows import Row, is_typed
from redactor.formats.pdf.running import running
from redactor.formats.pdf.seams import Paragraph, paragraphs
from redactor.formats.pdf.source import Source
from redactor.formats.pdf.tables import find_tables, set_cells
from redactor.formats.pdf.values import Rect
from redactor.formats.pdf.visibility import mark_hidden

PICTURE: Final = "\ufffc"
"""What a picture is in the text."""
_BODY: Final = LayerId("body")
_GROUND: Final = 0.8
"""Of the page's height."""
_LARGER: Final = 1.12
"""Of the body's size; what is larger is a heading."""


def read_pages(source: Source) -> list[PageText]:
    """Every page's text; what is not displayed is marked so."""
    pages = [read_page(source.drawn, number) for number in range(source.drawn.page_count)]
    for text, page in zip(pages, source.pdf.pages, strict=True):
        mark_hidden(source.drawn, page, text)
    mark_captions(source, pages)
    add_switched_off(source, pages)
    for text in pages:
        join_letters(source.drawn, text)
        measure_words(source.drawn, text)
        join_stretched(text)
    return pages


def layers_of(pages: Sequence[PageText]) -> tuple[tuple[TextLayer, ...], Places]:
    """The layers of pages read before, the body first; and where in the body the rows stand."""
    ran = running(pages)
    apart = ran.pieces()
    read = list(paragraphs(_page_rows(page, apart) for page in pages))
    body, places = _body(read, {page.number: _shown(page, ran.own_pictures(page)) for page in pages})
    layers = [body, _side(LayerKind.HEADER, ran.headers), _side(LayerKind.FOOTER, ran.footers)]
    layers += hidden_layers(pages, places, _BODY)
    layers += caption_layers(pages, apart, places, _BODY)
    return tuple(layer for layer in layers if layer.text or layer is body), places


def _shown(page: PageText, pictures: Iterable[Rect]) -> list[Rect]:
    """The pictures that stand in the text; one below all of it is the page's ground."""
    words = [piece.box for piece in page.pieces if piece.box]
    if words and all(piece.box or piece.hidden for piece in page.pieces):
        return []  # its words were read and stand in the text themselves
    pictures = [box for box in pictures if not any(_in(word, box) for word in words)]
    _, top, _, bottom = page.box
    bare = not any(not piece.hidden and piece.text.strip() for piece in page.pieces)
    return [box for box in pictures if bare or box[3] - box[1] < _GROUND * (bottom - top)]


def _in(word: Rect, picture: Rect) -> bool:
    """Whether the word's middle lies in the picture."""
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return picture[0] <= x <= picture[2] and picture[1] <= y <= picture[3]


def _page_rows(page: PageText, apart: frozenset[int]) -> list[Row]:
    """The page's rows in reading order.

    What is turned otherwise than most comes last, unless it was drawn among the rest: then it stands before
    the paragraph that was drawn next.
    """
    written = (p for p in page.pieces if not p.caption and id(p) not in apart)
    shown = [p for p in written if not p.hidden and p.text.strip()]
    turns = [turn for turn, _ in Counter(piece.turn for piece in shown).most_common()]
    found: list[Row] = []
    for turn in turns:
        tables = find_tables([p for p in shown if p.turn == turn], page.painted, turn)
        ordered = rows(set_cells(strands(tables.pieces), tables), page.box)
        found = _drawn_among(found, ordered) if found else ordered
    return found


def _drawn_among(found: list[Row], turned: Iterable[Row]) -> list[Row]:
    """The rows with those that are turned otherwise between paragraphs."""

    def place(row: Row) -> tuple[int, int, int]:
        return min((p.order, p.line, p.start) for strand in row.strands for p in strand.pieces)

    rest = list(turned)
    ordered: list[Row] = []
    first: tuple[float, ...] = (inf,)
    for row in found:
        if row.begins:
            ordered += (other for other in rest if first < place(other) < place(row))
            rest = [other for other in rest if not first < place(other) < place(row)]
        ordered.append(row)
        first = min(first, place(row))
    return ordered + rest


class _Tables:
    """Numbers tables over pages: one that stands at a page's end goes on at the top of the next."""

    def __init__(self) -> None:
        self.here: tuple[int, int] | None = None
        self.number = -1
        self.first_row = 0
        self.last: Cell | None = None

    def cell(self, row: Row) -> Cell | None:
        if row.cell is None:
            self.last = None
            return None
        if self.here != (row.page, row.cell.table):
            goes_on = self.last is not None and self.here is not None and self.here[0] != row.page
            if goes_on and self.last is not None:
                self.first_row = self.last.row + 1 - row.cell.row
            else:
                self.number, self.first_row = self.number + 1, 0
            self.here = row.page, row.cell.table
        self.last = Cell(self.number, self.first_row + row.cell.row, row.cell.column)
        return self.last


def _body(
    paragraphs: Sequence[Paragraph], pictures: Mapping[int, Sequence[Rect]]
) -> tuple[TextLayer, Places]:
    """Each paragraph is one line of text, as in other formats; in a cell without rules its lines
    stay parted, for nothing tells whether they were broken for want of room.

    `pictures` of each page stand as one character between its paragraphs.
    """
    draft = Draft(_BODY, LayerKind.BODY)
    places = Places()
    levels = _levels(paragraphs)
    tables = _Tables()
    waiting = _Pictures(draft, pictures)
    before: Cell | None = None
    typed = False
    placed: list[Placed] = []
    for number, paragraph in enumerate(paragraphs):
        waiting.before(paragraph[0])
        first = paragraph[0]
        lines = [runs_of(row.strands) for row in paragraph]
        join_hyphens(lines)
        cell = tables.cell(first)
        draft.separate(_separator(before, cell, first))
        before = cell
        level = levels.get(_rounded(first.size)) if cell is None else None
        bold = all(row.bold for row in paragraph)
        typed = is_typed(first, after=typed)
        if typed:
            draft.line(set_in(first.first))
        draft.begin()
        for row, runs in zip(paragraph, lines, strict=True):
            if runs and draft.begun:
                if cell is None or first.first.room is not None:
                    draft.separate(" ")
                else:
                    draft.end(number, level=level, bold=bold, cell=cell)
                    draft.separate("\n")
                    draft.begin()
            places.add(row, number, draft.size)
            begun = draft.size
            draft.line(runs)
            if runs:
                placed.append((row, Span(begun, draft.size)))
        draft.end(number, level=level, bold=bold, cell=cell)
    waiting.rest()
    return draft.layer(narrow_columns(placed)), places


class _Pictures:
    """Sets each page's pictures between its paragraphs: below the text that stands above them."""

    def __init__(self, draft: Draft, pictures: Mapping[int, Sequence[Rect]]) -> None:
        self.draft = draft
        self.waiting = sorted((page, box[3], box) for page, boxes in pictures.items() for box in boxes)
        self.waiting.reverse()

    def before(self, row: Row) -> None:
        """Those that end above the row, or on a page before."""
        while self.waiting and self.waiting[-1][:2] < (row.page, row.first.base):
            self._set()

    def rest(self) -> None:
        while self.waiting:
            self._set()

    def _set(self) -> None:
        page, _, box = self.waiting.pop()
        self.draft.separate("\n")
        self.draft.line([Run(PICTURE, page, -1, 0, box)])


def _separator(before: Cell | None, cell: Cell | None, row: Row) -> str:
    if cell is not None and before is not None and (cell.table, cell.row) == (before.table, before.row):
        return "\n" if cell == before else "\t"
    return "\n\n" if row.gap else "\n"


def _rounded(size: float) -> int:
    """Half points."""
    return round(size * 2)


def _levels(paragraphs: Iterable[Paragraph]) -> dict[int, int]:
    """Heading levels by size: 1 for the largest of those that are larger than the body's.

    A size that stands once, before all that are smaller, is the document's title and no heading.
    """
    characters: Counter[int] = Counter()
    uses: dict[int, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        size = _rounded(paragraph[0].size)
        characters[size] += sum(len(row.text) for row in paragraph)
        if paragraph[0].cell is None:
            uses.setdefault(size, []).append(number)
    if not characters:
        return {}
    body = characters.most_common(1)[0][0]
    larger = sorted((size for size in uses if size > _LARGER * body), reverse=True)
    while (
        larger and len(uses[larger[0]]) == 1 and uses[larger[0]][0] == min(uses[size][0] for size in larger)
    ):
        del larger[0]
    return {size: level for level, size in enumerate(larger, 1)}


def _side(kind: LayerKind, lines: Iterable[Sequence[Piece]]) -> TextLayer:
    """Running lines of all pages, one below the other."""
    draft = Draft(LayerId(f"{kind.value}:1"), kind)
    for number, pieces in enumerate(lines):
        draft.separate("\n")
        draft.begin()
        draft.line(runs_of(strands(pieces)))
        draft.end(number)
    return draft.layer()
