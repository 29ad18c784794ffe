"""Underlines, strikes and highlights of lines that are set anew: their length tells how wide the text was."""

from typing import Final

from redactor.formats.pdf.content.items import Painted
from redactor.formats.pdf.content.paths import Subpath, written
from redactor.formats.pdf.content.rows import Frame, Row
from redactor.formats.pdf.values import Rect

_THIN: Final = 0.2
_HIGH: Final = 1.8
"""Ems; a cell's shading is larger than its line."""
_OVERHANG: Final = 0.4
"""Ems that they reach beyond the text."""


def without_decoration(painted: list[Painted], rows: list[Row], frame: Frame) -> None:
    """Takes such parts of paths from the items; an item left without parts has no chunks."""
    for item in painted:
        if item.path is None:
            continue
        subpaths, operator = item.path
        left = tuple(sub for sub in subpaths if not _decorates(sub, item, rows, frame))
        if len(left) < len(subpaths):
            item.path = (left, operator)
            item.chunks = (written(left, operator),) if left else ()


def _decorates(sub: Subpath, item: Painted, rows: list[Row], frame: Frame) -> bool:
    if not sub.straight:
        return False
    box = frame.box(sub.box(item.ctm))
    return any(_belongs(box, row) for row in rows)


def _belongs(box: Rect, row: Row) -> bool:
    """The box, in the row's frame, is no longer than the touched text that it stands with."""
    x0, low, x1, high = box
    em = row.size
    thin = high - low <= _THIN * em and row.y - 0.3 * em <= low and high <= row.y + 0.9 * em
    band = high - low <= _HIGH * em and low <= row.y and high >= row.y + 0.5 * em
    if not thin and not band:
        return False
    extents = [s.extent for s in row.segments if s.touched and s.extent is not None]
    reach = _OVERHANG * em
    return any(x0 >= a - reach and x1 <= b + reach and x1 > x0 for a, b in extents)
