"""What is left of a structure tree when content went: elements that still hold something.

What goes leaves no trace: an element without content goes, whether it was emptied or empty before, so that
nobody can count what stood in a removed part. Only a table's row keeps its empty cells.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from redactor.formats.pdf.objects import ObjectId
from redactor.formats.pdf.structure import PICTURES, Content, Element, Held
from redactor.formats.pdf.values import Mark

_CELLS: Final = frozenset({"TH", "TD"})
_DISSOLVED: Final = frozenset({"Table", "L", "TOC", "Figure", "Formula", "Form"})
"""Of these a single placeholder tells nothing: it becomes a paragraph."""
_HOLDERS: Final = frozenset({"Link", "Form", "Annot"})
"""Without the annotation that they belonged to these are plain text."""

Place = tuple[int, ObjectId | None, int]
"""Page, form XObject and number of a marked-content sequence in the source."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sequence of the copy: the page's old number, the sequence's new one."""

    page: int
    number: int
    placeholder: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """An element of the copy."""

    source: Element
    role: str
    below: tuple["Branch | Leaf | Held", ...]
    rows: int = 1

    def leaves(self) -> Iterator[Leaf]:
        for below in self.below:
            if isinstance(below, Leaf):
                yield below
            elif isinstance(below, Branch):
                yield from below.leaves()


def marks_by_place(marks: Mapping[int, Sequence[Mark]]) -> dict[Place, list[Leaf]]:
    """Where each numbered sequence of the source is now; `marks` by the pages' old numbers."""
    found: dict[Place, list[Leaf]] = {}
    for page, of_page in marks.items():
        for mark in of_page:
            if mark.old is not None and mark.new is not None:
                leaf = Leaf(page, mark.new, mark.placeholder)
                found.setdefault((page, mark.stream, mark.old), []).append(leaf)
    return found


def pruned(
    elements: Iterable[Element],
    places: Mapping[Place, Sequence[Leaf]],
    held: Set[ObjectId],
    stands: Callable[[Element], bool],
) -> tuple[Branch, ...]:
    """`held` are the annotations that stay. `stands` tells of a picture without content if its place does."""
    pruner = _Pruner(places, held, stands)
    return tuple(branch for element in elements if (branch := pruner.element(element)) is not None)


class _Pruner:
    def __init__(
        self,
        places: Mapping[Place, Sequence[Leaf]],
        held: Set[ObjectId],
        stands: Callable[[Element], bool],
    ) -> None:
        self._places = places
        self._held = held
        self._stands = stands
        self._taken: set[Content] = set()

    def element(self, element: Element) -> Branch | None:
        below = tuple(self._below(element))
        if not any(map(_holds, below)):
            # Some writers describe a picture without tagging what it shows.
            alone = element.role in PICTURES and element.alt is not None and not element.below
            return Branch(element, element.role, ()) if alone and self._stands(element) else None
        branch = Branch(element, element.role, below, element.attributes.rows)
        bare = not any(isinstance(kid, Held) for kid in below)
        if element.role in _DISSOLVED and bare:
            leaves = tuple(branch.leaves())
            if len(leaves) == 1 and leaves[0].placeholder:
                return Branch(element, "P", leaves)
        widowed = bare and any(isinstance(kid, Held) for kid in element.below)
        return replace(branch, role="Span") if element.role in _HOLDERS and widowed else branch

    def _below(self, element: Element) -> Iterator[Branch | Leaf | Held]:
        rows = iter(self._rows(element))
        for kid in element.below:
            match kid:
                case Content():
                    yield from self._leaves(kid)
                case Held():
                    if kid.id in self._held:
                        yield kid
                case Element():
                    branch = next(rows) if kid.role == "TR" else self.element(kid)
                    if branch is None and kid.role in _CELLS and element.role == "TR":
                        branch = Branch(kid, kid.role, (), kid.attributes.rows)
                    if branch is not None:
                        yield branch

    def _rows(self, element: Element) -> tuple[Branch | None, ...]:
        """Rows that stay; a cell that spans rows loses those that went."""
        rows = [self.element(kid) for kid in element.below if isinstance(kid, Element) and kid.role == "TR"]
        stays = [row is not None for row in rows]
        return tuple(
            row and replace(row, below=tuple(_spanning(cell, stays[number:]) for cell in row.below))
            for number, row in enumerate(rows)
        )

    def _leaves(self, content: Content) -> Iterator[Leaf]:
        """A sequence belongs to one element only."""
        if content not in self._taken:
            self._taken.add(content)
            yield from self._places.get((content.page, content.stream, content.number), ())


def _holds(kid: Branch | Leaf | Held) -> bool:
    """An empty cell is nothing that a row, or anything else, would stay for."""
    return not isinstance(kid, Branch) or bool(kid.below) or kid.role in PICTURES


def _spanning(cell: Branch | Leaf | Held, stays: Sequence[bool]) -> Branch | Leaf | Held:
    if not isinstance(cell, Branch):
        return cell
    return replace(cell, rows=max(sum(stays[: cell.rows]), 1))
