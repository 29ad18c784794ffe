"""Which strands of a page are cells: told by ruling lines, or by three and more clear columns."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Final

from redactor.domain.document import Cell
from redactor.formats.pdf import columns
from redactor.formats.pdf.letters import lines_across
from redactor.formats.pdf.lines import Painted, Piece, framed
from redactor.formats.pdf.order import Strand, same_line
from redactor.formats.pdf.table_rows import numbered_edges, row_edges
from redactor.formats.pdf.values import Rect

_THIN: Final = 3.0
"""Points; a rule is no thicker."""
_SHORT: Final = 7.0
_TOUCH: Final = 3.0
_RULES: Final = 1_500
"""Of more lines a page shows a drawing rather than tables."""
_EDGE: Final = 0.4
"""Em; a word may reach as far over the line beside it."""
_GUESS: Final = 1.5
"""Letters; the place of a blank is guessed as exactly."""
_CELLS: Final = 3
"""As many rules below each other are those of a table's cells."""
_UNPARTED: Final = 3
"""Levels of lines around a table and below its head."""
_ACROSS: Final = 0.5
"""Of a table's breadth."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of a table's columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, piece: Piece) -> bool:
        """Whether the piece begins in one of several columns."""
        x, y = piece.x0 + 1, (piece.y0 + piece.y1) / 2
        return len(self.xs) > 2 and self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def place(self, strand: Strand) -> tuple[int, int] | None:
        """Row and column of the strand; None outside."""
        x, y = (strand.x0 + min(strand.x1, strand.x0 + 10)) / 2, (strand.y0 + strand.y1) / 2
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1

    def room(self, strand: Strand, column: int) -> float | None:
        """How far the strand's text may go in its column, with as much margin as it has on its left."""
        if not 0 <= column < len(self.xs) - 1:
            return None
        return self.xs[column + 1] - max(strand.x0 - self.xs[column], 0.0)


@dataclass(frozen=True, slots=True)
class Tables:
    """A page's tables: `drawn` with lines in both directions, `clear` by clear strips.

    No piece is in two cells.
    """

    pieces: Sequence[Piece]
    drawn: tuple[Grid, ...]
    clear: tuple[Grid, ...]


def find_tables(pieces: Sequence[Piece], painted: Sequence[Painted], turn: int) -> Tables:
    """The tables of a page's pieces with that `turn`."""
    framed_paths = [replace(path, box=framed(path.box, turn)) for path in painted]
    rules = _beside_text(list(_rules(framed_paths)), pieces)
    pieces = parted_by_rules(pieces, rules)
    drawn = tuple(_with_rows(grid, pieces) for grid in grids(rules))
    clear = list(columns.tables([p for p in pieces if not any(grid.holds(p) for grid in drawn)]))
    return Tables(columns.parted(pieces, clear), drawn, tuple(_clear_grid(t, framed_paths) for t in clear))


def _with_rows(grid: Grid, pieces: Sequence[Piece]) -> Grid:
    """The grid, with its rows told by their numbers where lines part only its columns."""
    if len(grid.ys) > _UNPARTED:
        return grid
    held = lines_across([piece for piece in pieces if grid.holds(piece)])
    lines = [line for row in held if (line := columns.Line(row)).words]
    inner = numbered_edges(columns.Table(lines, grid.xs[1:-1]), grid.ys[1:-1]) if lines else ()
    return Grid(grid.xs, (grid.ys[0], *inner, grid.ys[-1])) if inner else grid


def _clear_grid(table: columns.Table, painted: Sequence[Painted]) -> Grid:
    left = min(line.words[0].x0 for line in table.lines)
    right = max(line.words[-1].x1 for line in table.lines)
    ys = row_edges(table, levels(painted, left, right))
    return Grid((left - 1, *table.edges, right + 1), ys)


