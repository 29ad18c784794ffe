"""The pictures of a page in groups, each read once: as they are shown, and what their masks hide."""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import pymupdf
from PIL import Image, ImageOps
from pymupdf import mupdf

from redactor.formats import Ocr
from redactor.formats.pdf.values import Matrix, Rect
from redactor.ocr import Reading

DPI: Final = 200
"""Reads as well as 300 (docs/pdf.md), in less time."""
_MOST_PIXELS: Final = 60_000_000
_POINTS: Final = 72
_SMALLEST: Final = 6.0
"""Points; a lower or narrower picture shows no word."""
_NEAR: Final = 1.0
"""Points between strips of one picture."""
_MOST_IMAGES: Final = 400
_MOST_GROUPS: Final = 20
"""Of a page. Each is read by itself, in a second or less; where they are more, all are read as one."""
_CONTRAST: Final = 48
"""Levels of grey; what differs less is noise of the coding."""
_BRIGHT: Final = 176
_FAINT: Final = 224
"""Level of grey; what a mask shows less of black than this is as good as hidden."""
_EDGE: Final = 2
"""Pixels."""


def scale_of(box: Rect) -> float:
    """Pixels a point: as many as asked for, but no more than can be read."""
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1)
    return min(DPI / _POINTS, math.sqrt(_MOST_PIXELS / area))


def png(grey: Image.Image) -> bytes:
    out = io.BytesIO()
    grey.save(out, "PNG", compress_level=1)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Shown:
    """An image and how it is shown."""

    image: mupdf.FzImage
    matrix: Matrix
    box: Rect


@dataclass(frozen=True, slots=True)
class Group:
    """Images that touch each other, in drawing order, and the place of them all."""

    images: tuple[Shown, ...]
    box: Rect

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same images shown in the same way."""
        x, y = self.box[:2]
        parts = [(*s.matrix[:4], s.matrix[4] - x, s.matrix[5] - y) for s in self.images]
        numbers = tuple(tuple(round(n, 1) for n in part) for part in parts)
        return tuple(s.image.m_internal_value() for s in self.images), numbers


class Groups:
    """Finds the pictures of pages and reads each distinct group once.

    Images are kept alive: MuPDF has one object for an image for as long as somebody holds it.
    """

    def __init__(self, ocr: Ocr) -> None:
        self._ocr = ocr
        self._kept: dict[int, mupdf.FzImage] = {}
        self._read: dict[tuple[object, ...], tuple[Reading | None, ...]] = {}

    def of(self, page: pymupdf.Page) -> list[Group]:
        """The groups that are large enough to show a word. All are one where they are very many."""
        images = list(self._images(page))
        groups = [_group(images)] if len(images) > _MOST_IMAGES else _touching(images)
        groups = [g for g in groups if min(g.box[2] - g.box[0], g.box[3] - g.box[1]) >= _SMALLEST]
        if len(groups) > _MOST_GROUPS:
            return [_group([shown for group in groups for shown in group.images])]
        return groups

    def _images(self, page: pymupdf.Page) -> Iterator[Shown]:
        options = mupdf.FzStextOptions(mupdf.FZ_STEXT_PRESERVE_IMAGES)
        frame = tuple(page.rect)
        read = mupdf.FzStextPage(page.this, options)  # has a name, or it is gone while its blocks are used
        for block in read:
            if block.m_internal.type != mupdf.FZ_STEXT_BLOCK_IMAGE:
                continue
            image, matrix = block.i_image(), block.i_transform()
            image = self._kept.setdefault(image.m_internal_value(), image)
            bounds = block.m_internal.bbox
            box = bounds.x0, bounds.y0, bounds.x1, bounds.y1
            if touch(box, frame):
                yield Shown(image, (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), box)

    def read(self, group: Group) -> tuple[Reading | None, ...]:
        """What is read as the group is shown, then what its masks hide, where they hide anything."""
        if group.key not in self._read:
            self._read[group.key] = tuple(self._seen(view) for view in _views(group))
        return self._read[group.key]

    def shown(self, group: Group) -> Image.Image:
        """The group as it stands on the page, in grey."""
        return _composed(group, _Layer.SHOWN)

    def _seen(self, view: Image.Image) -> Reading | None:
        low, high = _extremes(view)
        return Reading("") if low == high else self._ocr(png(view))


def _touching(images: Iterable[Shown]) -> list[Group]:
    groups: list[Group] = []
    for shown in images:
        touching = [g for g in groups if touch(g.box, shown.box)]
        groups = [g for g in groups if not touch(g.box, shown.box)]
        groups.append(_group([*(image for g in touching for image in g.images), shown]))
    return groups


def _group(images: Sequence[Shown]) -> Group:
    boxes = [shown.box for shown in images]
    x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return Group(tuple(images), (x0, y0, max(box[2] for box in boxes), max(box[3] for box in boxes)))


def touch(one: Rect, other: Rect) -> bool:
    return (
        one[0] < other[2] + _NEAR
        and other[0] < one[2] + _NEAR
        and one[1] < other[3] + _NEAR
        and other[1] < one[3] + _NEAR
    )


class _Layer(Enum):
    SHOWN = auto()
    BARE = auto()
    """Without masks: also what they hide."""
    SHAPE = auto()
    """The masks alone, in black: letters that are white, too."""


def _views(group: Group) -> Iterator[Image.Image]:
    shown = _composed(group, _Layer.SHOWN)
    yield shown
    if not any(_mask(s) for s in group.images):
        return
    bare, shape = _composed(group, _Layer.BARE), _composed(group, _Layer.SHAPE)
    low, high = _extremes(bare, _where(shape, _FAINT, 255))
    if high - low >= _CONTRAST:
        yield bare
    _, brightest = _extremes(shown, _where(shape, 0, 255 - _FAINT))
    low, high = _extremes(shape)
    if brightest >= _BRIGHT and high - low >= _CONTRAST:
        yield shape


def _where(shape: Image.Image, low: int, high: int) -> Image.Image:
    """The region of these levels, without the very edge: there pictures fade into the white around them."""
    region = shape.point([255 * (low <= level <= high) for level in range(256)])
    return ImageOps.expand(ImageOps.crop(region, _EDGE), _EDGE, fill=0)


def _extremes(grey: Image.Image, region: Image.Image | None = None) -> tuple[int, int]:
    levels = [level for level, count in enumerate(grey.histogram(region)) if count]
    return (levels[0], levels[-1]) if levels else (0, 0)


def _mask(shown: Shown) -> mupdf.FzImage | None:
    """The image's mask, hard or soft; None for a stencil, which is all shape."""
    mask = shown.image.mask()
    return mask if mask.m_internal else None


