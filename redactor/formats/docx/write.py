"""DOCX bytes and a plan -> the copy: sanitised, redacted, written anew."""

from hashlib import sha256

from redactor.domain.records import PLACEHOLDER, Plan
from redactor.errors import FaultError
from redactor.formats.docx import tidy
from redactor.formats.docx.bidi import straighten
from redactor.formats.docx.blocks import make_seamless, remove_blocks
from redactor.formats.docx.copy import Copy, copy_of, story_elements
from redactor.formats.docx.dress import dress
from redactor.formats.docx.edit import carry_out
from redactor.formats.docx.fields import Field, Limits, fields_of, settle, types_in
from redactor.formats.docx.freeze import freeze, shown
from redactor.formats.docx.media import crop_of
from redactor.formats.docx.names import WP, Element
from redactor.formats.docx.package import open_package
from redactor.formats.docx.parts import PICTURES, pictures
from redactor.formats.docx.rebuild import package_of
from redactor.formats.docx.references import repeated
from redactor.formats.docx.sanitize import sanitize
from redactor.formats.docx.targets import tasks_of


def apply(untrusted: bytes, plan: Plan) -> bytes:
    """The copy. The same bytes and plan give the same copy.

    Raises UnreadableError, and FaultError when the plan is not for this document.
    """
    if sha256(untrusted).hexdigest() != plan.document:
        raise FaultError(what="planen gäller ett annat dokument")
    copy = copy_of(open_package(untrusted))
    tasks = tasks_of(copy, plan)
    sanitize(copy)
    fields = _fields(copy)
    before = shown(copy)
    edits = carry_out(copy, repeated(copy, tasks, fields))
    remove_blocks(edits)
    _settle(copy, fields, edits.elements | edits.links)
    tidy.links(copy, edits)
    freeze(copy, before)
    tidy.bookmarks(copy)
    tidy.notes(copy)
    straighten(edits.elements, edits.marks)
    dress(copy, edits.marks)
    make_seamless(edits)
    tidy.styles(copy, edits)
    tidy.fonts(copy, edits)
    tidy.lists(copy)
    tidy.shapes(copy)
    _blank(copy)
    return package_of(copy)


def _fields(copy: Copy) -> list[tuple[Element, list[Field]]]:
    return [(root, fields_of(story)) for _, root in copy.stories() for story in story_elements(root)]


def _settle(copy: Copy, fields: list[tuple[Element, list[Field]]], touched: set[Element]) -> None:
    # A sequence that lost a member would count anew: its numbers become text.
    cut = any("SEQ" in types_in([f for f in found if not f.live(root)]) for root, found in fields)
    for root, found in fields:
        settle(root, found, Limits(touched, frozenset({"SEQ"}) if cut else frozenset(), frozenset()))
    missing = tidy.unresolved(copy)
    if missing:
        for root, found in fields:
            settle(root, found, Limits(set(), frozenset(), missing))


def _blank(copy: Copy) -> None:
    """Pictures that go, and those that nobody can read, are named by what stands for them."""
    for part, root in copy.stories():
        for element in list(root.iter(*PICTURES)):
            for identifier in pictures(element):
                found = copy.rels[part].get(identifier)
                if found is None or found.external or found.target not in copy.package.parts:
                    continue
                text = copy.blanked.get(found.target)
                if text is None and copy.gallery.shown(found.target, crop_of(element)) is None:
                    text = PLACEHOLDER
                if text is not None:
                    _describe(element, text)


def _describe(element: Element, text: str) -> None:
    for above in element.iterancestors():
        for told in above.iterchildren(f"{{{WP}}}docPr"):
            told.set("descr", text)
            tidy.drop_attribute(told, "title")
            return
        if above.get("alt") is not None:
            above.set("alt", text)
            return
