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
"""Rows that begin at one place stand at a left margin."""
_FEW: Final = 3
"""One of so many rows may begin there by chance."""


def set_alignment(rows: Sequence[Row]) -> None:
    """Tells rows whose right edges or middles agree, while their left edges do not."""
    starts = Counter(round(row.first.x0) for row in rows)
    for align, edge in ((Align.RIGHT, _right), (Align.CENTRE, _middle)):
        for block in _blocks(rows, edge):
            if _is_ragged(block, starts):
                for row in block:
                    row.align = align


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


def _is_ragged(block: Sequence[Row], starts: Counter[int]) -> bool:
    """Whether the rows begin at places of their own, and not at a margin or with an indent."""
    places = [round(row.first.x0) for row in block]
    at_margin = sum(sum(starts[at] for at in (place - 1, place, place + 1)) >= _COMMON for place in places)
    below_each_other = sum(abs(one - other) < _SAME * block[0].size for one, other in pairwise(places))
    if _FEW * max(at_margin, below_each_other) > len(block):
        return False
    return len(block) >= _COMMON or max(places) - min(places) > _INDENT * block[0].size
