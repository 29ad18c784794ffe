"""What only looks like a table by its strips: columns of running text, and rows whose cells blanks part."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from redactor.formats.pdf.columns import Table, Word

_TEXT: Final = (4, 18)
"""So many lines, in the median so long, are running text."""
_TAB: Final = 3
"""Blanks; so many part two cells of a line of text."""


def is_text(table: "Table") -> bool:
    """Whether all columns hold running text, as a newspaper's do."""
    longs: dict[int, list[int]] = {}
    for line in table.lines:
        for column, words in table.columns(line).items():
            longs.setdefault(column, []).append(sum(round((w.x1 - w.x0) / line.size * 2) + 1 for w in words))
    return all(len(long) >= _TEXT[0] and median(long) >= _TEXT[1] for long in longs.values())


def is_set_with_blanks(table: "Table") -> bool:
    """Whether blanks part the cells, and the strips are there by chance.

    In some line a strip runs through a single blank, and wide blanks stand within a column.
    """
    return any(_is_cut_elsewhere(list(table.columns(line).values())) for line in table.lines)


def _is_cut_elsewhere(columns: Sequence[Sequence["Word"]]) -> bool:
    within = [_blanks(one, other) for words in columns for one, other in pairwise(words)]
    between = [_blanks(left[-1], right[0]) for left, right in pairwise(columns)]
    return any(blanks >= _TAB for blanks in within) and any(0 < blanks < _TAB for blanks in between)


def _blanks(one: "Word", other: "Word") -> int:
    """Between two words of one piece; 0 for those of two."""
    return other.start - one.end if one.piece is other.piece else 0