def _beside_text(rules: Sequence[Rect], pieces: Sequence[Piece]) -> list[Rect]:
    """The rules without the upright ones that cut words in half of the lines: a stamp's frame, over text.

    Where rules of a table's cells stand below each other, a word may be too long for its cell.
    """
    upright = sorted((r for r in rules if _is_upright(r)), key=lambda r: r[0])
    if not upright or len(rules) > _RULES:
        return list(rules)
    lines = [(row[0].base, row[0].x0, max(piece.x1 for piece in row)) for row in lines_across(pieces)]
    bases = [base for base, _, _ in lines]
    within: Counter[int] = Counter()
    for x, top, _, bottom in upright:
        beside = lines[bisect_right(bases, top) : bisect_right(bases, bottom)]
        within[round(x)] += sum(x0 < x < x1 for _, x0, x1 in beside)
    cut = Counter(
        round(rule[0]) for piece, at in _crossed(pieces, upright) for rule in at if _cuts(rule, piece)
    )
    # Cell by cell, rules stand below each other; a frame has one on each side.
    cells = Counter(x for x, _ in {(round(rule[0]), round(rule[1])) for rule in upright})
    over = {x for x, words in cut.items() if 2 * words >= within[x] and cells[x] < _CELLS}
    return [rule for rule in rules if not (_is_upright(rule) and round(rule[0]) in over)]


def _is_upright(rule: Rect) -> bool:
    return rule[2] - rule[0] < rule[3] - rule[1]


def _crossed(pieces: Sequence[Piece], upright: Sequence[Rect]) -> Iterator[tuple[Piece, list[Rect]]]:
    """Each piece with the upright rules that it runs over or begins near; these are sorted from the left."""
    starts = [rule[0] for rule in upright]
    for piece in pieces:
        middle = (piece.y0 + piece.y1) / 2
        near = upright[bisect_right(starts, piece.x0 - piece.size) : bisect_right(starts, piece.x1 - 1)]
        yield piece, [rule for rule in near if rule[1] <= middle <= rule[3]]


def _cuts(rule: Rect, piece: Piece) -> bool:
    """Whether the upright rule goes through a word; where words were not measured, by a guess."""
    x, edge = rule[0], _EDGE * piece.size
    if piece.words:
        return any(x0 + edge < x < x1 - edge for _, _, x0, x1 in piece.words)
    if not piece.x0 + edge < x < piece.x1 - edge:
        return False
    at = _blank_at(piece, x)
    each = (piece.x1 - piece.x0) / len(piece.text)
    return at is None or abs(piece.x0 + (at + 0.5) * each - x) > _GUESS * each


def parted_by_rules(pieces: Sequence[Piece], rules: Sequence[Rect]) -> list[Piece]:
    """Pieces that run over an upright rule are two, and what a rule parts is set apart.

    Narrow cells stand so near that MuPDF reads on.
    """
    upright = sorted((r for r in rules if _is_upright(r)), key=lambda r: r[0])
    if not upright or len(upright) > _RULES:
        return list(pieces)
    ends = {id(p): columns.printed_over(p, row) for row in lines_across(pieces) for p in row}
    return [
        part
        for piece, at in _crossed(pieces, upright)
        for part in _halved(piece, _of_own([rule[0] for rule in at], ends[id(piece)]))
    ]


def _of_own(xs: Sequence[float], end: float) -> Sequence[float]:
    """The rules that may part a piece: where it is printed over, it has run over the rule before."""
    before = max((x for x in xs if x <= end + 1), default=-inf)
    return xs if end == inf else [x for x in xs if x < before - _TOUCH]


def _halved(piece: Piece, xs: Sequence[float]) -> Iterator[Piece]:
    for x in xs:
        # Rules of neighbouring cells may stand upon each other.
        at = _word_after(piece, x) if piece.x0 + 1 < x and piece.box is None else None
        if at is not None:
            left, right = _halves(piece, at, x)
            yield left
            piece = replace(right, apart=True)
        elif x <= piece.x0 + 1 and piece.joint is None:
            piece = replace(piece, apart=True)
    yield piece


def _word_after(piece: Piece, x: float) -> int | None:
    """Where in the piece's text the first word right of a place begins; None when it is the piece's first."""
    if piece.words:
        after = (start for start, _, x0, x1 in piece.words[1:] if (x0 + x1) / 2 > x)
        return next(after, None)
    at = _blank_at(piece, x)
    return None if at is None else at + 1


