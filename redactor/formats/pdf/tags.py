"""The copy's structure tree (ISO 32000-1, 14.7): what is left of the source's, written and numbered anew."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.domain.document import LayerKind
from redactor.domain.records import PLACEHOLDER
from redactor.formats.pdf.destinations import CopiedPages
from redactor.formats.pdf.links import takes_from
from redactor.formats.pdf.objects import ObjectId
from redactor.formats.pdf.prune import Branch, Leaf, marks_by_place, pruned
from redactor.formats.pdf.structure import PICTURES, Element, Held
from redactor.formats.pdf.texts import Edits
from redactor.formats.pdf.values import PageCut

_BOXED: Final = PICTURES | {"Table"}
"""Their place is told, so that a reader knows what a picture is or a grid of lines is for."""
_GROUPS: Final = frozenset({"Document", "Part", "Art", "Sect", "Div"})


def write_tags(
    target: pikepdf.Pdf,
    elements: Sequence[Element],
    pages: CopiedPages,
    annotations: Mapping[ObjectId, pikepdf.Object],
    edits: Edits,
) -> None:
    """The tree of a tagged document, into a copy whose pages and annotations are there already."""
    marks = {page.old: page.marks for page in pages.all}
    branches = pruned(
        elements, marks_by_place(marks), annotations.keys(), lambda e: _stands(e, e.page, pages)
    )
    loose = [
        Leaf(page.old, mark.new, mark.placeholder)
        for page in pages.all
        for mark in page.marks
        if mark.old is None and mark.new is not None
    ]
    for leaf in loose:
        branches = _with_loose(branches, leaf)
    _Writer(target, pages, annotations, edits).write(branches)


def _stands(element: Element, page: int | None, pages: CopiedPages) -> bool:
    """Whether nothing went from where the element is, or from its page when it doesn't say where it is."""
    copied = None if page is None else pages.of(page)
    if copied is None or not isinstance(copied.fate, PageCut):
        return False
    box = element.attributes.box
    return copied.fate == PageCut() if box is None else not takes_from(copied.fate, box)


def _with_loose(branches: tuple[Branch, ...], leaf: Leaf) -> tuple[Branch, ...]:
    """A placeholder that stands in no element of the source becomes a paragraph after what is before it."""
    if len(branches) == 1 and branches[0].role in _GROUPS:
        only = branches[0]
        below = tuple(kid for kid in only.below if isinstance(kid, Branch))
        if len(below) == len(only.below):
            return (Branch(only.source, only.role, _with_loose(below, leaf), only.rows),)
    at = sum(_first_page(branch) <= leaf.page for branch in branches)
    return (*branches[:at], Branch(Element("P", ()), "P", (leaf,)), *branches[at:])


def _first_page(branch: Branch) -> int:
    return next((leaf.page for leaf in branch.leaves()), 0)


def _pages_of(branch: Branch) -> frozenset[int]:
    """The old numbers of the pages that an element stands on; a picture without content says it itself."""
    found = frozenset(leaf.page for leaf in branch.leaves())
    return found or frozenset({branch.source.page or 0})


