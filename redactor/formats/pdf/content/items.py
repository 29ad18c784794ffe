"""What a content stream paints, in drawing order: each item knows all it needs of the graphics state.

A list of items says what shows and nothing of how the producer wrote it: saved states, relative moves and
settings that nothing used are gone (they tell of what is removed). All places are in the base space of the
stream that is written.
"""

from dataclasses import dataclass, field

from redactor.formats.pdf.content.geometry import apply, around, height, scale
from redactor.formats.pdf.content.paths import Subpath
from redactor.formats.pdf.content.state import Clip, Colour, Look, Pen
from redactor.formats.pdf.content.stream import Chunk
from redactor.formats.pdf.fonts import Code, Font
from redactor.formats.pdf.objects import ObjectId
from redactor.formats.pdf.values import Matrix, Point, Rect


@dataclass(frozen=True, slots=True)
class Tag:
    """A marked-content sequence that stays: with a number in the structure tree, or an artifact.

    `serial` tells sequences apart; `stream` is the form XObject that held it, None for the
    page's own content.
    """

    serial: int
    name: bytes
    old: int | None
    stream: ObjectId | None


@dataclass(frozen=True, slots=True)
class Dress:
    """What an item takes from the graphics state; None where it doesn't matter."""

    clip: Clip
    look: Look
    fill: Colour | None = None
    stroke: Colour | None = None
    pen: Pen | None = None


@dataclass(slots=True)
class Painted:
    """A path, a picture, a shading or a form, drawn in `ctm`. `box` holds all it can touch."""

    chunks: tuple[Chunk, ...]
    box: Rect
    ctm: Matrix
    dress: Dress
    tag: Tag | None
    path: tuple[tuple[Subpath, ...], bytes] | None = None
    """A path's parts and its painting operator, on pages from which something goes."""
    picture: bool = False

    def sides(self) -> list[tuple[Point, Point]]:
        """Straight sides of a path, in base space."""
        return [side for sub in self.path[0] for side in sub.sides(self.ctm)] if self.path else []


@dataclass(slots=True)
class Run:
    """Glyphs of one font on one baseline. `matrix` leads from ems along the baseline to base space.

    `at` are the glyphs' origins, in ems along the baseline (down it, for vertical writing).
    """

    font: Font
    matrix: Matrix
    codes: list[Code] = field(repr=False)
    at: list[float] = field(repr=False)
    mode: int
    dress: Dress
    tag: Tag | None
    spacing: float = 0.0
    """Ems that each glyph stands apart from the next (Tc); contained in `at`."""

    @property
    def size(self) -> float:
        return height(self.matrix)

    def origin(self, index: int) -> Point:
        x, y = (0.0, self.at[index]) if self.font.vertical else (self.at[index], 0.0)
        return apply(self.matrix, x, y)

    def middle(self, index: int) -> Point:
        """The middle of the glyph's advance, a quarter of its size above the baseline."""
        code, at = self.codes[index], self.at[index]
        if self.font.vertical:
            return apply(self.matrix, code.width / 2 - code.origin[0], at - code.origin[1] + 0.25)
        return apply(self.matrix, at + code.width / 2, 0.25)

    def box(self) -> Rect:
        """Roughly all the ink: ascenders, descenders and an overhang."""
        first, last = min(self.at), max(self.at)
        if self.font.vertical:
            left, low, right, top = -1.0, first - 1.2, 1.0, last + 0.5
        else:
            # A run that steps back ends with some glyph before the last: an em is wide enough for it.
            end = last + (self.codes[-1].width if self.at[-1] == last else 1.0)
            left, low, right, top = first - 0.1, -0.3, end + 0.1, 1.0
        m = self.matrix
        return around([apply(m, x, y) for x in (left, right) for y in (low, top)])

    def part(self, start: int, end: int) -> "Run":
        return Run(
            self.font,
            self.matrix,
            self.codes[start:end],
            self.at[start:end],
            self.mode,
            self.dress,
            self.tag,
            self.spacing,
        )


@dataclass(slots=True)
class Placed:
    """A placeholder's text; `matrix` leads from ems along the baseline to base space."""

    text: str
    matrix: Matrix
    dress: Dress
    tag: Tag | None


Item = Painted | Run | Placed


def stroked_pen(pen: Pen, matrix: Matrix) -> Pen:
    """A pen as it is in base space, for outlines of text, which is written there."""
    return Pen(pen.width * scale(matrix), pen.cap, pen.join, pen.miter, pen.dash)
