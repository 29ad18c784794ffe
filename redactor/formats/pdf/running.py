"""Running headers and footers: lines that stand at the same place of page after page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from redactor.formats.pdf.lines import PageText, Piece

_ZONE: Final = 0.2
"""Of the page's height; no running line stands further in."""
_DEPTH: Final = 8
"""Lines."""
_NEAR: Final = 6.0
"""Points; the same place."""
_PAGE_NUMBER: Final = re.compile(
    r"(?i)(?:\b(?:sid(?:a|an)?|sidnr|page)\b\.?:?\s*|\bs\.\s*)(?P<named>[0-9]{1,4})"
    r"|(?<![0-9§/-])(?P<of>[0-9]{1,4})(?=\s*(?:\([0-9]{1,4}\)|/\s*[0-9]{1,4}\b|\bav\s+[0-9]{1,4}\b))"
    r"|^[-–\s]*(?P<bare>[0-9]{1,4})[-–\s]*$"
)


@dataclass(frozen=True, slots=True)
class Running:
    """Pieces of all pages that are headers, and those that are footers, row by row."""

    headers: tuple[tuple[Piece, ...], ...]
    footers: tuple[tuple[Piece, ...], ...]

    def pieces(self) -> frozenset[int]:
        """Their identities."""
        return frozenset(id(piece) for row in (*self.headers, *self.footers) for piece in row)


@dataclass(frozen=True, slots=True)
class _Row:
    page: int
    place: float
    key: str
    numbered: bool
    pieces: tuple[Piece, ...]


def running(pages: Sequence[PageText]) -> Running:
    """What repeats from the edge inward, and page numbers at the edge."""
    tops = [_edge_rows(page, from_top=True) for page in pages]
    bottoms = [_edge_rows(page, from_top=False) for page in pages]
    return Running(tuple(_repeated(tops)), tuple(_repeated(bottoms)))


def _edge_rows(page: PageText, *, from_top: bool) -> list[_Row]:
    """The rows of one edge zone from the edge inward."""
    _, top, _, bottom = page.box
    zone = (bottom - top) * _ZONE
    near = [
        p
        for p in page.pieces
        if p.turn == 0 and not p.hidden and (p.y1 < top + zone if from_top else p.y0 > bottom - zone)
    ]
    near.sort(key=lambda p: p.base, reverse=not from_top)
    rows: list[list[Piece]] = []
    for piece in near:
        if not piece.text.strip():
            continue
        if rows and abs(rows[-1][0].base - piece.base) < 0.3 * piece.size:
            rows[-1].append(piece)
        elif len(rows) == _DEPTH:
            break
        else:
            rows.append([piece])
    return [_row(page.number, sorted(row, key=lambda p: p.x0)) for row in rows]


def _row(page: int, pieces: list[Piece]) -> _Row:
    text = " ".join(" ".join(piece.text for piece in pieces).split())
    numbered = False

    def offset(match: re.Match[str]) -> str:
        nonlocal numbered
        numbered = True
        kind = match.lastgroup or "bare"
        start, end = match.start(kind) - match.start(), match.end(kind) - match.start()
        return f"{match.group()[:start]}#{int(match.group(kind)) - page}{match.group()[end:]}"

    key = _PAGE_NUMBER.sub(offset, text)
    alone = numbered and not any(
        c.isalpha() for c in re.sub(r"(?i)\b(?:sid(?:a|an)?|sidnr|page|s|av)\b", "", text)
    )
    return _Row(page, pieces[0].base, key, alone, tuple(pieces))


def _repeated(edges: Sequence[Sequence[_Row]]) -> Iterator[tuple[Piece, ...]]:
    places: dict[str, list[_Row]] = defaultdict(list)
    for rows in edges:
        for row in rows:
            places[row.key].append(row)
    enough = 2 if len(edges) < 5 else 3
    for rows in edges:
        for row in rows:
            if not (row.numbered or _recurs(row, places[row.key], enough)):
                break
            yield row.pieces


def _recurs(row: _Row, alike: Sequence[_Row], enough: int) -> bool:
    """Whether the line stands at its place on most pages from the first to the last that has it."""
    pages = sorted({other.page for other in alike if abs(other.place - row.place) < _NEAR})
    return len(pages) >= enough and 2 * len(pages) > pages[-1] - pages[0]
