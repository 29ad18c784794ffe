"""Where lines begin and end on a page, learnt from what stays: a line that is set anew keeps to these.

A centred or right-aligned line begins where its width lets it: its beginning tells how wide the secret was.
So a line keeps its beginning (or end, or middle) only where other lines share it that know nothing of the
secret: lines that stay as they are, or lines of other widths.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from redactor.formats.pdf.content.rows import Frame, Row, Rule, Segment
from redactor.formats.pdf.values import Point, Rect

TOLERANCE: Final = 0.8
"""Points; producers round each glyph's place."""
_EXACT: Final = 0.15
"""Points; where lines begin, rounding does not add up."""
_PADDING: Final = 0.3
"""Ems between a ruling line and text."""


def rules(sides: Iterable[tuple[Point, Point]], frame: Frame) -> list[Rule]:
    found = []
    for a, b in sides:
        if abs(frame.along(a) - frame.along(b)) < 1 and abs(frame.across(a) - frame.across(b)) > 4:
            low, high = sorted((frame.across(a), frame.across(b)))
            found.append(Rule(min(frame.along(a), frame.along(b)), low, high))
    return found


@dataclass(slots=True)
class _Places:
    """Coordinates that lines share. `firm` are from lines that stay; the others need a second witness."""

    firm: list[float] = field(default_factory=list)
    loose: list[tuple[float, float]] = field(default_factory=list)
    """A place in a line that is set anew, and the line's width there."""
    tolerance: float = TOLERANCE

    def match(self, x: float, *, upper: bool = False) -> float | None:
        """The shared place that `x` is at: the lowest of those that hardly differ, or the highest."""
        cluster: list[float] = []
        for place in sorted(self.firm):
            if cluster and place - cluster[-1] > self.tolerance:
                if cluster[-1] >= x - self.tolerance:
                    break
                cluster = []
            cluster.append(place)
        if not cluster or not cluster[0] - self.tolerance <= x <= cluster[-1] + self.tolerance:
            return None
        return cluster[-1] if upper else cluster[0]

    def witnessed(self, x: float) -> float | None:
        """The same among the loose ones: two lines of other widths are at the place."""
        met = [(place, width) for place, width in self.loose if abs(place - x) <= _EXACT]
        widths = [width for _, width in met]
        if met and max(widths) - min(widths) > TOLERANCE:
            return min(place for place, _ in met)
        return None


