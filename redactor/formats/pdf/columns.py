"""Tables without upright rules: the columns are told by strips that several lines leave clear.

A strip may be as narrow as a blank. What sets it apart from the blanks of running text is that it is wider
than these in some of the lines, for the cells beside it differ in width.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median
from typing import Final

from redactor.formats.pdf.letters import lines_across
from redactor.formats.pdf.lines import Piece
from redactor.formats.pdf.set_as_text import is_set_with_blanks, is_text

_CLEAR: Final = 0.2
"""Em; a strip between two columns is no narrower."""
_WIDE: Final = 1.5
"""Blanks of the same line; a wider gap stands between cells."""
_BLANK: Final = (0.2, 0.65)
"""Em; the least and most that a line's blank is taken for."""
_GAP: Final = 1.0
"""Em; a gap as wide stands between cells whatever the line's other gaps."""
_STEP: Final = 3.2
"""Em between two lines of one table."""
_BESIDE: Final = 1.3
"""Em between lines of one cell."""
_SHARE: Final = 0.25
"""Of the lines that reach over a strip have a wide gap there."""
_ALIGNED: Final = 0.6
"""Points."""
_FEWEST: Final = 3
"""Columns; two are a label and its value, or a list."""
_LONGEST: Final = 200
"""Lines are looked at together."""
_LEADERS: Final = re.compile(r"[._…·‥-]{4}")

_Band = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a piece: its part of the piece's text, and its left and right edge."""

    piece: Piece = field(repr=False)
    start: int
    end: int
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return self.piece.text[self.start : self.end].strip()


class Line:
    """What stands on one height of the page, words from left to right; `clear` are the wide gaps."""

    __slots__ = ("base", "clear", "scanned", "size", "words", "x0s")

    def __init__(self, row: Sequence[Piece], usual: float = inf) -> None:
        words = (word for piece in row for word in _until(_words(piece), printed_over(piece, row)))
        self.words = list(_joined(sorted(words, key=lambda w: w.x0)))
        self.x0s = [word.x0 for word in self.words]
        self.base = median(piece.base for piece in row)
        self.scanned = row[0].box is not None
        # The size of letters in a picture is guessed by their line, which may be two that stand aslant.
        self.size = min(max(piece.size for piece in row), usual if self.scanned else inf)
        gaps = [(one.x1, other.x0) for one, other in pairwise(self.words)]
        least, most = _BLANK[0] * self.size, _BLANK[1] * self.size
        blank = min([most, *(x1 - x0 for x0, x1 in gaps if x1 - x0 > least)])
        wide = min(_WIDE * blank, _GAP * self.size)
        self.clear = [gap for gap in gaps if gap[1] - gap[0] > wide]

    @property
    def has_leaders(self) -> bool:
        return any(_LEADERS.search(word.piece.text) for word in self.words)

    def within(self, band: _Band) -> Sequence[Word]:
        """The words in a band."""
        return self.words[bisect_left(self.x0s, band[0]) : bisect_right(self.x0s, band[1])]

    def around(self, x: float) -> tuple[Word, Word] | None:
        """The words on both sides of a clear place."""
        at = bisect_left(self.x0s, x)
        return (self.words[at - 1], self.words[at]) if 0 < at < len(self.words) else None


def _words(piece: Piece) -> Iterator[Word]:
    if piece.box is not None and not any(map(str.isalnum, piece.text)):
        return  # a speck
    if not piece.words:
        yield Word(piece, 0, len(piece.text), piece.x0, piece.x1)
    for start, end, x0, x1 in piece.words:
        yield Word(piece, start, end, x0, x1)


def printed_over(piece: Piece, row: Iterable[Piece]) -> float:
    """Where another piece of the row begins on top of this one, whose text is too long for its cell."""
    touch = _ALIGNED / 2
    after = (p for p in row if piece.box is None and piece.x0 + piece.size < p.x0)
    return min(
        (p.x0 for p in after if p.x0 < piece.x1 - touch or (p.apart and p.x0 < piece.x1 + touch)), default=inf
    )


def _until(words: Iterable[Word], x: float) -> Iterator[Word]:
    """The words of a piece, those that reach beyond a place as one that ends before it."""
    last: Word | None = None
    for word in words:
        edge = x - 2 * _CLEAR * word.piece.size
        if word.x1 <= edge:
            yield from () if last is None else (last,)
            last = word
        elif last is None:
            last = replace(word, x1=max(edge, word.x0))
        else:
            last = replace(last, end=word.end, x1=max(edge, last.x0))
    yield from () if last is None else (last,)


def _joined(words: Iterable[Word]) -> Iterator[Word]:
    """The words, with the letters of letter-spaced ones, and the words of stretched lines, as one."""
    last: Word | None = None
    for word in words:
        if last is not None and word.piece.joint is not None:
            last = replace(last, x1=word.x1)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


