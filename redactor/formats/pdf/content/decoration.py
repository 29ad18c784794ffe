"""Underlines, markings and frames of lines that are set anew: their ends tell how wide the text was.

Whether a mark stays must not hang on that width either: so it stays only where both its ends are those of
something else on the page, as a table's or a column's are, whatever it lies upon.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from redactor.formats.pdf.content.geometry import around, grown, meet
from redactor.formats.pdf.content.items import Painted
from redactor.formats.pdf.content.paths import STROKES, Subpath, written
from redactor.formats.pdf.content.rows import Frame, Row
from redactor.formats.pdf.values import Point, Rect

_HIGH: Final = 3.0
"""Ems; what is higher stands with several lines."""
_PICTURE: Final = 1.8
"""Ems; a picture that is higher is no sign in a line."""
_BELOW: Final = 0.4
_ABOVE: Final = 0.9
"""Ems around the baseline; what has its middle there belongs to the line."""
_AROUND: Final = 1.5
"""Ems; the parts of a line's frame are no further from the baseline."""
_OVERHANG: Final = 0.4
"""Ems that marks reach beyond the text."""
_THIN: Final = 1.5
"""Points; a line is no thicker."""
_SAME: Final = 0.15
"""Points; ends that differ less are one end."""
_STROKES: Final = 3.0
_LINES: Final = 0.5
"""Points between the strokes of one drawing, and between the lines of one frame or table."""
_TILE: Final = 24.0


@dataclass(frozen=True, slots=True)
class Territory:
    """Where what stands in a touched row may hang on what goes from it: `low`..`high` along the row."""

    row: Row
    low: float
    high: float

    def holds(self, mark: "Mark") -> bool:
        x0, _, x1, _ = mark.shape.box
        reach = _OVERHANG * self.row.size
        return x0 < self.high + reach and self.low < x1 and mark.is_with(self.row)


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a path, or a whole picture, shading or form, as it shows in a frame."""

    item: Painted
    sub: Subpath | None
    box: Rect
    upright: bool
    """A rectangle, or a straight line along or across the frame."""
    ink: tuple[Rect, ...] = ()
    """Where it meets others: a frame's sides, the box of a line or of a stroke that is not upright."""

    @property
    def sides(self) -> list[tuple[Point, Point]]:
        """In base space."""
        return [] if self.sub is None else self.sub.sides(self.item.ctm)


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape that may mark a line; `whole` is the box of what it is part of: a frame, a drawing, a table."""

    shape: Shape
    whole: Rect

    def is_with(self, row: Row) -> bool:
        """Whether all of it stands with this row alone."""
        _, low, _, high = self.whole
        if high - low > (_PICTURE if self.shape.item.picture else _HIGH) * row.size:
            return False
        return row.y - _BELOW * row.size <= (low + high) / 2 <= row.y + _ABOVE * row.size

    def is_placed(self, places: Sequence[float], margins: tuple[float, float]) -> bool:
        """Whether both ends are ends of something else, or of the text's column."""
        x0, _, x1, _ = self.shape.box
        return (x0 <= margins[0] + _SAME or _is_shared(x0, places)) and (
            x1 >= margins[1] - _SAME or _is_shared(x1, places)
        )

    def is_cell(self, others: Iterable[Shape]) -> bool:
        """Whether it is part of a table's row: as high as one of the upright lines, or as a box beside it."""
        x0, low, x1, high = self.shape.box
        if high - low <= _THIN or not self.shape.upright or self.shape.sub is None:
            return False
        return any(
            abs(other.box[1] - low) <= _SAME
            and abs(other.box[3] - high) <= _SAME
            and (
                (x1 - x0 <= _THIN and other.box[2] - other.box[0] <= _THIN)
                or min(abs(other.box[2] - x0), abs(other.box[0] - x1)) <= _SAME
            )
            for other in others
            if other.upright and other.sub is not None
        )


class Decoration:
    """What is painted on a page beside the touched rows of one direction."""

    def __init__(self, painted: Iterable[Painted], touched: Sequence[Row], frame: Frame) -> None:
        shapes = [shape for item in painted for shape in _shapes(item, frame)]
        rows = sorted(touched, key=lambda row: row.y)
        near = [shape for shape in shapes if _near(rows, shape.box)]
        self._doubtful = [
            mark
            for mark in _marks(near, shapes, rows)
            if any(mark.is_with(row) for row in _near(rows, mark.whole))
        ]
        among = {id(mark.shape) for mark in self._doubtful}
        self.firm = [shape for shape in shapes if id(shape) not in among]
        """What stays whatever goes."""

    def remove(self, territories: Sequence[Territory], margins: tuple[float, float]) -> None:
        """Takes what may tell how wide the text was; an item left without parts has no chunks."""
        hanging = [mark for mark in self._doubtful if any(t.holds(mark) for t in territories)]
        among = {id(mark.shape) for mark in hanging}
        free = [*self.firm, *(m.shape for m in self._doubtful if id(m.shape) not in among)]
        places = sorted(x for shape in free if shape.upright for x in (shape.box[0], shape.box[2]))
        gone: dict[int, list[Shape]] = defaultdict(list)
        for mark in hanging:
            if not mark.is_placed(places, margins) and not mark.is_cell(free):
                gone[id(mark.shape.item)].append(mark.shape)
        for shapes in gone.values():
            _take(shapes[0].item, {id(shape.sub) for shape in shapes})


