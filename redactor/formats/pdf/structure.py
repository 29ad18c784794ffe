"""The structure tree (ISO 32000-1, 14.7-8) as it was read: standard roles, texts, places of content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.domain.document import LayerKind, PdfBox
from redactor.formats.pdf.metadata import language
from redactor.formats.pdf.objects import ObjectId
from redactor.formats.pdf.sweep import Walk
from redactor.formats.pdf.texts import Texts

ROLES: Final = frozenset(
    {
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
        "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
        "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
        "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure",
        "Formula", "Form",
    }
)  # fmt: skip
"""Standard structure types (ISO 32000-1, 14.8.4)."""
_NEWER: Final = {
    "DocumentFragment": "Part", "Aside": "Div", "Title": "P", "Sub": "Span", "FENote": "Note", "Em": "Span",
    "Strong": "Span", "Artifact": "NonStruct",
}  # fmt: skip
"""Types of ISO 32000-2, by what they were before."""
_DEEP: Final = 200
_KNOWN: Final = frozenset({"/Type", "/S", "/P", "/K", "/Pg", "/R"})
_TEXTS: Final = ("/Alt", "/ActualText", "/E")
_SCOPES: Final = frozenset({"/Row", "/Column", "/Both"})
_NUMBERINGS: Final = frozenset(
    {
        "/None",
        "/Disc",
        "/Circle",
        "/Square",
        "/Decimal",
        "/UpperRoman",
        "/LowerRoman",
        "/UpperAlpha",
        "/LowerAlpha",
    }
)
_MOST_CELLS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence, by number: of a 0-based page, or of a form XObject drawn there."""

    page: int
    number: int
    stream: ObjectId | None


@dataclass(frozen=True, slots=True)
class Held:
    """An object that belongs to an element: an annotation."""

    id: ObjectId


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a reader needs to know of tables and lists (ISO 32000-1, tables 347 and 349)."""

    rows: int = 1
    columns: int = 1
    scope: str | None = None
    headers: tuple[bytes, ...] = ()
    numbering: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """`alt`, `actual` and `expansion` are numbers among the texts; `id` is the source's own."""

    role: str
    below: tuple["Element | Content | Held", ...] = field(repr=False)
    alt: int | None = None
    actual: int | None = None
    expansion: int | None = None
    language: str | None = None
    id: bytes | None = field(default=None, repr=False)
    attributes: Attributes = Attributes()


