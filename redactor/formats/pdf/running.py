"""Running headers and footers: lines that stand at the same place of page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from redactor.formats.pdf.lines import PageText, Piece
from redactor.formats.pdf.values import Rect

_ZONE: Final = 0.2
"""Of the page's height; no running line stands further in."""
_DEPTH: Final = 8
"""Lines."""
_SMALL: Final = 20.0
"""Points."""
_MANY: Final = 5
"""Pages; in so many two are no proof."""
_GAP: Final = 1.4
"""Of a line's height or the usual step."""
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
    pictures: frozenset[Rect]
    """Places of pictures that stand there on several pages: logos, backgrounds."""

    def own_pictures(self, page: PageText) -> list[Rect]:
        """The page's pictures that are its own and large enough to show something."""
        return [
            box for box in page.pictures if place_of(box) not in self.pictures and min(_size(box)) > _SMALL
        ]

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
    places = Counter(place for page in pages for place in {place_of(box) for box in page.pictures})
    pictures = frozenset(place for place, count in places.items() if count > 1)
    return Running(tuple(_repeated(tops)), tuple(_repeated(bottoms)), pictures)


def place_of(box: Rect) -> Rect:
    """The same for boxes that stand at one place."""
    x0, y0, x1, y1 = (float(round(edge / 4)) for edge in box)
    return x0, y0, x1, y1


def _size(box: Rect) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


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
    bare = _PAGE_NUMBER.fullmatch(text)
    if bare is not None and bare["bare"] and int(bare["bare"]) not in (page, page + 1):
        alone = False  # some number, unless pages around it count on
    return _Row(page, pieces[0].base, key, alone, tuple(pieces))


def _repeated(edges: Sequence[Sequence[_Row]]) -> Iterator[tuple[Piece, ...]]:
    alike: dict[str, list[_Row]] = defaultdict(list)
    for rows in edges:
        for row in rows:
            alike[row.key].append(row)
    enough = 2 if len(edges) < _MANY else 3
    told: dict[tuple[str, float], int] = {}
    for rows in edges:
        for key, place in ((row.key, row.place) for row in rows):
            # A running line stands at one place; on a thousand pages, too, it is counted once.
            if (key, place) not in told:
                told[key, place] = _times(place, alike[key])
        times = [told[row.key, row.place] for row in rows]
        end = next((i for i, row in enumerate(rows) if not row.numbered and times[i] < enough), len(rows))
        # Two pages may begin with the same heading: that two lines are alike is little without a gap.
        while end and not rows[end - 1].numbered and times[end - 1] < 3 and not _set_off(rows, end):
            end -= 1
        yield from (row.pieces for row in rows[:end])


def _times(place: float, alike: Sequence[_Row]) -> int:
    """On how many pages the line stands at that place; 0 unless these are most from the first to the last."""
    pages = sorted({other.page for other in alike if abs(other.place - place) < _NEAR})
    return len(pages) if 2 * len(pages) > pages[-1] - pages[0] else 0


def _set_off(rows: Sequence[_Row], end: int) -> bool:
    """Whether more room than between paragraphs lies between the first `end` rows and the next."""
    if end == len(rows):
        return True
    last = rows[end - 1]
    high = max(piece.y1 - piece.y0 for piece in last.pieces)
    steps = [abs(other.place - one.place) for one, other in pairwise(rows[end:])]
    usual = median(steps) if steps else high
    return abs(rows[end].place - last.place) > _GAP * max(high, usual)
