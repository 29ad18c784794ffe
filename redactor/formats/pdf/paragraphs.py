"""Strands in reading order -> rows of text and the paragraphs they make."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from redactor.formats.pdf.alignment import set_alignment
from redactor.formats.pdf.lines import framed
from redactor.formats.pdf.order import Strand, same_line
from redactor.formats.pdf.rows import Align, Row, begins_typed, differs, is_typed
from redactor.formats.pdf.values import Rect

_LED: Final = re.compile(r"(?:[•*·▪◦●\uf0b7\uf0a7]|[0-9]{1,3}[.)]|[a-zåäö][.)]|§\s?[0-9]+)\s|[\uf000-\uf0ff]")
_DASHED: Final = re.compile(r"[-–—‒]\s")
_HYPHENS: Final = "-\u00ad\u2010\u2011"
_HYPHENATED: Final = re.compile(rf"\w[{_HYPHENS}]")
_LOOSE: Final = 1.25
"""Of the usual leading; more parts paragraphs."""
_RAGGED: Final = 4.0
"""Em; no shorter are most lines of a paragraph."""
_FULL: Final = 25
"""Characters."""
_GAP: Final = 1.35
_INDENT: Final = 0.8
"""Em."""
_MARGIN: Final = 0.075
"""Of the page's height; no running text stands further out."""


def rows(strands: Sequence[Strand], page: Rect) -> list[Row]:
    """The rows of one page (`page` is its shown box); the first begins a paragraph."""
    lines = list(_lines(strands))
    leading = _leadings(lines)
    edges = _edges(strands, page)
    found = [Row(line, "\t".join(s.text for s in line)) for line in lines]
    for row in found:
        _place(row, edges, page)
    for above, row in pairwise(found):
        row.apart = (
            not 0 < _step(above, row) <= _LOOSE * leading.get(round(row.first.size), 1.3 * row.first.size)
        )
    set_alignment(found)
    _set_beginnings(found)
    _set_gaps(found)
    return found


def _set_beginnings(found: Sequence[Row]) -> None:
    """Paragraphs begin; in a typed list each line with cells is one, with what was broken off at the edge."""
    listed = False
    for at, row in enumerate(found):
        typed = is_typed(row, after=listed)
        own = typed and (not listed or begins_typed(row))
        row.begins = not at or own or _parted(found[at - 1], row)
        listed = typed or (listed and not row.begins)


def _place(row: Row, edges: Mapping[tuple[object, ...], tuple[float, float]], page: Rect) -> None:
    row.edges = edges[_column(row.last)]
    row.marginal = _is_marginal(row.first, page)


def _is_marginal(strand: Strand, page: Rect) -> bool:
    """Whether it stands in the upper or lower margin."""
    _, top, _, bottom = framed(page, strand.turn)
    margin = _MARGIN * (bottom - top)
    return not top + margin < strand.base < bottom - margin


def _set_gaps(found: Sequence[Row]) -> None:
    """A blank line is more room than most paragraphs have above them."""
    steps = [_step(above, row) if row.begins and row.cell is None else 0.0 for above, row in pairwise(found)]
    counts = Counter(round(step) for step in steps if step > 0)
    usual = min((step for step, count in counts.items() if count * 6 >= counts.total()), default=0)
    for row, step in zip(found[1:], steps, strict=True):
        row.gap = step > _GAP * usual > 0


def _lines(strands: Sequence[Strand]) -> Iterator[list[Strand]]:
    """Strands on one line outside tables belong together: a label and its value, a heading and its page."""
    line: list[Strand] = []
    for strand in strands:
        if not strand.text:
            continue
        if line and not (_beside(line[-1], strand)):
            yield line
            line = []
        line.append(strand)
    if line:
        yield line


def _beside(one: Strand, other: Strand) -> bool:
    return (
        one.cell is None
        and other.cell is None
        and one.turn == other.turn
        and one.column == other.column
        and same_line(one, other)
        and other.x0 > one.x1
    )


