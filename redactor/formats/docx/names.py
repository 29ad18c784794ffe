"""Namespaces, qualified names and relationship types of Office Open XML (ECMA-376, transitional)."""

from typing import Final, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DGM: Final = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V: Final = "urn:schemas-microsoft-com:vml"
O: Final = "urn:schemas-microsoft-com:office:office"  # noqa: E741 (the namespace's usual prefix)
W10: Final = "urn:schemas-microsoft-com:office:word"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
WP14: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
WPS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPC: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
A14: Final = "http://schemas.microsoft.com/office/drawing/2010/main"
ASVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
XML: Final = "http://www.w3.org/XML/1998/namespace"
CT: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
PR: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT: Final = "http://purl.oclc.org/ooxml/"

UNDERSTOOD: Final = frozenset({W14, WP14, WPS, WPG, WPC, A14})
"""Namespaces whose mc:Choice branch is taken."""


def w(name: str) -> str:
    """Clark name in the main WordprocessingML namespace."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """Clark name in the relationships namespace."""
    return f"{{{R}}}{name}"


VAL: Final = w("val")
P: Final = w("p")
RUN: Final = w("r")
T: Final = w("t")
PPR: Final = w("pPr")
RPR: Final = w("rPr")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
SECT: Final = w("sectPr")
BODY: Final = w("body")
TXBX: Final = w("txbxContent")
DRAWING: Final = w("drawing")
PICT: Final = w("pict")
ALTERNATE: Final = f"{{{MC}}}AlternateContent"
CHOICE: Final = f"{{{MC}}}Choice"
FALLBACK: Final = f"{{{MC}}}Fallback"
SPACE: Final = f"{{{XML}}}space"

FALSE: Final = frozenset({"0", "false", "off", "none"})


def child(element: Element | None, *names: str) -> Element | None:
    """The element found by going down `names` (Clark names), or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(name)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """`w:val` of the element below, or None."""
    found = child(element, *names)
    return None if found is None else found.get(VAL)


def toggle(properties: Element | None, name: str) -> bool | None:
    """A toggle property such as `w:b`: True, False, or None when it is not given."""
    found = child(properties, name)
    return None if found is None else found.get(VAL, "1") not in FALSE


def number(text: str | None, default: int = 0) -> int:
    """A whole number of at most nine digits, else `default`: hostile values become harmless."""
    if text is None or len(text) > 10:
        return default
    try:
        return int(text)
    except ValueError:
        return default


def local(element: Element) -> str:
    """The tag without its namespace."""
    return etree.QName(element).localname


def namespace(element: Element) -> str:
    """The tag's namespace, "" when it has none."""
    return etree.QName(element).namespace or ""


def attributes(element: Element) -> list[tuple[str, str]]:
    """The attributes' Clark names and values."""
    return [(str(name), str(text)) for name, text in element.attrib.items()]


def unwrap(element: Element) -> None:
    """Puts what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for offset, below in enumerate(list(element)):
        parent.insert(at + offset, below)


def remove(element: Element) -> None:
    """Takes an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
