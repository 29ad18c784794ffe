"""Tables typed as lines, none of the format's own: cells parted by bars, tabs, semicolons or blanks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from redactor.domain.document import Block, Cell, Span
from redactor.domain.openness import asks, is_secret

_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_LED = re.compile(r"\s*§{0,2} ?[0-9]")
_SHORT_ROW = re.compile(r"§{0,2} ?[0-9]{1,4}[.):]?\t[^\t\n]*$")
_BLANKS = " "
_BAR = re.compile(r"(?<=\s)\|(?=\s)")
_WIDE = re.compile(r"(?<=\S)[ \t]{3,}(?=\S)")
_APART = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
"""What parts two cells of a row, once wide blanks show that it is one."""
_NUMBER_CELL = re.compile(
    r"(?:[^\w\s§([-] {0,3})?§{0,2} ?(?:[A-ZÅÄÖ]{1,2}[ -]?)?[0-9]{1,4}(?: ?[a-h])?[.):]?"
    r"(?: [A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,7}[ -]?[0-9]{1,6}[-/:][0-9]{1,6})?"
)
"""A row's number, alone or with its case number, also behind a sign: `12`, `■ D 504 BN 2025-0720`."""
_PARTS = {"|": re.compile(r"\|"), "\t": re.compile(r"\t"), ";": re.compile(";"), _BLANKS: _APART}
_LEAST_LED = 2
"""Rows with a number in front that show a table of items."""
_INDENT = 4
"""Blanks before a line that goes on in a column."""
_RULE_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
_LEAST_COLUMNS = 3
_CODE = 2
"""Characters of a cell's code."""


@dataclass(frozen=True, slots=True)
class _Line:
    block: Block
    start: int
    text: str
    separator: str | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in one column of a line; `span` counts the line's characters."""

    column: int
    span: Span


_Row = tuple[_Line, list[_Piece]]


