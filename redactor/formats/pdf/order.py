"""A page's pieces -> strands in reading order.

A strand is what stands on one line of one column or cell. The producer's drawing order is kept where it runs
down the page, as word processors write it; else the places decide.
"""

from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import Final

from redactor.domain.document import Cell
from redactor.formats.pdf.lines import Piece

_JOINED: Final = 0.75
"""Em; pieces of one line that stand further apart are columns, cells, or a label and its value."""
_BLANK: Final = 0.12
"""Em; a gap this wide is a blank."""
_SLICE: Final = 4
"""Points; a gutter is wider, and no part of both columns beside it."""
_GUTTER: Final = 1.0
"""Em."""
_COLUMN_LINES: Final = 4
_COLUMN_CHARACTERS: Final = 18


class Strand:
    """Pieces that follow each other on one line; `joints[i]` is set between piece i and the next.

    `text` has no blanks at its ends. `room` is how far to the right a ruled cell lets its text go.
    """

    __slots__ = (
        "base", "bold", "cell", "column", "joints", "pieces", "room", "size", "text", "turn", "x0", "x1",
        "y0", "y1",
    )  # fmt: skip

    def __init__(self, pieces: Sequence[Piece], joints: Sequence[str] = ()) -> None:
        first = pieces[0]
        self.pieces = pieces
        self.joints = joints
        self.cell: Cell | None = None
        self.column = 0
        self.room: float | None = None
        self.x0, self.y0, self.x1, self.y1 = first.x0, first.y0, pieces[-1].x1, first.y1
        self.base, self.size, self.bold, self.turn = first.base, first.size, first.bold, first.turn
        self.text = first.text.strip()
        if len(pieces) > 1:
            self._take_all()

    def _take_all(self) -> None:
        joined = zip(("", *self.joints), self.pieces, strict=True)
        self.text = "".join(joint + piece.text for joint, piece in joined).strip()
        self.y0, self.y1 = min(p.y0 for p in self.pieces), max(p.y1 for p in self.pieces)
        self.size = max(p.size for p in self.pieces)
        self.bold = all(p.bold for p in self.pieces)


def strands(pieces: Sequence[Piece]) -> list[Strand]:
    """The strands of pieces with one turn, in reading order; not yet parted into cells."""
    drawn = _fused(list(_rightwards(pieces)))
    if all(one.base <= other.base for one, other in pairwise(drawn)):
        return drawn
    stretches = sorted(_stretches(drawn), key=_top)
    if all(_bottom(above) <= _top(below) for above, below in pairwise(stretches)):
        found = [strand for stretch in stretches for strand in stretch]
        _set_columns(found)
        return found
    by_place = sorted(pieces, key=lambda p: (round(p.base / max(p.size, 1) * 2), p.x0))
    return _in_place(_fused(by_place))


