"""How the rows of a block are aligned: at the left, which most are, at the right, or centred."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from redactor.formats.pdf.rows import Align, Row, differs

_SAME: Final = 0.3
"""Em; edges that lie no further from each other are one."""
_INDENT: Final = 4.0
"""Em; no line of left-aligned text is indented further."""
_COMMON: Final = 3
"""Rows; so many that begin at one place stand at a left margin."""
_LONG: Final = 6
"""Rows."""
_SHARE: Final = 0.25
"""Of a page's rows; fewer may begin at one place by chance."""
_FEW: Final = 3
"""One of so many rows may begin there by chance."""


def set_alignment(rows: Sequence[Row]) -> None:
    """Tells rows whose right edges or middles agree, while their left edges do not."""
    margins = _margins(rows)
    for align, edge in ((Align.RIGHT, _right), (Align.CENTRE, _middle)):
        for block in _blocks(rows, edge):
            if _is_ragged(block, margins):
                for row in block:
                    row.align = align


def _margins(rows: Sequence[Row]) -> frozenset[int]:
    """Where so many rows begin that it is no chance."""
    starts = Counter(round(row.first.x0) for row in rows)
    near = {place: starts[place - 1] + starts[place] + starts[place + 1] for place in starts}
    return frozenset(place for place, count in near.items() if count >= max(_COMMON, _SHARE * len(rows)))


def _right(row: Row) -> float:
    return row.last.x1


def _middle(row: Row) -> float:
    return (row.first.x0 + row.last.x1) / 2


def _blocks(rows: Sequence[Row], edge: Callable[[Row], float]) -> Iterator[list[Row]]:
    """Rows below each other that have an edge in common."""
    block: list[Row] = []
    for above, row in pairwise(rows):
        joins = not row.apart and row.cell is None and above.cell is None and not differs(above, row)
        if joins and abs(edge(above) - edge(row)) < _SAME * row.size and row.align is Align.LEFT:
            block = block or [above]
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_ragged(block: Sequence[Row], margins: frozenset[int]) -> bool:
    """Whether the rows begin at places of their own, and not at a margin or with an indent."""
    places = [round(row.first.x0) for row in block]
    at_margin = sum(place in margins for place in places)
    below_each_other = sum(abs(one - other) < _SAME * block[0].size for one, other in pairwise(places))
    # In a long block chance may repeat a place, but not from line to line.
    doubtful = below_each_other if len(block) >= _LONG else max(at_margin, below_each_other)
    if _FEW * doubtful > len(block):
        return False
    return len(block) >= _COMMON or max(places) - min(places) > _INDENT * block[0].size
