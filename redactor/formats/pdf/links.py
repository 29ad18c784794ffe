"""Links (ISO 32000-1, 12.5.6.5): those that can still be followed are written anew; other annotations go."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.domain.document import LayerKind, PdfBox
from redactor.formats.addresses import spellings
from redactor.formats.pdf.destinations import CopiedPage, CopiedPages, Destination, Destinations
from redactor.formats.pdf.frame import Frame
from redactor.formats.pdf.objects import ObjectId, numbers, rect_of
from redactor.formats.pdf.texts import Edits, Texts
from redactor.formats.pdf.values import PageCut, Point, Quad, Rect

_FOLLOWED: Final = re.compile(r"(https?://|mailto:|tel:)[^\s<>\"]{1,2000}", re.IGNORECASE)
_SAFE: Final = ":/?#[]@!$&'()*+,;=%-._~"
_PRINT: Final = 4
"""Annotation flag (ISO 32000-1, table 165)."""
_LINE: Final = 4.0
"""Points that two bands overlap by at least when they are of one line."""


@dataclass(frozen=True, slots=True)
class Link:
    """`entries` are the numbers of its address's spellings among the texts, `told` of its description.

    `rect` and `quads` (corner coordinates, eight for each) are in user space.
    """

    id: ObjectId
    rect: Rect
    quads: tuple[float, ...]
    address: str | None = field(repr=False)
    entries: tuple[int, ...]
    told: int | None
    to: Destination | None


def read_links(
    page: pikepdf.Page, number: int, frame: Frame, destinations: Destinations, texts: Texts
) -> tuple[Link, ...]:
    """The links of a page that lead somewhere; their addresses and descriptions become texts."""
    return tuple(
        link
        for annotation in annotations_of(page)
        if annotation.get("/Subtype") == Name.Link
        and (link := _read(annotation, number, frame, destinations, texts)) is not None
    )


def annotations_of(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for annotation in page.obj.get_list("/Annots", ()):
        if isinstance(annotation, Dictionary):
            yield annotation


def _read(
    annotation: pikepdf.Object, number: int, frame: Frame, destinations: Destinations, texts: Texts
) -> Link | None:
    rect = rect_of(annotation.get("/Rect"))
    if rect is None:
        return None
    at = frame.shown(number, rect)
    action = annotation.get("/A")
    address = None
    if isinstance(action, Dictionary) and action.get("/S") == Name.URI:
        address = action.get_str("/URI", "").strip() or None
    to = destinations.of(annotation)
    told = annotation.get_str("/Contents", "").strip()
    return Link(
        annotation.objgen,
        rect,
        numbers(annotation.get("/QuadPoints")),
        address,
        address_entries(address, at, texts) if address else (),
        texts.add(LayerKind.ALT_TEXT, told, at) if told else None,
        to,
    )


def address_entries(address: str, at: PdfBox, texts: Texts) -> tuple[int, ...]:
    """Every spelling of an address becomes a text of its own."""
    return tuple(texts.add(LayerKind.LINK, spelling, at) for spelling in spellings(address))


def write_links(
    target: pikepdf.Pdf, links: Iterable[Link], page: CopiedPage, pages: CopiedPages, edits: Edits
) -> dict[ObjectId, pikepdf.Object]:
    """Links whose place and target are both still there; what each source annotation became."""
    made: list[tuple[ObjectId, pikepdf.Object]] = []
    for link in links:
        annotation = _annotation(link, page, pages, edits)
        if annotation is not None:
            made.append((link.id, target.make_indirect(annotation)))
    if made:
        page.page.obj.Annots = Array([annotation for _, annotation in made])
    return dict(made)


def _annotation(link: Link, page: CopiedPage, pages: CopiedPages, edits: Edits) -> Dictionary | None:
    if not isinstance(page.fate, PageCut) or _lies_in(link.rect, page.fate, page.moved):
        return None
    made = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array(link.rect), Border=Array([0, 0, 0]), F=_PRINT
    )
    if link.quads and len(link.quads) % 8 == 0:
        made.QuadPoints = Array(link.quads)
    if link.address is not None:
        address = followed(link.address)
        if address is None or any(edits.of(LayerKind.LINK, entry).touched for entry in link.entries):
            return None
        made.A = Dictionary(S=Name.URI, URI=String(address))
    else:
        place = None if link.to is None else pages.explicit(link.to)
        if place is None:
            return None
        made.Dest = place
    told = "" if link.told is None else edits.of(LayerKind.ALT_TEXT, link.told).text
    if told:
        made.Contents = String(told)
    return made


def followed(address: str) -> str | None:
    """An address that a reader may follow, in ASCII; None for any other scheme and for nonsense."""
    return quote(address, safe=_SAFE) if _FOLLOWED.fullmatch(address) else None


def _lies_in(rect: Rect, cut: PageCut, moved: Iterable[Rect]) -> bool:
    """Whether something of what the link lay upon was removed or moved."""
    if any(_overlap(rect, area) for area in (*cut.areas, *moved)):
        return True
    return any(_same_line(rect, quad) for cutout in cut.cutouts for quad in cutout.quads)


def takes_from(cut: PageCut, rect: Rect) -> bool:
    """Whether something goes from a rectangle."""
    x0, y0, x1, y1 = rect
    middles = (_between(quad) for cutout in cut.cutouts for quad in cutout.quads)
    return any(_overlap(rect, area) for area in cut.areas) or any(
        x0 <= x <= x1 and y0 <= y <= y1 for x, y in middles
    )


def _same_line(rect: Rect, quad: Quad) -> bool:
    """The line of a removed glyph is set anew, so a link there would no longer lie upon its words."""
    (x0, y0), (x1, y1) = quad.start, quad.end
    if abs(y1 - y0) > abs(x1 - x0):
        return rect[0] <= _between(quad)[0] <= rect[2]
    return rect[1] <= _between(quad)[1] <= rect[3]


def _between(quad: Quad) -> Point:
    """The middle of a glyph, a quarter of its height above the baseline."""
    (x0, y0), (x1, y1), (ux, uy) = quad.start, quad.end, quad.up
    return (x0 + x1) / 2 + (ux - x0) / 4, (y0 + y1) / 2 + (uy - y0) / 4


def _overlap(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share more than their edges."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    least = min(_LINE, (a[3] - a[1]) / 2)
    return across > 0 and down >= least > 0
