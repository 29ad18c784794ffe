"""Pages that are pictures, and pictures on pages: read by OCR, each word with its place.

A page that shows pictures or drawings but no text is drawn and read as it is seen; the text that a scanner
laid unseen over its picture stays hidden, unless OCR can hardly read the picture. On other pages each group
of pictures is drawn by itself, without the text over it, and read once however many pages show it; where one
fills the page, its words are text of the page: something was printed over a scan. A page whose text is
nonsense (a wrong or missing ToUnicode) is compared with what OCR sees of it.
"""

from collections.abc import Container, Iterator, Sequence
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
from redactor.formats.pdf.legible import Legibility, agree, differs
from redactor.formats.pdf.lines import PageText, Painted, Piece, shown_box
from redactor.formats.pdf.pictures import Group, Groups, png, scale_of, touch
from redactor.formats.pdf.placing import place
from redactor.formats.pdf.ruled import ruled
from redactor.formats.pdf.scanner import better
from redactor.formats.pdf.source import Source
from redactor.formats.pdf.values import Matrix, Rect
from redactor.ocr import Reading

_SCAN_WHY: Final = "Sidan är en bild som inte kan läsas med texttolkning."
_NONSENSE_WHY: Final = "Sidans text går inte att läsa: tecknen i filen är inte de som visas."
_FEW: Final = 3
"""Lines of a page that are looked at one by one rather than with their page."""
_BESIDE: Final = 6.0
"""Points."""
_FALSE_WHY: Final = "Radens text går inte att läsa: tecknen i filen är inte de som visas."
_PICTURE_WHY: Final = "Bilden kan inte läsas med texttolkning."
_FILLS: Final = 0.6
"""Of the page's width and height; a picture as large is the page itself."""


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
        self.legibility = Legibility()

    def scans(self, pages: Sequence[PageText]) -> Scans:
        read = [self._page(page) for page in pages]
        return Scans(read, tuple(self.unread), tuple(self.pictures))

    def _page(self, page: PageText) -> PageText:
        shown = "\n".join(piece.text for piece in page.pieces if not piece.hidden)
        if not shown.strip():
            return self._scanned(page)
        if not self.legibility.legible(shown):
            return self._doubtful(page, shown)
        return self._read_pictures(self._without_false_lines(page))

    def _scanned(self, page: PageText) -> PageText:
        picture = self._drawn(page)
        if picture is None:
            return page
        reading = self.ocr(png(picture))
        if reading is None:
            self._miss(page, _SCAN_WHY)
            return page
        reading = better(reading, self.drawn[page.number], page, _step(page.box))
        return _with_words(page, reading, picture)

    def _doubtful(self, page: PageText, shown: str) -> PageText:
        """Text that no one could have written: what is seen counts, and the page goes if the two differ."""
        picture = self._drawn(page)
        reading = None if picture is None else self.ocr(png(picture))
        if picture is None or (reading is not None and agree(shown, reading.text)):
            return self._read_pictures(page)
        self._miss(page, _NONSENSE_WHY)
        return page if reading is None else _with_words(page, reading, picture)

    def _without_false_lines(self, page: PageText) -> PageText:
        """A font whose map is false may set one line alone: what OCR sees there stands instead of its text.

        Where one is found, the page's other lines are held against what is seen, too.
        """
        parts = {id(line): (line, own) for line, own in _unspaced([p for p in page.pieces if not p.hidden])}
        shown = [line for line, _ in parts.values()]
        strange = self.legibility.unusual(shown)

        def gone(lines: Sequence[Piece]) -> set[int]:
            return {id(part) for line in lines for part in parts[id(line)][1]}

        if not strange or (len(strange) <= _FEW and not any(self._differs(piece) for piece in strange)):
            return page
        picture = self._drawn(page)
        reading = None if picture is None else self.ocr(png(picture))
        if picture is None or reading is None:
            return self._without(page, strange, [], gone(strange))
        placed = place(reading, page.number, _step(page.box))
        words = [(word, piece) for word, (piece, _) in zip(reading.words, placed, strict=True)]
        seen = {id(piece): [word for word, at in words if _in(at, piece)] for piece in shown}
        if not any(differs(piece.text, seen[id(piece)]) for piece in strange):
            return page
        false = [piece for piece in shown if differs(piece.text, seen[id(piece)])]
        return self._without(page, false, [piece for _, piece in words], gone(false))

    def _without(
        self, page: PageText, false: Sequence[Piece], words: Sequence[Piece], gone: Container[int]
    ) -> PageText:
        """The page with the words that were seen in the place of these lines, whose pieces are `gone`."""
        for piece in false:
            where = f"sida {page.number + 1}, rad"
            self.unread.append(Unread(where, _FALSE_WHY, PdfBox(page.number, *_room(piece))))
        first = 1 + max(piece.line for piece in page.pieces)
        seen = [
            replace(at, line=first + at.line, order=piece.order)
            for piece in false
            for at in words
            if _in(at, piece)
        ]
        return replace(page, pieces=[p for p in page.pieces if id(p) not in gone] + seen)

    def _differs(self, piece: Piece) -> bool:
        """Whether the line shows something else than it says; without OCR nobody can tell."""
        drawn = self._rendered(piece.page, _room(piece))
        if drawn is None:
            return False
        reading = self.ocr(png(drawn))
        return reading is None or differs(piece.text, reading.words)

    def _miss(self, page: PageText, why: str) -> None:
        self.unread.append(Unread(f"sida {page.number + 1}", why, PdfBox(page.number, *page.box)))

    def _drawn(self, page: PageText) -> Image.Image | None:
        """The page as a picture; None for an empty page."""
        return self._rendered(page.number, page.box)

    def _rendered(self, number: int, box: Rect) -> Image.Image | None:
        """A shown place of a page as a picture; None when nothing stands there."""
        scale = scale_of(box)
        pixmap = self.drawn[number].get_pixmap(
            matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, clip=box, annots=False
        )
        if pixmap.is_unicolor:
            return None
        return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)

    def _read_pictures(self, page: PageText) -> PageText:
        """The page with the words of pictures that fill it."""
        words: list[Piece] = []
        rules: list[Painted] = []
        for number, group in enumerate(self.groups.of(self.drawn[page.number]) if page.draws else (), 1):
            box = PdfBox(page.number, *group.box)
            readings = [reading for reading in self.groups.read(group) if reading is not None]
            if len(readings) < len(self.groups.read(group)):
                where = f"sida {page.number + 1}, bild {number}"
                self.unread.append(Unread(where, _PICTURE_WHY, box))
                continue
            if _fills(group.box, page.box):
                step = _step(group.box)
                reading = better(readings.pop(0), self.drawn[page.number], page, step)
                words += (piece for piece, _ in place(reading, page.number, step))
                rules += _rules(reading, self.groups.shown(group), step)
            self.pictures += (_picture(page.number, group, reading) for reading in readings if reading.words)
        return replace(page, pieces=words + page.pieces, painted=page.painted + rules) if words else page


