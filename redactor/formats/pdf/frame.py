"""A page's frame: its boxes, and the way from user space to the page as it is shown."""

from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from redactor.domain.document import PdfBox
from redactor.formats.pdf.objects import number, one_of, rect_of
from redactor.formats.pdf.values import Point, Rect

_LETTER: Final = (0.0, 0.0, 612.0, 792.0)
_TABS: Final = frozenset({"/R", "/C", "/S"})
_SPACES: Final = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"})
_MAX_UNIT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Frame:
    """`media` and `crop` in user space, `rotate` in degrees clockwise, `unit` in 1/72 inch."""

    media: Rect
    crop: Rect
    rotate: int
    unit: float

    def shown(self, page: int, rect: Rect) -> PdfBox:
        """A rectangle in user space as it is displayed, in points from the top left corner."""
        corners = [self._shown((x, y)) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
        xs, ys = zip(*corners, strict=True)
        return PdfBox(page, min(xs), min(ys), max(xs), max(ys))

    def down(self, distance: float) -> Point:
        """The step in user space that goes `distance` down on the page as it is displayed."""
        steps = {0: (0.0, -distance), 90: (distance, 0.0), 180: (0.0, distance), 270: (-distance, 0.0)}
        return steps[self.rotate]

    def _shown(self, point: Point) -> Point:
        x0, y0, x1, y1 = self.crop
        x, y = point
        turned = {0: (x - x0, y1 - y), 90: (y - y0, x - x0), 180: (x1 - x, y - y0), 270: (y1 - y, x1 - x)}
        across, down = turned[self.rotate]
        return across * self.unit, down * self.unit


def frame_of(page: pikepdf.Page) -> Frame:
    """Never fails: what is missing or makes no sense has the default (ISO 32000-1, 7.7.3.3)."""
    media = rect_of(inherited(page.obj, "/MediaBox")) or _LETTER
    if media[0] >= media[2] or media[1] >= media[3]:
        media = _LETTER
    crop = _common(rect_of(inherited(page.obj, "/CropBox")) or media, media)
    turn = number(inherited(page.obj, "/Rotate")) or 0.0
    unit = page.obj.get_float("/UserUnit", 1.0)
    return Frame(
        media,
        crop,
        int(turn) % 360 if turn % 90 == 0 else 0,
        unit if 0 < unit <= _MAX_UNIT else 1.0,
    )


def _common(crop: Rect, media: Rect) -> Rect:
    """The part of a CropBox within the MediaBox; all of it when they don't meet."""
    x0, y0 = max(crop[0], media[0]), max(crop[1], media[1])
    x1, y1 = min(crop[2], media[2]), min(crop[3], media[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else media


def inherited(page: pikepdf.Object, key: str) -> object:
    """A page's own value, or the nearest one above it (ISO 32000-1, table 30)."""
    seen: set[tuple[int, int]] = set()
    node: pikepdf.Object | None = page
    while isinstance(node, Dictionary) and node.objgen not in seen:
        value: object = node.get(key)
        if value is not None:
            return value
        seen.add(node.objgen)
        node = node.get("/Parent")
    return None


def page_dictionary(page: pikepdf.Page) -> Dictionary:
    """A page for the copy, written anew by allow-list, without /Contents, /Resources and annotations."""
    frame = frame_of(page)
    made = Dictionary(Type=Name.Page, MediaBox=Array(frame.media))
    if frame.crop != frame.media:
        made.CropBox = Array(frame.crop)
    if frame.rotate:
        made.Rotate = frame.rotate
    if frame.unit != 1.0:
        made.UserUnit = frame.unit
    tabs = one_of(page.obj.get("/Tabs"), _TABS)
    if tabs is not None:
        made.Tabs = Name(tabs)
    group = _group(page.obj.get("/Group"))
    if group is not None:
        made.Group = group
    return made


def _group(group: pikepdf.Object | None) -> Dictionary | None:
    """A transparency group (ISO 32000-1, table 147); a colour space that is not a device's is left out."""
    if not isinstance(group, Dictionary) or group.get("/S") != Name.Transparency:
        return None
    made = Dictionary(Type=Name.Group, S=Name.Transparency)
    for key in ("/I", "/K"):
        if group.get_bool(key):
            made[key] = True
    space = one_of(group.get("/CS"), _SPACES)
    if space is not None:
        made.CS = Name(space)
    return made
