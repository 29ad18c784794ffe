"""After the edits: what nothing uses goes (links, bookmarks, notes, lists, styles); ids are written anew."""

import re
from typing import Final

from redactor.formats.docx.copy import Copy
from redactor.formats.docx.edit import Edits
from redactor.formats.docx.fields import INSTR, SIMPLE, bookmark_of
from redactor.formats.docx.names import (
    VAL,
    WP,
    Element,
    O,
    attributes,
    local,
    namespace,
    r,
    remove,
    unwrap,
    value,
    w,
)

HYPERLINK: Final = w("hyperlink")
_START: Final = w("bookmarkStart")
_END: Final = w("bookmarkEnd")
_ALLOWED: Final = re.compile(r"(https?://|mailto:)[^\s]{1,2000}", re.IGNORECASE)
_STYLE_REFERENCES: Final = {w(n) for n in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")} | {
    w(n) for n in ("numStyleLink", "styleLink", "defaultTableStyle")
}
_NOTES: Final = {"footnotes": w("footnoteReference"), "endnotes": w("endnoteReference")}


def links(copy: Copy, edits: Edits) -> None:
    """A link stays when its address may and nothing of its text was taken; its text stays anyway."""
    for part, root in copy.stories():
        for link in list(root.iter(HYPERLINK)):
            related = copy.rels[part].get(link.get(r("id"), ""))
            allowed = (
                related is not None
                and related.external
                and _ALLOWED.fullmatch(related.target) is not None
                and (part, related.id) not in copy.unlinked
                and link not in edits.links
            )
            if not allowed:
                drop_attribute(link, r("id"))
            if not allowed and not link.get(w("anchor")):
                unwrap(link)


def bookmarks(copy: Copy) -> None:
    """Bookmarks that are referred to stay, under new names; half ones and unused ones go."""
    roots = [root for _, root in copy.stories()]
    wanted = {name.lower() for root in roots for name in _referred(root)}
    names: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for root in roots:
        ends = {e.get(w("id")) for e in root.iter(_END)}
        kept: set[str | None] = set()
        for start in list(root.iter(_START)):
            name = start.get(w("name"), "").lower()
            identifier = start.get(w("id"))
            if identifier in ends and identifier not in kept and name in wanted and name not in names:
                kept.add(identifier)
                numbers[identifier or ""] = str(len(names))
                names[name] = f"{'_Toc' if name.startswith('_toc') else '_Ref'}{len(names) + 1}"
                start.attrib.clear()
                start.set(w("id"), numbers[identifier or ""])
                start.set(w("name"), names[name])
            else:
                remove(start)
        for end in list(root.iter(_END)):
            identifier = end.get(w("id"))
            if identifier in kept:
                kept.discard(identifier)
                end.attrib.clear()
                end.set(w("id"), numbers[identifier or ""])
            else:
                remove(end)
    for root in roots:
        _rename(root, names)


def _referred(root: Element) -> list[str]:
    found = [e.get(w("anchor"), "") for e in root.iter(HYPERLINK)]
    found += [bookmark_of((e.text or "").strip()) for e in root.iter(INSTR)]
    return found + [bookmark_of(e.get(w("instr"), "").strip()) for e in root.iter(SIMPLE)]


def unresolved(copy: Copy) -> frozenset[str]:
    """Names that are referred to but that no whole bookmark bears any more, in lower case."""
    roots = [root for _, root in copy.stories()]
    whole: set[str] = set()
    for root in roots:
        ends = {e.get(w("id")) for e in root.iter(_END)}
        whole |= {e.get(w("name"), "").lower() for e in root.iter(_START) if e.get(w("id")) in ends}
    return frozenset({n.lower() for root in roots for n in _referred(root) if n} - whole)


def _rename(root: Element, names: dict[str, str]) -> None:
    for link in list(root.iter(HYPERLINK)):
        anchor = link.get(w("anchor"))
        if anchor is None:
            continue
        if anchor.lower() in names:
            link.set(w("anchor"), names[anchor.lower()])
        else:
            del link.attrib[w("anchor")]
            if link.get(r("id")) is None:
                unwrap(link)
    for code in root.iter(INSTR):
        code.text = _renamed(code.text or "", names)
    for simple in root.iter(SIMPLE):
        simple.set(w("instr"), _renamed(simple.get(w("instr"), ""), names))


def _renamed(code: str, names: dict[str, str]) -> str:
    name = bookmark_of(code.strip())
    return code.replace(name, names.get(name.lower(), name), 1) if name else code


def notes(copy: Copy) -> None:
    """Notes without a reference go, references without a note too; the rest are numbered anew."""
    document = copy.of("document")
    for kind, tag in _NOTES.items():
        root = copy.of(kind)
        references = [] if document is None else list(document.iter(tag))
        by_id = {} if root is None else {e.get(w("id")): e for e in root if e.get(w("type")) is None}
        order: dict[str | None, str] = {}
        for reference in references:
            identifier = reference.get(w("id"))
            if identifier not in by_id or identifier in order:
                remove(reference)
                continue
            order[identifier] = str(len(order) + 1)
            reference.set(w("id"), order[identifier])
        if root is None:
            continue
        for identifier, note in by_id.items():
            root.remove(note)
            if identifier in order:
                note.set(w("id"), order[identifier])
        for identifier in order:
            root.append(by_id[identifier])
        if not order:
            _drop_part(copy, kind)