def _halves(piece: Piece, at: int, x: float) -> tuple[Piece, Piece]:
    if piece.words:
        return piece.part(0, at), piece.part(at, len(piece.text))
    left = replace(piece, text=piece.text[: at - 1], x1=x - 1)
    return left, replace(piece, start=piece.start + at, text=piece.text[at:], x0=x + 1)


def _blank_at(piece: Piece, x: float) -> int | None:
    """The blank nearest to a place, letters taken as equally wide; None without one between letters."""
    each = (piece.x1 - piece.x0) / len(piece.text)
    blanks = [i for i, sign in enumerate(piece.text) if sign.isspace() and piece.text[i + 1 :].strip()]
    return min(blanks, key=lambda i: abs(piece.x0 + (i + 0.5) * each - x), default=None)


def grids(rules: Sequence[Rect]) -> tuple[Grid, ...]:
    """Tables drawn with lines in both directions."""
    if len(rules) > _RULES:
        return ()
    return tuple(grid for group in _touching(rules) if (grid := _grid(group)) is not None)


def _rules(painted: Sequence[Painted]) -> Iterator[Rect]:
    """Straight lines; a frame is four."""
    for path in painted:
        x0, y0, x1, y1 = path.box
        wide, high = x1 - x0, y1 - y0
        if min(wide, high) <= _THIN:
            if max(wide, high) > _SHORT:
                yield path.box
        elif path.stroked and path.rectangle and wide > _SHORT and high > _SHORT:
            yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


def _touching(rules: Sequence[Rect]) -> Iterator[list[Rect]]:
    """Groups of rules that meet."""
    rest = sorted(rules, key=lambda r: r[1])
    while rest:
        group, rest = [rest[0]], rest[1:]
        for at in group:
            near = [r for r in rest if _meet(at, r)]
            if near:
                group += near
                rest = [r for r in rest if not _meet(at, r)]
        yield group


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one[0] - _TOUCH <= other[2]
        and other[0] - _TOUCH <= one[2]
        and one[1] - _TOUCH <= other[3]
        and other[1] - _TOUCH <= one[3]
    )


def _grid(group: Sequence[Rect]) -> Grid | None:
    xs = _edges((r[0] + r[2]) / 2 for r in group if r[2] - r[0] < r[3] - r[1])
    ys = _edges((r[1] + r[3]) / 2 for r in group if r[2] - r[0] >= r[3] - r[1])
    return Grid(xs, ys) if len(xs) > 2 and len(ys) > 1 else None


def _edges(places: Iterator[float]) -> tuple[float, ...]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return tuple(found)


def levels(painted: Sequence[Painted], left: float, right: float) -> list[float]:
    """The heights of rules, and of the edges of shaded rows, that run over most of left..right.

    They may be drawn cell by cell.
    """
    covered: dict[float, float] = defaultdict(float)
    for path in painted:
        x0, y0, x1, y1 = path.box
        for y in {round((y0 + y1) / 2)} if y1 - y0 <= _THIN else {round(y0), round(y1)}:
            covered[y] += max(min(x1, right) - max(x0, left), 0.0)
    return [y for y, width in covered.items() if width > _ACROSS * (right - left)]


def set_cells(strands: list[Strand], page: Tables) -> list[Strand]:
    """The strands with their cells, those of a table by row and column at its place."""
    tables = _placed(strands, page)
    tables += _clear(strands, {id(s) for _, cells in tables for s, _, _ in cells})
    if not tables:
        return strands
    table_of: dict[int, int] = {}
    sorted_tables: list[list[Strand]] = []
    for number, (_, cells) in enumerate(sorted(tables, key=lambda t: t[0])):
        cells.sort(key=lambda c: (c[1], c[2], c[0].base, c[0].x0))
        for strand, row, column in cells:
            strand.cell = Cell(number, row, column)
            table_of[id(strand)] = number
        sorted_tables.append([strand for strand, _, _ in cells])
    ordered: list[Strand] = []
    done: set[int] = set()
    for strand in strands:
        table = table_of.get(id(strand))
        if table is None:
            ordered.append(strand)
        elif table not in done:
            done.add(table)
            ordered += sorted_tables[table]
    return ordered


