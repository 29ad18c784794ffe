"""What the rooms of this folder hand to each other.

Two coordinate systems: a *shown* place is MuPDF's (points from the top left corner of the page as it is
displayed, rotated and cropped); a *user* place is the page's own user space (ISO 32000-1, 8.3.2.3), in which
content streams draw.
"""

from dataclasses import dataclass, field
from enum import StrEnum

Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 <= x1 and y0 <= y1."""
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f as in a content stream's `cm`."""


@dataclass(frozen=True, slots=True)
class Quad:
    """A glyph's cell in user space: along its baseline from `start` to `end`, `up` to its top.

    `start` is the glyph's origin. The cell reaches from the baseline to `up` above it; a glyph of the content
    stream is meant when the middle of its advance, a quarter of its size above the baseline, lies in it.
    `text`: it also has to be this character, for other text is printed over it; "" means any.
    """

    start: Point
    end: Point
    up: Point
    text: str = field(default="", repr=False)


class Setting(StrEnum):
    """How a cutout's placeholder is set."""

    INLINE = "inline"
    """Within a line: the rest of the line is set anew after it."""
    BLOCK = "block"
    """Alone: whole lines go, the placeholder begins where the first of them did."""


@dataclass(frozen=True, slots=True)
class Cutout:
    """What one redaction takes from one page, in user space.

    `quads` are its glyphs in reading order. `replacement` is "" where nothing stands instead (also on the
    further pages of a redaction that goes over pages). `pixels`: pictures below lose their pixels in the
    quads (scans, hidden text over a scan).
    """

    quads: tuple[Quad, ...]
    replacement: str
    setting: Setting
    pixels: bool = False


@dataclass(frozen=True, slots=True)
class PageCut:
    """All that goes from one page. Empty for a page that stays as it is.

    `areas` are user-space rectangles emptied of all: text, graphics, pictures (lines of a secret item).
    """

    cutouts: tuple[Cutout, ...] = ()
    areas: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered marked-content sequence (ISO 32000-1, 14.6.2) and the number it has in the copy.

    `old` is its number in the page's content or in `stream`, the form XObject that held it; None for a
    sequence that was made for a placeholder. `new` counts in the copy's page content; None when nothing of it
    is left. A sequence that became several has one Mark each. `placeholder`: one stands in it.
    """

    old: int | None
    new: int | None
    placeholder: bool = False
    stream: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """The page is wholly secret and goes."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The page holds nothing, or placeholders alone (an attachment's first page, an unreadable page)."""

    lines: tuple[str, ...]


Fate = PageCut | Dropped | Replaced
