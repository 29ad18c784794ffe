"""Pages that are pictures, and pictures on pages: read by OCR, each word with its place.

A page that shows pictures or drawings but no text is drawn and read as it is seen. On other pages each group
of pictures is drawn by itself, without the text over it, and read once however many pages show it. A page
whose text is nonsense (a wrong or missing ToUnicode) is compared with what OCR sees of it.
"""

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import pymupdf
from PIL import Image
from pymupdf import mupdf

from redactor.domain.document import (
    Anchored,
    Host,
    LayerId,
    LayerKind,
    PdfBox,
    PdfRun,
    Span,
    TextLayer,
    Unread,
)
from redactor.formats import Ocr
from redactor.formats.pdf.legible import agree, legible
from redactor.formats.pdf.lines import PageText
from redactor.formats.pdf.placing import place
from redactor.formats.pdf.source import Source
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
_SCAN_WHY: Final = "Sidan är en bild som inte kan läsas med texttolkning."
_NONSENSE_WHY: Final = "Sidans text går inte att läsa: tecknen i filen är inte de som visas."
_PICTURE_WHY: Final = "Bilden kan inte läsas med texttolkning."


@dataclass(frozen=True, slots=True)
class _Picture:
    """A group of pictures on a page that shows text."""

    page: int
    box: Rect
    text: str = field(repr=False)
    anchors: tuple[Anchored, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scans:
    """What OCR read. `pages` are all pages, those that are pictures with their words as pieces."""

    pages: list[PageText]
    unread: tuple[Unread, ...]
    _pictures: tuple[_Picture, ...] = field(repr=False)

    def layers(self, body: TextLayer) -> Iterator[TextLayer]:
        """A layer for each picture with text, hanging on the body where the picture stands."""
        for number, picture in enumerate(self._pictures, 1):
            layer_id = LayerId(f"{LayerKind.OCR.value}:{number}")
            host = Host(body.id, _offset(body, picture))
            yield TextLayer(layer_id, LayerKind.OCR, picture.text, picture.anchors, (), host)


def read_scans(source: Source, pages: Sequence[PageText], ocr: Ocr) -> Scans:
    """Reads what MuPDF's text does not say."""
    return _Reader(source.drawn, ocr).scans(pages)


class _Reader:
    def __init__(self, drawn: pymupdf.Document, ocr: Ocr) -> None:
        self.drawn = drawn
        self.ocr = ocr
        self.unread: list[Unread] = []
        self.pictures: list[_Picture] = []
        self.groups = _Groups(ocr)

    def scans(self, pages: Sequence[PageText]) -> Scans:
        read = [self._page(page) for page in pages]
        return Scans(read, tuple(self.unread), tuple(self.pictures))

    def _page(self, page: PageText) -> PageText:
        shown = "\n".join(piece.text for piece in page.pieces if not piece.hidden)
        if not shown.strip():
            return self._scanned(page)
        if not legible(shown):
            return self._doubtful(page, shown)
        self._read_pictures(page)
        return page

    def _scanned(self, page: PageText) -> PageText:
        picture = self._drawn(page)
        if picture is None:
            return page
        reading = self.ocr(picture[0])
        if reading is None:
            self._miss(page, _SCAN_WHY)
            return page
        return self._with_words(page, reading, picture[1])

    def _doubtful(self, page: PageText, shown: str) -> PageText:
        """Text that no one could have written: what is seen counts, and the page goes if the two differ."""
        picture = self._drawn(page)
        reading = None if picture is None else self.ocr(picture[0])
        if picture is None or (reading is not None and agree(shown, reading.text)):
            self._read_pictures(page)
            return page
        self._miss(page, _NONSENSE_WHY)
        return page if reading is None else self._with_words(page, reading, picture[1])

    def _miss(self, page: PageText, why: str) -> None:
        self.unread.append(Unread(f"sida {page.number + 1}", why, PdfBox(page.number, *page.box)))

    def _drawn(self, page: PageText) -> tuple[bytes, float] | None:
        """The page as a picture, and points for each of its pixels; None for an empty page."""
        scale = _scale(page.box, DPI)
        matrix = pymupdf.Matrix(scale, scale)
        pixmap = self.drawn[page.number].get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, annots=False)
        if pixmap.is_unicolor:
            return None
        return _png(pixmap.samples, pixmap.width, pixmap.height), 1 / scale

    def _with_words(self, page: PageText, reading: Reading, step: float) -> PageText:
        """The page with its words as pieces."""
        return replace(page, pieces=[p for p, _ in place(reading, page.number, (step, 0, 0, step, 0, 0))])

    def _read_pictures(self, page: PageText) -> None:
        for number, group in enumerate(self.groups.of(self.drawn[page.number]), 1):
            box = PdfBox(page.number, *group.box)
            reading = self.groups.read(group)
            if reading is None:
                where = f"sida {page.number + 1}, bild {number}"
                self.unread.append(Unread(where, _PICTURE_WHY, box))
            elif reading.words:
                self.pictures.append(_picture(page.number, group, reading))


