"""A row: one line of text as it is read, with what its place on the page tells."""

from collections.abc import Sequence
from enum import Enum, auto

from redactor.domain.document import Cell
from redactor.formats.pdf.order import Strand


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
