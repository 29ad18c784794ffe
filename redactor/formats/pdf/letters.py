"""Letter-spaced words, whether by Tc, by TJ, by blanks or one box for each letter, are read as words.

MuPDF puts a blank, or a line's end, between letters that stand apart. Where such letters are set evenly, they
are one word, and what stands further apart begins the next.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median_low
from typing import Final

import pymupdf

from redactor.domain.records import PLACEHOLDER
from redactor.formats.pdf.lines import PageText, Piece, framed, text_page
from redactor.formats.pdf.order import same_line
from redactor.formats.pdf.values import Rect

_SPACED: Final = re.compile(r"(?<!\S)\S(?:\s{1,3}\S(?!\S)){3,}")
_WORD: Final = re.compile(rf"\[?{re.escape(PLACEHOLDER)}\]?|\S+")
"""A placeholder that an earlier walk left may run over its cell's edge; it is one word."""
_CELLS: Final = re.compile(r"\S\s{2,}\S")
"""Blanks may part the cells of a table set as text."""
_PARTED: Final = 2
"""Fewer lines that are parted make no table."""
_BEGINS: Final = re.compile(r"(?<=[a-zåäöéü0-9.,;)])(?=[A-ZÅÄÖÉÜ])|(?<=[^\W\d_])(?=\d)")
"""Where one word ends and another begins without a blank."""
_SAME: Final = 0.15
"""Points between the beginnings of cells that stand below each other."""
_BELOW: Final = 3
"""So many cells of a column."""
_LETTERS: Final = 4
"""Fewer letters that stand alone are no word."""
_SIGNS: Final = 6
"""Fewer are no number that tells anything; nor a word, where other words stand as near as its letters."""
_APART: Final = 0.12
"""Em; as in `order`, this much is a blank."""
_FAR: Final = 2.0
"""Em between two letters of one word; columns stand further apart."""
_BREAK: Final = 4.5
"""Em between two words whose letters are set so far apart."""
_EVEN: Final = 0.12
"""Em from the usual distance."""
_SHARE: Final = 0.7
"""Of the distances within words are even."""
_WIDER: Final = 0.2
"""Em, and half the usual distance: what is so much wider stands between words."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A sign of a piece: its place in the piece's text, and its left and right edge in the reading frame."""

    piece: Piece = field(repr=False)
    at: int
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return self.piece.text[self.at]


_Joints = dict[tuple[int, int], str | None]
"""For letters that are set apart (piece's identity, place): what stands before it; None before the first."""


def join_letters(drawn: pymupdf.Document, page: PageText) -> None:
    """Parts the page's pieces so that each letter of a letter-spaced word is one, with its joint."""
    shown = [p for p in page.pieces if not p.hidden and p.box is None and p.text.strip()]
    alone = sum(len(p.text.strip()) == 1 for p in shown)
    if alone < _LETTERS and not any(_SPACED.search(piece.text) for piece in shown):
        return
    boxes = _boxes(drawn[page.number])
    joints: _Joints = {}
    for row in lines_across(shown):
        letters = [letter for piece in row for letter in _letters(piece, boxes[piece.line])]
        for chain, beside in _chains(letters):
            joints |= _joints(chain, beside)
    if joints:
        page.pieces = [part for piece in page.pieces for part in _parts(piece, boxes, joints)]


def measure_words(drawn: pymupdf.Document, page: PageText) -> None:
    """Gives pieces the places of their words, on a page where several lines may be parted into cells."""
    shown = [p for p in page.pieces if not p.hidden and p.box is None and p.text.strip()]
    parted = sum(len(row) > 1 or any(_CELLS.search(p.text) for p in row) for row in lines_across(shown))
    if parted < _PARTED:
        return
    boxes = _boxes(drawn[page.number])
    measured = {id(piece): _measured(piece, boxes) for piece in shown}
    starts = sorted(piece.x0 for piece in shown)
    page.pieces = [
        part
        for piece in page.pieces
        for part in (_columns(measured[id(piece)], boxes, starts) if id(piece) in measured else (piece,))
    ]


def _columns(piece: Piece, boxes: Sequence[Sequence[Rect]], starts: Sequence[float]) -> Iterator[Piece]:
    """The piece, parted where a cell's text ends so near the next one that MuPDF reads on without a blank.

    There a word begins within a word, and it begins where others do that stand below each other.
    """
    words: list[tuple[int, int, float, float]] = []
    for start, end, x0, x1 in piece.words:
        first, left = start, x0
        for at in (match.start() for match in _BEGINS.finditer(piece.text, start, end)):
            place = framed(boxes[piece.line][piece.start + at], piece.turn)[0]
            if bisect_right(starts, place + _SAME) - bisect_left(starts, place - _SAME) >= _BELOW:
                words.append((first, at, left, place))
                first, left = at, place
        words.append((first, end, left, x1))
    whole = replace(piece, words=tuple(words))
    cuts = [other[0] for one, other in pairwise(words) if one[1] == other[0]]
    for start, end in pairwise([0, *cuts, len(piece.text)]):
        yield replace(whole.part(start, end), apart=True) if start else whole.part(0, end) if cuts else whole