def _scale(box: Rect, dpi: int) -> float:
    """Pixels a point: as many as asked for, but no more than can be read."""
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1)
    return min(dpi / _POINTS, math.sqrt(_MOST_PIXELS / area))


def _png(samples: bytes, width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.frombytes("L", (width, height), samples).save(out, "PNG", compress_level=1)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Shown:
    """An image and how it is shown."""

    image: mupdf.FzImage
    matrix: Matrix
    box: Rect


@dataclass(frozen=True, slots=True)
class _Group:
    """Images that touch each other, in drawing order, and the place of them all."""

    images: tuple[_Shown, ...]
    box: Rect

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same images shown in the same way."""
        x, y = self.box[:2]
        parts = [(*s.matrix[:4], s.matrix[4] - x, s.matrix[5] - y) for s in self.images]
        numbers = tuple(tuple(round(n, 1) for n in part) for part in parts)
        return tuple(s.image.m_internal_value() for s in self.images), numbers


class _Groups:
    """Finds the pictures of pages and reads each distinct group once.

    Images are kept alive: MuPDF has one object for an image for as long as somebody holds it.
    """

    def __init__(self, ocr: Ocr) -> None:
        self._ocr = ocr
        self._kept: dict[int, mupdf.FzImage] = {}
        self._read: dict[tuple[object, ...], Reading | None] = {}

    def of(self, page: pymupdf.Page) -> list[_Group]:
        groups: list[_Group] = []
        for shown in self._images(page):
            touching = [g for g in groups if _touch(g.box, shown.box)]
            groups = [g for g in groups if g not in touching]
            images = tuple(image for g in touching for image in g.images)
            box = shown.box
            for group in touching:
                box = _around(box, group.box)
            groups.append(_Group((*images, shown), box))
        return [g for g in groups if min(g.box[2] - g.box[0], g.box[3] - g.box[1]) >= _SMALLEST]

    def _images(self, page: pymupdf.Page) -> Iterator[_Shown]:
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
            if _touch(box, frame):
                yield _Shown(image, (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), box)

    def read(self, group: _Group) -> Reading | None:
        if group.key not in self._read:
            self._read[group.key] = self._ocr(_composed(group))
        return self._read[group.key]


def _touch(one: Rect, other: Rect) -> bool:
    return (
        one[0] < other[2] + _NEAR
        and other[0] < one[2] + _NEAR
        and one[1] < other[3] + _NEAR
        and other[1] < one[3] + _NEAR
    )


def _around(one: Rect, other: Rect) -> Rect:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _composed(group: _Group) -> bytes:
    """The group's images on white, as they are shown."""
    x0, y0, x1, y1 = group.box
    scale = _scale(group.box, DPI)
    width, height = max(round((x1 - x0) * scale), 1), max(round((y1 - y0) * scale), 1)
    grey = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY)
    canvas = mupdf.FzPixmap(grey, mupdf.FzIrect(0, 0, width, height), mupdf.FzSeparations(), 0)
    canvas.fz_clear_pixmap_with_value(255)
    device = mupdf.FzDevice(mupdf.FzMatrix(), canvas)
    parameters = mupdf.FzColorParams()
    for shown in group.images:
        a, b, c, d, e, f = shown.matrix
        places = (a, b, c, d, e - x0, f - y0)
        matrix = mupdf.FzMatrix(*(value * scale for value in places))
        if shown.image.imagemask():
            device.fz_fill_image_mask(shown.image, matrix, grey, [0.0], 1.0, parameters)
        else:
            device.fz_fill_image(shown.image, matrix, 1.0, parameters)
    device.fz_close_device()
    return _png(bytes(canvas.fz_pixmap_samples_memoryview()), width, height)


def _picture(page: int, group: _Group, reading: Reading) -> _Picture:
    """The picture's text with a place for each word; what parts two words has none of its own."""
    x, y = group.box[:2]
    step = 1 / _scale(group.box, DPI)
    anchors: list[Anchored] = []
    at = 0
    for word, (_, box) in zip(reading.words, place(reading, page, (step, 0, 0, step, x, y)), strict=True):
        start = reading.text.index(word.text, at)
        if start > at:
            anchors.append(Anchored(Span(at, start), PdfBox(page, box.x0, box.y0, box.x0, box.y0)))
        at = start + len(word.text)
        anchors.append(Anchored(Span(start, at), box))
    return _Picture(page, group.box, reading.text, tuple(anchors))


def _offset(body: TextLayer, picture: _Picture) -> int:
    """Where in the body the picture hangs: at the sign that stands for it, or with its page."""
    offset = 0
    for anchored in body.anchors:
        at = anchored.at
        if not isinstance(at, PdfRun | PdfBox) or at.page > picture.page:
            break
        offset = anchored.span.start
        if isinstance(at, PdfBox) and _touch((at.x0, at.y0, at.x1, at.y1), picture.box):
            break
    return offset
