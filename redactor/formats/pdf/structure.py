"""The structure tree (ISO 32000-1, 14.7-8) as it was read: standard roles, texts, places of content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.formats.pdf.metadata import language
from redactor.formats.pdf.objects import ObjectId, one_of, rect_of
from redactor.formats.pdf.values import Rect

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
PICTURES: Final = frozenset({"Figure", "Formula"})
"""These have a description rather than text (PDF/UA-1, 7.3 and 7.7)."""
_DEEP: Final = 200
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
    """What a reader needs to know of tables and lists (ISO 32000-1, tables 347 and 349).

    `box` is where a picture or a table stands, in its page's user space (table 343).
    """

    rows: int = 1
    columns: int = 1
    scope: str | None = None
    headers: tuple[bytes, ...] = ()
    numbering: str | None = None
    box: Rect | None = None


_NO_ATTRIBUTES: Final = Attributes()


@dataclass(frozen=True, slots=True)
class Element:
    """`alt`, `actual` and `expansion` are numbers among the texts; `id` is the source's own.

    `page` is the 0-based page that it says it begins on.
    """

    role: str
    below: tuple["Element | Content | Held", ...] = field(repr=False)
    alt: int | None = None
    actual: int | None = None
    expansion: int | None = None
    language: str | None = None
    id: bytes | None = field(default=None, repr=False)
    attributes: Attributes = _NO_ATTRIBUTES
    page: int | None = None


def read_structure(pdf: pikepdf.Pdf, told: Mapping[ObjectId, Mapping[str, int]]) -> tuple[Element, ...]:
    """The elements below the root; none when the document is not tagged. `told` is from `read_tag_texts`."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return ()
    reader = _Reader(pdf, root, told)
    return tuple(below for below in reader.kids(root.get("/K"), None, 0) if isinstance(below, Element))


class _Reader:
    def __init__(
        self, pdf: pikepdf.Pdf, root: pikepdf.Object, told: Mapping[ObjectId, Mapping[str, int]]
    ) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._told = told
        self._seen = {root.objgen}
        self._roles = _names(root.get("/RoleMap"))
        classes = root.get("/ClassMap")
        self._classes = classes if isinstance(classes, Dictionary) else Dictionary()

    def kids(self, kids: object, page: int | None, depth: int) -> Iterator[Element | Content | Held]:
        for kid in kids if isinstance(kids, Array) else (kids,):
            if isinstance(kid, int) and not isinstance(kid, bool):
                if page is not None:
                    yield Content(page, kid, None)
            elif isinstance(kid, Dictionary):
                below = self._kid(kid, page, depth)
                if below is not None:
                    yield below

    def _kid(self, kid: pikepdf.Object, page: int | None, depth: int) -> Element | Content | Held | None:
        keys = dict(kid.items())
        at = self._page(keys.get("/Pg"), page)
        if "/MCID" in keys:
            form = keys.get("/Stm")
            stream = form.objgen if isinstance(form, pikepdf.Stream) else None
            number = kid.get_int("/MCID", -1)
            return Content(at, number, stream) if at is not None and number >= 0 else None
        if "/Obj" in keys:
            held = keys["/Obj"]
            return Held(held.objgen) if isinstance(held, Dictionary) and held.is_indirect else None
        if depth > _DEEP or (kid.is_indirect and kid.objgen in self._seen):
            return None
        self._seen.add(kid.objgen)
        told = self._told.get(kid.objgen, {}) if kid.is_indirect else {}
        return Element(
            self._role(keys.get("/S")),
            tuple(self.kids(keys.get("/K"), at, depth + 1)),
            told.get("/Alt"),
            told.get("/ActualText"),
            told.get("/E"),
            language(kid.get_str("/Lang", "")) if "/Lang" in keys else None,
            kid.get_bytes("/ID") if "/ID" in keys else None,
            _attributes(self._owned(keys)) if "/A" in keys or "/C" in keys else _NO_ATTRIBUTES,
            self._page(keys.get("/Pg"), None),
        )

    def _page(self, page: object, above: int | None) -> int | None:
        return self._pages.get(page.objgen, above) if isinstance(page, Dictionary) else above

    def _role(self, name: object) -> str:
        """The standard type that the role map leads to (14.7.3); what leads nowhere is NonStruct."""
        role = str(name)[1:] if isinstance(name, Name) else "NonStruct"
        passed: set[str] = set()
        while role not in ROLES and role in self._roles and role not in passed:
            passed.add(role)
            role = self._roles[role]
        if role in ROLES:
            return role
        if role[:1] == "H" and role[1:].isdecimal():
            return "H6"
        return _NEWER.get(role, "NonStruct")

    def _owned(self, keys: Mapping[str, object]) -> Iterator[pikepdf.Object]:
        """Attribute dictionaries of an element, its own ones last, for they prevail."""
        classes = keys.get("/C")
        for name in classes if isinstance(classes, Array) else (classes,):
            if isinstance(name, Name):
                yield from _dictionaries(self._classes.get(str(name)))
        yield from _dictionaries(keys.get("/A"))


def _names(mapping: object) -> Mapping[str, str]:
    if not isinstance(mapping, Dictionary):
        return {}
    return {key[1:]: str(value)[1:] for key, value in mapping.items() if isinstance(value, Name)}


def _dictionaries(value: object) -> Iterator[pikepdf.Object]:
    for item in value if isinstance(value, Array) else (value,):
        if isinstance(item, Dictionary):
            yield item


def _attributes(owned: Iterator[pikepdf.Object]) -> Attributes:
    rows, columns = 1, 1
    scope: str | None = None
    headers: tuple[bytes, ...] = ()
    numbering: str | None = None
    box: Rect | None = None
    for one in owned:
        if one.get("/O") == Name.Table:
            rows = one.get_int("/RowSpan", rows)
            columns = one.get_int("/ColSpan", columns)
            scope = one_of(one.get("/Scope"), _SCOPES) or scope
            headers = (
                tuple(bytes(h) for h in one.get_list("/Headers", ()) if isinstance(h, String)) or headers
            )
        elif one.get("/O") == Name.List:
            numbering = one_of(one.get("/ListNumbering"), _NUMBERINGS) or numbering
        elif one.get("/O") == Name.Layout:
            box = rect_of(one.get("/BBox")) or box
    return Attributes(
        min(max(rows, 1), _MOST_CELLS), min(max(columns, 1), _MOST_CELLS), scope, headers, numbering, box
    )
