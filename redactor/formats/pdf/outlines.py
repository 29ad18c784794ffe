"""Bookmarks (ISO 32000-1, 12.3.3): titles are read; those whose place is still there are written anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pikepdf
from pikepdf import Dictionary, String

from redactor.domain.document import LayerKind
from redactor.domain.records import PLACEHOLDER
from redactor.formats.pdf.destinations import CopiedPages, Destination, Destinations
from redactor.formats.pdf.objects import ObjectId
from redactor.formats.pdf.texts import NOWHERE, Edits, Texts

_DEEP: Final = 32


@dataclass(frozen=True, slots=True)
class Bookmark:
    """`entry` is its title's number among the texts."""

    entry: int
    to: Destination | None
    is_open: bool
    below: tuple["Bookmark", ...] = field(repr=False)


def read_outline(
    pdf: pikepdf.Pdf, destinations: Destinations, texts: Texts, seen: set[ObjectId]
) -> tuple[Bookmark, ...]:
    """Bookmarks in reading order; one met twice counts once. The objects read are added to `seen`."""
    root = pdf.Root.get("/Outlines")
    return _level(root, destinations, texts, seen, 0) if isinstance(root, Dictionary) else ()


def _level(
    above: pikepdf.Object, destinations: Destinations, texts: Texts, seen: set[ObjectId], depth: int
) -> tuple[Bookmark, ...]:
    found: list[Bookmark] = []
    for node in _siblings(above, seen) if depth < _DEEP else ():
        title = " ".join(node.get_str("/Title", "").split())
        entry = texts.add(LayerKind.OUTLINE, title, NOWHERE)
        below = _level(node, destinations, texts, seen, depth + 1)
        found.append(Bookmark(entry, destinations.of(node), node.get_int("/Count", 0) > 0, below))
    return tuple(found)


def _siblings(above: pikepdf.Object, seen: set[ObjectId]) -> Iterator[pikepdf.Object]:
    node = above.get("/First")
    while isinstance(node, Dictionary) and node.objgen not in seen and node.is_indirect:
        seen.add(node.objgen)
        yield node
        node = node.get("/Next")


@dataclass(frozen=True, slots=True)
class _Kept:
    title: str = field(repr=False)
    target: pikepdf.Array | None
    is_open: bool
    below: tuple["_Kept", ...] = field(repr=False)

    def shown(self) -> int:
        """How many bookmarks one sees of this one and those below it."""
        return 1 + (sum(b.shown() for b in self.below) if self.is_open else 0)


def write_outline(
    target: pikepdf.Pdf, bookmarks: Sequence[Bookmark], edits: Edits, pages: CopiedPages
) -> None:
    kept = _kept(bookmarks, edits, pages, set())
    if not kept:
        return
    root = target.make_indirect(Dictionary(Type=pikepdf.Name.Outlines))
    _write(target, root, kept)
    root.Count = sum(bookmark.shown() for bookmark in kept)
    target.Root.Outlines = root


def _kept(
    bookmarks: Sequence[Bookmark], edits: Edits, pages: CopiedPages, replaced: set[int]
) -> tuple[_Kept, ...]:
    """What is left: a bookmark that goes hands up those below it that stay.

    Whatever leads into removed matter goes, for its number of headings is nobody's business. A secret item's
    own bookmark stays, with the placeholder; so does the first of a page that is a placeholder now.
    """
    found: list[_Kept] = []
    for bookmark in bookmarks:
        title = edits.of(LayerKind.OUTLINE, bookmark.entry).text
        place = _place(bookmark.to, title, pages, replaced)
        below = _kept(bookmark.below, edits, pages, replaced)
        if not title or (place is None and (bookmark.to is not None or not below)):
            found += below
        else:
            found.append(_Kept(title, place, bookmark.is_open, below))
    return tuple(found)


def _place(
    to: Destination | None, title: str, pages: CopiedPages, replaced: set[int]
) -> pikepdf.Array | None:
    if to is None:
        return None
    if pages.is_replaced(to):
        if to.page in replaced:
            return None
        replaced.add(to.page)
    place = pages.explicit(to)
    if place is None and title.endswith(PLACEHOLDER):
        return pages.nearest(to)
    return place


def _write(target: pikepdf.Pdf, above: pikepdf.Object, level: Sequence[_Kept]) -> None:
    nodes = [target.make_indirect(Dictionary(Title=String(b.title), Parent=above)) for b in level]
    for bookmark, node in zip(level, nodes, strict=True):
        if bookmark.target is not None:
            node.Dest = bookmark.target
        if bookmark.below:
            _write(target, node, bookmark.below)
            shown = sum(b.shown() for b in bookmark.below)
            node.Count = shown if bookmark.is_open else -shown
    for before, after in pairwise(nodes):
        before.Next = after
        after.Prev = before
    above.First = nodes[0]
    above.Last = nodes[-1]
