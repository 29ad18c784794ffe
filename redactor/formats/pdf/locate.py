"""Plan -> what becomes of each page: which glyphs and areas go, which pages are dropped or replaced."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pymupdf
from PIL import Image

from redactor.domain.document import PdfBox, PdfRun
from redactor.domain.records import PLACEHOLDER, Mode, Plan, Redaction
from redactor.errors import FaultError, Words
from redactor.formats.pdf.areas import bands
from redactor.formats.pdf.lines import (
    Glyph,
    LineGlyphs,
    PageText,
    Piece,
    framed,
    line_glyphs,
    moved,
    read_page,
    shown_box,
    user_space,
)
from redactor.formats.pdf.order import same_line
from redactor.formats.pdf.running import Running, place_of, running
from redactor.formats.pdf.source import Source
from redactor.formats.pdf.stretches import quads
from redactor.formats.pdf.values import (
    Cutout,
    Dropped,
    Fate,
    Matrix,
    PageCut,
    Quad,
    Rect,
    Replaced,
    Setting,
)
from redactor.formats.pdf.visibility import covers, mark_hidden

_ON_PAGES: Final = ("body", "header", "footer", "hidden", "ocr", "textbox")
"""Layers whose text stands on the pages; what other layers hold has its own writers."""
_HYPHENS: Final = "-\u00ad\u2010\u2011"
_AFTER: Final = 2
"""Characters of a blank line (draft.Draft)."""
_APART: Final = 5.0
"""Em; what stands as near before a line is its number."""
_INK: Final = 128
"""Level of grey; what is darker is ink."""
_SPECKS: Final = 20
"""Pixels of 1/72 inch; a short word has more, dust on a scanner's glass less."""
_WHOLE: Final = 0.95
"""Of the page's height; a place as high as that is the page."""


def fates(source: Source, plan: Plan) -> list[Fate]:
    """One for each page. Raises FaultError for an anchor that is not there."""
    locator = _Locator(source)
    for redaction in plan.redactions:
        if redaction.layer.partition(":")[0] in _ON_PAGES:
            locator.mark(redaction)
    for anchor in plan.blanked:
        if not isinstance(anchor, PdfBox):
            raise _lost()
        locator.blank(anchor)
    return locator.fates()


def _lost() -> FaultError:
    return FaultError(
        what=Words("en plats i planen finns inte i PDF-filen", "a place of the plan is not in the PDF file")
    )


@dataclass(slots=True)
class _Taken:
    """What one redaction takes from one page: characters by line, in reading order, and boxes of pixels."""

    redaction: Redaction
    first: bool
    last: bool
    lines: dict[int, set[int]] = field(default_factory=dict)
    boxes: list[PdfBox] = field(default_factory=list)
    order: list[int | PdfBox] = field(default_factory=list)
    """Lines and boxes in reading order."""


@dataclass(slots=True)
class _Page:
    """A page in the works; its text is read when first asked for."""

    taken: list[_Taken] = field(default_factory=list)
    blanks: list[PdfBox] = field(default_factory=list)


