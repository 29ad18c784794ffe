"""PDF bytes and a plan -> the copy: a new file, page by page, of what may be in it (ADR 8)."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Final

import pikepdf

from redactor.domain.records import Plan
from redactor.errors import FaultError
from redactor.formats.pdf.content.draft import Contents, PageDraft
from redactor.formats.pdf.destinations import CopiedPage
from redactor.formats.pdf.engines import engines
from redactor.formats.pdf.fonts import FontBook
from redactor.formats.pdf.frame import Frame, frame_of, page_dictionary
from redactor.formats.pdf.images import Images
from redactor.formats.pdf.locate import fates
from redactor.formats.pdf.replaced import ReplacedPage, replaced_page
from redactor.formats.pdf.source import Source, open_source
from redactor.formats.pdf.surroundings import surroundings, write_surroundings
from redactor.formats.pdf.values import Dropped, Fate, PageCut, Rect, Replaced

_VERSION: Final = "1.7"

_Drafted = tuple[int, PageCut | Replaced, PageDraft | ReplacedPage]


def apply(untrusted: bytes, password: str | None, plan: Plan, *, blank_pages: bool = False) -> bytes:
    """The copy. The same bytes and plan give the same copy. `blank_pages`: no page is dropped.

    Raises UnreadableError, and FaultError when the plan is not for this document.
    """
    if sha256(untrusted).hexdigest() != plan.document:
        raise FaultError(what="planen gäller ett annat dokument")
    with engines(), open_source(untrusted, password) as source, pikepdf.new() as target:
        around = surroundings(source.original)
        book = FontBook(target)
        contents = Contents(source.pdf, target, book, Images(target))
        decided = fates(source, plan)
        if blank_pages:
            decided = [Replaced(()) if isinstance(fate, Dropped) else fate for fate in decided]
        drafts = list(_drafts(source, contents, book, decided))
        book.build()
        pages = [_page(target, source, *drafted) for drafted in drafts]
        write_surroundings(target, around, plan, pages)
        return _saved(target)


def _drafts(
    source: Source, contents: Contents, book: FontBook, decided: Sequence[Fate]
) -> Iterator[_Drafted]:
    for number, (page, fate) in enumerate(zip(source.pdf.pages, decided, strict=True)):
        match fate:
            case Dropped():
                continue
            case Replaced():
                yield number, fate, replaced_page(book, fate.lines)
            case PageCut():
                yield number, fate, contents.draft(page, fate)


def _page(
    target: pikepdf.Pdf,
    source: Source,
    number: int,
    fate: PageCut | Replaced,
    draft: PageDraft | ReplacedPage,
) -> CopiedPage:
    original = source.pdf.pages[number]
    if isinstance(draft, ReplacedPage):
        made = draft.page(frame_of(original))
        content, resources = draft.write(made)
    else:
        made = page_dictionary(original)
        content, resources = draft.write()
    made.Resources = resources
    made.Contents = target.make_stream(content)
    target.pages.append(pikepdf.Page(target.make_indirect(made)))
    page = target.pages[-1]
    return CopiedPage(number, page, frame_of(page), fate, _set_anew(fate, frame_of(page)), draft.marks)


def _set_anew(fate: PageCut | Replaced, frame: Frame) -> tuple[Rect, ...]:
    """Bands of the page in which lines were set anew, over its width (its height, for turned text)."""
    bands: set[Rect] = set()
    x0, y0, x1, y1 = frame.crop
    for quad in (q for c in fate.cutouts for q in c.quads) if isinstance(fate, PageCut) else ():
        xs, ys = zip(quad.start, quad.end, quad.up, strict=True)
        level = abs(quad.end[0] - quad.start[0]) >= abs(quad.end[1] - quad.start[1])
        bands.add((x0, min(ys), x1, max(ys)) if level else (min(xs), y0, max(xs), y1))
    return tuple(sorted(bands))


def _saved(target: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    target.save(
        out,
        min_version=_VERSION,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()
