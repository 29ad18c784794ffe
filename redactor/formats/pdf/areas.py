"""Which rectangles belong to lines that go whole: the band of their column, with all graphics in it.

Places are shown places in one reading frame (lines.Piece).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from redactor.formats.pdf.values import Rect

_CLEAR: Final = 0.25
"""Of a kept line's height; graphics this near to it are its own."""
_BACK: Final = 0.5
"""Of a line's height; a line that begins this far above the one before it stands in another column."""


def bands(removed: Sequence[Rect], kept: Sequence[Rect], page: Rect | None) -> Iterator[Rect]:
    """The areas of removed lines (in reading order), as wide and high on the page as kept lines leave room.

    Without `page` they are no larger than the lines.
    """
    for group in _groups(removed, kept):
        yield group if page is None else _band(group, kept, page)


def _groups(removed: Sequence[Rect], kept: Sequence[Rect]) -> Iterator[Rect]:
    """Boxes around lines that follow each other down one column, with no kept line between them."""
    box: Rect | None = None
    for line in removed:
        if box is not None:
            back = line[1] < box[3] - _BACK * (line[3] - line[1]) and line[3] < box[3]
            joined = _around(box, line)
            if not back and not any(_overlap(joined, other) for other in kept):
                box = joined
                continue
            yield box
        box = line
    if box is not None:
        yield box


def _around(one: Rect, other: Rect) -> Rect:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _overlap(one: Rect, other: Rect) -> bool:
    """Whether two boxes share more than their edges: the middle of the lower one's line lies in the other."""
    middle = (other[1] + other[3]) / 2
    return one[0] < other[2] and other[0] < one[2] and one[1] < middle < one[3]


def _band(box: Rect, kept: Sequence[Rect], page: Rect) -> Rect:
    x0, y0, x1, y1 = box
    left, top, right, bottom = page
    for other in kept:
        height = other[3] - other[1]
        beside = other[1] < y1 - _CLEAR * height and other[3] > y0 + _CLEAR * height
        if beside and other[2] <= x0 + 1:
            left = max(left, (other[2] + x0) / 2)
        elif beside and other[0] >= x1 - 1:
            right = min(right, (other[0] + x1) / 2)
    for other in kept:
        if other[0] >= right or other[2] <= left:
            continue
        middle, height = (other[1] + other[3]) / 2, other[3] - other[1]
        if middle <= y0:
            top = max(top, other[3] + _CLEAR * height)
        elif middle >= y1:
            bottom = min(bottom, other[1] - _CLEAR * height)
    return left, min(top, y0), right, max(bottom, y1)