def _drop_part(copy: Copy, kind: str) -> None:
    for part in [p for p, k in copy.kinds.items() if k == kind]:
        del copy.kinds[part], copy.roots[part], copy.rels[part]
    settings = copy.of("settings")
    if settings is not None:
        for element in list(settings.iter(w(kind[:-1]))):
            remove(element)


def lists(copy: Copy) -> None:
    """Lists that nothing uses go; the rest are numbered from 1 in their order."""
    root = copy.of("numbering")
    if root is None:
        return
    users = [e for part in copy.roots.values() for e in part.iter(w("numPr"))]
    references = [e for u in users for e in u.iterchildren(w("numId"))]
    used = {e.get(VAL) for e in references}
    abstracts = {e.get(w("abstractNumId")): e for e in root.iterchildren(w("abstractNum"))}
    numbers: dict[str | None, str] = {"0": "0"}
    for element in list(root.iterchildren(w("num"))):
        identifier = element.get(w("numId"))
        if identifier in used and value(element, w("abstractNumId")) in abstracts:
            numbers[identifier] = str(len(numbers))
            element.set(w("numId"), numbers[identifier])
        else:
            root.remove(element)
    for reference in references:
        reference.set(VAL, numbers.get(reference.get(VAL), "0"))
    kept = {value(e, w("abstractNumId")) for e in root.iterchildren(w("num"))}
    links_used = {value(abstracts[k], w("numStyleLink")) for k in kept if k in abstracts} - {None}
    order: dict[str | None, str] = {}
    for identifier, element in abstracts.items():
        if identifier in kept or value(element, w("styleLink")) in links_used:
            order[identifier] = str(len(order))
            element.set(w("abstractNumId"), order[identifier])
        else:
            root.remove(element)
    for element in root.iterchildren(w("num")):
        for reference in element.iterchildren(w("abstractNumId")):
            reference.set(VAL, order[reference.get(VAL)])


def styles(copy: Copy, edits: Edits) -> None:
    """The document's own styles that nothing uses go; those whose name was hit get a neutral one.
    A reference to a style that is not there goes: its id could be any text."""
    root = copy.of("styles")
    by_id = {} if root is None else {e.get(w("styleId"), ""): e for e in root.iterchildren(w("style"))}
    references = [e for part in copy.roots.values() for e in part.iter(*_STYLE_REFERENCES)]
    used = _used(copy, root, by_id)
    names: dict[str, str] = {}
    count = 0
    for identifier, element in by_id.items():
        if identifier not in used:
            remove(element)
            continue
        names[identifier] = identifier
        if element in edits.elements or any(e in edits.elements for e in element):
            count += 1
            names[identifier] = f"Stil{count}"
            element.set(w("styleId"), names[identifier])
            for name in element.iterchildren(w("name")):
                name.set(VAL, names[identifier])
    for reference in references:
        identifier = reference.get(VAL, "")
        if identifier in names:
            reference.set(VAL, names[identifier])
        else:
            remove(reference)


def _used(copy: Copy, root: Element | None, by_id: dict[str, Element]) -> set[str]:
    """Ids of Word's own styles, of those that the text uses, and of those that these build on."""
    waiting = [i for i, e in by_id.items() if e.get(w("customStyle")) is None]
    for part in copy.roots.values():
        if part is not root:
            waiting += [e.get(VAL, "") for e in part.iter(*_STYLE_REFERENCES)]
    used: set[str] = set()
    while waiting:
        identifier = waiting.pop()
        if identifier in by_id and identifier not in used:
            used.add(identifier)
            waiting += [e.get(VAL, "") for e in by_id[identifier] if e.tag in _STYLE_REFERENCES]
    return used


def fonts(copy: Copy, edits: Edits) -> None:
    """A font whose name was hit is set nowhere any more."""
    for root in copy.roots.values():
        for element in list(root.iter(w("rFonts"), w("font"))):
            for name, text in attributes(element):
                if element in edits.elements or text in edits.values:
                    del element.attrib[name]
            if element.tag == w("font") and element.get(w("name")) is None:
                remove(element)


def shapes(copy: Copy) -> None:
    """Drawings are numbered and named anew, in the order of the copy."""
    count = 0
    for _, root in copy.stories():
        for element in root.iter():
            name = local(element)
            if namespace(element) == WP and name == "docPr":
                count += 1
                element.set("id", str(count))
                element.set("name", f"Bild {count}")
            elif name == "cNvPr":
                element.set("id", "0")
                element.set("name", "")
                for told in ("descr", "title"):
                    drop_attribute(element, told)
            for attribute, _ in attributes(element):
                if attribute.startswith(f"{{{O}}}") and attribute.endswith("}gfxdata"):
                    del element.attrib[attribute]


def drop_attribute(element: Element, name: str) -> None:
    """Removes an attribute if it is there."""
    if name in element.attrib:
        del element.attrib[name]
