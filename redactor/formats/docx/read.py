"""DOCX bytes -> Document: every part that can hold text becomes a layer."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from redactor.domain.document import Document, LayerKind, Sha256, Span, Unread, XmlRun
from redactor.formats import Ocr
from redactor.formats.addresses import spellings
from redactor.formats.docx import loose
from redactor.formats.docx.draft import Draft, Drafts
from redactor.formats.docx.graphics import Pictures, drawing
from redactor.formats.docx.names import BODY, CHOICE, Element, r, w
from redactor.formats.docx.numbering import numbering_of
from redactor.formats.docx.package import Package, Relationship, open_package, rels_name
from redactor.formats.docx.story import Story
from redactor.formats.docx.styles import styles_of

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_STORIES: Final = (("header", LayerKind.HEADER), ("footer", LayerKind.FOOTER))
_NOTES: Final = {
    "footnotes": ("footnote", LayerKind.NOTE),
    "endnotes": ("endnote", LayerKind.NOTE),
    "comments": ("comment", LayerKind.COMMENT),
}
_FIXED: Final = ("styles", "numbering", *_NOTES)


def read(untrusted: bytes, *, ocr: Ocr) -> Document:
    """Every layer of text, and what could not be read. Raises UnreadableError."""
    package = open_package(untrusted)
    reader = _Reader(package, ocr)
    reader.read()
    return Document(
        id=Sha256(sha256(untrusted).hexdigest()),
        media_type=DOCX,
        page_count=None,
        layers=reader.drafts.layers(),
        unread=tuple(reader.unread),
    )


class _Reader:
    """Goes through the package once; the stories call back for what hangs on them (story.Surroundings)."""

    def __init__(self, package: Package, ocr: Ocr) -> None:
        self.package = package
        self.roots: dict[str, Element] = {}
        self.drafts = Drafts()
        self.unread: list[Unread] = []
        self.relationships = package.relationships(package.main)
        self.rels_by_part = {package.main: self.relationships}
        self.fixed = self._fixed_parts()
        self.styles = styles_of(self._root("styles"))
        self.numbering = numbering_of(self._root("numbering"))
        self.pictures = Pictures(package, ocr, self.drafts, self.unread)
        self.names: dict[str, list[tuple[str, str]]] = {}
        self.done: set[str] = {package.main}
        self.notes: dict[str, dict[str, tuple[Element, str]]] = {}

    def read(self) -> None:
        for kind, (name, _) in _NOTES.items():
            self.notes[kind] = self._note_elements(kind, name)
        document = self.root(self.package.main)
        body = self.drafts.begin(LayerKind.BODY)
        for index, element in enumerate(document):
            if element.tag == BODY:
                self._story(self.package.main, body, element, str(index))
            else:
                self.strange(self.package.main, element, str(index), body)
        for name, kind in _STORIES:
            for part in self._parts_of(name):
                self._story(part, self.drafts.begin(kind), self.root(part), "")
        for kind in _NOTES:
            for identifier in tuple(self.notes[kind]):
                self.note(kind, identifier, None)
        self.pictures.rest(self.rels_by_part)
        loose.harvest(self)

    def _story(self, part: str, draft: Draft, element: Element, path: str) -> None:
        self.done.add(part)
        story = Story(self, part, draft)
        story.walk(element, path)
        story.end()

    # -- parts

    def _fixed_parts(self) -> dict[str, str]:
        """Part names by the kind of their relationship to the document, for those there is one of."""
        found = {f: f"word/{f}.xml" for f in _FIXED if f"word/{f}.xml" in self.package.parts}
        for related in self.relationships.values():
            if related.kind in _FIXED and related.target in self.package.parts:
                found[related.kind] = related.target
        return found

    def _root(self, kind: str) -> Element | None:
        part = self.fixed.get(kind)
        return None if part is None else self.root(part)

    def root(self, part: str) -> Element:
        """A part's root element; each part is parsed once."""
        if part not in self.roots:
            self.roots[part] = self.package.xml(part)
        return self.roots[part]

    def _parts_of(self, kind: str) -> Iterable[str]:
        """Headers or footers: those the document names and those that lie about unused, by name."""
        found = {rel.target for rel in self.relationships.values() if rel.kind == kind}
        found |= {n for n in self.package.parts if self.package.content_type(n).endswith(f".{kind}+xml")}
        return sorted((n for n in found if n in self.package.parts), key=lambda n: (len(n), n))

    def _note_elements(self, kind: str, name: str) -> dict[str, tuple[Element, str]]:
        root = self._root(kind)
        if root is None:
            return {}
        self.done.add(self.fixed[kind])
        return {
            element.get(w("id"), f"#{index}"): (element, str(index))
            for index, element in enumerate(root)
            if element.tag == w(name)
        }

    def related(self, part: str) -> dict[str, Relationship]:
        if part not in self.rels_by_part:
            self.rels_by_part[part] = self.package.relationships(part)
        return self.rels_by_part[part]

    # -- what stories call for

    def note(self, kind: str, identifier: str, host: Draft | None) -> None:
        """A note or comment at its reference; each is read once."""
        found = self.notes[kind].pop(identifier, None)
        if found is not None:
            self._story(self.fixed[kind], self.drafts.begin(_NOTES[kind][1], host), *found)

    def link(self, part: str, element: Element, path: str, host: Draft) -> None:
        """A hyperlink's address and tooltip."""
        related = self.related(part).get(element.get(r("id"), ""))
        if related is not None and related.target:
            for text in spellings(related.target):
                draft = self.drafts.begin(LayerKind.LINK, host)
                draft.mark(text, rels_name(part), f"{related.index}@Target")
        tooltip = w("tooltip")
        self.drafts.begin(LayerKind.LINK, host).add(element.get(tooltip, ""), part, f"{path}@{tooltip}")
        for name in ("anchor", "docLocation"):
            self.name(part, f"{path}@{w(name)}", element.get(w(name)))

    def graphic(self, story: Story, element: Element, path: str) -> None:
        drawing(self, story, element, path)

    def strange(self, part: str, element: Element, path: str, host: Draft) -> None:
        """An element that is not on the allow-list, or a branch not taken: its text is read, the writer
        drops it."""
        draft = self.drafts.begin(LayerKind.EMBEDDED, host)
        branch = element.tag == CHOICE
        loose.everything(draft, part, element, path, strange=not branch)
        # What an element could hold decides, not what it holds: a number or a short word counts, too.
        holds = any((e.text or "").strip() or e.attrib for e in element.iter())
        if draft.size or (holds and not branch):
            self.unread.append(
                Unread(f"okänt innehåll {draft.id}", "Innehållet är av ett slag som inte stöds och tas bort.")
            )

    def backwards(self, part: str, path: str, size: int = 1) -> None:
        """Text whose order on the page nobody can tell."""
        at = XmlRun(part, path, Span(0, size))
        self.unread.append(Unread("omvänd text", "Textens skrivriktning kan inte tolkas.", at))

    def name(self, part: str, path: str, text: str | None) -> None:
        if text:
            self.names.setdefault(part, []).append((path, text))