def with_typed_tables(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks (one a line) of a layer's `text`, rows of typed tables as one block a cell.

    Headings and lines in tables of the format's own stay as they are; typed tables are numbered after those.
    """
    known = list(blocks)
    text = text.replace("\u00a0", " ")  # converters set every second blank so
    tables = max((block.cell.table for block in known if block.cell), default=-1) + 1
    for run in _runs(text, known):
        rows = _rows(run)
        if rows is None:
            yield from (line.block for line in run)
            continue
        yield from _table(rows, tables)
        tables += 1


def _runs(text: str, blocks: list[Block]) -> Iterator[list[_Line]]:
    """Lines without an empty one between that may be rows of one table; others alone."""
    run: list[_Line] = []
    listed = False
    end = 0
    for block in blocks:
        start, line = _whole(text, block, end)
        parted = len(_BREAK.findall(text, end, start)) > 1
        end = start + len(line)
        if run and parted:
            yield run
            run = []
        fixed = block.cell is not None or block.level is not None
        separator = None if fixed else _separator(line)
        if run and separator is None and not fixed:
            separator = _row_below(line, run[0].separator, listed=listed)
            if separator is None and run[0].separator == _BLANKS and _asks_last(run[0].text):
                separator = _BLANKS  # a row that leaves the last cell empty
        if run and (separator is None or separator != run[0].separator):
            yield run
            run = []
        # An item's own line set with tabs may stand over a list: a title row or a second row shows a table.
        listed = len(run) > 0 or not _LED.match(line)
        if separator is None:
            yield [_Line(block, start, line, None)]
        else:
            run.append(_Line(block, start, line, separator))
    if run:
        yield run


def _asks_last(line: str) -> bool:
    """Whether a line of titles ends with one that asks who may read the rows."""
    return asks(_APART.split(line.strip())[-1]) is not None


def _whole(text: str, block: Block, end: int) -> tuple[int, str]:
    """Where the block's line begins and all of it: blanks around it count, since tabs are empty cells."""
    start, stop = block.span.start, block.span.end
    while start > end and text[start - 1] in " \t":
        start -= 1
    while stop < len(text) and text[stop] in " \t":
        stop += 1
    return start, text[start:stop]


def _rows(run: list[_Line]) -> list[_Row] | None:
    """The rows with their cells; None where the lines are no table."""
    separator = run[0].separator
    if separator is None:
        return None
    rows = [(line, _pieces(line)) for line in run if _RULE_ROW.fullmatch(line.text.strip()) is None]
    if separator == ";":
        # In a sentence too there may be several; a table has as many in each line.
        return rows if len(rows) > 1 and len({line.text.count(";") for line, _ in rows}) == 1 else None
    if separator != _BLANKS:
        return rows
    # Wide blanks part columns only where numbered rows stand below each other.
    led = sum(_NUMBER_CELL.fullmatch(pieces[0].span.cut(line.text)) is not None for line, pieces in rows)
    titles = rows[0][1]
    if led < _LEAST_LED:
        return _titled(rows)
    if len(titles) >= _LEAST_COLUMNS and not _NUMBER_CELL.fullmatch(titles[0].span.cut(rows[0][0].text)):
        return [(line, _below(pieces, titles)) for line, pieces in rows]
    rows = [(line, _numbered(line, pieces)) for line, pieces in rows]
    widest = max((pieces for _, pieces in rows), key=len)
    return [(line, _set_in(pieces, widest)) for line, pieces in rows]


def _titled(rows: list[_Row]) -> list[_Row] | None:
    """Rows without numbers below titles, of which one asks who may read them and all its cells answer.

    None for other lines: a stamp beside an authority's name is no title.
    """
    (head, titles), below = rows[0], [(line, _below(pieces, rows[0][1])) for line, pieces in rows[1:]]
    for title in titles:
        asked = asks(title.span.cut(head.text))
        if asked is None:
            continue
        cells = [p.span.cut(line.text) for line, own in below for p in own if p.column == title.column]
        if cells and all(len(cell) <= _CODE or is_secret(asked, cell) is not None for cell in cells):
            return [rows[0], *below]
    return None


def _numbered(line: _Line, pieces: list[_Piece]) -> list[_Piece]:
    """The cells with a sign that stands before the row's number in the number's cell."""
    if len(pieces) < _LEAST_LED or any(c.isalnum() for c in pieces[0].span.cut(line.text)):
        return pieces
    led = Span(pieces[0].span.start, pieces[1].span.end)
    return [_Piece(0, led), *(_Piece(piece.column - 1, piece.span) for piece in pieces[2:])]


def _below(pieces: list[_Piece], titles: list[_Piece]) -> list[_Piece]:
    """The cells of a row in the columns of a table with titles: by order in a full row, else by place.

    Blanks inside a cell part no columns; what stands behind the last title's cell has no title.
    """
    if len(pieces) == len(titles):
        return pieces
    placed: list[_Piece] = []
    for piece in pieces:
        column = min(range(len(titles)), key=lambda c: abs(titles[c].span.start - piece.span.start))
        above = placed[-1].column if placed else 0
        if above >= len(titles) - 1 and placed:
            column = above + 1
        placed.append(_Piece(max(column, above), piece.span))
    return placed


def _set_in(pieces: list[_Piece], widest: list[_Piece]) -> list[_Piece]:
    """A line that goes on with the row above stands in the column that it is set in to."""
    first = pieces[0]
    if first.span.start < _INDENT or len(pieces) > 1:
        return pieces
    columns = (piece.column for piece in widest if piece.span.start <= first.span.start)
    return [_Piece(max(columns, default=first.column), first.span)]


def _table(rows: list[_Row], table: int) -> Iterator[Block]:
    for number, (line, pieces) in enumerate(rows):
        label = line.block.label
        for piece in pieces:
            place = Span(line.start + piece.span.start, line.start + piece.span.end)
            yield replace(line.block, span=place, label=label, cell=Cell(table, number, piece.column))
            label = ""


def _separator(line: str) -> str | None:
    """What parts the cells of this line: bars, two tabs and more, two wide blanks and more; None: no row."""
    stripped = line.strip()
    if (stripped.startswith("|") and stripped.count("|") > 1) or len(_BAR.findall(stripped)) > 1:
        return "|"
    # Tabs at a row's end are its empty cells; before a line they set it in.
    if line.lstrip().count("\t") > 1:
        return "\t"
    if stripped.count(";") > 1 and "; " not in stripped:
        return ";"
    wide = [match.end() for match in _WIDE.finditer(stripped)]
    return _BLANKS if len(wide) > 1 or (wide and asks(stripped[wide[0] :])) else None


def _row_below(line: str, separator: str | None, *, listed: bool) -> str | None:
    """As `_separator`, directly below a row: a shorter one, or what goes on in one column."""
    if separator == "\t":
        return "\t" if listed and _SHORT_ROW.match(line) else None
    if separator == "|":
        return "|" if _BAR.search(line) else None
    if separator == ";":
        return ";" if ";" in line else None
    if separator == _BLANKS and _RULE_ROW.fullmatch(line.strip()):
        return _BLANKS
    set_in = len(line) - len(line.lstrip()) >= _INDENT
    return _BLANKS if separator == _BLANKS and (set_in or _WIDE.search(line.strip())) else None


def _pieces(line: _Line) -> list[_Piece]:
    """The cells of a line that are not empty."""
    text = line.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if line.separator == "|":
        start += text.startswith("|", start)
        end -= text.endswith("|", start, end)
    elif line.separator in ("\t", ";"):
        end = len(text)
    pieces: list[_Piece] = []
    at = start
    for column, edge in enumerate([*_PARTS[line.separator or ""].finditer(text, start, end), None]):
        cell = text[at : edge.start() if edge else end]
        if cell.strip():
            left = at + len(cell) - len(cell.lstrip())
            pieces.append(_Piece(column, Span(left, at + len(cell.rstrip()))))
        at = edge.end() if edge else end
    return pieces
