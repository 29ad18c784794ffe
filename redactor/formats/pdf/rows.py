"""A row: one line of text as it is read, with what its place on the page tells."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from redactor.domain.document import Cell
from redactor.formats.pdf.order import Strand

_WIDE: Final = re.compile(r"(?<=\S)[^\S\t]{3,}(?=\S)")
_SET_IN: Final = re.compile(r"\s{4}")
_LED: Final = re.compile(
    r"(?:[^\w\s(\[]\s{0,3})?(?:[A-ZÅÄÖ]{1,4}[\s-]?)?[0-9][0-9./:-]*\s?[a-h]?[.):]?\s{2}|[^\w\s]\s{2}"
)
"""A cell with a number, a date or a sign, which begins a row."""


class Align(Enum):
    """Which edge the lines of a block have in common."""

    LEFT = auto()
    RIGHT = auto()
    CENTRE = auto()


class Row:
    """One line of text: strands side by side. `gap`: a blank line stands above. `begins` a paragraph.

    `align` tells how it stands with the lines of its block.
    `apart`: it stands elsewhere than as far below the row above as lines of one paragraph do. `edges`: from
    where to where the text of its column goes. `marginal`: it stands in the page's upper or lower margin.
    """

    __slots__ = (
        "align", "apart", "begins", "bold", "cell", "edges", "first", "gap", "last", "marginal", "size",
        "strands", "text",
    )  # fmt: skip

    def __init__(self, strands: Sequence[Strand], text: str) -> None:
        self.strands = strands
        self.text = text
        self.begins = True
        self.gap = self.marginal = False
        self.align = Align.LEFT
        self.apart = True
        self.first, self.last = strands[0], strands[-1]
        self.edges = self.first.x0, self.last.x1
        self.cell: Cell | None = self.first.cell
        self.size = max(s.size for s in strands) if len(strands) > 1 else self.first.size
        self.bold = all(s.bold for s in strands)

    @property
    def page(self) -> int:
        return self.first.pieces[0].page

    @property
    def room(self) -> float:
        """How much of its column's width the row leaves."""
        left, right = self.edges
        match self.align:
            case Align.LEFT:
                return right - self.last.x1
            case Align.RIGHT:
                return self.first.x0 - left
            case Align.CENTRE:
                return self.first.x0 - left + right - self.last.x1


def differs(above: Row, row: Row) -> bool:
    """Whether size or weight change."""
    return abs(row.size - above.size) > 0.12 * row.size or row.bold != above.bold


def is_typed(row: Row, after: bool) -> bool:
    """Whether blanks part the row's cells, as in a list typed as lines.

    `after`: it follows one of which that is so; then a line with two cells, or one that is set in with
    blanks, belongs to the list, too.
    """
    if row.cell is not None:
        return False
    gaps = len(_WIDE.findall(row.text))
    return gaps > 1 or (after and (gaps > 0 or is_set_in(row)))


def is_set_in(row: Row) -> bool:
    """Whether blanks stand before the line."""
    return _SET_IN.match(row.first.pieces[0].text) is not None


def begins_typed(row: Row) -> bool:
    """Whether a line of a typed list is none that was broken at the page's edge, be the one above full."""
    return is_set_in(row) or _LED.match(row.text) is not None