@dataclass(frozen=True, slots=True)
class Table:
    """Lines that share columns; `edges` are the middles of the strips between these."""

    lines: Sequence[Line]
    edges: tuple[float, ...]

    def columns(self, line: Line) -> dict[int, list[Word]]:
        """The words of each column that the line fills."""
        found: dict[int, list[Word]] = {}
        for word in line.words:
            found.setdefault(bisect_right(self.edges, word.x0), []).append(word)
        return found


def tables(pieces: Sequence[Piece]) -> Iterator[Table]:
    """The tables that upright pieces of one page make; columns of text are none, nor are their last lines."""
    rows = list(lines_across(pieces))
    if all(sum(len(piece.words) or 1 for piece in row) < _FEWEST for row in rows):
        return
    usual = median(piece.size for piece in pieces)
    lines = [line for row in rows if (line := Line(row, usual)).words]
    at = 0
    while at < len(lines):
        found = _table_from(lines, at) if len(lines[at].clear) >= _FEWEST - 1 else None
        # A line above may have gaps, too, but not where the table's columns are.
        later = _table_from(lines, at + 1) if found is not None and at + 1 < len(lines) else None
        if found is not None and later is not None and len(later.edges) > len(found.edges):
            found = None
        if found is None:
            at += 1
            continue
        at = lines.index(found.lines[-1], at) + 1
        if not is_text(found) and not is_set_with_blanks(found):
            yield found


def _table_from(lines: Sequence[Line], at: int) -> Table | None:
    run, bands = _run_from(lines, at)
    above = at
    while above and _joins(lines[above], lines[above - 1], bands, run):
        above -= 1
        run.insert(0, lines[above])
        bands = _covered(bands, lines[above])
    edges = [(one[1] + other[0]) / 2 for one, other in pairwise(_columns(bands, run))]
    if len(edges) < _FEWEST - 1:
        return None
    table = _trimmed(Table(run, tuple(edges)))
    full = sum(len(table.columns(line)) >= _FEWEST for line in table.lines)
    return table if full > 1 else None


def _run_from(lines: Sequence[Line], at: int) -> tuple[list[Line], list[_Band]]:
    """Lines from `at` on that leave the same strips clear, and what they cover."""
    run = [lines[at]]
    bands = _covered([], lines[at])
    for line in lines[at + 1 : at + _LONGEST]:
        if line.base - run[-1].base > _STEP * line.size or line.has_leaders:
            break
        if _has_long_word(line, bands):
            run.append(line)
            continue
        if _crosses(line, bands, run):
            if not _runs_over(line, bands):
                break
            run.append(line)
            continue
        covered = _covered(bands, line)
        if len(covered) < _FEWEST:
            break
        run.append(line)
        bands = covered
    return run, bands


def _joins(line: Line, above: Line, bands: Sequence[_Band], run: Sequence[Line]) -> bool:
    """Whether the line above belongs to the table, too: a cell that begins above its neighbours, or a row."""
    near = line.base - above.base < _STEP * line.size
    within = bands[0][0] - 1 <= above.words[0].x0 and above.words[-1].x1 <= bands[-1][1] + 1
    if not near or not within or above.has_leaders or _crosses(above, bands, run):
        return False
    filled = {bisect_right(bands, (word.x0, word.x1)) for word in above.words}
    tight = line.base - above.base < _BESIDE * line.size and above.words[0].x0 > bands[0][1]
    return len(filled) >= _FEWEST or tight


def _covered(bands: Sequence[_Band], line: Line) -> list[_Band]:
    """What the words cover of the line's breadth, together with what is covered already."""
    found: list[_Band] = []
    for x0, x1 in sorted([*bands, *((word.x0, word.x1) for word in line.words)]):
        if found and x0 - found[-1][1] < _CLEAR * line.size:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _crosses(line: Line, bands: Sequence[_Band], run: Sequence[Line]) -> bool:
    """Whether words of the line stand where several lines before parted their columns."""
    after = _covered(bands, line)
    starts = [band[0] for band in after]

    def is_bridged(one: _Band, other: _Band) -> bool:
        return after[bisect_right(starts, one[1]) - 1][1] >= other[0]

    if not any(is_bridged(one, other) for one, other in pairwise(bands)):
        return False
    columns = pairwise(_merged(bands, lambda one, other: _may_part(run, one, other)))
    return any(
        is_bridged(one, other) and sum(_parts(before, one, other) for before in run) > _sure(line)
        for one, other in columns
    )


def _runs_over(line: Line, bands: Sequence[_Band]) -> bool:
    """Whether a crossing line has cells all the same: they begin where columns do, one is too long."""
    begins = {at for at, band in enumerate(bands) for x in line.x0s if abs(x - band[0]) < _ALIGNED}
    return len(begins) >= _FEWEST and 0 in begins


def _has_long_word(line: Line, bands: Sequence[_Band]) -> bool:
    """Whether all that reaches from a column into the next are words too long for theirs.

    Such a word begins its column, but the first, and stands there alone: it had to be set on its own line.
    """
    long = 0
    for at, (band, beside) in enumerate(pairwise(bands)):
        own = line.within((band[0] - _ALIGNED, beside[0] - _ALIGNED))
        if own and own[-1].x1 > beside[0] - _CLEAR * line.size:
            if not at or len(own) > 1 or abs(own[0].x0 - band[0]) > _ALIGNED:
                return False
            long += 1
    return long > 0