_Cells = list[tuple[Strand, int, int]]


def _placed(strands: Sequence[Strand], page: Tables) -> list[tuple[int, _Cells]]:
    """For each table where its first strand stands in the order, and its cells."""
    found: list[tuple[int, _Cells]] = []
    taken: set[int] = set()
    inner_first = sorted(page.drawn, key=lambda g: (g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0]))
    for grid in [*inner_first, *page.clear]:
        placed = [(i, s, p) for i, s in enumerate(strands) if id(s) not in taken and (p := grid.place(s))]
        if len({p[1] for _, _, p in placed}) > 1:
            taken |= {id(s) for _, s, _ in placed}
            for _, strand, (_, column) in placed:
                strand.room = grid.room(strand, column) if grid in page.drawn else None
            found.append((placed[0][0], [(s, *p) for _, s, p in placed]))
    return found


def _clear(strands: Sequence[Strand], taken: set[int]) -> list[tuple[int, _Cells]]:
    """Tables without lines: rows of three and more strands side by side, over the same clear columns."""
    beside = [same_line(one, other) for one, other in pairwise(strands)]
    if (True, True) not in pairwise(beside):
        return []
    found: list[tuple[int, _Cells]] = []
    run: list[list[Strand]] = []
    start = 0
    at = 0
    while at <= len(strands):
        row = _row_at(strands, at, taken)
        joins = bool(row) and (len(row) > 2 or (bool(run) and _within(run, row)))
        if run and not (joins and (_are_equal([*run, row]) or _bands([*run, row]))):
            table = _table(run)
            if table:
                found.append((start, table))
            run = []
            joins = len(row) > 2
        if joins:
            start = start if run else at
            run.append(row)
        at += max(len(row), 1)
    return found


def _row_at(strands: Sequence[Strand], at: int, taken: set[int]) -> list[Strand]:
    row: list[Strand] = []
    for strand in strands[at:]:
        if id(strand) in taken or (row and not (same_line(row[-1], strand) and strand.x0 > row[-1].x1)):
            break
        row.append(strand)
    return row


def _within(run: Sequence[Sequence[Strand]], row: Sequence[Strand]) -> bool:
    """Whether the row goes on with the table: near below, each strand in one of its columns."""
    above = run[-1][0]
    if not 0 < row[0].base - above.base < 2.2 * above.size:
        return False
    bands = _bands(run)
    return all(any(b0 - 2 <= s.x0 and s.x1 <= b1 + 40 for b0, b1 in bands) for s in row)


def _bands(rows: Sequence[Sequence[Strand]]) -> list[tuple[float, float]]:
    """The columns that all strands of the rows leave clear; empty when fewer than three."""
    bands: list[tuple[float, float]] = []
    for x0, x1 in sorted((s.x0, s.x1) for row in rows for s in row):
        if bands and x0 - bands[-1][1] < 4:
            bands[-1] = (bands[-1][0], max(bands[-1][1], x1))
        else:
            bands.append((x0, x1))
    return bands if len(bands) > 2 else []


def _are_equal(rows: Sequence[Sequence[Strand]]) -> bool:
    """Whether each row has as many cells: they need not stand below each other (tab stops)."""
    return len({len(row) for row in rows}) == 1


def _table(run: Sequence[Sequence[Strand]]) -> _Cells:
    if sum(len(row) > 2 for row in run) < 2:
        return []
    if _are_equal(run):
        return [(s, number, column) for number, row in enumerate(run) for column, s in enumerate(row)]
    bands = _bands(run)
    starts = [b[0] for b in bands]
    cells: _Cells = []
    number = -1
    for row in run:
        # A row begins where its first column is filled, or where no cell of the one above goes on.
        if number < 0 or bisect_right(starts, row[0].x0 + 1) == 1 or len(row) > 2:
            number += 1
        cells += [(s, number, max(bisect_right(starts, s.x0 + 1) - 1, 0)) for s in row]
    return cells
