"""Runs -> rows of segments: what stands on one baseline, parted where gaps part it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, pairwise
from math import atan2, degrees, hypot, inf
from typing import Final

from redactor.formats.pdf.content.items import Run
from redactor.formats.pdf.fonts import Code
from redactor.formats.pdf.values import Point, Rect

GAP: Final = 1.0
"""Ems without a space that part two segments."""
SPACED_GAP: Final = 2.5
"""The same between two runs, next to a space: justified lines have wide ones."""
LEADERS: Final = frozenset("._-…·‥")
LEADER_RUN: Final = 4
"""So many of one of them fill the way to a tab stop."""
WORD_GAP: Final = 0.15
"""Ems between two glyphs from which on they are two words."""
_BACK: Final = -2.0
"""Ems; a longer step back begins another piece."""
_ALIKE: Final = 0.2
_BASELINE: Final = 0.15
_SMALL: Final = 0.85
_RAISED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A direction of writing: `along` the baseline and `across` it, upwards."""

    x: float
    y: float

    @staticmethod
    def of(run: Run) -> "Frame":
        a, b = run.matrix[:2]
        if run.font.vertical:
            a, b = -run.matrix[2], -run.matrix[3]
        length = hypot(a, b) or 1.0
        return Frame(round(a / length, 4), round(b / length, 4))

    @property
    def angle(self) -> int:
        return round(degrees(atan2(self.y, self.x))) % 360

    @property
    def level(self) -> bool:
        """Along an edge of the page."""
        return min(abs(self.x), abs(self.y)) < 0.001

    def within(self, page: Rect, acrosses: Iterable[float]) -> tuple[float, float]:
        """From where to where all these lines lie on the page."""
        lows, highs = [-inf], [inf]
        for across in acrosses:
            x, y = self.point(0.0, across)
            for at, step, low, high in ((x, self.x, page[0], page[2]), (y, self.y, page[1], page[3])):
                ends = sorted(((low - at) / step, (high - at) / step))
                lows.append(ends[0])
                highs.append(ends[1])
        return max(lows), min(highs)

    def along(self, point: Point) -> float:
        return point[0] * self.x + point[1] * self.y

    def across(self, point: Point) -> float:
        return point[1] * self.x - point[0] * self.y

    def point(self, along: float, across: float) -> Point:
        """Back to base space."""
        return along * self.x - across * self.y, along * self.y + across * self.x

    def box(self, rect: Rect) -> Rect:
        """An upright rectangle as it lies in the frame: along, across, along, across."""
        x0, y0, x1, y1 = rect
        corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]
        alongs, acrosses = [self.along(p) for p in corners], [self.across(p) for p in corners]
        return min(alongs), min(acrosses), max(alongs), max(acrosses)


@dataclass(slots=True)
class Glyph:
    """A glyph in its frame, from `x0` to `x1` by its natural width; `cell` is the number of the cell that
    takes it, AREA for an area, None when it stays."""

    run: Run
    index: int
    slot: int
    x0: float
    x1: float
    y: float
    blank: bool
    cell: int | None


class Places:
    """Where the glyphs of a run stand in its frame; of each list an entry is a glyph's."""

    def __init__(self, run: Run, frame: Frame) -> None:
        a, b, c, d, e, f = run.matrix
        if run.font.vertical:
            dx, dy = c, d
            advances = [-code.drop * run.size for code in run.codes]
        else:
            dx, dy, em = a, b, hypot(a, b)
            advances = [code.width * em for code in run.codes]
        if not dy and (frame.x, frame.y) == (1.0, 0.0):  # level, as most text is
            self.x0, self.y = [dx * at + e for at in run.at], [f] * len(run.at)
        else:
            origins = [(dx * at + e, dy * at + f) for at in run.at]
            self.x0 = [x * frame.x + y * frame.y for x, y in origins]
            self.y = [y * frame.x - x * frame.y for x, y in origins]
        self.x1 = [x + advance for x, advance in zip(self.x0, advances, strict=True)]
        self.blank = [code.blank for code in run.codes]


