"""The graphics state (ISO 32000-1, 8.4) as far as a copy keeps it."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from redactor.formats.pdf.content.geometry import (
    IDENTITY,
    around,
    box_of,
    exact_box,
    exact_matrix,
    meet,
    within,
)
from redactor.formats.pdf.content.paths import Subpath, exactly, moved, written
from redactor.formats.pdf.content.stream import Resource
from redactor.formats.pdf.fonts import Font
from redactor.formats.pdf.values import Matrix, Rect

if TYPE_CHECKING:
    from redactor.formats.pdf.content.items import Run

Colour = tuple[bytes | Resource, ...]
"""The operators that set a colour."""

BLACK: Colour = (b"0 g ",)
BLACK_STROKE: Colour = (b"0 G ",)


@dataclass(frozen=True, slots=True)
class Pen:
    """How lines are stroked; `dash` as written."""

    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 10.0
    dash: bytes = b"[] 0"


@dataclass(frozen=True, slots=True)
class Look:
    """Transparency and overprint (8.4.5): the parameters that only an ExtGState sets.

    `mask` is the soft mask's dictionary, its group in the output stream's base space.
    """

    blend: str = "/Normal"
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    alpha_is_shape: bool = False
    knockout: bool = True
    stroke_overprint: bool = False
    fill_overprint: bool = False
    overprint_mode: int = 0
    mask: Resource | None = None


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Clip:
    """Where paint shows, in the output stream's base space.

    `box` is the meeting of all upright rectangles, `paths` the other clipping paths (operators, in base
    space), `bound` holds all that can show, None when nothing can.
    """

    box: Rect
    bound: Rect | None
    paths: tuple[bytes, ...] = ()

    def within_box(self, box: Rect) -> "Clip":
        box = exact_box(box)
        met = meet(self.box, box)
        bound = None if self.bound is None else meet(self.bound, box)
        return Clip(met or self.box, bound if met else None, self.paths)

    def within_subpaths(self, subpaths: Iterable[Subpath], rule: bytes, ctm: Matrix) -> "Clip":
        """The clip within a path that is constructed in `ctm`; `rule` is W or W*."""
        in_base = exactly(moved(subpaths, ctm))
        if not in_base:
            return self.closed
        if len(in_base) == 1 and (upright := in_base[0].rectangle(IDENTITY)) is not None:
            return self.within_box(upright)
        return self.within_path(
            written(in_base, rule + b" n"), around([p for s in in_base for p in s.points])
        )

    def within_path(self, path: bytes, box: Rect) -> "Clip":
        bound = None if self.bound is None else meet(self.bound, box)
        return replace(self, bound=bound, paths=self.paths if path in self.paths else (*self.paths, path))

    @property
    def closed(self) -> "Clip":
        """Nothing shows any more."""
        return replace(self, bound=None)

    def shows(self, box: Rect) -> bool:
        return self.bound is not None and meet(self.bound, box) is not None

    def covers(self, box: Rect) -> bool:
        """The clip takes nothing of `box`."""
        return not self.paths and within(box, self.box)


@dataclass(slots=True)
class TextState:
    """Text parameters (9.3); they live in the graphics state and outlast a text object."""

    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class State:
    clip: Clip
    ctm: Matrix = IDENTITY
    fill: Colour = BLACK
    stroke: Colour = BLACK_STROKE
    fill_space: Colour = ()
    stroke_space: Colour = ()
    pen: Pen = Pen()
    look: Look = PLAIN
    veil: "list[Run] | None" = None
    """Letters that the clip was closed to (text rendering modes 4 to 7)."""
    text: TextState = field(default_factory=TextState)

    def saved(self) -> "State":
        other = copy(self)
        other.text = copy(self.text)
        return other

    @property
    def placed(self) -> Matrix:
        """The matrix as it is written."""
        return exact_matrix(self.ctm)

    def place(self, rect: Rect) -> Rect:
        """The upright rectangle in base space around what is drawn in `rect`."""
        return box_of(self.placed, rect)
