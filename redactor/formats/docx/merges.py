"""Rows that vertically merged cells (`w:vMerge`) join: a reader takes several rows of a table for one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from redactor.formats.docx.names import PPR, TBL, TC, Element, P, T, child, number, value, w

_BARE: Final = re.compile(r"\s*§{0,2}\s*\d{1,4}(\s?[a-h])?(/\d{2,4})?[.):]?\s*", re.ASCII)
_LED: Final = re.compile(r"\s*(§\s*\d{1,4}|\d{1,4}\s?[.):])", re.ASCII)
_CASE: Final = re.compile(r"\s*\w{1,8}[ -]{0,2}\d{2,4}\s?[-/:.]\s?\d{1,6}\s*")
_WRAPPERS: Final = frozenset(w(n) for n in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_ENOUGH: Final = 40
"""Characters of a cell that are looked at."""


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    merge: str
    text: str = field(repr=False)
    numbered: bool

    @property
    def number(self) -> bool:
        return self.numbered or _BARE.fullmatch(self.text) is not None


@dataclass(slots=True)
class Rows:
    """Counts the rows of one table. A row whose leading cell goes on from above, or is blank beside one
    that does, has the number of the item's row above, unless it brings a number of its own. Rows that a
    group's name joins (a party's members, a unit's telephones) stay apart: no number stands beside it."""

    row: int = -1
    begun: dict[int, tuple[int, bool]] = field(default_factory=dict)
    """By column: the row in which its merged cell began, and whether that holds an item's number."""
    items: set[int] = field(default_factory=set)
    """Rows in which a number or a case number fills a cell."""

    def next(self, element: Element) -> int:
        """The number of the row that a `w:tr` belongs to, from 0."""
        self.row += 1
        cells = tuple(_cells(element))
        logical = self._above(cells)
        if logical is None and any(c.number or _CASE.fullmatch(c.text) for c in cells):
            self.items.add(self.row)
        found = {}
        for cell in cells:
            if cell.merge == "continue" and cell.column in self.begun:
                found[cell.column] = self.begun[cell.column]
            elif cell.merge == "restart":
                found[cell.column] = self.row if logical is None else logical, cell.number
        self.begun = found
        return self.row if logical is None else logical

    def _above(self, cells: tuple[_Cell, ...]) -> int | None:
        going_on = [c.merge == "continue" and c.column in self.begun for c in cells]
        for cell, continues in zip(cells, going_on, strict=True):
            if continues and self.begun[cell.column][1]:
                return self.begun[cell.column][0]
        leading = next((at for at, cell in enumerate(cells[:2]) if going_on[at] or cell.text.strip()), None)
        if leading is None or not going_on[leading]:
            return None
        own = [c for c, continues in zip(cells, going_on, strict=True) if not continues and c.text.strip()]
        if any(c.number for c in own) or (own and _LED.match(own[0].text)):
            return None
        above = self.begun[cells[leading].column][0]
        return above if above in self.items else None


def _cells(row: Element) -> Iterator[_Cell]:
    column = number(value(row, w("trPr"), w("gridBefore")))
    for cell in _below(row):
        properties = cell.find(w("tcPr"))
        merged = child(properties, w("vMerge"))
        merge = "" if merged is None else merged.get(w("val"), "continue")
        yield _Cell(column, merge, _text(cell), _numbered(cell))
        column += max(number(value(properties, w("gridSpan")), 1), 1)


def _below(element: Element) -> Iterator[Element]:
    for below in element:
        if below.tag == TC:
            yield below
        elif below.tag in _WRAPPERS:
            yield from _below(below)


def _text(cell: Element) -> str:
    """The beginning of a cell's own text, for a look at it."""
    written = ""
    for block in cell:
        if block.tag == TBL:
            continue
        for text in block.iter(T):
            written += text.text or ""
            if len(written) > _ENOUGH:
                return written
    return written


def _numbered(cell: Element) -> bool:
    numbers = (value(p, PPR, w("numPr"), w("numId")) for p in cell.iterchildren(P))
    return any(n not in (None, "0") for n in numbers) and not _text(cell).strip()