def with_words(page: pymupdf.Page, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces of MuPDF's lines with the places of their words."""
    boxes = _boxes(page) if pieces else []
    return (_measured(piece, boxes) for piece in pieces)


def _measured(piece: Piece, boxes: Sequence[Sequence[Rect]]) -> Piece:
    cells = boxes[piece.line][piece.start : piece.start + len(piece.text)]
    return replace(piece, words=tuple(_words(piece, cells)))


def _words(piece: Piece, cells: Sequence[Rect]) -> Iterator[tuple[int, int, float, float]]:
    for match in _WORD.finditer(piece.text):
        start, end = match.span()
        x0, x1 = framed(cells[start], piece.turn)[0], framed(cells[end - 1], piece.turn)[2]
        yield start, end, min(x0, x1), max(x0, x1)


def _boxes(page: pymupdf.Page) -> list[list[Rect]]:
    """The shown cell of each character of each line."""
    raw = text_page(page).extractRAWDICT(sort=False)
    lines = (line for block in raw["blocks"] if block["type"] == 0 for line in block["lines"])
    return [[char["bbox"] for span in line["spans"] for char in span["chars"]] for line in lines]


def _letters(piece: Piece, boxes: Sequence[Rect]) -> Iterator[_Letter]:
    for at, sign in enumerate(piece.text):
        if not sign.isspace():
            x0, _, x1, _ = framed(boxes[piece.start + at], piece.turn)
            yield _Letter(piece, at, x0, x1)


def lines_across(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces on one line, over the whole breadth of the page, from left to right; from the top down."""
    turned: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        turned[piece.turn].append(piece)
    for alike in turned.values():
        row: list[Piece] = []
        for piece in sorted(alike, key=lambda p: p.base):
            if row and not same_line(row[-1], piece):
                yield sorted(row, key=lambda p: p.x0)
                row = []
            row.append(piece)
        yield sorted(row, key=lambda p: p.x0)


def _chains(letters: Sequence[_Letter]) -> Iterator[tuple[list[_Letter], float]]:
    """Letters that follow each other and touch none, and how near others stand beside them."""
    gaps = [inf, *(other.x0 - one.x1 for one, other in pairwise(letters)), inf]
    start = 0
    for at, letter in enumerate(letters):
        least, most = _APART * letter.piece.size, _BREAK * letter.piece.size
        alone = min(gaps[at], gaps[at + 1]) >= least
        if not alone or gaps[at] > most:
            yield list(letters[start:at]), min(gaps[start], gaps[at])
            start = at if alone else at + 1
    yield list(letters[start:]), gaps[start]


def _joints(chain: Sequence[_Letter], beside: float) -> _Joints:
    """Nothing when these are no letter-spaced words. `beside` is the distance to other words."""
    if len(chain) < _LETTERS:
        return {}
    size = max(letter.piece.size for letter in chain)
    # Even are the gaps (Tc), the beginnings (one position each) or the middles (centred in boxes).
    ways = [
        [other.x0 - one.x1 for one, other in pairwise(chain)],
        [other.x0 - one.x0 for one, other in pairwise(chain)],
        [(other.x0 + other.x1 - one.x0 - one.x1) / 2 for one, other in pairwise(chain)],
    ]
    steps = max(ways, key=lambda way: _evenness(way, size))
    usual, gap = median_low(steps), median_low(ways[0])
    widest = usual + max(_WIDER * size, usual / 2)
    inside = [step for step in steps if step <= widest]
    if gap > _FAR * size or _evenness(inside, size) < _SHARE or 2 * len(inside) < len(steps):
        return {}
    is_word = beside > gap + _WIDER * size and any(letter.text.isalpha() for letter in chain)
    if len(chain) < _SIGNS and not is_word:
        return {}
    found: _Joints = {(id(chain[0].piece), chain[0].at): None}
    for letter, step in zip(chain[1:], steps, strict=True):
        found[id(letter.piece), letter.at] = " " if step > widest else ""
    return found


def _evenness(steps: Sequence[float], size: float) -> float:
    """How many of the steps are the usual one."""
    usual = median_low(steps)
    return sum(abs(step - usual) <= _EVEN * size for step in steps) / len(steps)


def _parts(
    piece: Piece, boxes: Sequence[Sequence[Rect]], joints: Mapping[tuple[int, int], str | None]
) -> Iterator[Piece]:
    """The piece's letters that are set apart, each by itself without the blanks between, and the rest."""
    alone = [at for at in range(len(piece.text)) if (id(piece), at) in joints]
    if not alone:
        yield piece
        return
    start = 0
    for at in alone:
        if piece.text[start:at].strip():
            yield _part(piece, start, at, boxes)
        letter = _part(piece, at, at + 1, boxes)
        letter.joint = joints[id(piece), at]
        yield letter
        start = at + 1
    if piece.text[start:].strip():
        yield _part(piece, start, len(piece.text), boxes)


def _part(piece: Piece, start: int, end: int, boxes: Sequence[Sequence[Rect]]) -> Piece:
    cells = [framed(box, piece.turn) for box in boxes[piece.line][piece.start + start : piece.start + end]]
    x0, x1 = min(cell[0] for cell in cells), max(cell[2] for cell in cells)
    return replace(piece, start=piece.start + start, text=piece.text[start:end], x0=x0, x1=x1)
