"""A page's content in two passes: what stays and where (`draft`), then the bytes (`write`)."""

from dataclasses import dataclass, field

import pikepdf

from redactor.formats.pdf.content.context import Context
from redactor.formats.pdf.content.cuts import Cuts
from redactor.formats.pdf.content.geometry import meet
from redactor.formats.pdf.content.interpreter import Interpreter
from redactor.formats.pdf.content.layout import set_anew, set_leftovers
from redactor.formats.pdf.content.scene import Scene
from redactor.formats.pdf.content.state import Clip, State
from redactor.formats.pdf.content.stream import Stream
from redactor.formats.pdf.content.writer import compose
from redactor.formats.pdf.fonts import FontBook
from redactor.formats.pdf.images import Images
from redactor.formats.pdf.objects import rect_of
from redactor.formats.pdf.values import Mark, PageCut, Rect

_LETTER: Rect = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page's content after the first pass."""

    _stream: Stream = field(repr=False)
    _context: Context = field(repr=False)
    marks: tuple[Mark, ...]

    def write(self) -> tuple[bytes, pikepdf.Dictionary]:
        """Content stream and /Resources; call it when the book's fonts are built."""
        return self._stream.write(self._context)


class Contents:
    """Rewrites the pages of one document into another.

    The source is read only. Raises LimitError when a page saves more states than a reader must hold,
    DamagedError when a content stream cannot be read.
    """

    def __init__(self, source: pikepdf.Pdf, target: pikepdf.Pdf, book: FontBook, images: Images) -> None:
        self._context = Context(source, target, book, images)

    def draft(self, page: pikepdf.Page, cut: PageCut) -> PageDraft:
        """First pass over a page: what goes is gone, lines are set anew, glyphs that stay are noted."""
        box = page_box(page)
        cuts = Cuts(cut)
        scene = Scene(self._context, cuts, box, flat=bool(cuts))
        Interpreter(scene, page.resources, State(Clip(box, box))).run(page)
        if cuts:
            set_anew(scene)
            set_leftovers(scene)
        stream, sequences = compose(scene)
        marks = [
            Mark(w.source.old, new, w.placeholder, w.source.stream)
            for new, w in enumerate(sequences)
            if w.source.old is not None
        ]
        left = {w.source.serial for w in sequences}
        marks += [
            Mark(tag.old, None, False, tag.stream)
            for tag in scene.marked.found
            if tag.serial not in left and tag.old is not None
        ]
        return PageDraft(stream, self._context, tuple(marks))


def page_box(page: pikepdf.Page) -> Rect:
    """What of user space a page shows: CropBox within MediaBox (ISO 32000-1, 14.11.2)."""
    media = rect_of(page.mediabox) or _LETTER
    crop = rect_of(page.cropbox)
    return media if crop is None else meet(media, crop) or media