class _Writer:
    def __init__(
        self,
        target: pikepdf.Pdf,
        pages: CopiedPages,
        annotations: Mapping[ObjectId, pikepdf.Object],
        edits: Edits,
    ) -> None:
        self._target = target
        self._pages = pages
        self._annotations = annotations
        self._edits = edits
        self._untouched = {page.old for page in pages.all if page.fate == PageCut()}
        self._parents: dict[int, dict[int, pikepdf.Object]] = {page.old: {} for page in pages.all}
        self._holders: dict[ObjectId, pikepdf.Object] = {}
        self._ids: dict[bytes, bytes] = {}
        self._identified: list[tuple[bytes, pikepdf.Object]] = []

    def write(self, branches: Sequence[Branch]) -> None:
        root = self._target.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._number(branches)
        root.K = Array([self._branch(branch, root) for branch in branches])
        numbers = Array(self._parent_tree())
        root.ParentTree = self._target.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(numbers) // 2
        if self._identified:
            names = [item for name, node in self._identified for item in (String(name), node)]
            root.IDTree = self._target.make_indirect(Dictionary(Names=Array(names)))
        self._target.Root.StructTreeRoot = root
        self._target.Root.MarkInfo = Dictionary(Marked=True)

    def _number(self, branches: Sequence[Branch]) -> None:
        """New identifiers for the header cells that others name; counted over what is left."""
        named = {name for branch in _all(branches) for name in branch.source.attributes.headers}
        for branch in _all(branches):
            name = branch.source.id
            if name in named and name not in self._ids:
                self._ids[name] = f"th{len(self._ids) + 1:06}".encode()

    def _branch(self, branch: Branch, above: pikepdf.Object) -> pikepdf.Object:
        node = self._target.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{branch.role}"), P=above)
        )
        leaves = [kid for kid in branch.below if isinstance(kid, Leaf)]
        page = leaves[0].page if leaves else None
        if page is not None:
            node.Pg = self._page(page)
        elif branch.role in _BOXED:
            # A place on a page needs the page; a table's own content lies in its cells.
            node.Pg = self._page(min(_pages_of(branch)))
        kids: list[object] = []
        for kid in branch.below:
            match kid:
                case Leaf():
                    kids.append(self._leaf(kid, page, node))
                case Held():
                    kids.append(self._held(kid, node))
                case Branch():
                    kids.append(self._branch(kid, node))
        if kids:
            node.K = kids[0] if len(kids) == 1 else Array(kids)
        self._describe(branch, node)
        self._identify(branch, node)
        return node

    def _page(self, old: int) -> pikepdf.Object:
        copied = self._pages.of(old)
        assert copied is not None  # noqa: S101 # marks are those of the copied pages
        return copied.page.obj

    def _leaf(self, leaf: Leaf, page: int | None, node: pikepdf.Object) -> object:
        self._parents[leaf.page][leaf.number] = node
        if leaf.page == page:
            return leaf.number
        return Dictionary(Type=Name.MCR, Pg=self._page(leaf.page), MCID=leaf.number)

    def _held(self, held: Held, node: pikepdf.Object) -> Dictionary:
        self._holders[held.id] = node
        return Dictionary(Type=Name.OBJR, Obj=self._annotations[held.id])

    def _describe(self, branch: Branch, node: pikepdf.Object) -> None:
        source = branch.source
        if branch.role != source.role:
            return
        if source.language is not None:
            node.Lang = String(source.language)
        if branch.role in PICTURES:
            self._picture(branch, node)
        else:
            self._tell(branch, node, "/Alt", source.alt)
        self._tell(branch, node, "/ActualText", source.actual)
        self._tell(branch, node, "/E", source.expansion)
        attributes = list(self._attributes(branch))
        if attributes:
            node.A = attributes[0] if len(attributes) == 1 else Array(attributes)

    def _picture(self, branch: Branch, node: pikepdf.Object) -> None:
        """A picture is described also where something of the page went, unless something of itself did."""
        if branch.source.alt is None:
            return
        edited = self._edits.of(LayerKind.ALT_TEXT, branch.source.alt)
        changed = any(leaf.placeholder for leaf in branch.leaves())
        node.Alt = String(PLACEHOLDER if changed or not edited.text else edited.text)

    def _tell(self, branch: Branch, node: pikepdf.Object, key: str, entry: int | None) -> None:
        """A text that says what the content says stays only where nothing went from the element's pages."""
        if entry is None or not all(leaf.page in self._untouched for leaf in branch.leaves()):
            return
        edited = self._edits.of(LayerKind.ALT_TEXT, entry)
        if not edited.touched:
            node[key] = String(edited.text)

    def _stands(self, branch: Branch) -> bool:
        return all(_stands(branch.source, page, self._pages) for page in _pages_of(branch))

    def _attributes(self, branch: Branch) -> Iterator[Dictionary]:
        told = branch.source.attributes
        if branch.role in _BOXED and told.box is not None and self._stands(branch):
            yield Dictionary(O=Name.Layout, BBox=Array(told.box))
        if branch.role in ("TH", "TD"):
            made = Dictionary(O=Name.Table)
            if branch.rows > 1:
                made.RowSpan = branch.rows
            if told.columns > 1:
                made.ColSpan = told.columns
            if told.scope is not None:
                made.Scope = Name(told.scope)
            headers = [String(self._ids[name]) for name in told.headers if name in self._ids]
            if headers:
                made.Headers = Array(headers)
            if len(made) > 1:
                yield made
        if branch.role == "L" and told.numbering is not None:
            yield Dictionary(O=Name.List, ListNumbering=Name(told.numbering))

    def _identify(self, branch: Branch, node: pikepdf.Object) -> None:
        """A note has an identifier (PDF/UA-1, 7.9), and so has a header cell that others name."""
        name = self._ids.get(branch.source.id or b"")
        if branch.role == "Note":
            name = f"note{len(self._identified) + 1:06}".encode()
        if name is not None:
            node.ID = String(name)
            self._identified.append((name, node))

    def _parent_tree(self) -> Iterator[object]:
        """Pages first, then annotations; each gets its number (14.7.4.4)."""
        key = 0
        for copied in self._pages.all:
            if Name.Annots in copied.page.obj:
                copied.page.obj.Tabs = Name.S  # links are reached in the order of the tags (PDF/UA-1, 7.18.3)
            parents = self._parents[copied.old]
            if parents:
                copied.page.obj.StructParents = key
                yield key
                yield self._target.make_indirect(Array([parents.get(n) for n in range(max(parents) + 1)]))
                key += 1
        for identifier, node in self._holders.items():
            self._annotations[identifier].StructParent = key
            yield key
            yield node
            key += 1


def _all(branches: Sequence[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all([kid for kid in branch.below if isinstance(kid, Branch)])
