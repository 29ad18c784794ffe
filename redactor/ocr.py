"""The one door to Tesseract (Debian: tesseract-ocr, tesseract-ocr-swe, tesseract-ocr-eng)."""

import io
import math
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from PIL import Image, ImageOps

LANGUAGES: Final = "swe+eng"
"""The Swedish model knows neither @ nor §: where it is unsure, the English one is asked, if it is there."""
_MISSING: Final = b"Failed loading language 'swe'"
MAX_PIXELS = 100_000_000
SECONDS = 60
_SMALLEST = 12
"""Pixels; a picture lower or narrower than this cannot hold a readable letter."""
_WORD: Final = "5"
"""The level of a row of Tesseract's TSV that is a word."""
_SCATTERED: Final = "11"
_BLOCK: Final = "6"
"""Tesseract's page segmentation modes: text anywhere, but no figure that stands alone; one block."""
_INK: Final = 128
"""Level of grey; what is darker is ink."""
_MARKS: Final = 0.4
"""Of a word's height; its box may leave out as much of the rings and dots above it."""
_SPECKS: Final = 60
"""Pixels; a letter has more."""
_SURE: Final = 75.0
"""Confidence of a reading that was upright."""
_COARSE: Final = 600
"""Pixels of the longer side; enough to tell how lines run."""
_FINE: Final = 1200
_MOST_SKEW: Final = 7
"""Degrees."""
_LEAST_SKEW: Final = 0.3
"""Degrees; Tesseract reads what is less askew as well."""
_CLEARLY: Final = 1.1


@dataclass(frozen=True, slots=True)
class Word:
    """One word and the box around it in pixels of the picture read, from its top left corner.

    Words of one printed line share `line`. On a line that runs askew the box is higher than the letters.
    `confidence` is Tesseract's, 0 to 100.
    """

    text: str = field(repr=False)
    x0: float
    y0: float
    x1: float
    y1: float
    line: int
    confidence: float = 100.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a picture, in reading order; "" and no words when it holds no text.

    `text` has a blank between words, a line break between lines and an empty line between paragraphs.
    The lines run `turn` quarters clockwise and `skew` degrees clockwise from left to right.
    """

    text: str = field(repr=False)
    words: tuple[Word, ...] = field(default=(), repr=False)
    turn: int = 0
    skew: float = 0.0


def read(image: bytes) -> Reading | None:
    """The text of a picture with its places, however it is turned; None when it could not be read at all.

    None also when Tesseract or its Swedish model is missing, or the time is up.
    """
    try:
        with Image.open(io.BytesIO(image)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            if min(picture.size) < _SMALLEST:
                return Reading("")
            grey = _grey(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return _best(grey)


def _best(grey: Image.Image) -> Reading | None:
    """The first reading that is surely text, else the best of those the other ways up.

    One line of words tells no direction of lines, and turned letters may read as a sure short word: what
    seems to run down the picture is read lying, too, and the reading with more text is taken.
    """
    turn, skew = posture(grey)
    if not turn:
        return _first_sure(grey, ((0, skew), (2, skew)))
    lying = _read_turned(grey, 0, 0.0)
    turned = _read_turned(grey, 1, skew)
    if lying is None or turned is None:
        return None
    if turned.sure or lying.weight > turned.weight:
        return max(lying, turned, key=lambda attempt: attempt.weight).reading
    other = _read_turned(grey, 3, skew)
    return None if other is None else max(lying, turned, other, key=lambda attempt: attempt.weight).reading


def _first_sure(grey: Image.Image, ways: tuple[tuple[int, float], ...]) -> Reading | None:
    attempts: list[_Attempt] = []
    for way in ways:
        attempt = _read_turned(grey, *way)
        if attempt is None or attempt.sure or not attempt.letters:
            return None if attempt is None else attempt.reading
        attempts.append(attempt)
    return max(attempts, key=lambda attempt: attempt.weight).reading


@dataclass(frozen=True, slots=True)
class _Attempt:
    """`confidence` is Tesseract's, 0 to 100, over all letters; `weight` their sum."""

    reading: Reading
    weight: float
    letters: int

    @property
    def sure(self) -> bool:
        return self.letters > 0 and self.weight >= _SURE * self.letters


def _read_turned(grey: Image.Image, turn: int, skew: float) -> _Attempt | None:
    upright, frame = _upright(grey, turn, skew)
    scale = 2 if upright.height < 1000 and upright.width < 1600 else 1
    if scale > 1:
        size = upright.width * scale, upright.height * scale
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    rows = _tesseract(upright, _SCATTERED)
    rest = None if rows is None else _rest(upright, rows)
    alone = [] if rest is None else _tesseract(rest, _BLOCK)
    if rows is None or alone is None:
        return None
    return _attempt([*rows, *(row for row in alone if float(row[10]) >= _SURE)], scale, frame)


