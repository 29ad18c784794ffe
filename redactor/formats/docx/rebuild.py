"""Writes the package anew: parts, relationships and pictures named in the order of the copy, fixed times."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from redactor.formats.docx import names as n
from redactor.formats.docx.copy import Copy
from redactor.formats.docx.media import BLANK, crop_of, is_picture, uncrop
from redactor.formats.docx.names import Element, r, w

_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PREFIXES: Final = {
    "w": n.W, "r": n.R, "m": n.M, "mc": n.MC, "wp": n.WP, "a": n.A, "pic": n.PIC, "wps": n.WPS,
    "wpg": n.WPG, "wpc": n.WPC, "w14": n.W14, "wp14": n.WP14, "a14": n.A14, "v": n.V, "o": n.O, "w10": n.W10,
}  # fmt: skip
_IGNORABLE: Final = ("w14", "wp14")
_SINGLE: Final = ("styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes")
_CONTENT_TYPES: Final = {kind: f"{_MAIN}{kind}+xml" for kind in _SINGLE} | {
    "document": f"{_MAIN}document.main+xml",
    "header": f"{_MAIN}header+xml",
    "footer": f"{_MAIN}footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_CORE: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_ROOT_RELATIONSHIPS: Final = (
    (f"{_TYPES}officeDocument", "word/document.xml"),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    (f"{_TYPES}extended-properties", "docProps/app.xml"),
)
_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_TIME: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class _Links:
    """A part's relationships in the making: (type, target, external)."""

    entries: list[tuple[str, str, bool]] = field(default_factory=list)
    ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, external: bool = False) -> str:
        entry = (_TYPES + kind, target, external)
        if entry not in self.ids:
            self.ids[entry] = f"rId{len(self.ids) + 1}"
            self.entries.append(entry)
        return self.ids[entry]


class _Writer:
    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.media: dict[bytes, str] = {}
        self.ordinals: dict[str, dict[str, str]] = {"header": {}, "footer": {}}

    def write(self) -> bytes:
        copy = self.copy
        links = _Links()
        for kind in _SINGLE:
            if kind in copy.kinds.values():
                links.add(kind, self._name(kind)[5:])
        main = copy.package.main
        self._part(main, "word/document.xml", links)
        for kind in _SINGLE:
            for part in [p for p, k in copy.kinds.items() if k == kind]:
                self._part(part, self._name(kind), _Links())
        for kind, named in self.ordinals.items():
            for part, name in named.items():
                self._part(part, name, _Links())
                self.types[name] = _CONTENT_TYPES[kind]
        self._relations("_rels/.rels", [(t, target, False) for t, target in _ROOT_RELATIONSHIPS])
        self.parts["docProps/core.xml"] = _CORE
        self.parts["docProps/app.xml"] = _APP
        return self._zip()

    @staticmethod
    def _name(kind: str) -> str:
        return "word/theme/theme1.xml" if kind == "theme" else f"word/{kind}.xml"

    def _part(self, part: str, name: str, links: _Links) -> None:
        root = self.copy.roots[part]
        for element in root.iter():
            self._relate(part, element, links)
        self.parts[name] = serialised(root)
        self.types[name] = _CONTENT_TYPES[self.copy.kinds[part]]
        if links.entries:
            folder, _, file = name.rpartition("/")
            self._relations(f"{folder}/_rels/{file}.rels", links.entries)

    def _relate(self, part: str, element: Element, links: _Links) -> None:
        """Gives every reference its new id; one that leads nowhere is removed."""
        related = self.copy.rels[part]
        for attribute, identifier in n.attributes(element):
            if not attribute.startswith(f"{{{n.R}}}"):
                continue
            found = related.get(identifier)
            fresh: str | None = None
            if found is None or attribute == r("link"):
                fresh = None
            elif found.external:
                fresh = links.add("hyperlink", found.target, True) if element.tag == w("hyperlink") else None
            elif element.tag in (w("headerReference"), w("footerReference")):
                fresh = self._story(found.kind, found.target, links)
            elif is_picture(element) and found.target in self.copy.package.parts:
                fresh = links.add("image", self._picture(element, found.target))
            if fresh is None:
                del element.attrib[attribute]
            else:
                element.set(attribute, fresh)

    def _story(self, kind: str, target: str, links: _Links) -> str | None:
        if target not in self.copy.kinds or kind not in self.ordinals:
            return None
        named = self.ordinals[kind]
        named.setdefault(target, f"word/{kind}{len(named) + 1}.xml")
        return links.add(kind, named[target][5:])

    def _picture(self, element: Element, target: str) -> str:
        shown = None if target in self.copy.blanked else self.copy.gallery.shown(target, crop_of(element))
        content, ending = shown or (BLANK, "png")
        if content not in self.media:
            self.media[content] = f"media/image{len(self.media) + 1}.{ending}"
            self.parts[f"word/{self.media[content]}"] = content
        return self.media[content]

    def _relations(self, name: str, entries: list[tuple[str, str, bool]]) -> None:
        lines: list[str] = []
        for index, (kind, target, external) in enumerate(entries, 1):
            mode = ' TargetMode="External"' if external else ""
            address = f"Type={quoteattr(kind)} Target={quoteattr(target)}"
            lines.append(f'<Relationship Id="rId{index}" {address}{mode}/>')
        self.parts[name] = _document(f'<Relationships xmlns="{n.PR}">{"".join(lines)}</Relationships>')

    def _zip(self) -> bytes:
        endings = {name.rpartition(".")[2] for name in self.parts} - {"xml", "rels"}
        lines = [f'<Default Extension="{e}" ContentType="image/{e}"/>' for e in sorted(endings)]
        lines.append(f'<Default Extension="rels" ContentType="{_RELATIONSHIPS}"/>')
        lines.append('<Default Extension="xml" ContentType="application/xml"/>')
        types = dict(self.types)
        types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
        types["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        lines += [f'<Override PartName="/{name}" ContentType="{types[name]}"/>' for name in sorted(types)]
        content_types = _document(f'<Types xmlns="{n.CT}">{"".join(lines)}</Types>')
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for name, content in (("[Content_Types].xml", content_types), *sorted(self.parts.items())):
                info = zipfile.ZipInfo(name, _TIME)
                info.create_system = 0
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content, compresslevel=6)
        return written.getvalue()


def _document(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def package_of(copy: Copy) -> bytes:
    """The bytes of the copy."""
    return _Writer(copy).write()


def serialised(root: Element) -> bytes:
    """The part as bytes, with the usual prefixes declared where they are used."""
    uncrop(root)
    fresh = etree.Element(root.tag, nsmap=dict(_PREFIXES))
    for name, text in sorted(n.attributes(root)):
        if not name.startswith(f"{{{n.MC}}}"):
            fresh.set(name, text)
    for below in list(root):
        fresh.append(below)
    etree.cleanup_namespaces(fresh, top_nsmap=_PREFIXES)
    ignorable = [p for p in _IGNORABLE if p in fresh.nsmap]
    if ignorable:
        fresh = _declaring(fresh)
        fresh.set(f"{{{n.MC}}}Ignorable", " ".join(ignorable))
    return etree.tostring(fresh, xml_declaration=True, encoding="UTF-8", standalone=True)


def _declaring(root: Element) -> Element:
    if "mc" in root.nsmap:
        return root
    kept = {p: u for p, u in _PREFIXES.items() if p in root.nsmap or p == "mc"}
    fresh = etree.Element(root.tag, nsmap=kept)
    for name, text in n.attributes(root):
        fresh.set(name, text)
    for below in list(root):
        fresh.append(below)
    return fresh
