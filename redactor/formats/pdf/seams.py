"""Rows of all pages -> paragraphs: one that a page's or column's end cuts goes on behind what stands between.

What stands between is there for its page alone: footnotes, footers, page numbers, stamps, form fields. It
follows the paragraph it interrupts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

from redactor.formats.pdf.paragraphs import ends_short, leads
from redactor.formats.pdf.rows import Row, differs

_DEEP: Final = 16
"""Rows that may stand between, at the end of one page or column and at the beginning of the next."""
_ROOM: Final = 6.0
"""Em; a line that leaves no more is full."""
_ASIDE: Final = 5.0
"""Em from the running text's left edge."""
_BROKEN_WORD: Final = re.compile(r"\w[-\u00ad\u2010\u2011]$")
_BREAKS_OFF: Final = re.compile(r"[-\u2010\u2011]\s?[0-9]{2,4}(?![0-9])")
_NUMBER_ENDS: Final = re.compile(r"(?<![0-9])[0-9]{6,8}$")
_ENDS: Final = ".:!?"
_TEXT: Final = 3
"""Lines of one paragraph alike the running text are running text."""
_ITEM: Final = re.compile(r"§\s?[0-9]|[0-9]{1,3}\s?§")

Paragraph = list[Row]


class _Tie(IntEnum):
    """How sure it is that one row goes on in another."""

    SMALL = 1
    """The sentence has not ended, and a small letter follows."""
    FULL = 2
    """The line is full, and its sentence has not ended."""
    FITTING = 3
    """Besides, what follows ends as running text does."""
    BOTH = 4
    """The line is full, and a small letter follows."""
    BROKEN = 5
    """A word or a number is broken."""


@dataclass(frozen=True, slots=True)
class _Seam:
    """The row `tail` of one frame goes on in the row `head` of the next."""

    tie: _Tie
    skipped: int
    """Rows between the tail and its frame's end."""
    tail: int
    head: int


def paragraphs(pages: Iterable[Sequence[Row]]) -> Iterator[Paragraph]:
    """The rows of each paragraph, in the order in which they begin."""
    frames = [frame for page in pages for frame in _frames(page)]
    after: dict[int, Row] = {}
    for one, other in pairwise(frames):
        seam = _seam(one, other)
        if seam is not None:
            after[id(one[seam.tail])] = other[seam.head]
            other[seam.head].begins = True
            if seam.tail + 1 < len(one):
                one[seam.tail + 1].begins = True
    yield from _chained([row for frame in frames for row in frame], after)