def _composed(group: Group, layer: _Layer) -> Image.Image:
    """The group's images on white, as they stand on the page."""
    x0, y0, x1, y1 = group.box
    scale = scale_of(group.box)
    width, height = max(round((x1 - x0) * scale), 1), max(round((y1 - y0) * scale), 1)
    grey = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY)
    canvas = mupdf.FzPixmap(grey, mupdf.FzIrect(0, 0, width, height), mupdf.FzSeparations(), 0)
    canvas.fz_clear_pixmap_with_value(255)
    device = mupdf.FzDevice(mupdf.FzMatrix(), canvas)
    for shown in group.images:
        a, b, c, d, e, f = shown.matrix
        places = (a, b, c, d, e - x0, f - y0)
        _draw(device, shown, mupdf.FzMatrix(*(value * scale for value in places)), layer)
    device.fz_close_device()
    return Image.frombytes("L", (width, height), bytes(canvas.fz_pixmap_samples_memoryview()))


def _draw(device: mupdf.FzDevice, shown: Shown, matrix: mupdf.FzMatrix, layer: _Layer) -> None:
    mask = _mask(shown) if layer is not _Layer.BARE else None
    if shown.image.imagemask():
        _paint(device, shown.image, matrix)
    elif mask is None:
        device.fz_fill_image(shown.image, matrix, 1.0, mupdf.FzColorParams())
    elif layer is _Layer.SHAPE:
        _paint(device, mask, matrix)
    else:
        device.fz_clip_image_mask(mask, matrix, mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE))
        device.fz_fill_image(shown.image, matrix, 1.0, mupdf.FzColorParams())
        device.fz_pop_clip()


def _paint(device: mupdf.FzDevice, stencil: mupdf.FzImage, matrix: mupdf.FzMatrix) -> None:
    """In black, whatever the page paints it with."""
    grey = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY)
    black = mupdf.new_floats(1)
    mupdf.floats_setitem(black, 0, 0.0)
    try:
        device.fz_fill_image_mask(stencil, matrix, grey, black, 1.0, mupdf.FzColorParams())
    finally:
        mupdf.delete_floats(black)