def _rightwards(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces as drawn, but on each line from left to right."""
    line: list[Piece] = []
    for piece in pieces:
        if line and not same_line(line[-1], piece):
            yield from line
            line = []
        if line and piece.x0 < line[-1].x0:
            insort(line, piece, key=lambda p: p.x0)
        else:
            line.append(piece)
    yield from line


def _stretches(found: Sequence[Strand]) -> Iterator[list[Strand]]:
    """What was drawn from the top down: a new one begins above something that stands in its way."""
    stretch: list[Strand] = []
    lowest: dict[int, float] = {}
    for strand in found:
        across = range(int(strand.x0) // _SLICE, int(strand.x1) // _SLICE + 1)
        if any(lowest.get(x, -inf) > strand.base + 0.5 * strand.size for x in across):
            yield stretch
            stretch, lowest = [], {}
        stretch.append(strand)
        for x in across:
            lowest[x] = strand.base
    if stretch:
        yield stretch


def _top(stretch: Sequence[Strand]) -> float:
    return min(strand.base - 0.5 * strand.size for strand in stretch)


def _bottom(stretch: Sequence[Strand]) -> float:
    return max(strand.base for strand in stretch)


def _fused(pieces: Sequence[Piece]) -> list[Strand]:
    found: list[Strand] = []
    open_pieces: list[Piece] = []
    joints: list[str] = []
    for piece in pieces:
        if open_pieces and adjoins(open_pieces[-1], piece):
            joints.append(_joint(open_pieces[-1], piece))
        elif open_pieces:
            found.append(Strand(open_pieces, joints))
            open_pieces, joints = [], []
        open_pieces.append(piece)
    if open_pieces:
        found.append(Strand(open_pieces, joints))
    return found


def same_line(one: Piece | Strand, other: Piece | Strand) -> bool:
    """Whether two stand on one line: their baselines agree, or one is a sub- or superscript of the other."""
    # Asked for every two neighbours, several times over.
    small, size = (one.size, other.size) if one.size < other.size else (other.size, one.size)
    height = abs(one.base - other.base)
    return height < 0.25 * size or (small < 0.85 * size and height < 0.55 * size)


def adjoins(one: Piece, other: Piece) -> bool:
    """Whether a piece goes on where the other ends."""
    size = max(one.size, other.size)
    near = not other.apart and (other.joint is not None or other.x0 - one.x1 < _JOINED * size)
    return near and same_line(one, other) and -0.3 * size < other.x0 - one.x1


def _joint(one: Piece, other: Piece) -> str:
    if other.joint is not None:
        return other.joint
    blank = one.text[-1:].isspace() or other.text[:1].isspace()
    wide = other.x0 - one.x1 > _BLANK * max(one.size, other.size)
    return " " if wide and not blank else ""


def _set_columns(found: Sequence[Strand]) -> None:
    """Where running text goes on further up, beside what stands above it, another column begins."""
    begins = [
        at for at, (one, other) in enumerate(pairwise(found), 1) if other.base < one.base - one.size / 2
    ]
    left = 0
    for number, (start, end) in enumerate(pairwise([0, *begins, len(found)])):
        if number and _is_text(found[start:end]):
            beside = (i for i in range(start - 1, left - 1, -1) if found[i].base < found[start].base - 1)
            for strand in found[next(beside, left - 1) + 1 : start]:
                strand.column = max(strand.column, 2 * number - 1)
            for strand in found[start:end]:
                strand.column = 2 * number
            left = start


def _in_place(found: list[Strand]) -> list[Strand]:
    """By place: bands from the top; within a band that a gutter parts into columns of text, by column."""
    rows = list(_rows(found))
    ordered: list[Strand] = []
    at = 0
    while at < len(rows):
        end, edge = _columns_from(rows, at)
        if edge is None:
            ordered += rows[at]
            at += 1
            continue
        band = [strand for row in rows[at:end] for strand in row]
        ordered += [s for s in band if s.x0 < edge]
        right = [s for s in band if s.x0 >= edge]
        for strand in right:
            strand.column += 1
        ordered += _in_place(right)
        at = end
    return ordered


def _rows(found: Sequence[Strand]) -> Iterator[list[Strand]]:
    """Strands that overlap in height, each row from left to right."""
    row: list[Strand] = []
    for strand in sorted(found, key=lambda s: s.base):
        if row and not same_line(row[-1], strand):
            yield sorted(row, key=lambda s: s.x0)
            row = []
        row.append(strand)
    if row:
        yield sorted(row, key=lambda s: s.x0)


def _columns_from(rows: Sequence[Sequence[Strand]], at: int) -> tuple[int, float | None]:
    """The rows from `at` on that one gutter parts into two columns of text; its right edge, or None."""
    left, right = rows[at][0], rows[at][-1]
    low, high = left.x1, right.x0 if right is not left else float("inf")
    end = at
    best: tuple[int, float | None] = (at, None)
    sides: list[Strand] = []
    for row in rows[at:]:
        lefts = [s for s in row if s.x1 <= high and (s.x0 < low or high == float("inf"))]
        rights = [s for s in row if s not in lefts]
        new_low = max([low, *(s.x1 for s in lefts)])
        new_high = min([high, *(s.x0 for s in rights)])
        if new_high - new_low < _GUTTER * row[0].size:
            break
        low, high = new_low, new_high
        sides += row
        end += 1
        if high < float("inf") and _are_columns(sides, high):
            best = (end, high)
    return best


def _are_columns(sides: Sequence[Strand], edge: float) -> bool:
    """Whether both sides hold running text, not a table's short cells."""
    for side in ([s for s in sides if s.x0 < edge], [s for s in sides if s.x0 >= edge]):
        if not _is_text(side):
            return False
    return True


def _is_text(lines: Sequence[Strand]) -> bool:
    """Whether these are lines of running text."""
    return len(lines) >= _COLUMN_LINES and median(len(s.text) for s in lines) >= _COLUMN_CHARACTERS
