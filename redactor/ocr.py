"""The one door to Tesseract (Debian: tesseract-ocr, tesseract-ocr-swe)."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image

LANGUAGE = "swe"
MAX_PIXELS = 100_000_000
SECONDS = 60
_SMALLEST = 12
"""Pixels; a picture lower or narrower than this cannot hold a readable letter."""
_WORD = "5"
"""The level of a row of Tesseract's TSV that is a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its box in pixels of the picture read, from its top left corner. Words of one printed
    line share `line`."""

    text: str = field(repr=False)
    x0: float
    y0: float
    x1: float
    y1: float
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a picture, in reading order; "" and no words when it holds no text.

    `text` has a blank between words, a line break between lines and an empty line between paragraphs.
    """

    text: str = field(repr=False)
    words: tuple[Word, ...] = field(default=(), repr=False)


def read(image: bytes) -> Reading | None:
    """The text of a picture with its places; None when it could not be read at all.

    None also when Tesseract or its Swedish model is missing, or the time is up.
    """
    prepared = _prepared(image)
    if prepared is None:
        return None
    content, scale = prepared
    if not content:
        return Reading("")
    rows = _tesseract(content)
    return None if rows is None else _reading(rows, scale)


def _prepared(image: bytes) -> tuple[bytes, float] | None:
    """The picture as an upright grey PNG on white, small ones enlarged, and by how much; b"" when too small
    for text."""
    try:
        with Image.open(io.BytesIO(image)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            if min(picture.size) < _SMALLEST:
                return b"", 1.0
            flat = _grey(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    scale = 2 if flat.height < 1000 and flat.width < 1600 else 1
    if scale > 1:
        flat = flat.resize((flat.width * scale, flat.height * scale), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    flat.save(out, "PNG", dpi=(300, 300), compress_level=1)
    return out.getvalue(), float(scale)


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode in ("L", "1"):
        return picture.convert("L")
    flat = Image.new("RGB", picture.size, "white")
    rgba = picture.convert("RGBA")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat.convert("L")


def _tesseract(prepared: bytes) -> list[list[str]] | None:
    """The rows of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height,
    confidence, text."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own fixed arguments
            [program, "stdin", "stdout", "-l", LANGUAGE, "--psm", "11", "tsv"],
            input=prepared,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    rows = done.stdout.decode("utf-8", "replace").split("\n")[1:]
    return [row.split("\t", 11) for row in rows if row.count("\t") >= 11]


def _reading(rows: list[list[str]], scale: float) -> Reading:
    words: list[Word] = []
    pieces: list[str] = []
    last: list[str] = []
    line = -1
    for text, place, box in _words(rows):
        if place != last:
            line += 1
            if last:
                pieces.append("\n" if place[:-1] == last[:-1] else "\n\n")
        else:
            pieces.append(" ")
        pieces.append(text)
        left, top, width, height = (value / scale for value in box)
        words.append(Word(text, left, top, left + width, top + height, line))
        last = place
    return Reading("".join(pieces), tuple(words))


def _words(rows: list[list[str]]) -> Iterator[tuple[str, list[str], list[int]]]:
    """Each word with the numbers of its page, block, paragraph and line, and its box."""
    for row in rows:
        if row[0] == _WORD and (text := row[11].strip()):
            yield text, row[1:5], [int(value) for value in row[6:10]]