def read_structure(pdf: pikepdf.Pdf, texts: Texts, walk: Walk) -> tuple[Element, ...] | None:
    """The elements below the root; None when the document is not tagged.

    Their texts are added, as `alt` where they stand for content, else as names.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return None
    reader = _Reader(pdf, root, texts, walk)
    walk.skip(root)
    elements = tuple(below for below in reader.kids(root, None, 0) if isinstance(below, Element))
    for key, value in root.items():
        if key not in ("/K", "/ParentTree", "/Type"):
            walk.run(value, LayerKind.NAME, PdfBox(0, 0, 0, 0, 0))
    return elements


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, root: pikepdf.Object, texts: Texts, walk: Walk) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._texts = texts
        self._walk = walk
        self._seen = {root.objgen}
        self._roles = _names(root.get("/RoleMap"))
        classes = root.get("/ClassMap")
        self._classes = classes if isinstance(classes, Dictionary) else Dictionary()
        for key in (*self._roles, *_keys(classes)):
            if key not in ROLES:
                texts.add(LayerKind.NAME, key)

    def kids(self, node: pikepdf.Object, page: int | None, depth: int) -> Iterator[Element | Content | Held]:
        kids = node.get("/K")
        for kid in kids if isinstance(kids, Array) else (kids,):
            if isinstance(kid, int) and not isinstance(kid, bool):
                if page is not None:
                    yield Content(page, kid, None)
            elif isinstance(kid, Dictionary):
                below = self._kid(kid, page, depth)
                if below is not None:
                    yield below

    def _kid(self, kid: pikepdf.Object, page: int | None, depth: int) -> Element | Content | Held | None:
        if "/MCID" in kid:
            at = self._page(kid, page)
            form = kid.get("/Stm")
            stream = form.objgen if isinstance(form, pikepdf.Stream) else None
            number = kid.get_int("/MCID", -1)
            return Content(at, number, stream) if at is not None and number >= 0 else None
        if "/Obj" in kid:
            held = kid.get("/Obj")
            return Held(held.objgen) if isinstance(held, Dictionary) and held.is_indirect else None
        if depth > _DEEP or (kid.is_indirect and kid.objgen in self._seen):
            return None
        self._seen.add(kid.objgen)
        self._walk.skip(kid)
        return self._element(kid, self._page(kid, page), depth)

    def _page(self, node: pikepdf.Object, above: int | None) -> int | None:
        page = node.get("/Pg")
        return self._pages.get(page.objgen, above) if isinstance(page, Dictionary) else above

    def _element(self, node: pikepdf.Object, page: int | None, depth: int) -> Element:
        told: dict[str, int] = {}
        at = PdfBox(page or 0, 0, 0, 0, 0)
        tag = language(node.get_str("/Lang", ""))
        for key, value in node.items():
            if key in _TEXTS and isinstance(value, String):
                text = str(value)
                if text.strip():
                    told[key] = self._texts.add(LayerKind.ALT_TEXT, text, at)
            elif key not in _KNOWN and not (key == "/Lang" and tag is not None):
                self._walk.run(value, LayerKind.NAME, at)
        return Element(
            self._role(node),
            tuple(self.kids(node, page, depth + 1)),
            told.get("/Alt"),
            told.get("/ActualText"),
            told.get("/E"),
            tag,
            node.get_bytes("/ID"),
            _attributes(self._owned(node)),
        )

    def _role(self, node: pikepdf.Object) -> str:
        """The standard type that the role map leads to (14.7.3); what leads nowhere is NonStruct."""
        role = str(node.get("/S", "/NonStruct"))[1:]
        passed: set[str] = set()
        while role not in ROLES and role in self._roles and role not in passed:
            passed.add(role)
            role = self._roles[role]
        if role in ROLES:
            return role
        if role not in _NEWER:
            self._texts.add(LayerKind.NAME, role)
        if role[:1] == "H" and role[1:].isdecimal():
            return "H6"
        return _NEWER.get(role, "NonStruct")

    def _owned(self, node: pikepdf.Object) -> Iterator[pikepdf.Object]:
        """Attribute dictionaries of an element, its own ones last, for they prevail."""
        classes = node.get("/C")
        for name in classes if isinstance(classes, Array) else (classes,):
            if isinstance(name, Name):
                yield from _dictionaries(self._classes.get(str(name)))
        yield from _dictionaries(node.get("/A"))


def _names(mapping: object) -> Mapping[str, str]:
    if not isinstance(mapping, Dictionary):
        return {}
    return {key[1:]: str(value)[1:] for key, value in mapping.items() if isinstance(value, Name)}


def _keys(mapping: object) -> tuple[str, ...]:
    return tuple(key[1:] for key, _ in mapping.items()) if isinstance(mapping, Dictionary) else ()


def _dictionaries(value: object) -> Iterator[pikepdf.Object]:
    for item in value if isinstance(value, Array) else (value,):
        if isinstance(item, Dictionary):
            yield item


def _attributes(owned: Iterator[pikepdf.Object]) -> Attributes:
    rows, columns = 1, 1
    scope: str | None = None
    headers: tuple[bytes, ...] = ()
    numbering: str | None = None
    for one in owned:
        if one.get("/O") == Name.Table:
            rows = one.get_int("/RowSpan", rows)
            columns = one.get_int("/ColSpan", columns)
            scope = _one_of(one.get("/Scope"), _SCOPES) or scope
            headers = (
                tuple(bytes(h) for h in one.get_list("/Headers", ()) if isinstance(h, String)) or headers
            )
        elif one.get("/O") == Name.List:
            numbering = _one_of(one.get("/ListNumbering"), _NUMBERINGS) or numbering
    return Attributes(
        min(max(rows, 1), _MOST_CELLS), min(max(columns, 1), _MOST_CELLS), scope, headers, numbering
    )


def _one_of(value: object, allowed: frozenset[str]) -> str | None:
    return str(value) if isinstance(value, Name) and str(value) in allowed else None