def _frames(page: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each column of a page; what is turned stands in the one where it was drawn."""
    frame: list[Row] = []
    for row in page:
        if frame and row.first.turn == page[0].first.turn and row.first.column != frame[-1].first.column:
            yield frame
            frame = []
        frame.append(row)
    if frame:
        yield frame


def _chained(rows: Sequence[Row], after: dict[int, Row]) -> Iterator[Paragraph]:
    """Paragraphs in the order in which they begin, each with the parts that it goes on in."""
    parts: dict[int, Paragraph] = {}
    for row in rows:
        if row.begins:
            part = parts[id(row)] = []
        part.append(row)
    goes_on_in = {id(head) for head in after.values()}
    for first, part in parts.items():
        if first in goes_on_in:
            continue
        whole = list(part)
        while (head := after.get(id(whole[-1]))) is not None:
            whole += parts[id(head)]
        yield whole


def _seam(one: Sequence[Row], other: Sequence[Row]) -> _Seam | None:
    """Where a paragraph of one frame goes on in the next, whatever stands between; None if none does."""
    best: _Seam | None = None
    for tail in range(len(one) - 1, max(len(one) - 1 - _DEEP, -1), -1):
        above = one[tail]
        if _is_item(above) and tail + 1 < len(one):
            break
        if above.cell is not None:
            continue
        between = one[tail + 1 :]
        for head in range(min(len(other), _DEEP)):
            below = other[head]
            if head and _is_item(other[head - 1]):
                break
            tie = _tie(above, other, head)
            if tie is None or (best is not None and tie < best.tie):
                continue
            if not _may_part(tie, above, between, other[:head], below):
                continue
            seam = _Seam(tie, len(between), tail, head)
            if best is None or (tie, -head, len(between)) > (best.tie, -best.head, best.skipped):
                best = seam
    return best


def _tie(above: Row, other: Sequence[Row], head: int) -> _Tie | None:
    """Whether a frame's row goes on in a row of the next frame, by what the two say."""
    below = other[head]
    if below.cell is not None or above.first.turn != below.first.turn or not below.begins:
        return None
    if _is_broken(above, below):
        return _Tie.BROKEN
    if differs(above, below) or leads(above, below.text):
        return None
    small, full = below.text[:1].islower(), _is_full(above, below)
    if above.text[-1] in _ENDS:
        # An abbreviation's full stop ends no sentence.
        return _Tie.BOTH if small and full and above.text[-1] == "." else None
    if small:
        return _Tie.BOTH if full else _Tie.SMALL
    if full:
        return _Tie.FITTING if _fits(other, head) else _Tie.FULL
    return _Tie.SMALL if _BROKEN_WORD.search(above.text) else None


def _is_broken(above: Row, below: Row) -> bool:
    """Whether a word or a number is broken between the rows."""
    if abs(above.size - below.size) > 0.12 * above.size:
        return False
    text, rest = above.text, below.text
    if _NUMBER_ENDS.search(text) and _BREAKS_OFF.match(rest):
        return True
    if _BROKEN_WORD.search(text) is None:
        return False
    return rest[:1].isdigit() if text[-2].isdigit() else rest[:1].isalpha()


def _is_full(above: Row, below: Row) -> bool:
    """Whether the row is a line of running text with no room for the first word of `below`."""
    wide = above.last.x1 - above.first.x0 > (above.edges[1] - above.edges[0]) / 2
    return wide and (above.last.x1 > above.edges[1] - _ROOM * above.size or not ends_short(above, below))


def _fits(other: Sequence[Row], head: int) -> bool:
    """Whether the paragraph that begins there ends as running text, or fills a line."""
    row = other[head]
    if head + 1 < len(other) and not other[head + 1].begins:
        return True
    return row.text[-1] in ".:!?;,)" or row.last.x1 > row.edges[1] - _ROOM * row.size


def _may_part(tie: _Tie, above: Row, between: Sequence[Row], skipped: Sequence[Row], below: Row) -> bool:
    """Whether what stands between the two rows may be there for its page alone."""
    if not between and not skipped:
        return True
    if tie is _Tie.BROKEN:
        return not between or between[0].apart or not _is_broken(above, between[0])
    if tie < _Tie.FITTING:
        return False
    if between and not (between[0].apart or differs(above, between[0]) or _is_aside(above, between[0])):
        return False
    if skipped and not (below.apart or differs(skipped[-1], below) or _is_aside(below, skipped[-1])):
        return False
    if _is_text(above, between) or _is_text(below, skipped):
        return False
    return tie is _Tie.BOTH or not any(_is_heading(above, row) for row in (*between, *skipped))


def _is_text(text: Row, rows: Sequence[Row]) -> bool:
    """Whether some of the rows are running text as `text` is."""
    alike = 0
    for row in rows:
        strange = row.marginal or row.cell is not None or differs(text, row) or _is_aside(text, row)
        alike = 0 if strange else 1 if row.begins else alike + 1
        if alike == _TEXT:
            return True
    return False


def _is_heading(text: Row, row: Row) -> bool:
    """Whether the row may be a heading, or stands in a table."""
    if row.cell is not None:
        return True
    strong = row.size > 1.12 * text.size or (row.bold and not text.bold)
    return strong and not row.marginal and not _is_aside(text, row)


def _is_aside(text: Row, row: Row) -> bool:
    """Whether the row stands beside the column of running text, or is turned."""
    return row.first.turn != text.first.turn or row.first.x0 > text.edges[0] + _ASIDE * text.size


def _is_item(row: Row) -> bool:
    return _ITEM.match(row.text) is not None
