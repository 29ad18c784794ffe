"""Paths (ISO 32000-1, 8.5): construction, and what of them may be painted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from redactor.formats.pdf.content.geometry import apply, around, box_of, exact, number, numbers, upright
from redactor.formats.pdf.values import Matrix, Point, Rect

Segment = tuple[bytes, tuple[float, ...]]
"""A construction operator and its operands."""
LENGTHS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4}
FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
CLOSING = {"s": "S", "b": "B", "b*": "B*"}
"""Painting operators that close the path first, and those that only paint."""
PAINTS = FILLS | STROKES | {"n"}


@dataclass(slots=True)
class Subpath:
    segments: list[Segment] = field(default_factory=list)

    @property
    def points(self) -> list[Point]:
        """All points, control points too, in the space it is written in."""
        found: list[Point] = []
        for operator, values in self.segments:
            if operator == b"re":
                x, y, w, h = values
                found += [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
            else:
                found += zip(values[::2], values[1::2], strict=True)
        return found

    @property
    def straight(self) -> bool:
        return all(operator in (b"m", b"l", b"h", b"re") for operator, _ in self.segments)

    @property
    def closed(self) -> bool:
        return self.segments[-1][0] in (b"h", b"re")

    def sides(self, ctm: Matrix) -> list[tuple[Point, Point]]:
        """Straight sides in base space; none when there are curves."""
        if not self.straight:
            return []
        points = [apply(ctm, x, y) for x, y in self.points]
        if self.segments[-1][0] == b"h" and points:
            points.append(points[0])
        return list(pairwise(points))

    def rectangle(self, ctm: Matrix) -> Rect | None:
        """The upright rectangle in base space that it fills, if it is one."""
        points = self.points
        if not self.straight or not upright(ctm) or len(points) not in (4, 5):
            return None
        if len(points) == 5 and points[4] != points[0]:
            return None
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[:4]
        flat = ay == by and bx == cx and cy == dy and dx == ax
        steep = ax == bx and by == cy and cx == dx and dy == ay
        return box_of(ctm, around(points)) if flat or steep else None

    def box(self, ctm: Matrix) -> Rect:
        return box_of(ctm, around(self.points))


class Path:
    """The current path. `rule` is the pending clip: W, W* or nothing."""

    def __init__(self) -> None:
        self.subpaths: list[Subpath] = []
        self.rule = b""

    def add(self, operator: str, values: tuple[float, ...]) -> None:
        """One construction operator; one without a current point is nothing."""
        if len(values) != LENGTHS[operator]:
            return
        if operator in ("m", "re"):
            self.subpaths.append(Subpath())
        elif not self.subpaths:
            return
        elif self.subpaths[-1].closed:
            if operator == "h":
                return
            self.subpaths.append(Subpath([(b"m", self.subpaths[-1].points[0])]))
        self.subpaths[-1].segments.append((operator.encode(), values))

    def painted(self) -> list[Subpath]:
        """Subpaths that can leave a mark: a lone move leaves none."""
        return [s for s in self.subpaths if len(s.segments) > 1 or s.segments[0][0] == b"re"]


def written(subpaths: Iterable[Subpath], operator: bytes) -> bytes:
    """The operators of the subpaths, then `operator`."""
    parts = [numbers(values) + b" " + op for sub in subpaths for op, values in sub.segments]
    return b"\n".join([*parts, operator]) + b"\n"


def exactly(subpaths: Iterable[Subpath]) -> list[Subpath]:
    """The subpaths as they are written."""
    return [Subpath([(op, tuple(map(exact, values))) for op, values in sub.segments]) for sub in subpaths]


def moved(subpaths: Iterable[Subpath], matrix: Matrix) -> list[Subpath]:
    """The subpaths in another space; a rectangle stays one unless it is turned or sheared."""
    a, b, c, d, e, f = matrix
    found: list[Subpath] = []
    for sub in subpaths:
        segments: list[Segment] = []
        for operator, values in sub.segments:
            if operator == b"re" and b == c == 0:
                x, y, w, h = values
                segments.append((operator, (a * x + e, d * y + f, a * w, d * h)))
            elif operator == b"re":
                points = [apply(matrix, x, y) for x, y in Subpath([(operator, values)]).points[:4]]
                segments += [(b"l" if i else b"m", point) for i, point in enumerate(points)]
                segments.append((b"h", ()))
            else:
                pairs = zip(values[::2], values[1::2], strict=True)
                segments.append((operator, tuple(v for x, y in pairs for v in apply(matrix, x, y))))
        found.append(Subpath(segments))
    return found


def rectangle(box: Rect) -> bytes:
    x0, y0, x1, y1 = box
    return b"%s %s %s %s re" % (number(x0), number(y0), number(x1 - x0), number(y1 - y0))
