"""All that carries text around the pages of a document: read into layers, written anew where it may stay."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf

from redactor.domain.document import TextLayer, Unread
from redactor.domain.records import Plan
from redactor.formats.pdf.destinations import CopiedPage, CopiedPages, Destinations
from redactor.formats.pdf.frame import frame_of
from redactor.formats.pdf.links import Link, read_links, write_links
from redactor.formats.pdf.metadata import About, read_about, write_about
from redactor.formats.pdf.objects import ObjectId
from redactor.formats.pdf.outlines import Bookmark, read_outline, write_outline
from redactor.formats.pdf.structure import read_structure
from redactor.formats.pdf.sweep import Walk, sweep
from redactor.formats.pdf.tag_texts import Told, read_tag_texts
from redactor.formats.pdf.tags import write_tags
from redactor.formats.pdf.texts import Edits, Texts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was read of `original`, which must stay open. `links` has one tuple a page.

    Layers are `outline:1`, `alt:1`, `link:1` and so on.
    """

    original: pikepdf.Pdf = field(repr=False)

    layers: tuple[TextLayer, ...]
    unread: tuple[Unread, ...]
    about: About
    bookmarks: tuple[Bookmark, ...] = field(repr=False)
    links: tuple[tuple[Link, ...], ...] = field(repr=False)
    told: Told = field(repr=False)


def surroundings(original: pikepdf.Pdf) -> Surroundings:
    """Reads everything but page content. The same file gives the same layers each time."""
    texts = Texts()
    destinations = Destinations(original)
    about = read_about(original, texts)
    read: set[ObjectId] = set()
    bookmarks = read_outline(original, destinations, texts, read)
    links = tuple(
        read_links(page, number, frame_of(page), destinations, texts)
        for number, page in enumerate(original.pages)
    )
    walk = Walk(texts, read)
    told = read_tag_texts(original, texts, walk)
    unread = sweep(original, walk)
    return Surroundings(original, texts.layers(), unread, about, bookmarks, links, told)


def write_surroundings(
    target: pikepdf.Pdf, around: Surroundings, plan: Plan, pages: Sequence[CopiedPage]
) -> None:
    """Bookmarks, links, tags, page labels, title and language into a copy whose pages are there already.

    `pages` are those of the copy in order; what was dropped is not among them.
    """
    copied = CopiedPages(pages)
    edits = Edits(around.layers, plan)
    annotations: dict[ObjectId, pikepdf.Object] = {}
    for page in copied.all:
        annotations |= write_links(target, around.links[page.old], page, copied, edits)
    elements = read_structure(around.original, around.told)
    if elements:
        write_tags(target, elements, copied, annotations, edits)
    write_outline(target, around.bookmarks, edits, copied)
    write_about(target, around.about, edits, copied)