def _unspaced(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each piece by itself, or the letters of a letter-spaced line as one: one of them tells nothing."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.joint is not None and groups and groups[-1][-1].line == piece.line:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    for first, *rest in groups:
        text = first.text + "".join((piece.joint or "") + piece.text for piece in rest)
        yield (replace(first, text=text, x1=rest[-1].x1) if rest else first), [first, *rest]


def _with_words(page: PageText, reading: Reading, picture: Image.Image) -> PageText:
    """The page with what was read in its picture as pieces, and with the text that it does not show."""
    step = _step(page.box)
    words = [piece for piece, _ in place(reading, page.number, step)]
    hidden = [piece for piece in page.pieces if piece.hidden]
    return replace(page, pieces=words + hidden, painted=page.painted + _rules(reading, picture, step))


def _rules(reading: Reading, picture: Image.Image, step: Matrix) -> list[Painted]:
    """Of text that lies on its side no table is read."""
    return [] if reading.turn else ruled(picture, reading.skew, step)


def _fills(box: Rect, page: Rect) -> bool:
    wide, high = min(box[2], page[2]) - max(box[0], page[0]), min(box[3], page[3]) - max(box[1], page[1])
    return wide >= _FILLS * (page[2] - page[0]) and high >= _FILLS * (page[3] - page[1])


def _step(box: Rect) -> Matrix:
    """From pixels of a picture that was drawn in the box to the page."""
    step = 1 / scale_of(box)
    return step, 0, 0, step, box[0], box[1]


def _room(piece: Piece) -> Rect:
    """The line's shown place with some paper beside it."""
    x0, y0, x1, y1 = shown_box(piece)
    return x0 - _BESIDE, y0 - 1, x1 + _BESIDE, y1 + 1


def _in(word: Piece, line: Piece) -> bool:
    """Whether the middle of a word that was seen lies in the line's shown place."""
    x0, y0, x1, y1 = word.box or shown_box(word)
    left, top, right, bottom = shown_box(line)
    return left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom


def _picture(page: int, group: Group, reading: Reading) -> _Picture:
    """The picture's text with a place for each word; what parts two words has none of its own."""
    anchors: list[Anchored] = []
    at = 0
    for word, (_, box) in zip(reading.words, place(reading, page, _step(group.box)), strict=True):
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