def _rest(picture: Image.Image, rows: Sequence[Sequence[str]]) -> Image.Image | None:
    """The picture's ink without the words that were read; None where nothing is left of it to read."""
    rest = picture.point([0] * _INK + [255] * (256 - _INK))
    for row in rows:
        if row[0] == _WORD and row[11].strip():
            left, top, width, height = (int(value) for value in row[6:10])
            over = round(_MARKS * height)
            rest.paste(255, (left - over, top - over, left + width + over, top + height + over))
    return rest if rest.histogram()[0] > _SPECKS else None


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode in ("L", "1"):
        return picture.convert("L")
    flat = Image.new("RGB", picture.size, "white")
    rgba = picture.convert("RGBA")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat.convert("L")


def _tesseract(picture: Image.Image, layout: str) -> list[list[str]] | None:
    """The rows of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height,
    confidence, text."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    prepared = io.BytesIO()
    picture.save(prepared, "PPM")
    try:
        done = subprocess.run(  # noqa: S603 - our own fixed arguments
            [program, "stdin", "stdout", "-l", LANGUAGES, "--dpi", "300", "--psm", layout, "tsv"],
            input=prepared.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0 or _MISSING in done.stderr:
        return None
    rows = done.stdout.decode("utf-8", "replace").split("\n")[1:]
    return [row.split("\t", 11) for row in rows if row.count("\t") >= 11]


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the picture was turned before it was read; its own size in pixels."""

    width: int
    height: int
    turn: int
    skew: float

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """The box in the picture as it was given, around a box in the one that was read."""
        corners = [self._back(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return max(min(xs), 0), max(min(ys), 0), min(max(xs), self.width), min(max(ys), self.height)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        across, down = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
        angle = math.radians(self.skew)
        dx, dy = x - across / 2, y - down / 2
        x = across / 2 + dx * math.cos(angle) - dy * math.sin(angle)
        y = down / 2 + dx * math.sin(angle) + dy * math.cos(angle)
        turned = ((x, y), (self.width - y, x), (self.width - x, self.height - y), (y, self.height - x))
        return turned[self.turn]


def _upright(grey: Image.Image, turn: int, skew: float) -> tuple[Image.Image, _Frame]:
    """The picture with its lines from left to right."""
    frame = _Frame(grey.width, grey.height, turn, skew)
    quarters = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}
    if turn:
        grey = grey.transpose(quarters[turn])
    if skew:
        grey = grey.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    return grey, frame


def _attempt(rows: list[list[str]], scale: float, frame: _Frame) -> _Attempt:
    words: list[Word] = []
    pieces: list[str] = []
    last: list[str] = []
    line, weight = -1, 0.0
    for row in rows:
        text, place = row[11].strip(), row[1:5]
        if row[0] != _WORD or not text:
            continue
        if place != last:
            line += 1
            if last:
                pieces.append("\n" if place[:-1] == last[:-1] else "\n\n")
        else:
            pieces.append(" ")
        pieces.append(text)
        left, top, width, height = (int(value) / scale for value in row[6:10])
        confidence = max(float(row[10]), 0.0)
        words.append(Word(text, *frame.box(left, top, left + width, top + height), line, confidence))
        weight += confidence * len(text)
        last = place
    reading = Reading("".join(pieces), tuple(words), frame.turn, frame.skew)
    return _Attempt(reading, weight, sum(len(word.text) for word in words))


def posture(grey: Image.Image) -> tuple[int, float]:
    """Whether lines run down the picture (1 quarter, else 0), and their skew: degrees clockwise.

    Where lines run along the rows, rows of ink and of paper alternate: the sharper, the straighter.
    """
    coarse = _ink(grey, _COARSE)
    steps = [step / 2 for step in range(-2 * _MOST_SKEW, 2 * _MOST_SKEW + 1)]
    best: list[tuple[float, float]] = []
    for ink in (coarse, coarse.transpose(Image.Transpose.ROTATE_90)):
        best.append(max((_sharpness(ink, angle), angle) for angle in steps))
    turn = int(best[1][0] > _CLEARLY * best[0][0])
    fine = _ink(grey, _FINE)
    if turn:
        fine = fine.transpose(Image.Transpose.ROTATE_90)
    near = (best[turn][1] + step / 10 for step in range(-4, 5))
    sharpness, skew = max((_sharpness(fine, angle), angle) for angle in near)
    worth = abs(skew) >= _LEAST_SKEW and sharpness > _CLEARLY * _sharpness(fine, 0)
    return turn, skew if worth else 0.0


def _ink(grey: Image.Image, side: int) -> Image.Image:
    """The ink, light on dark, small."""
    return ImageOps.invert(ImageOps.autocontrast(grey.reduce(max(round(max(grey.size) / side), 1))))


def _sharpness(ink: Image.Image, angle: float) -> float:
    """How much the rows differ from their neighbours when the picture is turned by so many degrees."""
    rows = ink.rotate(angle).resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows))
