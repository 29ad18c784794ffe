"""Pages that are pictures, and pictures on pages: read by OCR, each word with its place.

A page that shows pictures or drawings but no text is drawn and read as it is seen. On other pages each group
of pictures is drawn by itself, without the text over it, and read once however many pages show it. A page
whose text is nonsense (a wrong or missing ToUnicode) is compared with what OCR sees of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import pymupdf
from PIL import Image

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
from redactor.formats.pdf.pictures import Group, Groups, png, scale_of, touch
from redactor.formats.pdf.placing import place
from redactor.formats.pdf.source import Source
from redactor.formats.pdf.values import Rect
from redactor.ocr import Reading

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
        self.groups = Groups(ocr)

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
        scale = scale_of(page.box)
        matrix = pymupdf.Matrix(scale, scale)
        pixmap = self.drawn[page.number].get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, annots=False)
        if pixmap.is_unicolor:
            return None
        return png(Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)), 1 / scale

    def _with_words(self, page: PageText, reading: Reading, step: float) -> PageText:
        """The page with its words as pieces."""
        return replace(page, pieces=[p for p, _ in place(reading, page.number, (step, 0, 0, step, 0, 0))])

    def _read_pictures(self, page: PageText) -> None:
        for number, group in enumerate(self.groups.of(self.drawn[page.number]), 1):
            box = PdfBox(page.number, *group.box)
            readings = self.groups.read(group)
            if None in readings:
                where = f"sida {page.number + 1}, bild {number}"
                self.unread.append(Unread(where, _PICTURE_WHY, box))
                continue
            self.pictures += (_picture(page.number, group, r) for r in readings if r is not None and r.words)


def _picture(page: int, group: Group, reading: Reading) -> _Picture:
    """The picture's text with a place for each word; what parts two words has none of its own."""
    x, y = group.box[:2]
    step = 1 / scale_of(group.box)
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
        if isinstance(at, PdfBox) and touch((at.x0, at.y0, at.x1, at.y1), picture.box):
            break
    return offset
