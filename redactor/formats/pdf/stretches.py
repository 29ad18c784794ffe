"""The characters that go from a line -> their cells; where other text is printed over them, one by one.

A cell takes every glyph that stands in it. Text too long for its column runs over what stands in the next:
there a glyph goes only where the very character stands that is to go.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Final

from redactor.formats.pdf.lines import Glyph, PageText, Piece
from redactor.formats.pdf.values import Point, Quad

_MIDDLE: Final = 0.495
"""Of a glyph's advance on both sides of what is left of its cell."""


def quads(page: PageText, number: int, line: Sequence[Glyph], taken: Set[int]) -> Iterator[Quad]:
    """One cell for each stretch of glyphs that follow each other in line `number`, or one for each glyph."""
    printed_over = _printed_over(page, number, "".join(line[at].text for at in sorted(taken)))
    kept = [_middle(glyph) for at, glyph in enumerate(line) if at not in taken and not glyph.text.isspace()]
    for stretch in _stretches(line, taken):
        if printed_over or any(_lies_in(point, stretch) for point in kept):
            yield from map(_only, stretch)
        else:
            yield Quad(stretch[0].quad.start, stretch[-1].quad.end, stretch[0].quad.up)


def _printed_over(page: PageText, number: int, text: str) -> bool:
    """Whether other text stands over the line's; the same drawn again, to look bold, is no other."""
    own = [piece for piece in page.pieces if piece.line == number]
    others = (p for p in page.pieces if p.line != number and not p.hidden and p.text.strip())
    return any(
        _overlap(piece, other) and not _repeats(text, other.text)
        for other in others
        for piece in own
        if other.turn == piece.turn
    )


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether two pieces share the place of a narrow letter's half; a kern is less."""
    em = min(one.size, other.size)
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0.1 * em and abs(one.base - other.base) < 0.5 * em


def _repeats(one: str, other: str) -> bool:
    letters = "".join(one.split()), "".join(other.split())
    return letters[0] in letters[1] or letters[1] in letters[0]


def _stretches(line: Sequence[Glyph], taken: Set[int]) -> Iterator[list[Glyph]]:
    stretch: list[Glyph] = []
    for at, glyph in enumerate(line):
        if stretch and (at not in taken or not _follows(stretch[-1], glyph)):
            yield stretch
            stretch = []
        if at in taken:
            stretch.append(glyph)
    if stretch:
        yield stretch


def _middle(glyph: Glyph) -> Point:
    (x0, y0), (x1, y1) = glyph.quad.start, glyph.quad.end
    return (x0 + x1) / 2, (y0 + y1) / 2


def _lies_in(point: Point, stretch: Sequence[Glyph]) -> bool:
    """Whether a point of the line's baseline lies between both ends of a stretch."""
    (x0, y0), (x1, y1) = stretch[0].quad.start, stretch[-1].quad.end
    along = (point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)
    return 0 < along < (x1 - x0) ** 2 + (y1 - y0) ** 2


def _only(glyph: Glyph) -> Quad:
    """The cell that takes this character alone: as narrow as the engines agree on places (Cuts)."""
    (x0, y0), (x1, y1), (u, v) = glyph.quad.start, glyph.quad.end, glyph.quad.up
    x, y = (x1 - x0) * _MIDDLE, (y1 - y0) * _MIDDLE
    return Quad((x0 + x, y0 + y), (x1 - x, y1 - y), (u + x, v + y), glyph.text)


def _follows(one: Glyph, other: Glyph) -> bool:
    """Whether a glyph stands on the baseline of the one before, further along, and is as high."""
    (x0, y0), (x1, y1), (u, v) = one.quad.start, one.quad.end, one.quad.up
    x, y = other.quad.start
    height = max(abs(u - x0), abs(v - y0), 1e-6)
    along_x, along_y = x1 - x0, y1 - y0
    length = (along_x**2 + along_y**2) ** 0.5
    if not length:
        return True
    ahead = ((x - x0) * along_x + (y - y0) * along_y) / length
    aside = abs((x - x0) * along_y - (y - y0) * along_x) / length
    ou, ov = other.quad.up
    other_height = max(abs(ou - x), abs(ov - y), 1e-6)
    return ahead >= 0 and aside < 0.02 * height and 0.9 < other_height / height < 1.1
