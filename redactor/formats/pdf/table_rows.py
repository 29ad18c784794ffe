"""Lines of a table -> its rows: parted by rules or shades, by room, or where the first column is filled.

A row's lines need not begin at one height: its cells may be set at the top, in the middle or at the foot.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import Final

from redactor.formats.pdf.columns import Line, Table, Word, cell_leading, loose

_KEYED: Final = 0.15
"""Of a table's lines are filled in the column that tells where rows begin."""
_RULED: Final = 2
"""Rules within a table; fewer set off its head or foot only."""
_SHORT: Final = 2.5
"""Lines of a usual row that begin in the first column: more are rows that something else sets apart."""
_PARTED: Final = re.compile(r"[-/\u00ad\u2010\u2011]$")
_BLANK: Final = 0.25
"""Em between two words of a cell."""
_DIGITS: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def row_edges(table: Table, levels: Sequence[float]) -> tuple[float, ...]:
    """The heights between the table's rows, its top and its bottom; `levels` are those of rules across it."""
    rows = list(_rows(table, levels))
    above, below = rows[0][0], rows[-1][-1]
    inner = ((one[-1].base + other[0].base - 0.6 * other[0].size) / 2 for one, other in pairwise(rows))
    return above.base - 1.2 * above.size, *inner, below.base + 0.5 * below.size


def numbered_edges(table: Table, levels: Sequence[float]) -> tuple[float, ...]:
    """The heights between the rows of a table whose first column holds numbers alike; else none."""
    numbers = (_text(filled[0]) for line in table.lines if 0 in (filled := table.columns(line)))
    shapes = Counter(_shape(number) for number in numbers if number[0].isdigit())
    if sum(count for count in shapes.values() if count > 1) <= _RULED:
        return ()
    return row_edges(table, levels)[1:-1]


def _rows(table: Table, levels: Sequence[float]) -> Iterator[Sequence[Line]]:
    groups = _by_rules(table.lines, levels)
    if len(groups) <= _RULED and not table.lines[0].scanned:
        limit = cell_leading(table) * loose(table.lines[0])
        groups = [part for group in groups for part in _by_room(group, limit)]
    key = _key(table)
    keyed = sum(key in table.columns(line) for line in table.lines)
    apart = len(groups) > _RULED and keyed <= _SHORT * len(groups)
    for group in groups:
        yield from _by_key(table, group, key, trusted=apart)


def _by_rules(lines: Sequence[Line], levels: Sequence[float]) -> list[Sequence[Line]]:
    bases = [line.base - 0.3 * line.size for line in lines]
    cuts = sorted({bisect_left(bases, level) for level in levels} | {0, len(lines)})
    return [lines[start:end] for start, end in pairwise(cuts)]


def _by_room(lines: Sequence[Line], limit: float) -> Iterator[Sequence[Line]]:
    cuts = [at for at, (one, other) in enumerate(pairwise(lines), 1) if other.base - one.base > limit]
    for start, end in pairwise([0, *cuts, len(lines)]):
        yield lines[start:end]


def _key(table: Table) -> int:
    """The first column that is filled often enough to tell where rows begin."""
    filled = [column for line in table.lines for column in table.columns(line)]
    return min(column for column in filled if filled.count(column) >= _KEYED * len(table.lines))


def _by_key(table: Table, lines: Sequence[Line], key: int, *, trusted: bool) -> Iterator[Sequence[Line]]:
    """One row, or several where the key column begins anew. `trusted`: such a group is a row by itself,
    unless its keys are written alike.
    """
    columns = [table.columns(line) for line in lines]
    begins = [at for at, filled in enumerate(columns) if key in filled]
    texts = [_text(columns[at][key]) for at in begins]
    fills = {len(columns[at]) for at in begins}
    alike = len({_shape(text) for text in texts}) == 1 and (len(fills) == 1 or texts[0][0].isdigit())
    if len(begins) < 2 or (trusted and not alike):
        yield lines
        return
    keys = [begins[0]] + [
        at for at, above in zip(begins[1:], texts, strict=False) if not _PARTED.search(above)
    ]
    cuts = [_cut(table, lines, above, below) for above, below in pairwise(keys)]
    for start, end in pairwise([0, *cuts, len(lines)]):
        yield lines[start:end]


def _cut(table: Table, lines: Sequence[Line], above: int, below: int) -> int:
    """The line, of those after `above` to `below`, with which the lower of two rows begins.

    Two rows begin at `above` and `below` in their first column; what stands between may be the lower part of
    the upper one's other cells, or, where cells are centred or stand at the foot, the upper part of the lower
    one's. Most room is between rows; where it is even, a cell begins where its first word would have had
    room on the line above; the last line where that tells nothing.
    """
    steps = {at: lines[at].base - lines[at - 1].base for at in range(above + 1, below + 1)}
    wide = max(steps.values()) / loose(lines[below])
    even = [at for at, step in steps.items() if step >= wide]
    return max([at for at in even if _begins_cells(table, lines[at - 1], lines[at])] or even)


def _begins_cells(table: Table, above: Line, line: Line) -> bool:
    """Whether a line of a table is no continuation: its words had room on the line above, in each column."""
    upper, lower = table.columns(above), table.columns(line)
    both = upper.keys() & lower.keys()
    return bool(both) and all(
        upper[column][-1].x1 + _BLANK * line.size + lower[column][0].x1 - lower[column][0].x0
        < max(words[-1].x1 for each in table.lines if (words := each.within(_band(table, column))))
        for column in both
    )


def _band(table: Table, column: int) -> tuple[float, float]:
    edges = (-inf, *table.edges, inf)
    return edges[column], edges[column + 1]


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _shape(text: str) -> str:
    """Words of one kind look alike: `BYN-2024-0101` and `BYN-2024-17`."""
    return _LETTERS.sub("a", _DIGITS.sub("0", text))