def _shapes(item: Painted, frame: Frame) -> Iterator[Shape]:
    for sub in item.path[0] if item.path else (None,):
        box = item.box if sub is None else sub.box(item.ctm)
        bound = item.dress.clip.bound
        shown = meet(box, bound) if bound is not None else None
        if shown is not None:
            yield _shape(item, sub, frame.box(shown), frame)


def _shape(item: Painted, sub: Subpath | None, box: Rect, frame: Frame) -> Shape:
    if sub is None or item.path is None:
        return Shape(item, sub, box, upright=True)
    sides = [frame.box(around([*side])) for side in sub.sides(item.ctm)]
    upright = bool(sides) and all(_thickness(side) < _SAME for side in sides)
    if upright and item.path[1].decode() in STROKES:
        return Shape(item, sub, box, upright, tuple(sides))
    return Shape(item, sub, box, upright, () if upright and _thickness(box) > _THIN else (box,))


def _thickness(box: Rect) -> float:
    return min(box[2] - box[0], box[3] - box[1])


def _near(rows: Sequence[Row], box: Rect) -> Sequence[Row]:
    """The rows, sorted by height, that something there may stand with."""
    middle = (box[1] + box[3]) / 2
    reach = _AROUND * max((row.size for row in rows), default=0.0)
    first = bisect_left(rows, middle - reach, key=lambda row: row.y)
    last = bisect_left(rows, middle + reach, key=lambda row: row.y)
    return rows[first:last]


def _marks(near: Iterable[Shape], shapes: Iterable[Shape], rows: Iterable[Row]) -> Iterator[Mark]:
    """The marks that shapes near touched rows are, or are part of."""
    kinds = {_STROKES: _Tiles(rows), _LINES: _Tiles(rows)}
    for shape in shapes:
        kinds[_LINES if shape.upright else _STROKES].add(shape)
    seen: set[int] = set()
    for shape in near:
        if id(shape) in seen:
            continue
        found = [shape]
        seen.add(id(shape))
        reach = _LINES if shape.upright else _STROKES
        for part in found:
            more = [s for s in kinds[reach].around(part, reach) if id(s) not in seen]
            seen.update(map(id, more))
            found += more
        whole = _around(found)
        yield from (Mark(part, whole) for part in found)


def _around(shapes: Sequence[Shape]) -> Rect:
    x0s, lows, x1s, highs = zip(*(shape.box for shape in shapes), strict=True)
    return min(x0s), min(lows), max(x1s), max(highs)


class _Tiles:
    """Shapes by place, as far as they are near rows: what reaches further stands with several lines."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._tiles: dict[tuple[int, int], list[tuple[Rect, Shape]]] = defaultdict(list)
        reach = [(row.y - _HIGH * row.size, row.y + _HIGH * row.size) for row in rows]
        self._bands = {y for low, high in reach for y in range(floor(low / _TILE), floor(high / _TILE) + 1)}

    def add(self, shape: Shape) -> None:
        for box in shape.ink:
            for tile in self._under(box):
                self._tiles[tile].append((box, shape))

    def around(self, shape: Shape, reach: float) -> Iterable[Shape]:
        """Each shape that the shape meets, once."""
        found: dict[int, Shape] = {}
        for box in (grown(box, reach) for box in shape.ink):
            for tile in self._under(box):
                found |= {id(other): other for ink, other in self._tiles.get(tile, ()) if meet(box, ink)}
        return found.values()

    def _under(self, box: Rect) -> Iterator[tuple[int, int]]:
        x0, y0, x1, y1 = (floor(edge / _TILE) for edge in box)
        high = y1 - y0 > len(self._bands)
        rows = [y for y in self._bands if y0 <= y <= y1] if high else range(y0, y1 + 1)
        return ((x, y) for y in rows if y in self._bands for x in range(x0, x1 + 1))


def _is_shared(x: float, places: Sequence[float]) -> bool:
    at = bisect_left(places, x - _SAME)
    return at < len(places) and places[at] <= x + _SAME


def _take(item: Painted, gone: set[int]) -> None:
    """Parts of a path, by their ids; all of what is no path."""
    subpaths, operator = item.path or ((), b"")
    left = tuple(sub for sub in subpaths if id(sub) not in gone)
    item.path = (left, operator) if item.path else None
    item.chunks = (written(left, operator),) if left else ()
