"""Rows of members that tabs, bars or wide blanks part: a name, a party, a seat, marks of who was there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.domain.document import Span
from redactor.recognizers.persons.names import Names
from redactor.roles import words

_APART = re.compile(r"[ ]*[\t|]+[ \t|]*|[ ]{2,}")
_PARTY = re.compile(r"\(?([A-ZÅÄÖ]{1,3})\)?")
_MARK = re.compile(
    r"[(]?(?:[Xx×✓]|tjg\.?|tjänstg\w*|närv\w*|frånv\w*|[Jj]a|[Nn]ej|[Aa]vst\w*|Kl\.? ?\d.{0,8})[)]?"
    r"(?: \([^)]*\))?"
)
_LEAST = 3
"""Cells; a line of two may be anything."""


def members(names: Names) -> Iterator[Span]:
    """Names in rows with a party's letters, where a seat or a mark shows that the row is a member's. Linear.

    Letters alone say nothing: `M` is a sex, `V` a decision, in other tables. Where no seat stands in the row,
    its table must have several parties.
    """
    held: list[_Row] = []
    start = 0
    for line in names.text.splitlines(keepends=True):
        row = _row(names, start, line.rstrip("\n")) if _APART.search(line) else None
        if row is not None:
            held.append(row)
        elif not line.strip():
            yield from _of_parties(held)
            held = []
        start += len(line)
    yield from _of_parties(held)


@dataclass(frozen=True, slots=True)
class _Row:
    party: str
    seated: bool
    names: tuple[Span, ...]


def _of_parties(rows: Sequence[_Row]) -> Iterator[Span]:
    several = len({row.party for row in rows}) > 1
    for row in rows:
        if several or row.seated:
            yield from row.names


def _row(names: Names, start: int, line: str) -> _Row | None:
    cells = [Span(start + s, start + e) for s, e in _cells(line) if e > s]
    written = [cell.cut(names.text) for cell in cells]
    party = next((cell.strip("()") for cell in written if _is_party(cell)), None)
    if len(cells) < _LEAST or party is None:
        return None
    seated = any(words.seat().fullmatch(cell.rpartition(", ")[2]) for cell in written)
    if not (seated or any(_MARK.fullmatch(cell) for cell in written)):
        return None
    return _Row(party, seated, tuple(_named(names, cells)))


def _named(names: Names, cells: Iterable[Span]) -> Iterator[Span]:
    for cell in cells:
        run = names.at(cell.start)
        if run is not None and run.full and _is_named(names.text, run.span, cell):
            yield run.span


def _cells(line: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _APART.finditer(line):
        yield at, gap.start()
        at = gap.end()
    yield at, len(line.rstrip())


def _is_party(cell: str) -> bool:
    letters = _PARTY.fullmatch(cell)
    return letters is not None and letters[1].casefold() in words.PARTIES


def _is_named(text: str, run: Span, cell: Span) -> bool:
    """Whether a cell is the name, with a seat behind a comma at most."""
    rest = text[run.end : cell.end].lstrip(", ")
    return not rest or words.seat().fullmatch(rest) is not None
