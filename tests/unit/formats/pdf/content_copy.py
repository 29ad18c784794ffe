"""A PDF's pages through the content room, the fonts and the pictures: a copy without what surrounds pages."""

import io

import pikepdf
import pymupdf

from redactor.formats.pdf.content import Contents, PageDraft
from redactor.formats.pdf.fonts import FontBook
from redactor.formats.pdf.images import Images
from redactor.formats.pdf.lines import line_glyphs
from redactor.formats.pdf.values import Cutout, PageCut, Quad, Rect, Setting

PLACEHOLDER = "Personuppgift borttagen"


def copied(data: bytes, cuts: dict[int, PageCut] | None = None) -> tuple[bytes, list[PageDraft]]:
    """The copy, and the drafts of its pages."""
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as target:
        book = FontBook(target)
        contents = Contents(source, target, book, Images(target))
        pages = list(source.pages)
        drafts = [contents.draft(page, (cuts or {}).get(i, PageCut())) for i, page in enumerate(pages)]
        book.build()
        for draft, page in zip(drafts, pages, strict=True):
            content, resources = draft.write()
            entries = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=pikepdf.Array(list(page.mediabox)),
                CropBox=pikepdf.Array(list(page.cropbox)),
                Rotate=page.obj.get("/Rotate", 0),
                Contents=target.make_stream(content),
                Resources=resources,
            )
            target.pages.append(pikepdf.Page(entries))
        out = io.BytesIO()
        target.save(out, deterministic_id=True)
        return out.getvalue(), drafts


def cells(data: bytes, page: int, needle: str) -> tuple[Quad, ...]:
    """The cells of the needle's characters, also where it goes over lines."""
    with pymupdf.open(stream=data) as document:
        lines = line_glyphs(document, page)
    characters: list[tuple[str, Quad | None]] = []
    for line in lines:
        characters += [(g.text, g.quad) for g in line]
        characters.append((" ", None))
    at = "".join(text for text, _ in characters).index(needle)
    return tuple(quad for _, quad in characters[at : at + len(needle)] if quad is not None)


def without(
    data: bytes,
    *needles: str,
    page: int = 0,
    replacement: str = PLACEHOLDER,
    setting: Setting = Setting.INLINE,
    pixels: bool = False,
    areas: tuple[Rect, ...] = (),
) -> bytes:
    """The copy from which the needles (or areas) of one page are cut."""
    cutouts = tuple(Cutout(cells(data, page, needle), replacement, setting, pixels) for needle in needles)
    return copied(data, {page: PageCut(cutouts, areas)})[0]


def streams(data: bytes) -> list[bytes]:
    """Each page's content stream."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.Contents.read_bytes() for page in pdf.pages]


def text(data: bytes, page: int = 0) -> str:
    with pymupdf.open(stream=data) as document:
        return str(document[page].get_text())


def pictured(data: bytes, page: int = 0, dpi: int = 72) -> bytes:
    with pymupdf.open(stream=data) as document:
        return bytes(document[page].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).samples)
