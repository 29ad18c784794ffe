"""Paths' boxes, glyphs that show, pictures, graphics state dictionaries: the interpreter's longer answers."""

from collections.abc import Callable
from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING

import pikepdf

from redactor.formats.pdf.colours import DEVICES
from redactor.formats.pdf.content import forms
from redactor.formats.pdf.content.context import key_of
from redactor.formats.pdf.content.geometry import (
    apply,
    box_of,
    grown,
    inverse,
    meet,
    multiply,
    scale,
    upright,
    within,
)
from redactor.formats.pdf.content.items import Run
from redactor.formats.pdf.content.paths import Subpath
from redactor.formats.pdf.content.state import Clip, Look, State
from redactor.formats.pdf.content.stream import Resource
from redactor.formats.pdf.content.typeset import as_read
from redactor.formats.pdf.images import Window, size_to_crop
from redactor.formats.pdf.objects import number
from redactor.formats.pdf.objects import numbers as read_numbers
from redactor.formats.pdf.values import Matrix, Point, Rect

if TYPE_CHECKING:
    from redactor.formats.pdf.content.interpreter import Interpreter

UNIT: Rect = (0.0, 0.0, 1.0, 1.0)
_CROPPED = 0.02
"""Of a picture's width or height: less than this outside the clip is a rounding, not a crop."""
_SPARED = 2
"""Pixels of a photograph; so many must lie outside, or it stays as it is."""


def path_box(subpaths: list[Subpath], state: State, *, stroked: bool) -> Rect:
    """All that painting the path can touch, in base space."""
    ctm = state.placed
    boxes = [sub.box(ctm) for sub in subpaths]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    return grown(box, state.pen.width * scale(ctm)) if stroked else box


def shown_parts(run: Run, clip: Clip, *, cut: bool) -> list[Run]:
    """The run without glyphs that lie outside the page or the clip; `cut`: something goes from the page."""
    if clip.bound is None:
        return []
    box = run.box()
    if within(box, clip.bound):
        return [run]
    if meet(box, clip.bound) is None:
        return []
    x0, y0, x1, y1 = clip.bound
    read = as_read(run, cut=cut)
    middles = [read.middle(i) for i in range(len(run.codes))]
    shown = [x0 <= x <= x1 and y0 <= y <= y1 for x, y in middles]
    starts = [i for i, s in enumerate(shown) if s and (i == 0 or not shown[i - 1])]
    ends = [i + 1 for i, s in enumerate(shown) if s and (i + 1 == len(shown) or not shown[i + 1])]
    return [run.part(start, end) for start, end in zip(starts, ends, strict=True)]


def apply_graphics_state(run: "Interpreter", untrusted: pikepdf.Object) -> None:
    """An ExtGState's parameters (ISO 32000-1, table 58), those that a copy keeps."""
    state = run.state
    setters: dict[str, Callable[[float], None]] = {
        "/LW": run.line_width,
        "/LC": run.line_cap,
        "/LJ": run.line_join,
        "/ML": run.miter_limit,
    }
    for key, setter in setters.items():
        if (value := number(untrusted.get(key))) is not None:
            setter(value)
    if isinstance(dash := untrusted.get("/D"), pikepdf.Array) and len(dash) == 2:
        run.dash(read_numbers(dash[0]), float(dash[1]))
    if isinstance(font := untrusted.get("/Font"), pikepdf.Array) and len(font) == 2:
        state.text.font, state.text.size = run.scene.context.font(font[0]), float(font[1])
    state.look = _look(run, untrusted, state.look)