@dataclass
class Piece:
    """Glyphs of one run without a gap, in drawing order: those from `start` to `end`.

    `cells` are those that take the run's glyphs; None: nothing near it is taken.
    """

    frame: Frame
    run: Run
    slot: int
    cells: Sequence[int | None] | None
    places: Places
    start: int
    end: int

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """Asked for where a line is set anew, which few are."""
        at, cells = self.places, self.cells or [None] * self.end
        return [
            Glyph(self.run, i, self.slot, at.x0[i], at.x1[i], at.y[i], at.blank[i], cells[i])
            for i in range(self.start, self.end)
        ]

    @cached_property
    def size(self) -> float:
        return self.run.size

    @property
    def y(self) -> float:
        return self.places.y[self.start]

    @cached_property
    def x0(self) -> float:
        return min(self.places.x0[self.start : self.end])

    @cached_property
    def x1(self) -> float:
        return max(self.places.x1[self.start : self.end])

    @cached_property
    def inked(self) -> tuple[float, float] | None:
        """From the first to the last glyph that is not blank."""
        at, own = self.places, slice(self.start, self.end)
        stays = [not blank for blank in at.blank[own]]
        if not any(stays):
            return None
        return min(compress(at.x0[own], stays)), max(compress(at.x1[own], stays))

    @cached_property
    def touched(self) -> bool:
        return self.cells is not None and any(c is not None for c in self.cells[self.start : self.end])

    @property
    def codes(self) -> list[Code]:
        return self.run.codes[self.start : self.end]

    def repeats(self, other: "Piece") -> bool:
        """Drawn over the other to look bold: the same glyphs at nearly the same place."""
        if self.end - self.start != other.end - other.start or abs(self.x0 - other.x0) > 0.2 * self.size:
            return False
        return [code.raw for code in self.codes] == [code.raw for code in other.codes]


@dataclass
class Segment:
    """Pieces of a row that no wide gap parts."""

    pieces: list[Piece]

    @property
    def touched(self) -> bool:
        return any(piece.touched for piece in self.pieces)

    @cached_property
    def extent(self) -> tuple[float, float] | None:
        """From the first to the last glyph that is not blank."""
        inked = [piece.inked for piece in self.pieces if piece.inked is not None]
        return (min(x0 for x0, _ in inked), max(x1 for _, x1 in inked)) if inked else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight side of a path that crosses the direction of writing, in its frame."""

    x: float
    low: float
    high: float

    def crosses(self, row: "Row") -> bool:
        return self.low <= row.y + 0.3 * row.size <= self.high


@dataclass
class Row:
    """What stands on one baseline, from left to right."""

    frame: Frame
    pieces: list[Piece]
    segments: list[Segment] = field(default_factory=list)

    @property
    def y(self) -> float:
        return max(self.pieces, key=lambda piece: piece.size).y

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)

    @property
    def touched(self) -> bool:
        return any(piece.touched for piece in self.pieces)

    def part(self, rules: Iterable[Rule]) -> None:
        """Makes the segments: wide gaps part them, and rules that cross the line."""
        crossing = [rule.x for rule in rules if rule.crosses(self)]
        self.segments = []
        reached = 0.0
        for piece in sorted(self.pieces, key=lambda p: p.x0):
            last = self.segments[-1].pieces[-1] if self.segments else None
            if last is None or _apart(last, piece, reached, crossing):
                self.segments.append(Segment([piece]))
                reached = piece.x1
            else:
                self.segments[-1].pieces.append(piece)
                reached = max(reached, piece.x1)


def pieces_of(run: Run, slot: int, cells: Sequence[int | None] | None, frame: Frame) -> list[Piece]:
    """A run's glyphs, parted at wide gaps and after leaders."""
    places = Places(run, frame)
    borders = [0, *_borders(run, places), len(run.codes)]
    return [Piece(frame, run, slot, cells, places, start, end) for start, end in pairwise(borders)]


