"""Columns of running text that are narrower than some of its words: these are broken between two letters.

Browsers and word processors break so, without a hyphen, where a word has a line alone and does not fit
(CSS Text 3, `overflow-wrap`).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import pymupdf

from redactor.domain.document import Narrow, Span
from redactor.formats.pdf.rows import Row

_NEAR: Final = 1.0
"""Points between edges that are the same, and by which a line's measured end may be wrong."""
_LEADING: Final = 1.6
"""Em from one line to the next, at most."""
_SIZE: Final = 0.12

Placed = tuple[Row, Span]
"""A row and where it stands in the layer."""


def narrow_columns(placed: Sequence[Placed]) -> Iterator[Narrow]:
    """The columns in which words may be broken so."""
    for column in _parted(placed, _is_column):
        right = max(row.last.x1 for row, _ in column)
        for lines in _parted(column, _is_below):
            yield from _wrapped(lines, right)


def _wrapped(lines: Sequence[Placed], right: float) -> Iterator[Narrow]:
    """The lines that end for want of room; `right` is how far the column's longest goes."""
    begun = 0
    full: list[int] = []
    for at, ((row, span), (below, _)) in enumerate(pairwise(lines), 1):
        word = below.text.split(maxsplit=1)[0]
        if " " not in row.text and _has_no_room(row, below.text[:1], below, right):
            full.append(span.end)
        elif not _has_no_room(row, f" {word}", below, right):
            yield from _narrow(lines[begun:at], full)
            begun, full = at, []
    yield from _narrow(lines[begun:], full)


def _narrow(lines: Sequence[Placed], full: Sequence[int]) -> Iterator[Narrow]:
    if full:
        yield Narrow(Span(lines[0][1].start, lines[-1][1].end), tuple(full))


def _parted(
    placed: Sequence[Placed], goes_on: Callable[[Placed, Placed], bool]
) -> Iterator[Sequence[Placed]]:
    """The stretches of rows in which each goes on in the next."""
    begun = 0
    for at, (above, below) in enumerate(pairwise(placed), 1):
        if not goes_on(above, below):
            yield placed[begun:at]
            begun = at
    if placed:
        yield placed[begun:]


def _is_column(before: Placed, after: Placed) -> bool:
    """Whether they are lines of one column, outside tables."""
    above, below = before[0], after[0]
    one, other = above.first, below.first
    if len(above.strands) + len(below.strands) > 2 or above.cell is not None or below.cell is not None:
        return False
    if (above.page, one.turn, one.column) != (below.page, other.turn, other.column):
        return False
    left, right = one.x0 - other.x0, one.x1 - other.x1
    aligned = min(abs(left), abs(right), abs(left + right)) <= _NEAR
    return aligned and one.base < other.base and abs(above.size - below.size) <= _SIZE * above.size


def _is_below(before: Placed, after: Placed) -> bool:
    """Whether they may be lines of one paragraph, with nothing but a blank or a line's end between them."""
    (above, one), (below, other) = before, after
    return other.start == one.end + 1 and below.first.base - above.first.base <= _LEADING * above.size


def _has_no_room(above: Row, text: str, below: Row, right: float) -> bool:
    """Whether the text, which begins the next line, would not have fitted at the end of the one above.

    Its share of that line is about the same in every font.
    """
    width = below.last.x1 - below.first.x0
    font = _helvetica()
    share: float = font.text_length(text) / max(font.text_length(below.text), 1)
    return above.last.x1 + width * share > right - _NEAR


@cache
def _helvetica() -> pymupdf.Font:
    return pymupdf.Font("helv")
