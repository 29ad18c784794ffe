"""The copy in the making: the parts that are kept, parsed, with their relationships."""

from dataclasses import dataclass, field
from typing import Final

from redactor.formats.docx.media import Gallery
from redactor.formats.docx.names import Element, w
from redactor.formats.docx.package import Package, Relationship

STORIES: Final = ("document", "header", "footer", "footnotes", "endnotes")
KINDS: Final = frozenset({"header", "footer", "footnotes", "endnotes", "styles", "numbering", "settings"}) | {
    "fontTable",
    "theme",
}
"""Kinds of parts that a copy keeps, beside the document and its pictures."""


@dataclass(slots=True)
class Copy:
    """`kinds` says for each kept part what it is; `roots` are its parsed elements, changed in place.

    `blanked`: media parts that go, with the text that stands for them. `unlinked`: relationships
    (part, id) that may not stay. `formed`: elements whose text was a form field's.
    """

    package: Package
    roots: dict[str, Element] = field(repr=False)
    kinds: dict[str, str]
    gallery: Gallery = field(repr=False)
    rels: dict[str, dict[str, Relationship]] = field(repr=False)
    blanked: dict[str, str] = field(default_factory=dict, repr=False)
    unlinked: set[tuple[str, str]] = field(default_factory=set)
    formed: set[Element] = field(default_factory=set, repr=False)

    def of(self, kind: str) -> Element | None:
        """The root of the one part of a kind."""
        return next((self.roots[part] for part, k in self.kinds.items() if k == kind), None)

    def stories(self) -> list[tuple[str, Element]]:
        """Parts with running text: the document first, then by kind and name."""
        found = [(STORIES.index(k), len(p), p) for p, k in self.kinds.items() if k in STORIES]
        return [(part, self.roots[part]) for _, _, part in sorted(found)]


def copy_of(package: Package) -> Copy:
    """Parses the parts that are kept. Raises UnreadableError."""
    kinds = {package.main: "document"}
    related = package.relationships(package.main)
    for found in related.values():
        if not found.external and found.kind in KINDS and found.target in package.parts:
            single = found.kind not in ("header", "footer")
            if not (single and found.kind in kinds.values()):
                kinds.setdefault(found.target, found.kind)
    roots = {part: package.xml(part) for part in kinds}
    rels = {part: package.relationships(part) for part in kinds}
    rels[package.main] = related
    return Copy(package, roots, kinds, Gallery(package.parts), rels)


def story_elements(root: Element) -> list[Element]:
    """The elements of a story part that hold paragraphs: the body, the header itself, each note."""
    if root.tag == w("document"):
        return [e for e in root if e.tag == w("body")]
    if root.tag in (w("footnotes"), w("endnotes")):
        return list(root)
    return [root]
