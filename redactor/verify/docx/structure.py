"""What no copy may have in its package, whatever it says (docs/sanitizing-docx.md): an allow-list."""

import re
from collections.abc import Iterator

from lxml import etree

from redactor.errors import LeakError
from redactor.verify.docx.container import Container
from redactor.verify.docx.xmltext import parse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_MAIN = "word/document.xml"
_CONTENT_TYPES = frozenset(
    [
        "application/xml",
        "application/vnd.openxmlformats-package.relationships+xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        *(
            f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
            for kind in (
                "document.main",
                "styles",
                "settings",
                "webSettings",
                "fontTable",
                "numbering",
                "header",
                "footer",
                "footnotes",
                "endnotes",
            )
        ),
        "image/png",
        "image/jpeg",
        "image/jpg",
        "image/gif",
        "image/bmp",
        "image/tiff",
    ]
)
_KINDS_WORDS = """
    officeDocument core-properties extended-properties styles settings webSettings fontTable numbering
    theme header footer footnotes endnotes image hyperlink
"""
_KINDS = frozenset(_KINDS_WORDS.split())
_FORBIDDEN_WORDS = """
    del ins moveFrom moveTo delText delInstrText rPrChange pPrChange sectPrChange tblPrChange
    tblGridChange trPrChange tcPrChange tblPrExChange numberingChange cellIns cellDel cellMerge
    moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd commentReference
    commentRangeStart commentRangeEnd annotationRef permStart permEnd object control altChunk subDoc
    docVars docVar mailMerge attachedTemplate rsids rsid rsidRoot dataBinding sdt smartTag customXml
    fldData ffData printerSettings embedRegular embedBold embedItalic embedBoldItalic docPartObj
    documentProtection writeProtection
"""
_FORBIDDEN = frozenset(_FORBIDDEN_WORDS.split())
# w:webHidden hides in web view alone: Word sets it on the page numbers of every contents list.
_HIDDEN = frozenset({"vanish", "specVanish"})
_ATTRIBUTES = re.compile(r"rsid\w*|author|initials|userId|providerId|editId|paraId|textId")
_FALSE = frozenset({"0", "false", "off"})


def check(container: Container) -> int:
    """How many parts were looked at. Raises LeakError (probe "structure") for what no copy may have."""
    for odd in container.odd:
        raise LeakError(probe="structure", where=f"zip: {odd}")
    if not any(member.name == _MAIN for member in container.members):
        raise LeakError(probe="structure", where="no main part")
    for member in container.members:
        for what in _part(member.name, member.content):
            raise LeakError(probe="structure", where=what)
    return len(container.members)


def _part(name: str, content: bytes) -> Iterator[str]:
    if is_xml(name, content):
        head = content[:4096].replace(b"\0", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise LeakError(probe="structure", where="document type declaration")
        root = parse(content, "part")
        if name == "[Content_Types].xml":
            yield from _content_types(root)
        elif name.endswith(".rels"):
            yield from _relationships(root)
        elif name == _MAIN and (root.tag != f"{_W}document" or root.find(f"{_W}body") is None):
            yield "main part without a body"
        yield from _tree(root)
    elif not name.startswith("word/media/"):
        yield "part that is neither XML nor a picture"


def is_xml(name: str, content: bytes) -> bool:
    """By name or by content: XML in any encoding begins with "<", a byte order mark aside."""
    start = content[:8].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return name.lower().endswith((".xml", ".rels", ".vml", ".svg")) or start.startswith(b"<")


def _content_types(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{_TYPES}Override", f"{_TYPES}Default"):
        if element.get("ContentType", "") not in _CONTENT_TYPES:
            yield "content type of a part"


def _relationships(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{_RELATIONSHIPS}Relationship"):
        kind = element.get("Type", "").rsplit("/", 1)[-1]
        if kind not in _KINDS:
            yield "relationship to a part"
        if element.get("TargetMode") == "External" and kind != "hyperlink":
            yield "relationship to another file"


def _tree(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _element(element, element.tag)
        else:
            yield "comment or processing instruction"


def _element(element: etree._Element, tag: str) -> Iterator[str]:
    space, _, name = tag.rpartition("}")
    if space == _W[:-1]:
        yield from _word(element, name)
    for attribute in element.attrib:
        if _ATTRIBUTES.fullmatch(str(attribute).rpartition("}")[2]) and "}" in str(attribute):
            yield "author, session or paragraph id"


def _word(element: etree._Element, name: str) -> Iterator[str]:
    if name in _FORBIDDEN:
        yield f"w:{name}"
    if name in _HIDDEN and element.get(f"{_W}val", "1") not in _FALSE and _of_a_run(element):
        yield f"w:{name}"


def _of_a_run(element: etree._Element) -> bool:
    """Hidden text itself; a style may say that it would hide."""
    properties = element.getparent()
    run = properties.getparent() if properties is not None else None
    if run is None or run.tag != f"{_W}r":
        return False
    return any(text.text for text in run.iter(f"{_W}t"))
