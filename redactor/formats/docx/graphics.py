"""Drawings: alternative texts, text boxes, pictures (read once each by OCR), charts, objects."""

from hashlib import sha256
from typing import Final, Protocol

from redactor.domain.document import LayerKind, Span, Unread, XmlRun
from redactor.formats import Ocr
from redactor.formats.docx import loose
from redactor.formats.docx.allow import GRAPHICS, VML
from redactor.formats.docx.draft import Draft, Drafts
from redactor.formats.docx.media import Crop, Gallery, crop_of, is_picture
from redactor.formats.docx.names import ALTERNATE, TXBX, A, Element, O, V, local, namespace, r, w
from redactor.formats.docx.package import Package, Relationship
from redactor.formats.docx.parts import pictures
from redactor.formats.docx.story import Story
from redactor.formats.docx.vocabulary import SHAPE

_TEXTS: Final = ("descr", "title", "alt", f"{{{O}}}title", "string")
_NAMES: Final = ("name", "id", f"{{{O}}}spid", f"{{{O}}}href", "href", "src", "tag", "macro")
_GRAPHIC_DATA: Final = f"{{{A}}}graphicData"
_OBJECT_WHY: Final = "Objektet kan inte läsas och tas bort."


class Pictures:
    """Gives each distinct picture, as a copy shows it, to OCR once, and notes those that cannot be read."""

    def __init__(self, package: Package, ocr: Ocr, drafts: Drafts, unread: list[Unread]) -> None:
        self.package = package
        self.gallery = Gallery(package.parts)
        self.ocr = ocr
        self.drafts = drafts
        self.unread = unread
        self.numbers: dict[str, int] = {}
        self.seen: set[tuple[str, Crop]] = set()
        self.texts: dict[str, str | None] = {}

    def read(self, part: str, crop: Crop, host: Draft | None) -> None:
        """A media part, at the first place that shows it cropped in this way."""
        if (part, crop) in self.seen or part not in self.package.parts:
            return
        self.seen.add((part, crop))
        at = XmlRun(part, "", Span(0, 1))
        where = f"bild {self.numbers.setdefault(part, len(self.numbers) + 1)}"
        text = self._text(part, crop)
        if text is None:
            self.unread.append(Unread(where, "Bilden kan inte läsas med texttolkning.", at))
        else:
            self.drafts.begin(LayerKind.OCR, host).add(text, part, "")

    def _text(self, part: str, crop: Crop) -> str | None:
        shown = self.gallery.shown(part, crop)
        if shown is None:
            return None
        key = sha256(shown[0]).hexdigest()
        if key not in self.texts:
            reading = self.ocr(shown[0])
            self.texts[key] = None if reading is None else reading.text
        return self.texts[key]

    def linked(self) -> None:
        self.unread.append(Unread("länkad bild", "Bilden ligger utanför dokumentet; länken tas bort."))

    def rest(self, relationships: dict[str, dict[str, Relationship]]) -> None:
        """Pictures that no drawing shows; the writer drops those that nothing refers to."""
        for related in relationships.values():
            for found in related.values():
                if found.kind == "image" and not found.external:
                    self._unused(found.target)

    def _unused(self, part: str) -> None:
        if part not in self.numbers:
            self.read(part, Crop(), None)


class _Surroundings(Protocol):
    drafts: Drafts
    pictures: Pictures
    unread: list[Unread]
    package: Package

    def related(self, part: str) -> dict[str, Relationship]: ...
    def name(self, part: str, path: str, text: str | None) -> None: ...


def drawing(around: _Surroundings, story: Story, element: Element, path: str) -> None:
    """Everything below a `w:drawing`, `w:pict` or `w:object`."""
    if element.tag == w("object"):
        around.unread.append(Unread("inbäddat objekt", _OBJECT_WHY))
    _visit(around, story, element, path)


def _visit(around: _Surroundings, story: Story, element: Element, path: str) -> None:
    part, host = story.part, story.draft
    for name in _TEXTS:
        around.drafts.begin(LayerKind.ALT_TEXT, host).add(element.get(name, ""), part, f"{path}@{name}")
    for name in _NAMES:
        if not SHAPE.fullmatch(element.get(name, "")):
            around.name(part, f"{path}@{name}", element.get(name))
    if element.tag in (TXBX, ALTERNATE):
        story.visit(element, path)
        return
    related = around.related(part)
    for identifier in pictures(element):
        found = related.get(identifier)
        if found is not None and found.external:
            around.pictures.linked()
        elif found is not None:
            around.pictures.read(found.target, crop_of(element), host)
    _refer(around, story, element, path)
    for index, below in enumerate(element):
        _visit(around, story, below, f"{path}.{index}")


def _refer(around: _Surroundings, story: Story, element: Element, path: str) -> None:
    """Charts, diagrams and unknown graphics: their text is read, the writer drops them."""
    if element.tag == _GRAPHIC_DATA and element.get("uri") not in GRAPHICS:
        around.unread.append(Unread("diagram eller inbäddad grafik", _OBJECT_WHY))
        loose.everything(around.drafts.begin(LayerKind.EMBEDDED, story.draft), story.part, element, path)
    elif namespace(element) == V and local(element) not in VML:
        loose.everything(around.drafts.begin(LayerKind.EMBEDDED, story.draft), story.part, element, path)
    elif not is_picture(element):
        for name, identifier in element.attrib.items():
            found = (
                around.related(story.part).get(str(identifier)) if str(name).startswith(r("")[:-1]) else None
            )
            if found is not None and found.external:
                draft = around.drafts.begin(LayerKind.LINK, story.draft)
                draft.mark(found.target, story.part, path)