class Edges:
    """The shared places of one direction of writing on one page."""

    def __init__(self, rows: list[Row], frame: Frame, page: Rect, crossing: list[Rule]) -> None:
        self.frame, self.paper = frame, page
        self.page = frame.box(page)
        self.rules = crossing
        self.starts, self.ends, self.middles = _Places(tolerance=_EXACT), _Places(), _Places()
        self.follows = _Places()
        """Beginnings of segments after others: here the second witness may have another width before it."""
        self.still: list[tuple[float, float, float]] = []
        """Segments that stay as they are: baseline, beginning, end."""
        for row in rows:
            self._learn(row)
        self._share()
        margin = 0.1 * (self.page[2] - self.page[0])
        self.left = min((x0 for _, x0, _ in self.still), default=self.page[0] + margin)
        mirrored = self.page[2] - (self.left - self.page[0])
        self.right = min(max([*(x1 for _, _, x1 in self.still), mirrored]), self.page[2] - 3)
        self.middles.firm += [(self.left + self.right) / 2, (self.page[0] + self.page[2]) / 2]
        self.widest = (min(self.left, self.page[0] + margin), max(self.right, self.page[2] - margin))

    def _learn(self, row: Row) -> None:
        before = 0.0
        for segment in row.segments:
            if segment.extent is None:
                continue
            x0, x1 = segment.extent
            if row.touched:
                self.starts.loose.append((x0, x1 - x0))
                self.ends.loose.append((x1, x1 - x0))
                self.follows.loose.append((x0, before))
            else:
                self.still.append((row.y, x0, x1))
            before = x1

    def _share(self) -> None:
        """What the segments that stay have in common: a centred line's beginning is no place to keep to."""
        spans = [(x0, x1) for _, x0, x1 in self.still]
        starts = sorted(x0 for x0, _ in spans)
        ends = sorted((x1, x1 - x0) for x0, x1 in spans)
        middles = sorted(((x0 + x1) / 2, x1 - x0) for x0, x1 in spans)
        for x0, x1 in spans:
            start = bisect_right(starts, x0 + _EXACT) - bisect_left(starts, x0 - _EXACT) > 1
            end = _by_others(ends, x1, x1 - x0)
            middle = _by_others(middles, (x0 + x1) / 2, x1 - x0)
            if start or not (end or middle):
                self.starts.firm.append(x0)
            if end:
                self.ends.firm.append(x1)
            if middle and not start:
                self.middles.firm.append((x0 + x1) / 2)

    @property
    def margins(self) -> tuple[float, float]:
        """The text's column, where lines that stay begin or end together; else all that text may fill."""
        if self.starts.match(self.left) is not None:
            return self.left, self.right
        if self.ends.match(self.right) is not None:
            return self.page[0] + self.page[2] - self.right, self.right
        return self.widest

    def parts(self, row: Row, before: Segment, after: Segment) -> bool:
        """`after` stands where it does whatever is before it: in a cell or a column of its own."""
        if before.extent is None or after.extent is None:
            return False
        x0, x1 = after.extent
        if any(before.extent[1] - 1 <= rule.x <= x0 + 1 for rule in self.rules if rule.crosses(row)):
            return True
        shared = (
            self.starts.match(x0),
            self.ends.match(x1),
            self.middles.match((x0 + x1) / 2),
            self.starts.witnessed(x0),
            self.follows.witnessed(x0),
            self.ends.witnessed(x1),
        )
        return any(place is not None for place in shared)

    def room(self, row: Row, x0: float, x1: float, before: float | None, after: float | None) -> "Room":
        """Where what stood from `x0` to `x1` may stand; `before` and `after` are what stays next to it."""
        pad = _PADDING * row.size
        crossing = [rule.x for rule in self.rules if rule.crosses(row)]
        lefts = [x + pad for x in crossing if x <= x0 + 1]
        rights = [x - pad for x in crossing if x > x0 + 1]
        start, end, middle = self._aligned(x0, x1, max(lefts, default=None), min(rights, default=None))
        beside = [end + 2 * pad for end in self._ends_beside(row, x0)]
        left = max([*(lefts or [self.left]), *beside, *([] if before is None else [before + 2 * pad])])
        right = min([self.right, *rights] if after is None else [self.right, *rights, after - pad])
        begin = start if start is not None else left
        if middle is not None and not crossing and before is None:
            left, right = self.widest[0], self.widest[1] if after is None else right
        for y, other, _ in self.still:
            if abs(y - row.y) < 0.7 * row.size and other > begin + row.size:
                right = min(right, other - pad)
        if not self.frame.level:
            # A slanting line leaves the page elsewhere than the page's corners do.
            low, high = self.frame.within(self.paper, (row.y - 0.3 * row.size, row.y + row.size))
            left, right = max(left, low + pad), min(right, high - pad)
        return Room(start, end, middle, left, right)

    def _ends_beside(self, row: Row, x: float) -> list[float]:
        """Ends of what stays to the left of `x`, at nearly the row's height."""
        near = [(start, end) for y, start, end in self.still if abs(y - row.y) < 0.7 * row.size]
        return [end for _, end in near if end <= x + 1]

    def _aligned(
        self, x0: float, x1: float, low: float | None, high: float | None
    ) -> tuple[float | None, float | None, float | None]:
        """The one place that the line keeps: its beginning, its end or its middle (also that of its cell)."""
        if (start := self.starts.match(x0)) is not None:
            return start, None, None
        if (end := self.ends.match(x1, upper=True)) is not None:
            return None, end, None
        centre = (x0 + x1) / 2
        if (middle := self.middles.match(centre)) is not None:
            return None, None, middle
        if low is not None and high is not None and abs((low + high) / 2 - centre) <= TOLERANCE:
            return None, None, (low + high) / 2
        return self.starts.witnessed(x0), None, None


@dataclass(frozen=True, slots=True)
class Room:
    """The places a line keeps to, and what bounds it."""

    start: float | None
    end: float | None
    middle: float | None
    left: float
    right: float

    @property
    def width(self) -> float:
        if self.start is not None:
            return self.right - self.start
        if self.end is not None:
            return self.end - self.left
        if self.middle is not None:
            return 2 * min(self.middle - self.left, self.right - self.middle)
        return self.right - self.left

    def begin(self, width: float) -> float:
        """Where a line of this width begins."""
        if self.start is not None:
            return self.start
        if self.end is not None:
            return self.end - width
        if self.middle is not None:
            return self.middle - width / 2
        return self.left


def _by_others(places: list[tuple[float, float]], x: float, width: float) -> bool:
    """A line of another width is at this place; `places` are sorted, each with the width there."""
    at = bisect_left(places, (x - TOLERANCE, 0.0))
    while at < len(places) and places[at][0] <= x + TOLERANCE:
        if abs(places[at][1] - width) > TOLERANCE:
            return True
        at += 1
    return False