def _borders(run: Run, places: Places) -> Iterator[int]:
    """The glyphs before which a run is parted."""
    size = run.size or 1.0
    gaps = [(after - before) / size for before, after in zip(places.x1, places.x0[1:], strict=False)]
    texts = [code.text for code in run.codes]
    leading = sum(map(LEADERS.__contains__, texts)) >= LEADER_RUN
    if not leading and min(gaps, default=0.0) >= _BACK and max(gaps, default=0.0) <= GAP:
        return
    leaders = 0
    glued = _glued(run, places)
    for index, text in enumerate(texts):
        filled = leaders >= LEADER_RUN and text not in LEADERS
        if index and (
            filled or (not glued and _is_wide(gaps[index - 1], places.blank[index - 1 : index + 1]))
        ):
            yield index
        leaders = leaders + 1 if text in LEADERS else 0


def _glued(run: Run, places: Places) -> bool:
    """All gaps between words are alike: a line that was stretched, not columns."""
    steps = zip(places.x1, places.x0[1:], places.blank, places.blank[1:], strict=False)
    gaps = [
        after - before
        for before, after, *blank in steps
        if not any(blank) and after - before > WORD_GAP * run.size
    ]
    return len(gaps) > 1 and max(gaps) - min(gaps) < _ALIKE * max(gaps)


def _is_wide(gap: float, blank: Sequence[bool]) -> bool:
    """Within one run: a gap wide enough for two columns, or a step back. By a space it is a stretched one."""
    return gap < _BACK or (gap > GAP and not any(blank))


def rows_of(pieces: list[Piece]) -> list[Row]:
    """Pieces by direction and baseline; raised and lowered small ones join the line they stand in."""
    by_angle: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_angle[piece.frame.angle].append(piece)
    rows: list[Row] = []
    for alike in by_angle.values():
        rows += _rows(alike)
    for row in [row for row in rows if row.touched]:
        _adopt(row, [other for other in rows if other is not row and other.pieces])
    kept = [row for row in rows if row.pieces]
    for row in kept:
        row.part(())
    return kept


def _rows(pieces: list[Piece]) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: p.y):
        if rows and piece.y - rows[-1].pieces[0].y <= _BASELINE * max(piece.size, rows[-1].pieces[0].size):
            rows[-1].pieces.append(piece)
        else:
            rows.append(Row(piece.frame, [piece]))
    return rows


def _adopt(row: Row, rows: list[Row]) -> None:
    """Raised and lowered signs that touch the row's text move with it."""
    if not row.pieces:  # all of it moves with another row
        return
    size, y = row.size, row.y
    for other in rows:
        if other.frame != row.frame or abs(other.pieces[0].y - y) > _RAISED * size:
            continue
        for piece in list(other.pieces):
            if piece.size <= _SMALL * size and _touches(piece, row):
                other.pieces.remove(piece)
                row.pieces.append(piece)


def _touches(piece: Piece, row: Row) -> bool:
    reach = 0.5 * row.size
    return any(p.x0 - reach < piece.x1 and piece.x0 < p.x1 + reach for p in row.pieces)


def _apart(before: Piece, after: Piece, reached: float, crossing: list[float]) -> bool:
    if after.x0 - reached > _limit(before, after) or _filled(before):
        return True
    return any(reached - 1 <= x <= after.x0 + 1 for x in crossing)


def _limit(before: Piece, after: Piece) -> float:
    spaced = before.places.blank[before.end - 1] or after.places.blank[after.start]
    return (SPACED_GAP if spaced else GAP) * max(before.size, after.size)


def _filled(piece: Piece) -> bool:
    """Ends with leaders."""
    end = [code.text for code in piece.codes[-LEADER_RUN:]]
    return len(end) == LEADER_RUN and all(text in LEADERS for text in end)
