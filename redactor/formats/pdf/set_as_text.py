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
_APART: Final = 2
"""Blanks; no sentence has so many, and cells that fill their column may have no more."""
_MEASURED: Final = 3
"""Letters; a word as long tells how broad its letters are."""
_EVEN: Final = 1.03
"""How much broader the letters of one word may be than those of another, where all are as broad."""


def is_text(table: "Table") -> bool:
    """Whether all columns hold running text, as a newspaper's do."""
    longs: dict[int, list[int]] = {}
    for line in table.lines:
        for column, words in table.columns(line).items():
            longs.setdefault(column, []).append(sum(round((w.x1 - w.x0) / line.size * 2) + 1 for w in words))
    return all(len(long) >= _TEXT[0] and median(long) >= _TEXT[1] for long in longs.values())


def is_set_with_blanks(table: "Table") -> bool:
    """Whether blanks part the cells, and the strips are there by chance.

    In some line a strip runs through a single blank, and wide blanks stand within a column. Or blanks part
    most cells, and its letters are not all as broad: then cells stand below each other only where the text
    before them happens to be as long.
    """
    lines = [list(table.columns(line).values()) for line in table.lines]
    if any(_is_cut_elsewhere(columns) for columns in lines):
        return True
    gaps = [_blanks(left[-1], right[0]) for columns in lines for left, right in pairwise(columns)]
    typed = sum(blanks >= _APART for blanks in gaps)
    return 2 * typed > len(gaps) and not _is_monospaced(table)


def _is_monospaced(table: "Table") -> bool:
    words = [word for line in table.lines for word in line.words if word.end - word.start >= _MEASURED]
    broad = [(word.x1 - word.x0) / (word.end - word.start) for word in words]
    return not broad or max(broad) < _EVEN * min(broad)


def _is_cut_elsewhere(columns: Sequence[Sequence["Word"]]) -> bool:
    within = [_blanks(one, other) for words in columns for one, other in pairwise(words)]
    between = [_blanks(left[-1], right[0]) for left, right in pairwise(columns)]
    return any(blanks >= _TAB for blanks in within) and any(0 < blanks < _TAB for blanks in between)


def _blanks(one: "Word", other: "Word") -> int:
    """Between two words of one piece; 0 for those of two."""
    return other.start - one.end if one.piece is other.piece else 0
