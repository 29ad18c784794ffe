"""Agendas as tables: items that are one row each."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.structure import cases, words
from redactor.structure.lines import Line, balanced
from redactor.structure.numbers import Number, Way, of_label, parse, rest_from

_BARE: Final = re.compile(r"§{0,2}\s*(?P<text>[0-9]{1,4}(?:\s?[a-h])?(?:/[0-9]{2,4})?)[.):]?$")
_LED: Final = re.compile(
    r"(?:[^\w\s§(\[-]\s{0,3})?(?P<text>(?:[A-ZÅÄÖ]{1,2}[ -]?)?(?P<value>[0-9]{1,4})(?:[ ]?[a-h])?)[.):]?"
    r"(?:$|\s+)"
)
"""A number behind a letter or a sign, or before a case number or date in the same cell."""
_DATE: Final = re.compile(r"[0-9][0-9 ./-]{2,9}")


def _keys(*names: str) -> frozenset[str]:
    return frozenset(words.key(name) for name in names)


NAMES: Final = {
    "number": _keys(
        "Nr", "Punkt", "Par", "Paragraf", "Ärende nr", "Nummer", "Löpnr", "Löpnummer", "Lnr", "Pkt", "Rad",
        "Rad nr", "Beslut nr", "Beslutsnr", "Delegationsnr",
    ),
    "heading": _keys(
        "Ärende", "Ärenden", "Rubrik", "Ärendemening", "Ärenderubrik", "Titel", "Ärendebeskrivning",
        "Beskrivning", "Beslut", "Ämne", "Innehåll", "Avser", "Saken", "Vad", "Anteckning", "Händelse",
    ),
    "case": _keys("Dnr", "Diarienr", "Diarienummer", "Ärendenummer", "Ärendenr", "Ärende-ID"),
    "other": _keys(
        "Parti", "Namn", "Ledamot", "Funktion", "Ja", "Nej", "Avstår", "Röst", "Resultat", "Närvarande",
        "Ersättare", "Plats", "Belopp",
    ),
}  # fmt: skip
"""What the columns of a table are called; a column of `other` shows that the table lists no items."""

_Row = Mapping[int, Sequence[Line]]


def rows(layer: LayerId, text: str, lines: Sequence[Line]) -> Iterator[Section]:
    """A section for each row that holds an item, in tables that list items."""
    tables: dict[int, dict[int, dict[int, list[Line]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for line in lines:
        if line.cell is not None:
            tables[line.cell.table][line.cell.row][line.cell.column].append(line)
    for table in tables.values():
        columns = _columns(tuple(table.values()))
        if columns is not None:
            yield from _items(layer, text, tuple(table.values()), columns)


def _text(cell: Sequence[Line]) -> str:
    return "\n".join(line.text for line in cell)


def _columns(table: Sequence[_Row]) -> dict[str, int] | None:
    """Which column holds the number, the case number and the heading; None for a table of something else."""
    found: dict[str, int] = {}
    titled: list[int] = []
    for column, cell in table[0].items():
        name = words.key(_text(cell)) or _text(cell).strip()
        for role, names in NAMES.items():
            if role == "heading" and name in names:
                titled.append(column)
            elif name in names or (role == "number" and name == "§"):
                found.setdefault(role, column)
    marked = {c for c, cell in _head(table).items() if words.secrecy_column(_text(cell))}
    if "other" in found and "case" not in found and not marked:
        return None
    counts: dict[str, dict[int, int]] = {
        "number": defaultdict(int),
        "case": defaultdict(int),
        "heading": defaultdict(int),
    }
    for row in table:
        for column, cell in row.items():
            written = _text(cell)
            if column in marked:
                continue
            if _number(cell) is not None:
                counts["number"][column] += 1
            elif cases.is_case_line(written):
                counts["case"][column] += 1
            else:
                counts["heading"][column] += sum(c.isalpha() for c in written)
    full = sum(len(row) > 1 for row in table)
    for role in ("number", "case"):
        free = [c for c in counts[role] if c not in found.values()]
        best = max(free, key=lambda c: (counts[role][c], -c), default=None)
        if best is not None and counts[role][best] * 2 >= full - 1:
            found.setdefault(role, best)
    taken = {found.get("number"), found.get("case")}
    letters = {c: n for c, n in counts["heading"].items() if c not in taken}
    letters = {c: letters[c] for c in titled if c in letters} or letters
    if letters:
        found["heading"] = max(letters, key=lambda c: letters[c])
    is_list = marked or {"number", "case"} & found.keys() or _led(table, found.get("heading", -1))
    if "heading" not in found or not is_list:
        return None
    if marked:
        # Its cells say it of whatever row they stand in.
        found["marked"] = min(marked)
    return found


def _head(table: Sequence[_Row]) -> _Row:
    """The first row, unless it is an item: a marker in it is then that item's, and no column's title."""
    cells = table[0].values()
    is_item = any(_number(cell) is not None or cases.is_case_line(_text(cell)) for cell in cells)
    return {} if is_item else table[0]


def _led(table: Sequence[_Row], column: int) -> bool:
    """Whether most cells of the column begin with an item's number."""
    led = sum(column in row and parse(row[column][0].text) is not None for row in table)
    return led * 2 > len(table)


