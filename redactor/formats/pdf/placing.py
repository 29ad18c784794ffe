"""Where the words of a reading stand: pieces of lines for reading order, places for what must be blanked."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median, quantiles
from typing import Final

from redactor.domain.document import PdfBox
from redactor.formats.pdf.lines import Piece
from redactor.formats.pdf.values import Matrix, Rect
from redactor.ocr import Reading, Word

_HIGH: Final = re.compile(r"[^\Wacegmnopqrsuvwxyz_]|[(){}\[\]|/!?]")
_LOW: Final = re.compile(r"[gjpqy,;(){}\[\]|§]")
_ASCENT: Final = 0.72
_X_HEIGHT: Final = 0.5
_DESCENT: Final = 0.22
"""Of the size of the letters."""
_ALIKE: Final = 0.2
"""Of the page's most usual size; what differs less is as large."""
_TYPED: Final = 0.05
"""Of the width that a letter takes in words; where half of all words differ by less, every letter takes the
same, as on a typewriter. In other type they differ by 0.13 and more."""
_WORDS: Final = (8, 4)
"""So many words of so many letters tell it."""
_BEARING: Final = 0.25
"""Of a typed letter's room; so much of a word's has no ink on both sides together."""
_BESIDE: Final = 0.12
_ABOVE: Final = 0.05
"""Of a line's height; as much more goes beside a word and above and below its line, for a box may cut a
letter's edge. The next line may be near."""


def place(reading: Reading, page: int, step: Matrix) -> Iterator[tuple[Piece, PdfBox]]:
    """Each word as a piece in the reading frame, and its place on the page, to which `step` moves pixels.

    The place is as high as its whole line: it does not tell whether a letter of the word rose or hung.
    """
    lines = [_Line(list(words), reading) for _, words in groupby(reading.words, key=lambda word: word.line)]
    usual = median([size for line in lines for size in [line.size] * len(line.words)] or [1.0])
    pitch = _pitch(lines)
    number = 0
    for line in lines:
        size = usual if abs(line.size - usual) <= _ALIKE * usual else line.size
        for word, (x0, x1) in zip(line.words, line.edges, strict=True):
            high = line.bottom - line.top
            beside, above = _BESIDE * high, _ABOVE * high
            box = line.picture_box(x0 - beside, line.top - above, x1 + beside, line.bottom + above)
            shown = _moved(box, step)
            piece = _piece(page, word, line, _room(word, x0, x1, pitch), size, step)
            yield replace(piece, line=number, box=shown), PdfBox(page, *shown)
            number += 1


def _pitch(lines: Sequence["_Line"]) -> float | None:
    """The room of each letter where all take the same; None in other type."""
    least, letters = _WORDS
    rooms = [
        (x1 - x0) / (len(word.text) - _BEARING)
        for line in lines
        for word, (x0, x1) in zip(line.words, line.edges, strict=True)
        if len(word.text) >= letters
    ]
    if len(rooms) < least:
        return None
    low, middle, high = quantiles(rooms, n=4)
    return middle if high - low < _TYPED * middle else None


def _room(word: Word, x0: float, x1: float, pitch: float | None) -> tuple[float, float]:
    """From where to where a word stands: a typed i has less ink than room, and blanks beside it look wide."""
    over = 0.0 if pitch is None else max(len(word.text) * pitch - (x1 - x0), 0.0) / 2
    return x0 - over, x1 + over


def _reach(text: str) -> tuple[float, float]:
    """How far the ink of a line reaches above its base and below it, of the size of its letters."""
    return _ASCENT if _HIGH.search(text) else _X_HEIGHT, _DESCENT if _LOW.search(text) else 0.0


def ink_of(piece: Piece) -> tuple[float, float]:
    """From where to where the ink of a line of text would reach that was read in a picture."""
    high, low = _reach(piece.text)
    return piece.base - high * piece.size, piece.base + low * piece.size


class _Line:
    """One printed line in an upright frame: pixels, turned about the picture's origin."""

    def __init__(self, words: Sequence[Word], reading: Reading) -> None:
        self.words = words
        self.turn = reading.turn
        self.angle = math.radians(reading.skew)
        boxes = [self._upright(word) for word in words]
        self.edges = [(x0, x1) for x0, _, x1, _ in boxes]
        self.top, self.bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        high, low = _reach("".join(word.text for word in words))
        self.size = (self.bottom - self.top) / (high + low)
        self.base = self.bottom - low * self.size

    def _upright(self, word: Word) -> Rect:
        """The box of the letters themselves: what stands around them askew is wider and higher."""
        x0, y0, x1, y1 = _turned((word.x0, word.y0, word.x1, word.y1), -self.turn % 4)
        sine, cosine = math.sin(abs(self.angle)), math.cos(self.angle)
        shrink = cosine * cosine - sine * sine
        width = max(((x1 - x0) * cosine - (y1 - y0) * sine) / shrink, 1.0)
        height = max(((y1 - y0) * cosine - (x1 - x0) * sine) / shrink, 1.0)
        x, y = _rotated((x0 + x1) / 2, (y0 + y1) / 2, -self.angle)
        return x - width / 2, y - height / 2, x + width / 2, y + height / 2

    def picture_box(self, x0: float, y0: float, x1: float, y1: float) -> Rect:
        """Around a box of the upright frame, in the picture."""
        corners = [_rotated(x, y, self.angle) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return _turned((min(xs), min(ys), max(xs), max(ys)), self.turn)


def _rotated(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def _turned(box: Rect, turn: int) -> Rect:
    """Turned clockwise about the origin by so many quarters."""
    x0, y0, x1, y1 = box
    return (box, (-y1, x0, -y0, x1), (-x1, -y1, -x0, -y0), (y0, -x1, y1, -x0))[turn]


def _moved(box: Rect, step: Matrix) -> Rect:
    a, _, _, d, e, f = step
    return a * box[0] + e, d * box[1] + f, a * box[2] + e, d * box[3] + f


def _piece(
    page: int, word: Word, line: _Line, edges: tuple[float, float], size: float, step: Matrix
) -> Piece:
    scale, _, _, _, e, f = step
    x, y, _, _ = _turned((e, f, e, f), -line.turn % 4)
    x, y = _rotated(x, y, -line.angle)
    return Piece(
        page=page,
        line=word.line,
        start=0,
        text=word.text,
        x0=edges[0] * scale + x,
        y0=line.top * scale + y,
        x1=edges[1] * scale + x,
        y1=line.bottom * scale + y,
        base=line.base * scale + y,
        size=size * scale,
        bold=False,
        turn=line.turn,
        color=0,
        order=word.line,
        painted=True,
    )
