"""What a table's column says of the names in it, in every format: who decided, who applied."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from redactor.analyzer.places import columns as headed
from redactor.domain.document import Span, TextLayer
from redactor.domain.folding import folded_text
from redactor.recognizers.persons import cues

_OFFICE = re.compile(
    r"(?:föredragande|(?:ansvarig )?handläggare|beslutsfattare|delegat|sekr(?:eterare|\.)?|justerare|utredare"
    r"|sign(?:atur|\.)?|del\.|ansvarig|(?:beslut(?:at)?|fattat|upprättad|utförd) av|inspektör"
    r"|tjänste(?:man|person)|ledamot|ledamöter|ersättare|ordförande|närvarande|deltagare)"
    r"(?: ?/ ?[^\W\d_]+| och [^\W\d_]+)?[ .:*]*",
    re.IGNORECASE,
)


class Column(Enum):
    """Whose names stand in a column."""

    OFFICE = auto()
    """Those who act in office."""
    PRIVATE = auto()
    """Those whose matters are listed."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of one layer below such headings, in order."""

    cells: Sequence[tuple[Span, Column]]

    def of(self, span: Span) -> Column | None:
        """What the column says in which the span begins."""
        i = bisect_right(self.cells, span.start, key=lambda c: c[0].start) - 1
        if i < 0 or span.start >= self.cells[i][0].end:
            return None
        return self.cells[i][1]


def columns(layer: TextLayer) -> Columns:
    """Reads the headings of the layer's tables. Linear."""
    kinds: dict[Span, Column | None] = {}
    cells: list[tuple[Span, Column]] = []
    for heading, cell in headed(layer):
        if heading not in kinds:
            kinds[heading] = _kind(folded_text(heading.cut(layer.text)).strip(" *\t"))
        kind = kinds[heading]
        if kind is not None:
            cells.append((cell, kind))
    return Columns(tuple(sorted(cells, key=lambda c: c[0])))


def _kind(heading: str) -> Column | None:
    if _OFFICE.fullmatch(heading):
        return Column.OFFICE
    label = cues.label_cell().fullmatch(heading)
    return Column.PRIVATE if label is not None and label["neutral"] is None else None