class _Locator:
    def __init__(self, source: Source) -> None:
        self.drawn, self.pdf = source.drawn, source.pdf
        self.pages: dict[int, _Page] = defaultdict(_Page)
        self._glyphs: dict[tuple[int, int], tuple[Glyph, ...]] = {}
        self._open: tuple[int, LineGlyphs] | None = None
        """The page that was asked for last: all its characters take much memory."""
        self._texts: dict[int, PageText] = {}
        self._running: Running | None = None

    def glyphs(self, page: int, line: int) -> tuple[Glyph, ...]:
        """Raises FaultError when the page has no such line."""
        if (page, line) not in self._glyphs:
            if self._open is None or self._open[0] != page:
                self._open = page, line_glyphs(self.drawn, page)
            lines = self._open[1]
            if not 0 <= line < len(lines):
                raise _lost()
            self._glyphs[page, line] = lines[line]
        return self._glyphs[page, line]

    def text(self, page: int) -> PageText:
        if page not in self._texts:
            self._texts[page] = read_page(self.drawn, page)
            mark_hidden(self.drawn, self.pdf.pages[page], self._texts[page])
        return self._texts[page]

    # -- from the plan

    def mark(self, redaction: Redaction) -> None:
        by_page: dict[int, _Taken] = {}
        for anchor in redaction.anchors:
            if not isinstance(anchor, PdfRun | PdfBox) or not 0 <= anchor.page < self.drawn.page_count:
                raise _lost()
            taken = by_page.setdefault(anchor.page, _Taken(redaction, first=not by_page, last=False))
            if isinstance(anchor, PdfBox):
                if anchor.x1 > anchor.x0 and anchor.y1 > anchor.y0:
                    taken.boxes.append(anchor)
                    taken.order.append(anchor)
            else:
                self._mark_run(taken, anchor)
        places = [page for page, taken in by_page.items() if taken.lines or taken.boxes]
        for page in places:
            by_page[page].first, by_page[page].last = page == places[0], page == places[-1]
            self._take_blanks(page, by_page[page])
            self._take_hyphens(page, by_page[page])
            self.pages[page].taken.append(by_page[page])

    def _mark_run(self, taken: _Taken, run: PdfRun) -> None:
        line = self.glyphs(run.page, run.line)
        # Places after the last character are breaks and blanks that the page does not have.
        if run.span.end > len(line) + _AFTER:
            raise _lost()
        start = run.span.start
        if start >= len(line):
            return
        while start and line[start].part:
            start -= 1
        if run.line not in taken.lines:
            taken.order.append(run.line)
        taken.lines.setdefault(run.line, set()).update(range(start, min(run.span.end, len(line))))

    def _take_blanks(self, page: int, taken: _Taken) -> None:
        """Blanks between characters that go, of letter-spaced words: they would tell how many there were."""
        for number, characters in taken.lines.items():
            line = self.glyphs(page, number)
            for left, right in pairwise(sorted(characters)):
                between = range(left + 1, right)
                if all(line[at].text.isspace() for at in between):
                    characters.update(between)

    def _take_hyphens(self, page: int, taken: _Taken) -> None:
        """The hyphen at a line's end goes with the word that it parts."""
        numbers = list(taken.lines)
        for number in numbers[:-1] if taken.last else numbers:
            line = self.glyphs(page, number)
            at = len(line) - 1
            while at > 0 and line[at].text.isspace():
                at -= 1
            if line[at].text in _HYPHENS and at - 1 in taken.lines[number]:
                taken.lines[number].add(at)

    def blank(self, box: PdfBox) -> None:
        if box.x1 > box.x0 and box.y1 > box.y0:
            if not 0 <= box.page < self.drawn.page_count:
                raise _lost()
            self.pages[box.page].blanks.append(box)

    # -- to the fates

    def fates(self) -> list[Fate]:
        inside = self._inside()
        return [
            Dropped()
            if number in inside
            else self._fate(number, self.pages[number])
            if number in self.pages
            else PageCut()
            for number in range(self.drawn.page_count)
        ]

    def _inside(self) -> frozenset[int]:
        """Pages between the first and the last of a part that goes whole: the body runs through them."""
        spans: dict[int, list[int]] = defaultdict(list)
        for number, page in self.pages.items():
            for taken in page.taken:
                if _is_item(taken.redaction):
                    spans[id(taken.redaction)].append(number)
        return frozenset(n for pages in spans.values() for n in range(min(pages) + 1, max(pages)))

    def _fate(self, number: int, page: _Page) -> Fate:
        goes_on = any(_is_item(t.redaction) and not t.first for t in page.taken)
        begins = any(t.first and t.redaction.replacement for t in page.taken)
        if goes_on and not begins and not self._kept(number, page):
            return Dropped()
        _, top, _, bottom = self.drawn[number].rect
        if any(box.y1 - box.y0 >= _WHOLE * (bottom - top) for box in page.blanks):
            return Replaced((PLACEHOLDER,))
        return self._cut(number, page)

    def _kept(self, number: int, page: _Page) -> bool:
        """Whether the page shows text or a picture that stays, besides what runs over all pages."""
        ran = self.running()
        apart = {(piece.page, piece.line) for row in (*ran.headers, *ran.footers) for piece in row}
        kept = self._kept_lines(number, page)
        if any((piece.page, piece.line) not in apart for piece in kept):
            return True
        if not kept and any(taken.boxes for taken in page.taken):
            return self._shows_ink(number, page)
        gone = [(box.x0, box.y0, box.x1, box.y1) for taken in page.taken for box in taken.boxes]
        return any(not any(covers(box, own) for box in gone) for own in ran.own_pictures(self.text(number)))

    def _shows_ink(self, number: int, page: _Page) -> bool:
        """Whether a scan shows anything besides what goes; which words it holds is not known here."""
        gone = [band for taken in page.taken for band in self._areas(number, page, taken)]
        gone += [(box.x0, box.y0, box.x1, box.y1) for taken in page.taken for box in taken.boxes]
        pixmap = self.drawn[number].get_pixmap(colorspace=pymupdf.csGRAY, annots=False)
        shown = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
        for x0, y0, x1, y1 in gone:
            shown.paste(255, (int(x0) - 1, int(y0) - 1, int(x1) + 2, int(y1) + 2))
        return sum(shown.histogram()[:_INK]) > _SPECKS

    def running(self) -> Running:
        if self._running is None:
            self._running = running([self.text(number) for number in range(self.drawn.page_count)])
        return self._running

    def _kept_lines(self, number: int, page: _Page) -> list[Piece]:
        """Pieces that are displayed and of which something stays."""
        removed: dict[int, set[int]] = defaultdict(set)
        for taken in page.taken:
            for line, characters in taken.lines.items():
                removed[line] |= characters
        return [
            piece
            for piece in self.text(number).pieces
            if not piece.hidden
            and any(
                not character.isspace() and piece.start + at not in removed.get(piece.line, ())
                for at, character in enumerate(piece.text)
            )
        ]

    def _cut(self, number: int, page: _Page) -> PageCut:
        to_user = user_space(self.drawn[number])
        cutouts = tuple(self._cutout(number, taken, to_user) for taken in page.taken)
        areas = [_user_rect(box, to_user) for taken in page.taken for box in self._areas(number, page, taken)]
        areas += (_user_rect((b.x0, b.y0, b.x1, b.y1), to_user) for b in page.blanks)
        return PageCut(cutouts, tuple(areas))

    def _cutout(self, number: int, taken: _Taken, to_user: Matrix) -> Cutout:
        redaction = taken.redaction
        text = self.text(number)
        cells = [
            q for line, at in taken.lines.items() for q in quads(text, line, self.glyphs(number, line), at)
        ]
        cells += (_box_quad(box, to_user) for box in taken.boxes)
        block = redaction.mode is Mode.BLOCK and (not taken.lines or self._begins_line(number, taken))
        setting = Setting.BLOCK if block else Setting.INLINE
        unpainted = {piece.line for piece in text.pieces if piece.hidden or not piece.painted}
        pixels = bool(taken.boxes) or not unpainted.isdisjoint(taken.lines)
        replacement = redaction.replacement if taken.first else ""
        return Cutout(tuple(cells), replacement, setting, pixels)

    def _begins_line(self, number: int, taken: _Taken) -> bool:
        line, characters = next(iter(taken.lines.items()))
        before = self.glyphs(number, line)[: min(characters)]
        if not all(glyph.text.isspace() for glyph in before):
            return False
        pieces = self.text(number).pieces
        own = next(piece for piece in pieces if piece.line == line)
        return not any(
            piece.turn == own.turn and same_line(piece, own) and 0 <= own.x0 - piece.x1 < _APART * own.size
            for piece in pieces
            if piece.line != line and not piece.hidden
        )

    def _areas(self, number: int, page: _Page, taken: _Taken) -> Iterator[Rect]:
        """Shown places: the bands of lines that a secret item takes whole."""
        if not _is_item(taken.redaction):
            return
        text = self.text(number)
        kept = self._kept_lines(number, page)
        whole = {piece.line for piece in kept}
        own = {p.line: p for p in text.pieces if not p.hidden and p.text.strip() and p.line not in whole}
        turns = Counter(own[line].turn for line in taken.lines if line in own)
        turn = turns.most_common(1)[0][0] if turns else 0
        removed = [
            (at.x0, at.y0, at.x1, at.y1) if isinstance(at, PdfBox) else shown_box(own[at])
            for at in taken.order
            if isinstance(at, PdfBox) or at in own
        ]
        stay = [shown_box(piece) for piece in kept]
        stay += (box for box in text.pictures if place_of(box) in self.running().pictures)
        # In a scan the words that stay are not known here: its areas reach no further than what goes.
        room = text.box if own or kept else None
        for band in bands(
            [framed(box, turn) for box in removed],
            [framed(box, turn) for box in stay],
            room and framed(room, turn),
        ):
            yield framed(band, -turn % 4)


def _is_item(redaction: Redaction) -> bool:
    """Whether lines of the body go whole."""
    return redaction.mode is Mode.BLOCK and redaction.layer == "body"


def _box_quad(box: PdfBox, to_user: Matrix) -> Quad:
    """A box of pixels: its lower edge is the baseline."""
    start, end, up = ((box.x0, box.y1), (box.x1, box.y1), (box.x0, box.y0))
    return Quad(moved(start, to_user), moved(end, to_user), moved(up, to_user))


def _user_rect(box: Rect, to_user: Matrix) -> Rect:
    (x0, y0), (x1, y1) = moved((box[0], box[1]), to_user), moved((box[2], box[3]), to_user)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