def _leadings(lines: Sequence[Sequence[Strand]]) -> dict[int, float]:
    """The usual distance of baselines within paragraphs, by size (rounded): the smallest that is frequent."""
    steps: dict[int, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(lines):
        step = below[0].base - above[0].base
        size = round(below[0].size)
        if 0.8 * size < step < 2.5 * size and round(above[0].size) == size:
            steps[size][round(step * 2) / 2] += 1
    found: dict[int, float] = {}
    for size, counts in steps.items():
        most = max(counts.values())
        found[size] = min(step for step, count in counts.items() if count * 4 >= most)
    return found


def _edges(strands: Iterable[Strand], page: Rect) -> dict[tuple[object, ...], tuple[float, float]]:
    """From where to where the text of each column (or table column) goes."""
    columns: dict[tuple[object, ...], list[Strand]] = {}
    for strand in strands:
        columns.setdefault(_column(strand), []).append(strand)
    found: dict[tuple[object, ...], tuple[float, float]] = {}
    for key, column in columns.items():
        text = [s for s in column if not _is_marginal(s, page)] or column
        found[key] = min(s.x0 for s in text), _edge(text, page)
    return found


def _edge(column: Sequence[Strand], page: Rect) -> float:
    """The right margin: where the longest lines end, unless all lines are short and none need be full."""
    most = max(strand.x1 for strand in column)
    if column[0].cell is not None:
        return most
    left, _, right, _ = framed(page, column[0].turn)
    margin = right - (min(strand.x0 for strand in column) - left)
    near = sum(s.x1 > most - _RAGGED * s.size and len(s.text) > _FULL for s in column)
    is_text = near > 2 and near * 3 >= len(column)
    if is_text or most > margin - _RAGGED * column[0].size or _is_justified(column, most):
        return most
    return margin


def _is_justified(column: Sequence[Strand], edge: float) -> bool:
    """Whether lines of several words lie flush at both ends."""
    starts = Counter(round(s.x0) for s in column if " " in s.text and abs(s.x1 - edge) < 1)
    return max(starts.values(), default=0) > 2


def _column(strand: Strand) -> tuple[object, ...]:
    if strand.cell is not None:
        return strand.cell.table, strand.cell.column
    return strand.turn, strand.column


def _step(above: Row, below: Row) -> float:
    return below.first.base - above.first.base


def _parted(above: Row, row: Row) -> bool:
    """Whether a paragraph begins at `row`."""
    below, last = row.first, above.last
    if below.cell != last.cell or below.turn != last.turn or below.column != last.column:
        return True
    if differs(above, row) or leads(above, row.text):
        return True
    if not is_hyphenated(above.text) and ends_short(above, row):
        return True
    if row.apart:
        return True
    if below.cell is not None or above.align is row.align is not Align.LEFT:
        return False
    indent = below.x0 - above.first.x0
    if indent > _INDENT * below.size:
        hangs = _LED.match(above.text) is not None or len(above.strands) > 1 or not above.begins
        return not hangs
    return indent < -_INDENT * below.size and not above.begins


def is_hyphenated(line: str) -> bool:
    """Whether the line ends with a word's hyphen."""
    return line[-1] in _HYPHENS and _HYPHENATED.match(line[-2:]) is not None


def leads(above: Row, text: str) -> bool:
    """Whether the line begins with a list's sign. A dash may also stand within a sentence."""
    if _DASHED.match(text):
        return above.text[-1:] in ".,:;" or _DASHED.match(above.text) is not None
    return _LED.match(text) is not None


def ends_short(above: Row, row: Row) -> bool:
    """Whether the first word of `row` would have had room above."""
    below = row.first
    word = row.text.split(maxsplit=1)[0]
    width = (below.x1 - below.x0) * len(word) / len(below.text)
    room = above.room if above.last.room is None else above.last.room - above.last.x1
    return width + 0.5 * below.size < room