_BLENDS = frozenset(
    {
        *("/Normal", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn"),
        *("/HardLight", "/SoftLight", "/Difference", "/Exclusion"),
        *("/Hue", "/Saturation", "/Color", "/Luminosity"),
    }
)


def _look(run: "Interpreter", untrusted: pikepdf.Object, look: Look) -> Look:
    blend = untrusted.get("/BM")
    if isinstance(blend, pikepdf.Array):
        blend = next((mode for mode in blend if str(mode) in _BLENDS), None)
    if blend is not None:
        look = replace(look, blend=str(blend) if str(blend) in _BLENDS else "/Normal")
    if (value := number(untrusted.get("/ca"))) is not None:
        look = replace(look, fill_alpha=min(max(value, 0.0), 1.0))
    if (value := number(untrusted.get("/CA"))) is not None:
        look = replace(look, stroke_alpha=min(max(value, 0.0), 1.0))
    if isinstance(flag := untrusted.get("/AIS"), bool):
        look = replace(look, alpha_is_shape=flag)
    if isinstance(flag := untrusted.get("/TK"), bool):
        look = replace(look, knockout=flag)
    if isinstance(flag := untrusted.get("/OP"), bool):
        look = replace(look, stroke_overprint=flag, fill_overprint=flag)
    if isinstance(flag := untrusted.get("/op"), bool):
        look = replace(look, fill_overprint=flag)
    if (value := number(untrusted.get("/OPM"))) in (0, 1):
        look = replace(look, overprint_mode=int(value or 0))
    mask = untrusted.get("/SMask")
    if isinstance(mask, pikepdf.Dictionary):
        return replace(look, mask=forms.soft_mask(run, mask))
    return replace(look, mask=None) if mask is not None else look


def draw_image(run: "Interpreter", image: pikepdf.Stream) -> None:
    """A picture without the pixels that go, nor those outside the page or the clip."""
    whole, outer = run.state.place(UNIT), run.state
    back = inverse(outer.placed)
    if back is None or any(within(whole, area, 0.5) for area in run.scene.cuts.areas):
        return
    visible = _visible(outer, back)
    size = size_to_crop(image) if visible is not None else None
    window = _window(visible, size) if visible is not None and size is not None else None
    if window is not None and size is not None:
        run.state = outer.saved()
        run.state.ctm = multiply(_part(window, size), outer.ctm)
    _draw_image(run, image, window, [] if visible is None or size is not None else _cropped(visible))
    run.state = outer


def _draw_image(
    run: "Interpreter", image: pikepdf.Stream, window: Window | None, cropped: list[tuple[Point, ...]]
) -> None:
    state, cuts = run.state, run.scene.cuts
    box = state.place(UNIT)
    back = inverse(state.placed)
    if back is None:
        return
    corners = cuts.blanks() if cuts.near(box) else []
    blanks = [tuple(_rounded(apply(back, x, y)) for x, y in blank) for blank in corners] + cropped
    key = ("image", key_of(image) if image.is_indirect else id(image), tuple(blanks), window)
    resource = Resource("XObject", key, lambda target: target.images.rebuilt(image, blanks, window))
    fill = state.fill if bool(image.get("/ImageMask")) else None
    run.add((resource, b" Do\n"), box, fill, None, picture=True)


def _rounded(point: Point) -> Point:
    return round(point[0], 5), round(point[1], 5)


def _visible(state: State, back: Matrix) -> Rect | None:
    """What of the unit square shows; None where all does, or none, or it is turned aslant."""
    bound = state.clip.bound
    if bound is None or not upright(state.placed):
        return None
    met = meet(box_of(back, bound), UNIT)
    return None if met == UNIT else met


def _window(visible: Rect, size: tuple[int, int]) -> Window | None:
    """The pixels that show; None where as good as all do.

    What is left outside is less than one pixel, and what is cut off is two or more: nothing is cut twice.
    """
    (x0, y0, x1, y1), (width, height) = visible, size
    outside = (x0 * width, (1 - y1) * height, (1 - x1) * width, y0 * height)
    left, top, right, bottom = (floor(pixels) if pixels >= _SPARED else 0 for pixels in outside)
    if not (left or top or right or bottom):
        return None
    return left, top, max(width - right, left + 1), max(height - bottom, top + 1)


def _part(window: Window, size: tuple[int, int]) -> Matrix:
    """Where the pixels lie in the unit square."""
    (left, top, right, bottom), (width, height) = window, size
    return (right - left) / width, 0.0, 0.0, (bottom - top) / height, left / width, 1 - bottom / height


def _cropped(visible: Rect) -> list[tuple[Point, ...]]:
    """What of the picture lies outside all that shows."""
    x0, y0, x1, y1 = visible
    outside = ((0, 0, x0, 1), (x1, 0, 1, 1), (0, 0, 1, y0), (0, y1, 1, 1))
    met = [(round(max(a, 0), 3), round(max(b, 0), 3), round(c, 3), round(d, 3)) for a, b, c, d in outside]
    return [((a, b), (c, b), (c, d), (a, d)) for a, b, c, d in met if c - a > _CROPPED and d - b > _CROPPED]


def standalone(image: pikepdf.PdfInlineImage, resources: pikepdf.Object, pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """An inline image (8.9.7) as an image of its own."""
    entries = pikepdf.Dictionary(dict(image.obj.items()))
    entries.Subtype = pikepdf.Name.Image
    space = entries.get("/ColorSpace")
    if isinstance(space, pikepdf.Name) and str(space) not in DEVICES:
        entries.ColorSpace = resources.ColorSpace[space]
    return pikepdf.Stream(pdf, image.read_raw_bytes(), entries)
