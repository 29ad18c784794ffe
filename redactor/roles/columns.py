"""What a table's column says of the names in it, in every format: who decided, who applied."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
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


_PLACE = re.compile(
    r"(?:kommun|(?:post|bostads|hem)?ort|område|distrikt|stadsdel|kommundel|plats|(?:val)?lokal|län)[ .:*]*",
    re.IGNORECASE,
)


class Column(Enum):
    """Whose names stand in a column."""

    OFFICE = auto()
    """Those who act in office."""
    PRIVATE = auto()
    """Those whose matters are listed."""
    PLACE = auto()
    """No one's: places."""


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


_APART = re.compile(r"\t+| {2,}")
_SHORT = 30
"""Characters of the longest heading of a column."""
_LEAST = 3
_TYPED = (Column.OFFICE, Column.PLACE)


def columns(layer: TextLayer) -> Columns:
    """Reads the headings of the layer's tables, and of lines whose cells tabs or wide blanks part. Linear."""
    kinds: dict[Span, Column | None] = {}
    cells: list[tuple[Span, Column]] = []
    for heading, cell in headed(layer):
        if heading not in kinds:
            kinds[heading] = _kind(folded_text(heading.cut(layer.text)).strip(" *\t"))
        kind = kinds[heading]
        if kind is not None:
            cells.append((cell, kind))
    told = {cell.start for cell, _ in cells}
    cells.extend(pair for pair in _typed(layer.text) if pair[0].start not in told)
    return Columns(tuple(sorted(cells, key=lambda c: c[0])))


def _typed(text: str) -> Iterator[tuple[Span, Column]]:
    """Cells below a heading of offices or places, in lines, where it is plain which cell is meant."""
    heads: list[tuple[int, Column]] = []
    width = start = 0
    for line in text.splitlines(keepends=True):
        cells = _cells(start, line.rstrip())
        start += len(line)
        if len(cells) < _LEAST:
            # What stands between a heading and its rows, or in a row's second line, ends no table.
            if line.strip() and not line[0].isspace() and _APART.search(line) is None:
                heads = []
            continue
        headings = [folded_text(cell.cut(text)).strip(" *") for cell in cells]
        kinds = [(i, kind) for i, h in enumerate(headings) if (kind := _kind(h)) in _TYPED]
        if kinds and all(len(h) <= _SHORT for h in headings):
            heads, width = [(i, kind) for i, kind in kinds if kind is not None], len(cells)
            continue
        for at, kind in heads:
            if (cell := _below(cells, at, width)) is not None:
                yield cell, kind


def _below(cells: Sequence[Span], at: int, width: int) -> Span | None:
    """The cell below the heading `at`; None where a cell is missing and it cannot be told which."""
    if len(cells) == width:
        return cells[at]
    if len(cells) != width - 1:
        return None
    if at == width - 1:
        return cells[-1]
    return cells[at] if at == width - 2 else None


def _cells(start: int, line: str) -> list[Span]:
    found, at = [], 0
    for gap in (*_APART.finditer(line), None):
        end = gap.start() if gap is not None else len(line)
        if line[at:end].strip():
            found.append(Span(start + at, start + end))
        at = gap.end() if gap is not None else end
    return found


def is_office(heading: str) -> bool:
    """Whether a column's heading names those who act in office."""
    return _OFFICE.fullmatch(heading.strip(" *\t")) is not None


def _kind(heading: str) -> Column | None:
    if _OFFICE.fullmatch(heading):
        return Column.OFFICE
    if _PLACE.fullmatch(heading):
        return Column.PLACE
    label = cues.label_cell().fullmatch(heading)
    return Column.PRIVATE if label is not None and label["neutral"] is None else None
