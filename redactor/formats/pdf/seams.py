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

from redactor.formats.pdf.paragraphs import ends_short, is_hyphenated, leads
from redactor.formats.pdf.rows import Row, differs, is_set_in, is_typed

_DEEP: Final = 16
"""Rows that may stand between, at the end of one page or column and at the beginning of the next."""
_ROOM: Final = 6.0
"""Em; a line that leaves no more is full."""
_BESIDE: Final = 0.4
"""Of the running text's width; what begins further in stands beside it."""
_SMALLER: Final = 0.88
"""Of the running text's size; footnotes are smaller."""
_DATE: Final = re.compile(r"(?<![0-9])[0-9]{6}(?:[0-9]{2})?[-\u2010\u2011]$")
_FOUR: Final = re.compile(r"[0-9]{4}(?![0-9])")
_BREAKS_OFF: Final = re.compile(r"[-\u2010\u2011]\s?[0-9]{2,4}(?![0-9])")
_NUMBER_ENDS: Final = re.compile(r"(?<![0-9])[0-9]{6,8}$")
_ENDS: Final = ".:!?"
_TEXT: Final = 3
"""So many lines set like the running text are running text, in the margin too."""
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
    IDENTITY = 6
    """A birth date with its hyphen has lost its last four digits, and four digits follow."""


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
    heads = list(_heads(other))
    for tail in range(len(one) - 1, max(len(one) - 1 - _DEEP, -1), -1):
        above = one[tail]
        if _is_item(above) and tail + 1 < len(one):
            break
        if above.cell is not None:
            continue
        between = one[tail + 1 :]
        # No tie reaches over text like its own, but that of a number to its rest.
        if between and not _are_asides(above, between, _Tie.BROKEN) and not _DATE.search(above.text):
            continue
        for head in heads:
            below = other[head]
            tie = _tie(above, other, head)
            if tie is None or (best is not None and tie < best.tie):
                continue
            if not _may_part(tie, above, between, other[:head], below):
                continue
            seam = _Seam(tie, len(between), tail, head)
            if best is None or (tie, -head, len(between)) > (best.tie, -best.head, best.skipped):
                best = seam
    return best


def _heads(other: Sequence[Row]) -> Iterator[int]:
    """The rows of a frame in which the one before may go on: none behind an item's beginning."""
    for head, row in enumerate(other[:_DEEP]):
        listed = is_set_in(row) or is_typed(row, after=False)
        if row.begins and row.cell is None and not listed:
            yield head
        if _is_item(row):
            return


def _tie(above: Row, other: Sequence[Row], head: int) -> _Tie | None:
    """Whether a frame's row goes on in a row of the next frame, by what the two say."""
    below = other[head]
    if above.first.turn != below.first.turn:
        return None
    if _is_broken(above, below):
        identity = _DATE.search(above.text) and _FOUR.match(below.text)
        return _Tie.IDENTITY if identity else _Tie.BROKEN
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
    return _Tie.SMALL if is_hyphenated(above.text) else None


def _is_broken(above: Row, below: Row) -> bool:
    """Whether a word or a number is broken between the rows."""
    text, rest = above.text, below.text
    if abs(above.size - below.size) > 0.12 * above.size:
        return False
    if text[-1].isdigit() and _BREAKS_OFF.match(rest) and _NUMBER_ENDS.search(text):
        return True
    if not is_hyphenated(text):
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
    """Whether what stands between the two rows is there for its page alone."""
    if not between and not skipped:
        return True
    goes_on_here = between and _FOUR.match(between[0].text)
    if tie is _Tie.IDENTITY and not goes_on_here and not any(row.cell for row in (*between, *skipped)):
        return True
    if tie < _Tie.FITTING or above.text[-1] in _ENDS:
        return False
    if not _are_asides(above, between, tie) or not _are_asides(below, skipped, tie):
        return False
    # In the margin text may stand that fills its page; it stands no further off than other lines.
    if between and _is_like(above, between[0]) and not between[0].apart:
        return False
    return not (skipped and _is_like(below, skipped[-1]) and not below.apart)


def _are_asides(text: Row, rows: Sequence[Row], tie: _Tie) -> bool:
    """Whether none of the rows can be running text as `text` is, nor a heading of such."""
    alike = sum(_is_like(text, row) for row in rows)
    return alike < _TEXT and all(_is_aside(text, row, tie) for row in rows)


def _is_aside(text: Row, row: Row, tie: _Tie) -> bool:
    """Whether the row is turned, small, in the page's margin, or beside the column of running text."""
    if row.cell is not None:
        return False
    if row.marginal or row.first.turn != text.first.turn or row.size < _SMALLER * text.size:
        return True
    left, right = text.edges
    beside = row.first.x0 > left + _BESIDE * (right - left)
    return beside or (tie >= _Tie.BROKEN and row.size > text.size / _SMALLER)


def _is_like(text: Row, row: Row) -> bool:
    """Whether the row is set as running text is."""
    return row.first.turn == text.first.turn and not differs(text, row)


def _is_item(row: Row) -> bool:
    return _ITEM.match(row.text) is not None
