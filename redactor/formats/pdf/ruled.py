"""The ruling lines of a scan, so that its words are parted into cells as those of a drawn table are."""

import math
import re
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageChops

from redactor.formats.pdf.lines import Painted
from redactor.formats.pdf.values import Matrix, Rect

_BLOCK: Final = 24
"""Pixels that are looked at together."""
_LONG: Final = re.compile(rb"\x01{5,}")
"""Blocks; a line may end within the outermost, and no letter has a stroke as long as the rest."""
_DARKER: Final = 14
"""Levels of grey between a faint line and the paper on both sides of it."""
_LEVEL: Final = 3
"""Level lines; fewer are a frame, or all that is left of a faint table, and part no rows."""
_BESIDE: Final = 3
"""Pixels from a line's middle to paper; also of paper between letters, which a line has not."""


def ruled(grey: Image.Image, skew: float, step: Matrix) -> list[Painted]:
    """The lines in both directions; `skew` is that of its text, `step` leads from its pixels to the page.

    The places are in the reading frame, as those of the words (placing.place).
    """
    angle = math.radians(skew)
    upright = grey.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255) if skew else grey
    # It was turned about its middle, words are turned about the origin.
    x, y = grey.width / 2, grey.height / 2
    scale, _, _, _, e, f = step
    left = (x * math.cos(angle) + y * math.sin(angle) - x) * scale + e * math.cos(angle) + f * math.sin(angle)
    top = (y * math.cos(angle) - x * math.sin(angle) - y) * scale + f * math.cos(angle) - e * math.sin(angle)
    boxes = list(_lines(upright))
    if len(boxes) < _LEVEL:
        return []
    boxes += [(y0, x0, y1, x1) for x0, y0, x1, y1 in _lines(upright.transpose(Image.Transpose.TRANSPOSE))]
    return [
        Painted(
            (x0 * scale + left, y0 * scale + top, x1 * scale + left, y1 * scale + top),
            color=0,
            opaque=True,
            stroked=False,
            rectangle=True,
            order=0,
        )
        for x0, y0, x1, y1 in boxes
    ]


def _lines(grey: Image.Image) -> Iterator[Rect]:
    """Lines along the rows, each as a box of pixels."""
    open_lines: list[tuple[int, int, int, int]] = []
    for row, start, end in _runs(grey):
        yield from (line for line in open_lines if line[3] < row)
        open_lines = [line for line in open_lines if line[3] >= row]
        same = next((line for line in open_lines if line[0] < end and start < line[2]), None)
        if same is None:
            open_lines.append((start, row, end, row + 1))
        else:
            open_lines.remove(same)
            open_lines.append((min(start, same[0]), same[1], max(end, same[2]), row + 1))
    yield from open_lines


def _runs(grey: Image.Image) -> Iterator[tuple[int, int, int]]:
    """Row, start and end of long stretches that are darker than what is above and below them."""
    width = grey.width
    blocks = grey.reduce((_BLOCK, 1))
    paper = ImageChops.darker(ImageChops.offset(blocks, 0, _BESIDE), ImageChops.offset(blocks, 0, -_BESIDE))
    marks = ImageChops.subtract(paper, blocks).point([int(level >= _DARKER) for level in range(256)])
    across, marked, levels, around = blocks.width, marks.tobytes(), blocks.tobytes(), paper.tobytes()
    pixels = grey.tobytes()
    for row in range(grey.height):
        at = row * across
        for match in _LONG.finditer(marked, at, at + across):
            first, last = match.span()
            ink, ground = (sum(of[first:last]) / (last - first) for of in (levels, around))
            line = pixels[row * width : (row + 1) * width]
            start, end = (first - at + 1) * _BLOCK, min((last - at - 1) * _BLOCK, width)
            light = (ink + ground) / 2
            if not _parted(line[start:end], light):
                yield row, *_stretched(line, start, end, light)


def _parted(line: bytes, light: float) -> bool:
    """Whether paper shows between its parts, as between letters."""
    return any(min(line[at : at + _BESIDE]) >= light for at in range(len(line) - _BESIDE + 1))


def _stretched(line: bytes, start: int, end: int, light: float) -> tuple[int, int]:
    """As far as the dark goes on in the blocks beside."""
    while start > 0 and line[start - 1] < light:
        start -= 1
    while end < len(line) and line[end] < light:
        end += 1
    return start, end
