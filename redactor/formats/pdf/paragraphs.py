"""Strands in reading order -> rows of text and the paragraphs they make."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from redactor.domain.document import Cell
from redactor.formats.pdf.lines import framed
from redactor.formats.pdf.order import Strand, same_line
from redactor.formats.pdf.values import Rect

_LED: Final = re.compile(r"(?:[•*·▪◦●\uf0b7\uf0a7]|[0-9]{1,3}[.)]|[a-zåäö][.)]|§\s?[0-9]+)\s|[\uf000-\uf0ff]")
_DASHED: Final = re.compile(r"[-–—‒]\s")
_HYPHENATED: Final = re.compile(r"\w[-\u00ad\u2010\u2011]$")
_LOOSE: Final = 1.25
"""Of the usual leading; more parts paragraphs."""
_RAGGED: Final = 4.0
"""Em; no shorter are most lines of a paragraph."""
_FULL: Final = 25
"""Characters."""
_GAP: Final = 1.35
_INDENT: Final = 0.8
"""Em."""


class Row:
    """One line of text: strands side by side. `gap`: a blank line stands above. `begins` a paragraph."""

    __slots__ = ("begins", "bold", "cell", "first", "gap", "last", "size", "strands", "text")

    def __init__(self, strands: Sequence[Strand], text: str) -> None:
        self.strands = strands
        self.text = text
        self.begins = True
        self.gap = False
        self.first, self.last = strands[0], strands[-1]
        self.cell: Cell | None = self.first.cell
        self.size = max(s.size for s in strands) if len(strands) > 1 else self.first.size
        self.bold = all(s.bold for s in strands)

    @property
    def page(self) -> int:
        return self.first.pieces[0].page


def rows(strands: Sequence[Strand], page: Rect) -> list[Row]:
    """The rows of one page (`page` is its shown box); the first begins a paragraph."""
    lines = list(_lines(strands))
    leading = _leadings(lines)
    edges = _edges(strands, page)
    found = [Row(line, "\t".join(s.text for s in line)) for line in lines]
    for above, row in pairwise(found):
        row.begins = _parted(above, row, leading, edges)
    _set_gaps(found)
    return found


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


def _edges(strands: Iterable[Strand], page: Rect) -> dict[tuple[object, ...], float]:
    """How far to the right the text of each column (or table column) goes."""
    columns: dict[tuple[object, ...], list[Strand]] = {}
    for strand in strands:
        columns.setdefault(_column(strand), []).append(strand)
    return {key: _edge(column, page) for key, column in columns.items()}


def _edge(column: Sequence[Strand], page: Rect) -> float:
    """The right margin: where the longest lines end, unless all lines are short and none need be full."""
    most = max(strand.x1 for strand in column)
    if column[0].cell is not None:
        return most
    left, _, right, _ = framed(page, column[0].turn)
    margin = right - (min(strand.x0 for strand in column) - left)
    near = sum(s.x1 > most - _RAGGED * s.size and len(s.text) > _FULL for s in column)
    is_text = near > 2 and near * 3 >= len(column)
    return most if is_text or most > margin - _RAGGED * column[0].size else margin


def _column(strand: Strand) -> tuple[object, ...]:
    if strand.cell is not None:
        return strand.cell.table, strand.cell.column
    return strand.turn, strand.column


def _step(above: Row, below: Row) -> float:
    return below.first.base - above.first.base


def _parted(above: Row, row: Row, leading: dict[int, float], edges: dict[tuple[object, ...], float]) -> bool:
    """Whether a paragraph begins at `row`."""
    below, last = row.first, above.last
    if below.cell != last.cell or below.turn != last.turn:
        return True
    if below.column != last.column:
        return not goes_on(above, row, edges.get(_column(last), last.x1))
    if _differs(above, row) or _leads(above, row.text):
        return True
    if not _HYPHENATED.search(above.text) and _ends_short(above, row, edges):
        return True
    step = _step(above, row)
    usual = leading.get(round(below.size), 1.3 * below.size)
    if not 0 < step <= _LOOSE * usual:
        return True
    if below.cell is not None:
        return False
    indent = below.x0 - above.first.x0
    if indent > _INDENT * below.size:
        hangs = _LED.match(above.text) is not None or len(above.strands) > 1 or not above.begins
        return not hangs
    return indent < -_INDENT * below.size and not above.begins


def _leads(above: Row, text: str) -> bool:
    """Whether the line begins with a list's sign. A dash may also stand within a sentence."""
    if _DASHED.match(text):
        return above.text[-1:] in ".,:;" or _DASHED.match(above.text) is not None
    return _LED.match(text) is not None


def _differs(above: Row, row: Row) -> bool:
    """Whether size or weight change."""
    return abs(row.size - above.size) > 0.12 * row.size or row.bold != above.bold


def _ends_short(above: Row, row: Row, edges: dict[tuple[object, ...], float]) -> bool:
    """Whether the first word of `row` would have had room above."""
    below = row.first
    word = row.text.split(maxsplit=1)[0]
    width = (below.x1 - below.x0) * len(word) / len(below.text)
    edge = above.last.room or edges.get(_column(above.last), above.last.x1)
    return above.last.x1 + width + 0.5 * below.size < edge


def goes_on(above: Row, below: Row, edge: float) -> bool:
    """Whether a paragraph goes on at the top of the next page or column. `edge`: how far its lines reach."""
    if above.cell is not None or below.cell is not None or _differs(above, below):
        return False
    if _HYPHENATED.search(above.text):
        return True
    if _leads(above, below.text) or above.text[-1:] in ".:!?":
        return False
    return below.text[:1].islower() or above.last.x1 > edge - 6 * above.size
