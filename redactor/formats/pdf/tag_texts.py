"""Texts of the structure tree (ISO 32000-1, 14.7): what stands for content, and names that the file gives.

Elements are taken as the file lists its objects, not as a tree: most hold no text, and there are many.
"""

import re
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, String

from redactor.domain.document import LayerKind, PdfBox
from redactor.formats.pdf.metadata import language
from redactor.formats.pdf.objects import ObjectId, tree_items
from redactor.formats.pdf.structure import ROLES
from redactor.formats.pdf.sweep import Walk
from redactor.formats.pdf.texts import NOWHERE, Texts

Told = dict[ObjectId, dict[str, int]]
"""For each element with texts, by key of its dictionary, their numbers among the `alt` texts."""

_SILENT: Final = frozenset({"/Type", "/S", "/P", "/K", "/Pg", "/R"})
_WITHOUT_TEXT: Final = _SILENT | {"/A"}
_STRING: Final = re.compile(rb"[(#]|<[0-9a-f>]| R\b")
"""A string, a name with signs in it, or something that lies elsewhere."""
_TEXTS: Final = frozenset({"/Alt", "/ActualText", "/E"})


def read_tag_texts(pdf: pikepdf.Pdf, texts: Texts, walk: Walk) -> Told:
    """Adds all texts of a tagged document's elements, of its role map and its classes."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return {}
    reader = _Reader(pdf, texts, walk)
    walk.skip(root, *(parents for _, parents in tree_items(root.get("/ParentTree"), "/Nums")))
    for item in pdf.objects:
        if isinstance(item, Dictionary):
            reader.element(item)
    for key, value in root.items():
        if key not in ("/K", "/ParentTree", "/Type"):
            walk.run(value, LayerKind.NAME, NOWHERE)
    for key in ("/RoleMap", "/ClassMap"):
        reader.roles.update(root.get_dict(key, {}))
    for role in sorted(reader.roles):
        if role[1:] not in ROLES:
            texts.add(LayerKind.NAME, role[1:])
    return reader.told


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, texts: Texts, walk: Walk) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._texts = texts
        self._walk = walk
        self._plain: set[ObjectId] = set()
        self.told: Told = {}
        self.roles: set[str] = set()

    def element(self, item: pikepdf.Object) -> None:
        """Reads an object if it is an element; others are left alone."""
        keys = item.keys()
        if "/S" not in keys or "/P" not in keys or ("/K" not in keys and "/Pg" not in keys):
            return
        self._walk.skip(item)
        self.roles.add(str(item.get("/S")))
        kids = item.get("/K")
        for kid in kids if isinstance(kids, Array) else (kids,):
            if isinstance(kid, Dictionary) and not kid.is_indirect:
                self.element(kid)
        if not keys <= _WITHOUT_TEXT or ("/A" in keys and not self._is_plain(item.get("/A"))):
            self._read(item)

    def _is_plain(self, attributes: object) -> bool:
        """Whether nothing in them can be a text: they are written without a string."""
        if not isinstance(attributes, Dictionary):
            return False
        if attributes.objgen in self._plain:
            return True
        written = attributes.unparse(resolved=True)
        plain = _STRING.search(written) is None
        if plain and attributes.is_indirect:
            self._plain.add(attributes.objgen)
        return plain

    def _read(self, item: pikepdf.Object) -> None:
        page = item.get("/Pg")
        number = self._pages.get(page.objgen, 0) if isinstance(page, Dictionary) else 0
        at = PdfBox(number, 0, 0, 0, 0)
        told: dict[str, int] = {}
        for key, value in item.items():
            if key in _TEXTS and isinstance(value, String):
                if str(value).strip():
                    told[key] = self._texts.add(LayerKind.ALT_TEXT, str(value), at)
            elif key not in _SILENT and not (key == "/Lang" and language(item.get_str("/Lang", ""))):
                self._walk.run(value, LayerKind.NAME, at)
        if told and item.is_indirect:
            self.told[item.objgen] = told
