"""Which glyphs, paths and picture parts a page's cut takes."""

from collections import defaultdict
from collections.abc import Iterable
from math import floor, hypot

from redactor.formats.pdf.content.geometry import around, grown, meet, within
from redactor.formats.pdf.content.paths import Subpath
from redactor.formats.pdf.values import Matrix, PageCut, Point, Quad, Rect

_ROW = 24.0
_SLACK = 0.02
"""Of a cell's height: the engines' rounding."""
AREA = -1
"""Stands for a cell's index where an area takes a glyph."""


class Cuts:
    """A page's cut, ready to be asked about places in base space."""

    def __init__(self, cut: PageCut) -> None:
        self.cut = cut
        self.areas = _disjoint(cut.areas)
        self.placed: set[int] = set()
        """Cutouts whose placeholder stands."""
        self.cells = [(number, quad) for number, c in enumerate(cut.cutouts) for quad in c.quads]
        self._boxes = [_around(quad) for _, quad in self.cells]
        self._rows: dict[int, list[int]] = defaultdict(list)
        for index, box in enumerate(self._boxes):
            for row in range(floor(box[1] / _ROW), floor(box[3] / _ROW) + 1):
                self._rows[row].append(index)

    def __bool__(self) -> bool:
        return bool(self.cells or self.areas)

    def near(self, box: Rect) -> bool:
        """Something in `box` may be meant."""
        rows = range(floor(box[1] / _ROW), floor(box[3] / _ROW) + 1)
        if any(meet(self._boxes[i], box) for row in rows for i in self._rows.get(row, ())):
            return True
        return any(meet(area, box) for area in self.areas)

    def takes(self, point: Point, text: str) -> int | None:
        """The index of the cell that takes a glyph with this middle, AREA for an area; None if it stays.

        `text` is what the glyph says, as far as its font tells.
        """
        x, y = point
        for index in self._rows.get(floor(y / _ROW), ()):
            x0, y0, x1, y1 = self._boxes[index]
            if not (x0 <= x <= x1 and y0 <= y <= y1):
                continue
            if _means(self.cells[index][1], text) and _holds(self.cells[index][1], point):
                return index
        if any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self.areas):
            return AREA
        return None

    def left(self, subpaths: Iterable[Subpath], ctm: Matrix) -> list[Subpath]:
        """Subpaths that stay: none that lies in an area, and none but straight ones that reaches into one."""
        found = []
        for sub in subpaths:
            box = sub.box(ctm)
            inside = any(within(box, area, 0.5) for area in self.areas)
            crossing = any(meet(box, area) for area in self.areas)
            if not inside and (not crossing or (sub.straight and len(sub.segments) <= 6)):
                found.append(sub)
        return found

    def crossed(self, box: Rect) -> tuple[Rect, ...]:
        """Areas that something with this box reaches into."""
        return tuple(area for area in self.areas if meet(area, box))

    def blanks(self) -> list[tuple[Point, Point, Point, Point]]:
        """What pictures lose: corners in base space."""
        corners = []
        for number, quad in self.cells:
            if self.cut.cutouts[number].pixels:
                corners.append(_corners(quad))
        corners += [((x0, y0), (x1, y0), (x1, y1), (x0, y1)) for x0, y0, x1, y1 in self.areas]
        return corners


def _disjoint(areas: Iterable[Rect]) -> tuple[Rect, ...]:
    """Areas of which no two share more than a side: the even-odd rule would show what lies in two."""
    found: list[Rect] = []
    for x0, y0, x1, y1 in areas:
        parts = [(x0, y0, x1, y1)]
        for other in found:
            parts = [left for part in parts for left in _minus(part, other)]
        found += parts
    return tuple(found)


def _minus(rect: Rect, other: Rect) -> list[Rect]:
    met = meet(rect, other)
    if met is None or met[0] == met[2] or met[1] == met[3]:
        return [rect]
    (x0, y0, x1, y1), (a, b, c, d) = rect, met
    parts = [(x0, y0, x1, b), (x0, d, x1, y1), (x0, b, a, d), (c, b, x1, d)]
    return [part for part in parts if part[0] < part[2] and part[1] < part[3]]


def _corners(quad: Quad) -> tuple[Point, Point, Point, Point]:
    """The cell's corners, reaching a quarter of its height below the baseline (descenders)."""
    up = (quad.up[0] - quad.start[0], quad.up[1] - quad.start[1])
    below = (-0.25 * up[0], -0.25 * up[1])
    start, end = quad.start, quad.end
    return (
        (start[0] + below[0], start[1] + below[1]),
        (end[0] + below[0], end[1] + below[1]),
        (end[0] + up[0], end[1] + up[1]),
        (start[0] + up[0], start[1] + up[1]),
    )


def _around(quad: Quad) -> Rect:
    """A box that holds the cell, also where it is taken for wider than it is."""
    x0, y0, x1, y1 = around(list(_corners(quad)))
    return grown((x0, y0, x1, y1), 0.5 + 0.1 * max(x1 - x0, y1 - y0))


def _means(quad: Quad, text: str) -> bool:
    """Whether a glyph that says this, or part of it, may be the one; a ligature says several letters."""
    said = text.strip()
    return not quad.text or not said or quad.text in said


def _holds(quad: Quad, point: Point) -> bool:
    """The point lies in the cell; one without width has a twentieth of its height to both sides."""
    (x, y), (sx, sy) = point, quad.start
    ax, ay = quad.end[0] - sx, quad.end[1] - sy
    ux, uy = quad.up[0] - sx, quad.up[1] - sy
    tall, wide = hypot(ux, uy), hypot(ax, ay)
    if not tall:
        return False
    if wide < 0.1 * tall:
        # The direction of the baseline is the normal of `up`.
        ax, ay = uy * 0.1, -ux * 0.1
        sx, sy, wide = sx - ax / 2, sy - ay / 2, 0.1 * tall
    slack = _SLACK * tall / wide
    det = ax * uy - ay * ux
    if not det:
        return False
    along = ((x - sx) * uy - (y - sy) * ux) / det
    above = (ax * (y - sy) - ay * (x - sx)) / det
    return -slack <= along < 1 + slack and -_SLACK <= above <= 1 + _SLACK