def _number(cell: Sequence[Line]) -> Number | None:
    """The number that fills a cell, beside no more than a sign, a case number or a date."""
    worded = [line for line in cell if line.label or any(c.isalnum() for c in line.text)]
    if len(worded) != 1:
        return None
    line = worded[0]
    if line.label and not any(c.isalnum() for c in line.text):
        return of_label(line.label)
    match = _BARE.match(line.text.strip("* "))
    if match:
        return of_label(line.text.strip("* "))
    led = _LED.match(line.text)
    rest = line.text[led.end() :] if led else ""
    if led is None or (rest and not (cases.is_case_line(rest) or _DATE.fullmatch(rest))):
        return None
    value = int(led["value"])
    return Number(Way.BARE, led["text"], value, value, "", led.end("text"))


def _items(layer: LayerId, text: str, table: Sequence[_Row], columns: Mapping[str, int]) -> Iterator[Section]:
    pending: list[_Row] = []
    # Where the first row leaves its mark empty, a cell alone is such a row, and none that goes on.
    alone = "number" not in columns and len(table) > 1 and len(table[1]) == 1
    for row in table[1:] if "marked" in columns else table:
        continues = "number" in columns and columns["number"] not in row and columns.get("case") not in row
        continues = continues or ("marked" in columns and len(row) == 1 and not alone)
        if pending and continues:
            pending.append(row)
            continue
        if pending:
            yield _section(layer, text, pending, columns)
        pending = [row] if _is_item(row, columns) else []
    if pending:
        yield _section(layer, text, pending, columns)


def _heading(row: _Row, columns: Mapping[str, int]) -> Sequence[Line] | None:
    """The heading's cell; where a numbered row leaves it empty, the one with the most to say."""
    heading = row.get(columns["heading"])
    if heading is not None or columns.get("number") not in row:
        return heading
    taken = {columns["number"], columns.get("case")}
    others = [cell for column, cell in row.items() if column not in taken]
    return max(others, key=lambda cell: sum(c.isalpha() for c in _text(cell)), default=None)


def _is_item(row: _Row, columns: Mapping[str, int]) -> bool:
    heading = _heading(row, columns)
    if heading is None:
        return False
    number = row.get(columns.get("number", -1))
    case = row.get(columns.get("case", -1))
    if number is not None and _number(number) is not None:
        return True
    if case is not None and any(cases.at_start(line.text) for line in case):
        return True
    if columns.get("marked") in row and row is not None and len(row) > 1:
        return True
    return bool(heading[0].label) or parse(heading[0].text) is not None


def _section(layer: LayerId, text: str, group: Sequence[_Row], columns: Mapping[str, int]) -> Section:
    row = group[0]
    every = [line for each in group for cell in each.values() for line in cell]
    span = Span(min(line.outer.start for line in every), max(line.outer.end for line in every))
    cell = _heading(row, columns) or every
    number, number_span = _row_number(row, columns, cell[0])
    inside = number is not None and number_span is not None and cell[0].outer.contains(number_span)
    start = rest_from(cell[0].text, number) if inside and number is not None else 0
    following = (line for at, line in enumerate(cell[1:], cell[0].index + 1) if line.index == at)
    titles = [cell[0].part(start, len(cell[0].text)), *(line.span for line in following)]
    placed = [title for title in titles if title is not None]
    heading = balanced(text, Span(placed[0].start, placed[-1].end)) if placed else None
    case_number, case_span = _row_case(row, columns)
    kept = [s for s in (number_span, case_span, heading) if s is not None]
    return Section(
        layer,
        span,
        SectionKind.ROW,
        number=number.text if number else None,
        number_span=number_span,
        heading=heading,
        case_number=case_number,
        case_span=case_span,
        emptied=tuple(sorted(_others(text, every, kept))),
    )


def _row_number(row: _Row, columns: Mapping[str, int], heading: Line) -> tuple[Number | None, Span | None]:
    cell = row.get(columns.get("number", -1))
    number = _number(cell) if cell is not None else None
    if cell is not None and number is not None:
        line = next(line for line in cell if line.label or any(c.isalnum() for c in line.text))
        is_alone = line.label or _BARE.match(line.text.strip("* "))
        return number, line.span if is_alone else line.part(0, number.end)
    number = of_label(heading.label) if heading.label else parse(heading.text)
    if number is None:
        return None, None
    return number, heading.part(0, number.end) if number.end else None


def _row_case(row: _Row, columns: Mapping[str, int]) -> tuple[str | None, Span | None]:
    for line in row.get(columns.get("case", -1), ()):
        case = cases.at_start(line.text)
        if case is not None:
            return case.text, line.part(case.start, case.end)
    for line in row.get(columns.get("number", -1), ()):
        led = _LED.match(line.text)
        case = cases.at_start(line.text, led.end()) if led else None
        if case is not None:
            return case.text, line.part(case.start, case.end)
    return None, None


def _others(text: str, every: Sequence[Line], kept: Sequence[Span]) -> Iterator[Span]:
    """What else stands in the row, around the spans that are kept."""
    for line in every:
        at = line.outer.start
        for span in sorted(k for k in kept if line.outer.overlaps(k)):
            yield from _worded(text, at, span.start)
            at = max(at, span.end)
        yield from _worded(text, at, line.outer.end)


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    if any(c.isalnum() for c in text[start:end]):
        yield Span(start, end)