def _sure(line: Line) -> int:
    """So many lines may part what is no column yet; specks of a picture are read as words."""
    return 2 if line.scanned else 1


def _columns(bands: Sequence[_Band], run: Sequence[Line]) -> list[_Band]:
    """The bands, those together that blanks part."""
    parted = _merged(bands, lambda one, other: _may_part(run, one, other))
    return _merged(parted, lambda one, other: _are_columns(run, one, other))


def _merged(bands: Sequence[_Band], are_parted: Callable[[_Band, _Band], bool]) -> list[_Band]:
    """Neighbours as one where nothing parts them; what parts others is seen better then."""
    found = list(bands)
    at = 0
    while at < len(found) - 1:
        if are_parted(found[at], found[at + 1]):
            at += 1
        else:
            found[at : at + 2] = [(found[at][0], found[at + 1][1])]
            at = max(at - 1, 0)
    return found


def _parts(line: Line, one: _Band, other: _Band) -> bool:
    """Whether a wide gap of the line parts words of the two bands."""
    return any(one[0] < x0 <= one[1] + 0.1 and other[0] - 0.1 <= x1 < other[1] for x0, x1 in line.clear)


def _may_part(run: Sequence[Line], one: _Band, other: _Band) -> bool:
    return any(_parts(line, one, other) for line in run) or _are_set_apart(run, one, other)


def _are_set_apart(run: Sequence[Line], one: _Band, other: _Band) -> bool:
    """Whether the bands' edges are even where no gap is wide.

    Either lines begin in the right band without a word in the left one, as centred cells do; or the left
    band's words end evenly and begin unevenly.
    """
    words = [(line.within(one), line.within(other)) for line in run]
    if not _are_aligned([right[0].x0 for _, right in words if right]):
        return False
    alone = sum(not left and len(right) > 0 for left, right in words)
    ends = [max(word.x1 for word in left) for left, _ in words if left]
    begins = [left[0].x0 for left, _ in words if left]
    return alone > 1 or (_are_aligned(ends) and not _are_aligned(begins))


def _are_columns(run: Sequence[Line], one: _Band, other: _Band) -> bool:
    """Whether the strip between two bands parts columns, not words."""
    wide = sum(_parts(line, one, other) for line in run)
    if wide > 1 and wide >= _SHARE * sum(line.around((one[1] + other[0]) / 2) is not None for line in run):
        return True
    lefts = [min(w.x0 for w in words) for line in run if (words := line.within(other))]
    rights = [max(w.x1 for w in words) for line in run if (words := line.within(one))]
    return (wide == 1 and (_are_aligned(lefts) or _are_aligned(rights))) or _are_set_apart(run, one, other)


def _are_aligned(places: Sequence[float]) -> bool:
    return len(places) > 2 and max(places) - min(places) < _ALIGNED


def _trimmed(table: Table) -> Table:
    """Without lines at the end that stand apart and fill one column only: text that follows the table."""
    lines = list(table.lines)
    leading = cell_leading(table)
    while len(lines) > 1 and len(table.columns(lines[-1])) == 1:
        if lines[-1].base - lines[-2].base <= leading * loose(lines[-1]):
            break
        lines.pop()
    return replace(table, lines=lines)


def loose(line: Line) -> float:
    """Of the distance of lines within a cell; more parts rows."""
    return 1.15 if line.scanned else 1.06


def cell_leading(table: Table) -> float:
    """The least distance of two lines in one column."""
    last: dict[int, float] = {}
    least = _STEP * table.lines[0].size
    for line in table.lines:
        for column in table.columns(line):
            if column in last and line.base - last[column] > 0.8 * line.size:
                least = min(least, line.base - last[column])
            last[column] = line.base
    return least


def parted(pieces: Sequence[Piece], tables: Iterable[Table]) -> list[Piece]:
    """Pieces that run over a strip between two columns are two."""
    begins: dict[int, list[int]] = {}
    for table in tables:
        for line in table.lines:
            for words in list(table.columns(line).values())[1:]:
                begins.setdefault(id(words[0].piece), []).append(words[0].start)
    if not begins:
        return list(pieces)
    return [part for piece in pieces for part in _cut(piece, begins.get(id(piece), ()))]


def _cut(piece: Piece, begins: Sequence[int]) -> Iterator[Piece]:
    """The piece's parts; those that begin a cell stand apart."""
    starts = sorted({start if piece.text[:start].strip() else 0 for start in begins} | {0})
    for start, end in pairwise([*starts, len(piece.text)]):
        part = piece.part(start, end) if len(starts) > 1 else piece
        first = start > 0 or (len(begins) > 0 and not piece.text[: min(begins)].strip())
        yield replace(part, apart=True) if first else part
